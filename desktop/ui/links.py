"""Cells as links in rich text: ``cell:<form>.<row>.<column>``, each part as hexadecimal UTF-8, because Qt re-encodes what stands in a URL."""

from __future__ import annotations

from html import escape

from desktop.core.cells import CellRef

_SCHEME = "cell:"
OPEN = "open:"
"""The scheme of links that open or close what a figure is made of, in the place where it stands."""
BLOCK = "block:"
"""The scheme of links to blocks of the document."""


def link_to(ref: CellRef, text: str, scheme: str = _SCHEME) -> str:
    """An anchor that leads to the cell."""
    return f'<a href="{scheme}{".".join(part.encode("utf-8").hex() for part in ref)}">{escape(text)}</a>'


def link_to_block(block: str, text: str) -> str:
    """An anchor that leads to a block of the document."""
    return f'<a href="{BLOCK}{block.encode("utf-8").hex()}">{escape(text)}</a>'


def block_of(url: str) -> str:
    """The block that a link names, "" for other links."""
    if not url.startswith(BLOCK):
        return ""
    try:
        return bytes.fromhex(url.removeprefix(BLOCK)).decode("utf-8")
    except ValueError:
        return ""


def cell_of(url: str, scheme: str = _SCHEME) -> CellRef | None:
    """The cell that a link names, or None for other links."""
    if not url.startswith(scheme):
        return None
    try:
        parts = [bytes.fromhex(part).decode("utf-8") for part in url.removeprefix(scheme).split(".")]
    except ValueError:
        return None
    return CellRef(*parts) if len(parts) == 3 else None
