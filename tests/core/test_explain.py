"""How a figure is explained."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from engine_forms import PACK, TOTALS, Desk, cell, pack_with

from desktop.core.definitions import BlockDef, CalcDef, ColumnDef, FormDef, RowDef


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.rows("公开03", "206", "20601", "2060101", "2060102")
    made.put("公开03", "2060101", "基本", "1210.50")
    made.put("公开03", "2060101", "项目", "2")
    made.put("公开03", "2060102", "基本", "1.25", imported=True)
    return made


def test_a_sum_names_its_parts(desk: Desk) -> None:
    told = desk.model.explain(cell("公开03", "20601", "基本"))
    assert told.formula == "[父,*] = 合计([下级,*])"
    assert told.basis == "上级=下级之和"
    assert told.value == Decimal("1211.75")
    assert told.words == "科目20601·基本支出 1,211.75 = 科目2060101·基本支出 1,210.50 + 科目2060102·基本支出 1.25"
    assert [(one.ref.row, one.value, one.source) for one in told.operands] == [
        ("2060101", Decimal("1210.50"), "entered"),
        ("2060102", Decimal("1.25"), "imported"),
    ]
    assert told.dependents == (cell("公开03", "206", "基本"),)


def test_the_own_row_is_named_by_columns_only(desk: Desk) -> None:
    told = desk.model.explain(cell("公开03", "2060101", "合计"))
    assert told.words == "科目2060101·本年支出合计 1,212.50 = 基本支出 1,210.50 + 项目支出 2.00"


def test_figures_of_other_tables_are_named_with_the_table(desk: Desk) -> None:
    told = desk.model.explain(cell("公开01", "206", "金额"))
    assert told.words == "一、科学技术支出 1,213.75 = 公开03 科目206·本年支出合计 1,213.75"
    assert told.dependents == (cell("公开01", "支出合计", "金额"),)


def test_an_entry_over_the_formula_is_told(desk: Desk) -> None:
    desk.put("公开01", "206", "金额", "1200")
    told = desk.model.explain(cell("公开01", "206", "金额"))
    assert told.value == Decimal("1200")
    assert "按" not in told.words and told.words.endswith("现在用的是填入的 1,200.00")


def test_functions_and_parameters_in_words() -> None:
    calc = CalcDef("试", '[基金支出,金额] = 四舍五入(([1,1] − [2,1]) × 参数("幅度") ÷ 100, 2)', "b")
    desk = Desk(pack_with(TOTALS, calcs=(calc,)))
    desk.put("公开01", "拨款", "金额", "10")
    desk.put("公开01", "事业", "金额", "4")
    words = desk.model.explain(cell("公开01", "基金支出", "金额")).words
    assert words == "政府性基金支出 1.80 = 四舍五入（（一、财政拨款收入 10.00 − 二、事业收入 4.00） × 幅度 30 ÷ 100，2）"


def test_blank_terms_of_a_sum_are_not_read_out(desk: Desk) -> None:
    desk.put("公开03", "2060101", "项目", None)
    told = desk.model.explain(cell("公开03", "2060101", "合计"))
    assert told.words == "科目2060101·本年支出合计 1,210.50 = 基本支出 1,210.50（其余各项空白）"


def test_a_sum_that_waits_for_its_total_says_so() -> None:
    calc = CalcDef("试", "[基金支出,金额] = 若(空([1,1]), [1,1], [1,1] − [2,1])", "b")
    desk = Desk(pack_with(TOTALS, calcs=(calc,)))
    desk.put("公开01", "事业", "金额", "4")
    assert desk.model.explain(cell("公开01", "基金支出", "金额")).words == "政府性基金支出 空白 = 一、财政拨款收入 空白，不计算"
    desk.put("公开01", "拨款", "金额", "10")
    words = desk.model.explain(cell("公开01", "基金支出", "金额")).words
    assert words == "政府性基金支出 6.00 = 一、财政拨款收入 10.00 − 二、事业收入 4.00"


def test_long_sums_are_folded() -> None:
    desk = Desk()
    codes = [f"206{number:02}" for number in range(1, 10)]
    desk.rows("公开03", "206", *codes)
    for code in codes:
        desk.put("公开03", code, "基本", "1")
    told = desk.model.explain(cell("公开03", "206", "基本"))
    assert told.words == "科目206·基本支出 9.00 = 下级科目的合计 9.00（9 项）"
    assert len(told.operands) == 9


def test_cells_without_formula(desk: Desk) -> None:
    assert desk.model.explain(cell("公开03", "2060101", "基本")).words == "由填报人填写；没有公式。"
    assert desk.model.explain(cell("公开03", "2060102", "基本")).words == "从 表.xlsx 工作表“Sheet1” C3 导入；没有公式。"
    assert desk.model.explain(cell("公开01", "事业", "金额")).words == "尚未填写；没有公式。"
    assert desk.model.explain(cell("公开01", "没有", "金额")).words == "没有这个单元格。"
    assert set(desk.model.explain(cell("公开03", "2060101", "基本")).dependents) == {
        cell("公开03", "2060101", "合计"),
        cell("公开03", "20601", "基本"),
    }


def test_columns_of_the_same_label_are_told_apart() -> None:
    columns = (
        ColumnDef("预算接待", "公务接待费", "6"),
        ColumnDef("决算接待", "公务接待费", "12"),
        ColumnDef("决算出国", "因公出国（境）费", "8"),
    )
    form = FormDef("公开09", "三公", form_no="公开09表", blocks=(BlockDef("三公", columns, (RowDef("三公经费", "“三公”经费"),)),))
    model = Desk(replace(PACK, forms=(*PACK.forms, form))).model
    labels = [model.label(cell("公开09", "三公经费", column.id)) for column in columns]
    assert labels[0].endswith("公务接待费（预算接待）") and labels[1].endswith("公务接待费（决算接待）")
    assert labels[2].endswith("· 因公出国（境）费")
