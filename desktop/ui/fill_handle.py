"""The small square at the corner of the selection: drawn over further cells it fills them with what is selected (Ctrl: goes on counting)."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.ui import paper
from desktop.ui.sheet_walk import SheetWalk

_SIZE: Final = 7
_REACH: Final = 10


class Block(NamedTuple):
    """A rectangle of lines and columns, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class FillHandle(SheetWalk):
    """Base of :class:`~desktop.ui.sheet_view.SheetView`."""

    fill_wanted = Signal(object, object, bool)  # Block that is selected, Block that is to be filled, counting on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._from: Block | None = None
        self._over: Block | None = None
        self.setMouseTracking(True)

    def block(self) -> Block | None:
        """The rectangle around the selection."""
        parts = list(self.selectionModel().selection())  # type: ignore[call-overload]  # ranges: it is asked for with every painting
        if not parts:
            return None
        found = Block(
            min(part.top() for part in parts),
            min(part.left() for part in parts),
            max(part.bottom() for part in parts),
            max(part.right() for part in parts),
        )
        cell = self.sheet().lines[found.bottom][found.right]
        if cell is None or (found.top, found.left) != (found.bottom, found.right):
            return found
        return found._replace(bottom=found.bottom + cell.row_span - 1, right=found.right + cell.column_span - 1)

    def handle(self) -> QRect:
        """Where the square stands; nowhere while there is nothing to fill from."""
        block = self.block()
        if block is None or self.sheet().bridge.read_only or self.state() == QAbstractItemView.State.EditingState:
            return QRect()
        model = self.sheet()
        if not any(
            cell is not None and cell.ref is not None
            for row in model.lines[block.top : block.bottom + 1]
            for cell in row[block.left : block.right + 1]
        ):
            return QRect()
        corner = self._rect(block)
        seen = self.in_sight(model.index(block.bottom, block.right))
        place = QRect(corner.right() - _SIZE + 3, corner.bottom() - _SIZE + 3, _SIZE, _SIZE)
        return place if seen.intersects(place) else QRect()

    def _rect(self, block: Block) -> QRect:
        model = self.sheet()
        first = self.visualRect(model.index(*model.owner(block.top, block.left)))
        return first.united(self.visualRect(model.index(*model.owner(block.bottom, block.right))))

    def draw_handle(self, painter: QPainter) -> None:
        """The square, and the frame of what would be filled."""
        place = self.handle()
        if place.isValid():
            painter.fillRect(place, QColor(paper.PAPER))
            painter.fillRect(place.adjusted(1, 1, -1, -1), QColor(paper.ACCENT))
        if self._over is not None and self._from is not None:
            painter.setPen(QPen(QColor(paper.ACCENT), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._rect(self._over).adjusted(0, 0, -1, -1))

    def _on_handle(self, at: QPoint) -> bool:
        place = self.handle()
        grow = (_REACH - _SIZE) // 2
        return place.isValid() and place.adjusted(-grow, -grow, grow, grow).contains(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._on_handle(event.position().toPoint()):
            self._from, self._over = self.block(), None
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._from is None:
            super().mouseMoveEvent(event)
            self.viewport().setCursor(Qt.CursorShape.CrossCursor if self._on_handle(at) else Qt.CursorShape.ArrowCursor)
            return
        self._over = self._reached(self._from, at)
        self.viewport().update()
        room = self.viewport().rect()
        if not room.contains(at):  # drawn beyond the edge: the table follows
            line, column = self.rowAt(min(max(at.y(), 0), room.bottom())), self.columnAt(min(max(at.x(), 0), room.right()))
            if line >= 0 and column >= 0:
                self.scrollTo(self.sheet().index(line, column))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        begun, over = self._from, self._over
        self._from = self._over = None
        if begun is None:
            super().mouseReleaseEvent(event)
            return
        self.viewport().update()
        if over is not None:
            self.fill_wanted.emit(begun, over, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def _reached(self, begun: Block, at: QPoint) -> Block | None:
        """The cells between the selection and the pointer, in the direction in which it is farther away."""
        room = self.viewport().rect()
        line, column = self.rowAt(min(max(at.y(), 0), room.bottom())), self.columnAt(min(max(at.x(), 0), room.right()))
        if line < 0:
            line = self.sheet().rowCount() - 1
        if column < 0:
            column = self.sheet().columnCount() - 1
        down = line - begun.bottom if line > begun.bottom else min(line - begun.top, 0)
        across = column - begun.right if column > begun.right else min(column - begun.left, 0)
        if not down and not across:
            return None
        rect = self._rect(begun)
        far_down = max(at.y() - rect.bottom(), rect.top() - at.y(), 0)
        far_across = max(at.x() - rect.right(), rect.left() - at.x(), 0)
        if down and (far_down >= far_across or not across):
            return begun._replace(top=begun.bottom + 1, bottom=line) if down > 0 else begun._replace(bottom=begun.top - 1, top=line)
        return begun._replace(left=begun.right + 1, right=column) if across > 0 else begun._replace(right=begun.left - 1, left=column)
