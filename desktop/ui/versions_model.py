"""Versions and what differs between two of them, as rows of tables; changed sentences as rich text."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.app.versions import CellChange, Comparison, SentenceChange
from desktop.store.places import local_time
from desktop.store.versions import Version
from desktop.ui.words import said, tr

Index = QModelIndex | QPersistentModelIndex


def cause_words(cause: str) -> str:
    return {
        "named": tr("自己命名"),
        "import": tr("导入前自动"),
        "finish": tr("定稿时自动"),
        "restore": tr("回到版本前自动"),
    }[cause]


class VersionsModel(QAbstractTableModel):
    """Name, time, who, how it came about; the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.versions: list[Version] = []

    def show(self, versions: list[Version]) -> None:
        self.beginResetModel()
        self.versions = versions
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.versions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("名称"), tr("时间"), tr("谁"), tr("由来"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            version = self.versions[index.row()]
            return (version.name, said(local_time(version.when)), version.who, cause_words(version.cause))[index.column()]
        return None


class ChangesModel(QAbstractTableModel):
    """Place, before, after, difference."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.changes: tuple[CellChange, ...] = ()
        self.names = ("", "")

    def show(self, comparison: Comparison | None) -> None:
        self.beginResetModel()
        self.changes = comparison.cells if comparison else ()
        self.names = (said(comparison.before), said(comparison.after)) if comparison else ("", "")
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.changes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            if not any(self.names):
                return (tr("位置"), tr("原来"), tr("后来"), tr("相差"))[section]
            return (tr("位置"), tr("原来（{name}）", name=self.names[0]), tr("后来（{name}）", name=self.names[1]), tr("相差"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self.changes[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (f"{change.table} {change.place}", *change.texts)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            side = Qt.AlignmentFlag.AlignRight if change.difference is not None else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


def sentences_html(sentences: tuple[SentenceChange, ...]) -> str:
    """Every changed sentence under its heading; words that went are struck out, words that came are underlined and bold."""
    if not sentences:
        return f"<p>{escape(tr('文稿的句子没有不同。'))}</p>"
    parts = [f"<p>{escape(tr('划去的字是原来的，带底线的粗字是后来的。'))}</p>"]
    marks = {"same": "{}", "gone": "<s>{}</s>", "new": "<b><u>{}</u></b>"}
    heading = None
    for sentence in sentences:
        if sentence.heading != heading:
            heading = sentence.heading
            parts.append(f"<p><b>{escape(heading or sentence.block)}</b></p>")
        words = "".join(marks[piece.change].format(escape(piece.text)) for piece in sentence.pieces)
        parts.append(f'<p style="margin-left: 12px">{words}</p>')
    return "".join(parts)
