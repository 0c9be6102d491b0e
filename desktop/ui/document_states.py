"""States of blocks in words and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.ui import paper, theme
from desktop.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.document.narrative import RenderedBlock

_COLOURS: Final = {"missing": "ERROR", "problem": "ERROR", "stale": "WARNING", "own": "IMPORTED"}
STATE_COLOURS: Final = {state: str(getattr(paper, name)) for state, name in _COLOURS.items()}
"""On the page, which stays light."""
GRAVEST: Final = ("problem", "missing", "stale", "own")


def state_colour(state: str) -> str:
    """In the frame, which may be dark."""
    return str(getattr(theme, _COLOURS.get(state, "INK")))


def mark_words(state: str) -> str:
    return {"missing": tr("缺资料"), "problem": tr("有错"), "stale": tr("已过时"), "own": tr("自拟")}.get(state, "")


def gravest(blocks: Iterable[RenderedBlock]) -> str:
    """The state that asks most for attention, or ""."""
    states = {block.state for block in blocks}
    return next((state for state in GRAVEST if state in states), "")
