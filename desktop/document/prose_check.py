"""Figures that were typed by hand, against what the data know: the same value is offered to be bound, no match, or a contradiction.

What is known are the figures of all tables and facts of this year and the last, and everything the generated text worked out from them
(differences, rates, shares). A contradiction is told only where the words before the figure name what the generated text, or a row of the
tables, names with the same words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from desktop.core.cells import COVER, CellRef
from desktop.core.structure import PRIOR
from desktop.core.typed import convert
from desktop.document.numbers import Direction, FoundFigure, find_figures
from desktop.document.preflight_text import Document, Passage
from desktop.document.preflight_verdict import Fault, Verdict, not_applicable, not_judgeable, quoted, verdict
from desktop.document.prose_context import FACTS
from desktop.document.spans import Span
from desktop.forms.rules import RuleDef

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.document.narrative import RenderedBlock

_KINDS: Final = {"money": "amount", "count": "count", "percent": "percent", "score": "number"}
_MOST_OFFERS: Final = 8
_LAST_YEAR: Final = re.compile(r"上年|去年|比|较|预算|增加|减少|增长|下降|占|同期")


@dataclass(frozen=True, slots=True)
class Known:
    """A figure the data know: amounts in 元. ``refs`` are the cells behind it, ``how`` says in words what it is."""

    kind: str
    value: Decimal
    refs: tuple[CellRef, ...]
    how: str
    made: bool = False  # worked out by the text: a difference, a rate, a share
    direction: Direction = ""  # what the generated words before it say


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure typed by hand. ``offers`` are what it may be, the likeliest first; ``named`` what the words before it name, when it differs.

    ``turned``: the value is right, but the word before it says the opposite of what the data give (增加 for a decrease).
    """

    figure: FoundFigure
    state: Literal["known", "unknown", "contradiction"]
    offers: tuple[Known, ...] = ()
    named: tuple[Known, ...] = ()
    turned: bool = False


class KnownFigures:
    """What the data of a model know, indexed by value, by the words generated texts use for it, and by the labels of rows."""

    def __init__(self, model: Model, blocks: Iterable[RenderedBlock] = ()) -> None:
        self._by_value: dict[str, list[Known]] = {"amount": [], "count": [], "percent": [], "number": []}
        self._by_words: dict[tuple[str, str], set[Known]] = {}
        self._by_label: dict[str, set[Known]] = {}
        self._add_cells(model)
        for rendered in blocks:
            for spans in rendered.paragraphs if rendered.generated is None else rendered.generated:
                self._add_spans(rendered.block.id, spans)
        for found in self._by_value.values():
            found.sort(key=lambda known: known.value)
        self._keys = {kind: [known.value for known in found] for kind, found in self._by_value.items()}

    def _add_cells(self, model: Model) -> None:
        for form in model.forms():
            if form.code == COVER:
                continue
            for prior in ("", PRIOR):
                for row in model.rows(prior + form.code):
                    for column in model.columns(prior + form.code, row.id):
                        self._add_cell(model, CellRef(prior + form.code, row.id, column.id), row.label, form.view != FACTS)

    def _add_cell(self, model: Model, ref: CellRef, label: str, tables: bool) -> None:
        value = model.value(ref)
        kind = model.kind(ref)
        if not isinstance(value, Decimal) or kind not in _KINDS:
            return
        if kind == "money":
            value = convert(value, model.book.kept_in, "元")
        known = Known(_KINDS[kind], value, (ref,), model.label(ref))
        self._by_value[known.kind].append(known)
        if tables and not ref.form.startswith(PRIOR) and kind == "money":
            self._by_label.setdefault(re.sub(r"^[一二三四五六七八九十]+、", "", label), set()).add(known)

    def _add_spans(self, block: str, spans: Sequence[Span]) -> None:
        text = "".join(span.text for span in spans)
        found = {figure.start: figure for figure in find_figures(text)}
        start = 0
        for span in spans:
            figure = found.get(start) if span.kind == "figure" else None
            if figure is not None:
                value = figure.yuan if figure.yuan is not None else figure.value
                kind = figure.kind if figure.kind in self._by_value else "number"
                known = Known(kind, value, span.refs, span.how, True, figure.direction)
                self._by_value[kind].append(known)
                if words := naming(text[:start]):
                    self._by_words.setdefault((block, words), set()).add(known)
            start += len(span.text)

    def near(self, figure: FoundFigure) -> list[Known]:
        """Everything that is written like this figure when it is rounded as this figure is."""
        kind = figure.kind if figure.kind in self._by_value else "number"
        value, half = figure.value, figure.half_width
        if figure.yuan is not None:
            scale = figure.yuan / figure.value if figure.value else Decimal(1)
            value, half = figure.yuan, half * scale
        if kind == "percent":
            value = abs(value)
        keys = self._keys[kind]
        return self._by_value[kind][bisect_left(keys, value - half) : bisect_right(keys, value + half)]

    def named(self, block: str, before: str) -> tuple[Known, ...]:
        """What the words before a figure name: as the generated text of the block does, or a row of a table in full."""
        words = naming(before)
        if not words:
            return ()
        if found := self._by_words.get((block, words)):
            return tuple(found)
        if _LAST_YEAR.search(re.split(r"[。；]", before)[-1]):
            return ()
        label = next((name for name in self._by_label if len(name) >= 6 and words.endswith(name)), "")
        return tuple(self._by_label.get(label, ()))


