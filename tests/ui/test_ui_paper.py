"""Preview, PDF, printer and workbook out of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from window_hands import until

from desktop.app import exporting
from desktop.document.render import Rendering
from desktop.ui.output import paint_pages
from desktop.ui.preview import picture_of
from desktop.ui.window import MainWindow


def test_the_preview_shows_the_pages_that_are_saved(opened: MainWindow, answers: dict[str, object], tmp_path: Path) -> None:
    opened.commands["preview"].trigger()
    dialog = opened.preview_desk.dialog
    assert dialog is not None
    until(dialog.isVisible)
    tables = len(exporting.printed_forms(opened.workspace.session))
    assert len(dialog.pages.sizes) >= tables and f"共 {len(dialog.pages.sizes)} 页" in dialog.count.text()
    image = picture_of(dialog.pdf, 0, 1.0)
    assert len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}) > 10, "a page is not blank"
    assert "收入支出决算总表" in dialog.pdf.text(0)
    dialog.pages.go_to(3)
    assert dialog.pages.current_page() == 3 and dialog.count.text().startswith("第 4 页")
    answers["save"] = tmp_path / "公开表.pdf"
    dialog.save_wanted.emit()
    assert (tmp_path / "公开表.pdf").read_bytes() == dialog.data
    dialog.signature.setChecked(True)
    with Rendering(dialog.data) as pdf:
        assert any("负责人" in pdf.text(page) for page in range(pdf.page_count()))
    dialog.close()


def test_the_printer_gets_every_page_in_its_own_orientation(opened: MainWindow, tmp_path: Path) -> None:
    data = opened._pdf()
    assert data is not None
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "纸.pdf"))
    assert paint_pages(printer, data)
    with Rendering(data) as ours, Rendering(tmp_path / "纸.pdf") as printed:
        assert printed.page_count() == ours.page_count()
        for page in range(ours.page_count()):
            width, height = ours.size(page)
            got_width, got_height = printed.size(page)
            assert (width > height) == (got_width > got_height)


def test_export_writes_a_workbook_that_imports_without_a_change(opened: MainWindow, answers: dict[str, object], tmp_path: Path) -> None:
    from desktop.exchange.plan import plan_import

    out = tmp_path / "导出.xlsx"
    answers["save"] = out
    opened.commands["export_workbook"].trigger()
    session = opened.workspace.session
    plan = plan_import(session.model, session.subjects, out)
    assert plan.refused is None and sum(sheet.cells_new + sheet.cells_changed for sheet in plan.sheets) == 0
    assert sum(sheet.cells_same for sheet in plan.sheets) > 150
