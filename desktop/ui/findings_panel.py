"""The drawer below the table: all findings in groups, filtered, and for the chosen one both sides, the rule, and what can be done."""

from __future__ import annotations

from contextlib import suppress
from html import escape
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from desktop.app import settings
from desktop.core.findings import Finding, Repair
from desktop.core.repairs import repairs_of
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.findings_bar import FindingsBar
from desktop.ui.findings_list import FindingsList
from desktop.ui.findings_model import FINDING, MARK, SEVERITIES, FindingsModel
from desktop.ui.findings_story import finding_html
from desktop.ui.links import cell_of
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
        self._repairs: tuple[Repair, ...] = ()
        self._story = ""
        self._narrow = False
        self.bar = FindingsBar(self)
        self.words, self.here, self.by = self.bar.words, self.bar.here, self.bar.by
        self.buttons, self.severity_buttons = self.bar.buttons, self.bar.severity_buttons
        self.bar.filtered.connect(self._filter)
        self.bar.grouped.connect(self._group)
        self.bar.wanted.connect(self._want)
        self.list = FindingsList(self)
        self.list.activated.connect(self._activated)
        self.list.customContextMenuRequested.connect(self._show_menu)
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
        layout.addWidget(self.bar)
        layout.addWidget(split, 1)

    def show_bridge(self, bridge: Bridge) -> None:
        self.model = FindingsModel(bridge, self, self.bar.grouped_by)
        self.list.setModel(self.model)
        self.list.fit_columns(bridge)
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
        wanted, self.model.fresh = self.model.fresh, set()
        fresh = next((at for at, finding in enumerate(self.model.shown) if finding.key in wanted), -1) if wanted else -1
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
        self.list.open_groups()
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
        self.bar.spare(self.width() >= _TINY * self.fontMetrics().height())

    def _name_buttons(self) -> None:
        self.bar.name(self.model.counts() if self.model is not None else dict.fromkeys(SEVERITIES, 0), self._narrow)
        self.list.spare_columns(self._narrow, self.bar.grouped_by == "table")

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
            self.bar.offer({})
            self._spare_buttons()
            empty = bridge is not None and not bridge.model.count_findings() + len(bridge.text_findings)
            said = tr("没有审核问题。") if empty else tr("按 F4 逐条查看。")
            self._tell_story(f"<p style='color:{theme.QUIET}'>{escape(said)}</p>")
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
        self.bar.offer(can)
        self._spare_buttons()
        self._tell_story(finding_html(bridge, finding))

    def _tell_story(self, story: str) -> None:
        if story != self._story:
            self._story = story
            self.detail.setHtml(story)

    # what the clerk wants

    def _filter(self) -> None:
        if self.model is not None:
            self.model.filter(self.words.text(), self.bar.severities, self.table if self.here.isChecked() else "")

    def _group(self) -> None:
        by = self.bar.grouped_by
        with suppress(OSError):  # a choice that cannot be kept still works now
            settings.save_options({"findings_by": by})
        if self.model is not None:
            self.model.group_by(by)

    def _activated(self, index: QModelIndex) -> None:
        self._want("go")

    def _want(self, name: str) -> None:
        """A button, or what stands for it in the list, was used on the finding in hand."""
        finding = self.current()
        if finding is not None:
            {
                "go": self.go_wanted,
                "explain": self.explain_wanted,
                "repair": self.repair_wanted,
                "alike": self.alike_wanted,
                "acknowledge": self.acknowledge_wanted,
                "withdraw": self.withdraw_wanted,
            }[name].emit(finding)

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
