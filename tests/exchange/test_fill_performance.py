"""A bureau's own blank performance forms, filled: values at the labels, as many rows as there are, everything else as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from awkward_books import read_into, said
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side
from performance_books import SELF, model_of, printed, write_books

from desktop.core.cells import CellRef
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.exchange.fill import fill_template
from desktop.exchange.grid import WorkbookError
from desktop.exchange.write import export_workbook
from desktop.forms.layout import lay_out

_THIN = Side(style="thin")


@pytest.fixture
def model(tmp_path: Path) -> Model:
    names = ("新疆整体", "科普经费", "物业管理费甲")
    return read_into(write_books(tmp_path / "自评.xlsx", {name: printed(name) for name in names}), model_of("xj-2024"))[1]


def blank_forms(tmp_path: Path, model: Model, *forms: str) -> Path:
    """The blank forms as a template."""
    path = tmp_path / "模板.xlsx"
    export_workbook([lay_out(model_of(model.pack.id), form) for form in forms], path)
    return path


def same_values(model: Model, copy: Model, code: str, other: str = "") -> None:
    for row, there in zip(model.rows(code), copy.rows(other or code), strict=True):
        for column in model.columns(code, row.id):
            wanted = model.value(CellRef(code, row.id, column.id))
            assert copy.value(CellRef(other or code, there.id, column.id)) == wanted, (row.label, column.id)


def test_one_blank_form_gives_a_sheet_for_every_project(tmp_path: Path, model: Model) -> None:
    out = tmp_path / "填好.xlsx"
    report = fill_template(model, present(model), blank_forms(tmp_path, model, SELF, "部门整体支出绩效自评表"), out)
    assert report.tables == ["部门整体支出绩效自评表", f"{SELF}#1", f"{SELF}#2"]
    book = load_workbook(out)
    assert book.sheetnames == [SELF, "部门整体支出绩效自评表", "自评 物业管理费"]
    merged = {str(merge) for merge in book[SELF].merged_cells.ranges}
    assert "B12:B17" in merged  # 产出指标 over its six rows
    plan, copy = read_into(out, model_of("xj-2024"))
    assert said(plan).strip() == ""
    same_values(model, copy, f"{SELF}#1")
    same_values(model, copy, f"{SELF}#2")
    same_values(model, copy, "部门整体支出绩效自评表")


def bureau_form(path: Path, kept: int = 2, *, project: str = "") -> Path:
    """A form of one's own making: other widths, blank rows with borders, a sum below and a note."""
    book = Workbook()
    sheet = book.active
    sheet.title = "自评表"
    rows = [["附件2"], ["项目支出绩效自评表"], ["（    年度）"], ["项目名称", "", project], ["主管部门", "", "", "", "实施单位"]]
    rows += [["项目资金（万元）", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]]
    rows += [["", "", "年度资金总额"], ["", "", "其中：当年财政拨款"], ["", "", "其他资金"]]
    rows += [["年度总体目标", "预期目标", "", "", "", "实际完成情况"], [""]]
    rows += [["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]]
    rows += [[""]] * kept + [["总分"]]
    for number, row in enumerate(rows, 1):
        for column in range(1, 10):
            cell = sheet.cell(number, column, row[column - 1] if column <= len(row) and row[column - 1] else None)
            cell.border = Border(_THIN, _THIN, _THIN, _THIN)
    for place in ("A4:B4", "C4:I4", "A5:B5", "C5:D5", "F5:I5", "A6:B9", "A10:A11", "B10:E10", "F10:I10", "B11:E11", "F11:I11"):
        sheet.merge_cells(place)
    sheet.merge_cells(start_row=12, end_row=12 + kept, start_column=1, end_column=1)
    sheet.cell(13 + kept, 7, f"=SUM(G13:G{12 + kept})")
    sheet.cell(15 + kept, 1, "注：本表由单位填报。")
    sheet.row_dimensions[13].height = 33
    book.create_sheet("填表说明")["A1"] = "请如实填写"
    book.save(path)
    return path


@pytest.mark.parametrize("kept", [1, 2, 20])
def test_rows_grow_in_a_form_of_the_bureaus_own(tmp_path: Path, model: Model, kept: int) -> None:
    out = tmp_path / "填好.xlsx"
    fill_template(model, present(model), bureau_form(tmp_path / "局.xlsx", kept), out, tables=[f"{SELF}#1"])
    book = load_workbook(out)
    sheet = book["自评表"]
    last = 12 + max(kept, 11)
    assert [sheet["D13"].value, sheet["H13"].value, sheet["D23"].value] == ["科技工作者慰问人数", 4.53, "群众满意度"]
    assert sheet.cell(last + 1, 1).value == "总分"
    assert sheet.cell(last + 3, 1).value == "注：本表由单位填报。"
    assert (sheet["A3"].value, sheet["C4"].value, sheet["D7"].value) == ("（2024年度）", "科普经费", 106.85)
    assert (sheet["H7"].value, sheet["H7"].number_format) == (1, "0.00%")
    assert sheet.row_dimensions[14].height == (33 if kept < 11 else None)
    assert f"A12:A{last}" in {str(merge) for merge in sheet.merged_cells.ranges}
    assert sheet["D20"].border.left.style == "thin"
    assert book["填表说明"]["A1"].value == "请如实填写"
    _, copy = read_into(out, model_of("xj-2024"))
    same_values(model, copy, f"{SELF}#1")


def test_several_forms_on_one_sheet(tmp_path: Path, model: Model) -> None:
    """Rows that grow above must not move what was put below."""
    path = bureau_form(tmp_path / "局.xlsx")
    book = load_workbook(path)
    sheet = book["自评表"]
    below = [
        ["部门整体支出绩效自评表"],
        ["部门名称"],
        ["部门资金（万元）", "资金来源", "年初预算数", "全年预算数", "全年执行数", "分值权重", "执行率", "得分"],
    ]
    below += [
        ["", "年度总资金"],
        ["", "上级资金（万元）"],
        ["", "本级资金（万元）"],
        ["", "其他资金（万元）"],
        ["年度总体目标", "预期目标", "实际完成目标"],
        [""],
    ]
    below += [["一级指标", "二级指标", "三级指标", "预期指标值", "指标值设定依据", "实际完成指标值", "分值权重", "得分"], [""]]
    for number, row in enumerate(below, 20):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column, text or None)
            cell.border = Border(_THIN, _THIN, _THIN, _THIN)
    sheet.merge_cells("A27:A28")
    book.save(path)
    out = tmp_path / "填好.xlsx"
    report = fill_template(model, present(model), path, out, tables=[f"{SELF}#1", "部门整体支出绩效自评表"])
    assert report.tables == ["部门整体支出绩效自评表", f"{SELF}#1"]
    _, copy = read_into(out, model_of("xj-2024"))
    same_values(model, copy, f"{SELF}#1")
    same_values(model, copy, "部门整体支出绩效自评表")


def test_a_form_that_names_its_project_gets_only_this_one(tmp_path: Path, model: Model) -> None:
    out = tmp_path / "填好.xlsx"
    report = fill_template(model, present(model), bureau_form(tmp_path / "局.xlsx", project="物业管理费"), out)
    assert report.tables == [f"{SELF}#2"]
    assert load_workbook(out)["自评表"]["C4"].value == "物业管理费"
    assert any("没有填" in note for note in report.notes)


def test_a_template_without_any_of_the_forms_is_refused(tmp_path: Path, model: Model) -> None:
    book = Workbook()
    book.active["A1"] = "会议纪要"
    book.save(tmp_path / "别的.xlsx")
    with pytest.raises(WorkbookError, match="没有认出要填的表"):
        fill_template(model, present(model), tmp_path / "别的.xlsx", tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()
