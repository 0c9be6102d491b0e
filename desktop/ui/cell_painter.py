"""Paints one printed cell.

Marks beside colours: computed cells have a tinted ground, imported ones a small triangle top left, overridden ones an orange triangle and
bold figures, findings a triangle bottom right with a dotted line, changed targets one bottom left, notes a dot top right, marks for follow-up a small flag there, cells that take no entry fine hatching.

Fonts, metrics and colours are made once: a screen of a table has two hundred cells, and is painted sixty times a second while it scrolls.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from desktop.forms.layout import GridCell
from desktop.ui import paper
from desktop.ui.look import Look
from desktop.ui.seeing_beside import paint_beside
from desktop.ui.words import tr

PAD: Final = 5
INDENT: Final = 14
ARROW: Final = 18
"""Width of the arrow of a cell that offers a list."""
WRAPPING: Final = ("label", "name", "note", "sentence", "entry", "section", "foot", "head")
_QUIET_GROUND: Final = ("section", "foot", "line_no", "head")
_PAPER, _GROUND, _COMPUTED = QColor(paper.PAPER), QColor(paper.GROUND), QColor(paper.COMPUTED)
_LIT, _LIT_SELECTED, _SELECTED = QColor(paper.LIT), QColor(paper.LIT_SELECTED), QColor(paper.SELECTED)
_INK, _QUIET, _ACCENT, _NEGATIVE = QColor(paper.INK), QColor(paper.QUIET), QColor(paper.ACCENT), QColor(paper.NEGATIVE)
_BLUE_INK, _HINT_INK = QColor(paper.BLUE_INK), QColor(paper.QUIET)
_HATCH = QBrush(QColor(paper.HATCH), Qt.BrushStyle.BDiagPattern)
_SEVERITY = {"error": QColor(paper.ERROR), "warning": QColor(paper.WARNING), "hint": QColor(paper.HINT)}
_SOURCE = {"imported": (5, QColor(paper.IMPORTED)), "overridden": (8, QColor(paper.OVERRIDDEN))}
_CHANGED = QColor(paper.CHANGED)
_MARK = QColor("#c2410c")
_POLE = QPen(_MARK, 1.2)
_DOTTED = QPen(QColor(paper.ERROR), 1, Qt.PenStyle.DotLine)
_LIT_EDGE, _REFUSED_EDGE = QPen(QColor(paper.LIT_EDGE), 2), QPen(QColor(paper.NEGATIVE), 2, Qt.PenStyle.DashLine)
_ALIGN = {
    "left": int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    "center": int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter),
    "right": int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
}
_WRAP = int(Qt.TextFlag.TextWordWrap)
_NO_PEN = Qt.PenStyle.NoPen


class CellPainter:
    """Paints with one font; :meth:`use` changes it."""

    def __init__(self, font: QFont) -> None:
        self.use(font)

    def use(self, font: QFont) -> None:
        self.font = QFont(font)
        self.bold = QFont(font)
        self.bold.setBold(True)
        self.small = QFont(font)
        self.small.setPointSizeF(max(font.pointSizeF() * 0.8, 6.5))
        self.metrics, self.bold_metrics, self.small_metrics = QFontMetrics(self.font), QFontMetrics(self.bold), QFontMetrics(self.small)
        self._widths: dict[tuple[str, bool], int] = {}

    def width(self, text: str, bold: bool) -> int:
        """Pixels of a text; the same figures are painted again and again."""
        known = self._widths.get((text, bold))
        if known is None:
            if len(self._widths) > 4000:
                self._widths.clear()
            known = self._widths[text, bold] = (self.bold_metrics if bold else self.metrics).horizontalAdvance(text)
        return known

    def paint(self, painter: QPainter, rect: QRect, cell: GridCell, look: Look, selected: bool, seen: QRect | None = None) -> None:
        """Ground, text and marks of one cell; the text stands in ``seen`` where that is given."""
        ground = _PAPER
        if cell.role in _QUIET_GROUND:
            ground = _GROUND
        elif look.source == "computed":
            ground = _COMPUTED
        if look.lit:
            ground = _LIT_SELECTED if selected else _LIT
        elif selected:
            ground = _SELECTED
        painter.fillRect(rect, ground)
        if cell.ref is None:
            if cell.text:
                self._text(painter, seen or rect, cell, look, cell.text)
            return
        if look.closed and cell.role == "value":
            painter.fillRect(rect, _HATCH)
        room = seen or rect
        if look.two and cell.role == "value":
            room = paint_beside(painter, room, look, self.small, self.small_metrics, self.width(look.text, True))
        text = look.text if look.refused else cell.printed(look.text)
        if text:
            self._text(painter, room, cell, look, text)
        elif cell.role == "sentence":
            painter.setFont(self.font)
            painter.setPen(_HINT_INK)
            painter.drawText(rect.adjusted(PAD, 0, -PAD, 0), _ALIGN["left"], cell.text or tr("（空表的说明写在这里）"))
        if (look.choice or (look.offers and selected)) and not look.closed:
            self._arrow(painter, seen or rect)
        if look.severity or look.note or look.marked or look.lit or look.refused or look.changed or look.source in _SOURCE:
            self._marks(painter, rect, look)

    def _text(self, painter: QPainter, rect: QRect, cell: GridCell, look: Look, text: str) -> None:
        bold = cell.bold or look.source == "overridden"
        role = cell.role
        if role in ("line_no", "code", "note"):
            ink = _QUIET
        elif role == "entry":
            ink = _ACCENT
        elif look.refused or look.negative:
            ink = _NEGATIVE
        elif look.source == "computed":
            ink = _BLUE_INK
        else:
            ink = _INK
        painter.setFont(self.bold if bold else self.font)
        painter.setPen(ink)
        left = PAD + (cell.level * INDENT if role in ("label", "name", "section") else 0)
        inside = rect.adjusted(left, 0, -PAD - (ARROW if look.choice else 0), 0)
        if self.width(text, bold) > inside.width() or (look.words and "\n" in text):
            if role in WRAPPING or look.words:
                painter.drawText(inside, _ALIGN[cell.align] | _WRAP, text)
                return
            if role == "value" and not look.refused:
                text = "#" * max(1, inside.width() // max(1, self.width("#", bold)))  # a cut figure would be a wrong one
        painter.drawText(inside, _ALIGN[cell.align], text)

    def _arrow(self, painter: QPainter, rect: QRect) -> None:
        """The cell offers a list."""
        middle = QPointF(rect.right() - ARROW / 2, rect.center().y() + 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_QUIET, 1.4))
        painter.drawPolyline(QPolygonF([middle + QPointF(-4, -2), middle + QPointF(0, 2), middle + QPointF(4, -2)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _marks(self, painter: QPainter, rect: QRect, look: Look) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_NO_PEN)
        left, top, right, bottom = rect.left(), rect.top(), rect.right() + 1, rect.bottom() + 1
        if look.source in _SOURCE:
            size, colour = _SOURCE[look.source]
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(left, top), QPointF(left + size, top), QPointF(left, top + size)]))
        if look.severity:
            painter.setBrush(_SEVERITY[look.severity])
            painter.drawPolygon(QPolygonF([QPointF(right, bottom), QPointF(right - 8, bottom), QPointF(right, bottom - 8)]))
            if look.severity == "error":
                painter.setPen(_DOTTED)
                painter.drawLine(left + 2, bottom - 2, right - 9, bottom - 2)
                painter.setPen(_NO_PEN)
        if look.changed:
            painter.setBrush(_CHANGED)
            painter.drawPolygon(QPolygonF([QPointF(left, bottom), QPointF(left + 8, bottom), QPointF(left, bottom - 8)]))
        if look.note:
            painter.setBrush(_ACCENT)
            painter.drawEllipse(QPointF(right - 5, top + 5), 2.4, 2.4)
        if look.marked:
            pole = right - (16 if look.note else 10)
            painter.setBrush(_MARK)
            painter.drawPolygon(QPolygonF([QPointF(pole, top + 2), QPointF(pole + 7, top + 4.5), QPointF(pole, top + 7)]))
            painter.setPen(_POLE)
            painter.drawLine(QPointF(pole, top + 2), QPointF(pole, top + 11))
            painter.setPen(_NO_PEN)
        if look.lit or look.refused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_REFUSED_EDGE if look.refused else _LIT_EDGE)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
