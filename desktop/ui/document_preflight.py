"""出版前检查: every rule with its outcome, counted; what is wrong quoted from the text, with the way there, and a reason where it may stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import ask, theme
from desktop.ui.bridge import Bridge
from desktop.ui.help_key import give_help
from desktop.ui.look import severity_words
from desktop.ui.places import icon
from desktop.ui.words import said, tr
from desktop.ui.work import run_beside

if TYPE_CHECKING:
    from desktop.core.findings import Finding
    from desktop.document.preflight import PreflightReport, RuleResult

_BLOCK = Qt.ItemDataRole.UserRole
_CELLS = Qt.ItemDataRole.UserRole + 1
_SOURCE = Qt.ItemDataRole.UserRole + 2
_FINDING = Qt.ItemDataRole.UserRole + 3
_QUOTE = Qt.ItemDataRole.UserRole + 4
OUTCOMES = ("violated", "not judgeable", "passed", "not applicable")


def outcome_words(outcome: str) -> str:
    return {
        "violated": tr("不符合"),
        "not judgeable": tr("不能判断，请人工核对"),
        "passed": tr("符合"),
        "not applicable": tr("不适用"),
    }.get(outcome, outcome)


class PreflightDialog(QDialog):
    """Stays open beside the window, so that one can go to a place, correct it, and check again."""

    place_wanted = Signal(str, str)  # a block, and the words in it
    cell_wanted = Signal(object)

    def __init__(self, bridge: Bridge, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge, self.session, self.name = bridge, bridge.session, name
        self.report: PreflightReport | None = None
        self.setWindowTitle(tr("出版前检查"))
        give_help(self)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.summary.setAccessibleName(tr("检查结果"))
        self.choices: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        top = QHBoxLayout()
        for outcome in OUTCOMES:
            button = QToolButton(self)
            button.setCheckable(True)
            button.clicked.connect(self._fill)
            group.addButton(button)
            self.choices[outcome] = button
            top.addWidget(button)
        top.addStretch(1)
        again = QPushButton(tr("重新检查"), self)
        again.clicked.connect(self.check)
        self.go = QPushButton(tr("转到"), self)
        self.go.clicked.connect(self._go)
        self.waive = QPushButton(tr("写明理由……"), self)
        self.waive.setToolTip(tr("说明理由后这一条可以放过；数字变了，理由要重新核对。错误不能放过。"))
        self.waive.clicked.connect(self._waive)
        for each in (again, self.waive, self.go):
            each.setAutoDefault(False)
            top.addWidget(each)
        self.detail = QLabel(self)
        self.detail.setWordWrap(True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.detail.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list = QTreeWidget(self)
        self.list.setColumnCount(2)
        self.list.setHeaderLabels([tr("规则"), tr("说明")])
        self.list.setWordWrap(True)
        self.list.setUniformRowHeights(False)
        self.list.setAccessibleName(tr("检查的规则"))
        self.list.itemActivated.connect(self._go)
        self.list.currentItemChanged.connect(self._chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.detail)
        self.resize(900, 480)
        if parent is not None:  # so that the place one goes to is seen
            corner = parent.mapToGlobal(parent.rect().bottomRight())
            self.move(max(corner.x() - 920, 0), max(corner.y() - 520, 0))
        self.list.setColumnWidth(0, 520)
        self.list.header().setStretchLastSection(True)
        self.choices["violated"].setChecked(True)
        self.check()
        self.list.setFocus()

    def check(self) -> None:
        """Judge the document as it is now, beside the window; the last result stays when it was stopped."""
        from desktop.app import disclosure_review

        with ask.telling(self):
            found = run_beside(
                self.parentWidget() or self,
                tr("正在检查文稿……"),
                lambda progress: disclosure_review.review(self.session, self.name, progress),
            )
            if found is not None:
                self.show_report(found)
            elif self.report is None:
                self.summary.setText(tr("检查没有做完，请按“重新检查”。"))

    def show_report(self, report: PreflightReport) -> None:
        self.report = report
        waived = sum(finding.state == "acknowledged" for finding in report.findings)
        self.summary.setText(said(report.summary) + (tr("其中说明理由放过的有 {n} 处。", n=waived) if waived else "") + self._by_hand())
        for outcome, button in self.choices.items():
            button.setText(f"{outcome_words(outcome)} {len(report.of(outcome))}")  # type: ignore[arg-type]
        self._fill()

    def _by_hand(self) -> str:
        """Who looked at what no program can judge; "" as long as nobody did."""
        from desktop.app.hand_check import report_line

        return said(report_line(self.session))

    def _fill(self) -> None:
        if self.report is None:
            return
        outcome = next((each for each, button in self.choices.items() if button.isChecked()), "violated")
        self.list.clear()
        results = sorted(self.report.of(outcome), key=lambda result: ("error", "warning", "hint").index(result.rule.severity))  # type: ignore[arg-type]
        for result in results:
            self._add(result)
        if not results:
            QTreeWidgetItem(self.list, [tr("没有这样的规则。")])
        how = any(item.text(1) for item in self._items())
        self.list.setColumnHidden(1, not how)
        self.list.expandAll()
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first.child(0) or first)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        """Rules and what stands below them."""
        places = QTreeWidgetItemIterator(self.list)
        while (item := places.value()) is not None:
            yield item
            places += 1

    def _add(self, result: RuleResult) -> None:
        rule = result.rule
        head = QTreeWidgetItem(self.list, [rule.title, said(result.why) or (rule.how if result.outcome == "violated" else "")])
        head.setData(0, _SOURCE, rule.source)
        if result.outcome == "violated":
            head.setIcon(0, icon(f"severity-{rule.severity}"))
            head.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{severity_words(rule.severity)}，{head.text(0)}")
        for placed in self.report.placed if self.report is not None else ():
            if placed.rule is not rule:
                continue
            finding, fault = placed.finding, placed.fault
            quote = tr("原文：“{quote}”", quote=fault.quote) if fault.quote else ""
            given = {
                "acknowledged": tr("已说明：{reason}", reason=finding.reason),
                "stale": tr("说明已过期，请重新核对：{reason}", reason=finding.reason),
            }.get(finding.state, fault.how)
            item = QTreeWidgetItem(head, ["\n".join(part for part in (said(fault.say), quote) if part), said(given)])
            item.setData(0, _BLOCK, fault.block)
            item.setData(0, _QUOTE, fault.quote)
            item.setData(0, _CELLS, fault.cells)
            item.setData(0, _FINDING, finding)
            item.setToolTip(0, item.text(0))
            item.setIcon(0, icon("acknowledged" if finding.state == "acknowledged" else f"severity-{finding.severity}"))
            item.setForeground(1, QBrush(QColor(theme.WARNING if finding.state == "stale" else theme.QUIET)))

        for finding in self.session.model.findings() if result.noted else ():
            if finding.check in result.noted and finding.state != "acknowledged":
                item = QTreeWidgetItem(head, [said(finding.say), said(finding.how)])
                item.setData(0, _CELLS, tuple(cell.ref for cell in finding.cells))
                item.setData(0, _FINDING, finding)
                item.setToolTip(0, item.text(0))

    def _chosen(self, item: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        self.go.setEnabled(item is not None and bool(item.data(0, _BLOCK) or item.data(0, _CELLS)))
        finding = self._finding()
        self.waive.setEnabled(finding is not None and finding.severity != "error" and not self.bridge.read_only)
        head = item.parent() if item is not None and item.parent() is not None else item
        source = head.data(0, _SOURCE) if head is not None else ""
        told = [item.text(0), item.text(1)] if item is not None else []
        told += [tr("出处：{source}", source=source)] if source else []
        self.detail.setText("\n".join(part for part in told if part))

    def _finding(self) -> Finding | None:
        item = self.list.currentItem()
        found: Finding | None = item.data(0, _FINDING) if item is not None else None
        return found

    def _waive(self) -> None:
        """A reason for what is to stay as it is; it travels with the document."""
        from desktop.app import checking
        from desktop.core.repairs import last_reason

        finding = self._finding()
        if finding is None:
            return
        words = finding.say
        if finding.state == "stale":
            words += "\n\n" + tr("数字在写明原因以后变了，请重新核对。")
        reason = ask.reason(self, tr("写明理由"), words, finding.reason, last_reason(self.session.model, finding))
        if reason is None:
            return
        with ask.telling(self):
            checking.acknowledge(self.session, finding, reason)
            self.check()
            again = next((item for item in self._items() if (one := item.data(0, _FINDING)) is not None and one.key == finding.key), None)
            if again is not None:
                self.list.setCurrentItem(again)

    def _go(self) -> None:
        """To the place in the text; where it is none, to the cell."""
        item = self.list.currentItem()
        if item is None:
            return
        block, cells = item.data(0, _BLOCK), item.data(0, _CELLS)
        if block:
            self.place_wanted.emit(block, item.data(0, _QUOTE) or "")
        elif cells:
            self.cell_wanted.emit(cells[0])
