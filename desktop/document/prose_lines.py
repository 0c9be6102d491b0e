"""Lines of running text: how much closer a full line is set, and where a gap that asks for something stands in it."""

from __future__ import annotations

from desktop.document.fonts import FontStack
from desktop.document.own_words import GAP
from desktop.document.pages import POINT
from desktop.document.text import even_lines, fitting_size, gaps


def cover_line(text: str, stack: FontStack, size: float, smallest: float, width: float) -> tuple[list[str], float]:
    """A line of the cover and its size in points: on one line, smaller if it must be, as far as ``smallest``; else in even lines of full size."""
    fitting = fitting_size(text, stack, size, width / POINT, smallest)
    if "\n" not in text and stack.width(text) * fitting * POINT <= width + 1e-6:
        return [text], fitting
    return even_lines(text, stack, size * POINT, width), size


def closer(line: str, natural: float, room: float) -> float:
    """What is taken from each gap of a line that is a little too wide for the type area."""
    count = gaps(line)
    return (room - natural) / count if natural > room and count else 0.0


def coloured(text: str, start: int, end: int) -> list[tuple[str, bool]]:
    """The part of a text between two places, cut where a gap that asks for something begins or ends."""
    marks = [(gap.start(), gap.end()) for gap in GAP.finditer(text) if gap.start() < end and gap.end() > start]
    found: list[tuple[str, bool]] = []
    for left, right in marks:
        found += [(text[start : max(start, left)], False), (text[max(start, left) : min(end, right)], True)]
        start = min(end, right)
    found.append((text[start:end], False))
    return [(piece, red) for piece, red in found if piece]
