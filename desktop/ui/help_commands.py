"""F1, the manual and the tour. Slots of the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication

from desktop.app import manual

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow as Window

    from desktop.ui.help_cell import CellHelp
    from desktop.ui.help_window import ManualWindow
    from desktop.ui.tour import Tour
    from desktop.ui.window import MainWindow
    from desktop.ui.workspace import Workspace
else:
    Window = object


class HelpCommands(Window):
    """Part of :class:`~desktop.ui.window.MainWindow`."""

    workspace: Workspace | None
    manual_window: ManualWindow | None = None
    cell_help: CellHelp | None = None
    tour: Tour | None = None

    if TYPE_CHECKING:

        def open_sample(self) -> None: ...

    def help_here(self) -> None:
        """F1: the help of the cell in hand, or the chapter of the part of the window that has the focus."""
        chapter, anchor = self._place_of_focus()
        if chapter == "cell":
            self.show_cell_help()
        else:
            self.show_manual_at(chapter, anchor)

    def show_cell_help(self) -> None:
        """The help of the cell beside it; once more closes it."""
        from desktop.ui.help_cell import CellHelp

        assert self.workspace is not None
        found = self.cell_help
        if found is not None and found.workspace is not self.workspace:
            found.deleteLater()
            found = None
        if found is None:
            found = self.cell_help = CellHelp(self.workspace)
            found.manual_wanted.connect(self.show_manual_at)
        if found.isVisible() and found.ref == self.workspace.view.reference():
            found.close_help()
            return
        found.show_beside()

    def show_manual(self) -> None:
        """The manual where it was left, at first its first chapter."""
        self.show_manual_at("", "")

    def show_manual_at(self, chapter: str, anchor: str) -> None:
        from desktop.ui.help_window import ManualWindow

        if self.manual_window is None or self.manual_window.is_stale:
            self.manual_window = ManualWindow(self)
        if chapter or not self.manual_window.place()[0]:
            self.manual_window.show_place(chapter or "start", anchor)
        self.manual_window.show()
        self.manual_window.raise_()
        self.manual_window.activateWindow()

    def key_list(self) -> None:
        self.show_manual_at(*manual.place_of("commands", "key_list"))

    def take_tour(self) -> None:
        """The tour over the sample department, from its beginning."""
        from desktop.ui.tour import begin

        begin(cast("MainWindow", self))

    def _place_of_focus(self) -> tuple[str, str]:
        """Chapter and section for what has the focus; "cell" for a cell."""
        workspace = self.workspace
        if workspace is None:
            return "start", ""
        focus = QApplication.focusWidget()
        above = []
        while focus is not None:
            above.append(focus)
            focus = focus.parentWidget()
        names = {type(widget).__name__ for widget in above}
        names.add(type(workspace.middle.currentWidget()).__name__)
        return next((manual.place_of("parts", name) for name in manual.places("parts") if name in names), ("cell", ""))
