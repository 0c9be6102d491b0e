"""How a typed score that differs from the computed one may have come about: other rules are tried until one gives the same figure.

A sentence for clerks: what the typed figure corresponds to, and why the profile gives another. "" where nothing fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from desktop.core.indicator_values import read_indicator
from desktop.core.scoring_points import Compared, ScoreResult, compare, figure, percent, score
from desktop.core.scoring_profile import ONE, ZERO, ScoringProfile
from desktop.core.scoring_total import execution_score

_CENT = Decimal("0.01")
_NEAT = (Decimal("0.9"), Decimal("0.8"), Decimal("0.7"), Decimal("0.6"), Decimal("0.5"), Decimal("0.3"))


def explain_typed(
    profile: ScoringProfile, target: str, actual: str, weight: Decimal, typed: Decimal, name: str = "", others: Sequence[Decimal] = ()
) -> str:
    """How ``typed`` may have come about; "" if it is right or nothing fits. ``others``: weights and points of the other rows of the form."""
    right = score(profile, target, actual, weight, name)
    if right.admits(typed):
        return ""
    if typed < 0:
        return f"得分 {figure(typed)} 是负数，得分不应小于 0。"
    if typed > weight:
        return f"得分 {figure(typed)} 大于分值 {figure(weight)}，得分不能超过分值{_by_excess(target, actual, weight, typed, name)}。"
    aim, done = read_indicator(target, name), read_indicator(actual, name)
    if right.value is None and right.low is None:
        return "" if not right.problem else f"{right.problem}填的 {figure(typed)} 分没有可以核对的依据。"
    if not aim.comparator:
        aim = replace(aim, comparator="≤" if profile.reverses(name, aim.unit) else "≥")
    compared = compare(aim, done)
    if right.value is None:
        return _outside_band(right, weight, typed)
    if isinstance(compared, Compared):
        for sentence in _by_figures(profile, right, compared, weight, typed, others, aim.unit.startswith("元") or profile.reverses(name)):
            return sentence
    return _plain(right, weight, typed)


def explain_execution(
    profile: ScoringProfile,
    executed: Decimal | None,
    budget: Decimal | None,
    typed: Decimal,
    weight: Decimal | None = None,
    other_base: Decimal | None = None,
) -> str:
    """The same for the points of budget execution; ``other_base`` is the budget of the year's start."""
    right = execution_score(profile, executed, budget, weight)
    points = profile.execution.points if weight is None else weight
    if right.value is None or right.value == typed or executed is None:
        return ""
    if typed > points:
        return f"得分 {figure(typed)} 大于分值 {figure(points)}。"
    computed = f"而规则是：{right.rule}。"
    if other_base and _same(points * min(ONE, executed / other_base), typed):
        return f"填的是按年初预算数算的：{figure(points)} × {figure(executed)}/{figure(other_base)} = {figure(typed)}，{computed}"
    if typed == points:
        return f"填的就是分值 {figure(points)}，没有按执行率计算，{computed}"
    if right.completion is not None and right.completion > 1 and _same(points * (2 - right.completion), typed):
        return f"填的是把超出 100% 的部分扣掉算的，{computed}"
    if abs(right.value - typed) <= Decimal("0.1"):
        return f"和计算结果只差 {figure(abs(right.value - typed))}，像是取整或者四舍五入的位数不同。"
    return ""


