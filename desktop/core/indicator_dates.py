"""Times as targets name them: 2022.12, 2022年12月底前, 11月, 12月31日之前, 第四季度, 每月, 2024年1月-12月."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndicatorDate:
    """A time of a target or result. What was not written is ``None``; months 1–12, quarters 1–4.

    ``end``: 底 or 末. ``before``: 前, 之前, 以前. ``every``: the period of a repeated duty (月 in 每月, 按月). ``since``: start of a span, as written.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    end: bool = False
    before: bool = False
    every: str = ""
    since: str = ""

    def last_day(self, year: int | None = None) -> tuple[int, int, int] | None:
        """The last day that still keeps this date, as (year, month, day); ``year`` stands in where none is written. ``None`` for 每月."""
        of = self.year or year
        if of is None or self.every:
            return None
        month = self.month or (self.quarter * 3 if self.quarter else 12)
        last = calendar.monthrange(of, month)[1]
        return of, month, min(self.day or last, last)


_PERIODS = {
    "年度": "年", "年": "年", "学年": "学年", "学期": "学期", "半年": "半年", "季度": "季度", "季": "季度", "月份": "月", "月度": "月", "月": "月",
    "旬": "旬", "周": "周", "星期": "周", "日": "日", "天": "日",
}  # fmt: skip
_EVERY = re.compile(r"(?:按|每|逐)个?(年度|学年|学期|半年|年|季度|季|月份|月度|月|旬|周|星期|日|天)(?:发放|支付|拨付|完成|开展)?\Z")
_DATE_CORE = r"(?:(?:19|20)\d\d年度?)?(?:(?:1[0-2]|0?[1-9])月份?)?(?:(?:3[01]|[12]\d|0?[1-9])[日号])?"
_SPAN = re.compile(rf"({_DATE_CORE})(?:-|–|—|―|~|～|至|到)(?=.*[年月日号])")
_SPAN_MONTHS = re.compile(r"((?:(?:19|20)\d\d年)?(?:1[0-2]|0?[1-9])月?)(?:-|–|—|―|~|～|至|到)(?=(?:1[0-2]|[1-9])月)")
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_TAIL = r"(?P<end>底|末)?(?P<before>之前|以前|及以前|前)?(?P<within>内|以内|之内|中)?(?:完成|全部完成|完工|竣工|支付|发放|报送)?\Z"
_WRITTEN = re.compile(
    r"(?:于|在|截至|截止|到|至)?(?:(?P<year>(?:19|20)\d\d)年度?|(?P<this>本年度?|当年|年))?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月份?)?(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号])?(?:第?(?P<quarter>[一二三四1-4])季度)?" + _TAIL
)
_POINTED = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<mark>[.\-/])(?P<month>1[0-2]|0?[1-9])(?:(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9]))?月?日?" + _TAIL
)


def read_date(text: str) -> IndicatorDate | None:
    """A time, or ``None``. ``text`` is half-width and without white space. A bare number of a year is no date (2022 may count things)."""
    every = _EVERY.match(text)
    if every:
        return IndicatorDate(every=_PERIODS[every[1]])
    since = ""
    span = _SPAN.match(text) or _SPAN_MONTHS.match(text)
    if span and span[1]:
        since, text = span[1], text[span.end() :]
        if since[-1].isdigit():
            since += "月"
    found = _POINTED.match(text) or _WRITTEN.match(text)
    if found is None:
        return None
    parts = found.groupdict()
    named = any(parts.get(key) for key in ("year", "month", "day", "quarter"))
    ended = bool(parts["end"] or parts["before"] or parts["within"])
    if not named and not (parts.get("this") and ended):
        return None  # "" and "年": nothing said
    quarter = parts.get("quarter")
    month, day = _whole(parts["month"]), _whole(parts["day"])
    if day and not month:
        return None  # "5日" counts days as often as it names one
    if month and day and day > calendar.monthrange(_whole(parts["year"]) or 2024, month)[1]:
        return None
    return IndicatorDate(
        _whole(parts["year"]), month, day, _NUMBERS[quarter] if quarter else None, bool(parts["end"]), bool(parts["before"]), since=since
    )


def _whole(text: str | None) -> int | None:
    return int(text) if text else None


def format_date(date: IndicatorDate) -> str:
    """The normal written form: 2022年12月底前, 每月, 第四季度, 年底前."""
    if date.every:
        return f"每{date.every}"
    text = f"{date.since}至" if date.since else ""
    text += f"{date.year}年" if date.year else ""
    text += f"{date.month}月" if date.month else ""
    text += f"{date.day}日" if date.day else ""
    text += f"第{'一二三四'[date.quarter - 1]}季度" if date.quarter else ""
    if not (date.year or date.month or date.quarter):
        text += "年" if date.end else "年内" if not date.before else "本年"
    return text + ("底" if date.end else "") + ("前" if date.before else "")
