"""A figure beside last year's: the change, its rate, and the line of up to three years. Worked out for one cell at a time.

The change is of the figures as they are shown, so that whoever checks it with a calculator finds the same; the rate is of the exact ones.
A base of zero, a blank one and a negative one have no rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from desktop.core.amounts import format_amount
from desktop.core.cells import CellRef
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.bridge import Bridge
    from desktop.ui.cell_texts import CellTexts

NO_RATE = "—"
_WAN = 4  # decimal places between 元 and 万元


@dataclass(frozen=True, slots=True)
class Compared:
    """``prior`` and ``change`` as shown, ``change`` with its sign; ``rate`` in percent with its sign or :data:`NO_RATE`; ``years``: (year, figure) of the years that are known, the earliest first."""

    prior: str = ""
    change: str = ""
    rate: str = ""
    years: tuple[tuple[int, Decimal], ...] = ()

    def words(self) -> str:
        """For the value bar: last year, change, rate."""
        if not self.prior:
            return ""
        parts = [tr("上年 {prior}", prior=self.prior)]
        if self.change:
            parts.append(tr("增减 {change}", change=self.change))
        if self.rate:
            parts.append(tr("上年为零或负数，没有增减率") if self.rate == NO_RATE else self.rate)
        return "　".join(parts)

    def course(self) -> str:
        """The line of years in words, for whoever does not see it."""
        return "，".join(tr("{year} 年 {figure}", year=year, figure=format_amount(figure, None)) for year, figure in self.years)


NOTHING = Compared()


def compared(bridge: Bridge, texts: CellTexts, ref: CellRef) -> Compared:
    """A cell against last year; :data:`NOTHING` where last year says nothing."""
    model = bridge.model
    before = model.prior(ref)
    shown = texts.last_year(ref)
    if before is None:
        return Compared(years=known_years(bridge, ref, None))
    now = model.value(ref)
    if not isinstance(before, Decimal) or not isinstance(now, Decimal | None) or model.kind(ref) == "text":
        return Compared(prior=shown)
    places = bridge.figures.decimals(ref)
    printed = bridge.figures.value(ref)
    this = printed if isinstance(printed, Decimal) else Decimal(0)
    change = this - _rounded(texts.shown_in_unit(ref, before), places)
    rate = NO_RATE
    if before > 0:
        rate = signed(_rounded(((now or Decimal(0)) - before) / before * 100, 2), 2) + "%"
    return Compared(shown, signed(change, places), rate, known_years(bridge, ref, before))


def signed(value: Decimal, places: int | None) -> str:
    """A change with its sign: +1.20, -0.30, 0.00."""
    text = format_amount(value, places)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


def known_years(bridge: Bridge, ref: CellRef, before: Decimal | None) -> tuple[tuple[int, Decimal], ...]:
    """The figures of the year before last, last year and this year, as far as they are known, in the unit of this year's book."""
    book, found = bridge.model.book, []
    second = book.prior.prior if book.prior is not None else None
    entry = second.entry(ref) if second is not None else None
    if second is not None and entry is not None and isinstance(entry.value, Decimal):
        value = entry.value
        if bridge.model.kind(ref) == "money" and second.kept_in != book.kept_in:
            value = value.scaleb(_WAN if book.kept_in == "元" else -_WAN)
        found.append((book.year - 2, value))
    if before is not None:
        found.append((book.year - 1, before))
    now = bridge.model.value(ref)
    if isinstance(now, Decimal):
        found.append((book.year, now))
    return tuple(found) if len(found) > 1 else ()


def heights(years: tuple[tuple[int, Decimal], ...]) -> tuple[tuple[int, int], ...]:
    """Points of the small line: (0, 1 or 2 from the left, 0 to 100 from below). A year that is not known is a gap, not a zero."""
    if len(years) < 2:
        return ()
    figures = [figure for _, figure in years]
    least, most = min(figures), max(figures)
    last = years[-1][0]
    first = min(year for year, _ in years)
    reach = max(last - first, 1)
    return tuple(
        (round((year - first) * 2 / reach), 50 if most == least else int((figure - least) / (most - least) * 100)) for year, figure in years
    )


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
