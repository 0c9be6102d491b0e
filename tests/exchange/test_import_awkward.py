"""Tables as they come in practice: shifted, merged, mistyped, in another unit. Each test says what the clerk gets."""

import datetime
from decimal import Decimal

import pytest
import xlsxwriter
import xlwt
from awkward_books import (
    HEAD_03,
    ROWS_03,
    SAMPLE,
    UNIT,
    check_03,
    figure,
    new_model,
    read_into,
    rows_03,
    said,
    save,
    subjects,
)
from openpyxl import load_workbook

from desktop.core.cells import CellRef
from desktop.core.entry import lock_table, type_text
from desktop.exchange.plan import plan_import


def test_plain_table(tmp_path) -> None:
    plan, model = read_into(save(tmp_path / "a.xlsx", rows_03(), merges=("A4:B4",)))
    check_03(model)
    assert said(plan).strip() == ""


def test_numbers_as_text_with_every_habit_of_writing_them(tmp_path) -> None:
    body = [
        ["合计", None, "1,300.50", "１００．５０", "1，200"],
        ["206", "科学技术支出", "￥300.50", "(100.5)", "—"],
        [" 20601 ", "科学技术管理事务", "300.5万元", "△100.5", "－"],
        ["2060101", "行政运行", "100.5 ", "　"],
    ]
    plan, model = read_into(save(tmp_path / "a.xlsx", rows_03(body=body)))
    assert figure(model, "公开03", "合计", "本年支出合计") == Decimal("1300.5")
    assert figure(model, "公开03", "合计", "基本支出") == Decimal("100.5")
    assert figure(model, "公开03", "合计", "项目支出") == Decimal(1200)
    assert figure(model, "公开03", "206", "本年支出合计") == Decimal("300.5")
    assert figure(model, "公开03", "206", "基本支出") == Decimal("-100.5")
    assert figure(model, "公开03", "206", "项目支出") is None
    assert figure(model, "公开03", "20601", "基本支出") == Decimal("-100.5")
    assert figure(model, "公开03", "2060101", "基本支出") is None
    assert said(plan).strip() == ""


@pytest.mark.parametrize(
    "title",
    ["支出決算表", "支 出 决 算 表", "附件3：支出决算表", "晋城市科学技术局2024年度支出决算表", "支岀决算表", "支出决算表（单位：万元）"],
)
def test_titles_in_other_characters_or_with_words_around(tmp_path, title: str) -> None:
    plan, model = read_into(save(tmp_path / "a.xlsx", rows_03(title=title)))
    check_03(model)
    assert plan.sheets[0].table == "公开03"


def test_title_divided_over_cells(tmp_path) -> None:
    rows = rows_03()
    rows[0] = ["支", "出", "决", "算", "表"]
    _, model = read_into(save(tmp_path / "a.xlsx", rows))
    check_03(model)


@pytest.mark.parametrize(
    "meta",
    [("部门名称：", "另一个局", "2024年度", None, "金额单位：万元"), ("部门名称：另一个局", None, "2024年度", None, "金额单位：万元")],
)
def test_the_workbook_of_another_department_is_asked_about(tmp_path, meta) -> None:
    plan = plan_import(new_model(), subjects(), save(tmp_path / "a.xlsx", rows_03(meta=meta)))
    assert [line.say for line in plan.lines() if line.kind == "question" and "另一个局" in line.say]
    own = tuple(part.replace("另一个局", UNIT) if isinstance(part, str) else part for part in meta)
    assert said(plan_import(new_model(), subjects(), save(tmp_path / "b.xlsx", rows_03(meta=own)))).strip() == ""


def test_the_preview_asks_first_and_lists_what_stays_last(tmp_path) -> None:
    model = new_model()
    path = save(tmp_path / "a.xlsx", rows_03())
    read_into(path, model)
    rows = rows_03(body=[*ROWS_03[:3], [2060101, "行政运行", 100.5, 99.5], [2060199, "其他科学技术管理事务支出", 200, "多少", 200, 7]])
    kinds = [line.kind for line in plan_import(model, subjects(), save(tmp_path / "b.xlsx", rows)).lines()]
    order = ["question", "conflict", "changed", "new", "same", "ignored"]
    assert {"question", "changed", "new", "same"} <= set(kinds)
    assert kinds == sorted(kinds, key=order.index)


def test_blank_rows_and_columns_before_the_table(tmp_path) -> None:
    rows = [[], [], [], *([None, None, *row] for row in rows_03())]
    plan, model = read_into(save(tmp_path / "a.xlsx", rows))
    check_03(model)
    entry = model.book.entry(CellRef("公开03", "2060199", "项目支出"))
    assert entry is not None
    assert entry.origin.address == "G14"
    assert said(plan).strip() == ""


