"""The full department as a workbook: nothing shows as ###, rows are no higher than their labels ask for, and what is read back is the same."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from full_department import PACKS, UNIT, full_model

from desktop.core.cells import COVER, Book, CellRef
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.exchange.plan import ImportPlan, plan_import
from desktop.exchange.write import export_workbook
from desktop.forms.layout import lay_out
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

_FOLDER = TemporaryDirectory()
PIXELS = 96 / 72  # a point on the screen on which Excel measures


@cache
def exported(pack: str) -> Path:
    """The workbook of the full set; every test that only reads it gets the same."""
    out = Path(_FOLDER.name) / f"{pack}.xlsx"
    here = full_model(pack)
    figures = present(here)
    export_workbook([lay_out(here, form.code, figures) for form in here.forms() if form.code != COVER and form.view != "facts"], out)
    return out


def read_into(pack: str, path: Path, unit: str = UNIT) -> tuple[ImportPlan, Model]:
    definition = load_pack(pack)
    catalog = SubjectCatalog.of_pack(definition, definition.years[0])
    copy = Model(definition, Book(pack, unit, full_model(pack).book.year, kept_in=definition.kept_in), catalog)
    plan = plan_import(copy, catalog, path)
    if plan.operation is not None:
        copy.apply(plan.operation)
    return plan, copy


def said(plan: ImportPlan) -> list[str]:
    remarks = [remark for sheet in plan.sheets for remark in (*sheet.questions, *sheet.ignored, *sheet.conflicts)]
    return [plan.refused] if plan.refused else [f"{remark.address} {remark.text} {remark.say}" for remark in remarks]


def printed(here: Model) -> dict[CellRef, Decimal]:
    """Every amount other than blank, entered or computed, in forms that are printed."""
    found = {}
    for form in here.forms():
        for row in here.rows(form.code) if form.code != COVER and form.view != "facts" else ():
            for column in here.columns(form.code, row.id):
                value = here.value(ref := CellRef(form.code, row.id, column.id))
                if isinstance(value, Decimal):
                    found[ref] = value
    return found


@pytest.mark.parametrize("pack", PACKS)
def test_what_is_exported_is_read_back_completely(pack: str) -> None:
    plan, copy = read_into(pack, exported(pack))
    assert said(plan) == []
    assert printed(copy) == printed(full_model(pack))
    facts = {form.code for form in copy.forms() if form.view == "facts"}
    sheets = {form: sheet for form, sheet in copy.book.sheets.items() if form not in facts}
    names = {(form, row.id): row.label for form, sheet in sheets.items() for row in sheet.rows.values()}
    assert names == {(form, row.id): row.label for form, sheet in full_model(pack).book.sheets.items() for row in sheet.rows.values()}
    assert copy.findings() == ()


def test_no_figure_is_wider_than_its_column() -> None:
    """Excel shows ### instead; 宋体 digits are half as wide as high, and five pixels of a column are not for text."""
    seen = 0
    for sheet in openpyxl.load_workbook(exported("bj-2023")).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, float | Decimal):
                    seen += 1
                    room = sheet.column_dimensions[cell.column_letter].width * 7
                    assert len(f"{cell.value:,.2f}") * cell.font.size * PIXELS / 2 <= room, (sheet.title, cell.coordinate)
    assert seen > 800


@pytest.mark.parametrize("pack", PACKS)
def test_rows_whose_labels_take_one_line_are_equally_high(pack: str, tmp_path: Path) -> None:
    here = full_model(pack)
    export_workbook([lay_out(here, "公开01", present(here))], tmp_path / "01.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "01.xlsx").active
    first = next(row for row in range(4, 12) if str(sheet.cell(row, 1).value).startswith("一、"))
    heights = {sheet.row_dimensions[row].height for row in range(first, sheet.max_row)}
    assert len(heights) == 1
    for row in range(first, sheet.max_row):
        for cell in sheet[row]:
            if isinstance(cell.value, str) and cell.alignment.wrap_text and cell.coordinate not in sheet.merged_cells:
                room = sheet.column_dimensions[cell.column_letter].width * 7
                assert len(cell.value) * cell.font.size * PIXELS <= room + 1 or cell.value.isascii(), cell.value
