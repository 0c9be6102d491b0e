"""Editors that stand over a cell: the list of a choice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.still import StillComboBox


class ChoiceBox(StillComboBox):
    """A list that is open at once; leaving it without a choice, by whatever way, leaves the cell as it was."""

    left = Signal()
    _shut = Signal()
    _wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Escape and a click elsewhere close the list without hidePopup(): what is watched is that the list is no longer seen.
        self.view().installEventFilter(self)
        self._shut.connect(self.left, Qt.ConnectionType.QueuedConnection)  # the choice itself is told after the list is shut
        self._wanted.connect(self.showPopup, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        """Show the list as soon as the box has its place."""
        self._wanted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self._shut.emit()
        return super().eventFilter(watched, event)
