"""The document as text on a sheet: what is under the pointer and the cursor, the block in hand, size and marks in the margin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from desktop.ui import paper, theme
from desktop.ui.document_lines import Line
from desktop.ui.document_places import DocumentPlaces, links_in
from desktop.ui.document_states import STATE_COLOURS, mark_words
from desktop.ui.document_text import MarkedFigure
from desktop.ui.document_type import type_for
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.document.narrative import RenderedBlock
    from desktop.document.spans import Span

_GUTTER: Final = 14


class DocumentView(DocumentPlaces):
    """What the clerk does with the text. ``span_clicked`` and ``span_wanted`` (double click, F2) tell the span with its block; ``form_wanted`` the form that a placeholder stands for."""

    span_clicked = Signal(int, object)  # number of the block, Span
    span_wanted = Signal(int, object)
    form_wanted = Signal(str)
    block_changed = Signal(int)  # the block in hand
    menu_wanted = Signal(QPoint, int, object)  # where, block, Span | None
    mark_wanted = Signal(object)  # MarkedFigure: a figure typed by hand was clicked, or Enter pressed on it

    def __init__(self, titles: Callable[[RenderedBlock], Sequence[Line]], parent: QWidget | None = None) -> None:
        super().__init__(titles, parent)
        self.zoom = 1.0
        self._hand = -1
        self.setObjectName("paper")
        self.setStyleSheet(f"#paper {{ background: {theme.DESK}; border: none; }}")
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(tr("文稿"))
        self.anchorClicked.connect(self._activated)
        self.cursorPositionChanged.connect(self._moved)

    @property
    def hand(self) -> int:
        """The block in hand."""
        return self._hand

    # what the clerk does

    def _activated(self, url: QUrl) -> None:
        link = url.toString()
        if link.startswith("form:"):
            self.form_wanted.emit(bytes.fromhex(link[5:]).decode("utf-8"))
            return
        found = self._span(link)
        if found is not None:
            self.span_clicked.emit(*found)

    def _moved(self) -> None:
        number = self.textCursor().block().userState()
        if not self._quiet and number != self._hand:
            self._hand = number
            self.block_changed.emit(number)
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._span(self.anchorAt(event.position().toPoint()))
        if found is not None:
            self.span_wanted.emit(*found)
            event.accept()
            return
        super().mouseDoubleClickEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leads from one figure, text or link to the next, beginning at the cursor; after the last one it leaves the text."""
        cursor = self.textCursor()
        at = cursor.selectionEnd() if forward else cursor.selectionStart()
        line = cursor.block()
        while line.isValid():
            marks = [(one.cursor.selectionStart(), one.cursor.selectionEnd()) for one in self.marked if one.cursor.block() == line]
            places = [(start, end) for start, end in sorted({*links_in(line), *marks}) if (start >= at if forward else end <= at)]
            if places:
                start, end = places[0 if forward else -1]
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
                return True
            line = line.next() if forward else line.previous()
        return QTextEdit.focusNextPrevChild(self, forward)

    def event(self, event: QEvent) -> bool:
        """The keys that zoom the tables zoom the text where it has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _zoom_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self.span_in_hand()
        factor = _zoom_of(event)
        if factor is not None:
            self.set_zoom(self.zoom * factor if factor else 1.0)
        elif found is not None and event.key() == Qt.Key.Key_F2:
            self.span_wanted.emit(*found)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            marked = self.mark_at(self.textCursor().selectionStart())
            if found is None and marked is not None:
                self.mark_wanted.emit(marked)
            else:
                self._activated(QUrl(self._link_in_hand()))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection() and not self.anchorAt(place):
            marked = self.mark_at(self.cursorForPosition(place).position())
            if marked is not None:
                self.mark_wanted.emit(marked)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        found = self._span(self.anchorAt(event.pos()))
        place = self.cursorForPosition(event.pos())
        number = place.block().userState()
        if number != self._hand:
            self.setTextCursor(place)
        self.menu_wanted.emit(event.globalPos(), number, found[1] if found else None)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._span(self.anchorAt(event.pos()))
            marked = self.mark_at(self.cursorForPosition(event.pos()).position())
            told = [tip_of(found[1])] if found else []
            told += [tip_of_mark(marked)] if marked is not None else []
            QToolTip.showText(event.globalPos(), "\n".join(told), self.viewport())
            return True
        return super().viewportEvent(event)

    # size and paint

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            return
        super().wheelEvent(event)

    def set_zoom(self, zoom: float) -> None:
        self.zoom = min(max(zoom, 0.6), 2.0)
        self.fit()

    def fit(self) -> None:
        """The sheet in the middle of the desk; text in the size for which a line holds 28 characters."""
        whole = self.width() - self.verticalScrollBar().sizeHint().width() - 2
        found = type_for(whole - 2 * _GUTTER, self.zoom)
        side = max((whole - found.sheet_width) // 2, 0)
        self.setViewportMargins(side, 0, side, 0)
        if found != self.type:
            self.type = found
            if self.rendered:
                hand = self._hand
                self.show_blocks(self.rendered)
                if hand >= 0:
                    self.go_to_block(hand)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(paper.PAPER))
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._paint_marks(painter, event.rect())
        painter.end()

    def _paint_marks(self, painter: QPainter, clip: QRect) -> None:
        """In the margin: which block is in hand, and what is missing, the clerk's own, or out of date."""
        layout, top = self.document().documentLayout(), self.verticalScrollBar().value()
        font = QFont(self.font())
        font.setPixelSize(max(int(self.type.em * 0.62), 9))
        painter.setFont(font)
        line = self.cursorForPosition(QPoint(1, max(clip.top() - 4, 0))).block()
        while line.isValid():
            number = line.userState()
            box = layout.blockBoundingRect(line).translated(0, -top)
            if box.top() > clip.bottom():
                return
            state = self.rendered[number].state if 0 <= number < len(self.rendered) else "generated"
            bar = QRectF(self.type.margin * 0.72, box.top() + 2, 3, box.height() - 2)
            if state in STATE_COLOURS:
                painter.fillRect(bar, QColor(STATE_COLOURS[state]))
                if line.previous().userState() != number:
                    painter.setPen(QColor(STATE_COLOURS[state]))
                    words = QRectF(0, box.top(), self.type.margin * 0.68, self.type.em * 1.7)
                    painter.drawText(words, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), mark_words(state))
            elif number == self._hand and number >= 0 and self.rendered[number].block.kind == "paragraph":
                painter.fillRect(bar, QColor(paper.LINE))
            line = line.next()


def _zoom_of(event: QKeyEvent) -> float | None:
    """By how much the keys zoom, 0 for back to the usual size; ``None`` for other keys."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    keys = Qt.Key
    return {keys.Key_Equal: 1.1, keys.Key_Plus: 1.1, keys.Key_Minus: 1 / 1.1, keys.Key_0: 0.0}.get(keys(event.key()))


def tip_of_mark(marked: MarkedFigure) -> str:
    more = {"known": tr("点一下可换成活的数"), "contradiction": tr("点一下改正")}.get(marked.match.state, "")
    return "\n".join(part for part in (marked.match.why, more) if part)


def tip_of(span: Span) -> str:
    match span.kind:
        case "figure":
            return tr("{how}\n点一下看它的来历", how=span.how)
        case "clerk":
            return tr("{how}\n双击修改，用到它的地方一起改", how=span.how)
        case "missing":
            return tr("缺资料：{how}\n点一下填写", how=span.how)
    return ""
