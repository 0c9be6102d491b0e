"""Out of the window: workbook, filled template, PDF, preview, printer. The data is laid out here, written in a worker."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import exporting
from desktop.app.jobs import Cancelled, Progress, Step
from desktop.app.problems import sentence_of
from desktop.app.session import Session
from desktop.ui import ask, words
from desktop.ui.places import TRANSLATIONS
from desktop.ui.stepped import run_steps
from desktop.ui.words import tr
from desktop.ui.work import run_beside

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.ui.preview import PreviewDialog


def set_name(session: Session) -> str:
    """How the files of this document are called when nothing else is chosen."""
    return f"{session.book.unit_name}{session.book.year}年度决算公开表"


def make_pdf(parent: QWidget, session: Session, tables: Sequence[str], signature: bool) -> tuple[bytes, list[str]] | None:
    """The tables as PDF, and what the reader should know (characters without glyph, small print). ``None`` when cancelled."""

    def work(progress: Progress) -> tuple[bytes, list[str]]:
        progress.step(tr("正在排版……"))
        with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
            out = Path(folder) / "pages.pdf"
            report = exporting.print_tables(session, out, tables=tables, signature=signature)
            progress.step(tr("正在读取页面……"))
            notes = list(report.notes)
            if report.missing_glyphs:
                shown = "、".join(str(glyph.character) for glyph in report.missing_glyphs[:20])
                notes.append(tr("这些字没有字形，打印成方框：{shown}", shown=shown))
            return out.read_bytes(), notes

    return run_beside(parent, tr("正在生成 PDF……"), work)


def export_workbook(parent: QWidget, session: Session, template: Path | None = None) -> Path | None:
    """Ask where, write the tables there."""
    name = template.stem + tr("-已填") if template else set_name(session)
    out = ask.save_file(parent, tr("导出工作簿"), tr("Excel 工作簿"), ".xlsx", f"{name}.xlsx")
    if out is None:
        return None

    def work(progress: Progress) -> list[str]:
        progress.step(out.name)
        return exporting.export_workbook(session, out, template=template)

    notes = run_beside(parent, tr("正在导出……"), work)
    if notes is None:
        return None
    if notes:
        ask.tell(parent, tr("已导出到 {out}。", out=out), problem=False, more="\n".join(notes[:12]))
    return out


def save_pdf(parent: QWidget, session: Session, data: bytes) -> Path | None:
    """Ask where, write the bytes that were previewed."""
    out = ask.save_file(parent, tr("保存为 PDF"), tr("PDF 文件"), ".pdf", f"{set_name(session)}.pdf")
    if out is None:
        return None
    fresh = out.with_name(out.name + ".tmp")
    try:
        fresh.write_bytes(data)
        fresh.replace(out)
    except OSError as problem:
        fresh.unlink(missing_ok=True)
        ask.tell(parent, sentence_of(problem) or str(problem))
        return None
    return out


class PreviewDesk(QObject):
    """Keeps a preview window and what its buttons do together."""

    def __init__(self, parent: QWidget, session: Session, tables: Sequence[str], signature: bool) -> None:
        super().__init__(parent)
        self.window, self.session, self.tables = parent, session, list(tables)
        self.signature = signature
        self.dialog: PreviewDialog | None = None

    def open(self) -> PreviewDialog | None:
        """Show the preview; ``None`` when it was cancelled or cannot be made (that was told)."""
        from desktop.ui.preview import PreviewDialog

        made = self._make()
        if made is None:
            return None
        data, notes = made
        self.dialog = PreviewDialog(data, tr("预览：{name}", name=set_name(self.session)), notes, self.signature, self.window)
        self.dialog.save_wanted.connect(self._save)
        self.dialog.print_wanted.connect(self._print)
        self.dialog.signature_toggled.connect(self._sign)
        self.dialog.open()
        return self.dialog

    def _make(self) -> tuple[bytes, list[str]] | None:
        with ask.telling(self.window):
            return make_pdf(self.dialog or self.window, self.session, self.tables, self.signature)
        return None

    def _sign(self, on: bool) -> None:
        self.signature = on
        made = self._make()
        if made is not None and self.dialog is not None:
            self.dialog.show_data(*made)

    def _save(self) -> None:
        if self.dialog is not None:
            save_pdf(self.dialog, self.session, self.dialog.data)

    def _print(self) -> None:
        if self.dialog is not None:
            print_pdf(self.dialog, self.dialog.data, set_name(self.session))


def print_pdf(parent: QWidget, data: bytes, title: str) -> bool:
    """Ask for a printer and paint the pages of the PDF on it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from desktop.document.render import Rendering

    app = QApplication.instance()
    if app is not None:
        words.complete(app, TRANSLATIONS)
    with Rendering(data) as pdf:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setFromTo(1, pdf.page_count())
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(tr("打印"))
        dialog.setMinMax(1, pdf.page_count())
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return False
    return paint_pages(printer, data)


def paint_pages(printer: QPrinter, data: bytes) -> bool:
    """Every page on paper of its own size, at no more than 300 dpi. False when the printer cannot be reached, or it was stopped."""
    try:
        return run_steps(_painting(printer, data), tr("正在打印……"), can_stop=True)
    except Cancelled:
        return False


def _painting(printer: QPrinter, data: bytes) -> Generator[Step, None, bool]:
    """Page by page; what is stopped is taken back from the printer as far as it can be."""
    from desktop.document.render import Rendering
    from desktop.ui.preview import picture_of

    with Rendering(data) as pdf:
        first = (printer.fromPage() or 1) - 1
        last = printer.toPage() or pdf.page_count()
        last = min(last, pdf.page_count())
        painter = QPainter()
        for number in range(first, last):
            width, height = pdf.size(number)
            across = width > height
            size = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
            turn = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
            printer.setPageLayout(QPageLayout(size, turn, QMarginsF(0, 0, 0, 0)))
            printer.setFullPage(True)
            if number == first:
                if not painter.begin(printer):
                    return False
            elif not printer.newPage():
                painter.end()
                return False
            dots = min(printer.resolution(), 300)
            target = QRectF(0, 0, width / 72 * printer.resolution(), height / 72 * printer.resolution())
            painter.drawImage(target, picture_of(pdf, number, dots / 72))
            try:
                yield Step(tr("第 {number} 页", number=number + 1), number + 1 - first, last - first)
            except GeneratorExit:
                printer.abort()
                painter.end()
                raise
        painter.end()
    return True
