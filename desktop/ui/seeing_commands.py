"""Commands on what is seen of a table: rows out of sight, name columns that stay, widths; and the sums in the status bar. Slots of the main window."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from desktop.app import settings
from desktop.ui import theme
from desktop.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow as Window

    from desktop.ui.seeing_desk import Seeing
    from desktop.ui.workspace import Workspace
else:
    Window = object


class SeeingCommands(Window):
    """Part of :class:`~desktop.ui.window.MainWindow`."""

    workspace: Workspace | None
    commands: dict[str, QAction]
    seeing: Seeing | None = None

    if TYPE_CHECKING:

        def tell(self, sentence: str) -> None: ...
        def _rebuild(self) -> None: ...
        def finish_edit(self) -> None: ...

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.sums = QLabel(self)
        self.sums.setObjectName("sums")
        self.sums.setAccessibleName(tr("所选单元格的合计、计数和平均"))
        self.statusBar().addPermanentWidget(self.sums)
        self.sums.hide()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.recolour)

    def attach_document(self, workspace: Workspace) -> None:
        """Give a new workspace what is seen of its tables."""
        super().attach_document(workspace)  # type: ignore[misc]
        from desktop.ui.seeing_desk import Seeing

        self.seeing = seeing = Seeing(workspace, self.sums)
        workspace.destroyed.connect(self.sums.hide)
        freezes = bool(settings.option("freeze_names"))
        self.commands["freeze_names"].setChecked(freezes)
        workspace.view.set_freezes(freezes)
        seeing.hidden.zeros = not self.commands["hide_zeros"].isChecked()
        seeing.strip.zeros_wanted.connect(self.commands["hide_zeros"].trigger)
        seeing.hidden.apply()

    def hide_zeros(self, on: bool) -> None:
        """Ctrl+Shift+Z: rows without any figure out of sight, or all again."""
        if self.seeing is None:
            return
        hidden = self.seeing.hidden
        hidden.show_zeros(not on)
        if not on:
            self.tell(tr("所有行都显示。"))
        elif not hidden.possible():
            self.tell(tr("这张表按表样逐格印出，不能隐藏行；其他表没有数的行已隐藏。"))
        else:
            self.tell(tr("隐藏了 {count} 个没有数的行，显示 {left} 行；打印不受影响。", count=hidden.count, left=hidden.left))

    def filter_rows(self) -> None:
        """Ctrl+Shift+L: look for rows; again in an open strip leaves the filter."""
        if self.workspace is None or self.seeing is None:
            return
        if self.workspace.is_overview():
            self.tell(tr("请先打开一张表。"))
        elif not self.seeing.hidden.possible():
            self.tell(tr("这张表没有可以筛选的行。"))
        else:
            self.seeing.strip.open()

    def freeze_names(self, on: bool) -> None:
        with suppress(OSError):
            settings.save_options({"freeze_names": on})
        if self.workspace is not None:
            self.workspace.view.set_freezes(on)

    def options(self) -> None:
        from desktop.ui.options_dialog import OptionsDialog

        if OptionsDialog(self).exec() == OptionsDialog.DialogCode.Accepted:
            if self.workspace is not None:
                self.workspace.view.read_options()
            self.recolour()

    def recolour(self) -> None:
        """Take the colours that the person, or the system, wants now."""
        app = QApplication.instance()
        wanted = theme.scheme()
        if isinstance(app, QApplication) and (wanted == "dark") != theme.is_dark():
            self.finish_edit()
            theme.colour(app, wanted)
            QTimer.singleShot(0, self._rebuild)

    def usual_widths(self) -> None:
        if self.workspace is not None:
            self.workspace.view.widths_as_printed()
