"""出版前检查: every rule with its outcome, counted; what is wrong quoted from the text, with the way there."""

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

from desktop.app.session import Session
from desktop.ui import theme
from desktop.ui.look import severity_words
from desktop.ui.places import icon
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.document.preflight import PreflightReport, RuleResult

_BLOCK = Qt.ItemDataRole.UserRole
_CELLS = Qt.ItemDataRole.UserRole + 1
_SOURCE = Qt.ItemDataRole.UserRole + 2
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

    block_wanted = Signal(str)
    cell_wanted = Signal(object)

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.name = session, name
        self.report: PreflightReport | None = None
        self.setWindowTitle(tr("出版前检查"))
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
        for each in (again, self.go):
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
        self.resize(860, 470)
        if parent is not None:  # so that the place one goes to is seen
            corner = parent.mapToGlobal(parent.rect().bottomRight())
            self.move(corner.x() - 880, corner.y() - 510)
        self.list.setColumnWidth(0, 520)
        self.list.header().setStretchLastSection(True)
        self.choices["violated"].setChecked(True)
        self.check()
        self.list.setFocus()

    def check(self) -> None:
        """Judge the document as it is now."""
        from desktop.app import disclosure_review

        self.report = disclosure_review.review(self.session, self.name)
        self.summary.setText(self.report.summary)
        for outcome, button in self.choices.items():
            button.setText(f"{outcome_words(outcome)} {len(self.report.of(outcome))}")  # type: ignore[arg-type]
        self._fill()

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
        head = QTreeWidgetItem(self.list, [rule.title, result.why or (rule.how if result.outcome == "violated" else "")])
        head.setData(0, _SOURCE, rule.source)
        if result.outcome == "violated":
            head.setIcon(0, icon(f"severity-{rule.severity}"))
            head.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{severity_words(rule.severity)}，{head.text(0)}")
        for fault in result.faults:
            quote = tr("原文：“{quote}”", quote=fault.quote) if fault.quote else ""
            item = QTreeWidgetItem(head, ["\n".join(part for part in (fault.say, quote) if part), fault.how])
            item.setData(0, _BLOCK, fault.block)
            item.setData(0, _CELLS, fault.cells)
            item.setToolTip(0, item.text(0))
            item.setForeground(1, QBrush(QColor(theme.QUIET)))

        for finding in self.session.model.findings() if result.noted else ():
            if finding.check in result.noted and finding.state != "acknowledged":
                item = QTreeWidgetItem(head, [finding.say, finding.how])
                item.setData(0, _CELLS, tuple(cell.ref for cell in finding.cells))
                item.setToolTip(0, finding.say)

    def _chosen(self, item: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        self.go.setEnabled(item is not None and bool(item.data(0, _BLOCK) or item.data(0, _CELLS)))
        head = item.parent() if item is not None and item.parent() is not None else item
        source = head.data(0, _SOURCE) if head is not None else ""
        said = [item.text(0), item.text(1)] if item is not None else []
        said += [tr("出处：{source}", source=source)] if source else []
        self.detail.setText("\n".join(part for part in said if part))

    def _go(self) -> None:
        """To the place in the text; where it is none, to the cell."""
        item = self.list.currentItem()
        if item is None:
            return
        block, cells = item.data(0, _BLOCK), item.data(0, _CELLS)
        if block:
            self.block_wanted.emit(block)
        elif cells:
            self.cell_wanted.emit(cells[0])
