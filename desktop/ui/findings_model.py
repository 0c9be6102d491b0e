"""Findings as a list in groups, by severity or by table, filtered by words, severity and table; follow-up marks are the last group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QStandardItem, QStandardItemModel

from desktop.core.changes import ChangeSet
from desktop.core.findings import Finding
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.findings_groups import MARK, SEVERITIES, Group, Wish, grouped, mark_findings, number_groups
from desktop.ui.findings_steps import differences, steps_of
from desktop.ui.findings_words import difference_words, heading_words, severity_name, state_words
from desktop.ui.look import severity_words, table_words
from desktop.ui.places import icon
from desktop.ui.words import said, tr

__all__ = ["FINDING", "MARK", "SEVERITIES", "FindingsModel", "difference_words", "severity_name", "state_words"]

Index = QModelIndex | QPersistentModelIndex
FINDING = Qt.ItemDataRole.UserRole + 1
_COLUMNS: Final = 5


class FindingsModel(QStandardItemModel):
    """Columns: severity, table, what is wrong, difference, state. ``shown`` are all findings in the order of the screen.

    A change of the document changes the lines that it touches; only when groups come or go, or very much is different, all is read anew.
    Qt's own model counts the lines, so that a view that asks for each of thousands need not ask Python; what stands in them is said here.
    """

    updated = Signal()  # lines were changed, brought or taken out, without a reset

    def __init__(self, bridge: Bridge, parent: QObject | None = None, by: str = "severity") -> None:
        super().__init__(0, _COLUMNS, parent)
        self.bridge = bridge
        self.by = by
        self.severities = set(SEVERITIES)
        self.words = ""
        self.only_table = ""
        self.groups: list[Group] = []
        self.shown: list[Finding] = []
        self.fresh: set[tuple[str, str, str]] = set()  # findings that the last change brought
        self.is_updating = False  # lines are coming and going; views follow by themselves, and :attr:`updated` says when it is over
        self._text_read = bridge.text_findings  # as they were read
        self._coming: tuple[Group, int, Finding, tuple[object, ...]] | None = None
        self._going: tuple[Group, int] | None = None
        self.rowsInserted.connect(self._came)  # before any view hears of it
        self.rowsRemoved.connect(self._went)
        self._show(grouped(bridge, self.wish))
        bridge.changed.connect(self._follow)
        bridge.text_judged.connect(self._follow_text)

    @property
    def wish(self) -> Wish:
        return Wish(self.by, frozenset(self.severities), tuple(self.words.casefold().split()), self.only_table)

    def filter(self, words: str, severities: set[str], only_table: str) -> None:
        """Show what matches all of the words, one of the severities, and the table ("" = all)."""
        self.words, self.severities, self.only_table = words.strip(), severities, only_table
        self.refresh()

    def group_by(self, by: str) -> None:
        self.by = by
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew."""
        self._reset(grouped(self.bridge, self.wish))

    def _reset(self, groups: list[Group]) -> None:
        self.beginResetModel()
        self.blockSignals(True)
        try:
            self._show(groups)
        finally:
            self.blockSignals(False)
        self.endResetModel()

    def _show(self, groups: list[Group]) -> None:
        self.groups, self._text_read = groups, self.bridge.text_findings
        self.shown = _all_of(groups)
        self.removeRows(0, self.rowCount())
        for group in groups:
            item = QStandardItem()
            self.appendRow(item)
            item.setColumnCount(_COLUMNS)
            item.setRowCount(len(group.findings))

    # following the document

    def _follow(self, changes: ChangeSet) -> Iterator[None]:
        if changes.findings_new or changes.findings_gone or changes.everything or self._text_read is not self.bridge.text_findings:
            self.fresh = {finding.key for finding in changes.findings_new if finding.state == "open" and finding.severity != "hint"}
        elif not any(self._is_noted(ref.form) for ref in changes.cells):
            return
        if not self._step(changes):
            yield
            text, groups = self.bridge.text_findings, grouped(self.bridge, self.wish)
            yield
            self._take(groups if text is self.bridge.text_findings else grouped(self.bridge, self.wish))

    def _follow_text(self) -> None:
        self._take(grouped(self.bridge, self.wish))

    def _step(self, changes: ChangeSet) -> bool:
        """Change the lines that the change names; False, and nothing done, where that does not tell all or is not the shorter way."""
        if changes.everything or self._text_read is not self.bridge.text_findings or self._marks_differ():
            return False
        steps = steps_of(self.groups, self.wish, self.bridge.model, changes.findings_new, changes.findings_gone)
        if steps is None:
            return False
        self.is_updating = True
        touched: set[int] = set()
        for number, at, finding, order in steps:
            touched.add(number)
            if finding is None:
                self._take_out(number, at)
            elif order is None:
                self._replace(number, at, finding)
            else:
                self._bring_in(number, at, finding, order)
        self._end_update(touched)
        return not self.wish.is_all or len(self.shown) == self._expected()

    def _expected(self) -> int:
        marked = sum(len(group.findings) for group in self.groups if group.key == MARK)
        return self.bridge.model.count_findings() + len(self.bridge.text_findings) + marked

    def _take(self, groups: list[Group]) -> None:
        """Show what was read anew: line by line, or by a reset where that is the shorter way."""
        steps = None
        if [group.key for group in groups] == [group.key for group in self.groups]:
            steps = [differences(old.findings, new.findings) for old, new in zip(self.groups, groups, strict=True)]
        if steps is None or any(found is None for found in steps):
            self._reset(groups)
            return
        self.is_updating = True
        touched: set[int] = set()
        for number, (old, new, found) in enumerate(zip(self.groups, groups, steps, strict=True)):
            taken, brought = found or ([], [])
            for at in reversed(taken):
                self._take_out(number, at)
            for at in brought:
                self._bring_in(number, at, new.findings[at], new.orders[at])
            for at, (before, now) in enumerate(zip(old.findings, new.findings, strict=True)):
                if before is not now:
                    self._replace(number, at, now)
                    touched.add(number)
            old.orders = new.orders
            if taken or brought:
                touched.add(number)
        self._text_read = self.bridge.text_findings
        self._end_update(touched)

    def _take_out(self, number: int, at: int) -> None:
        self._going = (self.groups[number], at)
        self.removeRows(at, 1, self.index(number, 0))

    def _bring_in(self, number: int, at: int, finding: Finding, order: tuple[object, ...]) -> None:
        self._coming = (self.groups[number], at, finding, order)
        self.insertRows(at, 1, self.index(number, 0))

    def _came(self) -> None:
        if self._coming is not None:
            group, at, finding, order = self._coming
            self._coming = None
            group.findings.insert(at, finding)
            group.orders.insert(at, order)

    def _went(self) -> None:
        if self._going is not None:
            group, at = self._going
            self._going = None
            del group.findings[at], group.orders[at]

    def _replace(self, number: int, at: int, finding: Finding) -> None:
        findings = self.groups[number].findings
        is_other, findings[at] = findings[at] != finding, finding
        if is_other:
            parent = self.index(number, 0)
            self.dataChanged.emit(self.index(at, 0, parent), self.index(at, _COLUMNS - 1, parent))

    def _end_update(self, touched: set[int]) -> None:
        number_groups(self.groups)
        for number in touched:  # their headings count
            heading = self.index(number, 0)
            self.dataChanged.emit(heading, heading)
        self.shown = _all_of(self.groups)
        self.is_updating = False
        self.updated.emit()

    def _is_noted(self, form: str) -> bool:
        """Whether a mark may have come or gone, or its figure is another one."""
        sheet = self.bridge.model.book.sheets.get(form)
        return bool(sheet and sheet.notes) or any(group.key == MARK for group in self.groups)

    def _marks_differ(self) -> bool:
        shown = next((group.findings for group in self.groups if group.key == MARK), [])
        wish = self.wish
        return [finding for finding in mark_findings(self.bridge) if wish.wants(finding)] != shown

    def counts(self) -> dict[str, int]:
        """Open findings by severity, over all tables."""
        return {kind: self.bridge.tally(kind) for kind in (*SEVERITIES, "acknowledged")}

    # places

    def row_of(self, key: tuple[str, str, str]) -> int:
        """Where a finding stands in ``shown``; −1 where it is not shown."""
        return next((at for at, finding in enumerate(self.shown) if finding.key == key), -1)

    def index_at(self, at: int) -> QModelIndex:
        """The index of a place in ``shown``."""
        for number, group in enumerate(self.groups):
            if group.first <= at < group.first + len(group.findings):
                return self.index(at - group.first, 0, self.index(number, 0))
        return QModelIndex()

    def place_of(self, index: Index) -> int:
        """The place in ``shown`` of an index; −1 for a group."""
        parent = index.parent()
        return self.groups[parent.row()].first + index.row() if parent.isValid() else -1

    # Qt's questions

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("级别"), tr("表"), tr("问题"), tr("相差"), tr("状态"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        parent = index.parent()
        if not parent.isValid():
            return self._group_data(self.groups[index.row()], index.column(), role)
        finding = self.groups[parent.row()].findings[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(finding, index.column())
            case Qt.ItemDataRole.DecorationRole if index.column() == 0:
                return icon(_icon_of(finding))
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == 3:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == 4:
                return int(Qt.AlignmentFlag.AlignCenter)
            case Qt.ItemDataRole.ForegroundRole if finding.state == "acknowledged":
                return QColor(theme.QUIET)
            case Qt.ItemDataRole.ToolTipRole:
                return said(finding.say)
            case Qt.ItemDataRole.AccessibleTextRole:
                return tr(
                    "{severity}，{table}：{say} {state}",
                    severity=severity_words(finding.severity),
                    table=table_words(self.bridge, finding.table),
                    say=finding.say,
                    state=state_words(finding),
                )
        return finding if role == FINDING else None

    def _text(self, finding: Finding, column: int) -> str:
        match column:
            case 0:
                return tr("标记") if finding.check == MARK else severity_name(finding.severity)
            case 1:
                return table_words(self.bridge, finding.table)
            case 2:
                return said(finding.say)
            case 3:
                return "" if finding.difference is None else difference_words(finding.difference)
        return state_words(finding)

    def _group_data(self, group: Group, column: int, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and column == 0:
            return self.group_words(group)
        if role == Qt.ItemDataRole.FontRole:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None

    def group_words(self, group: Group) -> str:
        """The heading of a group with the number of its findings."""
        return heading_words(self.bridge, group)


def _icon_of(finding: Finding) -> str:
    return "acknowledged" if finding.state == "acknowledged" else f"severity-{finding.severity}"


def _all_of(groups: list[Group]) -> list[Finding]:
    found: list[Finding] = []
    for group in groups:
        found += group.findings
    return found
