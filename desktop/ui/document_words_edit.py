"""The editor of own words: plain text, and live figures as locked pieces between the letters that can be taken out but not typed into.

What is typed by hand is underlined where the data know it (dashes), do not know it (a wave), or contradict it (a wave on a coloured ground).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from desktop.ui.document_marks import marking
from desktop.ui.document_type import CLERK, FIGURE, GAP
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.document.figure_match import FigureMatch

_OBJECT: Final = QTextFormat.ObjectTypes.UserObject.value + 1
_EXPR: Final = QTextFormat.Property.UserProperty.value + 1
_SHOWN: Final = QTextFormat.Property.UserProperty.value + 2
_KIND: Final = QTextFormat.Property.UserProperty.value + 3
_MARK: Final = "\ufffc"
_LONGEST: Final = 18
_PAUSE: Final = 250  # ms without a key before the figures are looked at
_GROUND: Final = {"figure": FIGURE, "clerk": CLERK, "missing": GAP}


class _LivePiece(QPyTextObject):
    """How a live figure or text is drawn: what it gives now, on the ground of its kind."""

    def intrinsicSize(self, document: QTextDocument, at: int, form: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(form.toCharFormat().font())
        return QSizeF(metrics.horizontalAdvance(_short(form.property(_SHOWN))) + 6, metrics.height())

    def drawObject(self, painter: QPainter, place: QRectF | QRect, document: QTextDocument, at: int, form: QTextFormat) -> None:
        place = QRectF(place)
        painter.save()
        painter.setFont(form.toCharFormat().font())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_GROUND.get(str(form.property(_KIND)), FIGURE)))
        painter.drawRoundedRect(place.adjusted(1, 0, -1, 0), 3, 3)
        painter.setPen(QColor("#14202e"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), _short(form.property(_SHOWN)))
        painter.restore()


def _short(text: Any) -> str:
    words = str(text or "").replace("\n", " ")
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


class TypedFigure:
    """A match with its place in the editor."""

    def __init__(self, match: FigureMatch, start: int, end: int) -> None:
        self.match, self.start, self.end = match, start, end


class OwnWordsEdit(QTextEdit):
    """``show`` says what a reference gives now, with the kind of its span; ``match`` looks at the figures of a line, outside the places that it is given."""

    figures_changed = Signal()
    bind_wanted = Signal()  # Ctrl+B: the figure at the cursor is to follow the data

    def __init__(
        self,
        show: Callable[[str], tuple[str, str]],
        match: Callable[[str, Sequence[tuple[int, int]]], Sequence[FigureMatch]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._show, self._match = show, match
        self.figures: list[TypedFigure] = []
        self._piece = _LivePiece(self)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(8)
        self.document().documentLayout().registerHandler(_OBJECT, self._piece)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.look)
        self.document().contentsChanged.connect(self._pause.start)

    # words in and out

    def set_words(self, words: str) -> None:
        """Own words as they are kept, with their references."""
        self.clear()
        self.insert_words(QTextCursor(self.document()), words)
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.look()

    @property
    def words(self) -> str:
        """The words as they are kept."""
        found = []
        block = self.document().begin()
        while block.isValid():
            found.append("".join(f"{{{{{expr}}}}}" if expr else text for text, expr, _ in _pieces(block)))
            block = block.next()
        return "\n".join(found)

    def insert_words(self, cursor: QTextCursor, words: str) -> None:
        """Put words with references where the cursor stands, as one step."""
        from desktop.document.own_text import REFERENCE

        cursor.beginEditBlock()
        words, end = words.replace(_MARK, ""), 0
        for found in REFERENCE.finditer(words):
            cursor.insertText(words[end : found.start()], QTextCharFormat())
            shown, kind = self._show(found["expr"])
            form = QTextCharFormat()
            form.setFont(self.font())
            form.setObjectType(_OBJECT)
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBottom)
            for name, value in ((_EXPR, found["expr"]), (_SHOWN, shown), (_KIND, kind)):
                form.setProperty(name, value)
            cursor.insertText(_MARK, form)
            end = found.end()
        cursor.insertText(words[end:], QTextCharFormat())
        cursor.endEditBlock()

    def live(self) -> list[str]:
        """References of the live pieces in order."""
        block, found = self.document().begin(), []
        while block.isValid():
            found += [expr for _, expr, _ in _pieces(block) if expr]
            block = block.next()
        return found

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copied words keep their references, so that they are alive where they are put."""
        cursor, found = self.textCursor(), QMimeData()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        parts = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() <= end:
            line = []
            for text, expr, at in _pieces(block):
                if expr:
                    line.append(f"{{{{{expr}}}}}" if start <= at < end else "")
                else:
                    line.append(text[max(start - at, 0) : max(end - at, 0)])
            parts.append("".join(line))
            block = block.next()
        found.setText("\n".join(parts))
        return found

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insert_words(self.textCursor(), source.text())

    # figures typed by hand

    def look(self) -> None:
        """Look at the figures now, and underline them."""
        self._pause.stop()
        self.figures = []
        block = self.document().begin()
        while block.isValid():
            printed, places, skip = "", [], []
            for text, expr, at in _pieces(block):
                shown = self._show(expr)[0] if expr else text
                if expr:
                    skip.append((len(printed), len(printed) + len(shown)))
                places += [at if expr else at + number for number in range(len(shown))]
                printed += shown
            for match in self._match(printed, skip):
                start, end = match.figure.start, match.figure.end
                self.figures.append(TypedFigure(match, places[start], places[end - 1] + 1))
            block = block.next()
        selections = []
        for figure in self.figures:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.document())
            selection.cursor.setPosition(figure.start)
            selection.cursor.setPosition(figure.end, QTextCursor.MoveMode.KeepAnchor)
            selection.format = marking(figure.match.state)
            selections.append(selection)
        self.setExtraSelections(selections)
        self.figures_changed.emit()

    def figure_at(self, place: int) -> TypedFigure | None:
        return next((figure for figure in self.figures if figure.start <= place <= figure.end), None)

    def replace(self, figure: TypedFigure, words: str) -> None:
        """Live words instead of the figure, as one step that can be undone."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(figure.start)
        cursor.setPosition(figure.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.insert_words(cursor, words)
        cursor.endEditBlock()
        self.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.bind_wanted.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cursor = self.cursorForPosition(self.viewport().mapFrom(self, event.pos()))
            QToolTip.showText(event.globalPos(), self.tip_at(cursor.position()), self)
            return True
        return super().event(event)

    def tip_at(self, place: int) -> str:
        """What is to be said of a place: why a figure is underlined, what a live piece follows."""
        figure = self.figure_at(place)
        if figure is not None:
            return figure.match.why
        for text, expr, at in _pieces(self.document().findBlock(place)):
            if expr and at <= place <= at + len(text):
                return tr("跟着数据变：{shown}\n{expr}", shown=self._show(expr)[0], expr=expr)
        return ""


def _pieces(block: QTextBlock) -> list[tuple[str, str, int]]:
    """The pieces of a line: text, the reference of a live one, and where it begins. Every live piece stands alone."""
    found: list[tuple[str, str, int]] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        form, text, at = fragment.charFormat(), fragment.text(), fragment.position()
        if form.objectType() == _OBJECT:
            found += [(mark, str(form.property(_EXPR)), at + number) for number, mark in enumerate(text)]
        else:
            found.append((text.replace(_MARK, ""), "", at))
        iterator += 1
    return found
