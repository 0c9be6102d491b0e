"""Scoring profiles as rows for a reviewer: what each rule says in figures, in its words, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.core.amounts import format_amount
from desktop.core.definitions import PackDef
from desktop.core.scoring_profile import ScoringProfile, ShareBand


def scoring_rows(pack: PackDef) -> list[list[str]]:
    """Every profile of a pack, one below the other."""
    rows: list[list[str]] = []
    for profile in pack.scoring:
        used = [form.code for form in pack.forms if form.scoring == profile.id]
        rows += [[f"{profile.id} {profile.title}"], *profile_rows(profile), ["用在", "、".join(used) or "（没有）"], []]
    return rows


def profile_rows(profile: ScoringProfile) -> Iterator[list[str]]:
    """A profile in words, one line a rule."""
    yield ["依据", profile.basis]
    yield ["来源", profile.source]
    yield ["核实情况", profile.verified, *profile.unverified]
    execution = profile.execution
    way = _bands(execution.bands) or f"按执行数÷{execution.base}的比例，不超过满分"
    yield ["预算执行", f"{_plain(execution.points)} 分", way, execution.words]
    for rule in profile.quantity:
        below = f"不到 {_percent(rule.nothing_below)} 不得分" if rule.nothing_below else ""
        yield [f"指标 {rule.comparator}", f"达到：{rule.met}", f"未达到：{rule.missed}", below, rule.words]
    far = profile.far_above
    yield ["远超目标", f"超过 {_percent(far.limit)}", far.how, far.words]
    for level in profile.levels:
        yield [f"定性 {level.title}", f"{_percent(level.low)}–{_percent(level.high)}", "、".join(level.words)]
    if profile.satisfaction.bands:
        yield ["满意度", "、".join(profile.satisfaction.names), _bands(profile.satisfaction.bands), profile.satisfaction.words]
    for cap in profile.caps:
        yield ["总分封顶", f"执行率低于 {_percent(cap.rate_below)}", f"不高于 {_plain(cap.total)} 分", cap.words]
    yield ["等级", *(f"{grade.word} {_plain(grade.at_least)} 分起" for grade in profile.grades)]
    for weights in profile.weights:
        parts = (f"{part.name} {_plain(part.points)}" for part in weights.parts)
        yield ["分值", weights.title, "、".join(parts), weights.when, weights.source]
    if profile.reversed_words:
        yield ["没有符号时按 ≤", "、".join(profile.reversed_words)]
    if profile.result_is_share:
        yield ["完成值", "填完成的比例（1、0.6）"]


def _bands(bands: tuple[ShareBand, ...]) -> str:
    return "；".join(f"{_percent(band.at_least)} 起记 {_percent(band.share)}" for band in bands)


def _percent(share: Decimal) -> str:
    return f"{_plain(share * 100)}%"


def _plain(value: Decimal) -> str:
    return format_amount(value, None, grouped=False)
