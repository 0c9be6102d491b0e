"""Text on pages after GB/T 9704: headings that stay with what follows them, paragraphs of which no line stands alone.

28 characters of 16 points are a little wider than the 156 mm of the type area: full lines are set that much closer, as the standard does.
"""

from __future__ import annotations

from typing import Final

from desktop.core.narrative import TypeStyle
from desktop.document.booklet_parts import Booklet, Entry
from desktop.document.fonts import FontSet, clean
from desktop.document.pages import BASELINE, POINT, Bookmark, Page, Paper, Text, put_line
from desktop.document.prose_lines import closer, coloured
from desktop.document.table_heads import HEADING_ROLES
from desktop.document.text import break_lines, even_lines, gaps, justification

CHARACTERS: Final = 28
"""Characters a line after GB/T 9704."""
OF_TEXT: Final = 9
"""The level of a line of text among the headings that wait: it is none itself, but stands with what follows."""


class TextSetter:
    """``y`` is where the next line goes, in mm from the top of the last page of ``booklet``."""

    def __init__(self, sheet: Paper, style: TypeStyle, fonts: FontSet) -> None:
        self.sheet, self.fonts = sheet, fonts
        self.size, self.pitch = float(style.body), float(style.line) * POINT
        self.title_size = float(style.title)
        self.booklet = Booklet()
        self.y = 0.0
        self.fresh = True  # the next thing begins a page
        self.waiting: list[tuple[str, int]] = []  # headings that stay with what follows them

    # pages

    @property
    def page(self) -> Page:
        return self.booklet.pages[-1]

    def turn(self) -> None:
        self.booklet.pages.append(Page(self.sheet))
        self.y, self.fresh = self.sheet.top, False

    def room(self, lines: int) -> None:
        """Make sure that so many lines follow on the same page."""
        if self.fresh or self.y + lines * self.pitch > self.sheet.floor + 0.01:
            self.turn()

    # text

    def flush(self, lines: int = 3) -> None:
        """Put the headings down that were waiting for what follows them, of which so many lines have to stand on their page."""
        if not self.waiting:
            return
        waiting, self.waiting = self.waiting, []
        if waiting[0][1] == 1 and self.booklet.pages:
            self.fresh = True  # a part begins a page
        self.room(min(len(waiting) + lines + (waiting[0][1] == 1), 8))
        for text, level in waiting:
            self.heading(text, level)

    def flush_here(self) -> None:
        """Put them down at the end of this page: tables follow, on pages of their own."""
        for text, level in self.waiting:
            self.heading(text, level)
        self.waiting = []

    def heading(self, text: str, level: int) -> None:
        """A heading where the page stands: level 1 large and in the middle with a line of air below, the others as lines of the text."""
        text = clean(text)
        role = HEADING_ROLES.get(level, "fang")
        first = level == 1
        size = self.title_size if first else self.size
        indent = 0.0 if first else 2 * self.size * POINT
        breaking = even_lines if first else break_lines
        pieces = breaking(text, self.fonts.stack(role), size * POINT, self.sheet.content_width - indent)
        if level != OF_TEXT:
            self.mark(text, level)
        for piece in pieces:
            self.room(1)
            put_line(
                self.page, self.fonts, piece, self.sheet.left + indent, self.y + self.pitch / 2, self.sheet.content_width - indent, size,
                "center" if first else "left", role,
            )  # fmt: skip
            self.y += self.pitch
        if first:
            self.y += self.pitch

    def mark(self, text: str, level: int) -> None:
        self.page.bookmarks.append(Bookmark(text, max(level - 1, 0)))
        self.booklet.entries.append(Entry(text, level, len(self.booklet.pages) - 1))

    def lines(self, text: str) -> list[str]:
        em = self.size * POINT
        return break_lines(text, self.fonts.stack("fang"), em, CHARACTERS * em, 2 * em)

    def begins(self, text: str) -> int:
        """How many lines of a paragraph stand together at its beginning: none stands alone at either end of a page."""
        count = len(self.lines(text))
        return count if count <= 3 else 2

    def paragraph(self, text: str) -> None:
        """A paragraph, its first line indented by two characters; words that are still missing in red."""
        if not text:
            return
        stack = self.fonts.stack("fang")
        em = self.size * POINT
        lines = self.lines(text)
        place = 0
        for number, line in enumerate(lines):
            # no single line of a paragraph at either end of a page
            first, before_last = number == 0 and len(lines) > 1, number == len(lines) - 2
            self.room(min(3, len(lines)) if first and len(lines) <= 3 else 2 if first or before_last else 1)
            shift = 2 * em if number == 0 else 0.0
            room = self.sheet.content_width - shift
            natural = stack.width(line) * em
            gap = (justification(line, stack, em, room) if number < len(lines) - 1 else 0.0) or closer(line, natural, room)
            place = text.index(line, place)
            x = self.sheet.left + shift
            for piece, red in coloured(text, place, place + len(line)):
                self.page.texts.append(Text(x, self.y + self.pitch / 2 + BASELINE * em, piece, self.size, "fang", False, gap, red))
                x += stack.width(piece) * em + gap * gaps(piece) + gap * (piece != line)
            place += len(line)
            self.y += self.pitch
