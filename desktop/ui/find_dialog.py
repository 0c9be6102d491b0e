"""查找和替换 over everything: stays open beside the work, lists every place while it is still looking, shows before and after."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QWidget,
)

from desktop.app import replacing
from desktop.app.searching import Hit, Scope, Wanted, paced
from desktop.core.changes import ChangeSet
from desktop.ui.find_form import FindForm
from desktop.ui.find_model import EndsInSight, HitsModel
from desktop.ui.room import make_way
from desktop.ui.words import said, tr

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace

_PAUSE = 250  # ms after the last key before it looks
_SLICE = 0.012  # seconds of looking between two rounds of events
_MOST = 5000  # more places than anybody walks through; replacing covers all that are listed
_STRETCH, _FREE = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Interactive
_ONLY_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
SCOPES: tuple[Scope, ...] = ("table", "all", "document")


class FindDialog(FindForm):
    """``hit_wanted`` asks to show a place. The dialog follows changes of the document: what it lists is always as the document is."""

    hit_wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.bridge = workspace, workspace.bridge
        self._looking: Iterator[Hit | None] | None = None
        self._replaced = ""
        self._later, self._slice = QTimer(self), QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self.search)
        self._slice.setInterval(0)
        self._slice.timeout.connect(self._look)
        self.hits = HitsModel(self._after, self)
        self.list.setModel(self.hits)
        self._columns()
        self._connect()
        self._show_state()

    def _columns(self) -> None:
        """What can be said of the columns only once there are some."""
        self.list.setItemDelegateForColumn(1, EndsInSight(self.list))
        header = self.list.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((0, 64), (2, 180)):
            self.list.setColumnWidth(column, int(width * self.fontMetrics().height() / 17))
        header.setSectionResizeMode(3, _STRETCH)

    def _connect(self) -> None:
        self.text.textChanged.connect(lambda _: self._later.start())
        self.new.textChanged.connect(self._new_words)
        self.scope.currentIndexChanged.connect(lambda _: self.search())
        self.case.toggled.connect(lambda _: self.search())
        self.whole.toggled.connect(lambda _: self.search())
        self.next.clicked.connect(lambda: self.step(1))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.one.clicked.connect(self.replace_chosen)
        self.all.clicked.connect(self.replace_all)
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_state())
        self.bridge.changed.connect(self._follow)

    def open_for(self, replace: bool, text: str = "") -> None:
        """Show the dialog for finding or for replacing, the text in hand filled in and marked."""
        self.new_label.setVisible(replace or self.hits.replacing)
        for widget in (self.new, self.one, self.all):
            widget.setVisible(replace or self.hits.replacing)
        self.hits.replacing = replace or self.hits.replacing
        self.list.setColumnHidden(3, not self.hits.replacing)
        self.list.setColumnWidth(1, self.fontMetrics().height() * (290 if self.hits.replacing else 430) // 17)
        self.list.horizontalHeader().setSectionResizeMode(2, _STRETCH if not self.hits.replacing else _FREE)
        if text:
            self.text.setText(text)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()
        self.text.selectAll()
        if text or self.text.text():
            self.search()

    # looking

    @property
    def wanted(self) -> Wanted:
        scope = SCOPES[self.scope.currentIndex()]
        table = self.workspace.sheet.form if self.workspace.sheet is not None else ""
        return Wanted(self.text.text(), scope, table if scope == "table" else "", self.case.isChecked(), self.whole.isChecked())

    def search(self) -> None:
        """Begin to look, from the start."""
        self._later.stop()
        wanted = self.wanted
        self.hits.begin(wanted)
        self._looking = paced(self.bridge.session, wanted)
        self._slice.start()
        self._show_state()

    def _look(self) -> None:
        until = time.perf_counter() + _SLICE
        found: list[Hit] = []
        while self._looking is not None and time.perf_counter() < until:
            try:
                hit = next(self._looking)
            except StopIteration:
                self._looking = None
                break
            if hit is not None:
                found.append(hit)
                if len(self.hits.hits) + len(found) >= _MOST:
                    self._looking = None
        self.hits.add(found)
        if self._looking is None:
            self._slice.stop()
            self._show_state()

    @property
    def is_looking(self) -> bool:
        return self._looking is not None or self._later.isActive()

    def _finish_looking(self) -> None:
        if self._later.isActive():
            self.search()
        while self._looking is not None:
            self._look()

    def _follow(self, changes: ChangeSet) -> None:
        """The document changed: what is listed may be different."""
        if self.isVisible() and self.text.text():
            self._later.start()

    def _show_state(self) -> None:
        found = self.hits.hits
        fixed = sum(bool(hit.fixed) for hit in found)
        if self._replaced and not self.is_looking:
            told, self._replaced = self._replaced, ""
        elif not self.text.text().strip():
            told = tr("输入要找的文字或数。Enter 下一处，Shift+F4 也行。")
        elif self.is_looking:
            told = tr("正在查找……")
        elif not found:
            told = tr("没有找到“{what}”。", what=self.text.text())
        elif len(found) >= _MOST:
            told = tr("只列出前 {n} 处，请把要找的内容写得更具体。", n=_MOST)
        elif not fixed:
            told = tr("找到 {n} 处。", n=len(found))
        else:
            told = tr("找到 {n} 处，其中 {fixed} 处是算出的、锁定的或自动生成的，不能替换。", n=len(found), fixed=fixed)
        if told != self.said.text() and not (self.is_looking and found):
            self.said.setText(told)
        write = not self.bridge.read_only
        self.all.setEnabled(write and len(found) > fixed)
        self.one.setEnabled(write and self.list.selectionModel().hasSelection())
        for button in (self.next, self.previous):
            button.setEnabled(bool(self.text.text().strip()))

    # walking

    def step(self, by: int) -> None:
        """The next or previous place, from the one in hand; round at the end."""
        self._finish_looking()
        count = len(self.hits.hits)
        if not count:
            return
        at = self.list.currentIndex().row()
        row = (at + by) % count if at >= 0 else (0 if by > 0 else count - 1)
        self.list.selectionModel().setCurrentIndex(self.hits.index(row, 0), _ONLY_ROW)
        self._go(self.list.currentIndex())

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            focus = self.focusWidget()
            self.hit_wanted.emit(self.hits.hits[index.row()])
            QTimer.singleShot(0, self._make_way)  # the table may be another one, which is laid out first
            self.activateWindow()
            if focus is not None:
                focus.setFocus()

    def _make_way(self) -> None:
        """Off the cell that was gone to."""
        view = self.workspace.view
        cell = view.visualRect(view.currentIndex())
        if not self.isVisible() or not view.isVisible() or cell.isEmpty():
            return
        make_way(self, cell.translated(view.viewport().mapToGlobal(QPoint(0, 0))))

    # replacing

    def _new_words(self) -> None:
        self.hits.preview_again()

    def _after(self, hit: Hit) -> tuple[str, str]:
        if hit.fixed:
            return "", said(hit.fixed)
        change, _ = replacing.preview(self.bridge.session, self.hits.wanted, self.new.text(), hit)
        return change.after, said(change.problem)

    def replace_chosen(self) -> None:
        rows = sorted({index.row() for index in self.list.selectionModel().selectedRows()})
        self._replace([self.hits.hits[row] for row in rows])

    def replace_all(self) -> None:
        self._finish_looking()
        self._replace(list(self.hits.hits))

    def _replace(self, hits: list[Hit]) -> None:
        plan = replacing.plan(self.bridge.session, self.hits.wanted, self.new.text(), hits)
        if plan.operation.edits and not self.bridge.do(plan.operation, title=tr("正在替换……")):
            return
        told = [said(plan.summary), *(f"{change.hit.place}：{said(change.problem)}" for change in plan.refused[:3])]
        if plan.operation.edits:
            told.insert(1, tr("可用撤销一次退回。"))
        self.search()
        self._replaced = " ".join(told)
        self._finish_looking()
        if plan.operation.edits:
            self.list.setFocus()  # in a field the keys of undo would take back what was typed there

    def hideEvent(self, event: QHideEvent) -> None:
        self._slice.stop()
        self._later.stop()
        self._looking = None
        super().hideEvent(event)
