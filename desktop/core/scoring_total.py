"""Points of budget execution, caps on the total, grades."""

from __future__ import annotations

from decimal import Decimal

from desktop.core.scoring_points import ScoreResult, figure, percent, rounded
from desktop.core.scoring_profile import ONE, ZERO, ScoringProfile


def execution_score(
    profile: ScoringProfile, executed: Decimal | None, budget: Decimal | None, weight: Decimal | None = None
) -> ScoreResult:
    """Points for budget execution; ``weight`` where the form prints other points than the profile's. ``completion`` is the rate as a fraction."""
    rule = profile.execution
    points = rule.points if weight is None else weight
    said = rule.words or f"{figure(points)} × 全年执行数 ÷ {rule.base}，不超过 {figure(points)}"
    if executed is None or budget is None:
        return ScoreResult(problem=f"没有{'全年执行数' if executed is None else rule.base}，不能计算执行率得分。", rule=said)
    if budget <= 0:
        return ScoreResult(problem=f"{rule.base}是 {figure(budget)}，算不出执行率。", rule=said)
    rate = executed / budget
    shown = f"执行率 {figure(executed)}/{figure(budget)} = {percent(rate)}"
    if rule.bands:
        band = max((band for band in rule.bands if band.at_least <= rate), key=lambda one: one.at_least, default=None)
        share = band.share if band else ZERO
        value = rounded(profile, points * share)
        return ScoreResult(value, (shown, f"{figure(points)} × {percent(share)} = {figure(value)}"), said, rate)
    share = max(ZERO, min(ONE, rate))
    value = rounded(profile, points * share)
    over = ("超过 100%，按 100% 计",) if rate > 1 else ("执行数是负数，按 0 计",) if rate < 0 else ()
    fraction = f"{figure(executed)}/{figure(budget)}" if 0 <= rate <= 1 else percent(share)
    return ScoreResult(value, (shown, *over, f"{figure(points)} × {fraction} = {figure(value)}"), said, rate)


def grade(profile: ScoringProfile, total: Decimal) -> str:
    """The grade of a total in the region's words; "" where the profile has no bands or the total is outside 0–100."""
    if total < 0 or total > 100:
        return ""
    found = max((band for band in profile.grades if band.at_least <= total), key=lambda band: band.at_least, default=None)
    return found.word if found else ""


def cap(profile: ScoringProfile, total: Decimal, rate: Decimal | None) -> ScoreResult:
    """The total under the profile's caps. ``rate``: the execution rate as a fraction (0.928)."""
    hit = [rule for rule in profile.caps if rate is not None and rate < rule.rate_below and total > rule.total]
    if not hit or rate is None:
        return ScoreResult(total, (f"总分 {figure(total)}",))
    rule = min(hit, key=lambda one: one.total)
    step = (
        f"执行率 {percent(rate)} 低于 {percent(rule.rate_below)}，总分不超过 {figure(rule.total)}：{figure(total)} → {figure(rule.total)}"
    )
    return ScoreResult(rule.total, (step,), rule.words)
