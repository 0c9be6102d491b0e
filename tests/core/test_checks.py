"""Findings: when there is one, what it says, and what becomes of an acknowledgement."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from engine_forms import TOTALS, Desk, Names, cell, pack_with

from desktop.core.amounts import NA
from desktop.core.cells import Acknowledgement
from desktop.core.definitions import CalcDef, CheckDef
from desktop.core.evaluate import Model
from desktop.core.findings import Repair
from desktop.core.operations import Edit


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.rows("公开03", "206", "20601", "2060101", "2060102")
    made.put("公开03", "2060101", "基本", "10.50")
    made.put("公开03", "2060102", "基本", "1.25")
    made.put("公开01", "拨款", "金额", "11.75")
    return made


def test_consistent_figures_have_no_findings(desk: Desk) -> None:
    assert [finding.check for finding in desk.model.findings()] == ["05-空表"]


def test_a_wrong_entry_over_a_formula_is_found_at_the_spot_only(desk: Desk) -> None:
    change = desk.put("公开03", "20601", "基本", "12.75")
    assert [finding.check for finding in change.findings_new if finding.severity == "error"] == ["A2"]
    (finding,) = desk.found("A2")
    assert finding.scope == "20601/基本"
    assert (finding.left, finding.right, finding.difference) == (Decimal("12.75"), Decimal("11.75"), Decimal("1.00"))
    assert "12.75" in finding.say and "11.75" in finding.say and "科目20601" in finding.say
    assert finding.why == "上级=下级之和"
    assert finding.repair == Repair("take_computed", cell("公开03", "20601", "基本"))
    assert [one.ref.row for one in finding.cells] == ["20601", "2060101", "2060102"]
    gone = desk.put("公开03", "20601", "基本", "11.75").findings_gone
    assert [one.check for one in gone] == ["A2"]


def test_a_zero_typed_into_a_blank_shows_in_findings_about_the_sum() -> None:
    """Else the finding, and the acknowledgement given for it, would differ after reopening."""
    check = CheckDef("和", "合计([1..2,1]) = 99", "不等", "和。", "核对。", "warning")
    desk = Desk(pack_with(TOTALS, checks=(check,)))
    desk.put("公开01", "拨款", "金额", "5")
    desk.put("公开01", "事业", "金额", "0")
    assert [one.value for one in desk.found("和")[0].cells] == [5, 0]
    assert desk.model.findings() == Model(desk.model.pack, desk.book).findings()


def test_a_finding_without_figures_points_at_the_answer_on_the_cover() -> None:
    check = CheckDef("无表", '非 空表("公开03")', "封面说有，表却是空的", "封面。", "核对。", when='封面[政府性基金] = "有"')
    desk = Desk(pack_with(TOTALS, checks=(check,)))
    desk.put("封面", "政府性基金", "内容", "有")
    (finding,) = desk.found("无表")
    assert [(one.ref, one.value) for one in finding.cells] == [(cell("封面", "政府性基金", "内容"), "有")]


def test_a_calc_of_another_table_is_an_error_of_the_pack_and_changes_nothing() -> None:
    desk = Desk(pack_with(TOTALS, calcs=(CalcDef("越界", "公开03[合计,合计] = 7", "无"),)))
    (finding,) = desk.found("越界")
    assert finding.outcome == "definition error" and "本表" in finding.say
    assert desk.get("公开03", "合计", "合计") is None


def test_a_check_fills_its_sentence(desk: Desk) -> None:
    desk.put("公开01", "拨款", "金额", "1234567.8")
    (finding,) = desk.found("01-平")
    assert finding.say == "收入 1,234,567.80 与支出 11.75 不等，相差 1,234,556.05。"
    assert finding.severity == "error" and finding.outcome == "violated" and finding.scope == ""
    assert {one.ref for one in finding.cells} == {cell("公开01", "收入合计", "金额"), cell("公开01", "支出合计", "金额")}


def test_findings_come_by_severity_then_table_then_row(desk: Desk) -> None:
    desk.rows("公开03", "20602")
    for code in ("20602", "2060102", "2060101"):
        desk.put("公开03", code, "项目", "-1")
    desk.put("公开03", "20601", "合计", "99")
    found = [(finding.severity, finding.table, finding.scope) for finding in desk.model.findings()]
    assert found == [
        ("error", "公开01", ""),
        ("error", "公开03", "20601/合计"),
        ("warning", "公开03", "2060101/项目"),
        ("warning", "公开03", "2060102/项目"),
        ("warning", "公开03", "20602/项目"),
        ("warning", "公开05", ""),
    ]


def test_findings_at_a_cell(desk: Desk) -> None:
    desk.put("公开03", "2060101", "项目", "-1")
    (finding,) = desk.model.findings_at(cell("公开03", "2060101", "项目"))
    assert finding.check == "03-负" and finding.say == "2060101 科目2060101的项目支出为 -1.00"
    assert desk.model.findings_at(cell("公开03", "2060102", "项目")) == ()


# figures that are rounded


@pytest.mark.parametrize(
    ("entered", "errors", "tails"), [("11.75", 0, 0), ("11.76", 0, 1), ("11.77", 1, 0), ("11.74", 0, 1), ("11.73", 1, 0)]
)
def test_sums_of_printed_figures_may_differ_in_the_last_place(desk: Desk, entered: str, errors: int, tails: int) -> None:
    desk.put("公开03", "20601", "基本", entered)
    desk.put("公开03", "20601", "合计", entered)
    assert len(desk.found("A2")) == 2 * errors
    hints = [finding for finding in desk.found("尾差") if finding.table == "公开03"]
    assert len(hints) == tails
    assert desk.model.has_tail_difference("公开03") is bool(tails)
    if tails:
        assert hints[0].severity == "hint"
        assert {one.ref.row for one in hints[0].cells} == {"20601"}
        assert "2 处尾差，最大 0.01" in hints[0].say


def test_figures_in_yuan_have_no_slack() -> None:
    desk = Desk(kept_in="元")
    desk.rows("公开03", "206", "20601", "20602")
    desk.put("公开03", "20601", "基本", "1.00")
    desk.put("公开03", "20602", "基本", "1.00")
    desk.put("公开03", "206", "基本", "2.01")
    assert len(desk.found("A2")) == 1


def test_the_same_figure_printed_twice_has_no_slack(desk: Desk) -> None:
    """A copy, or a sum of which only one part is filled, is no arithmetic."""
    desk.put("公开03", "206", "基本", "11.75")
    desk.put("公开03", "合计", "基本", "11.76")
    assert [finding.scope for finding in desk.found("A3")] == ["基本"]
    desk.put("公开03", "206", "合计", "11.75")
    desk.put("公开01", "206", "金额", "11.76")
    assert [finding.scope for finding in desk.found("01-类")] == ["206"]


def test_an_inequality_has_the_slack_of_its_sums(desk: Desk) -> None:
    check = CheckDef("试", "[@206,金额] ≥ 公开03[@2060101,基本] + 公开03[@2060102,基本]", "s", "w", "h")
    other = Desk(pack_with(TOTALS, checks=(check,)))
    other.rows("公开03", "206", "20601", "2060101", "2060102")
    other.put("公开03", "2060101", "基本", "10.50")
    other.put("公开03", "2060102", "基本", "1.25")
    for entered, count in (("11.75", 0), ("11.74", 0), ("11.73", 1), ("20", 0)):
        other.put("公开01", "206", "金额", entered)
        assert len(other.found("试")) == count, entered


# blank and absent


def test_missing_is_skipped_counted_or_reported() -> None:
    checks = tuple(
        CheckDef(way, "[拨款,金额] = 公开03[合计,基本]", "{左}≠{右}", "w", "h", missing=way)  # type: ignore[arg-type]
        for way in ("跳过", "当零", "报缺")
    )
    desk = Desk(pack_with(TOTALS, checks=checks))
    desk.put("公开01", "拨款", "金额", "5")
    assert not desk.found("跳过")
    assert desk.found("当零")[0].say == "5.00≠空白"
    (missing,) = desk.found("报缺")
    assert "公开03 支出决算表 合计 · 基本支出" in missing.say
    desk.rows("公开03", "206")
    desk.put("公开03", "206", "基本", "6")
    assert [len(desk.found(way)) for way in ("跳过", "当零", "报缺")] == [1, 1, 1]
    assert desk.found("报缺")[0].left == Decimal(5)


def test_a_row_that_the_other_table_lacks_is_missing_until_it_comes(desk: Desk) -> None:
    desk.rows("公开05", "206")
    desk.put("公开05", "206", "项目", "3")
    assert {finding.scope for finding in desk.found("05-不超")} == {"206/基本", "206/项目"}
    desk.drop("公开05", "206")
    assert not desk.found("05-不超")


# the pack is wrong


@pytest.mark.parametrize(
    ("expr", "words"),
    [
        ("[99,1] = 0", "没有第 99 行"),
        ("[1,9] = 0", "没有第 9 栏"),
        ("公开77[合计,1] = 0", "没有“公开77”这张表"),
        ("[1..2,1] = 0", "合计(…)"),
        ("[本行,1] = 0", "要有 each"),
        ("[1,*] = 0", "要有 columns"),
        ('[1,1] = 参数("没有的")', "没有这个参数"),
        ("[1,1] = = 2", "读不懂"),
        ("封面[级次] + [1,1] = 2", "不能参加计算"),
        ("封面[级次] = [1,1]", "文字不能与数比较"),
        ("[1,1]", "应是条件"),
    ],
)
def test_a_broken_formula_is_never_reported_as_bad_data(expr: str, words: str) -> None:
    desk = Desk(pack_with(TOTALS, checks=(CheckDef("坏", expr, "say", "why", "how"),)))
    desk.put("公开01", "拨款", "金额", "5")
    (finding,) = desk.found("坏")
    assert finding.outcome == "definition error"
    assert words in finding.say and "数据没有问题" in finding.how
    assert desk.found("01-平")[0].outcome == "violated"


def test_two_formulas_for_one_cell_and_formulas_in_a_circle() -> None:
    desk = Desk(
        pack_with(
            TOTALS,
            calcs=(
                CalcDef("二", "[4,1] = [1,1]", "b"),
                CalcDef("甲", "[1,1] = [基金支出,金额]", "b"),
                CalcDef("乙", "[基金支出,金额] = [1,1] + 1", "b"),
            ),
        )
    )
    assert "已经由公式 01-收入 计算" in desk.found("二")[0].say
    assert "循环（乙、甲）" in desk.found("甲")[0].say and desk.found("乙")[0].outcome == "definition error"
    desk.put("公开01", "事业", "金额", "2")
    assert desk.get("公开01", "收入合计", "金额") == "2.00"


def test_a_circle_that_rows_bring_and_take_away() -> None:
    calc = CalcDef("绕", "[拨款,金额] = 公开03[@206,合计]", "b")
    back = CalcDef("回", "[叶,项目] = 公开01[拨款,金额]", "b")
    pack = pack_with(TOTALS, calcs=(calc,))
    pack = replace(pack, forms=tuple(replace(form, calcs=(*form.calcs, back)) if form.code == "公开03" else form for form in pack.forms))
    desk = Desk(pack)
    assert not desk.found("绕")
    desk.rows("公开03", "206")
    assert desk.found("绕")[0].outcome == "definition error"
    desk.drop("公开03", "206")
    assert not desk.found("绕")


# entries where they do not belong


def test_text_in_an_amount_cell(desk: Desk) -> None:
    desk.put("公开03", "2060101", "项目", "约三万")
    (finding,) = desk.found("填报-文字")
    assert finding.severity == "error" and "约三万" in finding.say and finding.scope == "2060101/项目"
    assert desk.get("公开03", "合计", "项目") is None


def test_an_entry_in_a_row_that_takes_none(desk: Desk) -> None:
    desk.put("公开01", "国资", "金额", NA)
    assert not desk.found("填报-不适用行")
    desk.put("公开01", "国资", "金额", "3")
    assert desk.found("填报-不适用行")[0].severity == "error"


def test_an_entry_that_the_cover_rules_out(desk: Desk) -> None:
    desk.put("公开01", "基金支出", "金额", "3")
    assert not desk.found("填报-封面不适用")
    desk.put("封面", "政府性基金", "内容", "没有")
    (finding,) = desk.found("填报-封面不适用")
    assert finding.severity == "warning" and "3" in finding.say
    desk.put("封面", "政府性基金", "内容", "有")
    assert not desk.found("填报-封面不适用")


def test_an_entry_without_a_cell_is_not_passed_over(desk: Desk) -> None:
    desk.put("公开01", "没有的行", "金额", "3")
    desk.put("公开03", "2060199", "基本", "4")
    assert {finding.scope for finding in desk.found("填报-无此单元格")} == {"没有的行/金额", "2060199/基本"}
    desk.rows("公开03", "2060199")
    assert {finding.scope for finding in desk.found("填报-无此单元格")} == {"没有的行/金额"}
    assert desk.get("公开03", "20601", "基本") == "15.75"


def test_codes_and_names() -> None:
    desk = Desk(subjects=Names({"206": "科学技术支出", "20601": "科学技术管理事务"}))
    desk.rows("公开03", "206", "2060101")
    (wrong,) = desk.found("科目-名称不符")
    assert wrong.repair == Repair("take_name", cell("公开03", "206", "科目名称"), "科学技术支出")
    (unknown,) = desk.found("科目-未知代码")
    assert unknown.scope == "2060101" and unknown.severity == "warning" and "请核对" in unknown.say
    (orphan,) = desk.found("科目-缺少上级")
    assert "20601" in orphan.say
    desk.rows("公开03", "20601")
    assert not desk.found("科目-缺少上级")
    sure = Desk(subjects=Names({}, official=True))
    sure.rows("公开03", "206")
    assert "不在本年度的科目表里" in sure.found("科目-未知代码")[0].say


@pytest.mark.parametrize(("verified", "severity"), [("official", "warning"), ("yes", "warning"), ("partly", "hint"), ("no", "hint")])
def test_a_name_nobody_proved_corrects_nobody(verified: str, severity: str) -> None:
    desk = Desk(subjects=Names({"206": "科学技术支出"}, verified=verified))
    desk.rows("公开03", "206")
    (wrong,) = desk.found("科目-名称不符")
    assert wrong.severity == severity
    assert ("待核实" in wrong.say) == (severity == "hint")
    assert (wrong.repair is None) == (severity == "hint"), "an unproven name is not offered in one click"


# acknowledging


def acknowledge(desk: Desk, check: str) -> None:
    (finding,) = desk.found(check)
    desk.edit(Edit("acknowledgement", finding.key, None, Acknowledgement(*finding.key, "收回以前年度支出", finding.fingerprint)))


def test_an_acknowledgement_holds_until_the_figures_change(desk: Desk) -> None:
    desk.put("公开03", "2060101", "项目", "-1")
    assert desk.found("03-负")[0].state == "open" and desk.found("03-负")[0].blocks
    acknowledge(desk, "03-负")
    (finding,) = desk.found("03-负")
    assert (finding.state, finding.reason, finding.blocks) == ("acknowledged", "收回以前年度支出", False)
    desk.put("公开03", "2060102", "项目", "5")
    assert desk.found("03-负")[0].state == "acknowledged"
    desk.put("公开03", "2060101", "项目", "-2")
    assert desk.found("03-负")[0].state == "stale" and desk.found("03-负")[0].blocks
    desk.put("公开03", "2060101", "项目", "-1.0")
    assert desk.found("03-负")[0].state == "acknowledged"


def test_an_error_cannot_be_acknowledged(desk: Desk) -> None:
    desk.put("公开01", "拨款", "金额", "1")
    acknowledge(desk, "01-平")
    assert desk.found("01-平")[0].state == "open"


def test_the_sentence_of_an_empty_table(desk: Desk) -> None:
    (finding,) = desk.found("05-空表")
    assert finding.repair == Repair("fill_sentence", cell("公开05", "说明", "文字"), "科技局2024年度没有支出。")
    desk.put("公开05", "说明", "文字", "说明：本表无数据")
    assert not desk.found("05-空表")
    desk.put("公开05", "说明", "文字", None)
    desk.rows("公开05", "206")
    desk.put("公开05", "206", "基本", "1")
    assert not desk.found("05-空表")


def test_against_last_year() -> None:
    desk = Desk()
    desk.rows("公开05", "206")
    desk.put("公开05", "206", "基本", "15")
    assert not desk.found("05-波动")
    # One figure of last year says nothing about its total: nothing is computed from a part of last year's table.
    desk.last_year("公开05", "206", "基本", "10")
    assert desk.model.prior(cell("公开05", "206", "基本")) == 10
    assert desk.model.prior(cell("公开05", "合计", "合计")) is None
    assert not desk.found("05-波动")
    desk.last_year("公开05", "合计", "合计", "10")
    (finding,) = desk.found("05-波动")
    assert finding.tier == "波动" and finding.cells[1].source == "prior"
    desk.put("公开05", "206", "基本", "13")
    assert not desk.found("05-波动")


def test_a_change_of_the_cover_names_all_findings_that_came_and_went() -> None:
    said = CheckDef("封面-级次", '封面[级次] = "市级"', "级次是 {左}", "w", "h")
    calc = CalcDef("推出", "[叶,项目] = 公开03[本行,项目]", "b", when='封面[级次] ≠ "市级"')
    desk = Desk(pack_with(TOTALS, checks=(said,)))
    pack = replace(
        desk.model.pack,
        forms=tuple(replace(form, calcs=(*form.calcs, calc)) if form.code == "公开05" else form for form in desk.model.pack.forms),
    )
    desk = Desk(pack)
    change = desk.put("封面", "级次", "内容", "省级")
    assert change.everything and [finding.check for finding in change.findings_new] == ["封面-级次"]
    change = desk.put("封面", "级次", "内容", None)
    assert change.everything and [finding.check for finding in change.findings_gone] == ["封面-级次"]
