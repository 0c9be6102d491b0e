"""The pages of the contents: entries with dots and the number of their page, in as many lines as each needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.document.fonts import FontSet, Role
from desktop.document.pages import POINT, Page, Paper, put_line
from desktop.document.places import words
from desktop.document.text import even_lines, fitting_size

_SMALLEST: Final = 0.85
"""How much smaller an entry may be set so that it stays on one line."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the contents; ``number`` is empty where the entry goes on below."""

    text: str
    role: Role
    indent: float
    number: str
    size: float  # points


def contents_pages(
    entries: Sequence[tuple[str, int, int]], sheet: Paper, fonts: FontSet, size: float, pitch: float, title_size: float
) -> list[Page]:
    """``entries`` are (text, level, page number). Sizes in points, ``pitch`` of lines in mm; the title takes two lines of the first page."""
    lines = [line for entry in entries for line in _entry_lines(entry, sheet, fonts, size)]
    per_page = int((sheet.content_height + 0.01) / pitch)
    rows: list[_Line | None] = [None, None, *lines]
    made: list[Page] = []
    for start in range(0, len(rows), per_page):
        page = Page(sheet)
        if start == 0:
            put_line(
                page, fonts, words()["contents"], sheet.left, sheet.top + pitch / 2, sheet.content_width, title_size, "center", "title"
            )
        for number, line in enumerate(rows[start : start + per_page]):
            if line is not None:
                _put(page, sheet.top + (number + 0.5) * pitch, line, fonts)
        made.append(page)
    return made


def _entry_lines(entry: tuple[str, int, int], sheet: Paper, fonts: FontSet, size: float) -> list[_Line]:
    text, level, number = entry
    role: Role = "hei" if level == 1 else "fang"
    em = size * POINT
    indent = (level - 1) * 2 * em
    room = sheet.content_width - indent - fonts.stack("fang").width(str(number)) * em - 2 * em
    fitting = fitting_size(text, fonts.stack(role), size, room / POINT, _SMALLEST * size)  # a little too long: a little smaller
    pieces = even_lines(text, fonts.stack(role), em, room)
    if len(pieces) > 1 and fonts.stack(role).width(text) * fitting * POINT <= room + 1e-6:
        return [_Line(text, role, indent, str(number), fitting)]
    return [_Line(piece, role, indent, str(number) if place == len(pieces) else "", size) for place, piece in enumerate(pieces, 1)]


def _put(page: Page, middle: float, line: _Line, fonts: FontSet) -> None:
    size = line.size
    em = size * POINT
    left, width = page.paper.left + line.indent, page.paper.content_width - line.indent
    put_line(page, fonts, line.text, left, middle, width, size, "left", line.role)
    if line.number:
        stack = fonts.stack("fang")
        taken = (fonts.stack(line.role).width(line.text) + stack.width(" " + line.number)) * em
        dots = "…" * max(0, int((width - taken - 0.5 * em) / (stack.width("…") * em)))
        put_line(page, fonts, dots + " " + line.number, left, middle, width, size, "right", "fang")
