"""The text of the document on the screen: rendered blocks written into a text view, and changed ones written anew and highlighted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from desktop.ui import paper
from desktop.ui.document_lines import Line, lines_of
from desktop.ui.document_marks import marking
from desktop.ui.document_type import Type, load_fonts, runs

if TYPE_CHECKING:
    from desktop.document.figure_match import FigureMatch, Mark
    from desktop.document.narrative import RenderedBlock


@dataclass(frozen=True, slots=True)
class MarkedFigure:
    """A figure typed by hand with its block and its place."""

    number: int
    match: FigureMatch
    cursor: QTextCursor


_SHOWN_FOR: Final = 2500  # ms a change stays highlighted


class DocumentText(QTextBrowser):
    """A block is known by its number in the order of the document; every line of the text carries the number of its block.

    ``titles`` gives the lines of cover, tables and forms.
    """

    def __init__(self, titles: Callable[[RenderedBlock], Sequence[Line]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_fonts()
        self.titles = titles
        self.rendered: list[RenderedBlock] = []
        self.type = Type(16)
        self.written_blocks = 0
        """How many blocks were written since the document was read; a change must not write all of them."""
        self.marked: list[MarkedFigure] = []
        """Figures typed by hand, as they were when somebody looked at them last."""
        self._lit_now: list[QTextEdit.ExtraSelection] = []
        self._quiet = False
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._lights = QTimer(self)
        self._lights.setSingleShot(True)
        self._lights.setInterval(_SHOWN_FOR)
        self._lights.timeout.connect(self.put_lights_out)

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
        self._lit_now = selections
        self._select()
        self._lights.start()

    @staticmethod
    def _lit(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        lit = QTextEdit.ExtraSelection()
        lit.cursor = cursor
        lit.format.setBackground(QColor(paper.LIT))
        return lit

    def lit_texts(self) -> list[str]:
        """What is highlighted as changed just now."""
        return [selection.cursor.selectedText() for selection in self._lit_now]

    def put_lights_out(self) -> None:
        self._lit_now = []
        self._select()

    # marks on figures typed by hand

    def mark_figures(self, marks: Sequence[tuple[int, Mark]]) -> None:
        """Underline figures, each given with the number of its block."""
        self.marked = []
        for number, mark in marks:
            line, last = self._range(number)
            for _ in range(mark.paragraph):
                line = line.next() if line != last else QTextBlock()
            if line.isValid():
                cursor = QTextCursor(line)
                cursor.setPosition(line.position() + mark.match.figure.start)
                cursor.setPosition(line.position() + mark.match.figure.end, QTextCursor.MoveMode.KeepAnchor)
                self.marked.append(MarkedFigure(number, mark.match, cursor))
        self._select()

    def mark_at(self, place: int) -> MarkedFigure | None:
        """The marked figure at a place of the text."""
        return next((one for one in self.marked if one.cursor.selectionStart() <= place <= one.cursor.selectionEnd()), None)

    def _select(self) -> None:
        found = []
        for one in self.marked:
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = one.cursor, marking(one.match.state)
            found.append(selection)
        self.setExtraSelections([*found, *self._lit_now])
