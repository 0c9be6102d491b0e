"""The indicator coach: what a target lacks to be measurable, whether its direction fits its kind, where it belongs, what last year's was.

Advice only: nothing is changed. Where what is meant is certain the advice carries the text to take over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from desktop.core.indicator_values import QUALITATIVE, IndicatorValue, compose, format_indicator, read_indicator
from desktop.core.indicator_vocabulary import KindRule, LevelOne, ModelIndicator, Vocabulary, closest, library
from desktop.core.indicator_words import asks_for_percent
from desktop.core.scoring_points import compare
from desktop.core.scoring_profile import ScoringProfile

__all__ = ["Advice", "IndicatorRow", "ModelIndicator", "coach", "library"]

Severity = Literal["缺", "疑", "提示"]
"""缺 = not measurable without it · 疑 = probably wrong · 提示 = worth a look."""
_TIME_UNITS = frozenset({"天", "日", "小时", "分钟", "个工作日", "工作日", "月", "个月", "周", "年"})


@dataclass(frozen=True, slots=True)
class Advice:
    """``field``: the column it is about (三级指标 指标值 度量单位 分值 一级指标 二级指标). ``proposed``: what could stand there, "" if only the writer can know."""

    severity: Severity
    sentence: str
    field: str = "指标值"
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row while it is written. ``sign`` and ``unit`` where the form has columns of their own for them."""

    level1: str = ""
    level2: str = ""
    name: str = ""
    target: str = ""
    sign: str = ""
    unit: str = ""
    weight: Decimal | None = None


def coach(
    profile: ScoringProfile | None,
    vocabulary: Vocabulary,
    row: IndicatorRow,
    prior: str = "",
    prior_result: str = "",
    year: int | None = None,
    weighted: bool = True,
) -> tuple[Advice, ...]:
    """Advice for a row, the gravest first. ``prior``/``prior_result``: last year's target and result of the same indicator. ``year``: of the form.
    ``weighted``: whether the form has weights at all."""
    found = [*_names(vocabulary, profile, row), *_target(profile, vocabulary, row, year)]
    if weighted and row.name.strip() and (row.weight is None or row.weight == 0):
        found.append(Advice("缺", "没有分值，年终没法计分。", "分值"))
    elif weighted and row.weight is not None and row.weight < 0:
        found.append(Advice("疑", "分值不应是负数。", "分值"))
    found += _prior(row, prior, prior_result)
    return tuple(sorted(found, key=lambda advice: "缺疑提示".index(advice.severity)))


def _names(vocabulary: Vocabulary, profile: ScoringProfile | None, row: IndicatorRow) -> Iterator[Advice]:
    if not row.name.strip():
        yield Advice("缺", "没有三级指标的名称。", "三级指标")
    regime = vocabulary.regime(profile.regime) if profile else None
    regimes = (regime,) if regime else vocabulary.regimes
    levels = [level for one in regimes for level in one.levels]
    if not row.level1.strip() or not levels:
        return
    first, second = vocabulary.plain(row.level1), vocabulary.plain(row.level2)
    title = regime.title if regime else "现有的各种分类"
    mine = [level for level in levels if vocabulary.plain(level.name) == first]
    if not mine:
        known = "、".join(dict.fromkeys(level.name for level in levels))
        yield Advice("疑", f"“{row.level1.strip()}”不在{title}的一级指标里（{known}）。", "一级指标")
    elif second and any(second == vocabulary.plain(level.name) for level in levels) and second != first:
        yield Advice("疑", f"“{row.level2.strip()}”在{title}里是一级指标，不放在{row.level1.strip()}下面。", "一级指标", row.level2.strip())
    elif second and not any(second in map(vocabulary.plain, level.seconds) for level in mine):
        yield _second_elsewhere(vocabulary, row, levels, mine, second, title)
    if "满意" in row.name and second and "满意" not in row.level2 + row.level1:
        home = next((level for level in levels if "满意" in level.name), None)
        yield Advice(
            "疑", f"“{row.name.strip()}”是满意度，应放在{home.name if home else '满意度指标'}。", "一级指标", home.name if home else ""
        )
    if "数量" in row.level2 and asks_for_percent(row.name) and "保障率" not in row.name:
        yield Advice("提示", f"“{row.name.strip()}”是比率，一般放在质量指标或时效指标。", "二级指标")


def _second_elsewhere(
    vocabulary: Vocabulary, row: IndicatorRow, levels: list[LevelOne], mine: list[LevelOne], second: str, title: str
) -> Advice:
    homes = [level.name for level in levels if second in map(vocabulary.plain, level.seconds)]
    allowed = "、".join(dict.fromkeys(name for level in mine for name in level.seconds))
    if homes:
        said = f"“{row.level2.strip()}”属于{homes[0]}，不属于{row.level1.strip()}（{title}）。"
        return Advice("疑", said, "一级指标", homes[0] if len(set(homes)) == 1 else "")
    return Advice("疑", f"“{row.level2.strip()}”不在{row.level1.strip()}的二级指标里（{title}：{allowed}）。", "二级指标")


