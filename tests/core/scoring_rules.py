"""A scoring profile for tests: the plain national rule, with 湖北-like variants made by ``replace``."""

from __future__ import annotations

from decimal import Decimal

from desktop.core.scoring_profile import CapRule, GradeBand, LevelBand, QuantityRule, ScoringProfile

D = Decimal
PLAIN = ScoringProfile(
    id="试点",
    title="试点办法",
    basis="测试",
    quantity=(QuantityRule("≥"), QuantityRule("≤"), QuantityRule("＝", missed="不得分")),
    levels=(
        LevelBand("未达成", ("未达成", "未完成"), D(0), D("0.6")),
        LevelBand("部分达成", ("部分达成",), D("0.6"), D("0.8")),
        LevelBand("达成", ("达成预期", "完全达到"), D("0.8"), D(1)),
    ),
    grades=(GradeBand(D(90), "优"), GradeBand(D(80), "良"), GradeBand(D(60), "中"), GradeBand(D(0), "差")),
    caps=(CapRule(D("0.6"), D(79), "执行率低于 60% 的不得评优良"), CapRule(D("0.3"), D(59))),
    reversed_words=("成本", "投诉"),
)
