"""Find a 科目 by code, name or pinyin initials; the list says how sure each code is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QDialogButtonBox, QHeaderView, QLabel, QLineEdit, QTableView, QVBoxLayout, QWidget

from desktop.core.definitions import FamilyDef, Subject
from desktop.ui import theme
from desktop.ui.help_key import give_help
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.forms.subjects import SubjectCatalog

Index = QModelIndex | QPersistentModelIndex


def verified_words(status: str) -> str:
    return {
        "official": tr("官方目录"),
        "yes": tr("已核实"),
        "partly": tr("部分核实"),
        "no": tr("未核实"),
    }.get(status, status)


class SubjectsModel(QAbstractTableModel):
    """Code, name, the 类 and 款 it belongs to (行政运行 stands under thirty of them), budget, and how sure it is."""

    def __init__(self, catalog: SubjectCatalog, subjects: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.catalog, self.list_name = catalog, subjects
        self.subjects: list[Subject] = []

    def show(self, subjects: list[Subject]) -> None:
        self.beginResetModel()
        self.subjects = subjects
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.subjects)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("代码"), tr("名称"), tr("所属类款"), tr("预算"), tr("核实"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        subject = self.subjects[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            name = "　" * max(subject.level - 1, 0) + subject.name
            above = " › ".join(parent.name for parent in self.catalog.parents(self.list_name, subject.code))
            return (subject.code, name, above, subject.budget, verified_words(subject.verified))[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 2:
            return QColor(theme.QUIET)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 4 and subject.verified in ("no", "partly"):
            return QColor(theme.WARNING)
        if role == Qt.ItemDataRole.ToolTipRole:
            return subject.source
        return None


class CodeSearchDialog(QDialog):
    """``chosen`` is the subject after :meth:`accept`; a code that is in no list can be taken as it was typed (``typed``)."""

    def __init__(self, catalog: SubjectCatalog, family: FamilyDef, query: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("选择科目"))
        give_help(self)
        self.catalog, self.family = catalog, family
        self.chosen: Subject | None = None
        self.query = QLineEdit(query, self)
        self.query.setPlaceholderText(tr("代码、名称或拼音首字母，例如 2060101、行政运行、xzyx"))
        self.query.setAccessibleName(tr("查找科目"))
        self.query.setClearButtonEnabled(True)
        self.query.installEventFilter(self)
        self.subjects = SubjectsModel(catalog, family.subjects, self)
        self.list = QTableView(self)
        self.list.setModel(self.subjects)
        self.list.setAccessibleName(tr("科目"))
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setShowGrid(False)
        self.list.setAlternatingRowColors(True)
        self.list.setTabKeyNavigation(False)
        self.list.verticalHeader().hide()
        self.list.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.list.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        unit = self.fontMetrics().height() / 17
        for column, width in ((0, 80), (1, 210), (3, 150), (4, 80)):
            self.list.setColumnWidth(column, int(width * unit))
        self.list.doubleClicked.connect(self._double)
        self.hint = QLabel(self)
        self.hint.setObjectName("quiet")
        self.hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("增加这一行"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        layout.addWidget(self.query)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.hint)
        layout.addWidget(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(int(860 * unit), room.width() - 60), min(int(500 * unit), room.height() - 70))
        self.query.textChanged.connect(self._search)
        self._search(query)
        self.query.setFocus()

    def _search(self, query: str) -> None:
        family = self.family
        if query.strip():
            found = self.catalog.search(family.subjects, query.strip(), 80, family.budgets)
        else:
            found = [
                one for one in self.catalog.all(family.subjects) if not (family.budgets and one.budget and one.budget not in family.budgets)
            ]
        self.subjects.show([subject for subject in found if len(subject.code) in self.family.levels])
        if self.subjects.subjects:
            self.list.setCurrentIndex(self.subjects.index(0, 0))
        unproven = not self.catalog.is_official(self.family.subjects)
        self.hint.setText(tr("目录没有导入当年的官方版本，“未核实”的代码请对照财政部当年科目核对。") if unproven else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down walk the list while the words stay in the line."""
        pressed = watched is self.query and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.subjects.subjects:
            row = self.list.currentIndex().row() + (1 if event.key() == Qt.Key.Key_Down else -1)
            self.list.setCurrentIndex(self.subjects.index(min(max(row, 0), self.subjects.rowCount() - 1), 0))
            return True
        return super().eventFilter(watched, event)

    def _double(self, index: QModelIndex) -> None:
        self.accept()

    @property
    def code(self) -> str:
        """The chosen code, or the typed one where the list has none."""
        if self.chosen is not None:
            return self.chosen.code
        typed = self.query.text().strip()
        return typed if typed.isdigit() else ""

    def accept(self) -> None:
        index = self.list.currentIndex()
        self.chosen = self.subjects.subjects[index.row()] if index.isValid() and self.subjects.subjects else None
        if self.code:
            super().accept()
