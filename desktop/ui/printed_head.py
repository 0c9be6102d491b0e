"""The head of a table as it is printed: several lines of merged cells, frozen above the body.

It is one :class:`QHeaderView` that paints the whole head itself, so sections keep Qt's resizing and scrolling.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.forms.layout import GridCell
from desktop.ui import theme

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter)
_PAD = 3


class PrintedHead(QHeaderView):
    """``rows`` of the head; ``None`` where a merged cell covers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.rows: Sequence[Sequence[GridCell | None]] = ()
        self.marked_columns: frozenset[int] = frozenset()
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(18)
        self.sectionResized.connect(self._section_resized)

    def set_rows(self, rows: Sequence[Sequence[GridCell | None]]) -> None:
        self.rows = rows
        self.updateGeometry()
        self.viewport().update()

    def mark_columns(self, columns: frozenset[int]) -> None:
        """Columns of the current cell, shown by a stronger line under the head."""
        if columns != self.marked_columns:
            self.marked_columns = columns
            self.viewport().update()

    def _section_resized(self, section: int, old: int, new: int) -> None:
        self.updateGeometry()
        self.viewport().update()

    def _span_width(self, column: int, span: int) -> int:
        return sum(self.sectionSize(at) for at in range(column, min(column + span, self.count())))

    def heights(self) -> list[int]:
        """Pixels of every head line: enough for its wrapped texts."""
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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.HEAD))
        heights = self.heights()
        tops = [sum(heights[:line]) for line in range(len(heights) + 1)]
        painter.setFont(self.font())
        for line, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell is None or column >= self.count():
                    continue
                last = min(line + cell.row_span, len(heights))
                width = self._span_width(column, cell.column_span)
                rect = QRect(self.sectionViewportPosition(column), tops[line], width, tops[last] - tops[line])
                if not rect.intersects(event.rect()):
                    continue
                painter.setPen(QPen(QColor(theme.LINE)))
                painter.drawRect(rect.adjusted(-1, -1, -1, -1))
                painter.setPen(QColor(theme.QUIET if cell.role == "column_no" else theme.INK))
                painter.drawText(rect.adjusted(_PAD, 0, -_PAD, 0), _WRAP, cell.text)
        painter.setPen(QPen(QColor(theme.LINE)))
        bottom = tops[-1]
        painter.drawLine(event.rect().left(), bottom, event.rect().right(), bottom)
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        for column in self.marked_columns:
            left = self.sectionViewportPosition(column)
            painter.drawLine(left, bottom - 1, left + self.sectionSize(column) - 1, bottom - 1)
        painter.end()
