"""Scores of indicators under a profile. Every score explains itself: "完成 462人，目标 ≥510人，未达到", "5 × 462/510 = 4.53"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from desktop.core.amounts import quoted
from desktop.core.indicator_values import IndicatorValue, read_indicator
from desktop.core.indicator_words import MEASURES
from desktop.core.scoring_profile import ONE, ZERO, LevelBand, ScoringProfile

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """``value``: the points, rounded; ``None`` where the rule leaves them to judgement (then ``low`` and ``high`` bound them) or nothing can be computed
    (then ``problem`` says why; ``incomparable`` where it is the units of target and result). ``steps`` in Chinese with figures; ``rule`` the rule in words; ``completion`` result ÷ target as a fraction.
    """

    value: Decimal | None = None
    steps: tuple[str, ...] = ()
    rule: str = ""
    completion: Decimal | None = None
    problem: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    incomparable: bool = False

    @property
    def process(self) -> str:
        """The steps as one line."""
        return "；".join(self.steps)

    def admits(self, typed: Decimal) -> bool:
        """Whether a typed score is right: equal to the computed one, or inside the band."""
        if self.value is not None:
            return typed == self.value
        return self.low is not None and self.high is not None and self.low <= typed <= self.high


@dataclass(frozen=True, slots=True)
class Compared:
    """A target and a result in the same measure. ``part``: how much was reached (may exceed 1); ``fraction``: the same as written, 462/510."""

    sign: str
    target: Decimal
    actual: Decimal
    met: bool
    part: Decimal | None
    fraction: str


def rounded(profile: ScoringProfile, value: Decimal) -> Decimal:
    """To the places of the profile, without needless zeros: points print as 4.53, 5, 100."""
    return Decimal(figure(value.quantize(ONE.scaleb(-profile.places), rounding=ROUND_HALF_UP)))


def figure(value: Decimal) -> str:
    """A figure without needless zeros: 4.53, 5, 100."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Decimal) -> str:
    return figure((share * HUNDRED).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)) + "%"


def score(profile: ScoringProfile, target: str, actual: str, weight: Decimal, name: str = "") -> ScoreResult:
    """Points of one indicator. ``target`` and ``actual`` as they stand in the form, ``name`` the 三级指标 beside them."""
    aim, done, weight = read_indicator(target, name), read_indicator(actual, name), Decimal(figure(weight))
    for value, what in ((aim, "目标值"), (done, "完成值")):
        if value.blank:
            return ScoreResult(problem=f"没有{what}，不能计算得分。")
        if value.problem and not (what == "完成值" and value.number is not None):
            return ScoreResult(problem=f"{what}有问题：{value.problem}")
    if profile.result_is_share and done.number is not None and not done.written_unit:
        return _share_reached(profile, done.number, weight)
    if profile.satisfaction.bands and done.percent and any(word in name for word in profile.satisfaction.names):
        return _satisfaction(profile, done, weight)
    if done.number is None and done.date and done.date.month and aim.unit == "月":
        month = Decimal(done.date.month)  # ≤12月 beside 11月
        done = replace(done, number=month, written=month, unit="月", written_unit="月", date=None)
    if done.number is None:
        return _by_level(profile, aim, done, weight, name)
    if aim.number is None:
        return ScoreResult(
            problem=f"目标{quoted(target)}不是数值，完成值{quoted(actual)}是数值，没法按比例计算，请按定性等级评分。", low=ZERO, high=weight
        )
    note = ""
    if not aim.comparator:
        sign = "≤" if profile.reverses(name, aim.unit) else "≥"
        note = f"目标{quoted(target)}没有写≥或≤，按“{sign}”计算"
        aim = replace(aim, comparator=sign) if aim.upper is None else aim
    compared = compare(aim, done)
    if isinstance(compared, str):
        return ScoreResult(problem=compared, incomparable=True)
    result = by_quantity(profile, aim, done, compared, weight)
    return replace(result, steps=(note, *result.steps)) if note else result


