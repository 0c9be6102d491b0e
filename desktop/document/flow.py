"""Running text over pages: blocks of lines one under the other; a block stays together unless it is taller than a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.document.fonts import FontSet, Role, clean
from desktop.document.pages import BASELINE, POINT, Align, Page, Paper, Text, line_height, put_line
from desktop.document.text import break_lines, justification


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a block that is never cut: its height in mm and what draws it at (page, y)."""

    height: float
    draw: Callable[[Page, float], None]


class Flow:
    """Puts blocks on pages. ``x`` and ``width`` in mm are the text area of the paper."""

    def __init__(self, paper: Paper, fonts: FontSet) -> None:
        self.paper = paper
        self.fonts = fonts
        self.pages: list[Page] = [Page(paper)]
        self.y = paper.top

    @property
    def page(self) -> Page:
        return self.pages[-1]

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append(Page(self.paper))
        self.y = self.paper.top

    def gap(self, height: float) -> None:
        """White space; none at the top of a page."""
        if self.y > self.paper.top:
            self.y += height

    def put(self, block: Sequence[Strip], keep_with: float = 0.0) -> None:
        """Put a block down; ``keep_with`` is the height that must follow it on the same page (a heading and its first text)."""
        height = sum(strip.height for strip in block)
        whole = height + keep_with
        if self.y + whole > self.paper.floor and whole <= self.paper.content_height:
            self.turn()
        for strip in block:
            if self.y + strip.height > self.paper.floor and self.y > self.paper.top:
                self.turn()
            strip.draw(self.page, self.y)
            self.y += strip.height

    def paragraph(
        self,
        text: str,
        x: float,
        width: float,
        size: float,
        *,
        role: Role = "song",
        bold: bool = False,
        lead: str = "",
        leading: float = 1.45,
    ) -> list[Strip]:
        """The lines of a paragraph as strips. ``lead`` stands before it in bold (依据：) and the lines hang behind it."""
        stack = self.fonts.stack(role)
        hang = stack.width(lead) * size * POINT
        lines = break_lines(clean(text), stack, size * POINT, width - hang)
        step = line_height(size, leading)
        strips: list[Strip] = []
        for number, line in enumerate(lines):
            gap = justification(line, stack, size * POINT, width - hang) if number < len(lines) - 1 else 0.0

            def draw(page: Page, y: float, line: str = line, gap: float = gap, first: bool = number == 0) -> None:
                base = y + step / 2 + BASELINE * size * POINT
                if lead and first:
                    page.texts.append(Text(x, base, lead, size, role, True))
                page.texts.append(Text(x + hang, base, line, size, role, bold, gap))

            strips.append(Strip(step, draw))
        return strips

    def line(
        self, text: str, x: float, width: float, size: float, align: Align = "left", *, role: Role = "song", leading: float = 1.45
    ) -> Strip:
        """One line, not broken."""
        step = line_height(size, leading)
        return Strip(step, lambda page, y: put_line(page, self.fonts, clean(text), x, y + step / 2, width, size, align, role))
