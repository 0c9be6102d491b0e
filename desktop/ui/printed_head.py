"""The head of a table as it is printed: several lines of merged cells, frozen above the body.

It is one :class:`QHeaderView` that paints the whole head itself, so sections keep Qt's resizing and scrolling. Over name columns that stay
(see :mod:`desktop.ui.seeing_frozen`) their part of the head stays too.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.forms.layout import GridCell
from desktop.ui import paper
from desktop.ui.seeing_frozen import FrozenTable

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter)
_PAD = 3
_GROUND, _LINE, _ACCENT = QColor(paper.HEAD), QColor(paper.LINE), QColor(paper.ACCENT)
_QUIET, _INK = QColor(paper.QUIET), QColor(paper.INK)


class PrintedHead(QHeaderView):
    """``rows`` of the head; ``None`` where a merged cell covers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.rows: Sequence[Sequence[GridCell | None]] = ()
        self.marked_columns: frozenset[int] = frozenset()
        self._heights: list[int] | None = None
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(18)
        self.sectionResized.connect(self._section_resized)

    def set_rows(self, rows: Sequence[Sequence[GridCell | None]]) -> None:
        self.rows = rows
        self._heights = None
        self.updateGeometry()
        self.viewport().update()

    def mark_columns(self, columns: frozenset[int]) -> None:
        """Columns of the current cell, shown by a stronger line under the head."""
        if columns != self.marked_columns:
            self.marked_columns = columns
            self.viewport().update()

    def _section_resized(self, section: int, old: int, new: int) -> None:
        self._heights = None
        self.updateGeometry()
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights = None
        super().changeEvent(event)

    def _span_width(self, column: int, span: int) -> int:
        return sum(self.sectionSize(at) for at in range(column, min(column + span, self.count())))

    def heights(self) -> list[int]:
        """Pixels of every head line: enough for its wrapped texts. Kept until a width, a text or the font changes."""
        if self._heights is None:
            self._heights = self._worked_out()
        return self._heights

    def _worked_out(self) -> list[int]:
        metrics = QFontMetrics(self.font())
        usual = metrics.height() + 2 * _PAD
        heights = [usual] * len(self.rows)
        late: list[tuple[int, int, int]] = []
        for line, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell is None or not cell.text:
                    continue
                width = max(self._span_width(column, cell.column_span) - 2 * _PAD, metrics.averageCharWidth() * 2)
                needed = metrics.boundingRect(QRect(0, 0, width, 4000), _WRAP, cell.text).height() + 2 * _PAD
                if cell.row_span == 1:
                    heights[line] = max(heights[line], needed)
                else:
                    late.append((line, cell.row_span, needed))
        for line, span, needed in late:
            lack = needed - sum(heights[line : line + span])
            if lack > 0:
                heights[min(line + span, len(heights)) - 1] += lack
        return heights

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(sum(self.heights()) + 1, 1))

    def _frozen(self) -> int:
        view = self.parent()
        return view.frozen() if isinstance(view, FrozenTable) else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), _GROUND)
        painter.setFont(self.font())
        frozen = self._frozen()
        self._paint(painter, event.rect(), range(self.count()), -self.offset())
        if frozen:
            still = QRect(0, 0, self.sectionPosition(frozen), self.viewport().height())
            painter.setClipRect(still)
            painter.fillRect(still, _GROUND)
            self._paint(painter, still, range(frozen), 0)
            painter.setPen(_QUIET)
            painter.drawLine(still.right(), 0, still.right(), sum(self.heights()))
        painter.end()

    def _paint(self, painter: QPainter, room: QRect, columns: range, shift: int) -> None:
        """The part of the head over some columns, moved by ``shift`` pixels."""
        heights = self.heights()
        tops = [sum(heights[:line]) for line in range(len(heights) + 1)]
        for line, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell is None or column not in columns:
                    continue
                last = min(line + cell.row_span, len(heights))
                width = self._span_width(column, cell.column_span)
                rect = QRect(self.sectionPosition(column) + shift, tops[line], width, tops[last] - tops[line])
                if not rect.intersects(room):
                    continue
                painter.setPen(_LINE)
                painter.drawRect(rect.adjusted(-1, -1, -1, -1))
                painter.setPen(_QUIET if cell.role == "column_no" else _INK)
                painter.drawText(rect.adjusted(_PAD, 0, -_PAD, 0), _WRAP, cell.text)
        painter.setPen(_LINE)
        bottom = tops[-1]
        painter.drawLine(room.left(), bottom, room.right(), bottom)
        painter.setPen(QPen(_ACCENT, 2))
        for column in self.marked_columns:
            if column in columns:
                left = self.sectionPosition(column) + shift
                painter.drawLine(left, bottom - 1, left + self.sectionSize(column) - 1, bottom - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._over_frozen(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._over_frozen(event):
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() and self._over_frozen(event):
            self.unsetCursor()
            return
        super().mouseMoveEvent(event)

    def _over_frozen(self, event: QMouseEvent) -> bool:
        """Under columns that stay lie others, whose borders must not be drawn there."""
        frozen = self._frozen()
        return frozen > 0 and event.position().x() < self.sectionPosition(frozen) - 4
