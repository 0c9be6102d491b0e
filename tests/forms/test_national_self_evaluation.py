"""The national target and self-evaluation forms as a clerk fills them: what is asked when something was left out or says two things."""

from __future__ import annotations

import pytest

from desktop.core import entry
from desktop.core.cells import Book, CellRef
from desktop.core.evaluate import Model
from desktop.core.findings import Finding
from desktop.core.operations import Operation
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

TARGET, MONITORING, EVALUATION = (f"{name}#1" for name in ("项目支出绩效目标表", "项目支出绩效目标执行监控表", "项目支出绩效自评表"))
PLANNED = ("一级指标", "二级指标", "三级指标", "指标值", "分值")
ROWS = (
    ("成本指标", "经济成本指标", "项目总成本", "≤100万元", "20", "95万元"),
    ("产出指标", "数量指标", "培训人次", "≥300人次", "20", "310人次"),
    ("产出指标", "时效指标", "完成时间", "2024年12月底前", "20", "2024年11月"),
    ("效益指标", "社会效益指标", "科普覆盖人数", "≥20万人次", "20", "21万人次"),
    ("满意度指标", "服务对象满意度指标", "参训人员满意度", "≥90%", "10", "92%"),
)


class Clerk:
    """One project of the national forms, without any fault until something is typed over."""

    def __init__(self, pack: str = "cn-2024", year: int = 2024) -> None:
        definition = load_pack(pack)
        self.model = Model(definition, Book(pack, "某局", year, kept_in="万元"), SubjectCatalog.of_pack(definition, year))
        money = dict.fromkeys(("年初预算数", "全年预算数", "全年执行数"), "100")
        self._do(entry.add_project(self.model, {"项目名称": "科普项目", "主管部门": "某局", "实施单位": "某中心", **money}))
        self.type(TARGET, "预期目标", "内容", "完成培训。")
        self._do(entry.add_rows(self.model, TARGET, [dict(zip(PLANNED, row, strict=False)) for row in ROWS]))
        for number, row in enumerate(ROWS, 1):
            self.type(EVALUATION, f"指{number}", "完成值", row[5])
        self.type(EVALUATION, "实际完成情况", "内容", "完成培训。")

    def type(self, *place_and_text: str) -> None:
        *place, text = place_and_text
        self._do(entry.type_text(self.model, CellRef(*place), text))

    def _do(self, operation: Operation | str) -> None:
        assert isinstance(operation, Operation), operation
        self.model.apply(operation)

    def found(self) -> list[str]:
        return [one.check for one in self.model.findings()]

    def finding(self, check: str) -> Finding:
        (one,) = (one for one in self.model.findings() if one.check == check)
        return one


@pytest.fixture
def clerk() -> Clerk:
    made = Clerk()
    assert made.found() == []
    return made


def test_missing_execution_is_asked_for(clerk: Clerk) -> None:
    clerk.type("项目", "1", "全年执行数", "")
    assert clerk.found() == ["自评-没有执行数"]
    clerk.type("项目", "1", "全年执行数", "0")
    assert clerk.found() == []


def test_negative_execution_is_asked_about(clerk: Clerk) -> None:
    clerk.type("项目", "1", "全年执行数", "-5")
    assert clerk.found() == ["自评-执行数为负"]
    assert "-5.00" in clerk.finding("自评-执行数为负").say
    assert "按 0 计" in clerk.model.explain(CellRef(EVALUATION, "总额", "得分")).words


def test_an_indicator_left_out_of_the_evaluation_is_told_once(clerk: Clerk) -> None:
    clerk.type(EVALUATION, "指4", "完成值", "")
    assert clerk.found() == ["自评-漏填指标"]
    assert "有得分的指标 4 项，有分值的指标 5 项" in clerk.finding("自评-漏填指标").say


def test_both_rates_of_the_form_are_named(clerk: Clerk) -> None:
    clerk.type(EVALUATION, "实际完成情况", "内容", "预算执行率达到98.5%。")
    said = clerk.finding("自评-文中执行率").say
    assert "100.00%" in said
    assert "98.50%" in said


def test_a_missing_goal_is_told_in_the_form_where_it_is_filled_in(clerk: Clerk) -> None:
    clerk.type(TARGET, "预期目标", "内容", "")
    assert clerk.found() == ["目标-总体目标"]


def test_years_are_said_without_separators(clerk: Clerk) -> None:
    clerk.type(TARGET, "指3", "指标值", "2025年12月底前")
    assert "2025 年，本表是 2024 年度" in clerk.finding("目标-指标年份").say


@pytest.mark.parametrize(("row", "typed"), [("指1", "120"), ("指4", "21")])
def test_a_bare_number_beside_a_target_in_ten_thousands_is_not_scored(clerk: Clerk, row: str, typed: str) -> None:
    clerk.type(EVALUATION, row, "完成值", typed)
    assert clerk.model.value(CellRef(EVALUATION, row, "得分")) is None
    assert "请写上单位" in clerk.model.explain(CellRef(EVALUATION, row, "得分")).words
    assert clerk.found() == ["自评-没有得分"]


