"""修改记录: what was entered in one cell, by whom and when, its notes too."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop.core.cell_notes import parts_of
from desktop.core.cells import CellRef, Entry
from desktop.ui.bridge import Bridge
from desktop.ui.cell_texts import exact
from desktop.ui.words import said, tr


class CellHistoryDialog(QDialog):
    """The newest change first. ``lines``: time, person, what, before, after."""

    def __init__(self, bridge: Bridge, ref: CellRef, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("修改记录"))
        self.lines = history_lines(bridge, ref)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        layout.addWidget(QLabel(bridge.model.label(ref), self))
        self.table = QTableWidget(len(self.lines), 5, self)
        self.table.setHorizontalHeaderLabels([tr("时间"), tr("填报人"), tr("操作"), tr("原来"), tr("改为")])
        self.table.setAccessibleName(tr("修改记录"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        for row, line in enumerate(self.lines):
            for column, text in enumerate(line):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        layout.addWidget(self.table, 1)
        if not self.lines:
            layout.addWidget(QLabel(tr("这一格还没有修改过。"), self))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.resize(820, 360)


def history_lines(bridge: Bridge, ref: CellRef) -> list[tuple[str, str, str, str, str]]:
    """Entries and notes of a cell, the newest first."""
    document, found = bridge.session.document, []
    for change in document.history(ref):
        found.append(
            (
                change.seq,
                (_time(change.when), change.who, said(change.label), _value(bridge, ref, change.old), _value(bridge, ref, change.new)),
            )
        )
    for change in document.history(ref, "note"):
        found.append((change.seq, (_time(change.when), change.who, said(change.label), _note(change.old), _note(change.new))))
    return [line for _, line in sorted(found, key=lambda each: -each[0])]


def _time(text: str) -> str:
    return text[:16].replace("T", " ")


def _value(bridge: Bridge, ref: CellRef, state: object) -> str:
    return (exact(bridge.model, ref, state.value) if isinstance(state, Entry) else "") or tr("（空白）")


def _note(state: object) -> str:
    parts = parts_of(state if isinstance(state, str) else "")
    return " ".join(text for text in (tr("待核对") if parts.marked else "", parts.said) if text) or tr("（没有备注）")
