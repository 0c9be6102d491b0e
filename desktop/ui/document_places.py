"""Places in the text of the document: blocks, words and spans, gone to and found again under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QTextBlock, QTextCursor

from desktop.ui.document_text import DocumentText

if TYPE_CHECKING:
    from desktop.document.spans import Span


class DocumentPlaces(DocumentText):
    """Part of :class:`~desktop.ui.document_view.DocumentView`. Spans are links ``span:<block>/<paragraph>/<span>`` by their numbers."""

    def go_to_block(self, number: int) -> None:
        first, _ = self._range(number)
        if first.isValid():
            self.setTextCursor(QTextCursor(first))
            top = self.document().documentLayout().blockBoundingRect(first).top()
            self.verticalScrollBar().setValue(max(int(top) - self.type.em, 0))

    def go_to_words(self, number: int, words: str) -> None:
        """Show a block with these words chosen, as far as they stand in one of its lines."""
        self.go_to_block(number)
        line, last = self._range(number)
        while line.isValid() and words:
            text = line.text()
            at = text.find(words)
            if at < 0 and len(text) > 3 and text in words:
                at, words = 0, text
            if at >= 0:
                cursor = QTextCursor(line)
                cursor.setPosition(line.position() + at)
                cursor.setPosition(line.position() + at + len(words), QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
                return
            if line == last:
                return
            line = line.next()

    def go_to_span(self, number: int, span: Span) -> None:
        """Put the cursor on a span and bring it into sight."""
        cursor = self._cursor_at(number, span)
        if cursor is not None:
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def _cursor_at(self, number: int, span: Span) -> QTextCursor | None:
        """A cursor over the span; None where it does not stand in the text."""
        for p, spans in enumerate(self.rendered[number].paragraphs):
            for s, each in enumerate(spans):
                if each is span:
                    return self._cursor_of(f"span:{number}/{p}/{s}", number)
        return None

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
        cursor = self._cursor_at(number, span)
        if cursor is None:
            return QRect(0, 0, 1, 1)
        start, end = QTextCursor(cursor), QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        end.setPosition(cursor.selectionEnd())
        return self.cursorRect(start).united(self.cursorRect(end))

    def _span(self, link: str) -> tuple[int, Span] | None:
        if not link.startswith("span:"):
            return None
        number, paragraph, span = (int(part) for part in link[5:].split("/"))
        return number, self.rendered[number].paragraphs[paragraph][span]

    def span_in_hand(self) -> tuple[int, Span] | None:
        """The span under the text cursor."""
        return self._span(self._link_in_hand())

    def _link_in_hand(self) -> str:
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.setPosition(cursor.selectionStart())
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        return cursor.charFormat().anchorHref()


def links_in(line: QTextBlock) -> list[tuple[int, int]]:
    """Where the links of a line begin and end."""
    found: list[tuple[int, int]] = []
    before = ""
    iterator = line.begin()
    while not iterator.atEnd():
        piece = iterator.fragment()
        link = piece.charFormat().anchorHref()
        if link and link == before:
            found[-1] = (found[-1][0], piece.position() + piece.length())
        elif link:
            found.append((piece.position(), piece.position() + piece.length()))
        before = link
        iterator += 1
    return found
