"""Backwards and forwards from a figure: the entries at the end of its formulas, where an entry came from, and the sentences that print it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.app.session import Session
from desktop.core.cells import CellRef
from desktop.core.findings import FindingCell

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.document.narrative import RenderedBlock
    from desktop.document.spans import Span

_DEEPEST: Final = 12
_MOST_SEEN: Final = 600
_STOPS: Final = re.compile(r"[。；\n]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the document that a cell has a part in. ``block`` is where it stands, ``heading`` the heading above it."""

    block: str
    heading: str
    text: str


def leaves(model: Model, ref: CellRef, most: int = 200) -> list[FindingCell]:
    """What the figure is made of in the end: entered figures, and those of last year; blanks left out."""
    found: dict[CellRef, FindingCell] = {}
    seen = {ref}
    waiting = [(ref, 0)]
    while waiting and len(found) < most and len(seen) < _MOST_SEEN:
        at, depth = waiting.pop(0)
        for operand in model.explain(at).operands:
            if operand.ref in seen or operand.value is None:
                continue
            seen.add(operand.ref)
            if operand.source == "computed" and depth < _DEEPEST:
                waiting.append((operand.ref, depth + 1))
            else:
                found[operand.ref] = operand
    return list(found.values())


def came_from(session: Session, ref: CellRef, journal: bool = True) -> str:
    """Who typed an entry and when, or the file, sheet and cell it was imported from; "" for what nobody entered.

    ``journal``: whether the journal may be asked, which takes a moment in a long one.
    """
    from desktop.store.places import local_time

    entry = session.model.entry(ref)
    if entry is None:
        return ""
    origin = entry.origin
    if origin.how == "imported":
        place = " ".join(part for part in (origin.file, f"“{origin.sheet}”" if origin.sheet else "", origin.address) if part)
        if place:
            return place
    changes = session.document.history(ref) if journal else []
    if not changes:
        return ""
    last = max(changes, key=lambda change: change.seq)
    return f"{last.who} {local_time(last.when)}".strip()


def sentences(blocks: list[RenderedBlock], ref: CellRef, most: int = 30) -> list[Sentence]:
    """The sentences in which a figure or text of the cell stands."""
    found: dict[tuple[str, str], Sentence] = {}
    heading = ""
    for rendered in blocks:
        if rendered.block.kind == "heading":
            heading = rendered.text
        if ref not in rendered.used and not any(ref in span.refs for spans in rendered.paragraphs for span in spans):
            continue
        for spans in rendered.paragraphs:
            for text in _around(spans, ref):
                found.setdefault((rendered.block.id, text), Sentence(rendered.block.id, heading, text))
        if len(found) >= most:
            break
    return list(found.values())[:most]


def _around(spans: tuple[Span, ...], ref: CellRef) -> list[str]:
    """The sentences of a paragraph that hold a span of the cell."""
    whole = "".join(span.text for span in spans)
    found, at = [], 0
    for span in spans:
        if ref in span.refs:
            start = max((stop.end() for stop in _STOPS.finditer(whole, 0, at)), default=0)
            stop = _STOPS.search(whole, at + len(span.text))
            found.append(whole[start : stop.end() if stop else len(whole)].strip())
        at += len(span.text)
    return list(dict.fromkeys(found))
