"""What one workspace shows of its tables: hidden lines with their strip, and the sums of the selection in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QBoxLayout, QLabel

from desktop.ui.seeing_hidden import HiddenLines
from desktop.ui.seeing_strip import FilterStrip
from desktop.ui.seeing_sums import sums_of
from desktop.ui.sheet_model import SheetModel

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace


class Seeing(QObject):
    """Belongs to one workspace."""

    def __init__(self, workspace: Workspace, sums: QLabel) -> None:
        super().__init__(workspace)
        self.workspace, self.sums = workspace, sums
        view = workspace.view
        self.hidden = HiddenLines(view)
        paper = view.parentWidget()
        desk = paper.parentWidget() if paper is not None else None
        self.strip = FilterStrip(self.hidden, desk)
        layout = desk.layout() if desk is not None else None
        if paper is not None and isinstance(layout, QBoxLayout):
            layout.insertWidget(layout.indexOf(paper), self.strip)
        self.strip.left.connect(view.setFocus)
        workspace.bridge.changed.connect(self.hidden.follow)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(30)
        self._pause.timeout.connect(self.tell_sums)
        view.table_shown.connect(self._follow_selection)
        workspace.bridge.changed.connect(lambda _: self._pause.start())
        self.hidden.changed.connect(self._pause.start)
        self._follow_selection()

    def _follow_selection(self) -> None:
        """The view has another model, and with it another selection."""
        selection = self.workspace.view.selectionModel()
        if selection is not None and selection is not getattr(self, "_followed", None):
            self._followed = selection
            selection.selectionChanged.connect(lambda: self._pause.start())
        self._pause.start()

    def tell_sums(self) -> None:
        view = self.workspace.view
        said = sums_of(view).words() if isinstance(view.model(), SheetModel) and not self.workspace.is_overview() else ""
        self.sums.setText(said)
        self.sums.setVisible(bool(said))
