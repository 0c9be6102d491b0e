"""Figures that were typed by hand, against what the data know: the same value is offered to be bound, no match, or a contradiction.

A contradiction is told only where it is certain what is meant: the words before the figure name what the generated text, or a row of the
tables, names with the same words; the digits are those of a known figure in another unit; the word before it says the other direction than
the data; a percentage lacks its sign; the year is none that the document tells of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from desktop.core.narrative import ProseStyle
from desktop.core.structure import PRIOR
from desktop.document.known_figures import Known, KnownFigures, naming
from desktop.document.numbers import AMOUNTS, FoundFigure, find_figures
from desktop.document.own_text import same_reference
from desktop.document.spans import Span

if TYPE_CHECKING:
    from desktop.document.narrative import RenderedBlock

_MOST_OFFERS: Final = 8
_RATE_WORDS: Final = re.compile(r"(?:占|率|比重|增长|下降|完成)[^，。；、\d]{0,12}$")
_SURE: Final = 4
"""Digits without the noughts around them from which on the same figure in another unit is no coincidence."""

Slip = Literal["", "value", "unit", "direction", "percent", "year"]


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure typed by hand. ``offers`` are what it may be, the likeliest first; ``named`` what the words before it name, when it differs.

    ``slip`` is what a contradiction is about, ``why`` says it in a sentence. ``turned``: the value is right, but the word before it says the
    opposite of what the data give (增加 for a decrease).
    """

    figure: FoundFigure
    state: Literal["known", "unknown", "contradiction"]
    offers: tuple[Known, ...] = ()
    named: tuple[Known, ...] = ()
    turned: bool = False
    slip: Slip = ""
    why: str = ""

    @property
    def choices(self) -> tuple[Known, ...]:
        """What it can be bound to: what it names first, then what has its value."""
        return tuple(dict.fromkeys((*self.named, *self.offers)))


@dataclass(frozen=True, slots=True)
class Mark:
    """A match in a rendered block: in ``paragraph``, whose text it counts from. ``span``: the span it stands in."""

    paragraph: int
    span: int
    match: FigureMatch


def match_figures(
    text: str, known: KnownFigures, block: str = "", year: int = 0, skip: Sequence[tuple[int, int]] = ()
) -> list[FigureMatch]:
    """Every amount, percentage and count of a text typed by hand (outside ``skip``), in order; of years and bare numbers those that are wrong."""
    found = []
    for figure in find_figures(text):
        if any(begin <= figure.start < end for begin, end in skip):
            continue
        match = _match(figure, text[: figure.start], known, block, year)
        if match is not None:
            found.append(match)
    return found


def _match(figure: FoundFigure, before: str, known: KnownFigures, block: str, year: int) -> FigureMatch | None:
    if figure.kind == "year":
        return _other_year(figure, before, year)
    if figure.kind == "number":
        return _bare(figure, before, known)
    if figure.kind not in ("amount", "percent", "count"):
        return None
    offers = known.near(figure)
    named = known.named(block, before)
    if named and not any(one in offers for one in named) and all(one.kind == figure.kind for one in named):
        right = named[0]
        slip: Slip = "unit" if _same_digits(figure, right) else "value"
        why = f"“{naming(before)}”文中写的是{figure.text}，数据里是{_told(right, figure)}。" + ("请核对单位。" if slip == "unit" else "")
        return FigureMatch(figure, "contradiction", tuple(offers[:_MOST_OFFERS]), named, slip=slip, why=why)
    if turned := _turned(figure, offers):
        why = f"数据里{turned[0].how}的方向与文字相反：{figure.text}。"
        return FigureMatch(figure, "contradiction", (), turned, True, "direction", why)
    if offers:
        words = naming(before)
        ranked = sorted(offers, key=lambda one: (one not in named, one.made, not (words and words[-4:] in one.how), _year_rank(one)))
        return FigureMatch(figure, "known", tuple(ranked[:_MOST_OFFERS]), named, why=f"与数据里的{ranked[0].how}相同。")
    if other := _in_another_unit(figure, known):
        why = f"数据里{other[0].how}是{_told(other[0], figure)}，这里写{figure.text}：数字相同，单位不同。"
        return FigureMatch(figure, "contradiction", other, slip="unit", why=why)
    return FigureMatch(figure, "unknown", why=f"{figure.text}在表和资料里没有相同的数。")


def _other_year(figure: FoundFigure, before: str, year: int) -> FigureMatch | None:
    """A comparison with another year than the last, or figures of another year than these two."""
    written = int(figure.value)
    if not year or written in (year, year - 1):
        return None
    if re.search(r"(?:与|比|较)\s*$", before):
        why = f"与{written}年相比：本年度是{year}年，应与{year - 1}年比较。"
        return FigureMatch(figure, "contradiction", slip="year", why=why)
    inside = before.count("《") > before.count("》") or before.endswith(("〔", "[", "【"))
    return None if inside else FigureMatch(figure, "unknown", slip="year", why=f"这份文稿是{year}年度的，这里写的是{written}年，请核对。")


