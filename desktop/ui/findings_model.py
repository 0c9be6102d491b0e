"""Findings as a list in groups, by severity or by table, filtered by words, severity and table; follow-up marks are the last group."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from desktop.app import marks
from desktop.core.amounts import format_amount
from desktop.core.changes import ChangeSet
from desktop.core.findings import Finding, FindingCell
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.findings_steps import differences
from desktop.ui.look import severity_words, table_words
from desktop.ui.places import icon
from desktop.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
FINDING = Qt.ItemDataRole.UserRole + 1
SEVERITIES: Final = ("error", "warning", "hint")
MARK: Final = "待核对"
"""What stands in the place of a check where a clerk marked a cell for follow-up."""


def state_words(finding: Finding) -> str:
    if finding.check == MARK:
        return tr("待核对")
    return {"open": tr("待处理"), "acknowledged": tr("已说明"), "stale": tr("说明已过期")}[finding.state]


@dataclass(slots=True)
class Group:
    """``key`` is a severity, "acknowledged", the mark, or the code of a table; ``first`` the place of its first finding in the whole list."""

    key: str
    findings: list[Finding] = field(default_factory=list)
    first: int = 0


class FindingsModel(QAbstractItemModel):
    """Columns: severity, table, what is wrong, difference, state. ``shown`` are all findings in the order of the screen.

    A change of the document changes the lines that it touches; only when groups come or go, or very much is different, all is read anew.
    """

    updated = Signal()  # lines were changed, brought or taken out, without a reset

    def __init__(self, bridge: Bridge, parent: QObject | None = None, by: str = "severity") -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.by = by
        self.severities = set(SEVERITIES)
        self.words = ""
        self.only_table = ""
        self.groups: list[Group] = []
        self.shown: list[Finding] = []
        self.fresh: set[tuple[str, str, str]] = set()  # findings that the last change brought
        self.is_updating = False  # lines are coming and going; views follow by themselves, and :attr:`updated` says when it is over
        self._read()
        bridge.changed.connect(self._follow)
        bridge.text_judged.connect(self.refresh)

    def filter(self, words: str, severities: set[str], only_table: str) -> None:
        """Show what matches all of the words, one of the severities, and the table ("" = all)."""
        self.words, self.severities, self.only_table = words.strip(), severities, only_table
        self.refresh()

    def group_by(self, by: str) -> None:
        self.by = by
        self.refresh()

    def refresh(self) -> None:
        self.beginResetModel()
        self._read()
        self.endResetModel()

    def _follow(self, changes: ChangeSet) -> None:
        if changes.findings_new or changes.findings_gone or changes.everything or any(self._is_noted(ref.form) for ref in changes.cells):
            self.fresh = {finding.key for finding in changes.findings_new if finding.state == "open" and finding.severity != "hint"}
            if not self._update():
                self.refresh()

    def _update(self) -> bool:
        """Bring the lines up to date one by one; False, and nothing done, where a reset is the shorter way."""
        groups, shown = self._grouped()
        if [group.key for group in groups] != [group.key for group in self.groups]:
            return False
        steps = [differences(old.findings, new.findings) for old, new in zip(self.groups, groups, strict=True)]
        if any(found is None for found in steps):
            return False
        self.is_updating = True
        for number, (old, new, found) in enumerate(zip(self.groups, groups, steps, strict=True)):
            parent = self.createIndex(number, 0, 0)
            taken, brought = found or ([], [])
            for at in reversed(taken):
                self.beginRemoveRows(parent, at, at)
                del old.findings[at]
                self.endRemoveRows()
            for at in brought:
                self.beginInsertRows(parent, at, at)
                old.findings.insert(at, new.findings[at])
                self.endInsertRows()
            for at, (before, now) in enumerate(zip(old.findings, new.findings, strict=True)):
                if before is not now and before != now:
                    old.findings[at] = now
                    self.dataChanged.emit(self.createIndex(at, 0, number + 1), self.createIndex(at, 4, number + 1))
            old.first = new.first
            old.findings = new.findings
            if taken or brought or self.by == "table":
                self.dataChanged.emit(parent, parent)
        self.shown = shown
        self.is_updating = False
        self.updated.emit()
        return True

    def _is_noted(self, form: str) -> bool:
        """Whether a mark may have come or gone, or its figure is another one."""
        sheet = self.bridge.model.book.sheets.get(form)
        return bool(sheet and sheet.notes) or any(group.key == MARK for group in self.groups)

    def _read(self) -> None:
        self.groups, self.shown = self._grouped()

    def _grouped(self) -> tuple[list[Group], list[Finding]]:
        wanted = self.words.casefold().split()
        found = list(self.bridge.findings)
        if len(self.severities) < len(SEVERITIES) or wanted or self.only_table:
            found = [finding for finding in found if finding.severity in self.severities and self._is_wanted(finding, wanted)]
        marked = [finding for finding in _marks(self.bridge) if self._is_wanted(finding, wanted)]
        groups: dict[str, Group] = {}
        if self.by == "severity":
            found.sort(key=_is_done)
        else:
            places = {form.code: at for at, form in enumerate(self.bridge.model.forms())}
            found.sort(key=lambda finding: (places.get(finding.table, len(places)), _is_done(finding), SEVERITIES.index(finding.severity)))
        for finding in (*found, *marked):
            key = self._key(finding)
            groups.setdefault(key, Group(key)).findings.append(finding)
        shown: list[Finding] = []
        for group in groups.values():
            group.first = len(shown)
            shown += group.findings
        return list(groups.values()), shown

    def _key(self, finding: Finding) -> str:
        if finding.check == MARK:
            return MARK
        if self.by == "table":
            return finding.table
        return "acknowledged" if finding.state == "acknowledged" else finding.severity

    def _is_wanted(self, finding: Finding, wanted: list[str]) -> bool:
        return not (self.only_table and finding.table != self.only_table) and (not wanted or _has_words(finding, wanted))

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
                return self.createIndex(at - group.first, 0, number + 1)
        return QModelIndex()

    def place_of(self, index: Index) -> int:
        """The place in ``shown`` of an index; −1 for a group."""
        if not index.isValid() or not index.internalId():
            return -1
        return self.groups[index.internalId() - 1].first + index.row()

    # Qt's questions

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own signature
        if row < 0 or not 0 <= column < 5:  # not hasIndex(): a view asks this for every line
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, column, 0) if row < len(self.groups) else QModelIndex()
        number = parent.row()
        if parent.internalId() or parent.column() or row >= len(self.groups[number].findings):
            return QModelIndex()
        return self.createIndex(row, column, number + 1)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        number = index.internalId() if index.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        if not parent.isValid():
            return len(self.groups)
        return len(self.groups[parent.row()].findings) if not parent.internalId() and parent.column() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("级别"), tr("表"), tr("问题"), tr("相差"), tr("状态"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if not index.internalId():
            return self._group_data(self.groups[index.row()], index.column(), role)
        finding = self.groups[index.internalId() - 1].findings[index.row()]
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
                return finding.say
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
                return finding.say
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
        count = len(group.findings)
        names = {
            "error": tr("错误，必须改（{count}）", count=count),
            "warning": tr("警告，须改正或说明（{count}）", count=count),
            "hint": tr("提示（{count}）", count=count),
            "acknowledged": tr("已说明（{count}）", count=count),
            MARK: tr("待核对的标记（{count}）", count=count),
        }
        if group.key in names:
            return names[group.key]
        form = self.bridge.model.find_form(group.key)
        title = self.bridge.model.form_label(group.key) if form is not None else group.key
        parts = [f"{severity_name(kind)} {number}" for kind in SEVERITIES if (number := _open(group.findings, kind))]
        done = sum(finding.state == "acknowledged" for finding in group.findings)
        return "　".join([title, *parts, *([tr("已说明 {n}", n=done)] if done else [])])


def severity_name(severity: str) -> str:
    return {"error": tr("错误"), "warning": tr("警告"), "hint": tr("提示")}[severity]


def difference_words(amount: Decimal) -> str:
    """With every digit, two places at least."""
    exponent = amount.normalize().as_tuple().exponent
    return format_amount(amount, max(-exponent, 2) if isinstance(exponent, int) else 2)


def _marks(bridge: Bridge) -> list[Finding]:
    """Cells marked for follow-up, in the shape of findings, so that one goes there and explains them in the same way."""
    found = []
    for cell in marks.follow_ups(bridge.model):
        value, source = bridge.model.value(cell.ref), bridge.model.source(cell.ref)
        place = FindingCell(cell.ref, cell.label, value, source)
        say = f"{cell.label}：{cell.note}" if cell.note else cell.label
        scope = f"{cell.ref.row}/{cell.ref.column}"
        found.append(Finding(MARK, "hint", "基本", "violated", cell.ref.form, scope, say, "", "", cells=(place,)))
    return found


def _open(findings: list[Finding], severity: str) -> int:
    return sum(finding.severity == severity and finding.state != "acknowledged" and finding.check != MARK for finding in findings)


def _icon_of(finding: Finding) -> str:
    return "acknowledged" if finding.state == "acknowledged" else f"severity-{finding.severity}"


def _has_words(finding: Finding, wanted: list[str]) -> bool:
    said = (
        finding.check,
        finding.table,
        finding.scope,
        finding.say,
        finding.why,
        finding.how,
        finding.reason,
        *(cell.label for cell in finding.cells),
    )
    text = " ".join(said).casefold()
    return all(word in text for word in wanted)


def _is_done(finding: Finding) -> bool:
    return finding.state == "acknowledged"