def _target(profile: ScoringProfile | None, vocabulary: Vocabulary, row: IndicatorRow, year: int | None) -> Iterator[Advice]:
    text = compose(row.sign, row.target, row.unit)
    value = read_indicator(text, row.name)
    rule = vocabulary.kind("", "满意度") if "满意" in row.name else vocabulary.kind(row.level1, row.level2)
    if rule and any(word in row.name for word in rule.exempt):
        rule = None
    if value.blank:
        models = library(vocabulary, row.level1, row.level2)
        like = closest(models, row.name.strip())
        example = f"可以参考“{like.name} {like.target}”。" if like else ""
        yield Advice("缺", f"没有指标值。{example}")
        return
    if value.problem:
        yield Advice("缺" if value.no_number else "疑", value.problem)
        return
    if value.question:
        percent = f"{format_indicator(value)}%" if asks_for_percent(row.name) and value.number is not None and value.number > 1 else ""
        yield Advice("疑", value.question, "指标值", percent)
    if value.unread:
        yield Advice("疑", f"“{text.strip()}”里没有数量、时间，也看不出是哪一档，年终没法判断是否达到。")
    elif value.comparator == QUALITATIVE:
        yield from _quality(vocabulary, row, value, rule)
    elif value.date is not None:
        if year and value.date.year and value.date.year != year:
            yield Advice("疑", f"指标值写的是 {value.date.year} 年，这张表是 {year} 年度。", "指标值", _in_year(value, year))
        if rule and not rule.time and "成本" in "".join(rule.words):
            yield Advice("疑", "成本指标应写金额，不应写时间。")
    else:
        yield from _figure(profile, vocabulary, row, value, rule)


def _in_year(value: IndicatorValue, year: int) -> str:
    return format_indicator(replace(value, date=replace(value.date, year=year))) if value.date else ""


def _quality(vocabulary: Vocabulary, row: IndicatorRow, value: IndicatorValue, rule: KindRule | None) -> Iterator[Advice]:
    if value.scale:
        return  # 优良中低差: at the year's end one of them is chosen
    word = value.level
    if rule and rule.time:
        if word not in vocabulary.levels:
            yield Advice("缺", f"时效指标没有期限：“{word}”后面请写明完成的年、月，或者写及时率。")
        else:
            yield Advice("提示", f"“{word}”没有期限，写成完成的年、月，或者“及时率 ≥95%”，更容易核对。")
        return
    vague = word in vocabulary.vague or any(word == known + "指标" for known in vocabulary.vague)
    if not vague:
        return
    example = closest(library(vocabulary, row.level1, row.level2), row.name.strip())
    like = f"，例如“{example.name} {example.target}”" if example else ""
    must = bool(rule and rule.proposed) or any(part in row.level2 for part in ("数量", "质量"))
    how = "请写明数量或比率" if must else "最好写明数量、比率，或者用“优良中低差”分档"
    yield Advice("缺" if must else "疑", f"“{word}”只说了方向，没有数量也没有档次，年终不好判断；{how}{like}。")


def _figure(
    profile: ScoringProfile | None, vocabulary: Vocabulary, row: IndicatorRow, value: IndicatorValue, rule: KindRule | None
) -> Iterator[Advice]:
    reversed_name = profile is not None and profile.reverses(row.name)
    wanted = "≤" if reversed_name else rule.proposed if rule else ""
    if not value.comparator and value.upper is None:
        proposed = format_indicator(replace(value, comparator=wanted)) if wanted and not value.question and not value.lead else ""
        yield Advice("缺", f"没有写≥、≤或＝，看不出 {value.shown()} 是至少还是至多。", "指标值", proposed)
    elif (
        rule
        and rule.signs
        and value.upper is None
        and value.comparator not in rule.signs
        and not (reversed_name and value.comparator in "≤＜")
    ):
        proposed = format_indicator(replace(value, comparator=wanted)) if wanted else ""
        severity: Severity = "疑" if rule.proposed else "提示"
        yield Advice(severity, f"{rule.say}，现在写的是“{value.comparator}”。", "指标值", proposed)
    elif reversed_name and value.comparator in ("≥", "＞") and not (rule and rule.time):
        shown = format_indicator(replace(value, comparator="≤"))
        yield Advice("疑", f"“{row.name.strip()}”越低越好，一般写“≤”，现在写的是“{value.comparator}”。", "指标值", shown)
    if not value.unit and not value.percent and not value.question:
        unit = next((one.unit for one in vocabulary.unit_names if any(row.name.strip().endswith(end) for end in one.ends)), "")
        field = "度量单位" if row.sign or row.unit else "指标值"
        taken = unit if field == "度量单位" else format_indicator(value) + unit if unit else ""
        yield Advice("缺", f"{value.shown()} 后面没有单位{f'，是不是“{unit}”' if unit else ''}。", field, taken)
    if rule and rule.time and not value.percent and value.unit and value.unit not in _TIME_UNITS and "率" not in row.name:
        yield Advice("疑", f"时效指标写的是 {value.shown()}，不是时间也不是及时率。")
    if (
        value.percent
        and value.number is not None
        and value.number > 100
        and ("满意" in row.name or "合格" in row.name or "及时率" in row.name)
    ):
        yield Advice("疑", f"“{row.name.strip()}”不会超过 100%，现在是 {value.shown()}。")


def _prior(row: IndicatorRow, prior: str, result: str) -> Iterator[Advice]:
    if not prior.strip() and not result.strip():
        return
    said = "，".join(
        part
        for part in (f"上年目标 {prior.strip()}" if prior.strip() else "", f"上年完成 {result.strip()}" if result.strip() else "")
        if part
    )
    this = read_indicator(compose(row.sign, row.target, row.unit), row.name)
    done = read_indicator(result or prior, row.name)
    if this.number is not None and done.number is not None and this.comparator in ("≥", "＞", "≤", "＜"):
        compared = compare(replace(this, upper=None), done)
        if not isinstance(compared, str) and compared.met and compared.target != compared.actual:
            easier = "低" if this.comparator in ("≥", "＞") else "宽"
            yield Advice(
                "提示",
                f"{said}；今年的目标 {format_indicator(this)} 比上年{'完成的' if result.strip() else '的目标'}{easier}，请看是否定得合适。",
            )
            return
    yield Advice("提示", f"{said}。")
