"""Headings that stand right before a table: on the table's own page, above its title, where it has room for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.document.fonts import FontSet, Role, clean
from desktop.document.pages import POINT, paper
from desktop.document.table_plan import plan_table
from desktop.document.text import break_lines

if TYPE_CHECKING:
    from desktop.forms.table_grid import TableGrid

HEADING_ROLES: Final[dict[int, Role]] = {1: "title", 2: "hei", 3: "kai"}
"""The type of headings by level; deeper ones are set as the text."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The lines of headings above a table: (text, role), and their height in mm together."""

    lines: tuple[tuple[str, Role], ...]
    height: float


def lead_of(
    grid: TableGrid, headings: Sequence[tuple[str, int]], fonts: FontSet, size: float, pitch: float, *, always: bool = False
) -> Lead | None:
    """The headings (text, level) above the table; None where it would need another page for them, unless ``always``. ``size`` in points,
    ``pitch`` in mm."""
    layout = grid.form.layout
    width = paper(layout.paper, layout.orientation).content_width
    lines: list[tuple[str, Role]] = []
    for text, level in headings:
        role = HEADING_ROLES.get(level, "fang")
        lines += [(piece, role) for piece in break_lines(clean(text), fonts.stack(role), size * POINT, width)]
    lead = Lead(tuple(lines), len(lines) * pitch)
    if always:
        return lead
    plain, led = plan_table(grid, fonts), plan_table(grid, fonts, lead=lead.height)
    return lead if len(led.leaves) <= len(plain.leaves) and not led.squeezed else None
