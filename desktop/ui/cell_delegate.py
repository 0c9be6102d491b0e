"""Paints the cells of the table view and opens a line, a box for texts, or a list over them."""

from __future__ import annotations

from typing import Any

import shiboken6
from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.amounts import NA
from desktop.core.arithmetic import is_sum
from desktop.core.cells import CellRef
from desktop.core.typed import Unreadable, read_typed
from desktop.forms.layout import GridCell
from desktop.ui import paper
from desktop.ui.cell_editors import ChoiceBox, LineBox, TextBox
from desktop.ui.cell_painter import ARROW, PAD, CellPainter
from desktop.ui.look import NUMBERS, PLAIN
from desktop.ui.sheet_model import CELL, SheetModel

Index = QModelIndex | QPersistentModelIndex
_DONE = "mingzhangDone"
OFFER = "mingzhangOffer"
"""Property of an editor: a text that is only offered. Enter and Tab take it; going elsewhere leaves the cell as it was."""
_PAPER = QColor(paper.PAPER)
_IS_SELECTED = QStyle.StateFlag.State_Selected


class CellDelegate(QStyledItemDelegate):
    """Keys that end an edit are told through :attr:`moved` (rows, columns), so that the view moves as spreadsheets do."""

    moved = Signal(int, int, bool)  # rows, columns, by Enter
    fill_wanted = Signal(str)  # Ctrl+Enter: the text for all chosen cells
    today_wanted = Signal()
    typing = Signal(str)  # what stands in the open editor

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.painter = CellPainter(parent.font())
        self.sheet: SheetModel | None = None
        self.by_list = False  # the next editor is the list of usual names, where there is one

    def dress(self, font: QFont) -> None:
        """Paint with this font from now on."""
        self.painter.use(font)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        cell = sheet.lines[index.row()][index.column()]  # not through Qt's data(): a screen asks hundreds of times
        if cell is None:
            painter.fillRect(option.rect, _PAPER)
            return
        look = PLAIN if cell.ref is None else sheet.look(cell.ref)
        self.painter.paint(painter, option.rect, cell, look, bool(option.state & _IS_SELECTED), self._in_sight(option.rect, cell))

    def _in_sight(self, rect: QRect, cell: GridCell) -> QRect | None:
        """Where a cell over many lines shows its text: in the part that is seen, if there is room for it."""
        view = self.parent()
        if cell.row_span == 1 or not isinstance(view, QAbstractItemView):
            return None
        seen = rect.intersected(view.viewport().rect())
        return seen if rect.height() > seen.height() >= 2 * self.painter.metrics.height() else None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, self.painter.metrics.height() + 8)

    # editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, SheetModel)
        ref = model.ref_at(index)
        kind = model.bridge.model.kind(ref) if ref else "text"
        by_list, self.by_list = self.by_list, False
        offered = () if ref is None else model.choices(ref) if kind == "choice" else suggestions(model, ref) if by_list else ()
        if kind == "choice" or offered:
            box = ChoiceBox(parent)
            box.addItems(["", *offered])
            box.activated.connect(self._chosen)
            box.left.connect(self._left)
            box.open()
            return box
        edit = TextBox(parent) if ref is not None and kind == "text" else LineBox(parent)
        edit.textChanged.connect(lambda: self.typing.emit(edit.text()))
        edit.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        if isinstance(edit, LineBox) and kind in NUMBERS:
            # Without an input method the first digit arrives at once; full-width digits are still read.
            edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhNoPredictiveText)
            edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        return edit

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findText(text), 0))
        elif isinstance(editor, LineBox | TextBox):
            model = index.model()
            ref = index.data(CELL).ref
            blank = ref is not None and isinstance(model, SheetModel) and model.bridge.model.value(ref) is NA
            editor.setText("————" if blank and not text else text)
            editor.selectAll()  # what is typed replaces it; F2 puts the cursor behind it

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        text = editor.currentText() if isinstance(editor, QComboBox) else editor.text() if isinstance(editor, LineBox | TextBox) else ""
        if text and editor.property(OFFER) == text:
            return
        model.setData(index, text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(QRect(option.rect))
        if isinstance(editor, LineBox | TextBox):
            editor.fit()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on the arrow opens the list."""
        view = self.parent()
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease and isinstance(view, QAbstractItemView):
            ref = self.sheet.ref_at(index) if self.sheet else None
            on_arrow = event.position().x() > option.rect.right() - ARROW - PAD
            if ref is not None and self.sheet is not None and (self.sheet.look(ref).choice or self.sheet.look(ref).offers) and on_arrow:
                QTimer.singleShot(0, view, lambda: self._open_list(view))
        return super().editorEvent(event, model, option, index)

    def _open_list(self, view: QAbstractItemView) -> None:
        self.by_list = True
        view.edit(view.currentIndex())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab commit and move; the next cell is chosen, not opened."""
        if editor.property(_DONE):
            return False  # it loses the focus because it is being closed: what stands in it is not taken a second time
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_today(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            if isinstance(editor, LineBox | TextBox) and self._special(editor, event):
                return True
            move = _MOVES.get(Qt.Key(event.key()))
            if move is not None and not _keeps(editor, event):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                view = self.parent()
                cell = view.currentIndex().data(CELL) if isinstance(view, QAbstractItemView) else None
                if event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                    editor.setProperty(OFFER, None)
                self.finish(editor)
                if cell is not None and cell.role == "entry":
                    return True  # the new row decides where to go on
                rows, columns = move
                self.moved.emit(-rows if back else rows, -columns if back else columns, event.key() in _ENTER)
                return True
        return super().eventFilter(editor, event)

    def _special(self, editor: LineBox | TextBox, event: QKeyEvent) -> bool:
        """Keys that neither type nor move: those of a composition, Ctrl+Enter, Ctrl+; and Enter behind a sum that makes no sense."""
        if editor.is_composing and event.key() in (*_ENTER, Qt.Key.Key_Tab):
            return True  # it ends the composition; the cell is not left
        if _is_today(event):
            self.today_wanted.emit()
            return True
        if event.key() not in _MOVES or _keeps(editor, event):
            return False
        if self._is_bad_sum(editor):
            return True
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            text = editor.text()
            editor.setProperty(_DONE, True)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            self.fill_wanted.emit(text)
            return True
        return False

    def _is_bad_sum(self, editor: LineBox | TextBox) -> bool:
        """A sum that cannot be worked out is told and stays open, to be mended."""
        view = self.parent()
        ref = self.sheet.ref_at(view.currentIndex()) if self.sheet is not None and isinstance(view, QAbstractItemView) else None
        if self.sheet is None or ref is None or self.sheet.bridge.model.kind(ref) not in NUMBERS or not is_sum(editor.text()):
            return False
        try:
            read_typed(self.sheet.bridge.model, ref, self.sheet.texts.with_unit(ref, editor.text()))
        except Unreadable as problem:
            self.sheet.refused.emit(ref, str(problem))
            return True
        return False

    def finish(self, editor: QWidget) -> None:
        """Take what stands in the editor and close it. Taking it may lay the table out anew, which closes every editor."""
        editor.setProperty(_DONE, True)
        self.commitData.emit(editor)
        if shiboken6.isValid(editor):
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _chosen(self, at: int) -> None:
        editor = self.sender()
        if isinstance(editor, ChoiceBox):
            editor.left.disconnect(self._left)
            self.finish(editor)
            QTimer.singleShot(0, self, self._take_back_focus)

    def _left(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            QTimer.singleShot(0, self, self._take_back_focus)

    def _take_back_focus(self) -> None:
        """The list of a box is a window of its own: the view does not notice that the editor it closes had the keys."""
        view = self.parent()
        if isinstance(view, QAbstractItemView) and view.isActiveWindow() and QApplication.focusWidget() is None:
            view.setFocus()


def _is_today(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Semicolon and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _keeps(editor: QWidget, event: QKeyEvent) -> bool:
    """Whether a key that would end the edit is meant for the editor: arrows in a list or among several lines, Alt+Enter in a text."""
    if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return isinstance(editor, QComboBox) or (isinstance(editor, TextBox) and editor.has_lines())
    return isinstance(editor, TextBox) and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


def suggestions(sheet: SheetModel, ref: CellRef) -> tuple[str, ...]:
    """Names that are usual in a text cell, for the list behind its arrow: 一级 and 二级指标."""
    if not sheet.look(ref).offers:
        return ()
    from desktop.app import coaching

    model = sheet.bridge.model
    first = model.value(ref._replace(column=coaching.FIRST)) if ref.column != coaching.FIRST else ""
    return coaching.levels(model, sheet.form, ref.column, str(first or ""))


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES: dict[Any, tuple[int, int]] = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, 1),  # always with Shift
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
