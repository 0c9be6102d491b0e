"""The drawer below the table: all findings, filtered, and for the chosen one both sides, the rule, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QModelIndex, QSize, Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.cells import COVER
from desktop.core.findings import Finding, FindingCell
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.cell_texts import exact
from desktop.ui.findings_model import FINDING, FindingsModel, state_words
from desktop.ui.links import cell_of, link_to
from desktop.ui.look import source_words
from desktop.ui.places import icon
from desktop.ui.words import tr


class FindingsPanel(QWidget):
    """Signals say what the clerk wants; the window does it."""

    go_wanted = Signal(object)  # Finding
    cell_wanted = Signal(object)  # CellRef
    explain_wanted = Signal(object)  # Finding
    repair_wanted = Signal(object)  # Finding
    acknowledge_wanted = Signal(object)  # Finding

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: FindingsModel | None = None
        self.table = ""
        self._key: tuple[str, str, str] | None = None
        self._row = 0
        self._unseen = False  # the finding in hand went away and the next one took its place
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(tr("筛选：表号、科目、文字……"))
        self.words.setAccessibleName(tr("筛选审核结果"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(80)
        self.words.setMaximumWidth(self.fontMetrics().horizontalAdvance(self.words.placeholderText()) + 56)
        self.words.textChanged.connect(self._filter)
        top = QHBoxLayout()
        top.setContentsMargins(0, 3, 0, 4)
        top.setSpacing(6)
        self.severity_buttons: dict[str, QToolButton] = {}
        for severity in ("error", "warning", "hint"):
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
        top.addWidget(self.here)
        top.addWidget(self.words, 1)
        top.addStretch(0)
        self.buttons: dict[str, QPushButton] = {}
        for name, text, slot in (
            ("go", tr("转到"), self._go),
            ("explain", tr("解释"), self._explain),
            ("repair", tr("改正"), self._repair),
            ("acknowledge", tr("写明原因……"), self._acknowledge),
        ):
            button2 = QPushButton(text, self)
            button2.setAutoDefault(False)
            button2.clicked.connect(slot)
            self.buttons[name] = button2
            top.addWidget(button2)
        self.list = QTableView(self)
        self.list.setAccessibleName(tr("审核结果"))
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setShowGrid(False)
        self.list.setAlternatingRowColors(True)
        self.list.setTabKeyNavigation(False)
        self.list.verticalHeader().hide()
        self.list.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.list.setIconSize(QSize(14, 14))
        self.list.setWordWrap(False)
        self.list.activated.connect(self._activated)
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
        self.model = FindingsModel(bridge, self)
        self.list.setModel(self.model)
        header = self.list.horizontalHeader()
        forms = [form for form in bridge.model.forms() if form.code != COVER]
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        metrics = self.fontMetrics()
        words = max((tr("错误"), tr("警告"), tr("提示"), tr("级别")), key=metrics.horizontalAdvance)
        states = max((tr("待处理"), tr("已说明"), tr("说明已过期")), key=metrics.horizontalAdvance)
        for column, text, more in (
            (0, words, 36),
            (1, "公开01表" if all(form.form_no for form in forms) else "收入支出决算总表", 16),
            (3, "-0,000,000.00", 16),
            (4, states, 18),
        ):
            self.list.setColumnWidth(column, metrics.horizontalAdvance(text) + more)
        self.list.selectionModel().currentRowChanged.connect(self._chosen)
        self.model.modelReset.connect(self._refreshed)
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
        chosen = self.list.currentIndex() if self._key is not None else QModelIndex()
        fresh = next((at for at, finding in enumerate(self.model.shown) if finding.key in self.model.fresh), -1)
        self.model.fresh = set()
        if step > 0 and fresh >= 0:
            row = fresh
        elif step > 0 and self._unseen:
            row = self._row
        else:
            row = ((chosen.row() if chosen.isValid() else (-1 if step > 0 else 0)) + step) % len(self.model.shown)
        self._unseen = False
        self._take(row)
        return self.model.shown[row]

    def _take(self, row: int) -> None:
        assert self.model is not None
        self._key, self._row = self.model.shown[row].key, row
        self.list.setCurrentIndex(self.model.index(row, 0))
        self.list.scrollTo(self.list.currentIndex())

    def _refreshed(self) -> None:
        """Counts, and the same finding again; when it is gone, the one that took its place, so that one repair follows the other."""
        if self.model is None:
            return
        counts = self.model.counts()
        texts = {
            "error": tr("错误 {n}", n=counts["error"]),
            "warning": tr("警告 {n}", n=counts["warning"]),
            "hint": tr("提示 {n}", n=counts["hint"]),
        }
        for severity, button in self.severity_buttons.items():
            button.setText(texts[severity])
        if self._key is not None and not self.model.shown:
            self._key = None
        elif self._key is not None:
            row = self.model.row_of(self._key)
            self._unseen = self._unseen or row < 0
            self._take(row if row >= 0 else min(self._row, len(self.model.shown) - 1))
        self._show(self.current())

    def _chosen(self, current: QModelIndex, previous: QModelIndex) -> None:
        finding: Finding | None = current.data(FINDING) if current.isValid() else None
        if finding is not None:
            self._unseen = self._unseen and finding.key == self._key
            self._key, self._row = finding.key, current.row()
        self._show(finding)

    def _show(self, finding: Finding | None) -> None:
        for name, button in self.buttons.items():
            button.setEnabled(finding is not None)
            if finding is not None and name == "repair":
                button.setEnabled(finding.repair is not None)
            if finding is not None and name == "acknowledge":
                button.setEnabled(finding.severity != "error" and finding.outcome == "violated")
        if finding is None:
            empty = self.model is not None and not self.model.bridge.findings
            self.detail.setHtml(f"<p style='color:{theme.QUIET}'>{escape(tr('没有审核问题。') if empty else tr('按 F4 逐条查看。'))}</p>")
            return
        self.detail.setHtml(finding_html(finding, self._exact))

    def _exact(self, cell: FindingCell) -> str:
        return exact(self.model.bridge.model, cell.ref, cell.value) if self.model is not None else ""

    # what the clerk wants

    def _filter(self) -> None:
        if self.model is not None:
            chosen = {severity for severity, button in self.severity_buttons.items() if button.isChecked()}
            self.model.filter(self.words.text(), chosen, self.table if self.here.isChecked() else "")

    def _activated(self, index: QModelIndex) -> None:
        self._go()

    def _go(self) -> None:
        self._tell(self.go_wanted)

    def _explain(self) -> None:
        self._tell(self.explain_wanted)

    def _repair(self) -> None:
        self._tell(self.repair_wanted)

    def _acknowledge(self) -> None:
        self._tell(self.acknowledge_wanted)

    def _tell(self, signal: object) -> None:
        finding = self.current()
        if finding is not None:
            signal.emit(finding)  # type: ignore[attr-defined]

    def _link(self, url: QUrl) -> None:
        ref = cell_of(url.toString())
        if ref is not None:
            self.cell_wanted.emit(ref)


def finding_html(finding: Finding, shown: Callable[[FindingCell], str]) -> str:
    """What is wrong, both sides with their cells, why it must hold, what to do; ``shown`` writes the value of a cell."""
    rows = "".join(
        f"<tr><td>{link_to(cell.ref, cell.label)}</td><td align='right'>&nbsp;{escape(shown(cell)) or tr('空白')}</td>"
        f"<td style='color:{theme.QUIET}'>&nbsp;{escape(source_words(cell.source))}</td></tr>"
        for cell in finding.cells[:40]
    )
    parts = [f"<p><b>{escape(finding.say)}</b></p>"]
    if rows:
        parts.append(f"<table cellspacing='0' cellpadding='2'>{rows}</table>")
    for head, text in ((tr("怎么办"), finding.how), (tr("依据"), finding.why)):
        if text:
            parts.append(f"<p><span style='color:{theme.QUIET}'>{escape(head)}：</span>{escape(text)}</p>")
    if finding.reason:
        parts.append(f"<p><span style='color:{theme.IMPORTED}'>{escape(state_words(finding))}：</span>{escape(finding.reason)}</p>")
    parts.append(f"<p style='color:{theme.QUIET}'>{escape(finding.check)} · {escape(finding.tier)}</p>")
    return "".join(parts)
