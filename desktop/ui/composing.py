"""Typing with an input method over the table: the first letter of a composition opens the editor and is not lost.

The composition stays with the table until its first text is committed (giving the focus to the editor would break it off); what is being
composed is shown in the editor all the same. Over figures the input method is off, over cells that take no entry nothing opens.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QWidget

from desktop.core.cells import CellRef
from desktop.ui.cell_editors import LineBox, TextBox
from desktop.ui.fill_handle import FillHandle
from desktop.ui.look import NUMBERS
from desktop.ui.sheet_model import REF

Index = QModelIndex | QPersistentModelIndex


class Composing(FillHandle):
    """Base of :class:`~desktop.ui.sheet_view.SheetView`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_composing = False

    def takes_words(self, index: Index) -> bool:
        """Whether the input method is wanted over a cell: it takes an entry, and neither a figure nor one of a list."""
        if not index.isValid() or not self.sheet().flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        ref: CellRef | None = index.data(REF)
        return ref is None or self.sheet().bridge.model.kind(ref) not in (*NUMBERS, "choice")

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        index = self.currentIndex()
        if not index.isValid() or not self.sheet().flags(index) & Qt.ItemFlag.ItemIsEditable:
            event.ignore()
            return
        if not self.takes_words(index):
            editor = self.open_editor() if event.commitString() else None
            if isinstance(editor, LineBox):
                editor.setText(event.commitString())  # wide digits come this way from some input methods
            event.accept()
            return
        was_composing, self.is_composing = self.is_composing, bool(event.preeditString())
        super().inputMethodEvent(event)
        editor = self.editor_in_hand()
        if editor is None or (editor.hasFocus() and self.is_composing):
            return
        if self.is_composing:
            QApplication.sendEvent(editor, QInputMethodEvent(event.preeditString(), event.attributes()))
        elif was_composing and not event.commitString() and not event.replacementLength():
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)  # given up: the cell keeps what it had
            self.setFocus()

    def editor_in_hand(self) -> QWidget | None:
        """The open editor, if one stands over the current cell."""
        for editor in self.viewport().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if isinstance(editor, LineBox | TextBox) and editor.isVisible() and self.state() == self.State.EditingState:
                return editor
        return None

    def open_editor(self) -> QWidget | None:
        """Edit the current cell as it is, the cursor behind the text; the editor, where the cell takes an entry."""
        index = self.currentIndex()
        if not index.isValid() or not self.sheet().flags(index) & Qt.ItemFlag.ItemIsEditable:
            return None
        self.edit(index)
        editor = self.indexWidget(index) or self.viewport().focusWidget()
        if isinstance(editor, LineBox | TextBox):
            editor.end(False)
        return editor

    def open_by_list(self) -> None:
        """Open the list of a choice, or of usual names."""
        self.cells.by_list = True
        self.open_editor()
        self.cells.by_list = False
