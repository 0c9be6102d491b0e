"""Cells as links in rich text: ``cell:<form>.<row>.<column>``, each part as hexadecimal UTF-8, because Qt re-encodes what stands in a URL."""

from __future__ import annotations

from html import escape

from desktop.core.cells import CellRef

_SCHEME = "cell:"


def link_to(ref: CellRef, text: str) -> str:
    """An anchor that leads to the cell."""
    return f'<a href="{_SCHEME}{".".join(part.encode("utf-8").hex() for part in ref)}">{escape(text)}</a>'


def cell_of(url: str) -> CellRef | None:
    """The cell that a link names, or None for other links."""
    if not url.startswith(_SCHEME):
        return None
    try:
        parts = [bytes.fromhex(part).decode("utf-8") for part in url.removeprefix(_SCHEME).split(".")]
    except ValueError:
        return None
    return CellRef(*parts) if len(parts) == 3 else None
