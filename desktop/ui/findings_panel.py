"""The drawer below the table: all findings in groups, filtered, and for the chosen one both sides, the rule, and what can be done."""

from __future__ import annotations

from contextlib import suppress
from html import escape
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.app import settings
from desktop.core.cells import COVER
from desktop.core.findings import Finding, Repair
from desktop.core.repairs import repairs_of
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.findings_model import FINDING, MARK, SEVERITIES, FindingsModel
from desktop.ui.findings_story import finding_html
from desktop.ui.links import cell_of
from desktop.ui.places import icon
from desktop.ui.words import tr

_NARROW: Final = 52
"""Width, in heights of a line, below which there is no room for words on every button."""
_TINY: Final = 42
"""Below it, what keys and menus do as well has no button: go (Enter), explain (F3), repair alike, withdraw, this table only, grouping."""


class FindingsPanel(QWidget):
    """Signals say what the clerk wants; the window does it."""

    go_wanted = Signal(object)  # Finding
    cell_wanted = Signal(object)  # CellRef
    explain_wanted = Signal(object)  # Finding
    repair_wanted = Signal(object)  # Finding
    repair_chosen = Signal(object, object)  # Finding, Repair
    alike_wanted = Signal(object)  # Finding
    acknowledge_wanted = Signal(object)  # Finding
    withdraw_wanted = Signal(object)  # Finding

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: FindingsModel | None = None
        self.table = ""
        self._key: tuple[str, str, str] | None = None
        self._row = 0
        self._unseen = False  # the finding in hand went away and the next one took its place
        self._closed: set[str] = set()  # groups that the clerk closed
        self._repairs: tuple[Repair, ...] = ()
        self._narrow = False
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(tr("筛选：表号、科目、文字……"))
        self.words.setAccessibleName(tr("筛选审核结果"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(60)
        self.words.setMaximumWidth(self.fontMetrics().horizontalAdvance(self.words.placeholderText()) + 56)
        self.words.textChanged.connect(self._filter)
        top = QHBoxLayout()
        top.setContentsMargins(0, 3, 0, 4)
        top.setSpacing(6)
        self.severity_buttons: dict[str, QToolButton] = {}
        for severity in SEVERITIES:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setChecked(True)
            button.setAutoRaise(True)
            button.setIcon(icon(f"severity-{severity}"))
            button.setIconSize(QSize(15, 15))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.toggled.connect(self._filter)
            self.severity_buttons[severity] = button
            top.addWidget(button)
        self.here = QToolButton(self)
        self.here.setCheckable(True)
        self.here.setAutoRaise(True)
        self.here.setText(tr("只看本表"))
        self.here.toggled.connect(self._filter)
        self.by = QComboBox(self)
        self.by.addItem(tr("按级别分组"), "severity")
        self.by.addItem(tr("按表分组"), "table")
        self.by.setAccessibleName(tr("审核结果的分组"))
        self.by.setCurrentIndex(max(self.by.findData(settings.option("findings_by")), 0))
        self.by.currentIndexChanged.connect(self._group)
        top.addWidget(self.here)
        top.addWidget(self.by)
        top.addWidget(self.words, 1)
        top.addStretch(0)
        self.buttons: dict[str, QPushButton] = {}
        for name, text, slot in (
            ("go", tr("转到"), self._go),
            ("explain", tr("解释"), self._explain),
            ("repair", tr("改正"), self._repair),
            ("alike", tr("改正同类……"), self._alike),
            ("acknowledge", tr("写明原因……"), self._acknowledge),
            ("withdraw", tr("撤回说明"), self._withdraw),
        ):
            button2 = QPushButton(text, self)
            button2.setToolTip(text)  # in full, also where there is room for a short word only
            button2.setAutoDefault(False)
            button2.clicked.connect(slot)
            self.buttons[name] = button2
            top.addWidget(button2)
        self.list = QTreeView(self)
        self.list.setAccessibleName(tr("审核结果"))
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAlternatingRowColors(True)
        self.list.setUniformRowHeights(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setIndentation(14)
        self.list.setIconSize(QSize(14, 14))
        self.list.setExpandsOnDoubleClick(True)
        self.list.activated.connect(self._activated)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.collapsed.connect(self._folded)
        self.list.expanded.connect(self._opened)
        self.detail = QTextBrowser(self)
        self.detail.setAccessibleName(tr("审核结果的说明"))
        self.detail.setOpenLinks(False)
        self.detail.anchorClicked.connect(self._link)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.list)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([620, 420])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 0, 6, 4)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(split, 1)

    def show_bridge(self, bridge: Bridge) -> None:
        self.model = FindingsModel(bridge, self, str(self.by.currentData()))
        self.list.setModel(self.model)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(30)
        forms = [form for form in bridge.model.forms() if form.code != COVER]
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        metrics = self.fontMetrics()
        words = max((tr("错误"), tr("警告"), tr("提示"), tr("级别")), key=metrics.horizontalAdvance)
        states = max((tr("待处理"), tr("已说明"), tr("说明已过期")), key=metrics.horizontalAdvance)
        for column, text, more in (
            (0, words, 58),
            (1, "公开01表" if all(form.form_no for form in forms if form.view != "facts") else "收入支出决算总表", 16),
            (3, "-0,000,000.00", 16),
            (4, states, 18),
        ):
            header.resizeSection(column, metrics.horizontalAdvance(text) + more)
        self.list.selectionModel().currentRowChanged.connect(self._chosen)
        self.model.modelReset.connect(self._refreshed)
        self.model.updated.connect(self._chosen_again)
        self._refreshed()

    def show_table(self, table: str) -> None:
        """The table in the middle changed."""
        self.table = table
        if self.here.isChecked():
            self._filter()

    # the chosen finding

    def current(self) -> Finding | None:
        index = self.list.currentIndex()
        found: Finding | None = index.data(FINDING) if index.isValid() else None
        return found

    def walk(self, step: int) -> Finding | None:
        """The next (1) or previous (−1) finding of the list becomes the chosen one; it starts anew behind the end.

        After a change that brought findings, the gravest of those is the next.
        """
        if self.model is None or not self.model.shown:
            return None
        chosen = self.model.place_of(self.list.currentIndex()) if self._key is not None else -1
        fresh = next((at for at, finding in enumerate(self.model.shown) if finding.key in self.model.fresh), -1)
        self.model.fresh = set()
        if step > 0 and fresh >= 0:
            row = fresh
        elif step > 0 and self._unseen:
            row = self._row
        else:
            row = ((chosen if chosen >= 0 else (-1 if step > 0 else 0)) + step) % len(self.model.shown)
        self._unseen = False
        self._take(row)
        return self.model.shown[row]

    def _take(self, row: int) -> None:
        assert self.model is not None
        self._key, self._row = self.model.shown[row].key, row
        index = self.model.index_at(row)
        self.list.expand(index.parent())
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _refreshed(self) -> None:
        """Counts, and the same finding again; when it is gone, the one that took its place, so that one repair follows the other."""
        if self.model is None:
            return
        for at, group in enumerate(self.model.groups):
            index = self.model.index(at, 0)
            self.list.setFirstColumnSpanned(at, QModelIndex(), True)
            self.list.setExpanded(index, group.key not in self._closed)
        self._chosen_again()

    def _chosen_again(self) -> None:
        if self.model is None:
            return
        self._name_buttons()
        now = self.current()
        if self._key is not None and not self.model.shown:
            self._key = None
        elif self._key is not None and now is not None and now.key == self._key:
            self._row = self.model.place_of(self.list.currentIndex())
        elif self._key is not None:
            row = self.model.row_of(self._key)
            self._unseen = self._unseen or row < 0
            self._take(row if row >= 0 else min(self._row, len(self.model.shown) - 1))
        self._show(self.current())

    # room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * self.fontMetrics().height()
        self._spare_buttons()
        if narrow != self._narrow:
            self._narrow = narrow
            self._name_buttons()

    def _spare_buttons(self) -> None:
        roomy = self.width() >= _TINY * self.fontMetrics().height()
        for spared in (self.here, self.by, *(self.buttons[name] for name in ("go", "explain", "alike"))):
            spared.setVisible(roomy)
        self.buttons["withdraw"].setVisible(roomy and self.buttons["withdraw"].isEnabled())

    def _name_buttons(self) -> None:
        """Words where there is room for them; on a small screen counts and short names, and the list without what the story tells."""
        narrow = self._narrow
        counts = self.model.counts() if self.model is not None else dict.fromkeys(SEVERITIES, 0)
        texts = {
            "error": tr("错误 {n}", n=counts["error"]),
            "warning": tr("警告 {n}", n=counts["warning"]),
            "hint": tr("提示 {n}", n=counts["hint"]),
        }
        for severity, button in self.severity_buttons.items():
            button.setText(str(counts[severity]) if narrow else texts[severity])
            button.setToolTip(texts[severity])
            button.setAccessibleName(texts[severity])
        self.here.setText(tr("本表") if narrow else tr("只看本表"))
        self.here.setToolTip(tr("只看本表"))
        self.by.setItemText(0, tr("级别") if narrow else tr("按级别分组"))
        self.by.setItemText(1, tr("表") if narrow else tr("按表分组"))
        self.buttons["alike"].setText(tr("同类……") if narrow else tr("改正同类……"))
        self.buttons["acknowledge"].setText(tr("原因……") if narrow else tr("写明原因……"))
        for column in (3, 4):
            self.list.setColumnHidden(column, narrow)
        self.list.setColumnHidden(1, self.by.currentData() == "table")  # the heading of the group says it

    def _folded(self, index: QModelIndex) -> None:
        if self.model is not None and index.row() < len(self.model.groups):
            self._closed.add(self.model.groups[index.row()].key)

    def _opened(self, index: QModelIndex) -> None:
        if self.model is not None and index.row() < len(self.model.groups):
            self._closed.discard(self.model.groups[index.row()].key)

    def _chosen(self, current: QModelIndex, previous: QModelIndex) -> None:
        if self.model is not None and self.model.is_updating:
            return  # the line in hand goes away: _refreshed says which one follows
        finding: Finding | None = current.data(FINDING) if current.isValid() else None
        if finding is not None and self.model is not None:
            self._unseen = self._unseen and finding.key == self._key
            self._key, self._row = finding.key, self.model.place_of(current)
        self._show(finding)

    def _show(self, finding: Finding | None) -> None:
        """The story of a finding, and what can be done about it."""
        bridge = self.model.bridge if self.model is not None else None
        if finding is None or bridge is None:
            self._repairs = ()
            for button in self.buttons.values():
                button.setEnabled(False)
            self._spare_buttons()
            empty = bridge is not None and not bridge.findings
            self.detail.setHtml(f"<p style='color:{theme.QUIET}'>{escape(tr('没有审核问题。') if empty else tr('按 F4 逐条查看。'))}</p>")
            return
        closed = bridge.read_only or bridge.model.book.is_finished
        self._repairs = () if closed else repairs_of(bridge.model, finding)
        can = {
            "go": True,
            "explain": bool(finding.cells),
            "repair": bool(self._repairs),
            "alike": bool(self._repairs),
            "acknowledge": finding.severity != "error" and finding.outcome == "violated" and finding.check != MARK and not closed,
            "withdraw": bool(finding.reason) and finding.check != MARK and not closed,
        }
        for name, button in self.buttons.items():
            button.setEnabled(can[name])
        self._spare_buttons()
        self.detail.setHtml(finding_html(bridge, finding))

    # what the clerk wants

    def _filter(self) -> None:
        if self.model is not None:
            chosen = {severity for severity, button in self.severity_buttons.items() if button.isChecked()}
            self.model.filter(self.words.text(), chosen, self.table if self.here.isChecked() else "")

    def _group(self) -> None:
        by = str(self.by.currentData())
        with suppress(OSError):  # a choice that cannot be kept still works now
            settings.save_options({"findings_by": by})
        if self.model is not None:
            self.model.group_by(by)

    def _activated(self, index: QModelIndex) -> None:
        self._go()

    def _go(self) -> None:
        self._tell(self.go_wanted)

    def _explain(self) -> None:
        self._tell(self.explain_wanted)

    def _repair(self) -> None:
        self._tell(self.repair_wanted)

    def _alike(self) -> None:
        self._tell(self.alike_wanted)

    def _acknowledge(self) -> None:
        self._tell(self.acknowledge_wanted)

    def _withdraw(self) -> None:
        self._tell(self.withdraw_wanted)

    def menu(self) -> QMenu:
        """The buttons that fit the finding in hand, as a menu: also what a small screen has no button for."""
        made = QMenu(self)
        for button in self.buttons.values():
            if button.isEnabled():
                made.addAction(button.toolTip(), button.click)
        return made

    def _show_menu(self, at: QPoint) -> None:
        if self.current() is not None:
            self.menu().exec(self.list.viewport().mapToGlobal(at))

    def _tell(self, signal: object) -> None:
        finding = self.current()
        if finding is not None:
            signal.emit(finding)  # type: ignore[attr-defined]

    def _link(self, url: QUrl) -> None:
        finding, address = self.current(), url.toString()
        if address.startswith("repair:") and finding is not None:
            number = int(address.removeprefix("repair:"))
            if number < len(self._repairs):
                self.repair_chosen.emit(finding, self._repairs[number])
            return
        ref = cell_of(address)
        if ref is not None:
            self.cell_wanted.emit(ref)
