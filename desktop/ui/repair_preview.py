"""All repairs of one kind before they are made: every place with what stands there and what would; each can be left out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop.core.repairs import Change
from desktop.ui.bridge import Bridge
from desktop.ui.cell_texts import exact
from desktop.ui.help_key import give_help
from desktop.ui.words import said, tr


class RepairPreview(QDialog):
    """``chosen()`` are the changes that stay ticked."""

    def __init__(self, bridge: Bridge, changes: list[Change], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge, self.changes = bridge, changes
        self.setWindowTitle(tr("改正同类问题"))
        give_help(self)
        self.head = QLabel(self)
        self.list = QTableWidget(len(changes), 3, self)
        self.list.setAccessibleName(tr("将要改正的地方"))
        self.list.setHorizontalHeaderLabels([tr("位置"), tr("现在"), tr("改为")])
        self.list.verticalHeader().hide()
        self.list.setShowGrid(False)
        self.list.setAlternatingRowColors(True)
        self.list.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.list.setTabKeyNavigation(False)
        for row, change in enumerate(changes):
            place = QTableWidgetItem(change.label)
            place.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            place.setCheckState(Qt.CheckState.Checked)
            place.setToolTip(said(change.finding.say))
            self.list.setItem(row, 0, place)
            for column, value in ((1, change.now), (2, change.then)):
                told = value if isinstance(value, str) else exact(bridge.model, change.repair.ref, value)
                item = QTableWidgetItem(told or tr("（空白）"))
                item.setToolTip(told)
                if not isinstance(value, str):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.list.setItem(row, column, item)
        header = self.list.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        wide = any(isinstance(value, str) for change in changes for value in (change.now, change.then))
        for column in (1, 2):
            header.resizeSection(column, self.fontMetrics().horizontalAdvance("0" * (26 if wide else 15)))
        self.list.itemChanged.connect(self._count)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("改正"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        for part in (self.head, self.list, self.buttons):
            layout.addWidget(part)
        line = self.fontMetrics().height()
        self.resize(43 * line, min(max(len(changes), 4), 12) * 2 * line + 8 * line)
        self._count()

    def _count(self) -> None:
        count = len(self.chosen())
        self.head.setText(tr("改正下面打勾的 {count} 处，一次可以撤销。", count=count))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(count > 0)

    def chosen(self) -> list[Change]:
        ticked = []
        for row, change in enumerate(self.changes):
            item = self.list.item(row, 0)
            if item is not None and item.checkState() == Qt.CheckState.Checked:
                ticked.append(change)
        return ticked