def _by_figures(
    profile: ScoringProfile,
    right: ScoreResult,
    compared: Compared,
    weight: Decimal,
    typed: Decimal,
    others: Sequence[Decimal],
    perhaps_cost: bool,
) -> Iterator[str]:
    full, value = figure(weight), right.value or ZERO
    target, result, given = compared.target, compared.actual, figure(typed)
    left, _, below = compared.fraction.partition("/")
    forward, backward = (f"{below}/{left}", f"{left}/{below}") if compared.sign in ("≤", "＜") else (f"{left}/{below}", f"{below}/{left}")
    why = f"而规则是：{right.rule}。"
    how = "取整" if typed == typed.to_integral_value() else "四舍五入的位数不同"
    near = f"和计算结果 {figure(value)} 只差 {figure(abs(typed - value))}，像是{how}。"
    if _rounded_otherwise(value, typed):
        yield near
    if typed == weight and not compared.met:
        turned = (
            f"如果目标本来应是“{'≤' if compared.sign in ('≥', '＞') else '≥'}”，请改目标的符号。"
            if perhaps_cost and compared.sign != "＝"
            else ""
        )
        yield f"填的就是分值 {full}，等于给了满分，但完成值没有达到目标，{why}{turned}"
    if target > 0 and result >= 0 and _same(weight * result / target, typed):
        yield f"填的是按“完成值÷目标值”算的：{full} × {forward} = {given}，{why}"
    if result > 0 and target >= 0 and _same(weight * target / result, typed):
        yield f"填的是按“目标值÷完成值”算的：{full} × {backward} = {given}，{why}"
    if target > 0:
        off = abs(result - target) / target
        for words, share in (("按偏离目标的比例扣减", ONE - off), ("只扣偏离的一半", ONE - off / 2)):
            if share > 0 and _same(weight * share, typed):
                yield f"填的是{words}算的：偏离 {percent(off)}，{full} × {percent(share)} = {given}，{why}"
        past = off - profile.far_above.limit
        if past > 0 and _same(weight * (ONE - past), typed):
            yield f"填的是把偏离超过 {percent(profile.far_above.limit)} 的部分扣掉算的：{full} × (1 − {percent(past)}) = {given}，{why}"
    if abs(typed - value) <= Decimal("0.05"):
        yield near
    if typed == 0:
        yield f"填的是 0，等于按“未达到就不得分”处理，{why}"
    if compared.part is not None:
        share = min(compared.part, ONE / compared.part) if compared.part > 0 else ZERO
        for other in dict.fromkeys(others):
            if other != weight and other > 0 and (_same(other * share, typed) or (compared.met and typed == other)):
                yield f"填的像是拿别的分值 {figure(other)} 算的：{figure(other)} × {percent(ONE if compared.met else share)} = {given}；这一行的分值是 {full}。"
    for share in _NEAT:
        if typed == weight * share:
            yield f"填的正好是分值的 {percent(share)}，像是按等级估的，{why}"


def _outside_band(right: ScoreResult, weight: Decimal, typed: Decimal) -> str:
    low, high = right.low or ZERO, right.high or weight
    direction = "高于" if typed > high else "低于"
    share = percent(typed / weight) if weight else ""
    return f"填的 {figure(typed)} 是分值的 {share}，{direction}这一档的范围 {figure(low)}–{figure(high)}。"


def _by_excess(target: str, actual: str, weight: Decimal, typed: Decimal, name: str) -> str:
    compared = compare(read_indicator(target, name), read_indicator(actual, name))
    if isinstance(compared, Compared) and compared.part is not None and _same(weight * compared.part, typed):
        return f"：填的是 {figure(weight)} × {compared.fraction} = {figure(typed)}，超过的部分没有封顶"
    return ""


def _plain(right: ScoreResult, weight: Decimal, typed: Decimal) -> str:
    """Where no other rule fits there is still the case of a whole weight copied, or of nothing given."""
    if typed == weight:
        return f"填的就是分值 {figure(weight)}，没有按完成情况计算，而规则是：{right.rule}。"
    if typed == 0:
        return f"填的是 0，而规则是：{right.rule}。"
    return ""


def _same(value: Decimal, typed: Decimal) -> bool:
    """Whether a typed figure is this one, rounded to the places typed (4.5 and 4.53 are both 4.5294), at least one of them where it is no whole number."""
    exponent = typed.normalize().as_tuple().exponent
    places = max(1, -exponent) if isinstance(exponent, int) else 2
    quantum = ONE.scaleb(-max(places, 1))
    return value.quantize(quantum, rounding=ROUND_HALF_UP) == typed or value.quantize(_CENT, rounding=ROUND_HALF_UP) == typed


def _rounded_otherwise(value: Decimal, typed: Decimal) -> bool:
    for quantum in (ONE, Decimal("0.1"), Decimal("0.5")):
        if typed in ((value / quantum).quantize(ONE, rounding=rounding) * quantum for rounding in (ROUND_HALF_UP, ROUND_DOWN)):
            return bool(abs(value - typed) < ONE and typed != 0)
    return False
