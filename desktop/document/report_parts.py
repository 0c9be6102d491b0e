"""What every report on paper is made of: its head, headings that are bookmarks, and rows of a ruled table. Lengths are in mm, sizes in points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop.document.flow import Flow, Strip
from desktop.document.fonts import Role, clean
from desktop.document.pages import BASELINE, POINT, Align, Bookmark, Fill, Line, Page, Text, line_height, put_line
from desktop.document.text import break_lines

BODY: Final = 10.0
SMALL: Final = 9.0
_PAD: Final = 1.2


def opening(flow: Flow, title: str, size: float, about: Sequence[tuple[str, Align]], gap: float) -> None:
    """The title, and under it, over a rule, what the report is about: texts at the left, in the middle, at the right."""
    x, width = flow.paper.left, flow.paper.content_width
    flow.page.bookmarks.append(Bookmark(title))
    flow.put([flow.line(title, x, width, size, "center", role="title")])
    flow.gap(gap)
    step = line_height(BODY, 1.6)

    def draw(page: Page, y: float) -> None:
        for text, align in about:
            put_line(page, flow.fonts, clean(text), x, y + step / 2, width, BODY, align)
        page.lines.append(Line(x, y + step + 0.5, x + width, y + step + 0.5, 0.9))

    flow.put([Strip(step + 2.0, draw)])


def heading(flow: Flow, text: str, size: float, *, gap: float, keep_with: float) -> None:
    """A heading that can be gone to; ``keep_with`` of what follows stays on its page."""
    flow.gap(gap)
    strip = flow.line(text, flow.paper.left, flow.paper.content_width, size, role="hei", leading=1.8)

    def draw(page: Page, y: float) -> None:
        page.bookmarks.append(Bookmark(text, 1))
        strip.draw(page, y)

    flow.put([Strip(strip.height, draw)], keep_with=keep_with)


def row(
    flow: Flow,
    texts: Sequence[str],
    edges: Sequence[float],
    aligns: Sequence[Align],
    *,
    fill: float = 0.0,
    role: Role = "song",
    most: int = 0,
) -> Strip:
    """A row of a ruled table as high as its longest text. ``edges`` are one more than the texts; ``fill`` is a grey behind it, 0 for none;
    ``most`` lines of a text are shown, 0 for all."""
    stack, em = flow.fonts.stack(role), SMALL * POINT
    columns = [
        break_lines(clean(text), stack, em, right - left - 2 * _PAD)[: most or None]
        for text, left, right in zip(texts, edges, edges[1:], strict=False)
    ]
    step = line_height(SMALL, 1.25)
    height = max(len(lines) for lines in columns) * step + 1.0

    def draw(page: Page, y: float) -> None:
        if fill:
            page.fills.append(Fill(edges[0], y, edges[-1] - edges[0], height, fill))
        for lines, align, left, right in zip(columns, aligns, edges, edges[1:], strict=False):
            base = y + (height - (len(lines) - 1) * step) / 2 + BASELINE * em
            for line in lines:
                extent = stack.width(line) * em
                place = {"left": left + _PAD, "center": (left + right - extent) / 2, "right": right - _PAD - extent}[align]
                page.texts.append(Text(place, base, line, SMALL, role))
                base += step
        for level in (y, y + height):
            page.lines.append(Line(edges[0], level, edges[-1], level, 0.5))
        for edge in edges:
            page.lines.append(Line(edge, y, edge, y + height, 0.5))

    return Strip(height, draw)
