"""A bureau's own template, filled: figures in their cells, rows grown with their looks, everything else as it was."""

from pathlib import Path

import openpyxl
import pytest
from awkward_books import HEAD_03, SAMPLE, all_entries, new_model, read_into, rows_03, save
from openpyxl.styles import Border, PatternFill, Side

from desktop.core.cells import CellRef
from desktop.core.entry import type_text
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.exchange.fill import fill_template
from desktop.exchange.grid import WorkbookError
from desktop.exchange.grow import move_formula


@pytest.fixture(scope="module")
def model() -> Model:
    return read_into(SAMPLE)[1]


def template(path: Path, blank_rows: int = 3, total_last: bool = False) -> Path:
    """公开03 with a few bordered rows for codes, a block to sign under it, and formulas beside it."""
    body = [[] for _ in range(blank_rows)]
    total = ["合计"]
    rows = rows_03(meta=("部门：", None, "年度", None, "单位：万元"), body=[*body, total] if total_last else [total, *body])
    save(path, rows, merges=("A1:H1", "A4:B4", "A6:B6"), name="支出")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    first = 7 if total_last else 8
    thin = Side(style="thin")
    for row in range(7, 8 + blank_rows):
        for column in range(1, 9):
            sheet.cell(row, column).border = Border(thin, thin, thin, thin)
    for column in range(1, 9):
        sheet.cell(first, column).fill = PatternFill("solid", start_color="FFEEEE")
        sheet.cell(first + blank_rows - 1, column).number_format = "#,##0.00"
    last = 7 + blank_rows
    note = last + 1
    sheet.merge_cells(start_row=note, end_row=note, start_column=1, end_column=8)
    sheet.row_dimensions[note].height = 40
    sheet["J2"] = f"=SUM(C{first}:C{last})"
    sheet.print_area = f"A1:H{note}"
    other = book.create_sheet("核对")
    other["A1"] = f"=支出!C{last}"
    book.save(path)
    return path


@pytest.mark.parametrize("total_last", [False, True])
def test_rows_grow_and_everything_below_moves(model: Model, tmp_path: Path, total_last: bool) -> None:
    out = tmp_path / "out.xlsx"
    report = fill_template(model, present(model), template(tmp_path / "t.xlsx", total_last=total_last), out)
    assert report.tables == ["公开03"]
    book = openpyxl.load_workbook(out)
    sheet = book["支出"]
    codes = [row.id for row in model.rows("公开03") if row.dynamic]
    first = 7 if total_last else 8
    assert [sheet.cell(first + place, 1).value for place in range(len(codes))] == codes
    assert sheet.cell(first + len(codes) - 1, 1).border.left.style == "thin"
    assert sheet.cell(first + len(codes) - 1, 3).number_format == "#,##0.00"
    note = 8 + len(codes)
    assert sheet.cell(note, 1).value.startswith("注：")
    assert f"A{note}:H{note}" in {str(merge) for merge in sheet.merged_cells.ranges}
    assert sheet.row_dimensions[note].height == 40
    assert sheet["J2"].value == f"=SUM(C{first}:C{note - 1})"
    assert book["核对"]["A1"].value == f"=支出!C{note - 1}"
    assert sheet.print_area.endswith(f"$H${note}")
    assert [sheet["A3"].value, sheet["C3"].value] == ["部门：晋城市科学技术局", "2024年度"]


@pytest.mark.parametrize("total_last", [False, True])
def test_filled_template_imports_as_the_same_figures(model: Model, tmp_path: Path, total_last: bool) -> None:
    out = tmp_path / "out.xlsx"
    fill_template(model, present(model), template(tmp_path / "t.xlsx", total_last=total_last), out)
    _, copy = read_into(out)
    for ref, value in all_entries(model).items():
        if ref.form == "公开03":
            assert copy.value(ref) == value, ref


