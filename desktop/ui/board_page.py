"""The status board: every table with its state, findings and last change; days left; what is missing for 定稿, with the way there."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app import finishing
from desktop.app.finishing import Task
from desktop.app.status import LastChanges, Status, TableStatus, status
from desktop.core.changes import ChangeSet
from desktop.core.findings import Finding
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.form_tree_model import STATE_ICONS, state_words
from desktop.ui.places import icon
from desktop.ui.words import said, tr

_NARROW = 48  # width in heights of a line
_LATER = 120  # ms; the board follows when the clerk rests
_TASK = Qt.ItemDataRole.UserRole
_FORM = Qt.ItemDataRole.UserRole


class BoardPage(QWidget):
    """Signals say where the clerk wants to go and what he wants to do."""

    form_wanted = Signal(str)
    task_wanted = Signal(object)  # Task
    finish_wanted = Signal()
    reopen_wanted = Signal()
    hand_check_wanted = Signal(bool)  # somebody looked at what no program can judge, or takes that back

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.tasks: list[Task] = []
        self._changes = LastChanges(bridge.session)
        self._stale = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER)
        self._later.timeout.connect(self.refresh)
        title = QLabel(tr("状态一览"), self)
        big = QFont(self.font())
        big.setPointSizeF(big.pointSizeF() * 1.35)
        big.setBold(True)
        title.setFont(big)
        self.summary, self.deadline, self.stamp = QLabel(self), QLabel(self), QLabel(self)
        self.summary.setObjectName("quiet")
        self.deadline.setAccessibleName(tr("公开期限"))
        self.stamp.setAccessibleName(tr("定稿"))
        for label in (self.deadline, self.stamp):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.finish, self.reopen = QPushButton(tr("定稿……"), self), QPushButton(tr("重新打开……"), self)
        self.finish.clicked.connect(self.finish_wanted)
        self.reopen.clicked.connect(self.reopen_wanted)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(title)
        top.addWidget(self.summary, 1)
        for button in (self.finish, self.reopen):
            button.setAutoDefault(False)
            top.addWidget(button)
        self.tables = self._tree(
            tr("各表的状态"),
            [tr("表"), tr("状态"), tr("错误"), tr("警告"), tr("提示"), tr("已说明"), tr("待核对"), tr("最后修改")],
        )
        self.tables.itemActivated.connect(lambda item: self.form_wanted.emit(item.data(0, _FORM)))
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("定稿检查清单"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        missing = QWidget(self)
        below = QVBoxLayout(missing)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(3)
        head = QLabel(tr("定稿检查清单（双击或回车转到）"), missing)
        head.setBuddy(self.list)
        below.addWidget(head)
        below.addWidget(self.list, 1)
        self.list.itemActivated.connect(self._go)
        self.list.itemChanged.connect(self._ticked)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.tables)
        split.addWidget(missing)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 3)
        split.setSizes([720, 360])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 6)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.deadline)
        layout.addWidget(self.stamp)
        layout.addWidget(split, 1)
        self._fit_columns()
        bridge.changed.connect(self._follow)

    def _tree(self, name: str, heads: list[str]) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setAccessibleName(name)
        made.setHeaderLabels(heads)
        made.setRootIsDecorated(False)
        made.setAlternatingRowColors(True)
        made.setUniformRowHeights(True)
        made.header().setSectionsMovable(False)
        return made

    def _fit_columns(self) -> None:
        header, metrics = self.tables.header(), self.fontMetrics()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(30)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        heads = [self.tables.headerItem().text(column) for column in range(2, 7)]
        for column, text in enumerate((tr("填报中") + "　　", *heads, "08-20 10:22 wwwwww"), 1):
            header.resizeSection(column, metrics.horizontalAdvance(text) + 18)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the counts that nothing hangs on give way to the names of the tables."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * self.fontMetrics().height()
        for column in (4, 5, 6, 7):
            self.tables.setColumnHidden(column, narrow)

    # following the document

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._later.start(0)

    def _follow(self, changes: ChangeSet) -> None:
        self._stale = True
        if self.isVisible():
            self._later.start(_LATER)

    def follow_text(self) -> None:
        """The text of the document was judged anew."""
        self._follow(ChangeSet())

    def forget(self) -> None:
        self._later.stop()

    def refresh(self) -> None:
        """Read everything again; what was chosen stays chosen."""
        self._later.stop()
        self._stale = False
        board = status(self.bridge.session, self._changes, text=self._text())
        self._show_head(board)
        self._show_tables(board)
        self.tasks = finishing.tasks(self.bridge.session)
        self._show_tasks()
        self.finish.setEnabled(board.stamp is None and not self.bridge.read_only)
        self.finish.setVisible(board.stamp is None)
        self.reopen.setVisible(board.stamp is not None)
        self.reopen.setEnabled(not self.bridge.read_only)

    def _text(self) -> tuple[Finding, ...] | None:
        """What was found in the text of the document, as far as it was judged already."""
        from desktop.app.text_review import is_begun, text_review

        return text_review(self.bridge.session).found if is_begun(self.bridge.session) else None

    def _show_head(self, board: Status) -> None:
        number = board.counts
        self.summary.setText(
            tr("合计：错误 {error}　警告 {warning}　提示 {hint}　已说明 {done}", error=number["error"], warning=number["warning"],
               hint=number["hint"], done=number["acknowledged"])
        )  # fmt: skip
        self.deadline.setVisible(board.deadline is not None)
        if board.deadline is not None:
            late = board.deadline.left is not None and board.deadline.left < 0
            soon = board.deadline.left is not None and board.deadline.ended is None and 0 <= board.deadline.left <= 5
            colour = theme.ERROR if late else theme.WARNING if soon else theme.INK
            self.deadline.setText(("▲ " if late or soon else "") + said(board.deadline.words))
            self.deadline.setStyleSheet(f"color: {colour};")
            self.deadline.setToolTip(board.deadline.basis)
        lines = [finishing.stamp_words(self.bridge.session)] if board.stamp is not None else []
        lines += [
            f"{said(finishing.local(one.when))} {one.who} {tr('重新打开：{reason}', reason=one.reason)}"
            for one in board.history[-3:]
            if one.reason
        ]
        self.stamp.setVisible(bool(lines))
        self.stamp.setText("\n".join(lines))
        self.stamp.setStyleSheet(f"color: {theme.INK if board.unchanged else theme.ERROR};")

    def _show_tables(self, board: Status) -> None:
        chosen = self.tables.currentItem()
        before = chosen.data(0, _FORM) if chosen is not None else ""
        self.tables.clear()
        for line in board.tables:
            item = QTreeWidgetItem(self.tables, _texts(line))
            item.setData(0, _FORM, line.go)
            item.setIcon(1, icon(STATE_ICONS.get(line.state, "state-open")))
            item.setToolTip(0, item.text(0))
            item.setToolTip(1, _whole(line))
            item.setToolTip(7, f"{said(finishing.local(line.changed))} {line.who}".strip())
            for column in range(2, 7):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
            for column, count, colour in ((2, line.errors, theme.ERROR), (3, line.warnings, theme.WARNING)):
                if count:
                    item.setForeground(column, QBrush(QColor(colour)))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, tr("{table}：{state}", table=item.text(0), state=item.text(1)))
            if line.go == before:
                self.tables.setCurrentItem(item)
        first = self.tables.topLevelItem(0)
        if self.tables.currentItem() is None and first is not None:
            self.tables.setCurrentItem(first)

    def _show_tasks(self) -> None:
        self.list.blockSignals(True)
        chosen = self.list.currentItem()
        at = self.list.row(chosen) if chosen is not None else 0
        self.list.clear()
        for task in self.tasks:
            item = QListWidgetItem(said(task.say) if task.confirm else f"{_sign(task)} {said(task.say)}", self.list)
            item.setData(_TASK, task)
            item.setToolTip(said(task.say))
            if task.confirm:
                if self.bridge.read_only or self.bridge.model.book.is_finished:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if task.done else Qt.CheckState.Unchecked)
            colour = theme.IMPORTED if task.done else theme.ERROR if task.needed else theme.QUIET
            item.setForeground(QBrush(QColor(colour)))
            state = tr("已完成") if task.done else tr("未完成") if task.needed else tr("供参考")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{state}：{said(task.say)}")
        again = self.list.item(min(max(at, 0), self.list.count() - 1))
        if again is not None:
            self.list.setCurrentItem(again)
        self.list.blockSignals(False)

    # what is wanted

    def _go(self, item: QListWidgetItem) -> None:
        task: Task = item.data(_TASK)
        if not task.done or task.confirm:
            self.task_wanted.emit(task)

    def _ticked(self, item: QListWidgetItem) -> None:
        task: Task = item.data(_TASK)
        if task.confirm:
            self.hand_check_wanted.emit(item.checkState() == Qt.CheckState.Checked)
            self._later.start(0)  # the tick shows what the document holds, whether it could be written or not


def _sign(task: Task) -> str:
    return "✓" if task.done else "×" if task.needed else "·"


def _texts(line: TableStatus) -> list[str]:
    title = tr("{title}（{count} 张）", title=line.title, count=line.count) if line.count > 1 else said(line.title)
    number = [str(count) if count else "" for count in (line.errors, line.warnings, line.hints, line.acknowledged, line.marked)]
    changed = f"{_short(finishing.local(line.changed))} {line.who}" if line.changed else ""
    return [title, state_words(line.state), *number, changed]


def _whole(line: TableStatus) -> str:
    """What the columns say that a small screen leaves out."""
    told = tr("提示 {hints}　已说明 {done}　待核对 {marked}", hints=line.hints, done=line.acknowledged, marked=line.marked)
    return f"{told}\n{said(finishing.local(line.changed))} {line.who}" if line.changed else told


def _short(when: str) -> str:
    """2025年08月20日 10:22 as narrow as the column: 08-20 10:22."""
    return when[5:].replace("月", "-").replace("日", "") if when[4:5] == "年" else when
