"""States of blocks in words and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.ui import theme
from desktop.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.document.narrative import RenderedBlock

STATE_COLOURS: Final = {"missing": theme.ERROR, "problem": theme.ERROR, "stale": theme.WARNING, "own": theme.IMPORTED}
GRAVEST: Final = ("problem", "missing", "stale", "own")


def mark_words(state: str) -> str:
    return {"missing": tr("缺资料"), "problem": tr("有错"), "stale": tr("已过时"), "own": tr("自拟")}.get(state, "")


def gravest(blocks: Iterable[RenderedBlock]) -> str:
    """The state that asks most for attention, or ""."""
    states = {block.state for block in blocks}
    return next((state for state in GRAVEST if state in states), "")