def naming(before: str) -> str:
    """The words right before a figure, from the last figure or stop; "" where they are too few to name anything."""
    words = re.split(r"[\d.,，。；;：:%、\n]", before)[-1].strip()
    words = re.sub(r"^(?:万?元|年度?|个|辆|人次?|台（套）)|[为共是达]$", "", words)
    return words if len(words) >= 4 else ""


def match_figures(
    text: str, known: KnownFigures, block: str = "", year: int = 0, skip: Sequence[tuple[int, int]] = ()
) -> list[FigureMatch]:
    """Every amount, percentage and count of a text typed by hand (outside ``skip``), in order. Years, dates and list numbers claim nothing."""
    found = []
    for figure in find_figures(text):
        if figure.kind not in ("amount", "percent", "count") or any(begin <= figure.start < end for begin, end in skip):
            continue
        offers = known.near(figure)
        named = known.named(block, text[: figure.start])
        if named and not any(one in offers for one in named) and all(_same_kind(one, figure) for one in named):
            found.append(FigureMatch(figure, "contradiction", tuple(offers[:_MOST_OFFERS]), named))
        elif turned := _turned(figure, offers):
            found.append(FigureMatch(figure, "contradiction", (), turned, True))
        elif offers:
            words = naming(text[: figure.start])
            ranked = sorted(offers, key=lambda one: (one not in named, one.made, not (words and words[-4:] in one.how), _year_rank(one)))
            found.append(FigureMatch(figure, "known", tuple(ranked[:_MOST_OFFERS]), named))
        else:
            found.append(FigureMatch(figure, "unknown"))
    return found


def _turned(figure: FoundFigure, offers: Sequence[Known]) -> tuple[Known, ...]:
    """The changes of this size, when the word before the figure says the other direction than every one of them."""
    other = {"up": "down", "down": "up"}.get(figure.direction)
    if other is None or not figure.value or any(not one.made and one.kind == "amount" for one in offers):
        return ()
    changes = tuple(one for one in offers if one.direction)
    return changes if changes and all(one.direction == other for one in changes) else ()


def _same_kind(known: Known, figure: FoundFigure) -> bool:
    return known.kind == figure.kind


def _year_rank(known: Known) -> int:
    return 1 if any(ref.form.startswith(PRIOR) for ref in known.refs) else 0


