"""The note of a cell: a mark for follow-up, the sum a figure was worked out from, and the clerk's own words — one text, so that journal, undo,
history and the rows that take their notes along need to know nothing of its parts.

``⚑`` at the beginning marks the cell; a first line that begins with ``=`` is the sum; the rest are words.
"""

from __future__ import annotations

from typing import Final, NamedTuple

MARK: Final = "⚑"


class NoteParts(NamedTuple):
    """``marked`` for follow-up · ``expression`` with its ``=``, or "" · ``words`` of the clerk, or ""."""

    marked: bool = False
    expression: str = ""
    words: str = ""

    def text(self) -> str | None:
        """The note as it is kept; None where nothing is left."""
        body = "\n".join(part for part in (self.expression, self.words) if part)
        return f"{MARK}{body}" if self.marked else body or None

    @property
    def said(self) -> str:
        """What a person reads: sum and words, without the mark."""
        return "\n".join(part for part in (self.expression, self.words) if part)


def parts_of(note: str | None) -> NoteParts:
    """The parts of a kept note."""
    if not note:
        return NoteParts()
    marked = note.startswith(MARK)
    body = note[len(MARK) :] if marked else note
    first, _, rest = body.partition("\n")
    return NoteParts(marked, first, rest) if first.startswith("=") else NoteParts(marked, "", body)
