"""The table view: one :class:`QTableView` for every official table, with the printed head frozen above it and the keys of a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.core.cells import CellRef
from desktop.ui import paper
from desktop.ui.cell_editors import LineBox, TextBox
from desktop.ui.look import NUMBERS
from desktop.ui.sheet_model import CELL, REF, SheetModel
from desktop.ui.sheet_walk import SheetWalk

Index = QModelIndex | QPersistentModelIndex


class SheetView(SheetWalk):
    """``current_ref`` tells the cell that the value bar and the explain panel follow."""

    current_ref = Signal(object)  # CellRef | None
    menu_wanted = Signal(QPoint)
    clear_wanted = Signal()
    copy_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setShowGrid(True)
        self.setGridStyle(Qt.PenStyle.SolidLine)
        self.setStyleSheet(f"QTableView {{ gridline-color: {paper.LINE}; border: 1px solid {paper.LINE}; background: {paper.PAPER}; }}")
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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if index.isValid() and self.state() != QAbstractItemView.State.EditingState:
            painter = QPainter(self.viewport())
            painter.setClipRect(self.in_sight(index))
            painter.setPen(QPen(QColor(paper.ACCENT), 2) if self.hasFocus() else QPen(QColor(paper.QUIET), 1))
            painter.drawRect(self.visualRect(index).adjusted(0, 0, -1, -1))
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
            figures = ref is not None and self.sheet().bridge.model.kind(ref) in NUMBERS
            editable = bool(self.sheet().flags(current) & Qt.ItemFlag.ItemIsEditable)
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, editable and not figures)
            cell = current.data(CELL)
            self.head.mark_columns(frozenset(range(current.column(), current.column() + (cell.column_span if cell else 1))))
        for index in (current, previous):
            if index.isValid():
                self.viewport().update(self.visualRect(index).adjusted(-2, -2, 2, 2))
        self.current_ref.emit(ref)

    def chosen_refs(self) -> list[CellRef]:
        """Cells of the selection that carry values, in the order of the table; of a merged cell all that it covers."""
        found = []
        for index in sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column())):
            cell = self.sheet().cell_at(index)
            if cell is not None and cell.ref is not None:
                found += [cell.ref, *cell.covers]
        return found

    def chosen_block(self) -> list[list[QModelIndex]]:
        """The rectangle around the selection, row by row."""
        indexes = self.selectedIndexes()
        if not indexes:
            return []
        rows = [
            row
            for row in range(min(index.row() for index in indexes), max(index.row() for index in indexes) + 1)
            if not self.isRowHidden(row)
        ]
        columns = range(min(index.column() for index in indexes), max(index.column() for index in indexes) + 1)
        return [[self.model().index(row, column) for column in columns] for row in rows]

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.enter(shift)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not control:
            self.tab(key == Qt.Key.Key_Backtab or shift)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not control:
            self.clear_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            ref = self.reference()
            if ref is not None:
                self.sheet().drop_refused(ref)
            event.ignore()
        elif key == Qt.Key.Key_F2 or (key == Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier and not shift):
            self.cells.by_list = key == Qt.Key.Key_Down
            self.edit_at_end()
            self.cells.by_list = False
        elif control and key == Qt.Key.Key_C:
            self.copy_wanted.emit()
        elif control and key == Qt.Key.Key_V:
            self.paste_wanted.emit()
        elif key == Qt.Key.Key_F3 or (control and not event.text().isprintable()):
            event.ignore() if key == Qt.Key.Key_F3 else super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Over a cell with a list Alt+Down opens it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            ref = self.reference()
            if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier and ref is not None:
                look = self.sheet().look(ref)
                if (look.choice or look.offers) and not look.closed:
                    event.accept()
                    return True
        return super().event(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters over a cell that takes no entry do nothing; Qt would jump to some cell that begins with them."""

    def edit_at_end(self) -> None:
        """F2: edit the text as it is, the cursor behind it."""
        index = self.currentIndex()
        if not self.sheet().flags(index) & Qt.ItemFlag.ItemIsEditable:
            return
        self.edit(index)
        editor = self.indexWidget(index) or self.viewport().focusWidget()
        if isinstance(editor, LineBox | TextBox):
            editor.end(False)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Ctrl with an arrow, Home or End moves and selects as in a spreadsheet; Qt would move and leave the old selection."""
        if isinstance(event, QKeyEvent):
            held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
            if held == Qt.KeyboardModifier.ControlModifier and event.key() != Qt.Key.Key_Space:
                return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def finish_edit(self) -> None:
        """Take what stands in an open editor, as if Enter had been pressed, and stay."""
        for editor in self.viewport().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if isinstance(editor, LineBox | TextBox) and editor.isVisible() and self.state() == QAbstractItemView.State.EditingState:
                self.cells.finish(editor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())
