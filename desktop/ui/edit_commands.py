"""Commands of a spreadsheet on the table in hand: fill, date, sum, notes, marks, precedents, lists, check. Slots of the main window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as Window

    from desktop.ui.workspace import Workspace
else:
    Window = object


class EditCommands(Window):
    """Part of :class:`~desktop.ui.window.MainWindow`. The keys do nothing while a text elsewhere in the window is being written."""

    workspace: Workspace | None

    def _in_table(self, act: Callable[[Workspace], None]) -> None:
        workspace = self.workspace
        if workspace is None or not workspace.view.isVisible():
            return
        focus = QApplication.focusWidget()
        writing = isinstance(focus, QLineEdit) or (isinstance(focus, QPlainTextEdit | QTextEdit) and not focus.isReadOnly())
        if focus is None or not writing or workspace.view.isAncestorOf(focus):
            act(workspace)

    def cut(self) -> None:
        self._in_table(lambda workspace: workspace.cut())

    def copy_with_heads(self) -> None:
        self._in_table(lambda workspace: workspace.copy_with_heads())

    def paste_values(self) -> None:
        self._in_table(lambda workspace: workspace.paste_values())

    def fill_down(self) -> None:
        self._in_table(lambda workspace: workspace.fill_down())

    def fill_right(self) -> None:
        self._in_table(lambda workspace: workspace.fill_right())

    def today(self) -> None:
        self._in_table(lambda workspace: workspace.today())

    def show_sum(self) -> None:
        self._in_table(lambda workspace: workspace.show_sum())

    def open_list(self) -> None:
        self._in_table(lambda workspace: workspace.open_list())

    def edit_note(self) -> None:
        self._in_table(lambda workspace: workspace.edit_note())

    def mark_follow_up(self) -> None:
        self._in_table(lambda workspace: workspace.mark_follow_up())

    def cell_history(self) -> None:
        self._in_table(lambda workspace: workspace.show_history())

    def precedents(self) -> None:
        self._in_table(lambda workspace: workspace.go_to_precedents())

    def dependents(self) -> None:
        self._in_table(lambda workspace: workspace.go_to_dependents())

    def check_now(self) -> None:
        if self.workspace is not None:
            self.workspace.check_now()
