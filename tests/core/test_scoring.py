"""Scores under a profile, with their steps; totals, caps, grades."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_rules import PLAIN, D

from desktop.core.scoring import cap, execution_score, grade, score
from desktop.core.scoring_profile import ExecutionRule, FarAboveRule, QuantityRule, SatisfactionRule, ShareBand


@pytest.mark.parametrize(
    ("target", "actual", "weight", "points", "step"),
    [
        (">=510人", "=462人", "5", "4.53", "5 × 462/510 = 4.53"),
        (">=11万元", "=10万元", "3", "2.73", "3 × 10/11 = 2.73"),
        (">=90%", "=75%", "10", "8.33", "10 × 75/90 = 8.33"),
        (">=5000人次", "=8000人次", "10", "10", "满分 10"),
        (">=2项", "=0项", "10", "0", "10 × 0/2 = 0"),
        ("<=24小时", "=10小时", "5", "5", "满分 5"),
        ("≤580万元", "690.73万元", "10", "8.4", "10 × 580/690.73 = 8.4"),
        ("≤2%", "0%", "5", "5", "满分 5"),
        ("≤0次", "1次", "5", "0", "5 × 0/1 = 0"),
        ("=2717元", "=4800元", "20", "0", "未达到不得分：20 × 0 = 0"),
        ("=12人", "12人", "5", "5", "满分 5"),
        ("≥4万人次", "41100人次", "20", "20", "满分 20"),
        ("≥4万人次", "3.9万人次", "20", "19.5", "20 × 3.9/4 = 19.5"),
        ("≥4万人次", "39000人次", "20", "19.5", "20 × 39000/40000 = 19.5"),
        ("5-10次", "7次", "5", "5", "满分 5"),
        ("5-10次", "4次", "5", "4", "5 × 4/5 = 4"),
        ("5-10次", "20次", "5", "2.5", "5 × 10/20 = 2.5"),
        ("2022年12月底前", "2022年11月", "5", "5", "满分 5"),
        ("每月", "按月", "5", "5", "满分 5"),
        ("≤24小时", "2天", "5", "2.5", "5 × 24/48 = 2.5"),
        ("≤1小时", "60分钟", "5", "5", "满分 5"),
        ("≤1小时", "100分钟", "5", "3", "5 × 1/1.6667 = 3"),
        ("≤12月", "11月", "1", "1", "满分 1"),
        ("≤12个月", "1年", "1", "1", "满分 1"),
        ("≥3次", "3场次", "5", "5", "满分 5"),
        ("≤15.49万元/年", "15.49万元", "7", "7", "满分 7"),
        ("≥5公里", "4500米", "5", "4.5", "5 × 4.5/5 = 4.5"),
    ],
)
def test_points_and_their_last_step(target: str, actual: str, weight: str, points: str, step: str) -> None:
    result = score(PLAIN, target, actual, D(weight))
    assert result.value == D(points)
    assert result.steps[-1] == step
    assert result.problem == ""
    assert result.rule


def test_a_target_without_a_sign_says_how_it_was_taken() -> None:
    count, cost = score(PLAIN, "4次", "3次", D(4), "活动次数"), score(PLAIN, "4万元", "3万元", D(4), "总成本")
    assert (count.value, cost.value) == (D(3), D(4))
    assert "没有写≥或≤，按“≥”计算" in count.steps[0]
    assert "按“≤”计算" in cost.steps[0]


@pytest.mark.parametrize(
    ("target", "actual", "name", "said"),
    [
        ("≤≥95%", "96%", "", "目标值有问题"),
        ("≥项", "3项", "", "没有数值"),
        ("≥3项", "", "", "没有完成值"),
        ("", "3项", "", "没有目标值"),
        ("≥3万元", "3人", "", "单位不同"),
        ("≥24小时", "2个月", "", "单位不同"),
        ("≥3公里", "3人", "", "单位不同"),
        ("≥90%", "0.95", "满意度", "看不出是 0.95% 还是 95%"),
        ("90", "1", "合格率", "请都写上“%”"),
    ],
)
def test_what_cannot_be_computed_is_said(target: str, actual: str, name: str, said: str) -> None:
    result = score(PLAIN, target, actual, D(5), name)
    assert result.value is None
    assert said in result.problem


def test_a_percentage_without_its_sign_is_still_compared() -> None:
    assert score(PLAIN, "≥90%", "95", D(10), "满意度").value == 10


def test_qualitative_results_get_the_band() -> None:
    result = score(PLAIN, "不断提高", "部分达成预期指标并具有一定效果", D(20))
    assert (result.value, result.low, result.high) == (None, D(12), D(16))
    assert result.admits(D(12))
    assert result.admits(D("15.5"))
    assert not result.admits(D(17))
    missed = score(PLAIN, "不断提高", "未达成预期指标且效果较差", D(20))
    assert (missed.low, missed.high) == (D(0), D(12))
    same = score(PLAIN, "及时", "及时", D(5))
    assert (same.low, same.high) == (D(4), D(5))
    unknown = score(PLAIN, "不断提高", "有所进展", D(20))
    assert unknown.admits(D(3))
    assert "看不出属于哪一档" in unknown.problem


def test_late_is_left_to_judgement() -> None:
    result = score(PLAIN, "2022年6月底前", "2022年8月", D(5))
    assert result.value is None
    assert "晚于目标" in result.problem


def test_the_variants_of_rules() -> None:
    strict = replace(PLAIN, quantity=(QuantityRule("≥", missed="不得分"), QuantityRule("≤", met="按比例")))
    assert score(strict, "≥10次", "9次", D(5)).value == 0
    assert score(strict, "≤30万元", "29.5万元", D(7)).value == D("6.88")
    off = replace(PLAIN, quantity=(QuantityRule("＝", missed="按偏离扣减"),))
    assert score(off, "=10人", "12人", D(5)).value == 4
    floor = replace(PLAIN, quantity=(QuantityRule("≥", nothing_below=D("0.6")),))
    assert score(floor, "≥10次", "5次", D(5)).value == 0
    assert score(floor, "≥10次", "6次", D(5)).value == 3
    unsaid = replace(PLAIN, quantity=(QuantityRule("＝", missed="不规定"),))
    result = score(unsaid, "=10人", "12人", D(5))
    assert (result.value, result.low, result.high) == (None, D(0), D(5))


def test_results_far_above_the_target() -> None:
    assert "超过目标 60%" in score(PLAIN, "≥5000人", "8000人", D(10)).process
    reduced = replace(PLAIN, far_above=FarAboveRule(D("0.3"), "扣超出部分"))
    assert score(reduced, "≥5000人", "8000人", D(10)).value == 7
    assert score(reduced, "≥5000人", "6500人", D(10)).value == 10
    judged = score(replace(PLAIN, far_above=FarAboveRule(D("0.3"), "不规定")), "≥5000人", "8000人", D(10))
    assert judged.admits(D(8))
    assert score(reduced, "≤30万元", "10万元", D(10)).value == 10  # saving is not exceeding


def test_satisfaction_by_bands() -> None:
    bands = (ShareBand(D("0.9"), D(1)), ShareBand(D("0.8"), D("0.8")), ShareBand(D("0.6"), D("0.5")))
    profile = replace(PLAIN, satisfaction=SatisfactionRule(("满意",), bands))
    points = [score(profile, "≥95%", f"{value}%", D(10), "群众满意度").value for value in ("90", "89.9", "60", "59")]
    assert points == [10, 8, 5, 0]
    assert score(profile, "≥95%", "90%", D(10), "合格率").value == D("9.47")


def test_results_printed_as_the_part_reached() -> None:
    share = replace(PLAIN, result_is_share=True)
    assert score(share, "≥5个", "0.6", D(10)).value == 6
    assert score(share, "优良中低差", "1", D(4)).value == 4
    assert score(share, "≥5个", "3个", D(10)).value == 6
    assert "0 到 1" in score(share, "≥5个", "6", D(10)).problem


def test_execution_points() -> None:
    result = execution_score(PLAIN, D("46.40"), D("50.00"))
    assert (result.value, result.completion) == (D("9.28"), D("0.928"))
    assert result.steps == ("执行率 46.4/50 = 92.8%", "10 × 46.4/50 = 9.28")
    assert execution_score(PLAIN, D(60), D(50)).value == 10
    assert execution_score(PLAIN, D(10), D(20), D(20)).value == 10
    assert "算不出执行率" in execution_score(PLAIN, D(10), D(0)).problem
    assert "没有全年执行数" in execution_score(PLAIN, None, D(10)).problem
    bands = replace(PLAIN, execution=ExecutionRule(bands=(ShareBand(D("0.95"), D(1)), ShareBand(D("0.8"), D("0.5")))))
    assert [execution_score(bands, D(rate), D(100)).value for rate in (95, 94, 79)] == [10, 5, 0]


def test_grades_at_the_borders() -> None:
    words = [grade(PLAIN, D(total)) for total in ("100", "90", "89.99", "80", "60", "59.9", "0", "101", "-1")]
    assert words == ["优", "优", "良", "良", "中", "差", "差", "", ""]


def test_caps_by_the_execution_rate() -> None:
    assert cap(PLAIN, D(95), D("0.59")).value == 79
    assert "总分不超过 79" in cap(PLAIN, D(95), D("0.59")).process
    assert cap(PLAIN, D(95), D("0.2")).value == 59
    assert cap(PLAIN, D(70), D("0.59")).value == 70
    assert cap(PLAIN, D(95), D("0.6")).value == 95
    assert cap(PLAIN, D(95), None).value == 95


WORDS = st.sampled_from(
    ["≥", "≤", "＝", "＞", "", "约", "5", "0", "12.5", "1,000", "%", "万元", "人", "-", "达成预期指标", "2022年12月", "前", "优良中低差"]
)
PIECES = st.lists(WORDS, max_size=5).map("".join)


@settings(max_examples=300, deadline=None)
@given(PIECES, PIECES, st.decimals(0, 50, places=1), st.sampled_from(["", "满意度", "总成本"]))
def test_no_score_is_outside_its_weight(target: str, actual: str, weight: Decimal, name: str) -> None:
    result = score(PLAIN, target, actual, weight, name)
    for points in (result.value, result.low, result.high):
        assert points is None or 0 <= points <= weight
    assert result.problem or result.steps


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 5000), st.integers(0, 5000), st.integers(0, 500))
def test_doing_more_never_earns_less(target: int, first: int, more: int) -> None:
    lower, higher = (score(PLAIN, f"≥{target}人", f"{count}人", D(20)).value for count in (first, first + more))
    assert lower is not None and higher is not None and lower <= higher
    dear, cheap = (score(PLAIN, f"≤{target}元", f"{cost}元", D(20)).value for cost in (first + more, first))
    assert dear is not None and cheap is not None and dear <= cheap
