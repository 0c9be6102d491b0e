"""What was found, as the rows of a table: place, content, and the content as it would be after replacing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem

from desktop.app.searching import Hit, Wanted, extract
from desktop.ui.words import said, tr

Index = QModelIndex | QPersistentModelIndex


def hit_words(hit: Hit) -> str:
    return {
        "cell": tr("格"),
        "row": tr("行名"),
        "note": tr("备注"),
        "reason": tr("原因"),
        "own": tr("自己的话"),
        "sentence": tr("文稿"),
    }[hit.kind]


class EndsInSight(QStyledItemDelegate):
    """For places, whose column stands at their end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class HitsModel(QAbstractTableModel):
    """``after`` answers (text, problem) of a hit after replacing; it is asked only for rows that are painted."""

    def __init__(self, after: Callable[[Hit], tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self.wanted = Wanted("")
        self.replacing = False
        self._after = after
        self._previews: dict[tuple[object, ...], tuple[str, str]] = {}

    def begin(self, wanted: Wanted) -> None:
        self.beginResetModel()
        self.hits, self.wanted, self._previews = [], wanted, {}
        self.endResetModel()

    def add(self, hits: list[Hit]) -> None:
        if hits:
            self.beginInsertRows(QModelIndex(), len(self.hits), len(self.hits) + len(hits) - 1)
            self.hits += hits
            self.endInsertRows()

    def preview_again(self) -> None:
        """The words to put in changed."""
        self._previews = {}
        if self.hits:
            self.dataChanged.emit(self.index(0, 3), self.index(len(self.hits) - 1, 3))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.hits)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("种类"), tr("位置"), tr("内容"), tr("替换后"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hits[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            if column == 3:
                return self._preview(hit)
            return (hit_words(hit), hit.place, extract(hit, self.wanted))[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return said(hit.fixed) if column == 3 and hit.fixed else (hit.place, hit.place, hit.text, self._preview(hit))[column]
        if role == Qt.ItemDataRole.ForegroundRole and column == 3 and (hit.fixed or self._result(hit)[1]):
            return QApplication.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join((hit_words(hit), hit.place, hit.text))
        return None

    def _result(self, hit: Hit) -> tuple[str, str]:
        found = self._previews.get(hit.identity)
        if found is None:
            found = self._previews[hit.identity] = self._after(hit)
        return found

    def _preview(self, hit: Hit) -> str:
        if hit.fixed:
            return tr("不能替换：{why}", why=hit.fixed)
        if not self.replacing:
            return ""
        text, problem = self._result(hit)
        return tr("不能替换：{why}", why=problem) if problem else extract(hit, self.wanted, text)
