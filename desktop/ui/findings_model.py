"""Findings as rows of a list: gravest first, filtered by words and by severity."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop.core.amounts import format_amount
from desktop.core.changes import ChangeSet
from desktop.core.findings import Finding
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.look import severity_words, table_words
from desktop.ui.places import icon
from desktop.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
FINDING = Qt.ItemDataRole.UserRole + 1


def state_words(finding: Finding) -> str:
    return {"open": tr("待处理"), "acknowledged": tr("已说明"), "stale": tr("说明已过期")}[finding.state]


class FindingsModel(QAbstractTableModel):
    """Columns: severity, table, what is wrong, difference, state."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.severities = {"error", "warning", "hint"}
        self.words = ""
        self.only_table = ""
        self.shown: list[Finding] = []
        self.fresh: set[tuple[str, str, str]] = set()  # findings that the last change brought
        self._read()
        bridge.changed.connect(self._follow)

    def filter(self, words: str, severities: set[str], only_table: str) -> None:
        """Show what matches all of the words, one of the severities, and the table ("" = all)."""
        self.words, self.severities, self.only_table = words.strip(), severities, only_table
        self._reset()

    def _reset(self) -> None:
        self.beginResetModel()
        self._read()
        self.endResetModel()

    def _follow(self, changes: ChangeSet) -> None:
        if changes.findings_new or changes.findings_gone or changes.everything:
            self.fresh = {finding.key for finding in changes.findings_new if finding.state == "open" and finding.severity != "hint"}
            self._reset()

    def _read(self) -> None:
        wanted = self.words.casefold().split()
        self.shown = [
            finding
            for finding in self.bridge.findings
            if finding.severity in self.severities
            and not (self.only_table and finding.table != self.only_table)
            and (not wanted or _has_words(finding, wanted))
        ]
        self.shown.sort(key=_is_done)

    def counts(self) -> dict[str, int]:
        """Open findings by severity, over all tables."""
        return {kind: self.bridge.tally(kind) for kind in ("error", "warning", "hint", "acknowledged")}

    def row_of(self, key: tuple[str, str, str]) -> int:
        return next((at for at, finding in enumerate(self.shown) if finding.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("级别"), tr("表"), tr("问题"), tr("相差"), tr("状态"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        finding = self.shown[index.row()]
        if role == FINDING:
            return finding
        if role == Qt.ItemDataRole.DisplayRole:
            difference = "" if finding.difference is None else _difference(finding.difference)
            severity = {"error": tr("错误"), "warning": tr("警告"), "hint": tr("提示")}[finding.severity]
            return (severity, table_words(self.bridge, finding.table), finding.say, difference, state_words(finding))[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon("acknowledged" if finding.state == "acknowledged" else f"severity-{finding.severity}")
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 3:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 4:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == Qt.ItemDataRole.ForegroundRole and finding.state == "acknowledged":
            return QColor(theme.QUIET)
        if role == Qt.ItemDataRole.ToolTipRole:
            return finding.say
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr(
                "{severity}，{table}：{say} {state}",
                severity=severity_words(finding.severity),
                table=table_words(self.bridge, finding.table),
                say=finding.say,
                state=state_words(finding),
            )
        return None


def _has_words(finding: Finding, wanted: list[str]) -> bool:
    text = " ".join((finding.check, finding.table, finding.scope, finding.say, finding.why, finding.how)).casefold()
    return all(word in text for word in wanted)


def _difference(amount: Decimal) -> str:
    """With every digit, two places at least."""
    exponent = amount.normalize().as_tuple().exponent
    return format_amount(amount, max(-exponent, 2) if isinstance(exponent, int) else 2)


def _is_done(finding: Finding) -> bool:
    return finding.state == "acknowledged"
