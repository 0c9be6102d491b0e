"""The whole document as text on a sheet: figures, texts of the clerk and gaps are marked; after a change only changed blocks are written anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer, QUrl, Signal
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
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QToolTip, QWidget

from desktop.ui import theme
from desktop.ui.document_lines import Line, lines_of
from desktop.ui.document_states import STATE_COLOURS, mark_words
from desktop.ui.document_type import Type, load_fonts, runs, type_for
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.document.narrative import RenderedBlock
    from desktop.document.spans import Span

_SHOWN_FOR: Final = 2500  # ms a change stays highlighted
_GUTTER: Final = 14


class DocumentView(QTextBrowser):
    """Shows rendered blocks. A block is known by its number in the order of the document.

    ``span_clicked`` and ``span_wanted`` (double click, F2) tell the span with its block; ``form_wanted`` the form that a placeholder stands for.
    """

    span_clicked = Signal(int, object)  # number of the block, Span
    span_wanted = Signal(int, object)
    form_wanted = Signal(str)
    block_changed = Signal(int)  # the block in hand
    menu_wanted = Signal(QPoint, int, object)  # where, block, Span | None

    def __init__(self, titles: Callable[[RenderedBlock], Sequence[Line]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_fonts()
        self.titles = titles
        self.rendered: list[RenderedBlock] = []
        self.zoom = 1.0
        self.type = Type(16)
        self.written_blocks = 0
        """How many blocks were written since the document was read; a change must not write all of them."""
        self._hand = -1
        self._quiet = False
        self.setObjectName("paper")
        self.setStyleSheet(f"#paper {{ background: {theme.DESK}; border: none; }}")
        self.viewport().setAutoFillBackground(False)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setAccessibleName(tr("文稿"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.anchorClicked.connect(self._activated)
        self.cursorPositionChanged.connect(self._moved)
        self._lights = QTimer(self)
        self._lights.setSingleShot(True)
        self._lights.setInterval(_SHOWN_FOR)
        self._lights.timeout.connect(self.put_lights_out)

    # writing

    def show_blocks(self, rendered: Sequence[RenderedBlock]) -> None:
        """The whole document anew, at the same place of the scroll bar."""
        at = self.verticalScrollBar().value()
        self._quiet = True
        self.rendered = list(rendered)
        document = self.document()
        document.clear()
        document.setDocumentMargin(self.type.margin)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for number in range(len(self.rendered)):
            self._write(cursor, number, number == 0)
        cursor.endEditBlock()
        self._quiet = False
        self.verticalScrollBar().setValue(at)
        self.viewport().update()

    def follow(self, rendered: Sequence[RenderedBlock]) -> list[int]:
        """Write what changed, highlight it for a moment; numbers of the changed blocks."""
        before, now = self.rendered, list(rendered)
        if [each.block.id for each in before] != [each.block.id for each in now]:
            known = {each.block.id: each for each in before}
            self.show_blocks(now)
            changed = [number for number, each in enumerate(now) if known.get(each.block.id) != each]
        else:
            changed = [number for number, each in enumerate(now) if each != before[number] or each.block.kind in ("forms", "tables")]
            changed = [number for number in changed if self._lines(before[number]) != self._lines(now[number])]
            self.rendered = now
            self._quiet = True
            for number in changed:
                self._rewrite(number)
                self.written_blocks += 1
            self._quiet = False
        if changed:
            self._light(changed, {each.block.id: each for each in before})
        self.viewport().update()
        return changed

    def _lines(self, rendered: RenderedBlock) -> list[Line]:
        return lines_of(rendered, self.titles)

    def _write(self, cursor: QTextCursor, number: int, is_first: bool) -> None:
        for at, line in enumerate(self._lines(self.rendered[number])):
            form = self.type.line(line.kind, line.level)
            if at or not is_first:
                cursor.insertBlock(form)
            else:
                cursor.setBlockFormat(form)
            cursor.block().setUserState(number)
            for piece in line.pieces:
                for text, latin in runs(piece.text):
                    letters = self.type.letters(piece.kind, level=line.level, latin=latin)
                    if piece.link:
                        letters.setAnchor(True)
                        letters.setAnchorHref(piece.link if not piece.link.startswith("span:") else f"span:{number}/{piece.link[5:]}")
                    cursor.insertText(text, letters)

    def _rewrite(self, number: int) -> None:
        first, last = self._range(number)
        if not first.isValid():
            return
        cursor = QTextCursor(first)
        cursor.beginEditBlock()
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._write(cursor, number, True)
        cursor.endEditBlock()

    def _range(self, number: int) -> tuple[QTextBlock, QTextBlock]:
        """First and last line of a block."""
        block = self.document().begin()
        while block.isValid() and block.userState() != number:
            block = block.next()
        last = block
        while last.isValid() and last.next().isValid() and last.next().userState() == number:
            last = last.next()
        return block, last

    # light on what changed

    def _light(self, changed: Sequence[int], before: dict[str, RenderedBlock]) -> None:
        selections = []
        for number in changed:
            now = self.rendered[number]
            old = before.get(now.block.id)
            words = {(p, span.text) for p, spans in enumerate(old.paragraphs) for span in spans} if old is not None else set()
            fresh = [span.text for p, spans in enumerate(now.paragraphs) for span in spans if (p, span.text) not in words]
            first, last = self._range(number)
            line, seek = first, 0
            for text in fresh:
                while line.isValid():
                    found = line.text().find(text, seek)
                    if found >= 0:
                        cursor = QTextCursor(line)
                        cursor.setPosition(line.position() + found)
                        cursor.setPosition(line.position() + found + len(text), QTextCursor.MoveMode.KeepAnchor)
                        selections.append(self._lit(cursor))
                        seek = found + len(text)
                        break
                    if line == last:
                        break
                    line, seek = line.next(), 0
        self.setExtraSelections(selections)
        self._lights.start()

    @staticmethod
    def _lit(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        lit = QTextEdit.ExtraSelection()
        lit.cursor = cursor
        lit.format.setBackground(QColor(theme.LIT))
        return lit

    def lit_texts(self) -> list[str]:
        """What is highlighted as changed just now."""
        return [selection.cursor.selectedText() for selection in self.extraSelections()]

    def put_lights_out(self) -> None:
        self.setExtraSelections([])

    # places

    @property
    def hand(self) -> int:
        """The block in hand."""
        return self._hand

    def go_to_block(self, number: int) -> None:
        first, _ = self._range(number)
        if first.isValid():
            self.setTextCursor(QTextCursor(first))
            top = self.document().documentLayout().blockBoundingRect(first).top()
            self.verticalScrollBar().setValue(max(int(top) - self.type.em, 0))

    def go_to_span(self, number: int, span: Span) -> None:
        """Put the cursor on a span and bring it into sight."""
        for p, spans in enumerate(self.rendered[number].paragraphs):
            for s, each in enumerate(spans):
                if each is span:
                    cursor = self._cursor_of(f"span:{number}/{p}/{s}", number)
                    if cursor is not None:
                        self.setTextCursor(cursor)
                        self.ensureCursorVisible()
                    return

    def _cursor_of(self, link: str, number: int) -> QTextCursor | None:
        line, last = self._range(number)
        while line.isValid():
            iterator = line.begin()
            start = end = -1
            while not iterator.atEnd():
                piece = iterator.fragment()
                if piece.charFormat().anchorHref() == link:
                    start = piece.position() if start < 0 else start
                    end = piece.position() + piece.length()
                iterator += 1
            if start >= 0:
                cursor = QTextCursor(line)
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                return cursor
            if line == last:
                return None
            line = line.next()
        return None

    def rect_of_span(self, number: int, span: Span) -> QRect:
        """Where the span stands in the viewport: from its first to its last line."""
        for p, spans in enumerate(self.rendered[number].paragraphs):
            for s, each in enumerate(spans):
                if each is span:
                    cursor = self._cursor_of(f"span:{number}/{p}/{s}", number)
                    if cursor is not None:
                        start, end = QTextCursor(cursor), QTextCursor(cursor)
                        start.setPosition(cursor.selectionStart())
                        end.setPosition(cursor.selectionEnd())
                        return self.cursorRect(start).united(self.cursorRect(end))
        return QRect(0, 0, 1, 1)

    def _span(self, link: str) -> tuple[int, Span] | None:
        if not link.startswith("span:"):
            return None
        number, paragraph, span = (int(part) for part in link[5:].split("/"))
        return number, self.rendered[number].paragraphs[paragraph][span]

    def span_in_hand(self) -> tuple[int, Span] | None:
        """The span under the text cursor."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.setPosition(cursor.selectionStart())
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        return self._span(cursor.charFormat().anchorHref())

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self.span_in_hand()
        if found is not None and event.key() == Qt.Key.Key_F2:
            self.span_wanted.emit(*found)
        elif found is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.span_clicked.emit(*found)
        else:
            super().keyPressEvent(event)

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
            QToolTip.showText(event.globalPos(), tip_of(found[1]) if found else "", self.viewport())
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
        painter.fillRect(event.rect(), QColor(theme.PAPER))
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
                painter.fillRect(bar, QColor(theme.LINE))
            line = line.next()


def tip_of(span: Span) -> str:
    match span.kind:
        case "figure":
            return tr("{how}\n点一下看它的来历", how=span.how)
        case "clerk":
            return tr("{how}\n双击修改，用到它的地方一起改", how=span.how)
        case "missing":
            return tr("缺资料：{how}\n点一下填写", how=span.how)
    return ""