def own_figures(rule: RuleDef, document: Document) -> Verdict:
    """Figures typed by hand: a contradiction is proven, in texts of the clerk too; no match is a hint where he wrote a block anew."""
    model = document.model
    if model is None:
        return not_judgeable("要与表对照，只有文稿时判断不了。")
    known = KnownFigures(model, document.blocks)
    faults = []
    for rendered in document.blocks:
        given = rendered.block.text
        for spans in rendered.paragraphs:
            text = "".join(span.text for span in spans)
            for match in match_figures(text, known, rendered.block.id, document.year, _generated(spans, given)):
                figure = match.figure
                if match.turned:
                    say = f"数据里{match.named[0].how}的方向与文字相反：{figure.text}。"
                    quote = quoted(text, figure.start, figure.end)
                    faults.append(Fault(rendered.block.id, quote, say, "error", figure.value, None, match.named[0].refs))
                elif match.state == "contradiction":
                    right = match.named[0]
                    value = right.value if figure.yuan is None else right.value / (figure.yuan / figure.value if figure.value else 1)
                    say = f"“{naming(text[: figure.start])}”文中写的是{figure.text}，数据里是{value:f}{figure.unit}。"
                    quote = quoted(text, figure.start, figure.end)
                    faults.append(Fault(rendered.block.id, quote, say, "error", figure.value, value, right.refs))
                elif match.state == "unknown" and figure.kind == "amount" and rendered.generated is not None:
                    say = f"{figure.text}在表和资料里没有相同的数。"
                    faults.append(Fault(rendered.block.id, quoted(text, figure.start, figure.end), say, "hint"))
    return verdict(faults)


def _generated(spans: Sequence[Span], template: str) -> list[tuple[int, int]]:
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


def repeated_figures(rule: RuleDef, document: Document) -> Verdict:
    """The same full name followed by an amount gives the same amount wherever this year's figure is told."""
    labels = rule.word_list("labels")
    found: dict[str, list[tuple[FoundFigure, Passage]]] = {}
    skip = rule.word_list("skip_parts")
    for passage in document.prose:
        if any(word in passage.part + passage.section for word in skip):
            continue
        for figure in find_figures(passage.text):
            if figure.kind != "amount":
                continue
            before = passage.text[max(0, figure.start - 40) : figure.start]
            for label in labels:
                if any(word in re.split(r"[。；]", before)[-1] and word not in label for word in rule.word_list("not_with")):
                    continue
                if re.search(rf"(?:^|[，。；：:、\d年度）\s]){label}$", before) and not re.search(
                    r"上年|预算|比|较", re.split(r"[。；]", before)[-1]
                ):
                    found.setdefault(label, []).append((figure, passage))
    faults = []
    for label, places in found.items():
        first, home = places[0]
        for figure, passage in places[1:]:
            assert figure.yuan is not None and first.yuan is not None
            slack = _yuan_half(figure) + _yuan_half(first)
            if abs(figure.yuan - first.yuan) > slack:
                say = f"“{label}”前面写{first.text}（{home.section or home.block}），这里写{figure.text}。"
                faults.append(Fault(passage.block, quoted(passage.text, figure.start, figure.end), say, None, figure.value, first.value))
    return verdict(faults) if found else not_applicable("文中没有重复出现的同名数。")


def _yuan_half(figure: FoundFigure) -> Decimal:
    return figure.half_width * (figure.yuan / figure.value if figure.yuan and figure.value else Decimal(1))


def unit_slips(rule: RuleDef, document: Document) -> Verdict:
    """The same name once in 元 and once in 万元 with the same digits: ten thousand times too much or too little."""
    faults = []
    digits: dict[tuple[str, Decimal], tuple[FoundFigure, Passage]] = {}
    for passage in document.prose:
        for figure in find_figures(passage.text):
            if figure.kind != "amount" or not figure.value:
                continue
            words = naming(passage.text[max(0, figure.start - 30) : figure.start])
            if not words:
                continue
            other = digits.setdefault((words, figure.value), (figure, passage))
            if other[0].unit != figure.unit:
                say = f"“{words}”前面写{other[0].text}，这里写{figure.text}，单位不同。"
                faults.append(Fault(passage.block, quoted(passage.text, figure.start, figure.end), say))
    return verdict(faults)


def units_written(rule: RuleDef, document: Document) -> Verdict:
    """An amount has a unit: a figure with two places and no unit at all, outside tables."""
    skip = rule.word_list("skip_parts")
    faults = []
    for passage in document.prose:
        if any(word in passage.part + passage.section for word in skip):
            continue
        for figure in find_figures(passage.text):
            if figure.kind == "number" and figure.places == 2 and not re.match(r"\s*[-—~～至]", passage.text[figure.end :]):
                say = f"{figure.text}后面没有单位。"
                faults.append(Fault(passage.block, quoted(passage.text, figure.start, figure.end), say))
    return verdict(faults)
