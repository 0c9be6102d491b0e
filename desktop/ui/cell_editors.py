"""Editors that stand over a cell: the list of a choice, a line for figures, a box for texts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.ui import paper
from desktop.ui.cell_painter import PAD
from desktop.ui.still import StillComboBox

_EDGE = f"border: 2px solid {paper.ACCENT}; border-radius: 0; padding: 0; background: {paper.PAPER}; color: {paper.INK};"


class ChoiceBox(StillComboBox):
    """A list that is open at once; leaving it without a choice, by whatever way, leaves the cell as it was."""

    left = Signal()
    _shut = Signal()
    _wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Escape and a click elsewhere close the list without hidePopup(): what is watched is that the list is no longer seen.
        self.view().installEventFilter(self)
        self._shut.connect(self.left, Qt.ConnectionType.QueuedConnection)  # the choice itself is told after the list is shut
        self._wanted.connect(self.showPopup, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        """Show the list as soon as the box has its place."""
        self._wanted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self._shut.emit()
        return super().eventFilter(watched, event)


class LineBox(QLineEdit):
    """A plain line over a cell; where it is too long for its cell it grows over the neighbours, away from the edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_composing = False
        self.setFrame(False)
        self.setTextMargins(PAD - 2, 0, PAD - 2, 0)
        self.setStyleSheet(f"QLineEdit {{ {_EDGE} }}")
        self.textChanged.connect(self.fit)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def fit(self) -> None:
        around = self.parentWidget()
        if around is None:
            return
        room = around.width()
        wanted = min(self.fontMetrics().horizontalAdvance(self.text()) + 4 * PAD + 6, room)
        rect = self.geometry()
        if wanted <= rect.width():
            return
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            rect.setLeft(rect.right() + 1 - wanted)
        else:
            rect.setWidth(wanted)
        rect.moveLeft(min(max(rect.left(), 0), room - rect.width()))
        self.setGeometry(rect)


class TextBox(QPlainTextEdit):
    """A text of several lines over a cell. Enter commits, Alt+Enter begins a new line; it grows with what is written, as far as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_composing = False
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setStyleSheet(f"QPlainTextEdit {{ {_EDGE} }}")
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self.fit)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def text(self) -> str:
        return self.toPlainText()

    def setText(self, text: str) -> None:
        self.setPlainText(text)

    def end(self, mark: bool) -> None:
        """The cursor behind the last character, as of a line."""
        self.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor if mark else QTextCursor.MoveMode.MoveAnchor)

    def has_lines(self) -> bool:
        """Whether it shows more than one line."""
        return self.document().documentLayout().documentSize().height() > 1

    def fit(self) -> None:
        around = self.parentWidget()
        if around is None:
            return
        rect, room = self.geometry(), around.height()
        least_width = min(self.fontMetrics().height() * 14, around.width())
        if rect.width() < least_width and self.fontMetrics().horizontalAdvance(self.toPlainText()) > rect.width() - 2 * PAD:
            rect.setWidth(least_width)  # in a narrow column a sentence cannot be read while it is written
            rect.moveLeft(min(rect.left(), around.width() - rect.width()))
            self.setGeometry(rect)
        layout = self.document().documentLayout()
        lines = int(layout.documentSize().height())  # QPlainTextDocumentLayout counts lines
        wanted = min(lines * self.fontMetrics().lineSpacing() + 10, room)
        if wanted > rect.height():
            rect.setHeight(wanted)
            rect.moveTop(max(min(rect.top(), room - rect.height()), 0))
            self.setGeometry(rect)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted >= room else Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.insertPlainText("\n")
            return
        super().keyPressEvent(event)
