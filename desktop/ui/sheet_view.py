"""The table view: one :class:`QTableView` for every official table, with the printed head frozen above it and the keys of a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.core.cells import CellRef
from desktop.ui import paper
from desktop.ui.cell_editors import LineBox, TextBox
from desktop.ui.composing import Composing
from desktop.ui.sheet_fit import fitting_width
from desktop.ui.sheet_model import CELL, REF, SheetModel

Index = QModelIndex | QPersistentModelIndex

_ENDS_COMPOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Escape)


class SheetView(Composing):
    """``current_ref`` tells the cell that the value bar and the explain panel follow."""

    current_ref = Signal(object)  # CellRef | None
    jumping = Signal()  # from the cell in hand to another that has to do with it: a place to come back to
    menu_wanted = Signal(QPoint)
    clear_wanted = Signal()
    closed_typed = Signal()  # a key that writes, over a cell that takes no entry
    copy_wanted = Signal()
    cut_wanted = Signal()
    paste_wanted = Signal()
    fill_all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setShowGrid(True)
        self.setGridStyle(Qt.PenStyle.SolidLine)
        self.setStyleSheet(
            f"QTableView {{ gridline-color: {paper.LINE}; border: 1px solid {paper.LINE}; background: {paper.PAPER}; color: {paper.INK}; }}"
        )
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(True)  # Tab comes to keyPressEvent; F6 leaves the table
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.cells.moved.connect(self._move_after_edit)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt moves what is painted already when the table is scrolled, instead of painting all of it again, only over an opaque ground."""
        super().showEvent(event)
        colours = self.viewport().palette()
        colours.setColor(QPalette.ColorRole.Base, QColor(paper.PAPER))
        self.viewport().setPalette(colours)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.viewport().setAutoFillBackground(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if index.isValid() and self.state() != QAbstractItemView.State.EditingState:
            painter = QPainter(self.viewport())
            painter.setClipRect(self.in_sight(index))
            painter.setPen(QPen(QColor(paper.ACCENT), 2) if self.hasFocus() else QPen(QColor(paper.QUIET), 1))
            painter.drawRect(self.visualRect(index).adjusted(0, 0, -1, -1))
            self.draw_handle(painter)
            painter.end()

    # where the clerk is

    def reference(self) -> CellRef | None:
        index = self.currentIndex()
        found: CellRef | None = index.data(REF) if index.isValid() else None
        return found

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.stand_at(current)
        ref = current.data(REF) if current.isValid() else None
        if isinstance(self.model(), SheetModel) and current.isValid():
            # The input method stays off over figures, so that the first key is a digit and no candidate window opens.
            self.is_composing = False
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.takes_words(current))
            cell = current.data(CELL)
            self.head.mark_columns(frozenset(range(current.column(), current.column() + (cell.column_span if cell else 1))))
        for index in (current, previous):
            if index.isValid():
                self.viewport().update(self.visualRect(index).adjusted(-2, -2, 2, 2))
        self.current_ref.emit(ref)

    def chosen_refs(self) -> list[CellRef]:
        """Cells of the selection that carry values, in the order of the table; of a merged cell all that it covers."""
        found = []
        lines = self.sheet().lines
        for line, column in sorted(self._chosen_cells()):
            cell = lines[line][column]
            if cell is not None and cell.ref is not None:
                found += [cell.ref, *cell.covers]
        return found

    def chosen_places(self) -> list[list[tuple[int, int]]]:
        """The rectangle around the selection, row by row, without hidden rows."""
        chosen = self._chosen_cells()
        if not chosen:
            return []
        lines, columns = {line for line, _ in chosen}, {column for _, column in chosen}
        across = range(min(columns), max(columns) + 1)
        hidden = self.sheet().hidden
        return [[(line, column) for column in across] for line in range(min(lines), max(lines) + 1) if line not in hidden]

    def _chosen_cells(self) -> set[tuple[int, int]]:
        """Where the chosen cells begin. Asked of the ranges: an index for each of twenty thousand cells takes half a second."""
        sheet = self.sheet()
        return {
            (line, column)
            for part in self.selectionModel().selection()  # type: ignore[attr-defined]
            for line in range(part.top(), part.bottom() + 1)
            if line not in sheet.hidden
            for column in range(part.left(), part.right() + 1)
            if sheet.lines[line][column] is not None
        }

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if self.is_composing and key in _ENDS_COMPOSING:
            event.accept()  # it chose or ended what is being composed; the cell stays
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.fill_all_wanted.emit() if control else self.enter(shift)
        elif key == Qt.Key.Key_Space and (shift or control):
            self.choose_line() if shift else self.choose_column()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not control:
            self.tab(key == Qt.Key.Key_Backtab or shift)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not control and not shift:
            self._empty(key == Qt.Key.Key_Backspace)
        elif key == Qt.Key.Key_Escape:
            ref = self.reference()
            if ref is not None:
                self.sheet().drop_refused(ref)
            event.ignore()
        elif not control and self._is_closed() and ((key == Qt.Key.Key_F2 and not shift) or _types(event)):
            self.closed_typed.emit()
        elif key == Qt.Key.Key_F2 and not shift:
            self.open_editor()
        elif control and not shift and key == Qt.Key.Key_C:
            self.copy_wanted.emit()
        elif (control and key == Qt.Key.Key_X) or (shift and key == Qt.Key.Key_Delete):
            self.cut_wanted.emit()
        elif (control and not shift and key == Qt.Key.Key_V) or (shift and key == Qt.Key.Key_Insert):
            self.paste_wanted.emit()
        elif key == Qt.Key.Key_F3 or (control and not event.text().isprintable()):
            event.ignore() if key == Qt.Key.Key_F3 else super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def sizeHintForColumn(self, column: int) -> int:
        """What a double click on a border gives: the longest figure, bold totals too, and the longest name as far as there is room."""
        model = self.model()
        if not isinstance(model, SheetModel):
            return super().sizeHintForColumn(column)
        return min(fitting_width(model, self.cells.painter, column), max(self.viewport().width() * 6 // 10, 60))

    def _is_closed(self) -> bool:
        index = self.currentIndex()
        return not index.isValid() or not self.sheet().flags(index) & Qt.ItemFlag.ItemIsEditable

    def _empty(self, to_type: bool) -> None:
        """Delete empties the selection; Backspace opens one cell empty, so that Esc still brings back what stood there."""
        if self._is_closed() and len(self.selectedIndexes()) < 2:
            self.closed_typed.emit()
            return
        editor = self.open_editor() if to_type and len(self.selectedIndexes()) < 2 else None
        if isinstance(editor, LineBox | TextBox):
            editor.setText("")
        elif editor is None:
            self.clear_wanted.emit()

    def keyboardSearch(self, search: str) -> None:
        """Letters over a cell that takes no entry do nothing; Qt would jump to some cell that begins with them."""

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Ctrl with an arrow, Home or End moves and selects as in a spreadsheet; Qt would move and leave the old selection."""
        if isinstance(event, QKeyEvent):
            held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
            if held == Qt.KeyboardModifier.ControlModifier and event.key() != Qt.Key.Key_Space:
                return QItemSelectionModel.SelectionFlag.ClearAndSelect
            if held == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier:
                return QItemSelectionModel.SelectionFlag.SelectCurrent
        return super().selectionCommand(index, event)

    def finish_edit(self) -> None:
        """Take what stands in an open editor, as if Enter had been pressed, and stay."""
        for editor in self.viewport().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if isinstance(editor, LineBox | TextBox) and editor.isVisible() and self.state() == QAbstractItemView.State.EditingState:
                self.cells.finish(editor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())


def _types(event: QKeyEvent) -> bool:
    """Whether a key writes something."""
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return not alt and bool(event.text().strip()) and event.text().isprintable()
