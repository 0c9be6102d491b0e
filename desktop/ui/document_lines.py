"""Rendered blocks as lines of marked pieces, ready to be written into the text view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.document.narrative import RenderedBlock


@dataclass(frozen=True, slots=True)
class Piece:
    """``link``: "" · ``span:<paragraph>/<span>`` · ``form:<code as hexadecimal UTF-8>``."""

    kind: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    kind: str
    pieces: tuple[Piece, ...]
    level: int = 0


def form_link(code: str) -> str:
    return "form:" + code.encode("utf-8").hex()


def lines_of(rendered: RenderedBlock, titles: Callable[[RenderedBlock], Sequence[Line]]) -> list[Line]:
    """At least one line for every block. ``titles`` gives the lines of cover, tables and forms."""
    block = rendered.block
    if rendered.problem:
        return [Line("text", (Piece("problem", rendered.problem),))]
    found = []
    for p, spans in enumerate(rendered.paragraphs):
        level = block.level if block.kind == "heading" else rendered.levels[p] if rendered.levels else 0
        kind = "heading" if level else "text"
        found.append(Line(kind, tuple(_piece(kind, span.kind, span.text, p, s) for s, span in enumerate(spans)), level))
    match block.kind:
        case "cover" | "table" | "tables" | "forms":
            found += titles(rendered)
        case "contents":
            found.append(Line("centred", (Piece("quiet", tr("目录（生成文稿时按页码排好）")),)))
        case "break":
            found.append(Line("centred", (Piece("quiet", tr("— 另起一页 —")),)))
    return found or [Line("none", ())]  # a block that says nothing now still has its place


def _piece(kind: str, span: str, text: str, p: int, s: int) -> Piece:
    if span == "text":
        return Piece("heading" if kind == "heading" else "text", text)
    return Piece(span, text, f"span:{p}/{s}")
