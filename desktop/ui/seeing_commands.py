"""Commands on what is seen of a table: rows out of sight, name columns that stay, widths; and the sums in the status bar. Slots of the main window."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel

from desktop.app import settings
from desktop.ui import theme
from desktop.ui.seeing_hidden import HiddenLines
from desktop.ui.seeing_strip import FilterStrip
from desktop.ui.seeing_sums import sums_of
from desktop.ui.sheet_model import SheetModel
from desktop.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow as Window

    from desktop.ui.workspace import Workspace
else:
    Window = object


class Seeing(QObject):
    """What one workspace shows of its tables: hidden lines with their strip, and the sums of the selection."""

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
