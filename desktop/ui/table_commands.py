"""Commands on the table in hand: editing, rows, findings, what is shown. Slots of the main window; the workspace does the work."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from desktop.app import settings
from desktop.ui import ask
from desktop.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as Window

    from desktop.ui.workspace import Workspace
else:
    Window = object


class TableCommands(Window):
    """Part of :class:`~desktop.ui.window.MainWindow`."""

    workspace: Workspace | None
    commands: dict[str, QAction]

    if TYPE_CHECKING:

        def tell(self, sentence: str) -> None: ...
        def refresh_commands(self) -> None: ...

    # editing: the workspace does it

    def undo(self) -> None:
        if self.workspace is not None:
            self.workspace.undo()

    def redo(self) -> None:
        if self.workspace is not None:
            self.workspace.redo()

    def copy(self) -> None:
        if self.workspace is not None:
            self.workspace.copy()

    def paste(self) -> None:
        if self.workspace is not None:
            self.workspace.paste()

    def clear(self) -> None:
        if self.workspace is not None:
            self.workspace.clear()

    def take_computed(self) -> None:
        if self.workspace is not None:
            self.workspace.take_computed()

    def add_code(self) -> None:
        self.search_code("")

    def search_code(self, query: str) -> None:
        """The dialog that finds a 科目; what is chosen becomes a row."""
        from desktop.ui.code_search import CodeSearchDialog

        workspace = self.workspace
        if workspace is None or workspace.sheet is None:
            return
        family = workspace.sheet.grid.form.family
        if family is None or family.kind == "free":
            self.tell(tr("这张表不按科目增加行。") if family is not None else tr("这张表的行是固定的，不能增加科目。"))
            return
        dialog = CodeSearchDialog(workspace.session.subjects, family, query, self)
        if dialog.exec() == CodeSearchDialog.DialogCode.Accepted:
            workspace.add_code(dialog.code)
        workspace.view.setFocus()

    def import_subjects(self) -> None:
        if self.workspace is not None:
            path = ask.open_file(self, tr("选择财政部当年的科目表"), tr("Excel 或 WPS 工作簿"), ask.WORKBOOKS)
            if path is not None:
                self.workspace.import_subjects(path)

    def lock_table(self) -> None:
        if self.workspace is not None:
            self.workspace.lock_table()

    def next_finding(self) -> None:
        self._walk(1)

    def previous_finding(self) -> None:
        self._walk(-1)

    def _walk(self, step: int) -> None:
        if self.workspace is not None:
            self.commands["show_findings"].setChecked(True)
            self.workspace.walk(step)

    def repair(self) -> None:
        finding = self.workspace.findings.current() if self.workspace else None
        if self.workspace is not None and finding is not None:
            self.workspace.repair(finding)

    def acknowledge(self) -> None:
        finding = self.workspace.findings.current() if self.workspace else None
        if self.workspace is not None and finding is not None:
            self.workspace.acknowledge(finding)

    def withdraw(self) -> None:
        finding = self.workspace.findings.current() if self.workspace else None
        if self.workspace is not None and finding is not None:
            self.workspace.withdraw(finding)

    # seeing

    def show_prior(self, on: bool) -> None:
        with suppress(OSError):  # a switch that cannot be kept still works now
            settings.save_options({"show_prior": on})
        if self.workspace is not None:
            self.workspace.set_show_prior(on)

    def show_explain(self, on: bool) -> None:
        if self.workspace is not None:
            self.workspace.show_explain(on)

    def _close_explain(self) -> None:
        self.commands["show_explain"].setChecked(False)
        self.show_explain(False)
        if self.workspace is not None:
            self.workspace.view.setFocus()

    def show_findings(self, on: bool) -> None:
        if self.workspace is not None:
            self.workspace.show_findings(on)

    def with_signature(self, on: bool) -> None:
        self.tell(tr("打印和预览带签章栏。") if on else tr("打印和预览不带签章栏。"))

    def next_table(self) -> None:
        if self.workspace is not None:
            self.workspace.step_form(1)

    def previous_table(self) -> None:
        if self.workspace is not None:
            self.workspace.step_form(-1)

    def next_pane(self) -> None:
        """F6: tables, table, explanation, findings, and round."""
        if self.workspace is not None:
            self.workspace.next_pane()

    def zoom_in(self) -> None:
        self._zoom(1.1)

    def zoom_out(self) -> None:
        self._zoom(1 / 1.1)

    def zoom_reset(self) -> None:
        self._zoom(0)

    def _zoom(self, factor: float) -> None:
        if self.workspace is not None:
            view = self.workspace.view
            view.set_zoom(view.zoom * factor if factor else 1.0)

    def show_wan(self) -> None:
        self._set("show_in", "万元", tr("以万元显示"))

    def show_yuan(self) -> None:
        self._set("show_in", "元", tr("以元显示"))

    def keep_tail(self) -> None:
        self._set("rounding", "保留尾差", tr("保留尾差"))

    def balance(self) -> None:
        self._set("rounding", "舍位平衡", tr("舍位平衡"))

    def _set(self, name: str, value: str, label: str) -> None:
        if self.workspace is not None:
            self.workspace.set_setting(name, value, label)
            self.tell(tr("{label}，可撤销。", label=label))
            self.refresh_commands()
