"""Cells as links in rich text: ``cell:<form>|<row>|<column>``, percent-encoded."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, unquote

from desktop.core.cells import CellRef

_SCHEME = "cell:"


def link_to(ref: CellRef, text: str) -> str:
    """An anchor that leads to the cell."""
    return f'<a href="{_SCHEME}{"|".join(quote(part, safe="") for part in ref)}">{escape(text)}</a>'


def cell_of(url: str) -> CellRef | None:
    """The cell that a link names, or None for other links."""
    if not url.startswith(_SCHEME):
        return None
    parts = [unquote(part) for part in unquote(url.removeprefix(_SCHEME)).split("|")]
    return CellRef(*parts) if len(parts) == 3 else None
