"""定位: one line and a list that follows the typing; Enter goes."""

from __future__ import annotations

from collections.abc import Generator
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QLabel, QLineEdit, QTableView, QVBoxLayout, QWidget

from desktop.app.going import Place, how_many, matching_steps, place_steps
from desktop.ui.help_key import give_help
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.app.session import Session

Index = QModelIndex | QPersistentModelIndex


def kind_words(kind: str) -> str:
    return {
        "table": tr("表"),
        "row": tr("行"),
        "project": tr("项目"),
        "fact": tr("资料"),
        "heading": tr("标题"),
        "block": tr("段落"),
        "finding": tr("问题"),
        "rule": tr("规则"),
    }[kind]


_WANTS_RESULT: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_AT_ONCE: Final = 3000
"""Places that are read and searched without a pause."""
_SLICE: Final = 0.008  # s of work between two events


class PlacesModel(QAbstractTableModel):
    """Kind, code, name, where it lies."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.places: list[Place] = []

    def show(self, found: list[Place]) -> None:
        self.beginResetModel()
        self.places = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = self.places[index.row()]
        texts = (kind_words(place.kind), place.code, place.name, place.where)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return texts[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(filter(None, texts))
        return None


class GotoDialog(QDialog):
    """``wanted`` is told with the chosen :class:`~desktop.app.going.Place` when the dialog is accepted."""

    wanted = Signal(object)

    def __init__(self, session: Session, here: str, recent: list[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("定位"))
        give_help(self)
        self.recent, self.here = recent, here
        self.every: list[Place] = []
        self._reading: Generator[None, None, list[Place]] | None = place_steps(session, self.every)
        self._matching: Generator[None, None, list[Place]] | None = None
        self._small = how_many(session) <= _AT_ONCE
        self._work = QTimer(self)
        self._work.timeout.connect(self._slice)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(tr("表号、科目代码、名称、拼音首字母或审核编号，例如 03 xzyx"))
        self.line.setAccessibleName(tr("定位到"))
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.found = PlacesModel(self)
        self.list = QTableView(self)
        self.list.setModel(self.found)
        self.list.setAccessibleName(tr("地方"))
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setShowGrid(False)
        self.list.setAlternatingRowColors(True)
        self.list.setWordWrap(False)
        self.list.setTabKeyNavigation(False)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line keeps the keys, the list follows
        self.list.verticalHeader().hide()
        self.list.horizontalHeader().hide()
        self.list.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.list.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        unit = self.fontMetrics().height() / 17
        for column, width in ((0, 48), (1, 110), (3, 210)):
            self.list.setColumnWidth(column, int(width * unit))
        self.list.clicked.connect(lambda _: self.accept())
        self.hint = QLabel(self)
        self.hint.setObjectName("quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 10)
        layout.setSpacing(8)
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.hint)
        room = self.screen().availableGeometry()
        self.resize(min(int(720 * unit), room.width() - 60), min(int(420 * unit), room.height() - 90))
        self.line.textChanged.connect(self._search)
        self._search("")
        self.line.setFocus()
        self._go_on()

    # places and what fits of them: in a large document a little at a time, so that what is typed is seen at once

    def _search(self, typed: str) -> None:
        """Look for what is in the line now."""
        self._matching = matching_steps(self.every, typed, here=self.here) if typed.strip() else None
        if self._matching is None:
            self._show(self.recent)
        self._go_on()

    def _go_on(self) -> None:
        if self._small:
            self._finish()
        elif self._reading is not None or self._matching is not None:
            self._work.start(0)

    def _finish(self) -> None:
        """Read and match to the end: somebody wants the result."""
        while self._reading is not None or self._matching is not None:
            self._step()

    def _slice(self) -> None:
        end = perf_counter() + _SLICE
        while perf_counter() < end and (self._reading is not None or self._matching is not None):
            self._step()
        if self._reading is None and self._matching is None:
            self._work.stop()

    def _step(self) -> None:
        if self._reading is not None:
            if next(self._reading, self) is self:
                self._reading = None
        elif self._matching is not None:
            try:
                next(self._matching)
            except StopIteration as over:
                self._matching = None
                self._show(over.value)

    def _show(self, found: list[Place]) -> None:
        typed = self.line.text()
        self.found.show(found)
        if found:
            self.list.setCurrentIndex(self.found.index(0, 0))
        if not typed.strip():
            self.hint.setText(tr("最近到过的地方。↑↓ 选择，Enter 前往。") if found else tr("输入要找的表、行、项目、标题或规则。"))
        else:
            self.hint.setText(tr("↑↓ 选择，Enter 前往，Esc 关闭。") if found else tr("没有找到。换个词，或用 Ctrl+F 查找内容。"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys walk the list while the words stay in the line."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _WANTS_RESULT:
                self._finish()
            if not self.found.places:
                return super().eventFilter(watched, event)
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                row = min(max(self.list.currentIndex().row() + step, 0), self.found.rowCount() - 1)
                self.list.setCurrentIndex(self.found.index(row, 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def done(self, result: int) -> None:
        self._work.stop()
        super().done(result)

    def accept(self) -> None:
        self._finish()
        row = self.list.currentIndex().row()
        if not 0 <= row < self.found.rowCount():
            return
        place = self.found.places[row]
        super().accept()
        self.wanted.emit(place)
