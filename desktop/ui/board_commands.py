"""Commands of the status board and of 定稿. Slots of the main window; the workspace does the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as Window

    from desktop.ui.workspace import Workspace
else:
    Window = object


class BoardCommands(Window):
    """Part of :class:`~desktop.ui.window.MainWindow`."""

    workspace: Workspace | None

    def show_board(self) -> None:
        if self.workspace is not None:
            self.workspace.show_board()

    def finish_document(self) -> None:
        if self.workspace is not None:
            self.workspace.finish_document()

    def reopen_document(self) -> None:
        if self.workspace is not None:
            self.workspace.reopen_document()

    def repair_alike(self) -> None:
        """Every repair of the kind that the chosen finding offers."""
        finding = self.workspace.findings.current() if self.workspace else None
        if self.workspace is not None and finding is not None:
            self.workspace.repair_alike(finding)
