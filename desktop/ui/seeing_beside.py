"""The second line of a cell: last year's figure at the left, change and rate at the right, and the small line of years beside the figure.

Where the column is too narrow for all, the change goes first, then the rate; nothing is cut off.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from desktop.ui import paper
from desktop.ui.look import Look
from desktop.ui.seeing_compare import heights

PAD: Final = 5
GAP: Final = 10
SPARK: Final = 34
"""Pixels that the small line takes."""
_INK, _RED, _LINE, _PAPER = QColor(paper.QUIET), QColor(paper.NEGATIVE), QColor(paper.ACCENT), QColor(paper.PAPER)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def paint_beside(painter: QPainter, rect: QRect, look: Look, small: QFont, metrics: QFontMetrics, figure: int) -> QRect:
    """Paint last year, change, rate and the small line; returns the room that is left for the figure, which takes ``figure`` pixels."""
    height = metrics.height()
    upper = QRect(rect.left(), rect.top() + 1, rect.width(), rect.height() - height)
    lower = QRect(rect.left() + PAD, rect.bottom() - height, rect.width() - 2 * PAD, height)
    if look.prior:
        painter.setFont(small)
        painter.setPen(_INK)
        left, right = said_beside(look, metrics, lower.width())
        painter.drawText(lower, _LEFT, left)
        if right:
            painter.setPen(_RED if look.change.startswith("-") else _INK)
            painter.drawText(lower, _RIGHT, right)
    if len(look.years) > 1 and upper.width() - figure - 2 * PAD >= SPARK + GAP:
        paint_years(painter, QRectF(upper.left() + PAD, upper.top() + 4, SPARK, upper.height() - 6), look.years)
    return upper


def said_beside(look: Look, metrics: QFontMetrics, room: int) -> tuple[str, str]:
    """What the second line says at the left and at the right, in the room there is."""
    taken = metrics.horizontalAdvance(look.prior)
    if taken > room:
        return "", ""
    for right in (f"{look.change}  {look.rate}".strip(), look.rate):
        if right and taken + GAP + metrics.horizontalAdvance(right) <= room:
            return look.prior, right
    return look.prior, ""


def paint_years(
    painter: QPainter, room: QRectF, years: tuple[tuple[int, Decimal], ...], ink: QColor = _LINE, ground: QColor = _PAPER
) -> None:
    """Two or three points joined by a line; the last one, this year's, is filled."""
    points = heights(years)
    if not points:
        return
    left, width = room.left() + 2.5, room.width() - 5
    places = [QPointF(left + width * across / 2, room.bottom() - 2.5 - (room.height() - 5) * up / 100) for across, up in points]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(places))
    for place in places[:-1]:
        painter.setBrush(ground)
        painter.drawEllipse(place, 1.8, 1.8)
    painter.setBrush(ink)
    painter.drawEllipse(places[-1], 2.2, 2.2)
    painter.restore()