def test_empty_column_between_and_an_extra_one(tmp_path) -> None:
    rows = [[*row[:3], None, *row[3:4], None, None, *row[4:]] for row in rows_03()]
    rows[3][5] = "备注"
    rows[8][5] = "代管"
    plan, model = read_into(save(tmp_path / "a.xlsx", rows))
    check_03(model)
    assert "F9 代管 这一列不是 公开03 的栏目" in said(plan)


def test_columns_in_another_order(tmp_path) -> None:
    rows = [[*row[:3], *row[4:5], *row[3:4], *row[5:]] if len(row) > 4 else row for row in rows_03(body=[])]
    rows[5] = []  # without the 栏次 row
    rows[6:6] = [[2060101, "行政运行", 300, 100, 200]]
    _, model = read_into(save(tmp_path / "a.xlsx", rows))
    assert figure(model, "公开03", "2060101", "项目支出") == Decimal(100)
    assert figure(model, "公开03", "2060101", "基本支出") == Decimal(200)


@pytest.mark.parametrize(
    "codes",
    [
        [("206", None, None), ("206", "01", None), ("206", "01", "01"), ("206", "01", "99")],
        [("206", None, None), (None, "01", None), (None, None, "01"), (None, None, "99")],
        [(206, None, None), (206, 1, None), (206, 1, 1), (206, 1, 99)],
        [("206", None, None), (None, "20601", None), (None, None, "2060101"), (None, None, "2060199")],
    ],
)
def test_codes_in_three_columns(tmp_path, codes) -> None:
    head = [
        ["项目", None, None, None, "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
        ["支出功能分类科目编码", None, None, "科目名称"],
        ["类", "款", "项", "栏次", 1, 2, 3, 4, 5, 6],
    ]
    body = [["合计", None, None, None, *ROWS_03[0][2:]], *([*code, *row[1:]] for code, row in zip(codes, ROWS_03[1:], strict=True))]
    plan, model = read_into(save(tmp_path / "a.xlsx", rows_03(head=head, body=body), merges=("A4:D4", "A5:C5")))
    check_03(model)
    assert "没有读取" not in said(plan)


def test_code_and_name_in_one_cell(tmp_path) -> None:
    body = [["合计", None, *ROWS_03[0][2:]], *([f"{row[0]} {row[1]}", None, *row[2:]] for row in ROWS_03[1:])]
    _, model = read_into(save(tmp_path / "a.xlsx", rows_03(body=body)))
    assert figure(model, "公开03", "2060101", "基本支出") == Decimal("100.5")
    assert model.book.sheets["公开03"].rows["2060101"].label == "行政运行"


def test_parents_that_the_workbook_leaves_out_are_made(tmp_path) -> None:
    _, model = read_into(save(tmp_path / "a.xlsx", rows_03(body=[[2060101, "行政运行", 5, 5]])))
    rows = model.book.sheets["公开03"].rows
    assert set(rows) == {"206", "20601", "2060101"}
    assert rows["206"].label == "科学技术支出"


def test_several_tables_on_one_sheet(tmp_path) -> None:
    other = [
        ["收入决算表"],
        ["公开02表"],
        ["部门名称：晋城市科学技术局", None, "2024年度", None, "金额单位：万元"],
        ["项目", None, "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"],
        ["科目代码", "科目名称"],
        ["栏次", None, 1, 2, 3, 4, 5, 6, 7],
        ["合计", None, 300.5, 300.5],
        [2060101, "行政运行", 300.5, 300.5],
        ["注：本表反映部门本年度取得的各项收入情况。"],
        [],
    ]
    plan, model = read_into(save(tmp_path / "a.xlsx", [*other, *rows_03()]))
    assert plan.tables == ["公开02", "公开03"]
    assert figure(model, "公开02", "2060101", "财政拨款收入") == Decimal("300.5")
    assert figure(model, "公开03", "2060199", "项目支出") == Decimal(200)
    assert said(plan).strip() == ""


def test_a_list_of_contents_is_no_table(tmp_path) -> None:
    rows = [["目录"], ["一、收入支出决算总表"], ["二、收入决算表"], ["三、支出决算表"]]
    plan, _ = read_into(save(tmp_path / "a.xlsx", rows))
    assert plan.operation is None
    assert plan.refused is not None
    assert "没有认出" in plan.refused


def test_yuan_is_converted_exactly_and_told(tmp_path) -> None:
    meta = ("编制单位：晋城市科学技术局", None, "2024年度", None, "单位：元")
    body = [[2060101, "行政运行", "2,413,145.67", 2413145.67]]
    plan, model = read_into(save(tmp_path / "a.xlsx", rows_03(meta=meta, body=body)))
    assert figure(model, "公开03", "2060101", "本年支出合计") == Decimal("241.314567")
    assert figure(model, "公开03", "2060101", "基本支出") == Decimal("241.314567")
    assert "工作簿以元为单位，文档以万元为单位，已换算" in said(plan)


def test_wan_yuan_into_a_document_kept_in_yuan(tmp_path) -> None:
    _, model = read_into(save(tmp_path / "a.xlsx", rows_03()), new_model(kept_in="元"))
    assert figure(model, "公开03", "2060101", "基本支出") == Decimal(1005000)


def test_yuan_figures_under_a_wan_yuan_heading_are_asked_about(tmp_path) -> None:
    plan, _ = read_into(save(tmp_path / "a.xlsx", rows_03(body=[[2060101, "行政运行", 24131400000, 24131400000]])))
    assert "像是以元为单位" in said(plan)


def test_another_year_or_department_is_asked_about(tmp_path) -> None:
    meta = ("部门名称：晋城市财政局", None, "2022年度", None, "金额单位：万元")
    plan, _ = read_into(save(tmp_path / "a.xlsx", rows_03(meta=meta)))
    assert "表上写的是 2022 年度，文档是 2024 年度" in said(plan)
    assert "“晋城市财政局”，文档的单位是“晋城市科学技术局”" in said(plan)


def test_document_without_a_name_takes_the_department(tmp_path) -> None:
    _, model = read_into(save(tmp_path / "a.xlsx", rows_03()), new_model(unit=""))
    assert figure(model, "封面", "单位名称", "内容") == "晋城市科学技术局"


def test_sentence_and_remarks_under_the_table(tmp_path) -> None:
    notes = ("说明：本单位2024年度没有支出，故本表无数据。", "注：本表反映部门本年度各项支出情况。", "单位负责人：张三　　　填表人：李四")
    plan, model = read_into(save(tmp_path / "a.xlsx", rows_03(body=[["合计"]], notes=notes)))
    assert figure(model, "公开03", "说明", "文字") == "说明：本单位2024年度没有支出，故本表无数据。"
    assert said(plan).strip() == ""


def test_a_figure_under_the_notes_is_listed_and_not_read(tmp_path) -> None:
    rows = rows_03()
    rows.append(["核对数", None, 999.5])
    plan, model = read_into(save(tmp_path / "a.xlsx", rows))
    check_03(model)
    assert "C13 999.5" in said(plan)


def test_artefacts_are_snapped_and_hidden_decimals_told(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row, values in enumerate(rows_03(body=[[2060101, "行政运行", 0.1 + 0.2, 1105.69999999], [2060199, "其他", 12.345678, None]])):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)
    book.close()
    plan, model = read_into(path)
    assert figure(model, "公开03", "2060101", "本年支出合计") == Decimal("0.3")
    assert figure(model, "公开03", "2060101", "基本支出") == Decimal("1105.7")
    assert figure(model, "公开03", "2060199", "本年支出合计") == Decimal("12.345678")
    assert "C8 12.345678 单元格里实际是 12.345678，小数多于 2 位" in said(plan)


def test_formula_without_saved_result_refuses_the_whole_import(tmp_path) -> None:
    plan, _model = read_into(save(tmp_path / "a.xlsx", rows_03(body=[["合计", None, "=SUM(C8:C8)"], [2060101, "行政运行", 5, 5]])))
    assert plan.operation is None
    assert plan.refused is not None
    assert "请用 Excel 或 WPS 打开并保存后再导入" in plan.refused
    assert "C7" in plan.refused


def test_formula_with_saved_result_is_read(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row, values in enumerate(rows_03(body=[[2060101, "行政运行", 5, 5]])):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)
    sheet.write_formula("C7", "=D7", None, 5)
    book.close()
    _, model = read_into(path)
    assert figure(model, "公开03", "2060101", "本年支出合计") == Decimal(5)


def test_errors_dates_and_truth_values_in_amount_cells_are_asked_about(tmp_path) -> None:
    path = save(tmp_path / "a.xlsx", rows_03(body=[[2060101, "行政运行", 5, datetime.date(2024, 5, 1), True, "待定"]]))
    book = load_workbook(path)
    cell = book.active["C7"]
    cell.value, cell.data_type = "#REF!", "e"
    book.save(path)
    plan, model = read_into(path)
    text = said(plan)
    assert "C7 #REF! 单元格是错误值 #REF!" in text
    assert "D7 2024-05-01 单元格里是日期" in text
    assert "E7 TRUE 单元格是逻辑值" in text
    assert "F7 待定 “待定”不是数字" in text
    assert figure(model, "公开03", "2060101", "基本支出") is None


def test_unknown_row_and_wrong_code_are_asked_about_and_not_read(tmp_path) -> None:
    plan, model = read_into(
        save(tmp_path / "a.xlsx", rows_03(body=[[2060101, "行政运行", 5, 5], [20601, "a", 5], [12345678, "错", 7], [None, "无代码", 8]]))
    )
    text = said(plan)
    assert "没有“12345678" in text or "“错”" in text
    assert "没有“无代码”" in text
    assert {ref.row for ref, _ in model.book.entries()} == {"2060101", "20601"}


def test_row_that_stands_twice_is_asked_about(tmp_path) -> None:
    plan, model = read_into(save(tmp_path / "a.xlsx", rows_03(body=[[2060101, "行政运行", 5, 5], [2060101, "行政运行", 6, 6]])))
    assert "出现两次" in said(plan)
    assert figure(model, "公开03", "2060101", "基本支出") == Decimal(5)


def test_blank_cells_keep_what_stands_in_the_document(tmp_path) -> None:
    path = save(tmp_path / "a.xlsx", rows_03())
    _, model = read_into(path)
    operation = type_text(model, CellRef("公开03", "2060101", "经营支出"), "7")
    assert not isinstance(operation, str)
    model.apply(operation)
    plan = plan_import(model, subjects(), path)
    assert "工作簿里是空的，文档里已有数，保留不动" in said(plan)
    assert [line.old for line in plan.lines() if line.kind == "conflict"] == ["7"]
    replaced, _ = read_into(path, model, replace=True)
    assert figure(model, "公开03", "2060101", "经营支出") is None
    assert "将清空" in said(replaced)


def test_changed_figure_shows_old_and_new(tmp_path) -> None:
    _, model = read_into(save(tmp_path / "a.xlsx", rows_03()))
    body = [list(row) for row in ROWS_03]
    body[3][3] = 99
    plan, _ = read_into(save(tmp_path / "b.xlsx", rows_03(body=body)), model)
    (line,) = [line for line in plan.lines() if line.kind == "changed"]
    assert (line.old, line.new, line.address, line.table) == ("100.5", "99", "D10", "公开03")
    assert "行政运行 · 基本支出" in line.label


def test_locked_table_is_left_alone(tmp_path) -> None:
    model = new_model()
    model.apply(lock_table(model, "公开03"))
    plan, _ = read_into(save(tmp_path / "a.xlsx", rows_03()), model)
    assert "已锁定" in said(plan)
    assert not list(model.book.entries())


def test_hidden_copy_of_a_table_does_not_win(tmp_path) -> None:
    path = save(tmp_path / "a.xlsx", rows_03())
    book = load_workbook(path)
    copy = book.copy_worksheet(book.active)
    copy.title, copy.sheet_state = "旧", "hidden"
    copy["D10"] = 1
    book.move_sheet(copy, -1)
    book.active = 1
    book.save(path)
    plan, model = read_into(path)
    check_03(model)
    assert "公开03 在工作簿里有两张" in said(plan)


def test_ghost_rows_and_a_far_away_blank_cell(tmp_path) -> None:
    path = save(tmp_path / "a.xlsx", rows_03())
    book = load_workbook(path)
    for row in range(12, 3000):
        book.active.cell(row, 2).number_format = "0.00"
    book.active["XFD1048576"].number_format = "0.00"
    book.save(path)
    _, model = read_into(path)
    check_03(model)


def test_content_far_away_is_told_instead_of_eating_memory(tmp_path) -> None:
    path = save(tmp_path / "a.xlsx", rows_03())
    book = load_workbook(path)
    book.active["XFD1048576"] = "x"
    book.save(path)
    plan, _ = read_into(path)
    assert plan.refused is not None
    assert "超过 20000 行或 300 列" in plan.refused


def test_old_xls(tmp_path) -> None:
    path = tmp_path / "a.et"
    book = xlwt.Workbook()
    sheet = book.add_sheet("支出")
    for row, values in enumerate(rows_03()):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)
    book.save(str(path))
    plan, model = read_into(path)
    check_03(model)
    assert said(plan).strip() == ""


