"""The overview of the projects: a list that is added to, copied, sorted and searched here; Enter opens the forms of a project."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.app import projects
from desktop.app.pasting import written_text
from desktop.app.projects import Project
from desktop.core.changes import ChangeSet
from desktop.ui.bridge import Bridge
from desktop.ui.links import cell_of
from desktop.ui.project_model import PROJECT, ProjectModel
from desktop.ui.project_story import project_html
from desktop.ui.words import tr

_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_DELAY = 80  # ms; what is told about a project follows when the clerk rests


class ProjectTable(QTableView):
    """Enter opens, Delete removes, Alt+Shift with an arrow moves, Ctrl+C copies the lines; a letter begins the search."""

    open_wanted = Signal()
    remove_wanted = Signal()
    move_wanted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, moving = event.key(), event.modifiers() & _ALT_SHIFT == _ALT_SHIFT
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_lines()
        elif moving and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def copy_lines(self) -> None:
        """The chosen projects with the headings, as text for a spreadsheet."""
        model = self.model()
        columns = [at for at in range(model.columnCount()) if not self.isColumnHidden(at)]
        heads = [str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in columns]
        lines = sorted({index.row() for index in self.selectedIndexes()})
        rows = [[str(model.index(line, at).data() or "") for at in columns] for line in lines]
        QApplication.clipboard().setText(written_text([heads, *rows]))


class ProjectPage(QWidget):
    """Signals say what the clerk wants with the chosen projects; the workspace does it."""

    form_wanted = Signal(str)
    add_wanted = Signal()
    copy_wanted = Signal()
    remove_wanted = Signal()
    move_wanted = Signal(int)
    batch_wanted = Signal()
    cell_wanted = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.model = ProjectModel(bridge, self)
        self._stale = True
        title = QLabel(tr("项目一览"), self)
        big = QFont(self.font())
        big.setPointSizeF(big.pointSizeF() * 1.35)
        big.setBold(True)
        title.setFont(big)
        self.summary = QLabel(self)
        self.summary.setObjectName("quiet")
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(tr("按名称、编码、类别查找"))
        self.words.setAccessibleName(tr("查找项目"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(self.fontMetrics().horizontalAdvance(self.words.placeholderText()) + 40)
        self.words.textChanged.connect(self._find)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(title)
        top.addWidget(self.summary, 1)
        top.addWidget(self.words)
        self.buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout()
        line.setSpacing(6)
        for name, text, slot in (
            ("add", tr("增加项目……"), self.add_wanted),
            ("copy", tr("复制……"), self.copy_wanted),
            ("remove", tr("删除……"), self.remove_wanted),
            ("up", tr("上移"), self._up),
            ("down", tr("下移"), self._down),
            ("list", tr("填写清单"), self._list),
            ("batch", tr("批量输出……"), self.batch_wanted),
        ):
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            self.buttons[name] = button
            line.addWidget(button)
            if name in ("remove", "down"):
                line.addSpacing(10)
        line.addStretch(1)
        self.table = ProjectTable(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("项目一览"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setIconSize(QSize(14, 14))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        self.table.open_wanted.connect(self._open)
        self.table.remove_wanted.connect(self.remove_wanted)
        self.table.move_wanted.connect(self.move_wanted)
        self.table.doubleClicked.connect(self._opened)
        self.table.selectionModel().currentChanged.connect(self._told_soon)
        self.story = QTextBrowser(self)
        self.story.setOpenLinks(False)
        self.story.setAccessibleName(tr("项目的说明"))
        self.story.anchorClicked.connect(lambda url: self._link(url.toString()))
        self.story.document().setDocumentMargin(9)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_DELAY)
        self._later.timeout.connect(self.tell)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.table)
        split.addWidget(self.story)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([400, 180])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 6)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(line)
        layout.addWidget(split, 1)
        self._fit_columns()
        bridge.changed.connect(self._follow)

    def _fit_columns(self) -> None:
        header, metrics = self.table.horizontalHeader(), self.fontMetrics()
        widths = {"number": 3, "code": 7, "category": 8, "score": 5, "grade": 4, "findings": 6}
        for at, name in enumerate(self.model.columns):
            if name == "name":
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
                continue
            letters = widths.get(name, 5 if name in self.model.stages else 6)
            header.resizeSection(at, int(2 * metrics.horizontalAdvance("0") * letters) + 6)
        header.setMinimumSectionSize(34)
        header.setHighlightSections(False)

    # which projects

    def chosen(self) -> list[str]:
        """Ids of the selected projects, in the order of the list."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self.model.shown[row].id for row in rows if row < len(self.model.shown)]

    def current(self) -> Project | None:
        index = self.table.currentIndex()
        found: Project | None = index.data(PROJECT) if index.isValid() else None
        return found

    def choose(self, project: str) -> None:
        row = self.model.row_of(project)
        if row >= 0:
            self._select(row)
            self.table.scrollTo(self.model.index(row, 1))

    def _select(self, row: int) -> None:
        """Make a line the only chosen one, whatever keys are held down (Qt's own selectRow would toggle it under Ctrl)."""
        flags = self.table.selectionModel().SelectionFlag
        self.table.selectionModel().setCurrentIndex(self.model.index(row, 1), flags.ClearAndSelect | flags.Rows)

    # following the document

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _follow(self, changes: ChangeSet) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the projects again if something changed; the chosen one stays chosen."""
        if not self._stale:
            return
        self._stale = False
        before, chosen = self.current(), self.chosen()
        self.model.read()
        self._chosen_again(before.id if before else "", chosen)
        for name, texts in (("code", [one.code for one in self.model.every]), ("category", [one.category for one in self.model.every])):
            self.table.setColumnHidden(self.model.columns.index(name), not any(texts))
        scored = [one.score for one in self.model.every if one.score is not None]
        said = tr("共 {count} 个项目，已自评 {scored} 个", count=len(self.model.every), scored=len(scored))
        self.summary.setText(said)
        write = not self.bridge.read_only
        for name in ("add", "copy", "remove", "up", "down"):
            self.buttons[name].setEnabled(write and (name == "add" or bool(self.model.every)))
        self.buttons["batch"].setEnabled(bool(self.model.every))

    def _chosen_again(self, current: str, chosen: list[str]) -> None:
        rows = [self.model.row_of(project) for project in chosen]
        if len([row for row in rows if row >= 0]) > 1:
            flags = self.table.selectionModel().SelectionFlag
            for row in rows:
                if row >= 0:
                    self.table.selectionModel().select(self.model.index(row, 0), flags.Select | flags.Rows)
            self.table.selectionModel().setCurrentIndex(self.model.index(max(self.model.row_of(current), 0), 1), flags.NoUpdate)
        elif self.model.shown:
            self._select(max(self.model.row_of(current), 0))
        self.tell()

    def _find(self, words: str) -> None:
        before = self.current()
        self.model.find(words)
        self._chosen_again(before.id if before else "", [])

    def _told_soon(self, current: QModelIndex, previous: QModelIndex) -> None:
        self._later.start()

    def tell(self) -> None:
        """Forms, forecast and changed targets of the current project."""
        self._later.stop()
        one = self.current()
        nothing = tr("没有符合的项目。") if self.model.every else tr("还没有项目。点“增加项目”，或在“填写清单”里输入。")
        self.story.setHtml(project_html(self.bridge, one) if one is not None else f"<p>{nothing}</p>")

    def forget(self) -> None:
        self._later.stop()

    # what is wanted

    def _open(self) -> None:
        one = self.current()
        if one is None:
            return
        column = self.model.columns[max(self.table.currentIndex().column(), 0)]
        form = one.form(column) or next((form for form in reversed(one.forms) if form.state != "空"), one.forms[0] if one.forms else None)
        listed = projects.list_form(self.bridge.model)
        if form is not None:
            self.form_wanted.emit(form.code)
        elif listed is not None:
            self.form_wanted.emit(listed.code)

    def _opened(self, index: QModelIndex) -> None:
        self._open()

    def _up(self) -> None:
        self.move_wanted.emit(-1)

    def _down(self) -> None:
        self.move_wanted.emit(1)

    def _list(self) -> None:
        listed = projects.list_form(self.bridge.model)
        if listed is not None:
            self.form_wanted.emit(listed.code)

    def _link(self, address: str) -> None:
        ref = cell_of(address)
        if ref is not None:
            self.form_wanted.emit(ref.form) if not ref.row else self.cell_wanted.emit(ref)
