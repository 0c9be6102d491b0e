"""The projects of a department as a Qt table: name, code, kind, money, states of the forms, score, grade, findings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.app import projects
from desktop.app.projects import Project
from desktop.core.amounts import format_amount
from desktop.core.definitions import STAGES
from desktop.ui.bridge import Bridge
from desktop.ui.form_tree_model import STATE_ICONS, state_words
from desktop.ui.places import icon
from desktop.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
PROJECT = Qt.ItemDataRole.UserRole + 1


class ProjectModel(QAbstractTableModel):
    """Read anew when something changed and the page is in sight; ``words`` filters by name, code and kind."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.every: list[Project] = []
        self.shown: list[Project] = []
        self.words = ""
        self.stages = [stage for stage in STAGES if any(form.stage == stage and form.per for form in bridge.model.pack.forms)]
        self.columns = ["number", "name", "code", "category", *projects.MONEY, *self.stages, "score", "grade", "findings"]

    def read(self) -> None:
        self.beginResetModel()
        self.every = projects.projects(self.bridge.session)
        self._choose()
        self.endResetModel()

    def find(self, words: str) -> None:
        self.beginResetModel()
        self.words = words.strip()
        self._choose()
        self.endResetModel()

    def _choose(self) -> None:
        wanted = self.words.casefold().split()
        self.shown = [one for one in self.every if all(word in f"{one.name} {one.code} {one.category}".casefold() for word in wanted)]

    def row_of(self, project: str) -> int:
        return next((at for at, one in enumerate(self.shown) if one.id == project), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            "number": tr("序号"),
            "name": tr("项目名称"),
            "code": tr("项目编码"),
            "category": tr("项目类别"),
            projects.MONEY[0]: tr("年初预算"),
            projects.MONEY[1]: tr("全年预算"),
            projects.MONEY[2]: tr("全年执行"),
            STAGES[0]: tr("目标表"),
            STAGES[1]: tr("监控表"),
            STAGES[2]: tr("自评表"),
            "score": tr("得分"),
            "grade": tr("等级"),
            "findings": tr("疑点"),
        }
        return names[self.columns[section]]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, column = self.shown[index.row()], self.columns[index.column()]
        if role == PROJECT:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = column in projects.MONEY or column in ("score", "number")
            middle = column in (*self.stages, "grade", "findings")
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DecorationRole:
            form = one.form(column) if column in self.stages else None
            if form is not None:
                return icon(STATE_ICONS.get(form.state, "state-open"))
            if column == "findings" and (one.errors or one.warnings):
                return icon("severity-error" if one.errors else "severity-warning")
        if role == Qt.ItemDataRole.ToolTipRole:
            if column == "findings":
                return tr("错误 {error}　警告 {warning}　提示 {hint}", error=one.errors, warning=one.warnings, hint=one.hints)
            return self._text(one, column)
        return None

    def _text(self, one: Project, column: str) -> str:
        if column in projects.MONEY:
            return self._amount(one.money.get(column))
        if column in self.stages:
            form = one.form(column)
            return state_words(form.state) if form else "—"
        match column:
            case "number":
                return str(one.number)
            case "name":
                return one.name
            case "code":
                return one.code
            case "category":
                return one.category
            case "score":
                return format_amount(one.score, None)
            case "grade":
                return one.grade
        return "　".join(text for text in (str(one.errors) if one.errors else "", str(one.warnings) if one.warnings else "") if text)

    def _amount(self, value: Decimal | None) -> str:
        """In the unit that the window shows."""
        book, unit = self.bridge.model.book, self.bridge.figures.unit
        if value is not None and unit != book.kept_in:
            value = value.scaleb(4 if book.kept_in == "万元" else -4)
        return format_amount(value, 2)
