"""The exported workbook: looks like the official tables, holds values only, and replaces nothing before it was read back."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from awkward_books import SAMPLE, figure, new_model, read_into

from desktop.core.cells import CellRef
from desktop.core.entry import type_text
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.exchange import cell_content, write
from desktop.exchange.grid import WorkbookError
from desktop.exchange.sheet_style import sheet_name
from desktop.exchange.tables import write_sheets
from desktop.exchange.write import export_workbook
from desktop.forms.layout import lay_out


@pytest.fixture(scope="module")
def model() -> Model:
    return read_into(SAMPLE)[1]


def export(model: Model, out: Path, *forms: str) -> openpyxl.Workbook:
    figures = present(model)
    export_workbook([lay_out(model, form, figures) for form in forms], out)
    return openpyxl.load_workbook(out)


def test_looks_like_the_official_table(model: Model, tmp_path: Path) -> None:
    sheet = export(model, tmp_path / "a.xlsx", "公开03").active
    assert sheet.title == "公开03 支出决算表"
    assert [sheet["A1"].value, sheet["A2"].value] == ["支出决算表", "公开03表"]
    assert [cell.value for cell in sheet[3] if cell.value] == ["部门名称：晋城市科学技术局", "2024年度", "金额单位：万元"]
    merged = {str(merge) for merge in sheet.merged_cells.ranges}
    assert {"A1:H1", "A2:H2", "A4:B4", "C4:C5", "A6:B6", "A7:B7"} <= merged
    assert sheet["A7"].value == "合计"
    assert sheet["C7"].value == pytest.approx(2195.66)
    assert (sheet["C7"].number_format, sheet["C7"].alignment.horizontal, sheet["C7"].font.name) == ("#,##0.00", "right", "宋体")
    assert (sheet["A8"].value, sheet["A8"].data_type, sheet["B10"].alignment.indent) == ("201", "s", 2)
    assert sheet["C10"].border.left.style == sheet["H10"].border.bottom.style == "thin"
    assert sheet["A32"].value.startswith("注：")


def test_print_set_up(model: Model, tmp_path: Path) -> None:
    sheet = export(model, tmp_path / "a.xlsx", "公开03").active
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (True, 1, 0)
    assert sheet.print_title_rows == "$1:$6"
    assert sheet.freeze_panes == "A7"
    assert sheet.print_area == f"'公开03 支出决算表'!$A$1:$H${sheet.max_row}"
    assert sheet.print_options.horizontalCentered


def test_counts_not_applicable_and_footer(model: Model, tmp_path: Path) -> None:
    book = export(model, tmp_path / "a.xlsx", "公开06", "公开10")
    first, second = book.worksheets
    assert first["I12"].value == "————"
    assert [cell.value for cell in first[34] if cell.value] == ["人员经费合计", 967.56, "公用经费合计", 122.4]
    model_count = new_model()
    operation = type_text(model_count, CellRef("公开10", "主要负责人用车", "统计数"), "3")
    assert not isinstance(operation, str)
    model_count.apply(operation)
    sheet = export(model_count, tmp_path / "b.xlsx", "公开10").active
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 3 and cell.column == 3)
    assert cell.number_format == "0"
    assert second["C6"].number_format == "#,##0.00"


def test_exported_in_yuan(model: Model, tmp_path: Path) -> None:
    figures = present(model, "元")
    export_workbook([lay_out(model, "公开03", figures)], tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet["C7"].value == 21956600
    plan, copy = read_into(tmp_path / "a.xlsx")
    assert plan.tables == ["公开03"]
    assert figure(copy, "公开03", "合计", "本年支出合计") == Decimal("2195.66")


@pytest.mark.parametrize("text", ["=1+1", "+86 356", "-无", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1"])
def test_texts_never_become_formulas(tmp_path: Path, text: str) -> None:
    model = new_model()
    operation = type_text(model, CellRef("公开08", "说明", "文字"), f"说明：{text}")
    assert not isinstance(operation, str)
    model.apply(operation)
    write_sheets(tmp_path / "a.xlsx", [("表", [["头", "头"], [text, "x"]])])
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["A2"]
    assert (cell.data_type, cell.value.strip(), cell.quotePrefix) == ("s", text.strip(), True)


def test_a_target_that_cannot_be_replaced_stays_as_it_was(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "a.xlsx"
    out.write_bytes(b"old")

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "used by another process", str(target))

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(WorkbookError, match="正在 Excel 或 WPS 中打开"):
        export(model, out, "公开03")
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_workbook_that_reads_back_differently_is_thrown_away(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell_content, "as_number", lambda text: Decimal("1.23") if text == "2,195.66" else None)
    original = write._Table._put

    def wrong(self, row, column, value, look, read=None) -> None:
        original(self, row, column, value, look, read)
        if value == Decimal("1.23"):
            self.sheet.cell(row, column).value = 9

    monkeypatch.setattr(write._Table, "_put", wrong)
    with pytest.raises(WorkbookError, match="读回来不一致"):
        export(model, tmp_path / "a.xlsx", "公开03")
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_not_there(model: Model, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="没有写成"):
        export(model, tmp_path / "没有" / "a.xlsx", "公开03")


def test_sheet_names_are_short_clean_and_different() -> None:
    taken: set[str] = set()
    names = [sheet_name(text, taken) for text in ("公开06 " + "很长的名称" * 10, "公开06 " + "很长的名称" * 10, "a/b:c*?", "'", "")]
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    assert names[2] == "a b c"


def test_every_column_of_a_report_is_as_wide_as_its_words(tmp_path: Path) -> None:
    write_sheets(
        tmp_path / "a.xlsx", [("报告", [["级别", "说明", "理由"], ["错误", "收入合计与各项之和不等", "收入合计应当等于各项之和"]])]
    )
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths[0] < widths[1] < widths[2]
    assert widths[2] >= 2 * len("收入合计应当等于各项之和")


def test_plain_reports_keep_numbers_and_texts(tmp_path: Path) -> None:
    write_sheets(tmp_path / "a.xlsx", [("审核报告", [["标题"], [], ["级别", "说明"], ["错误", "差\x07 0.01"], [Decimal("12.50"), 3]])])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet.freeze_panes == "A4"
    assert sheet["A3"].font.bold
    assert [sheet["B4"].value, sheet["A5"].value, sheet["B5"].value] == ["差 0.01", 12.5, 3]


def test_wide_reports_wrap_to_rows_as_high_as_their_texts_and_fit_a_page(tmp_path: Path) -> None:
    long = "收入总计与支出总计不相等，先核对年初、年末结转和结余，再核对本年收入、支出合计。" * 3
    rows = [["一份很长的标题，独占一行，不折行也不把第一栏撑宽"], [], ["序号", *"甲乙丙丁戊"], ["1", *[long] * 5], ["2", "短"]]
    write_sheets(tmp_path / "a.xlsx", [("审核报告", rows)])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEF"]
    assert widths[0] < 10 and sum(widths) <= 180
    assert not sheet["A1"].alignment.wrap_text and sheet["B4"].alignment.wrap_text
    lines = 2 * len(long) / widths[1]
    assert sheet.row_dimensions[4].height >= lines * 12
    assert sheet.row_dimensions[5].height is None
    assert sheet.print_title_rows == "$3:$3"
