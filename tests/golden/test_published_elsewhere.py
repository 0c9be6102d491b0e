"""乌鲁木齐 2024 (xj-2024) and 门头沟 2023 (bj-2023, 元) as their texts give the figures: what the checks say of them, and nothing else.

Both texts give totals without the rows below them; that the parts are missing is said once a table (缺分项).
"""

from __future__ import annotations

from published_elsewhere import MENTOUGOU, MENTOUGOU_BEFORE, URUMQI, URUMQI_BEFORE, model_of

from desktop.core.evaluate import Model

WITHOUT_FUNDS = {"政府性基金": "没有", "国有资本经营预算": "没有", "三公经费": "有"}


def urumqi(*without: str, lines: str = URUMQI) -> Model:
    cover = {**WITHOUT_FUNDS, "收入来源": "还有其他资金", "单位性质": "行政、参公和事业单位都有"}
    return model_of("xj-2024", "乌鲁木齐市科学技术协会", lines, URUMQI_BEFORE, cover, without)


def mentougou(*without: str, lines: str = MENTOUGOU) -> Model:
    cover = {**WITHOUT_FUNDS, "收入来源": "只有财政拨款", "单位性质": "行政、参公和事业单位都有"}
    return model_of("bj-2023", "中关村科技园区门头沟园管理委员会", lines, MENTOUGOU_BEFORE, cover, without)


def said(model: Model) -> set[str]:
    return {f"{finding.check} {finding.table} {finding.scope}".strip() for finding in model.findings()}


INCOMPLETE = {f"缺分项 公开0{number}" for number in (1, 2, 3, 5, 6)}
CHANGED_BY_MORE_THAN_30_PERCENT = {f"05-波动 公开05 {code}" for code in ("2060102", "2060601", "2060799")}
"""−100 %, +57.95 %, −97.61 % in the text, which gives a reason for each; the others changed by less than 16 %."""


def test_urumqi_says_only_what_is_missing_and_what_needs_a_reason() -> None:
    """The text names no row of 公开03: with its total left out as well nothing is wrong."""
    model = urumqi("公开03")
    assert said(model) == (INCOMPLETE - {"缺分项 公开03"}) | {"03-空表 公开03"} | CHANGED_BY_MORE_THAN_30_PERCENT | {"尾差 公开05"}
    (tail,) = [finding for finding in model.findings() if finding.check == "尾差"]
    assert "1 处尾差，最大 0.01：206 科学技术支出" in tail.say  # the 项 of the text add up to 1362.64
    assert [finding for finding in model.findings() if finding.severity == "error"] == []


def test_urumqi_with_the_total_of_03_lacks_its_rows() -> None:
    """Said once for the table, not once for every 科目."""
    assert said(urumqi()) - said(urumqi("公开03")) == {"缺分项 公开03"}


def test_urumqi_basic_expenditure_of_05_and_06_agree() -> None:
    both = urumqi(lines=URUMQI + "公开05 合计 基本支出 1044.17\n公开05 合计 项目支出 318.48\n")
    assert "X12 公开06" not in said(both) and "05-A1合计 公开05" not in said(both)
    assert "X12 公开06" in said(urumqi(lines=URUMQI + "公开05 合计 基本支出 1044.71\n公开05 合计 项目支出 317.94\n"))


def test_urumqi_wrong_digits_are_found() -> None:
    for right, wrong, expected in (
        ("公开01 年初结转和结余 金额 5.35", "公开01 年初结转和结余 金额 5.53", "01-A3 公开01"),
        ("公开04 收入总计 金额 1362.65", "公开04 收入总计 金额 1362.56", "04-A7 公开04"),
        ("公开05 2060705 本年支出 630.51", "公开05 2060705 本年支出 603.51", "05-A2 公开05 206/本年支出"),
        ("公开02 合计 财政拨款收入 1362.65", "公开02 合计 财政拨款收入 1326.65", "X07 公开04"),
        ("公开09 三公经费 决算用车小计 8.30", "公开09 三公经费 决算用车小计 3.80", "09-A4 公开09"),
    ):
        assert right in URUMQI
        assert expected in said(urumqi("公开03", lines=URUMQI.replace(right, wrong))), wrong


TWICE = {"01-A3 公开01", "01-A4 公开01", "04-A3 公开04", "04-A6 公开04 合计", "04-A4总计 公开04"}
"""A real fault: the text prints 收、支总计 156259155.5, which is income and expenditure added together, and rounded."""
BUDGET = {"09-A1 公开09"}
"""A real fault: the 三公 budget of 44961 has parts of 36000 only."""
GROWTH = {"01-波动 公开01", "04-波动 公开04"}
"""+430.79 % in the text, with its reason."""


def test_mentougou_the_faults_of_its_text_and_no_others() -> None:
    model = mentougou("公开03")
    incomplete = {"03-空表 公开03", *(f"缺分项 公开0{number}" for number in (2, 5, 6))}
    assert said(model) == TWICE | BUDGET | GROWTH | incomplete
    by_name = {f"{finding.check} {finding.table}": finding.say for finding in model.findings()}
    assert "156,259,155.50，按公式应为 78,129,577.73" in by_name["01-A3 公开01"]
    assert "44,961.00，按公式应为 36,000.00，相差 8,961.00" in by_name["09-A1 公开09"]
    assert "430.79%" in by_name["01-波动 公开01"]


def test_mentougou_without_its_doubled_totals_and_with_its_budget_completed_is_clean() -> None:
    corrected = MENTOUGOU.replace("156259155.5", "78129577.73") + "公开09 三公经费 预算接待 8961\n"
    assert {text for text in said(mentougou("公开03", lines=corrected)) if "缺分项" not in text} == GROWTH | {"03-空表 公开03"}


def test_mentougou_differs_by_a_fen_and_is_found() -> None:
    """Figures in 元 are exact: there is no tail difference that would excuse a 分."""
    corrected = MENTOUGOU.replace("156259155.5", "78129577.73")
    wrong = corrected.replace("公开06 公用经费合计 决算数 563464.09", "公开06 公用经费合计 决算数 563464.08")
    assert {"06-A3 公开06", "X12 公开06"} <= said(mentougou("公开03", lines=wrong)) - said(mentougou("公开03", lines=corrected))
