"""Exported performance forms: merged as printed, tall texts in full, figures as numbers, one sheet for every project."""

from __future__ import annotations

from pathlib import Path

import pytest
from awkward_books import all_entries, read_into, said
from openpyxl import Workbook, load_workbook
from performance_books import SELF, model_of, printed, write_books

from desktop.core.cells import CellRef
from desktop.core.entry import add_rows, type_text
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.exchange.read import read_workbook
from desktop.exchange.write import export_workbook
from desktop.forms.layout import lay_out


@pytest.fixture
def model(tmp_path: Path) -> Model:
    names = ("新疆整体", "科普经费", "物业管理费甲", "物业管理费乙")
    return read_into(write_books(tmp_path / "自评.xlsx", {name: printed(name) for name in names}), model_of("xj-2024"))[1]


def export(model: Model, out: Path, *codes: str) -> Workbook:
    figures = present(model)
    export_workbook([lay_out(model, code, figures) for code in codes], out)
    return load_workbook(out)


def test_one_sheet_for_every_project_with_a_name_of_its_own(tmp_path: Path, model: Model) -> None:
    name = "2024年[科普]行动/计划：" + "很长的名称" * 10
    operation = add_rows(model, "项目", [{"项目名称": name}])
    assert not isinstance(operation, str)
    model.apply(operation)
    book = export(model, tmp_path / "a.xlsx", *model.instances(SELF), "项目", "部门整体支出绩效自评表")
    names = book.sheetnames
    assert names[:3] == ["自评 科普经费", "自评 物业管理费", "自评 物业管理费(2)"]
    assert names[3].startswith("自评 2024年 科普 行动 计划") and len(names[3]) == 31
    assert names[4:] == ["项目 预算项目清单", "部门整体支出绩效自评表"]


def test_figures_are_numbers_and_indicators_are_texts(tmp_path: Path, model: Model) -> None:
    sheet = export(model, tmp_path / "a.xlsx", f"{SELF}#1").active
    by_value = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert by_value[106.85].number_format == "#,##0.00"
    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.number_format == "0.00%"] == [1]
    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.number_format == '0.00"分"'] == [10, 99.41]
    assert by_value[4.53].number_format == "0.00"
    assert (by_value[">=510人"].data_type, by_value["=462人"].data_type, by_value["=462人"].quotePrefix) == ("s", "s", True)
    assert {merge.size["rows"] for merge in sheet.merged_cells.ranges} >= {2, 3, 4, 6, 12}
    assert sheet["A1"].value == SELF and sheet.page_setup.fitToHeight == 0
    # the heading of the indicators is printed again where they go on
    heading = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "三级指标")
    assert sheet.print_title_rows == f"${heading}:${heading}"


def test_rows_are_as_high_as_their_texts(tmp_path: Path, model: Model) -> None:
    code = "部门整体支出绩效自评表"
    long = "积极开展科普活动进乡村、社区、学校。" * 60
    operation = type_text(model, CellRef(code, "预期目标", "内容"), long)
    assert not isinstance(operation, str)
    model.apply(operation)
    sheet = export(model, tmp_path / "a.xlsx", code).active
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == long)
    merge = next(merge for merge in sheet.merged_cells.ranges if cell.coordinate in merge)
    rows = range(merge.min_row, merge.max_row + 1)
    heights = [sheet.row_dimensions[row].height for row in rows]
    width = sum(sheet.column_dimensions["ABCDEFGH"[column - 1]].width for column in range(merge.min_col, merge.max_col + 1))
    # Chinese characters are two wide; no row of a workbook is higher than 409 points, so such a text takes several
    assert max(heights) <= 409 and len(heights) > 1
    assert sum(heights) >= 2 * len(long) / width * 13
    plan, copy = read_into(tmp_path / "a.xlsx", model_of("xj-2024"))
    assert said(plan).strip() == ""
    assert copy.value(CellRef(code, "预期目标", "内容")) == long


def test_everything_out_and_in_again(tmp_path: Path, model: Model) -> None:
    codes = [form.code for form in model.forms() if form.layout.body]
    export(model, tmp_path / "a.xlsx", *(code for code in codes if model.book.sheets.get(code)))
    plan, copy = read_into(tmp_path / "a.xlsx", model_of("xj-2024"))
    assert said(plan).strip() == ""
    entered = all_entries(model)
    assert {ref: value for ref, value in all_entries(copy).items() if ref in entered} == entered
    for code in codes:
        for row in model.rows(code):
            for column in model.columns(code, row.id):
                ref = CellRef(code, row.id, column.id)
                assert copy.value(ref) == model.value(ref), ref
    again, _ = read_into(tmp_path / "a.xlsx", copy)
    assert again.operation is not None and again.operation.edits == ()


@pytest.mark.parametrize(
    ("number", "shown", "text"),
    [
        (0.928, "0.00%", "92.80%"),
        (0.928, "0%", "92.8%"),
        (1, "0.00%", "100.00%"),
        (0.5, '0.0%"左右"', "50.0%"),
        (0.928, "0.00", "0.928"),
        (0.07, "0%;-0%", "7%"),
    ],
)
def test_percentages_are_read_as_they_are_shown(tmp_path: Path, number: float, shown: str, text: str) -> None:
    book = Workbook()
    book.active["B2"] = number
    book.active["B2"].number_format = shown
    book.save(tmp_path / "a.xlsx")
    cell = read_workbook(tmp_path / "a.xlsx").sheets[0].cells[1, 1]
    assert (cell.text, cell.percent) == (text, text.endswith("%"))