def _bare(figure: FoundFigure, before: str, known: KnownFigures) -> FigureMatch | None:
    """A number without unit that is a known percentage or amount: its sign or unit is missing."""
    if not figure.places:
        return None
    half = figure.half_width
    if _RATE_WORDS.search(before) and (offers := known.between("percent", abs(figure.value), half)):
        why = f"数据里的{offers[0].how}是百分比，{figure.text}后面没有百分号。"
        return FigureMatch(figure, "contradiction", tuple(offers[:_MOST_OFFERS]), slip="percent", why=why)
    if _digits(figure.value) >= _SURE and (offers := known.between("amount", figure.value * 10000, half * 10000)):
        why = f"数据里的{offers[0].how}是金额，{figure.text}后面没有单位。"
        return FigureMatch(figure, "contradiction", tuple(offers[:_MOST_OFFERS]), slip="unit", why=why)
    return None


def _in_another_unit(figure: FoundFigure, known: KnownFigures) -> tuple[Known, ...]:
    if figure.kind != "amount" or _digits(figure.value) < _SURE:
        return ()
    for unit, factor in AMOUNTS.items():
        if unit != figure.unit and (found := known.between("amount", figure.value * factor)):
            return tuple(found[:_MOST_OFFERS])
    return ()


def _same_digits(figure: FoundFigure, known: Known) -> bool:
    return figure.kind == "amount" and any(known.value == figure.value * factor for factor in AMOUNTS.values())


def _digits(value: Decimal) -> int:
    """How many digits a figure has without the noughts before and behind them."""
    return len("".join(str(digit) for digit in value.as_tuple().digits).strip("0"))


def _told(known: Known, figure: FoundFigure) -> str:
    """A known figure in the unit in which the figure is written."""
    if known.kind == "amount":
        unit = figure.unit if figure.unit in AMOUNTS else "万元"
        return f"{known.value / AMOUNTS[unit]:,f}{unit}"
    return f"{known.value:,f}{'%' if known.kind == 'percent' else figure.unit}"


def _turned(figure: FoundFigure, offers: Sequence[Known]) -> tuple[Known, ...]:
    """The changes of this size, when the word before the figure says the other direction than every one of them."""
    other = {"up": "down", "down": "up"}.get(figure.direction)
    if other is None or not figure.value or any(not one.made and one.kind == "amount" for one in offers):
        return ()
    changes = tuple(one for one in offers if one.direction)
    return changes if changes and all(one.direction == other for one in changes) else ()


def _year_rank(known: Known) -> int:
    return 1 if any(ref.form.startswith(PRIOR) for ref in known.refs) else 0


def examine(rendered: RenderedBlock, known: KnownFigures, year: int = 0) -> Iterator[Mark]:
    """What the clerk typed into a block: all figures of own words, the figures in his texts elsewhere (there counts and years claim nothing), and
    bound figures that a word of his gives the wrong direction."""
    own = rendered.generated is not None
    for number, spans in enumerate(rendered.paragraphs):
        text = "".join(span.text for span in spans)
        starts = _starts(spans)
        for match in match_figures(text, known, rendered.block.id, year, _not_typed(spans, rendered.block.text)):
            at = max(place for place, start in enumerate(starts) if start <= match.figure.start)
            if own or (match.figure.kind in ("amount", "percent") and (spans[at].kind == "clerk" or match.state == "contradiction")):
                yield Mark(number, at, match)
        if own:
            yield from (Mark(number, at, match) for at, match in _bound_turned(spans, starts, text, known))


def _starts(spans: Sequence[Span]) -> list[int]:
    starts = [0]
    for span in spans:
        starts.append(starts[-1] + len(span.text))
    return starts[:-1]


def _bound_turned(spans: Sequence[Span], starts: Sequence[int], text: str, known: KnownFigures) -> Iterator[tuple[int, FigureMatch]]:
    """A live figure keeps its value right; the word 增加 or 减少 before it is the clerk's."""
    found = {figure.start: figure for figure in find_figures(text)}
    for at, (span, start) in enumerate(zip(spans, starts, strict=True)):
        figure = found.get(start) if span.kind == "figure" and span.expr else None
        if figure is None or not figure.direction:
            continue
        same = [one for one in known.near(figure) if one.expr and same_reference(one.expr) == same_reference(span.expr)]
        if turned := _turned(figure, same):
            why = f"数据里{turned[0].how}的方向与文字相反：{figure.text}。"
            yield at, FigureMatch(figure, "contradiction", (), turned, True, "direction", why)


def _not_typed(spans: Sequence[Span], template: str) -> list[tuple[int, int]]:
    """Places of a paragraph that are not typed by hand: figures of the data, and figures that the house style itself writes (100万元以上)."""
    places = []
    start = 0
    for span in spans:
        if span.kind == "figure":
            places.append((start, start + len(span.text)))
        elif span.kind == "text":
            places += [(start + one.start, start + one.end) for one in find_figures(span.text) if one.text in template]
        start += len(span.text)
    return places


def bound(match: FigureMatch, choice: Known, known: KnownFigures, style: ProseStyle) -> str:
    """What own words have instead of a figure typed by hand, so that it follows the data; "" where that cannot be written."""
    expr, figure = known.expression(choice), match.figure
    if not expr or re.search("[余多]", figure.text) or figure.unit == "百分点":
        return ""
    live = f"{{{{{expr}}}}}"
    if choice.kind == "percent":
        return live
    if choice.kind == "amount":
        return live + style.unit
    return live + figure.unit
