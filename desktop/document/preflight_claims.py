"""What sentences claim about figures: a change and its rate, a share of a whole, how much of a budget was used, a list that makes up a total.

Figures are replaced by single characters (an amount, a percentage, a count), so that a claim is a short pattern over words; arithmetic
is in intervals: a figure that is printed with two places is known to half a unit of the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from desktop.document.numbers import DOWN, UP, FoundFigure, find_figures

_AMOUNT, _PERCENT, _COUNT = 0xE100, 0xE500, 0xE900
_MOST: Final = 0x400
A: Final = "[\ue100-\ue4ff]"
P: Final = "[\ue500-\ue8ff]"
C: Final = "[\ue900-\uecff]"
NO_FIGURE: Final = "[^。；\ue100-\uecff]"
_BASES: Final = {"amount": _AMOUNT, "percent": _PERCENT, "count": _COUNT}
_UPS, _DOWNS = "|".join(UP), "|".join(DOWN)
_CHANGE: Final = re.compile(
    rf"(?P<word>{_UPS}|{_DOWNS})(?:了|额)?(?P<diff>{A})(?:[，,、]?\s*(?P<word2>{_UPS}|{_DOWNS})(?:了)?(?P<rate>{P}))?"
)
_SUBJECT: Final = re.compile(
    rf"(?P<now>{A})[，,]?\s*{NO_FIGURE}{{0,8}}[比较与同][^，,。；\ue100-\uecff]{{0,18}}[，,]?\s*{NO_FIGURE}{{0,2}}$"
)
_BUDGET: Final = re.compile(
    rf"(?P<now>{A})[，,]\s*[比较与]?(?:全年|年初|年度)?(?:调整)?预算(?:数|安排)?(?:为)?(?P<budget>{A})[，,]\s*(?P<word>{_UPS}|{_DOWNS})(?P<diff>{A})"
)
_COMPLETION: Final = re.compile(
    rf"预算{NO_FIGURE}{{0,8}}(?P<budget>{A})[，,；]\s*{NO_FIGURE}{{0,14}}决算{NO_FIGURE}{{0,6}}(?P<actual>{A})[，,]\s*{NO_FIGURE}{{0,4}}完成{NO_FIGURE}{{0,12}}(?P<rate>{P})"
)
_DEVIATION: Final = re.compile(
    rf"预算数?(?:为)?(?P<budget>{A})[，,]\s*决算数?(?:为)?(?P<actual>{A})[，,]\s*(?:预决算)?差异率(?:为)?(?P<rate>{P})"
)
_SHARE: Final = re.compile(
    rf"(?P<part>{A})[，,]?\s*[^。；，,\ue100-\uecff]{{0,6}}占(?P<whole>[^。；，,\ue100-\uecff]{{0,30}}?)的?\s*(?P<rate>{P})"
)
_FROM_TO: Final = re.compile(rf"由{NO_FIGURE}{{0,12}}(?P<before>{A}){NO_FIGURE}{{0,6}}(?P<word>{_UPS}|{_DOWNS})(?:到|至|为)(?P<now>{A})")


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and how exactly it is known."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, figure: FoundFigure) -> Interval:
        """Amounts in 元; percentages and counts as they are. A written nil is exact."""
        scale = Decimal(1) if figure.yuan is None or not figure.value else figure.yuan / figure.value
        half = figure.half_width * scale if figure.value and figure.kind != "count" else Decimal(0)
        value = figure.value * scale
        return cls(value - half, value + half)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def meets(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high

    def percent_of(self, whole: Interval) -> Interval | None:
        """Of two amounts that are not negative; None where the whole may be nil."""
        if whole.low <= 0:
            return None
        return Interval(self.low / whole.high * 100, self.high / whole.low * 100)

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its figures as single characters; ``places[i]`` is where character i stood in the text."""

    text: str
    masked: str
    figures: tuple[FoundFigure, ...]
    places: tuple[int, ...]

    def figure(self, mark: str) -> FoundFigure:
        return self.figures[(ord(mark) - _AMOUNT) % _MOST]

    def where(self, place: int) -> int:
        return self.places[place] if place < len(self.places) else len(self.text)

    def marks(self, start: int = 0, end: int | None = None) -> list[tuple[int, FoundFigure]]:
        """The amounts between two places of the masked text."""
        stop = len(self.masked) if end is None else end
        return [
            (place, self.figure(self.masked[place])) for place in range(max(0, start), stop) if "\ue100" <= self.masked[place] <= "\ue4ff"
        ]


@lru_cache(maxsize=2048)
def mask(text: str) -> Masked:
    """Only the first thousand figures of a text are looked at."""
    figures = [figure for figure in find_figures(text) if figure.kind in _BASES][: _MOST - 1]
    out: list[str] = []
    places: list[int] = []
    end = 0
    for number, figure in enumerate(figures):
        out.append(text[end : figure.start] + chr(_BASES[figure.kind] + number))
        places += [*range(end, figure.start), figure.start]
        end = figure.end
    out.append(text[end:])
    places += range(end, len(text))
    return Masked(text, "".join(out), tuple(figures), tuple(places))


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. ``rate`` is what is printed; what the figures give is for the judge. ``up`` is the direction in words.

    change: ``now`` (None where the sentence does not say it), ``difference``, ``rate`` · budget: ``now``, ``whole`` the budget, ``difference`` ·
    completion, deviation: ``now`` the actual figure, ``whole`` the budget, ``rate`` · share: ``now`` the part, ``words`` what it is a share of.
    """

    kind: Literal["change", "budget", "completion", "deviation", "share", "from_to"]
    start: int
    end: int
    now: FoundFigure | None = None
    whole: FoundFigure | None = None
    difference: FoundFigure | None = None
    rate: FoundFigure | None = None
    up: bool = True
    rate_up: bool | None = None
    words: str = ""
    mark: int = 0


def claims(masked: Masked) -> Iterator[Claim]:
    """Every claim of a text, each kind in order."""
    text = masked.masked

    def spot(match: re.Match[str]) -> tuple[int, int]:
        return masked.where(match.start()), masked.where(match.end())

    def named(match: re.Match[str], name: str) -> FoundFigure | None:
        return masked.figure(match[name]) if match[name] else None

    for match in _CHANGE.finditer(text):
        before = _SUBJECT.search(text, max(0, match.start() - 60), match.start())
        up = match["word"] in UP
        yield Claim(
            "change", *spot(match), named(before, "now") if before else None, None, named(match, "diff"), named(match, "rate"), up,
            match["word2"] in UP if match["word2"] else None, mark=match.start(),
        )  # fmt: skip
    for match in _BUDGET.finditer(text):
        yield Claim("budget", *spot(match), named(match, "now"), named(match, "budget"), named(match, "diff"), None, match["word"] in UP)
    for kind, pattern in (("completion", _COMPLETION), ("deviation", _DEVIATION)):
        for match in pattern.finditer(text):
            yield Claim(kind, *spot(match), named(match, "actual"), named(match, "budget"), None, named(match, "rate"))  # type: ignore[arg-type]
    for match in _SHARE.finditer(text):
        yield Claim("share", *spot(match), named(match, "part"), None, None, named(match, "rate"), words=match["whole"], mark=match.start())
    for match in _FROM_TO.finditer(text):
        yield Claim("from_to", *spot(match), named(match, "now"), named(match, "before"), None, None, match["word"] in UP)
