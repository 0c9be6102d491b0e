"""Values of indicators understood: ≥95%, >=510人, 20万人次, 2022年12月底前, 5-10次, 优良中低差, 不断提高.

:func:`read_indicator` never raises and never changes the text: what it cannot understand stays as typed and is said to be unread.
A comparison of two values needs :attr:`IndicatorValue.number`, which is in the base unit: 20万人次 is 200000 人次, 15.35万元 is 153500 元;
:attr:`~IndicatorValue.written` is the figure as it stands there.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from desktop.core.indicator_dates import IndicatorDate, format_date
from desktop.core.indicator_words import NATURES

QUALITATIVE = "定性"


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """What was understood of a target or a result.

    ``comparator``: ≥ ≤ ＝ ＞ ＜, 定性 for words of quality, "" for none. ``number`` is scaled by 万 and 亿, ``written`` is not and belongs to
    ``written_unit``. ``percent``: the number stands before a %. ``upper`` ends a range. ``level`` are words of quality, ``scale`` the levels to choose from
    (优良中低差). ``lead``: words before the value in the same text (满意度 in 满意度≥95%).
    ``problem``: a certain contradiction, as a sentence; ``no_number`` is set too when it is a sign without a number.
    ``question``: what the writer should look at; ``asks_percent`` when it is whether a % is missing (else it is about an odd sign). ``unread``: nothing was understood of a text that is not empty.
    """

    text: str = ""
    comparator: str = ""
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    percent: bool = False
    date: IndicatorDate | None = None
    level: str = ""
    scale: str = ""
    lead: str = ""
    written: Decimal | None = None
    written_upper: Decimal | None = None
    written_unit: str = ""
    problem: str = ""
    question: str = ""
    asks_percent: bool = False
    no_number: bool = False
    unread: bool = False

    @property
    def blank(self) -> bool:
        """Nothing filled in; a dash says the same."""
        return not self.text.strip(" \t\r\n\u3000—–―─－-/")

    @property
    def measurable(self) -> bool:
        """Whether a result can be held against it by calculation: a number or a date that can be kept."""
        return not self.problem and (self.number is not None or self.date is not None)

    @property
    def meaning(self) -> tuple[object, ...]:
        """What two ways of writing the same thing share."""
        return (
            self.comparator,
            self.number,
            self.upper,
            self.unit,
            self.percent,
            self.date,
            self.level,
            self.scale,
            self.lead,
            bool(self.problem),
        )

    def shown(self) -> str:
        """The figure with its unit and without its sign, as sentences quote it: 15.35万元, 95%, 2022年12月."""
        if self.number is not None:
            return _figures(self) + self.written_unit
        return format_date(self.date) if self.date else self.level or self.scale or self.text.strip()


@lru_cache(maxsize=16384)  # the same texts come again and again
def read_indicator(text: str, name: str = "") -> IndicatorValue:
    """Understand a target or a result as clerks type it. ``name`` is the 三级指标 beside it (a 率 without % is asked about).

    Signs and words (≥ >= ﹥ = 不少于 以上 以内 …), full-width digits, thousands separators, white space, 万 and 亿, percentages, ranges, dates, words of
    quality. Contradictions (≤≥95%, a sign without a number) come back in ``problem``.
    """
    from desktop.core.indicator_reading import read  # the patterns are compiled when the first indicator is read, not at start-up

    return read(text, name)


def format_indicator(value: IndicatorValue) -> str:
    """The normal printed form: ≥95%, ＝462人, 2022年12月底前, 5-10次. What was not understood, or contradicts itself, stays as typed."""
    if value.problem or value.unread or value.blank:
        return value.text.strip()
    sign = value.comparator if value.comparator != QUALITATIVE else ""
    if value.number is not None:
        return f"{value.lead}{sign}{_figures(value)}{value.written_unit}"
    if value.date is not None:
        return f"{value.lead}{sign}{format_date(value.date)}"
    return value.scale or value.level or value.text.strip()


def compose(nature: str, value: str, unit: str) -> str:
    """One text from separate columns: (≥, 90, %) → ≥90%; (定性, 优良中低差, 项) → 优良中低差. What stands in the value already is not doubled."""
    body, unit, sign = value.strip(), unit.strip(), NATURES.get(nature.strip(), nature.strip())
    if not body:
        return ""
    read = read_indicator(body)
    if unit and not read.unit and read.number is not None and not read.percent and sign != QUALITATIVE:
        body += unit
    if sign in ("", QUALITATIVE) or read.comparator not in ("", QUALITATIVE):
        return body
    return format_indicator(read_indicator(sign + body)) if read.number is not None else sign + body if read.date else body


def _figures(value: IndicatorValue) -> str:
    first = format(value.written if value.written is not None else value.number or Decimal(0), "f")
    upper = value.written_upper if value.written_upper is not None else value.upper
    return first if upper is None else f"{first}{'%' if value.percent else ''}-{format(upper, 'f')}"