def compare(aim: IndicatorValue, done: IndicatorValue) -> Compared | str:
    """Bring a target and a result into the same measure; a text is the reason why that cannot be done."""
    if aim.number is None or done.number is None:
        return "目标或者完成值没有数值。"
    result = done.number
    if aim.percent != done.percent:
        if (done.unit and not done.percent) or (aim.unit and not aim.percent):
            return f"目标 {aim.shown()} 和完成值 {done.shown()} 的单位不同，不能比较，请核对。"
        if aim.percent and ZERO < result <= ONE < aim.number:
            return f"目标是 {aim.shown()}，完成值只写 {done.shown()}：看不出是 {done.shown()}% 还是 {percent(result)}，请补上“%”。"
    elif aim.question and not done.percent and ZERO < result <= ONE < aim.number:
        return f"目标写 {aim.shown()}，完成值写 {done.shown()}：看不出是不是百分比，请都写上“%”。"
    if _scale_left_out(aim, done):
        bare, scaled = figure(result), aim.written_unit
        return f"目标写 {aim.shown()}，完成值只写 {bare}：看不出是 {bare}{scaled} 还是 {bare}{aim.unit}，请写上单位。"
    factor = _factor(aim.unit, done.unit)
    if factor is None:
        return f"目标 {aim.shown()} 和完成值 {done.shown()} 的单位不同，不能比较，请核对。"
    result = result * factor[0] / factor[1]
    sign, goal = aim.comparator or "≥", aim.number
    if aim.upper is not None:
        if aim.number <= result <= aim.upper:
            return Compared("≥", goal, result, True, ONE, f"{done.shown()}在 {aim.shown()} 之内")
        sign, goal = ("≥", aim.number) if result < aim.number else ("≤", aim.upper)
    met = {"≥": result >= goal, "＞": result > goal, "≤": result <= goal, "＜": result < goal, "＝": result == goal}[sign]
    met = met or (result == goal and sign == done.comparator)  # the result ＞80人 keeps the target ＞80人
    above, below = (goal, result) if sign in ("≤", "＜") else (result, goal)
    part = above / below if below > 0 and above >= 0 else None
    same = aim.written_unit == done.written_unit and aim.upper is None and aim.written is not None and done.written is not None
    shown = (figure(aim.written or ZERO), figure(done.written or ZERO)) if same else (figure(goal), figure(round(result, 4)))
    fraction = f"{shown[0]}/{shown[1]}" if sign in ("≤", "＜") else f"{shown[1]}/{shown[0]}"
    return Compared(sign, goal, result, met, part, fraction)


_MISSED = {
    "按比例": "未达到的按完成的比例记分",
    "不得分": "未达到的不得分",
    "按偏离扣减": "未达到的按偏离的程度扣减",
    "不规定": "未达到的，办法没有写明扣多少",
}


def _factor(aim: str, done: str) -> tuple[Decimal, Decimal] | None:
    """By what a result in one unit is multiplied and divided to stand beside a target in another; ``None`` where they measure different things.

    Counting words are not told apart (次 and 场次 count the same events): only measures that are certain are.
    """
    one, other = MEASURES.get(aim.split("/")[0]), MEASURES.get(done.split("/")[0])
    if one and other and aim != done:
        return (other[1], one[1]) if one[0] == other[0] else None
    return (ONE, ONE) if aim == done or not aim or not done or not (one or other) else None


def _scale_left_out(aim: IndicatorValue, done: IndicatorValue) -> bool:
    """Whether a bare 120 stands beside a target of 100万元: more likely 120万元 than 120元, but nobody can know."""
    if aim.number is None or done.number is None or aim.number == aim.written or aim.upper is not None:
        return False
    return not done.unit and done.number == done.written and ZERO < done.number * HUNDRED < aim.number


