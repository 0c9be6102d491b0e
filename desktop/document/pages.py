"""The page model: what stands where, in millimetres from the top left corner, before anything is written.

Layout fills :class:`Page` objects; only then is the number of pages known, page numbers are added and :mod:`desktop.document.pen` writes them.
Preview and printing show that very file. Font sizes are in points, everything else in mm.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from desktop.document.fonts import FontSet, Role
from desktop.document.text import justification

POINT = 25.4 / 72
"""Millimetres of one point."""
BASELINE = 0.38
"""From the middle of a line to its baseline, in em: the middle of an ideograph lies that far above it."""

_PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}


class Text(NamedTuple):
    """One line of text; ``y`` is the baseline. ``gap`` (mm) is added between ideographs. ``red``: what a draft still asks for."""

    x: float
    y: float
    text: str
    size: float
    role: Role = "song"
    bold: bool = False
    gap: float = 0.0
    red: bool = False


class Line(NamedTuple):
    """A straight line in mm."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float  # points


class Fill(NamedTuple):
    """A filled rectangle; ``grey`` 0 black … 1 white."""

    x: float
    y: float
    width: float
    height: float
    grey: float


class Bookmark(NamedTuple):
    """A place that readers can go to from the outline; ``level`` 0 is the outermost."""

    title: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper lying as it is read, with its margins."""

    width: float
    height: float
    left: float = 15.0
    right: float = 15.0
    top: float = 16.0
    bottom: float = 16.0

    @property
    def content_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def content_height(self) -> float:
        return self.height - self.top - self.bottom

    @property
    def floor(self) -> float:
        """y below which nothing but the page number stands."""
        return self.height - self.bottom


def paper(name: str = "A4", orientation: Literal["portrait", "landscape"] = "portrait", *, narrow: bool = False) -> Paper:
    """A4 or A3; margins are even left and right. ``narrow``: the least margins that every printer can keep, for tables that need them."""
    short, long = _PAPERS[name]
    width, height = (short, long) if orientation == "portrait" else (long, short)
    if narrow:
        return Paper(width, height, left=10.0, right=10.0, top=10.0, bottom=12.0)
    if orientation == "portrait":
        return Paper(width, height, left=16.0, right=16.0, top=18.0, bottom=18.0)
    return Paper(width, height, left=16.0, right=16.0, top=13.0, bottom=14.0)


@dataclass(slots=True)
class Page:
    """What stands on a page, in mm from its upper left corner."""

    paper: Paper
    texts: list[Text] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)


Align = Literal["left", "center", "right"]


def line_height(size: float, leading: float = 1.25) -> float:
    """Height of one line in mm."""
    return size * leading * POINT


def put_line(
    page: Page,
    fonts: FontSet,
    text: str,
    x: float,
    middle: float,
    width: float,
    size: float,
    align: Align,
    role: Role = "song",
    bold: bool = False,
) -> None:
    """One line of text, its middle at height ``middle``, between ``x`` and ``x + width``."""
    if align == "center":
        x += (width - fonts.stack(role).width(text) * size * POINT) / 2
    elif align == "right":
        x += width - fonts.stack(role).width(text) * size * POINT
    page.texts.append(Text(x, middle + BASELINE * size * POINT, text, size, role, bold))


def put_paragraph(
    page: Page,
    fonts: FontSet,
    lines: list[str],
    x: float,
    top: float,
    width: float,
    size: float,
    *,
    role: Role = "song",
    leading: float = 1.5,
    indent: float = 0.0,
) -> float:
    """Lines of one paragraph, justified but for the last; returns the y below it."""
    stack = fonts.stack(role)
    step = line_height(size, leading)
    for number, line in enumerate(lines):
        shift = indent if number == 0 else 0.0
        gap = justification(line, stack, size * POINT, width - shift) if number < len(lines) - 1 else 0.0
        page.texts.append(Text(x + shift, top + step / 2 + BASELINE * size * POINT, line, size, role, False, gap))
        top += step
    return top


def frame(page: Page, x: float, y: float, width: float, height: float, weight: float) -> None:
    """A rectangle whose corners are closed."""
    half = weight * POINT / 2
    page.lines += [
        Line(x - half, y, x + width + half, y, weight),
        Line(x - half, y + height, x + width + half, y + height, weight),
        Line(x, y, x, y + height, weight),
        Line(x + width, y, x + width, y + height, weight),
    ]
