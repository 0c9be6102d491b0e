"""Moving about in a table with merged cells, as spreadsheets do: the line and column one came from are kept while crossing a wide or tall cell."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.core.cells import CellRef
from desktop.ui.fitted_table import FittedTable

Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction
_ARROWS = {_Action.MoveUp: (-1, 0), _Action.MoveDown: (1, 0), _Action.MoveLeft: (0, -1), _Action.MoveRight: (0, 1)}


class SheetWalk(FittedTable):
    """Base of :class:`~desktop.ui.sheet_view.SheetView`. ``at`` is the place (line, column) in the current cell that the clerk came to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.enter_moves_right = False
        self.at = (0, 0)

    def stand_at(self, index: Index) -> None:
        """A cell became the current one: the place in it is kept if it is one of its own."""
        here = (index.row(), index.column())
        if index.isValid() and (self.at == here or self.sheet().owner(*self.at) != here):
            self.at = here

    def line_in_hand(self) -> int:
        """The line that the clerk works in, also while the current cell reaches over several."""
        return self.at[0] if self.currentIndex().isValid() else -1

    def go_to(self, ref: CellRef) -> bool:
        """Make a cell the current one; False where the table does not show it."""
        index = self.sheet().place_of(ref)
        if not index.isValid():
            return False
        self.choose(index)
        line = next((at for at in range(index.row(), self.sheet().rowCount()) if self.sheet().row_of(at) == ref.row), index.row())
        if self.sheet().owner(line, index.column()) == (index.row(), index.column()):
            self.at = (line, index.column())
        return True

    def choose(self, index: Index) -> None:
        """Make a cell the only selected one, whatever keys are held down."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        top = self.verticalScrollBar()
        if index.row() <= 2 or self.visualRect(index).bottom() + top.value() < self.viewport().height():
            top.setValue(0)  # what stands above is seen too, where there is room for both

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        self.at = (self.rowAt(place.y()), self.columnAt(place.x()))
        super().mousePressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Arrows go to the next cell, merged ones included; Qt would jump over cells that begin in another line."""
        if action not in _ARROWS or modifiers & Qt.KeyboardModifier.ControlModifier or not self.currentIndex().isValid():
            return super().moveCursor(action, modifiers)
        model, (rows, columns), (line, column) = self.sheet(), _ARROWS[action], self.at
        here = model.owner(line, column)
        while True:
            line, column = line + rows, column + columns
            if not (0 <= line < model.rowCount() and 0 <= column < model.columnCount()):
                return self.currentIndex()
            there = model.owner(line, column)
            if there != here and model.lines[there[0]][there[1]] is not None and line not in model.hidden:
                self.at = (line, column)
                return model.index(*there)

    def step(self, rows: int, columns: int) -> None:
        """Move to the next cell that carries a value or takes a new row; Tab goes on in the next line."""
        model = self.sheet()
        line, column = self.at
        here = model.owner(line, column)
        height, width = model.rowCount(), model.columnCount()
        for _ in range(height * width):
            line, column = line + rows, column + columns
            if columns and not 0 <= column < width:
                line, column = line + (1 if column >= width else -1), 0 if column >= width else width - 1
            if not 0 <= line < height:
                return
            there = model.owner(line, column)
            cell = model.lines[there[0]][there[1]]
            if cell is None or there == here or line in model.hidden or (columns and there[0] != line):
                continue  # Tab comes to a cell that reaches over several lines once, in the first of them
            if cell.ref is not None or cell.role == "entry":
                self.at = (line, column)
                self.choose(model.index(*there))
                return

    def _move_after_edit(self, rows: int, columns: int) -> None:
        if rows and self.enter_moves_right:
            rows, columns = 0, rows
        self.setFocus()
        self.step(rows, columns)
