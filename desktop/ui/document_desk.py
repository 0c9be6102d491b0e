"""The document in the workspace: its entry above the tables, its page in the middle, figures explained at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.core.changes import ChangeSet
from desktop.ui import panes, theme
from desktop.ui.document_page import DocumentPage
from desktop.ui.document_states import gravest, mark_words, state_colour
from desktop.ui.document_story import span_html
from desktop.ui.document_watch import TextWatch
from desktop.ui.places import icon
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.core.findings import Finding
    from desktop.core.operations import Edit
    from desktop.document.spans import Span
    from desktop.ui.workspace import Workspace


def _entry_style() -> str:
    return f"""
QToolButton {{ border: none; border-bottom: 1px solid {theme.LINE}; background: {theme.BAR}; padding: 6px 8px; text-align: left; }}
QToolButton:hover {{ background: {theme.HOVER}; }}
QToolButton:checked {{ background: {theme.SELECTED}; }}
QToolButton:focus {{ border: 1px solid {theme.ACCENT}; }}
"""


class DocumentEntry(QToolButton):
    """One document of the pack, as the first line over the tables."""

    def __init__(self, name: str, is_one: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self.is_one = name, is_one
        self.setCheckable(True)
        self.setIcon(icon("cover"))
        self.setIconSize(QSize(15, 15))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet(_entry_style())
        self.show_state("")

    def show_state(self, state: str) -> None:
        told = tr("文稿") if self.is_one else tr("文稿 {name}", name=self.name)
        words = mark_words(state)
        self.setText(f"{told}  ● {words}" if words else told)
        colour = state_colour(state)
        self.setStyleSheet(_entry_style() + f"QToolButton {{ color: {colour}; }}")
        self.setToolTip(tr("文稿 {name}：正文、数字和表在一起", name=self.name))
        self.setAccessibleName(f"{told}，{words}" if words else told)


class DocumentDesk(QObject):
    """Lives as long as its workspace. Pages are made when they are first wanted."""

    explain_wanted = Signal()
    findings_wanted = Signal(bool)
    command_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.workspace, self.bridge = workspace, workspace.bridge
        self.pages: dict[str, DocumentPage] = {}
        self.entries: dict[str, DocumentEntry] = {}
        self._span: Span | None = None
        self._findings_back = False
        self._walking = False
        self.watch = TextWatch(workspace.bridge, self)
        workspace.bridge.text_judged.connect(workspace.changed)
        workspace.bridge.text_judged.connect(workspace.view.viewport().update)
        narratives = workspace.session.pack.narratives
        if narratives:
            column = QWidget(workspace)
            layout = QVBoxLayout(column)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
            for narrative in narratives:
                entry = self.entries[narrative.id] = DocumentEntry(narrative.id, len(narratives) == 1, column)
                entry.clicked.connect(self._entry_clicked)
                entry.installEventFilter(self)
                layout.addWidget(entry)
            column.setMinimumWidth(workspace.tree.minimumWidth())
            workspace.whole.replaceWidget(0, column)
            layout.addWidget(workspace.tree, 1)
            workspace.tree.show()
            unit = workspace.fontMetrics().height() / 17
            workspace.whole.setSizes([int(250 * unit), int(1116 * unit)])
            panes.recall({"whole": workspace.whole})
        workspace.explain.installEventFilter(self)
        workspace.middle.currentChanged.connect(self._turned)
        self.bridge.changed.connect(self._follow)

    # pages

    @property
    def page(self) -> DocumentPage | None:
        """The document page in front."""
        front = self.workspace.middle.currentWidget()
        return front if isinstance(front, DocumentPage) else None

    def show_document(self, name: str = "") -> DocumentPage | None:
        """Bring a document of the pack to the front, the first one for ""."""
        name = name or next(iter(self.entries), "")
        if name not in self.entries:
            self.workspace.told.emit(tr("这个表套没有公开文稿的样式。"))
            return None
        page = self.pages.get(name)
        if page is None:
            page = self.pages[name] = DocumentPage(self.bridge, name, self.workspace)
            self.workspace.middle.addWidget(page)
            page.span_chosen.connect(self._explain)
            page.form_wanted.connect(self._open_form)
            page.cell_wanted.connect(self.workspace.go_to)
            page.told.connect(self.workspace.told)
            page.states_changed.connect(self._mark)
            page.command_wanted.connect(self.command_wanted)
            self.watch.settled.connect(page.mark_figures)
        self.workspace.view.finish_edit()
        self.workspace.middle.setCurrentWidget(page)
        page.refresh()
        if not self.watch.is_busy:
            page.mark_figures()
        page.view.setFocus()
        self.workspace.told.emit(tr("点蓝色的数看来历；双击绿色的文字（或按 F2）修改；红色的地方要填。"))
        return page

    def _entry_clicked(self) -> None:
        entry = self.sender()
        if isinstance(entry, DocumentEntry):
            self.show_document(entry.name)
            self._turned(0)

    def _turned(self, index: int) -> None:
        """Another page is in front: what the left side shows as chosen."""
        page = self.page
        for name, entry in self.entries.items():
            entry.setChecked(page is not None and page is self.pages.get(name))
        findings = self.workspace.findings
        if page is not None and not findings.isHidden() and not self._walking:  # the text needs the height
            self._findings_back = True
            self.findings_wanted.emit(False)
        elif page is None and self._findings_back:
            self._findings_back = False
            self.findings_wanted.emit(True)
        if page is not None:
            self.workspace.tree.selectionModel().clear()  # so that the table that was shown can be chosen again
        else:
            self._span = None
            self.finish_edit()

    def _mark(self) -> None:
        for name, page in self.pages.items():
            state = gravest(page.blocks)
            self.entries[name].show_state("" if state == "own" else state)

    def _open_form(self, code: str) -> None:
        if self.bridge.model.find_form(code) is not None:
            self.workspace.show_form(code)
        else:
            self.workspace.told.emit(tr("还没有这张表：{code}。请先增加项目。", code=code))

    # figures

    def _explain(self, span: Span, is_asked: bool) -> None:
        self._span = span
        if is_asked:
            self.explain_wanted.emit()
        self._tell()

    def _tell(self) -> None:
        """The story of the span in hand in the panel at the right."""
        page = self.page
        if page is None or page.narrative is None:
            return
        panel = self.workspace.explain
        panel.show_cell(self.bridge, None)
        if self._span is not None:
            panel.text.setHtml(span_html(self.bridge, self._span, page.narrative.definition.style))

    def _follow(self, changes: ChangeSet) -> None:
        page = self.page
        if page is None:
            return
        before = self._span
        if before is not None:
            same = [span for _, span in page.spans(before.kind) if span.refs == before.refs]
            self._span = next((span for span in same if span.how == before.how), same[0] if same else None)
        self._tell()

    def follow_step(self, edits: tuple[Edit, ...]) -> bool:
        """Undo and redo with a document in front stay there; it shows by itself what changed."""
        return self.page is not None

    # for the window

    def panes(self) -> list[QWidget]:
        """Parts of the keyboard round."""
        page = self.page
        return [*self.entries.values(), *([page.outline, page.view] if page is not None else [])]

    def finish_edit(self) -> None:
        """What stands in an open field counts for every command."""
        for page in self.pages.values():
            page.editor.commit()

    def go_to_block(self, block: str, name: str = "") -> bool:
        """Show a block of the document by its id."""
        page = self.show_document(name)
        if page is None:
            return False
        number = next((number for number, each in enumerate(page.blocks) if each.block.id == block), None)
        if number is not None:
            page.view.go_to_block(number)
        return number is not None

    def go_to_place(self, block: str, words: str) -> None:
        """Show a block with these words chosen; a table where the block is one."""
        if self.bridge.model.find_form(block) is not None:
            self.workspace.show_form(block)
        elif self.go_to_block(block) and self.page is not None:
            self.page.view.go_to_words(self.page.view.hand, words)

    def go_to_finding(self, finding: Finding) -> bool:
        """Show where in the text something was found, the words marked; False for findings of tables."""
        from desktop.document.preflight import PLACE

        if finding.table != PLACE:
            return False
        placed = self.watch.review.place_of(finding)
        block = placed.fault.block if placed is not None else finding.scope.partition("#")[0]
        self._walking = True
        try:
            if self.bridge.model.find_form(block) is not None:
                return False
            page = self.show_document()
            if page is None:
                return False
            self.go_to_place(block, placed.fault.quote if placed is not None else "")
        finally:
            self._walking = False
        return True

    def step(self, step: int) -> bool:
        """The documents stand before the first table; False where the next table of the tree is wanted."""
        names, page, tree = list(self.entries), self.page, self.workspace.tree
        if page is not None:
            at = next(number for number, name in enumerate(names) if self.pages.get(name) is page) + step
            if 0 <= at < len(names):
                self.show_document(names[at])
            elif at == len(names):
                self.workspace.show_form(self.bridge.model.forms()[0].code)
            return True
        if names and step < 0 and not self.workspace.is_overview() and tree.neighbour(0) and tree.neighbour(step) is None:
            self.show_document(names[-1])
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys lead from the entries into the tables. A panel that opens beside the text tells of the text."""
        if watched is self.workspace.explain and event.type() == QEvent.Type.Show:
            QTimer.singleShot(0, self._tell)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, DocumentEntry):
            entries = list(self.entries.values())
            at = entries.index(watched)
            if event.key() == Qt.Key.Key_Down:
                (entries[at + 1] if at + 1 < len(entries) else self.workspace.tree).setFocus()
                return True
            if event.key() == Qt.Key.Key_Up and at:
                entries[at - 1].setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        return super().eventFilter(watched, event)
