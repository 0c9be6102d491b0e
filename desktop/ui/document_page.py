"""The page of the document: outline, text, and what can be done to the block in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from desktop.core.changes import ChangeSet
from desktop.ui import ask
from desktop.ui.bridge import Bridge
from desktop.ui.document_fact import FactEditor
from desktop.ui.document_figures import OwnFigures
from desktop.ui.document_lines import Line, Piece, form_link
from desktop.ui.document_outline import Outline
from desktop.ui.document_own import OwnWordsDialog
from desktop.ui.document_spans import WRITABLE, SpanWork
from desktop.ui.document_text import MarkedFigure
from desktop.ui.document_view import DocumentView
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.document.narrative import Narrative, RenderedBlock


class DocumentPage(SpanWork):
    """Signals say what the clerk wants; the desk does it."""

    states_changed = Signal()
    command_wanted = Signal(str)  # name of a command of the window

    def __init__(self, bridge: Bridge, narrative_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge, self.narrative_id = bridge, narrative_id
        self.narrative: Narrative | None = None
        self._stale_screen = True
        self.outline = Outline(self)
        self.view = DocumentView(self._titles, self)
        self.editor = FactEditor(bridge, self.view)
        self.summary = QLabel(self)
        self.summary.setObjectName("quiet")
        self.summary.setWordWrap(True)
        self.buttons: dict[str, QPushButton] = {}
        bar = QHBoxLayout()
        bar.setContentsMargins(4, 0, 0, 0)
        bar.setSpacing(6)
        bar.addStretch(1)
        for name, text, slot in (
            ("gap", tr("下一处缺资料"), self.next_gap),
            ("own", tr("改用自己的话……"), self.write_own),
            ("generated", tr("恢复自动生成"), self.restore_generated),
        ):
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(lambda checked=False, slot=slot: slot())
            self.buttons[name] = button
            bar.addWidget(button)
        out = QPushButton(tr("生成文稿"), self)
        out.setAutoDefault(False)
        menu = QMenu(out)
        for name, text in (
            ("preview_document", tr("预览文稿")),
            ("document_pdf", tr("生成文稿（PDF）……")),
            ("document_word", tr("生成文稿（Word）……")),
            ("publication_package", tr("公开文件一套……")),
            ("preflight_document", tr("出版前检查")),
        ):
            menu.addAction(text, self._wish(name))
        out.setMenu(menu)
        self.buttons["out"] = out
        bar.addWidget(out)
        for button in self.buttons.values():
            button.setStyleSheet("padding: 4px 9px;")
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        left = QWidget(self)
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 4, 0, 0)
        beside.setSpacing(6)
        beside.addWidget(self.summary)
        beside.addWidget(self.outline, 1)
        unit = self.fontMetrics().height() / 17
        left.setMinimumWidth(int(130 * unit))
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.addWidget(left)
        self.split.addWidget(right)
        self.split.setHandleWidth(5)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([int(215 * unit), int(700 * unit)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 4)
        layout.addWidget(self.split)
        self.view.span_clicked.connect(self._clicked)
        self.view.span_wanted.connect(self._wanted)
        self.view.form_wanted.connect(self.form_wanted)
        self.view.block_changed.connect(self._in_hand)
        self.view.menu_wanted.connect(self._menu)
        self.view.mark_wanted.connect(self._mark_wanted)
        self.outline.block_chosen.connect(self._outline_chosen)
        self.editor.entered.connect(self._entered)
        self.editor.left.connect(self.view.setFocus)
        bridge.changed.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen what the menus do as well has no button."""
        super().resizeEvent(event)
        for name in ("own", "generated"):
            self.buttons[name].setVisible(self.width() >= 38 * self.fontMetrics().height())

    def _wish(self, command: str) -> Callable[[], None]:
        return lambda: self.command_wanted.emit(command)

    # what is shown

    def refresh(self) -> None:
        """Bring the page up to date; what is other than at the last time is highlighted."""
        from desktop.app import disclosure

        if self.narrative is None or self.narrative.model is not self.bridge.model:
            self.narrative = disclosure.open_narrative(self.bridge.session, self.narrative_id)
            self._stale_screen = True
        if not self._stale_screen:
            return
        self._stale_screen = False
        blocks = self.narrative.blocks()
        if not self.view.rendered:
            self.view.show_blocks(blocks)
        else:
            self.view.follow(blocks)
        self.outline.show_blocks(blocks)
        self._summarise()
        self._in_hand(self.view.hand)

    def _follow(self, changes: ChangeSet) -> None:
        if self.narrative is None:
            return
        if self.narrative.model is self.bridge.model:
            self.narrative.after(changes)
        self._stale_screen = True
        if self.isVisible():
            self.refresh()

    def _summarise(self) -> None:
        blocks = self.blocks
        gaps = len({name for each in blocks for name in each.missing})
        own = sum(each.generated is not None for each in blocks)
        stale = sum(each.stale for each in blocks)
        wrong = sum(bool(each.problem) for each in blocks)
        said = [tr("缺资料 {n} 项", n=gaps)] if gaps else [tr("资料齐了")]
        said += [tr("自拟 {n} 段", n=own)] if own else []
        said += [tr("其中已过时 {n} 段", n=stale)] if stale else []
        said += [tr("{n} 段的表套文字有错", n=wrong)] if wrong else []
        self.summary.setText("　".join(said))
        self.buttons["gap"].setEnabled(bool(gaps))
        self.states_changed.emit()

    def _titles(self, rendered: RenderedBlock) -> Sequence[Line]:
        """Cover, tables and forms as places in the text."""
        from desktop.document.disclosure import document_title
        from desktop.document.narrative import begun_forms
        from desktop.document.official_tables import official_tables

        model, block = self.bridge.model, rendered.block
        if block.kind == "cover":
            assert self.narrative is not None
            return [Line("title", (Piece("title", text),)) for text in (model.book.unit_name, document_title(self.narrative))]
        codes = (
            official_tables(model) if block.kind == "tables" else [block.form] if block.kind == "table" else begun_forms(model, block.form)
        )
        if codes:
            return [Line("note", (Piece("quiet", tr("〔表〕")), Piece("link", model.form_label(code), form_link(code)))) for code in codes]
        code = self._first_form(block.form)
        if model.find_form(code) is None:
            return []
        return [Line("note", (Piece("link", tr("去填写：{form}", form=model.form_label(code)), form_link(code)),))]

    def mark_figures(self) -> None:
        """Underline the figures that were typed by hand; what the data know about them is looked up now."""
        from desktop.app.text_review import text_review
        from desktop.document.figure_match import examine

        if self.narrative is None or self.narrative.model is not self.bridge.model or self._stale_screen:
            return
        typed = [
            (number, each)
            for number, each in enumerate(self.blocks)
            if each.generated is not None or any(span.kind == "clerk" for spans in each.paragraphs for span in spans)
        ]
        if not typed:  # what the data know takes a while to read in a large book
            self.view.mark_figures([])
            return
        known, year = text_review(self.bridge.session).known, self.bridge.model.book.year
        self.view.mark_figures([(number, mark) for number, each in typed for mark in examine(each, known, year)])

    def _mark_wanted(self, marked: MarkedFigure) -> None:
        """A figure typed by hand: in own words it can be made to follow the data, elsewhere it is told why it is marked."""
        self.told.emit(marked.match.why)
        if self.blocks[marked.number].generated is not None and not self.bridge.read_only:
            self.write_own(marked.match.figure.text)

    # the block in hand

    def _in_hand(self, number: int) -> None:
        self.outline.follow(number)
        rendered = self.block_in_hand()
        write = not self.bridge.read_only and rendered is not None and rendered.block.kind in WRITABLE
        own = rendered is not None and rendered.generated is not None
        stale = rendered is not None and rendered.stale
        self.buttons["own"].setText(tr("看变动……") if stale else tr("改自己的话……") if own else tr("改用自己的话……"))
        self.buttons["own"].setEnabled(rendered is not None and not self.bridge.read_only)  # where it cannot be done it says why
        self.buttons["generated"].setEnabled(write and own)

    def _outline_chosen(self, number: int) -> None:
        self.view.go_to_block(number)

    def write_own(self, figure: str = "") -> None:
        """Own words for the block in hand, starting from what stands there; ``figure`` typed by hand is chosen in them."""
        from desktop.app.disclosure_words import why_not_writable

        rendered = self.block_in_hand()
        if rendered is None or self.bridge.read_only:
            self.told.emit(tr("请先把光标放到要改的那一段。") if rendered is None else tr("文档以只读方式打开，不能修改。"))
            return
        why = why_not_writable(rendered)
        if why:
            self.told.emit(why)
            return
        dialog = OwnWordsDialog(rendered, OwnFigures(self.bridge, rendered.block.id), self)
        dialog.choose(figure)
        if dialog.exec() == OwnWordsDialog.DialogCode.Accepted:
            self.keep_words(rendered, dialog.words)
        dialog.deleteLater()
        self.view.setFocus()

    def keep_words(self, rendered: RenderedBlock, words: str) -> None:
        from desktop.app import disclosure_words

        block = rendered.block.id
        with ask.telling(self):
            if rendered.generated is not None and words == rendered.own:
                if rendered.stale:
                    disclosure_words.accept_text(self.bridge.session, block, narrative=self.narrative)
                    self.told.emit(tr("已核对：您的话照旧，可撤销。"))
                return
            if rendered.generated is None and words == rendered.source:
                return
            disclosure_words.set_text(self.bridge.session, block, words, narrative=self.narrative)
            self.told.emit(tr("这一段用您的话；有底色的数仍跟着表变，手写的不变。可撤销。"))

    def restore_generated(self) -> None:
        from desktop.app import disclosure_words

        rendered = self.block_in_hand()
        if rendered is None or rendered.generated is None or self.bridge.read_only:
            return
        with ask.telling(self):
            disclosure_words.clear_text(self.bridge.session, rendered.block.id)
            self.told.emit(tr("已恢复自动生成，可撤销。"))