def by_quantity(profile: ScoringProfile, aim: IndicatorValue, done: IndicatorValue, compared: Compared, weight: Decimal) -> ScoreResult:
    """The score of a quantity against its target, with the steps in words; ``value`` is None where the rules leave it open."""
    rule, part = profile.rule(compared.sign), compared.part
    if aim.upper is not None:
        rule = replace(rule, met="满分")
    wanted = f"{aim.comparator}{aim.shown()}" if aim.comparator else aim.shown()
    head = f"目标 {wanted}，完成 {done.shown()}，{'达到' if compared.met else '未达到'}"
    full = figure(weight)
    if compared.met:
        return _met(profile, compared, weight, head, rule.met, rule.words)
    said = rule.words or _MISSED[rule.missed]
    if rule.missed == "不规定":
        return ScoreResult(None, (head,), said, part, "评分办法没有写明这种情况扣多少分，由评分人按规定确定。", ZERO, weight)
    if rule.missed == "不得分":
        return ScoreResult(ZERO, (head, f"未达到不得分：{full} × 0 = 0"), said, part)
    if rule.missed == "按偏离扣减":
        if compared.target == 0:
            return ScoreResult(None, (head,), said, part, "目标是 0，算不出偏离程度。", ZERO, weight)
        off = abs(compared.actual - compared.target) / abs(compared.target)
        value = rounded(profile, weight * max(ZERO, ONE - off))
        return ScoreResult(value, (head, f"偏离 {percent(off)}", f"{full} × (1 − {percent(off)}) = {figure(value)}"), said, part)
    if part is None:
        if (compared.sign in ("≥", "＞", "＝") and compared.actual <= 0 < compared.target) or compared.target <= 0 < compared.actual:
            return ScoreResult(ZERO, (head, f"完成的部分是 0：{full} × 0 = 0"), said, ZERO)
        return ScoreResult(None, (head,), said, None, "目标或完成值是 0 或负数，算不出完成比例。", ZERO, weight)
    if part > 1:  # ＝ exceeded
        part = 1 / part
        left, _, right = compared.fraction.partition("/")
        compared = replace(compared, fraction=f"{right}/{left}")
    if part < rule.nothing_below:
        return ScoreResult(ZERO, (head, f"完成 {percent(part)}，低于 {percent(rule.nothing_below)} 不得分"), said, compared.part)
    value = rounded(profile, weight * part)
    return ScoreResult(value, (head, f"{full} × {compared.fraction} = {figure(value)}"), said, compared.part)


def _met(profile: ScoringProfile, compared: Compared, weight: Decimal, head: str, how: str, words: str) -> ScoreResult:
    full, far = figure(weight), profile.far_above
    said = words or "达到目标的记满分"
    if how == "按比例" and compared.sign in ("≤", "＜") and compared.target > 0 and compared.actual >= 0:
        value = rounded(profile, weight * compared.actual / compared.target)
        left, _, right = compared.fraction.partition("/")
        return ScoreResult(value, (head, f"{full} × {right}/{left} = {figure(value)}"), said, compared.part)
    over = compared.part - 1 if compared.part is not None and compared.sign in ("≥", "＞") else ZERO
    if over <= far.limit or far.how == "不扣":
        return ScoreResult(weight, (head, f"满分 {full}"), said, compared.part)
    seen = f"超过目标 {percent(over)}，多于 {percent(far.limit)}"
    if far.how == "扣超出部分":
        value = rounded(profile, weight * max(ZERO, ONE - (over - far.limit)))
        return ScoreResult(
            value, (head, seen, f"{full} × (1 − {percent(over - far.limit)}) = {figure(value)}"), far.words or said, compared.part
        )
    if far.how == "不规定":
        ask = "完成值比目标高出很多，可能是目标定得偏低，要适度调减；办法没有写明扣多少，由评分人确定。"
        return ScoreResult(None, (head, seen), far.words or said, compared.part, ask, ZERO, weight)
    return ScoreResult(weight, (head, seen, f"满分 {full}"), said, compared.part)


