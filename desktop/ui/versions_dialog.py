"""版本: name the document as it is, look at what differs between two versions, go back to one. Stays open beside the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.app import versions
from desktop.app.jobs import Progress
from desktop.app.versions import Comparison, Side
from desktop.store.versions import Version
from desktop.ui import ask
from desktop.ui.help_key import give_help
from desktop.ui.password_dialog import with_password
from desktop.ui.versions_model import ChangesModel, VersionsModel, sentences_html
from desktop.ui.words import said, tr
from desktop.ui.work import run_beside, run_on_document

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace

_WHOLE_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
"""Whatever keys are held down: Qt's own selectRow would take the row out of the selection under the keys that open the dialog."""


class VersionsDialog(QDialog):
    """``cell_wanted`` asks to show a cell, ``restored`` tells that the document went back, ``saved`` that a version was made or dropped."""

    cell_wanted = Signal(object)
    restored = Signal(str)
    saved = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.session = workspace, workspace.session
        self.comparison: Comparison | None = None
        self.setWindowTitle(tr("版本"))
        give_help(self)
        self.versions, self.changes = VersionsModel(self), ChangesModel(self)
        self.list = self._table(self.versions, tr("版本"), 0, (0, 140, 90, 120))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.cells = self._table(self.changes, tr("不同的内容"), 0, (0, 140, 140, 110))
        self.cells.activated.connect(self._go)
        self.cells.doubleClicked.connect(self._go)
        self.sentences = QTextBrowser(self)
        self.sentences.setAccessibleName(tr("不同的句子"))
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.tabs = QTabWidget(self)
        self.tabs.addTab(self.cells, "")
        self.tabs.addTab(self.sentences, "")
        self.tabs.setDocumentMode(True)
        self.name = QPushButton(tr("保存版本……"), self)
        self.look = QPushButton(tr("比较"), self)
        self.other = QPushButton(tr("和另一个文档比较……"), self)
        self.back = QPushButton(tr("回到这个版本……"), self)
        self.drop = QPushButton(tr("删除"), self)
        self.report = QPushButton(tr("对照报告（PDF）……"), self)
        self._arrange()
        for button, slot in (
            (self.name, self.save_version),
            (self.look, self.compare),
            (self.other, self.compare_with_file),
            (self.back, self.go_back),
            (self.drop, self.drop_version),
            (self.report, self.write_report),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_state())
        self.list.doubleClicked.connect(lambda _: self.compare())
        self.refresh()

    def _table(self, model: VersionsModel | ChangesModel, name: str, stretched: int, widths: tuple[int, ...]) -> QTableView:
        table = QTableView(self)
        table.setModel(model)
        table.setAccessibleName(name)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 7)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        unit = self.fontMetrics().height() / 17
        for column, width in enumerate(widths):
            if width:
                table.setColumnWidth(column, int(width * unit))
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        return table

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.name, self.look, self.other, self.back, self.drop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        above, below = QWidget(self), QWidget(self)
        top, bottom = QVBoxLayout(above), QVBoxLayout(below)
        for layout in (top, bottom):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(7)
        top.addWidget(self.list, 1)
        top.addLayout(buttons)
        line = QHBoxLayout()
        line.addWidget(self.said, 1)
        line.addWidget(self.report)
        bottom.addLayout(line)
        bottom.addWidget(self.tabs, 1)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.addWidget(above)
        parts.addWidget(below)
        parts.setChildrenCollapsible(False)
        parts.setSizes([220, 330])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(parts)
        unit = self.fontMetrics().height() / 17
        room = self.screen().availableGeometry()
        self.resize(min(int(860 * unit), room.width() - 60), min(int(600 * unit), room.height() - 80))

    # what is shown

    def refresh(self) -> None:
        """Read the list again."""
        chosen = {version.number for version in self.chosen}
        self.versions.show(versions.list_versions(self.session))
        for row, version in enumerate(self.versions.versions):
            if version.number in chosen or (row == 0 and not chosen):
                self.list.selectionModel().select(self.versions.index(row, 0), _WHOLE_ROW)
        self._show_state()

    @property
    def chosen(self) -> list[Version]:
        """The marked versions, the newest first."""
        return [self.versions.versions[row] for row in sorted({index.row() for index in self.list.selectionModel().selectedRows()})]

    def _show_state(self) -> None:
        count, write = len(self.chosen), not self.session.document.read_only
        self.name.setEnabled(write)
        self.look.setEnabled(count in (1, 2))
        self.look.setText(tr("比较这两个版本") if count == 2 else tr("和现在比较"))
        self.back.setEnabled(write and count == 1)
        self.drop.setEnabled(write and count > 0)
        self.report.setEnabled(self.comparison is not None)
        cells, sentences = (len(self.comparison.cells), len(self.comparison.sentences)) if self.comparison else (0, 0)
        self.tabs.setTabText(0, tr("内容（{n}）", n=cells))
        self.tabs.setTabText(1, tr("文稿的句子（{n}）", n=sentences))
        self.tabs.setEnabled(self.comparison is not None)
        if self.comparison is None:
            empty = tr("还没有版本。“保存版本”给现在的内容起个名字，以后可以比较，也可以回来。")
            self.said.setText(tr("选一个版本和现在比较，选两个就互相比较。") if self.versions.versions else empty)

    def show_comparison(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.changes.show(comparison)
        self.sentences.setHtml(sentences_html(comparison.sentences))
        self.said.setText(said(comparison.summary))
        self._show_state()
        self.tabs.setCurrentIndex(0 if comparison.cells or not comparison.sentences else 1)

    # what can be done

    def save_version(self) -> None:
        name = ask.line(self, tr("保存版本"), tr("给现在的内容起个名字："))
        if name is None:
            return
        with ask.telling(self):
            versions.save_version(self.session, name)
            self.saved.emit()
            self.list.clearSelection()
            self.refresh()

    def compare(self) -> None:
        chosen = self.chosen
        if len(chosen) not in (1, 2):
            return

        def sides() -> tuple[Side, Side]:
            before = versions.side_of(self.session, chosen[-1])
            return before, versions.side_of(self.session, chosen[0]) if len(chosen) == 2 else versions.side_now(self.session)

        self._compare(sides)

    def compare_with_file(self) -> None:
        path = ask.open_file(self, tr("和哪个文档比较"), tr("明账文档"), ask.DOCUMENTS)
        if path is not None:
            self._compare(lambda: (versions.side_of_file(path), versions.side_now(self.session)))

    def _compare(self, sides: Callable[[], tuple[Side, Side]]) -> None:
        def work(progress: Progress) -> Comparison:
            progress.step(tr("读取版本"))
            before, after = sides()
            return versions.compare(before, after, progress)

        with ask.telling(self):
            found = with_password(self, lambda: self._beside(tr("正在比较……"), work))
            if found is not None:
                self.show_comparison(found)

    def _beside(self, title: str, work: Callable[[Progress], Comparison]) -> Comparison | None:
        """The window behind waits too: the document must not change while it is read."""
        behind = self.parentWidget()
        if behind is not None:
            behind.setEnabled(False)
        try:
            return run_beside(self, title, work)
        finally:
            if behind is not None:
                behind.setEnabled(True)

    def go_back(self) -> None:
        if len(self.chosen) != 1:
            return
        version = self.chosen[0]
        answer = ask.choose(
            self,
            tr("回到版本"),
            tr("把文档改回版本“{name}”的内容？", name=version.name),
            [("back", tr("回到这个版本")), ("", tr("取消"))],
            tr("现在的内容会先保存为一个版本；回去以后可以用撤销一次退回。"),
        )
        if answer != "back":
            return
        with ask.telling(self):
            behind = self.parentWidget() or self
            run_on_document(behind, tr("正在回到版本……"), self.session, lambda: versions.restore(self.session, version))
            self.comparison = None
            self.changes.show(None)
            self.sentences.clear()
            self.refresh()
            self.restored.emit(version.name)

    def drop_version(self) -> None:
        chosen = self.chosen
        told = tr("从列表中删除版本“{name}”？", name=chosen[0].name) if len(chosen) == 1 else tr("从列表中删除 {n} 个版本？", n=len(chosen))
        choices = [("drop", tr("删除")), ("", tr("取消"))]
        if not chosen or ask.choose(self, tr("删除版本"), told, choices, tr("只删名字，修改记录还在。")) != "drop":
            return
        with ask.telling(self):
            for version in chosen:
                versions.drop_version(self.session, version)
            self.saved.emit()
            self.refresh()

    def write_report(self) -> None:
        comparison = self.comparison
        if comparison is None:
            return
        name = tr("{unit}版本对照", unit=self.session.book.unit_name)
        out = ask.save_file(self, tr("对照报告"), tr("PDF 文件"), ".pdf", f"{name}.pdf")
        if out is None:
            return
        with ask.telling(self):
            pages = run_beside(self, tr("正在生成 PDF……"), lambda progress: versions.write_report(self.session, comparison, out))
            if pages is not None:
                self.said.setText(tr("已写出 {out}，共 {pages} 页。", out=str(out), pages=pages))

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.cell_wanted.emit(self.changes.changes[index.row()].ref)
