"""What an import would do, before it does it: tables found, and every cell new, changed, in conflict, asked or ignored."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.app.jobs import Progress
from desktop.app.session import Session
from desktop.ui import theme
from desktop.ui.help_key import give_help
from desktop.ui.places import icon
from desktop.ui.still import StillComboBox
from desktop.ui.words import said, tr
from desktop.ui.work import run_beside

if TYPE_CHECKING:
    from desktop.exchange.plan import ImportPlan, PlanLine, SheetPlan

Index = QModelIndex | QPersistentModelIndex
_COLOURS = {"question": "ERROR", "conflict": "WARNING", "changed": "ACCENT", "ignored": "QUIET", "same": "QUIET"}


def kind_words(kind: str) -> str:
    return {
        "question": tr("待定"),
        "conflict": tr("冲突"),
        "changed": tr("改变"),
        "new": tr("新增"),
        "same": tr("相同"),
        "ignored": tr("未用"),
    }.get(kind, kind)


class PlanSheetsModel(QAbstractTableModel):
    """One line a table that was found (or a worksheet that was not understood)."""

    def __init__(self, sheets: list[SheetPlan], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheets = sheets

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.sheets)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("工作表"), tr("认出的表"), tr("匹配度"), tr("新增"), tr("改变"), tr("相同"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        sheet = self.sheets[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            table = f"{sheet.table} {sheet.title}" if sheet.table else tr("没有认出")
            score = f"{sheet.score:.0%}" if sheet.table else ""
            return (sheet.sheet, table, score, *map(str, (sheet.cells_new, sheet.cells_changed, sheet.cells_same)))[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= 2:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1:
            return icon("state-checked" if sheet.table else "severity-warning")
        if role == Qt.ItemDataRole.ForegroundRole and not sheet.table:
            return QColor(theme.QUIET)
        return None


class PlanLinesModel(QAbstractTableModel):
    """The cells: what stands in the document, what the workbook brings, and where from."""

    def __init__(self, lines: list[PlanLine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines = lines
        self.shown = lines

    def filter(self, kind: str, sheet: str) -> None:
        """Only the lines of one kind and worksheet; "" = all."""
        self.beginResetModel()
        self.shown = [line for line in self.lines if (not kind or line.kind == kind) and (not sheet or line.sheet == sheet)]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("类别"), tr("位置"), tr("文档现有"), tr("工作簿"), tr("来自"), tr("说明"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            where = f"{line.sheet} {line.address}".strip()
            return (kind_words(line.kind), line.label or line.table, line.old, line.new, where, said(line.say))[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (2, 3) and line.ref is not None:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            colour = _COLOURS.get(line.kind)
            return QColor(getattr(theme, colour)) if colour else None
        return None


class ImportDialog(QDialog):
    """Shows a plan and takes it or leaves it. ``plan`` is the one to carry out after :meth:`accept`."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.path = session, path
        self.plan: ImportPlan | None = None
        self.setWindowTitle(tr("导入 {name}", name=path.name))
        give_help(self)
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.prior = QCheckBox(tr("这是上年的数（导入到上年数，用于比较）"), self)
        self.replace = QCheckBox(tr("工作簿里空白的格，也把文档里的数清掉"), self)
        self.kinds = StillComboBox(self)
        self.kinds.setAccessibleName(tr("显示哪一类"))
        self.sheets = self._table(tr("认出的表"))
        self.lines = self._table(tr("逐格清单"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.take = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.take.setText(tr("导入（可撤销）"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        options = QHBoxLayout()
        options.setSpacing(18)
        options.addWidget(self.prior)
        options.addWidget(self.replace)
        options.addStretch(1)
        options.addWidget(QLabel(tr("显示"), self))
        options.addWidget(self.kinds)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.sheets)
        split.addWidget(self.lines)
        split.setSizes([190, 300])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self.summary)
        layout.addLayout(options)
        layout.addWidget(split, 1)
        layout.addWidget(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(1080, room.width() - 60), min(680, room.height() - 70))
        self.prior.toggled.connect(self.read)
        self.replace.toggled.connect(self.read)
        self.kinds.currentIndexChanged.connect(self._filter)

    def _table(self, name: str) -> QTableView:
        table = QTableView(self)
        table.setAccessibleName(name)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        return table

    def read(self) -> bool:
        """Read the workbook and show the plan; False when it was cancelled. Raises what the import raises."""
        from desktop.app.importing import plan_import

        prior, replace = self.prior.isChecked(), self.replace.isChecked()

        def work(progress: Progress) -> ImportPlan:
            progress.step(self.path.name)
            plan = plan_import(self.session, self.path, prior=prior, replace=replace, stop=lambda: progress.cancelled)
            progress.step(self.path.name)
            return plan

        plan = run_beside(self.parentWidget() if not self.isVisible() else self, tr("正在读取工作簿……"), work)
        if plan is None:
            return False
        self.plan = plan
        self._show(plan)
        return True

    def _show(self, plan: ImportPlan) -> None:
        lines = plan.lines()
        counts = Counter(line.kind for line in lines)
        if plan.refused:
            self.summary.setText(said(plan.refused))
            self.summary.setStyleSheet(f"color: {theme.ERROR}")
        else:
            self.summary.setStyleSheet("")
            self.summary.setText(
                tr(
                    "认出 {tables} 张表：新增 {new} 格，改变 {changed} 格，相同 {same} 格；冲突 {conflict} 处，待定 {question} 处，未用 {ignored} 处。",
                    tables=len(plan.tables),
                    new=counts["new"],
                    changed=counts["changed"],
                    same=counts["same"],
                    conflict=counts["conflict"],
                    question=counts["question"],
                    ignored=counts["ignored"],
                )
            )
        self.take.setEnabled(plan.operation is not None and bool(plan.operation.edits))
        self.sheets.setModel(PlanSheetsModel(plan.sheets, self))
        self.lines.setModel(PlanLinesModel(lines, self))
        self.sheets.selectionModel().currentRowChanged.connect(self._filter)
        unit = self.fontMetrics().height() / 17
        self.sheets.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.sheets.setColumnWidth(0, int(170 * unit))
        for column in (2, 3, 4, 5):
            self.sheets.setColumnWidth(column, int(64 * unit))
        header = self.lines.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        told = any(line.say for line in lines)
        self.lines.setColumnHidden(5, not told)
        for column, width in ((0, 58), (2, 104), (3, 104), (4, 190), (5, 240)):
            self.lines.setColumnWidth(column, int(width * unit))
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(tr("全部 {n}", n=len(lines)), "")
        for kind in ("question", "conflict", "changed", "new", "same", "ignored"):
            if counts[kind]:
                self.kinds.addItem(f"{kind_words(kind)} {counts[kind]}", kind)
        self.kinds.blockSignals(False)

    def _filter(self) -> None:
        model = self.lines.model()
        if isinstance(model, PlanLinesModel):
            at = self.sheets.currentIndex()
            sheets = self.sheets.model()
            sheet = sheets.sheets[at.row()].sheet if at.isValid() and isinstance(sheets, PlanSheetsModel) else ""
            model.filter(str(self.kinds.currentData() or ""), sheet)
