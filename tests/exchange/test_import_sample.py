"""The published workbook of 晋城 2024: every figure arrives in its cell, nothing is lost, nothing is asked."""

from decimal import Decimal

import openpyxl
from awkward_books import SAMPLE, all_entries, figure, new_model, read_into, said, subjects

from desktop.core.cells import CellRef
from desktop.core.rounding import present
from desktop.exchange.locate import Locator
from desktop.exchange.plan import plan_import
from desktop.exchange.read import read_workbook
from desktop.exchange.write import export_workbook
from desktop.forms.layout import lay_out


def test_every_number_of_the_workbook_becomes_an_entry_with_its_address() -> None:
    plan, model = read_into(SAMPLE)
    assert plan.refused is None
    by_address = {(entry.origin.sheet, entry.origin.address): entry.value for _, entry in model.book.entries()}
    numbers = 0
    for sheet in openpyxl.load_workbook(SAMPLE):
        for row in sheet.iter_rows():
            for cell in row:
                # 行次, 栏次 and codes stand there as text
                if isinstance(cell.value, int | float):
                    assert by_address[sheet.title, cell.coordinate] == Decimal(str(cell.value))
                    numbers += 1
    assert numbers == len(by_address) == 221


def test_nothing_is_asked_and_nothing_ignored() -> None:
    plan, _ = read_into(SAMPLE)
    assert [sheet.table for sheet in plan.sheets] == [
        "公开01",
        "公开02",
        "公开03",
        "公开04",
        "公开05",
        "公开06",
        "公开08",
        "公开09",
        "公开10",
    ]
    assert said(plan).strip() == ""
    assert all(sheet.score > 0.95 for sheet in plan.sheets)


def test_figures_in_the_right_cells() -> None:
    _, model = read_into(SAMPLE)
    assert figure(model, "公开01", "年初结转和结余", "金额") == Decimal("5.73")
    assert figure(model, "公开03", "2060199", "项目支出") == Decimal("1105.7")
    assert figure(model, "公开06", "公用经费合计", "决算数") == Decimal("122.4")
    assert figure(model, "公开06", "30302", "决算数") == Decimal("145.53")
    assert figure(model, "公开10", "行政单位机关运行经费", "统计数") == Decimal("53.55")
    assert model.book.sheets["公开03"].rows["2080505"].label == "机关事业单位基本养老保险缴费支出"


def test_no_false_alarm_after_the_import() -> None:
    _, model = read_into(SAMPLE)
    assert [finding.say for finding in model.findings() if finding.severity == "error"] == []


def test_the_same_workbook_again_changes_nothing() -> None:
    _, model = read_into(SAMPLE)
    again = plan_import(model, subjects(), SAMPLE)
    assert again.operation is not None
    assert again.operation.edits == ()
    assert sum(sheet.cells_same for sheet in again.sheets) == 221


def test_every_cell_is_read_understood_or_listed() -> None:
    locator = Locator(new_model().pack)
    for sheet in read_workbook(SAMPLE).sheets:
        (table,) = locator.locate(sheet).tables
        assert set(sheet.cells) <= table.claimed | set(table.places.values())


def test_import_is_one_operation_that_can_be_undone() -> None:
    model = new_model()
    plan = plan_import(model, subjects(), SAMPLE)
    assert plan.operation is not None
    assert plan.operation.cause == "import"
    model.apply(plan.operation)
    model.apply(plan.operation.inverse())
    assert all_entries(model) == {}
    assert all(not sheet.rows for sheet in model.book.sheets.values())


def test_export_imported_into_a_new_document_gives_the_same_figures(tmp_path) -> None:
    _, model = read_into(SAMPLE)
    out = tmp_path / "导出.xlsx"
    figures = present(model)
    export_workbook([lay_out(model, form.code, figures) for form in model.forms() if form.view not in ("record", "facts")], out)
    plan, copy = read_into(out)
    assert said(plan).strip() == ""
    for form in model.pack.forms:
        for row in model.rows(form.code):
            for column in model.columns(form.code, row.id):
                ref = CellRef(form.code, row.id, column.id)
                assert copy.value(ref) == model.value(ref), ref


def test_last_years_workbook_goes_into_last_years_book() -> None:
    model = new_model(year=2025)
    plan, _ = read_into(SAMPLE, model, prior=True)
    assert said(plan).strip() == ""
    assert all_entries(model) == {}
    assert model.book.prior is not None
    assert model.book.prior.year == 2024
    assert model.prior(CellRef("公开03", "2060101", "基本支出")) == Decimal("241.31")
    assert model.book.prior.sheets["公开03"].rows["206"].label == "科学技术支出"


def test_last_years_workbook_as_this_years_is_asked_about() -> None:
    plan, _ = read_into(SAMPLE, new_model(year=2025))
    assert "--prior" in said(plan)


def test_one_table_only() -> None:
    plan, model = read_into(SAMPLE, table="公开05")
    assert plan.tables == ["公开05"]
    assert {ref.form for ref in all_entries(model)} == {"公开05"}


def test_json_has_the_agreed_shape() -> None:
    plan, _ = read_into(SAMPLE)
    data = plan.to_json(applied=True)
    assert set(data) == {"book", "sha256", "sheets", "applied", "refused"}
    agreed = {"sheet", "table", "score", "cells_read", "cells_new", "cells_changed", "cells_same", "ignored", "questions"}
    assert all(agreed <= set(sheet) for sheet in data["sheets"])
    assert sum(sheet["cells_read"] for sheet in data["sheets"]) == 221
    assert len(data["sha256"]) == 64
