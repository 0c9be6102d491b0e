"""Commands that write: workbook, template, check report, preview, PDF, printer. Slots of the main window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from desktop.ui import ask
from desktop.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as Window

    from desktop.ui.output import PreviewDesk
    from desktop.ui.workspace import Workspace
else:
    Window = object


class PaperCommands(Window):
    """Part of :class:`~desktop.ui.window.MainWindow`."""

    workspace: Workspace | None
    preview_desk: PreviewDesk | None
    commands: dict[str, QAction]

    if TYPE_CHECKING:

        def tell(self, sentence: str) -> None: ...

    def export_workbook(self) -> None:
        self._export(None)

    def fill_template(self) -> None:
        template = ask.open_file(self, tr("选择财政下发的模板"), tr("Excel 工作簿"), "*.xlsx")
        if template is not None:
            self._export(template)

    def _export(self, template: Path | None) -> None:
        from desktop.ui.output import export_workbook

        if self.workspace is None:
            return
        with ask.telling(self):
            out = export_workbook(self, self.workspace.session, template)
            if out is not None:
                self.tell(tr("已导出到 {out}。", out=str(out)))

    def write_report(self) -> None:
        from desktop.app.exporting import write_check_report
        from desktop.app.jobs import Progress
        from desktop.ui.work import run_beside

        if self.workspace is None:
            return
        name = f"{self.workspace.session.book.unit_name}{tr('审核报告')}.xlsx"
        out = ask.save_file(self, tr("导出审核报告"), tr("Excel 工作簿"), ".xlsx", name, [(tr("PDF 文件"), ".pdf")])
        if out is None:
            return
        with ask.telling(self):
            session, found = self.workspace.session, self.workspace.bridge.findings

            def work(progress: Progress) -> bool:
                progress.step(out.name)
                write_check_report(session, found, out)
                return True

            if run_beside(self, tr("正在导出……"), work):
                self.tell(tr("已导出到 {out}。", out=str(out)))

    def preview(self) -> None:
        from desktop.ui.output import PreviewDesk

        if self.workspace is not None:
            if self.preview_desk is not None:
                self.preview_desk.deleteLater()
            self.preview_desk = PreviewDesk(self, self.workspace.session, (), self.commands["with_signature"].isChecked())
            self.preview_desk.open()

    def _pdf(self) -> bytes | None:
        from desktop.ui.output import make_pdf

        if self.workspace is None:
            return None
        with ask.telling(self):
            made = make_pdf(self, self.workspace.session, (), self.commands["with_signature"].isChecked())
            return made[0] if made else None
        return None

    def print_tables(self) -> None:
        from desktop.ui.output import print_pdf, set_name

        data = self._pdf()
        if data is not None and self.workspace is not None:
            print_pdf(self, data, set_name(self.workspace.session))

    def save_pdf(self) -> None:
        from desktop.ui.output import save_pdf

        data = self._pdf()
        if data is not None and self.workspace is not None:
            out = save_pdf(self, self.workspace.session, data)
            if out is not None:
                self.tell(tr("已导出到 {out}。", out=str(out)))