def test_template_without_notes_keeps_its_blank_rows(model: Model, tmp_path: Path) -> None:
    path = template(tmp_path / "t.xlsx", blank_rows=40)
    book = openpyxl.load_workbook(path)
    book.active.unmerge_cells("A48:H48")
    book.active["A48"] = None
    book.save(path)
    fill_template(model, present(model), path, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet["A8"].value == "201"
    assert sheet["A31"].value == "2210201"
    assert [cell.value for cell in sheet[32]][:8] == [None] * 8


def test_more_rows_than_needed_stay_blank(tmp_path: Path) -> None:
    model = read_into(save(tmp_path / "a.xlsx", rows_03()))[1]
    report = fill_template(model, present(model), template(tmp_path / "t.xlsx", blank_rows=9), tmp_path / "out.xlsx")
    assert any("多出的行留空" in note for note in report.notes)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet["A11"].value == "2060199"
    assert sheet["A12"].value is None
    assert sheet["A17"].value.startswith("注：")


def test_the_published_workbook_as_template_for_another_document(model: Model, tmp_path: Path) -> None:
    """Old figures disappear, new ones stand in their cells, 公开07 is reported as missing."""
    fresh = read_into(save(tmp_path / "a.xlsx", rows_03()))[1]
    report = fill_template(fresh, present(fresh), SAMPLE, tmp_path / "out.xlsx")
    assert any("没有找到“公开07" in note for note in report.notes)
    plan, copy = read_into(tmp_path / "out.xlsx")
    for form in ("公开01", "公开03", "公开06"):
        for row in copy.rows(form):
            for column in copy.columns(form, row.id):
                ref = CellRef(form, row.id, column.id)
                assert (copy.value(ref) or 0) == (fresh.value(ref) or 0), ref
    assert plan.refused is None


def test_a_formula_in_a_figure_cell_is_replaced_and_told(model: Model, tmp_path: Path) -> None:
    path = template(tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(path)
    book.active["C7"] = "=D7+E7"
    book.save(path)
    report = fill_template(model, present(model), path, tmp_path / "out.xlsx")
    assert any("1 个原来是公式的单元格填成了数（C7）" in note for note in report.notes)
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active["C7"].value == 2195.66


def test_codes_in_three_columns(model: Model, tmp_path: Path) -> None:
    head = [
        ["项目", None, None, None, *HEAD_03[0][2:]],
        ["支出功能分类科目编码", None, None, "科目名称"],
        ["类", "款", "项", "栏次", 1, 2, 3, 4, 5, 6],
    ]
    path = save(tmp_path / "t.xlsx", rows_03(head=head, body=[["合计"], []]), merges=("A4:D4", "A5:C5"))
    fill_template(model, present(model), path, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=8, max_row=10)] == [
        ["201", None, None, "一般公共服务支出"],
        ["201", "01", None, "人大事务"],
        ["201", "01", "50", "事业运行"],
    ]


def test_template_in_yuan_gets_yuan(model: Model, tmp_path: Path) -> None:
    path = save(tmp_path / "t.xlsx", rows_03(meta=("部门：", None, "2024年度", None, "单位：元"), body=[["合计"], []]))
    report = fill_template(model, present(model), path, tmp_path / "out.xlsx")
    assert any("已按元填写" in note for note in report.notes)
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active["C7"].value == 21956600


def test_sentence_goes_under_the_table(tmp_path: Path) -> None:
    model = new_model()
    operation = type_text(model, CellRef("公开03", "说明", "文字"), "说明：本年没有支出，故本表无数据。")
    assert not isinstance(operation, str)
    model.apply(operation)
    fill_template(model, present(model), template(tmp_path / "t.xlsx"), tmp_path / "out.xlsx")
    _, copy = read_into(tmp_path / "out.xlsx")
    assert copy.value(CellRef("公开03", "说明", "文字")) == "说明：本年没有支出，故本表无数据。"


def test_template_without_any_table_is_refused(model: Model, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="没有认出要填的表"):
        fill_template(model, present(model), save(tmp_path / "t.xlsx", [["甲"]]), tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_template_is_never_overwritten(model: Model, tmp_path: Path) -> None:
    path = template(tmp_path / "t.xlsx")
    before = path.read_bytes()
    with pytest.raises(WorkbookError, match="同一个文件"):
        fill_template(model, present(model), path, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=SUM(C8:C10)", "=SUM(C8:C12)"),
        ("=$C$10+D9", "=$C$12+D9"),
        ("=支出!C10+核对!C10", "=支出!C12+核对!C10"),
        ("=SUM(10:10)", "=SUM(12:12)"),
        ('="C10"&LOG10(C3)', '="C10"&LOG10(C3)'),
    ],
)
def test_formulas_follow_their_cells(formula: str, moved: str) -> None:
    assert move_formula(formula, "支出", True, 10, 2) == moved