def test_xls_formula_that_was_never_calculated(tmp_path) -> None:
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("支出")
    for row, values in enumerate(rows_03(body=[[2060101, "行政运行", xlwt.Formula("D7"), 5]])):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)
    book.save(str(path))
    plan, _ = read_into(path)
    assert plan.refused is not None
    assert "打开并保存" in plan.refused


def test_table_without_title_is_recognised_by_head_and_asked_about(tmp_path) -> None:
    plan, model = read_into(save(tmp_path / "a.xlsx", rows_03()[2:], name="公开03"))
    check_03(model)
    assert "表上没有标题" in said(plan)


def test_title_of_another_table_over_the_head_is_not_guessed(tmp_path) -> None:
    plan, model = read_into(save(tmp_path / "a.xlsx", [*rows_03(title="一般公共预算财政拨款项目支出绩效表")[:1], ["甲", "乙"], ["丙", 5]]))
    assert plan.operation is None
    assert not list(model.book.entries())


def test_without_line_numbers_and_column_numbers(tmp_path) -> None:
    rows = [
        ["收入支出决算总表"],
        ["编制单位：晋城市科学技术局", None, "单位：万元"],
        ["收入", None, "支出", None],
        ["项目", "决算数", "项目", "决算数"],
        ["一、一般公共预算财政拨款收入", 2195.66, "一、一般公共服务支出", 162.92],
        ["八、其他收入", 3, "六、科学技术支出", 1607.83],
        ["本年收入合计", 2198.66, "本年支出合计", 2195.66],
        ["使用非财政拨款结余", 1, "结余分配", None],
        ["年初结转和结余", 5.73, "年末结转和结余", 5.73],
        ["总计", 2201.39, "总计", 2201.39],
        ["注：本表反映部门本年度的总收支和年末结转结余情况。"],
    ]
    plan, model = read_into(save(tmp_path / "a.xlsx", rows))
    assert figure(model, "公开01", "其他收入", "金额") == Decimal(3)
    assert figure(model, "公开01", "206", "金额") == Decimal("1607.83")
    assert figure(model, "公开01", "收入总计", "金额") == Decimal("2201.39")
    assert figure(model, "公开01", "支出总计", "金额") == Decimal("2201.39")
    assert "没有读取" not in said(plan)


