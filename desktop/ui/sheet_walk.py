"""Moving about in a table with merged cells, as spreadsheets do: the line and column one came from are kept while crossing a wide or tall cell."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.app import settings
from desktop.core.cells import CellRef
from desktop.ui.fitted_table import FittedTable
from desktop.ui.sheet_jump import corner, edge, is_stop, line_end

Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction
_ARROWS = {_Action.MoveUp: (-1, 0), _Action.MoveDown: (1, 0), _Action.MoveLeft: (0, -1), _Action.MoveRight: (0, 1)}

_DIRECTIONS = {"down": (1, 0), "right": (0, 1), "up": (-1, 0), "left": (0, -1)}


class SheetWalk(FittedTable):
    """Base of :class:`~desktop.ui.sheet_view.SheetView`. ``at`` is the place (line, column) in the current cell that the clerk came to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.enter_goes = (1, 0)
        self.inputs_only = False
        self.at = (0, 0)
        self._run: int | None = None  # the column where a run of Tabs began; Enter comes back to it
        self._is_stepping = False
        self.read_options()

    def read_options(self) -> None:
        """Where Enter goes, as the person chose it."""
        known = settings.load_options()
        self.enter_goes = _DIRECTIONS.get(str(known["enter_moves"]), (1, 0))
        self.inputs_only = bool(known["enter_to_inputs"])

    def stand_at(self, index: Index) -> None:
        """A cell became the current one: the place in it is kept if it is one of its own."""
        here = (index.row(), index.column())
        if not self._is_stepping:
            self._run = None
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
        """Arrows go to the next cell, merged ones included; Qt would jump over cells that begin in another line. Ctrl goes to the ends."""
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if not self.currentIndex().isValid() or action not in (*_ARROWS, _Action.MoveHome, _Action.MoveEnd):
            return super().moveCursor(action, modifiers)
        if action in (_Action.MoveHome, _Action.MoveEnd) or control:
            self.at = self._end(action, control)
            return self.sheet().index(*self.sheet().owner(*self.at))
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

    def _end(self, action: QAbstractItemView.CursorAction, control: bool) -> tuple[int, int]:
        """Where Home, End and Ctrl with an arrow lead to."""
        model = self.sheet()
        if action in _ARROWS:
            return edge(model, self.at, *_ARROWS[action])
        last = action == _Action.MoveEnd
        return corner(model, last) if control else line_end(model, self.at[0], last)

    def enter(self, back: bool) -> None:
        """Enter: on in the chosen direction; after a run of Tabs to the column where it began, as spreadsheets do."""
        rows, columns = self.enter_goes
        if self._run is not None and rows:
            self.at = (self.at[0], self._run)
        self.step(-rows if back else rows, -columns if back else columns, keeps_run=False)

    def tab(self, back: bool) -> None:
        run = self.at[1] if self._run is None else self._run
        self.step(0, -1 if back else 1)
        self._run = run

    def step(self, rows: int, columns: int, keeps_run: bool = True) -> None:
        """Move to the next cell that carries a value or takes a new row; Tab goes on in the next line. Among several chosen cells it goes round."""
        if self._step_within(rows, columns):
            return
        model = self.sheet()
        line, column = self.at
        here = model.owner(*self.at)
        begun = here == (self.currentIndex().row(), self.currentIndex().column())
        height, width = model.rowCount(), model.columnCount()
        for _ in range(height * width):
            line, column = line + rows, column + columns
            if columns and not 0 <= column < width:
                line, column = line + (1 if column >= width else -1), 0 if column >= width else width - 1
            if not 0 <= line < height:
                break
            there = model.owner(line, column)
            if (there == here and begun) or (columns and there[0] != line):
                continue  # Tab comes to a cell that reaches over several lines once, in the first of them
            if is_stop(model, (line, column), self.inputs_only):
                self._stop_at((line, column), keeps_run)
                return
        self.at = (self.currentIndex().row(), self.currentIndex().column()) if not begun else self.at

    def _stop_at(self, place: tuple[int, int], keeps_run: bool) -> None:
        self._is_stepping = True
        self.at = place
        self.choose(self.sheet().index(*self.sheet().owner(*place)))
        self._is_stepping = False
        if not keeps_run:
            self._run = None

    def _step_within(self, rows: int, columns: int) -> bool:
        """Go round among the chosen cells, which stay chosen; whether there are several."""
        model = self.sheet()
        chosen = {
            (index.row(), index.column())
            for index in self.selectedIndexes()
            if model.owner(index.row(), index.column()) == (index.row(), index.column())
            and is_stop(model, (index.row(), index.column()), self.inputs_only)
        }
        here = (self.currentIndex().row(), self.currentIndex().column())
        if len(chosen) < 2 or here not in {(index.row(), index.column()) for index in self.selectedIndexes()}:
            return False
        order = sorted(chosen | {here}, key=lambda place: place if columns else (place[1], place[0]))
        at = order.index(here)
        step = rows + columns
        place = order[(at + step) % len(order)]
        if place not in chosen:
            place = order[(at + 2 * step) % len(order)]
        self.at = place
        index = model.index(*place)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)
        return True

    def choose_line(self) -> None:
        """Shift+Space: the whole line, or lines."""
        model = self.sheet()
        rows = {index.row() for index in self.selectedIndexes()} | {self.at[0]}
        self.choose_block(min(rows), 0, max(rows), model.columnCount() - 1)

    def choose_column(self) -> None:
        """Ctrl+Space: the whole column, or columns."""
        columns = {index.column() for index in self.selectedIndexes()} | {self.at[1]}
        self.choose_block(0, min(columns), self.sheet().rowCount() - 1, max(columns))

    def choose_block(self, top: int, left: int, bottom: int, right: int) -> None:
        """Select a rectangle; the current cell stays."""
        model = self.sheet()
        block = QItemSelection(model.index(top, left), model.index(bottom, right))
        self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _move_after_edit(self, rows: int, columns: int, by_enter: bool) -> None:
        self.setFocus()
        if by_enter:
            self.enter(rows < 0)
        elif columns:
            self.tab(columns < 0)
        else:
            self.step(rows, columns)
