"""Scoring profiles: how a region turns targets and results into points. Data of a pack, never code.

Every figure is a :class:`~decimal.Decimal`; shares are fractions of the weight (0.8 = 80 %). The defaults of the fields are the plainest rule, not
that of any region: a profile says what its source says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_LESS_IS_BETTER = re.compile(r"(?:发生|受理|处理)?(?:率|比例|次数|件数|起数|数量|数|金额|总额|支出|标准|控制数|预算|单价|时间)?")
ONE = Decimal(1)
ZERO = Decimal(0)

Missed = Literal["按比例", "不得分", "按偏离扣减", "不规定"]
"""What a missed target earns: 按比例 = weight × the part that was reached (≤: target ÷ result) · 不得分 = nothing · 按偏离扣减 = weight × (1 − deviation) ·
不规定 = the source does not say: no figure is made."""
Met = Literal["满分", "按比例"]
"""What a target that was reached earns: the whole weight, or (≤) the part result ÷ target."""
Far = Literal["不扣", "提示", "扣超出部分", "不规定"]
"""A result far above its target: nothing happens · only said · weight × (1 − what the deviation exceeds the limit by) · reduced, the source does not say how."""


@dataclass(frozen=True, slots=True)
class ShareBand:
    """From ``at_least`` (included; a fraction of 1) on, ``share`` of the weight is earned."""

    at_least: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class ExecutionRule:
    """Points of budget execution. ``bands`` empty = points × min(1, executed ÷ ``base``); else the share of the highest band reached."""

    points: Decimal = Decimal(10)
    base: str = "全年预算数"
    bands: tuple[ShareBand, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class QuantityRule:
    """``comparator``: the sign it is for. ``nothing_below``: where the part that was reached is smaller, no points at all."""

    comparator: Literal["≥", "≤", "＝", "＞", "＜"]
    met: Met = "满分"
    missed: Missed = "按比例"
    nothing_below: Decimal = ZERO
    words: str = ""


@dataclass(frozen=True, slots=True)
class FarAboveRule:
    """Results that exceed the target by more than ``limit`` (0.3 = 30 %)."""

    limit: Decimal = Decimal("0.3")
    how: Far = "提示"
    words: str = ""


@dataclass(frozen=True, slots=True)
class LevelBand:
    """A level of quality: ``words`` are looked for in the result (the first band with a hit counts), ``low``–``high`` are shares of the weight."""

    title: str
    words: tuple[str, ...]
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class SatisfactionRule:
    """Satisfaction is scored by bands of the result itself. ``names``: parts of names of the indicators it is for; no bands = like other figures."""

    names: tuple[str, ...] = ("满意",)
    bands: tuple[ShareBand, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class CapRule:
    """Where the execution rate (fraction) is below ``rate_below``, the total may not be above ``total``."""

    rate_below: Decimal
    total: Decimal
    words: str = ""


@dataclass(frozen=True, slots=True)
class GradeBand:
    """From ``at_least`` points on (included) the grade is ``word``."""

    at_least: Decimal
    word: str


@dataclass(frozen=True, slots=True)
class WeightPart:
    """``name``: 执行率 or a 一级指标."""

    name: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class WeightSet:
    """One admitted division of the 100 points. ``when`` says for which projects, ``source`` where it stands."""

    title: str
    parts: tuple[WeightPart, ...]
    when: str = ""
    source: str = ""

    def points(self, name: str) -> Decimal | None:
        return next((part.points for part in self.parts if part.name == name), None)


@dataclass(frozen=True, slots=True)
class ScoringProfile:
    """``title`` and ``basis`` name the rule and where it stands; ``verified`` how sure it is, ``unverified`` which parts have no source at hand.

    ``reversed_words``: where a target has no sign, an indicator with such a word in its name is taken for ≤ (costs, complaints), any other for ≥.
    ``regime``: the division into 一级 and 二级指标 of the vocabulary that goes with it. ``result_is_share``: results are printed as the part that was reached (1, 0.6), not as figures of the target's kind.
    """

    id: str
    title: str
    basis: str
    source: str = ""
    verified: Literal["已核实", "部分核实", "待核实"] = "待核实"
    unverified: tuple[str, ...] = ()
    places: int = 2
    execution: ExecutionRule = ExecutionRule()
    quantity: tuple[QuantityRule, ...] = ()
    far_above: FarAboveRule = FarAboveRule()
    levels: tuple[LevelBand, ...] = ()
    satisfaction: SatisfactionRule = SatisfactionRule()
    caps: tuple[CapRule, ...] = ()
    grades: tuple[GradeBand, ...] = ()
    weights: tuple[WeightSet, ...] = ()
    reversed_words: tuple[str, ...] = ()
    result_is_share: bool = False
    regime: str = ""

    def reverses(self, name: str, unit: str = "") -> bool:
        """Whether less is better for an indicator of this name (投诉率, 劳务费用; not 投诉办结率, not 投诉处理满意度)."""
        plain = _BRACKETS.sub("", name).strip(" 。：:")
        if "满意" in plain:
            return False
        found = [word for word in self.reversed_words if word in plain]
        return bool(found) and (unit.startswith("元") or any(_LESS_IS_BETTER.fullmatch(plain.rpartition(word)[2]) for word in found))

    def rule(self, comparator: str) -> QuantityRule:
        """The rule for a sign; without one: reached = full, missed = in proportion (＝: the source does not say)."""
        found = next((rule for rule in self.quantity if rule.comparator == comparator), None)
        if found:
            return found
        sign: Literal["≥", "≤", "＝"] = "≤" if comparator in ("≤", "＜") else "＝" if comparator == "＝" else "≥"
        other = next((rule for rule in self.quantity if rule.comparator == sign), None)
        return other or QuantityRule(sign, missed="不规定" if sign == "＝" else "按比例")
