"""What the data of a department know about figures: all tables and facts of this year and the last, and what the generated text worked out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop.core.cells import COVER, CellRef
from desktop.core.structure import PRIOR
from desktop.core.typed import convert
from desktop.document.numbers import Direction, FoundFigure, find_figures
from desktop.document.prose_context import FACTS, expression_of
from desktop.document.spans import Span

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.document.narrative import RenderedBlock

_KINDS: Final = {"money": "amount", "count": "count", "percent": "percent", "score": "number"}
_LAST_YEAR: Final = re.compile(r"上年|去年|比|较|预算|增加|减少|增长|下降|占|同期")

_ROWS: Final = 20  # read in one step


@dataclass(frozen=True, slots=True)
class Known:
    """A figure the data know: amounts in 元. ``refs`` are the cells behind it, ``how`` says in words what it is."""

    kind: str
    value: Decimal
    refs: tuple[CellRef, ...]
    how: str
    made: bool = False  # worked out by the text: a difference, a rate, a share
    direction: Direction = ""  # what the generated words before it say
    expr: str = ""  # how a sentence asks for it; of a cell see :meth:`KnownFigures.expression`


class KnownFigures:
    """What the data of a model know, indexed by value, by the words generated texts use for it, and by the labels of rows."""

    def __init__(self, model: Model, blocks: Iterable[RenderedBlock] = ()) -> None:
        self._begin(model)
        for _ in self._reading(blocks):
            pass

    @classmethod
    def steps(cls, model: Model, blocks: Iterable[RenderedBlock]) -> Generator[None, None, KnownFigures]:
        """The same made in steps of a millisecond or two; a large book has tens of thousands of figures."""
        made = cls.__new__(cls)
        made._begin(model)
        yield from made._reading(blocks)
        return made

    def _begin(self, model: Model) -> None:
        self.model = model
        self._by_value: dict[str, list[Known]] = {"amount": [], "count": [], "percent": [], "number": []}
        self._by_words: dict[tuple[str, str], set[Known]] = {}
        self._by_label: dict[str, set[Known]] = {}

    def _reading(self, blocks: Iterable[RenderedBlock]) -> Iterator[None]:
        yield from self._add_cells(self.model)
        for rendered in blocks:
            for spans in rendered.paragraphs if rendered.generated is None else rendered.generated:
                self._add_spans(rendered.block.id, spans)
            yield
        for found in self._by_value.values():
            found.sort(key=lambda known: known.value)
            yield
        self._keys = {kind: [known.value for known in found] for kind, found in self._by_value.items()}

    def _add_cells(self, model: Model) -> Iterator[None]:
        for form in model.forms():
            if form.code == COVER:
                continue
            for prior in ("", PRIOR):
                for at, row in enumerate(model.rows(prior + form.code), 1):
                    for column in model.columns(prior + form.code, row.id):
                        self._add_cell(model, CellRef(prior + form.code, row.id, column.id), row.label, form.view != FACTS)
                    if at % _ROWS == 0:
                        yield
                yield

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
                known = Known(kind, value, span.refs, span.how, True, figure.direction, span.expr)
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
        return self.between(kind, abs(value) if kind == "percent" else value, half)

    def between(self, kind: str, value: Decimal, half: Decimal = Decimal(0)) -> list[Known]:
        """What is known of a kind at a value (amounts in 元), give or take ``half``."""
        keys = self._keys[kind]
        return self._by_value[kind][bisect_left(keys, value - half) : bisect_right(keys, value + half)]

    def expression(self, known: Known) -> str:
        """How own words ask for it; "" where they cannot."""
        return known.expr or (expression_of(self.model, known.refs[0]) if not known.made and len(known.refs) == 1 else "")

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
