"""Commands on the clerk's own rows and on projects. Slots of the main window; the workspace does the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as Window

    from desktop.ui.workspace import Workspace
else:
    Window = object


class RowCommands(Window):
    """Part of :class:`~desktop.ui.window.MainWindow`. While the overview is shown, the commands are about projects."""

    workspace: Workspace | None
    commands: dict[str, QAction]

    def insert_above(self) -> None:
        self._insert(True)

    def insert_below(self) -> None:
        self._insert(False)

    def _insert(self, above: bool) -> None:
        if self.workspace is None:
            return
        self.workspace.add_project() if self.workspace.is_overview() else self.workspace.insert_row(above)

    def duplicate_row(self) -> None:
        if self.workspace is not None:
            self.workspace.copy_project() if self.workspace.is_overview() else self.workspace.duplicate_row()

    def remove_row(self) -> None:
        if self.workspace is not None:
            self.workspace.remove_project() if self.workspace.is_overview() else self.workspace.remove_row()

    def row_up(self) -> None:
        self._move(-1)

    def row_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        if self.workspace is not None:
            self.workspace.move_project(step) if self.workspace.is_overview() else self.workspace.move_row(step)

    def add_project(self) -> None:
        if self.workspace is not None:
            self.workspace.show_overview()
            self.workspace.add_project()

    def show_projects(self) -> None:
        if self.workspace is not None:
            self.workspace.show_overview()

    def batch_output(self) -> None:
        if self.workspace is not None:
            self.workspace.batch_output()

    def show_coach(self, on: bool) -> None:
        if self.workspace is not None:
            self.workspace.show_coach(on)

    def _close_coach(self) -> None:
        self.commands["show_coach"].setChecked(False)
        self.show_coach(False)
        if self.workspace is not None:
            self.workspace.view.setFocus()
