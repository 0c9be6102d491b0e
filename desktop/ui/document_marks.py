"""How figures typed by hand are marked, in the document and where own words are written: by the line under them, not by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextCharFormat

from desktop.ui import paper
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.document.figure_match import FigureMatch


def marking(state: str) -> QTextCharFormat:
    """Dashes under a figure the data know, a wave under one they do not know, a wave on a coloured ground where they contradict it."""
    found = QTextCharFormat()
    if state == "known":
        found.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        found.setUnderlineColor(QColor(paper.ACCENT))
        return found
    found.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    found.setUnderlineColor(QColor(paper.ERROR))
    if state == "contradiction":
        found.setBackground(QColor("#fdeceb"))
    return found


def state_words(match: FigureMatch) -> str:
    return {"known": tr("可换成活的数"), "unknown": tr("数据里没有"), "contradiction": tr("与数据矛盾")}[match.state]
