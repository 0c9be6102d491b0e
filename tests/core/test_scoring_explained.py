"""A typed score that differs is explained: what it corresponds to, and the rule. The eight published 乌鲁木齐 forms leave none silent."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest
from published_scores import Printed, printed
from scoring_rules import PLAIN, D

from desktop.core.scoring import execution_score, explain_execution, explain_typed, score
from desktop.core.scoring_profile import ScoringProfile
from desktop.forms.load import load_pack

DIFFERENCES = {
    ("1", "融媒体宣传服务费", D("6.88")): "填的是按“完成值÷目标值”算的：7 × 29.5/30 = 6.88",
    ("4", "保安月服务费", D(20)): "填的就是分值 20，等于给了满分，但完成值没有达到目标",
    ("7", "保安人员工资", D("17.34")): "填的是按“完成值÷目标值”算的：20 × 2355.56/2716.67 = 17.34",
}
"""Every printed score that is not what the profile gives, and how the program says it came about."""


def xinjiang() -> ScoringProfile:
    return next(profile for profile in load_pack("xj-2024").scoring if profile.id == "xj-2024")


def rows() -> list[Printed]:
    return [line for line in printed() if line.name != "总分"]


def test_every_published_score_is_recomputed_and_every_difference_explained() -> None:
    profile, different = xinjiang(), {}
    assert len(rows()) == 98
    for line in rows():
        if line.name == "执行率":
            executed, budget = Decimal(line.actual), Decimal(line.target)
            assert execution_score(profile, executed, budget, line.weight).value == line.score
            continue
        result = score(profile, line.target, line.actual, line.weight, line.name)
        assert not result.problem, line
        if result.admits(line.score):
            continue
        said = explain_typed(profile, line.target, line.actual, line.weight, line.score, line.name)
        assert "而规则是：" in said, line
        different[line.form, line.name, line.score] = said.split("，而规则是")[0]
    assert different == DIFFERENCES


def test_published_totals_are_the_sums_of_the_rows_that_were_counted() -> None:
    """The form that prints every indicator twice counts the first copies only."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    totals = {line.form: line.score for line in printed() if line.name == "总分"}
    seen: set[tuple[str, str]] = set()
    for line in rows():
        if (line.form, line.name) not in seen:
            sums[line.form] += line.score
        seen.add((line.form, line.name))
    assert dict(sums) == totals
    assert sum(line.weight for line in rows() if line.form == "4") == 190


@pytest.mark.parametrize(
    ("target", "actual", "weight", "typed", "said"),
    [
        ("≤30万元", "29.5万元", "7", "6.88", "按“完成值÷目标值”算的：7 × 29.5/30 = 6.88"),
        ("≥10次", "12次", "6", "5", "按“目标值÷完成值”算的：6 × 10/12 = 5"),
        ("≥2个", "5个", "10", "25", "超过的部分没有封顶"),
        ("≥2个", "5个", "10", "11", "大于分值 10"),
        ("≥2个", "1个", "10", "-1", "负数"),
        (">=2万元", "0万元", "7", "7", "如果目标本来应是“≤”，请改目标的符号"),
        ("≥40亿元", "26亿元", "10", "0", "按“未达到就不得分”处理"),
        ("≥510人", "462人", "5", "4.5", "像是四舍五入的位数不同"),
        ("≤580万元", "690.73万元", "10", "8", "像是取整"),
        ("≥10个", "14个", "10", "6", "按偏离目标的比例扣减算的：偏离 40%"),
        ("≥10个", "14个", "10", "9", "偏离超过 30% 的部分扣掉"),
        ("≥170项", "643项", "10", "5", "分值的 50%"),
        ("不断提高", "部分达成预期指标", "20", "18", "高于这一档的范围 12–16"),
        ("不断提高", "部分达成预期指标", "20", "10", "低于这一档的范围 12–16"),
    ],
)
def test_how_a_typed_score_may_have_come_about(target: str, actual: str, weight: str, typed: str, said: str) -> None:
    assert said in explain_typed(PLAIN, target, actual, D(weight), D(typed))


def test_another_rows_weight_is_recognised() -> None:
    assert "拿别的分值 8 算的" in explain_typed(PLAIN, "≥10次", "13次", D(10), D(8), others=(D(10), D(8)))


def test_nothing_is_made_up() -> None:
    assert explain_typed(PLAIN, "≥510人", "462人", D(5), D("4.53")) == ""  # right
    assert explain_typed(PLAIN, "不断提高", "部分达成预期指标", D(20), D(13)) == ""  # inside the band
    assert explain_typed(PLAIN, "≥510人", "462人", D(5), D("2.17")) == ""  # nothing fits


def test_execution_points_are_explained() -> None:
    assert "按年初预算数算的：10 × 40/80 = 5" in explain_execution(PLAIN, D(40), D(50), D(5), other_base=D(80))
    assert "没有按执行率计算" in explain_execution(PLAIN, D(40), D(50), D(10))
    assert "大于分值" in explain_execution(PLAIN, D(40), D(50), D(12))
    assert explain_execution(PLAIN, D(40), D(50), D(8)) == ""
