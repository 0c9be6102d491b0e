"""What the self-evaluation would come to, judged by the figures of monitoring. Every assumption is said beside the line it was made for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from desktop.core.indicator_values import IndicatorValue, read_indicator
from desktop.core.scoring_points import ScoreResult, figure, score
from desktop.core.scoring_profile import ZERO, ScoringProfile
from desktop.core.scoring_total import cap, execution_score, grade

TWELVE = Decimal(12)


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """An indicator under way. ``so_far``: result of the months that are over, ``expected``: what the clerk expects for the year (全年预计完成)."""

    name: str
    target: str
    weight: Decimal
    so_far: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class ForecastMoney:
    """Money of the project: full-year budget, executed so far, expected for the year; all in one unit."""

    budget: Decimal | None
    executed: Decimal | None = None
    expected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """``result``: what the year is expected to bring; ``low``–``high``: the points; ``assumption`` in words."""

    name: str
    result: str
    low: Decimal
    high: Decimal
    score: ScoreResult
    assumption: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """``low``–``high``: the total; equal where every line could be computed. ``grade_low``/``grade_high`` in the region's words."""

    lines: tuple[ForecastLine, ...]
    execution: ForecastLine | None
    low: Decimal
    high: Decimal
    grade_low: str
    grade_high: str
    assumptions: tuple[str, ...]


def forecast(profile: ScoringProfile, rows: Sequence[ForecastRow], money: ForecastMoney | None = None, months: int = 7) -> Forecast:
    """The expected score after ``months`` months (1–12; national monitoring looks at the first seven)."""
    months = min(max(months, 1), 12)
    lines = tuple(_line(profile, row, months) for row in rows)
    execution = _execution(profile, money, months) if money else None
    every = [*lines, *([execution] if execution else [])]
    low, high = sum((line.low for line in every), ZERO), sum((line.high for line in every), ZERO)
    rate = execution.score.completion if execution else None
    capped_low, capped_high = cap(profile, low, rate), cap(profile, high, rate)
    said = [f"按前 {months} 个月的进度推算，只供参考。"]
    said += [f"{line.name}：{line.assumption}" for line in every if line.assumption]
    said += [step for step in capped_high.steps if capped_high.value != high]
    weights = sum((row.weight for row in rows), ZERO) + (profile.execution.points if execution else ZERO)
    if weights != 100:
        said.append(f"分值合计是 {figure(weights)}，不是 100，等级只能大致参考。")
    low, high = capped_low.value or ZERO, capped_high.value or ZERO
    return Forecast(lines, execution, low, high, grade(profile, low), grade(profile, high), tuple(said))


def _line(profile: ScoringProfile, row: ForecastRow, months: int) -> ForecastLine:
    aim = read_indicator(row.target, row.name)
    if row.expected.strip():
        return _scored(profile, row, row.expected, "按填报的全年预计完成情况")
    done = read_indicator(row.so_far, row.name)
    if done.blank:
        return ForecastLine(
            row.name, "", ZERO, row.weight, ScoreResult(problem="没有监控数"), f"没有监控数，按 0 到 {figure(row.weight)} 分计"
        )
    if aim.number is None or done.number is None or months == 12:
        return _scored(profile, row, row.so_far, "按目前的完成情况" if months < 12 else "")
    kept = _kept(aim, done)
    if kept:
        return _scored(profile, row, row.so_far, kept)
    written = done.written if done.written is not None else done.number
    places = Decimal(1) if written == written.to_integral_value() and not done.unit.startswith("元") else Decimal("0.01")
    rounding = ROUND_DOWN if aim.comparator != "≤" else ROUND_HALF_UP
    year = (written * TWELVE / months).quantize(places, rounding=rounding)
    text = f"{figure(year)}{done.written_unit}"
    return _scored(profile, row, text, f"前 {months} 个月 {done.shown()}，照此全年约 {text}")


def _kept(aim: IndicatorValue, done: IndicatorValue) -> str:
    """Why a figure is not stretched over the year, or ""."""
    if done.percent or aim.percent:
        return "比率按目前的水平不变"
    if "/" in done.unit + aim.unit or aim.unit in ("小时", "天", "分钟", "个工作日", "工作日"):
        return "标准、时限按目前的水平不变"
    if aim.number is not None and done.number is not None:
        if aim.comparator == "＝" and aim.number == done.number:
            return "已经等于目标，按不再变化计"
        if aim.comparator in ("≥", "＞", "") and done.number >= aim.number:
            return "已经达到目标"
    return ""


def _scored(profile: ScoringProfile, row: ForecastRow, result: str, assumption: str) -> ForecastLine:
    points = score(profile, row.target, result, row.weight, row.name)
    if points.value is not None:
        return ForecastLine(row.name, result, points.value, points.value, points, assumption)
    low, high = (points.low, points.high) if points.low is not None and points.high is not None else (ZERO, row.weight)
    said = "；".join(part for part in (assumption, points.problem or f"得分在 {figure(low)} 到 {figure(high)} 之间") if part)
    return ForecastLine(row.name, result, low, high, points, said)


def _execution(profile: ScoringProfile, money: ForecastMoney, months: int) -> ForecastLine:
    assumption, executed = "按填报的全年预计执行数", money.expected
    if executed is None and money.executed is not None:
        executed = (money.executed * TWELVE / months).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        assumption = f"前 {months} 个月执行 {figure(money.executed)}，照此全年约 {figure(executed)}"
        if money.budget is not None and executed > money.budget > 0:
            executed, assumption = money.budget, f"{assumption}，不超过预算 {figure(money.budget)}"
    points = execution_score(profile, executed, money.budget)
    if points.value is None:
        full = profile.execution.points
        return ForecastLine("预算执行率", "", ZERO, full, points, f"{points.problem}按 0 到 {figure(full)} 分计")
    return ForecastLine("预算执行率", figure(executed or ZERO), points.value, points.value, points, assumption)
