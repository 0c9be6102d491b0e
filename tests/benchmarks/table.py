"""All benchmarks in short, as one table of ratios to the bare libraries, measured in the same run. ``python tests/benchmarks/table.py [--markdown]``.

Every line says what 明账 does, what the bare library does with the same data, and the ratio of the medians of processor time (so that other programs
on the machine count little). Each pair takes turns in one process; starts of the program are in ``bench_start.py`` (fresh processes), the longest
blocks of the window in ``bench_loop.py``. What the bare library does not do — layout, checks, journal, reading back — is in our time.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE), str(HERE.parent / "document")]

SAMPLE = HERE.parents[1] / "resources" / "samples" / "jincheng-2024" / "决算公开表.xlsx"


@dataclass
class Pair:
    """``ours`` and ``bare`` are called with a running number."""

    name: str
    ours: Callable[[int], object]
    library: str
    bare: Callable[[int], object]
    rounds: int = 5


def timed(work: Callable[[int], object], number: int) -> float:
    start = time.process_time()
    work(number)
    return (time.process_time() - start) * 1e3


def measured(pair: Pair) -> tuple[float, float]:
    """Medians in milliseconds; the first round of each only warms up."""
    ours: list[float] = []
    bare: list[float] = []
    for number in range(pair.rounds + 1):
        ours.append(timed(pair.ours, number))
        bare.append(timed(pair.bare, number))
    return statistics.median(ours[1:]), statistics.median(bare[1:])


def workbooks(folder: Path) -> Iterator[Pair]:
    import openpyxl
    import python_calamine

    from desktop.app.exporting import grids
    from desktop.app.samples import build_sample, find_sample
    from desktop.core.cells import Book
    from desktop.core.evaluate import Model
    from desktop.exchange.plan import plan_import
    from desktop.exchange.read import read_workbook
    from desktop.exchange.write import export_workbook
    from desktop.forms.load import load_pack
    from desktop.forms.subjects import SubjectCatalog

    def bare_read(number: int) -> None:
        book = python_calamine.CalamineWorkbook.from_path(str(SAMPLE))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()

    yield Pair("read a workbook", lambda number: read_workbook(SAMPLE), "python-calamine", bare_read)
    pack, subjects = load_pack("sx-2024"), SubjectCatalog(2024)

    def take_in(number: int) -> None:
        model = Model(pack, Book(pack.id, "测量", 2024, kept_in=pack.kept_in), subjects)
        plan = plan_import(model, subjects, SAMPLE)
        assert plan.operation is not None
        model.apply(plan.operation)

    yield Pair("import: locate, plan, apply, check", take_in, "openpyxl load", lambda number: openpyxl.load_workbook(SAMPLE))
    with build_sample(find_sample("jincheng-2024"), folder / "样.mz") as session:
        pages = grids(session)
        out = folder / "出.xlsx"

        def bare_write(number: int) -> None:
            book = openpyxl.Workbook()
            for page in pages:
                sheet = book.create_sheet(page.form.code)
                for row in (*page.head, *page.body, *page.footer):
                    sheet.append([cell.text if cell is not None else None for cell in row])
            book.save(folder / "对照.xlsx")

        yield Pair("export ten tables, read back", lambda number: export_workbook(pages, out), "openpyxl save, no styles", bare_write)


def papers(folder: Path) -> Iterator[Pair]:
    import paper_grids
    from bench_pdf import bare_canvas

    from desktop.document.fonts import font_set
    from desktop.document.table_pages import table_pages, write_tables_pdf

    fonts = font_set()
    for name, tables in (
        ("PDF of 30 tables", [paper_grids.expenditure() for _ in range(30)]),
        ("PDF of one table of 2,400 lines", [paper_grids.expenditure(paper_grids.many_rows(2400))]),
    ):
        drawn, _ = table_pages(tables, fonts)
        strings = [[text.text for text in page.texts] for page in drawn]
        yield Pair(
            name,
            lambda number, tables=tables: write_tables_pdf(tables, folder / "表.pdf"),  # type: ignore[misc]
            "reportlab canvas",
            lambda number, strings=strings: bare_canvas(strings, folder / "对照.pdf"),  # type: ignore[misc]
            3,
        )


def texts(folder: Path) -> Iterator[Pair]:
    import bench_document
    import docx

    from desktop.app.samples import build_sample, find_sample
    from desktop.core.rounding import present
    from desktop.document.booklet import make_booklet
    from desktop.document.disclosure import document_parts, write_document
    from desktop.document.fonts import font_set
    from desktop.document.narrative import Narrative

    with build_sample(find_sample("jincheng-2024-projects"), folder / "文.mz") as session:
        figures, definition = present(session.model), session.pack.narratives[0]
        parts, blocks = document_parts(Narrative(session.model, definition), figures)
        pages = make_booklet(parts, definition.type_style, font_set()).pages

        def fresh() -> Narrative:
            return Narrative(session.model, definition)

        yield Pair(
            "document to PDF",
            lambda number: write_document(fresh(), figures, folder / "文.pdf"),
            "reportlab canvas",
            lambda number: bench_document.bare_canvas(pages, folder / "对照2.pdf"),
            3,
        )
        said = [block.text for block in blocks if getattr(block, "text", "")]

        def bare_word(number: int) -> None:
            made = docx.Document()
            for text in said:
                made.add_paragraph(text)
            for _ in range(10):
                table = made.add_table(30, 6)
                for row in table.rows:
                    for cell in row.cells:
                        cell.text = "1,234.50"
            made.save(str(folder / "对照.docx"))

        word = folder / "文.docx"
        yield Pair(
            "document to Word", lambda number: write_document(fresh(), figures, None, word=word), "python-docx, 10 tables", bare_word, 3
        )


def stores(folder: Path) -> Iterator[Pair]:
    import bench_store

    from desktop.core.cells import Book
    from desktop.store.document import Document

    document = Document.create(folder / "库.mz", Book("cn-2024", "某局", 2024), who="测量", data_dir=folder / "data")
    append, insert = bench_store.appending(document), bench_store.bare(folder)
    yield Pair("one edit, durable in the journal", append, "sqlite3 insert, commit", insert, 400)
    document.close()


def windows(folder: Path) -> Iterator[Pair]:
    import bench_edit
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
    from PySide6.QtWidgets import QTableView

    from desktop.app.session import Session
    from desktop.ui.main import make_application
    from desktop.ui.window import MainWindow

    app = make_application(["table"])

    class Trivial(QAbstractTableModel):
        def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
            return 2400

        def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
            return 8

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            return "1,234.50" if role == Qt.ItemDataRole.DisplayRole else None

    bare, trivial = QTableView(), Trivial()
    bare.setModel(trivial)
    bare.resize(1000, 460)
    bare.show()
    bench_edit.ROWS = 2400
    session = Session.create(folder / "大表.mz", "sx-2024", "测试局", 2024)
    bench_edit.fill(session)
    session.save()
    window = MainWindow()
    window.resize(1366, 738)
    window.show()
    window.show_session(session)
    assert window.workspace is not None
    window.workspace.show_form("公开03")
    end = time.perf_counter() + 1.5
    while time.perf_counter() < end:
        app.processEvents()
    view = window.workspace.view

    def scroll(which: QTableView, number: int) -> None:
        bar = which.verticalScrollBar()
        bar.setValue((number + 1) * 37 % max(bar.maximum(), 1))
        app.processEvents()

    yield Pair(
        "scroll a page of 2,400 rows",
        lambda number: scroll(view, number),
        "QTableView, trivial model",
        lambda number: scroll(bare, number),
        40,
    )
    session.save()
    window.close()
    bare.close()


def main() -> int:
    markdown = "--markdown" in sys.argv
    line = "| {} | {} | {} | {} | {} |" if markdown else "{:<38} {:>10}   {:<28} {:>10} {:>8}"
    print(line.format("明账", "ms", "bare library", "ms", "ratio"))
    if markdown:
        print("|---|--:|---|--:|--:|")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["MINGZHANG_DATA"] = str(folder / "data")
        for group in (workbooks, papers, texts, stores, windows):
            for pair in group(folder):
                ours, bare = measured(pair)
                print(line.format(pair.name, f"{ours:.1f}", pair.library, f"{bare:.1f}", f"{ours / max(bare, 1e-6):.1f}"), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
