"""The panel at the right: the figure in hand explained (:mod:`desktop.ui.explain_story`), the way back and forward, the clerk's note."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from desktop.core.cell_notes import parts_of
from desktop.core.cells import CellRef
from desktop.core.entry import set_note
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.explain_story import explain_html
from desktop.ui.links import OPEN, block_of, cell_of
from desktop.ui.side_panel import side_panel
from desktop.ui.words import tr

_DELAY = 60  # ms; the explanation follows the cell when the clerk rests, so that typing on does not wait for it
_SENTENCES = 300  # ms; sentences of the document that use the figure are looked for when the explanation stands
_STEPS: Final = 100
"""Cells that the way back remembers."""


class NoteEdit(QPlainTextEdit):
    """Tells when the note is finished: the focus went elsewhere."""

    finished = Signal()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.finished.emit()


class ExplainPanel(QWidget):
    cell_wanted = Signal(object)  # CellRef
    block_wanted = Signal(str)  # a block of the document
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge: Bridge | None = None
        self.ref: CellRef | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_DELAY)
        self._later.timeout.connect(self.tell)
        self._sentences = QTimer(self)
        self._sentences.setSingleShot(True)
        self._sentences.setInterval(_SENTENCES)
        self._sentences.timeout.connect(self.tell_sentences)
        self._opened: set[CellRef] = set()  # operands whose own operands are listed below them
        self._trail: list[CellRef] = []
        self._at = -1
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr("解释"))
        self.text.anchorClicked.connect(self._link)
        self.text.document().setDocumentMargin(9)
        self.note = NoteEdit(self)
        self.note.setPlaceholderText(tr("写给自己和复核人的话，随文档保存"))
        self.note.setAccessibleName(tr("备注"))
        self.note.setMaximumHeight(3 * self.fontMetrics().lineSpacing() + 10)
        self.note.setTabChangesFocus(True)
        self.note.finished.connect(self.keep_note)
        label = QLabel(tr("备注"), self)
        label.setObjectName("quiet")
        label.setBuddy(self.note)
        panel, inside = side_panel(self, tr("解释"), tr("关闭（F3）"), tr("关闭解释"), self.close_wanted)
        self.back, self.forward = QToolButton(self), QToolButton(self)
        way = QHBoxLayout()
        way.setContentsMargins(5, 3, 5, 0)
        way.setSpacing(2)
        for button, sign, name, step in ((self.back, "◀", tr("后退"), -1), (self.forward, "▶", tr("前进"), 1)):
            button.setAutoRaise(True)
            button.setText(sign)
            button.setAccessibleName(name)
            button.setToolTip(tr("解释过的数：{name}", name=name))
            button.clicked.connect(lambda checked=False, step=step: self.step(step))
            way.addWidget(button)
        way.addStretch(1)
        inside.addLayout(way)
        inside.addWidget(self.text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(panel, 1)
        layout.addWidget(label)
        layout.addWidget(self.note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the note leaves the room to the explanation."""
        super().resizeEvent(event)
        line = self.fontMetrics().lineSpacing()
        self.note.setMaximumHeight((3 if self.height() > 18 * line else 1) * line + 10)

    def show_cell(self, bridge: Bridge, ref: CellRef | None) -> None:
        """Follow the current cell: the note at once, the explanation in a moment (:meth:`tell` = now)."""
        if self.ref is not None and ref != self.ref:
            self.keep_note()
        if ref != self.ref:
            self._opened.clear()
        self.bridge, self.ref = bridge, ref
        self._sentences.stop()
        if ref is None or not bridge.model.has_cell(ref):
            self.ref = None
            self._later.stop()
            self._show_way()
            self.text.setHtml(f"<p style='color:{theme.QUIET}'>{escape(tr('选中一个数字，这里说明它从哪里来、影响哪里。'))}</p>")
            self.note.setPlainText("")
            self.note.setEnabled(False)
            return
        sheet = bridge.model.book.sheets.get(ref.form)
        self.note.setEnabled(not bridge.read_only)
        if not self.note.hasFocus():
            self.note.setPlainText(parts_of(sheet.notes.get((ref.row, ref.column)) if sheet else None).said)
        self._later.start()

    def tell(self) -> None:
        """Write the explanation of the cell in hand."""
        self._later.stop()
        if self.bridge is None or self.ref is None or not self.bridge.model.has_cell(self.ref):
            return
        self._remember(self.ref)
        self.text.setHtml(explain_html(self.bridge, self.ref, self._opened))
        if self.bridge.session.pack.narratives:
            self._sentences.start()

    def tell_sentences(self) -> None:
        """Add the sentences that use the figure; rendering the document for the first time takes a moment."""
        self._sentences.stop()
        if self.bridge is None or self.ref is None or not self.isVisible() or not self.bridge.model.has_cell(self.ref):
            return
        from desktop.app.text_review import text_review
        from desktop.app.where_used import sentences

        found = sentences(text_review(self.bridge.session).blocks, self.ref)
        if found:
            self._rewrite(explain_html(self.bridge, self.ref, self._opened, found))

    def _rewrite(self, html: str) -> None:
        """Another text at the same place of reading."""
        bar = self.text.verticalScrollBar()
        at = bar.value()
        self.text.setHtml(html)
        bar.setValue(at)

    # the way back

    def _remember(self, ref: CellRef) -> None:
        if self._at < 0 or self._trail[self._at] != ref:
            self._trail = [*self._trail[: self._at + 1], ref][-_STEPS:]
            self._at = len(self._trail) - 1
        self._show_way()

    def step(self, step: int) -> None:
        """Back (−1) or forward (1) to a cell that was explained before."""
        at = self._at + step
        if 0 <= at < len(self._trail):
            self._at = at
            self._show_way()
            self.cell_wanted.emit(self._trail[at])

    def _show_way(self) -> None:
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at + 1 < len(self._trail))

    def forget(self) -> None:
        """The document is about to close: an explanation that is still waiting is not told any more."""
        self._later.stop()
        self._sentences.stop()
        self.bridge, self.ref = None, None

    def keep_note(self) -> None:
        """Write the note down as an operation, if it changed."""
        if self.bridge is None or self.ref is None or self.bridge.read_only:
            return
        operation = set_note(self.bridge.model, self.ref, self.note.toPlainText())
        if operation.edits:
            self.bridge.do(operation)

    def _link(self, url: QUrl) -> None:
        address = url.toString()
        unfolded, block, ref = cell_of(address, OPEN), block_of(address), cell_of(address)
        if unfolded is not None and self.bridge is not None and self.ref is not None:
            self._opened ^= {unfolded}
            self._rewrite(explain_html(self.bridge, self.ref, self._opened))
            self._sentences.start()
        elif block:
            self.block_wanted.emit(block)
        elif ref is not None:
            self.cell_wanted.emit(ref)
