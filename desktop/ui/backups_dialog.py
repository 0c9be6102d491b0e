"""恢复备份: the backups of a document, and one of them written out as a new document beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app.keeping import policy_sentence
from desktop.ui.help_key import give_help
from desktop.ui.words import said, tr

if TYPE_CHECKING:
    from desktop.store.backups import Backup


def reason_words(reason: str) -> str:
    """Why a backup was made, in the language of the window."""
    return {
        "保存": tr("保存时"),
        "打开": tr("打开时"),
        "手动": tr("手动"),
        "覆盖": tr("被覆盖的"),
        "未保存": tr("未保存的内容"),
        "升级前": tr("升级前"),
        "损坏": tr("损坏的文件"),
    }.get(reason, reason)


class BackupsDialog(QDialog):
    """``which`` is the number of the chosen backup, 1 = the newest, after :meth:`accept`."""

    def __init__(self, target: Path, backups: list[Backup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("恢复备份"))
        give_help(self)
        self.which = 0
        head = QLabel(tr("“{name}”的备份。恢复为一个新文档，原来的文件不动。", name=target.name), self)
        head.setWordWrap(True)
        rule = QLabel(said(policy_sentence()), self)
        rule.setWordWrap(True)
        self.list = QTableWidget(len(backups), 3, self)
        self.list.setAccessibleName(tr("备份"))
        self.list.setHorizontalHeaderLabels([tr("时间"), tr("来由"), tr("大小")])
        self.list.verticalHeader().hide()
        self.list.setShowGrid(False)
        self.list.setAlternatingRowColors(True)
        self.list.setTabKeyNavigation(False)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.list.setColumnWidth(0, self.fontMetrics().horizontalAdvance("0000-00-00 00:00:00") + 24)
        for row, backup in enumerate(backups):
            when = backup.when.astimezone().strftime("%Y-%m-%d %H:%M:%S")
            for column, text in enumerate((when, reason_words(backup.reason), f"{max(backup.size // 1024, 1):,} KB")):
                self.list.setItem(row, column, QTableWidgetItem(text))
        self.list.selectRow(0)
        self.list.doubleClicked.connect(self.accept)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("恢复并打开"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(rule)
        layout.addWidget(buttons)
        self.resize(560, 380)

    def accept(self) -> None:
        self.which = self.list.currentRow() + 1
        if self.which:
            super().accept()