@pytest.mark.parametrize("typed", ["≠95%", "<>95%"])
def test_an_odd_sign_is_not_taken_for_a_missing_percent_sign(clerk: Clerk, typed: str) -> None:
    clerk.type(TARGET, "指5", "指标值", typed)
    finding = clerk.finding("指标值-疑问")
    assert "≠" in finding.say
    assert "比率" not in finding.why


def test_the_total_says_of_what_it_is_made(clerk: Clerk) -> None:
    words = clerk.model.explain(CellRef(EVALUATION, "总分", "得分")).words
    assert "培训人次·得分 20 + " in words
    assert words.endswith("总分 100")


def test_a_copy_without_results_holds_nothing_of_the_monitoring(clerk: Clerk) -> None:
    for row, column, text in (
        ("财政拨款", "监控期执行数", "50"),
        ("指1", "确定能", "√"),
        ("指1", "经费保障", "到位"),
        ("指1", "备注", "无"),
    ):
        clerk.type(MONITORING, row, column, text)
    clerk._do(entry.copy_project(clerk.model, "1", results=False))
    sheets = clerk.model.book.sheets
    assert len(sheets[TARGET.replace("#1", "#2")].entered) == len(sheets[TARGET].entered)
    for form in (MONITORING, EVALUATION):
        assert not sheets[form.replace("#1", "#2")].entered


def test_an_indicator_added_to_the_evaluation_alone_must_not_break_the_hundred(clerk: Clerk) -> None:
    values = {"三级指标": "另加的指标", "指标值": "≥1个", "完成值": "1个", "分值": "5"}
    clerk._do(entry.add_row(clerk.model, EVALUATION, values=values))
    assert clerk.found() == ["自评-分值合计"]
    assert "合计 105，应为 100" in clerk.finding("自评-分值合计").say


def test_wrong_weights_of_a_target_are_told_in_the_target_only(clerk: Clerk) -> None:
    clerk.type(TARGET, "指1", "分值", "25")
    assert clerk.found() == ["目标-分值合计"]


def test_weights_of_a_kind_that_is_missing_count_as_nothing(clerk: Clerk) -> None:
    for row in ("指4", "指5"):
        clerk.type(TARGET, row, "一级指标", "产出指标")
    said = [one.say for one in clerk.model.findings() if one.check == "目标-权重效益"]
    assert said == ["效益指标和满意度指标的分值合计 0，通常应为 30。"]


def test_a_score_above_its_points_is_no_full_score_without_reason(clerk: Clerk) -> None:
    clerk.type(EVALUATION, "指1", "完成值", "120万元")
    clerk.type(EVALUATION, "指1", "得分", "25")
    assert clerk.found() == ["自评-得分超分值", "自评-得分"]


def test_projects_with_the_same_name_or_code_are_told(clerk: Clerk) -> None:
    clerk.type("项目", "1", "项目编码", "P001")
    clerk._do(entry.add_project(clerk.model, {"项目名称": "科普项目", "项目编码": "P001", "实施单位": "某中心"}))
    assert clerk.found() == ["项目-编码重复", "项目-重名", "项目-重名"]
    clerk.type("项目", "2", "项目编码", "P002")
    clerk.type("项目", "2", "实施单位", "另一个中心")
    assert clerk.found() == [], "two units may well have projects of the same name"


def test_projects_tie_to_the_accounts_and_are_silent_where_these_are_unknown(clerk: Clerk) -> None:
    clerk.type("公开03", "合计", "项目支出", "99.99")
    assert clerk.finding("项目-执行合计").say.startswith("各项目全年执行数合计 100.00，大于公开03表项目支出合计 99.99，多 0.01")
    clerk.type("公开03", "合计", "项目支出", "100")
    assert "项目-执行合计" not in clerk.found()


def test_monitoring_above_the_budget_is_asked_about(clerk: Clerk) -> None:
    clerk.type(MONITORING, "财政拨款", "监控期执行数", "120")
    assert clerk.found() == ["监控-执行超预算"]


def test_the_coach_knows_cost_indicators_of_their_own(clerk: Clerk) -> None:
    from desktop.app import coaching

    note = coaching.note_for(clerk.model, TARGET, "指1")
    assert note is not None
    assert not [advice.say for advice in note.advice if advice.severity == "疑"]
    lines = {line.name: (line.points, line.wanted) for line in coaching.weights(clerk.model, TARGET)}
    assert lines["成本指标"] == (20, 20)


def test_a_score_outside_its_band_is_told_with_the_distance_to_the_band_and_the_steps_once(clerk: Clerk) -> None:
    clerk.type(TARGET, "指4", "指标值", "有效提升")
    clerk.type(EVALUATION, "指4", "完成值", "未完成")
    clerk.type(EVALUATION, "指4", "得分", "20")
    said = clerk.finding("自评-得分").say
    assert "填的是 20，按评分办法是 0–12，相差 8：" in said
    assert said.count("应在 0 到 12 之间") == 1


def test_a_typed_score_that_cannot_be_held_against_anything_is_said(clerk: Clerk) -> None:
    clerk.type(EVALUATION, "指1", "完成值", "120")
    clerk.type(EVALUATION, "指1", "得分", "20")
    finding = clerk.finding("自评-得分")
    assert finding.severity == "hint"
    assert "没法核对" in finding.say
    assert "请写上单位" in finding.say
    clerk.type(EVALUATION, "指1", "完成值", "100万元")
    assert clerk.found() == []