def _share_reached(profile: ScoringProfile, share: Decimal, weight: Decimal) -> ScoreResult:
    if not ZERO <= share <= ONE:
        return ScoreResult(problem=f"完成值应是完成的比例（0 到 1），现在是 {figure(share)}，请核对。")
    value = rounded(profile, weight * share)
    return ScoreResult(
        value, (f"完成值 {figure(share)} 是完成的比例", f"{figure(weight)} × {figure(share)} = {figure(value)}"), "按完成的比例记分", share
    )


def _satisfaction(profile: ScoringProfile, done: IndicatorValue, weight: Decimal) -> ScoreResult:
    reached = (done.number or ZERO) / HUNDRED
    band = max((band for band in profile.satisfaction.bands if band.at_least <= reached), key=lambda one: one.at_least, default=None)
    share = band.share if band else ZERO
    value = rounded(profile, weight * share)
    at = f"（{percent(band.at_least)} 及以上）" if band else ""
    words = profile.satisfaction.words or "满意度按档记分"
    return ScoreResult(
        value, (f"满意度 {done.shown()}{at}记 {percent(share)}", f"{figure(weight)} × {percent(share)} = {figure(value)}"), words, reached
    )


def level_of(profile: ScoringProfile, text: str) -> LevelBand | None:
    """The band of a result in words, or ``None``. The first band of the profile with a word that is found counts (未达成 stands before 达成)."""
    plain = "".join(text.split())
    return next((band for band in profile.levels if any(word in plain for word in band.words)), None)


def _by_level(profile: ScoringProfile, aim: IndicatorValue, done: IndicatorValue, weight: Decimal, name: str) -> ScoreResult:
    full = figure(weight)
    if done.date is not None:
        return _by_date(profile, aim, done, weight)
    plain = "".join(done.text.split())
    same = bool(aim.level) and "".join(aim.text.split()) == plain
    band = level_of(profile, plain) or (max(profile.levels, key=lambda one: one.high + one.low, default=None) if same else None)
    if same and (band is None or band.low == band.high == ONE):
        return ScoreResult(weight, (f"完成情况与目标同为“{plain}”，达到", f"满分 {full}"), "达成目标的记满分", ONE)
    if band is None:
        return ScoreResult(problem=f"完成情况{quoted(done.text)}看不出属于哪一档，由评分人按定性等级评分。", low=ZERO, high=weight)
    low, high = rounded(profile, weight * band.low), rounded(profile, weight * band.high)
    if low == high:
        return ScoreResult(
            low,
            (f"完成情况“{plain}”属于“{band.title}”，记 {percent(band.high)}", f"{full} × {percent(band.high)} = {figure(low)}"),
            band.title,
        )
    steps = (
        f"完成情况“{plain}”属于“{band.title}”，记 {percent(band.high)}–{percent(band.low)}",
        f"应在 {figure(low)} 到 {figure(high)} 之间",
    )
    return ScoreResult(None, steps, band.title, None, "", low, high)


def _by_date(profile: ScoringProfile, aim: IndicatorValue, done: IndicatorValue, weight: Decimal) -> ScoreResult:
    year = (done.date.year if done.date else None) or (aim.date.year if aim.date else None) or 2000
    due, kept = aim.date.last_day(year) if aim.date else None, done.date.last_day(year) if done.date else None
    if aim.date and done.date and (aim.date.every or done.date.every):
        if aim.date.every == done.date.every:
            return ScoreResult(weight, (f"完成情况与目标同为“{done.shown()}”，达到", f"满分 {figure(weight)}"), "按时完成的记满分", ONE)
        due = None
    if due is None or kept is None:
        return ScoreResult(problem=f"完成时间{quoted(done.text)}和目标{quoted(aim.text)}没法比较，由评分人确定。", low=ZERO, high=weight)
    head = f"目标 {aim.shown()}，完成 {done.shown()}"
    if kept <= due:
        return ScoreResult(weight, (f"{head}，按时", f"满分 {figure(weight)}"), "按时完成的记满分", ONE)
    return ScoreResult(None, (f"{head}，晚于目标",), "晚于目标", None, "晚于目标时间，办法没有写明扣多少分，由评分人确定。", ZERO, weight)
