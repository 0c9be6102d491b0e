"""The clerk's own words for a block of the document: kept as a setting, with the generated text that they replaced.

When the data now give another text than the one that was replaced, the own words are stale: figures under them have changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from desktop.core.narrative import OWN_BASIS, OWN_TEXT
from desktop.document.spans import Span

__all__ = ["GAP", "OWN_BASIS", "OWN_TEXT", "Change", "Piece", "difference", "own_spans"]

GAP: Final = re.compile(r"〔请填写：([^〔〕]*)〕")
_PIECES: Final = re.compile(r"[-+－]?\d[\d,]*(?:\.\d+)?[%％]?|[\u4e00-\u9fff]{1,2}|.", re.DOTALL)

Change = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of two texts beside each other: in both, only in the older one (``gone``), only in the newer one (``new``)."""

    change: Change
    text: str


def own_spans(line: str) -> Iterator[Span]:
    """A line of own words: a gap that was left in asks on."""
    end = 0
    for gap in GAP.finditer(line):
        if gap.start() > end:
            yield Span("text", line[end : gap.start()])
        yield Span("missing", gap[0], (), gap[1])
        end = gap.end()
    if end < len(line):
        yield Span("text", line[end:])


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """What changed from one text to the other; a figure changes as a whole."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(before[i1:i2])))
            continue
        for change, words in (("gone", before[i1:i2]), ("new", after[j1:j2])):
            if words:
                found.append(Piece(change, "".join(words)))  # type: ignore[arg-type]
    return tuple(found)
