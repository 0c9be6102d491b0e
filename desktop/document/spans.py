"""Spans of prose: plain words, figures that know where they come from, texts of the clerk, and gaps that ask for something by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from desktop.core.cells import CellRef

SpanKind = Literal["text", "figure", "clerk", "missing"]
"""``clerk``: a text the clerk wrote once (a reason, the duties), shown here · ``missing``: what the data do not give yet"""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a paragraph. ``refs`` are the cells behind it, ``how`` says in words how the figure was made and rounded.

    ``expr`` is how a sentence asks for it (``公开01["收入总计","金额"]``), so that own words can too; "" for what no sentence can ask for alone.
    """

    kind: SpanKind
    text: str
    refs: tuple[CellRef, ...] = ()
    how: str = ""
    expr: str = ""


OPEN: Final = "\ue000"
MIDDLE: Final = "\ue001"
CLOSE: Final = "\ue002"
_MARKED: Final = re.compile(f"{OPEN}(\\d+){MIDDLE}([^{CLOSE}]*){CLOSE}")
_MARKS: Final = str.maketrans("", "", OPEN + MIDDLE + CLOSE)


def unmarked(text: str) -> str:
    """A text from outside without the characters that mark spans."""
    return text.translate(_MARKS)


class Ledger:
    """The spans given out while a text is rendered; what stands in the text is only their number."""

    def __init__(self) -> None:
        self._given: list[Span] = []

    def mark(self, span: Span) -> str:
        self._given.append(span)
        return f"{OPEN}{len(self._given) - 1}{MIDDLE}{unmarked(span.text)}{CLOSE}"

    def split(self, text: str) -> tuple[Span, ...]:
        """The rendered text as spans, neighbouring plain words joined."""
        spans: list[Span] = []
        end = 0
        for found in _MARKED.finditer(text):
            if found.start() > end:
                spans.append(Span("text", text[end : found.start()]))
            spans.append(self._given[int(found[1])])
            end = found.end()
        if end < len(text):
            spans.append(Span("text", text[end:]))
        return tuple(spans)


def plain(spans: tuple[Span, ...]) -> str:
    """The words as they are printed."""
    return "".join(span.text for span in spans)
