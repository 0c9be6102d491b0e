"""The figures that a clerk typed into a block, against what the data know: as data and as lines for the command ``text``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from desktop.app.session import Session

if TYPE_CHECKING:
    from desktop.document.narrative import Narrative, RenderedBlock

STATES: Final = {"known": "数据里有", "unknown": "数据里没有", "contradiction": "与数据矛盾"}


def typed_figures(session: Session, narrative: Narrative, rendered: RenderedBlock) -> list[dict[str, Any]]:
    """Every figure typed by hand: its text, the state, the sentence about it, and the reference that would keep it alive (or null)."""
    from desktop.document.figure_match import bound, examine
    from desktop.document.known_figures import KnownFigures

    known = KnownFigures(session.model, narrative.blocks())
    found = []
    for mark in examine(rendered, known, session.book.year):
        match, style = mark.match, narrative.definition.style
        offers = list(dict.fromkeys(text for one in match.choices if (text := bound(match, one, known, style))))
        found.append({"figure": match.figure.text, "state": match.state, "say": match.why, "offers": offers})
    return found


def typed_text(typed: Sequence[dict[str, Any]]) -> str:
    """For people; "" where nothing was typed."""
    lines = ["手写的数："] if typed else []
    for one in typed:
        offer = f" 可以写成 {one['offers'][0]}，就跟着数据走。" if one["offers"] else ""
        lines.append(f"  {one['figure']}（{STATES[one['state']]}）{one['say']}{offer}")
    return "\n".join(lines)