def test_line_number_that_does_not_fit_the_label_is_asked_about(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    book = load_workbook(SAMPLE)
    sheet = book.worksheets[0]
    sheet["E12"] = "38"  # 科学技术支出 has 行次 37
    book.save(path)
    plan, model = read_into(path)
    assert "“六、科学技术支出”在表样中是行次 37，这里写的是 38" in said(plan)
    assert figure(model, "公开01", "206", "金额") == Decimal("1607.83")


def test_figures_where_the_form_has_none_are_asked_about(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    book = load_workbook(SAMPLE)
    book.worksheets[0]["C20"] = 5  # a blank line with a 行次 only
    book.worksheets[5]["I12"] = 7  # a 不适用 cell
    book.worksheets[5]["I24"] = "————"  # an ordinary cell
    book.save(path)
    text = said(read_into(path)[0])
    assert "C20 5" in text
    assert "I12 7 表样规定这一格不适用" in text
    assert "I24 ———— 这一格在表样中要填数" in text


def test_three_public_expenses_in_one_row_below_the_numbers(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    book = load_workbook(SAMPLE)
    sheet = next(sheet for sheet in book if "三公" in sheet.title)
    sheet.insert_rows(8)
    for column, value in enumerate([9, 1, 6, 2, 4, 2, "8", 1, 5, 2, 3, 2], 1):
        sheet.cell(8, column, value)
    book.save(path)
    plan, model = read_into(path)
    assert figure(model, "公开09", "三公经费", "预算合计") == Decimal(9)
    assert figure(model, "公开09", "三公经费", "预算用车") == Decimal(4)
    assert figure(model, "公开09", "三公经费", "决算用车小计") == Decimal(5)
    assert figure(model, "公开09", "三公经费", "决算接待") == Decimal(2)
    assert said(plan).strip() == ""


def test_unknown_table_code_is_refused() -> None:
    plan = plan_import(new_model(), subjects(), SAMPLE, table="公开99")
    assert plan.refused is not None
    assert "公开99" in plan.refused


def test_head_repeated_behind_a_page_break(tmp_path) -> None:
    body = [*ROWS_03[:3], *HEAD_03, *ROWS_03[3:]]
    plan, model = read_into(save(tmp_path / "a.xlsx", rows_03(body=body)))
    check_03(model)
    assert said(plan).strip() == ""
