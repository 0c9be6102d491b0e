"""Scrolling, painting, hiding and filtering a table of 2,400 code rows. ``python tests/benchmarks/bench_seeing.py [rows]``. Aim: 16 ms a frame.

公开03 of 山西 with 2,400 code rows by default. A frame is one scroll step and everything painted for it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from decimal import Decimal

import bench_store
from long_table import long_table
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app.session import Session
from desktop.core.cells import Book, Entry, Row

STEPS = 60


def main() -> None:
    with long_table(int(sys.argv[1]) if len(sys.argv) > 1 else 2400, give_last_year) as (app, window, session):
        window.show_session(session)
        QTest.qWaitForWindowExposed(window)
        assert window.workspace is not None
        start = time.perf_counter()
        window.workspace.show_form("公开03")
        app.processEvents()
        view = window.workspace.view
        print(f"show a table of {view.sheet().rowCount()} lines: {(time.perf_counter() - start) * 1e3:.0f} ms")
        QTest.qWait(700)
        for what, compare, zoom in (("as printed", False, 1.0), ("with last year", True, 1.0), ("names frozen, 200 %", False, 2.0)):
            window.commands["show_prior"].setChecked(compare)
            view.set_zoom(zoom)
            across = view.horizontalScrollBar()
            across.setValue(across.maximum() // 2)
            app.processEvents()
            frames(app, what, view.verticalScrollBar().setValue, view.verticalScrollBar().maximum(), 3 * view.rowHeight(1))
            frames(
                app, f"{what}, whole pages", view.verticalScrollBar().setValue, view.verticalScrollBar().maximum(), 20 * view.rowHeight(1)
            )
            if across.maximum():
                frames(app, f"{what}, sideways", across.setValue, across.maximum(), 8)
        view.set_zoom(1.0)
        window.commands["show_prior"].setChecked(False)
        app.processEvents()
        hidden = window.seeing.hidden
        for what, act in (
            ("hide zero rows", lambda: hidden.show_zeros(False)),
            ("show them", lambda: hidden.show_zeros(True)),
            ("filter by initials", lambda: hidden.filter("xz", "")),
            ("filter by changes", lambda: hidden.filter("", "changed")),
            ("no filter", lambda: hidden.filter("", "")),
            ("sum of the whole table", lambda: (view.selectAll(), window.seeing.tell_sums())),
            ("show last year", lambda: window.commands["show_prior"].setChecked(True)),
        ):
            once(app, what, act)
        window.workspace.session.save()
        window.close()


def give_last_year(session: Session) -> None:
    """A tenth less than this year, of every entered figure."""
    book = session.book
    older = book.prior = Book(book.pack, book.unit_name, book.year - 1, book.unit_code, book.kept_in)
    for code, sheet in book.sheets.items():
        for row in sheet.rows:
            older.sheet(code).rows[row] = Row(row, "")
        for place, entry in sheet.entered.items():
            if isinstance(entry.value, Decimal):
                older.sheet(code).entered[place] = Entry(entry.value * Decimal("0.9"))
    session.refresh_subjects()  # builds the model anew, with last year in it


def frames(app: QApplication, what: str, move: Callable[[int], None], most: int, step: int) -> None:
    times: list[float] = []
    work: list[float] = []
    for at in range(STEPS):
        start, used = time.perf_counter(), time.process_time()
        move((at + 1) * step % max(most, 1))
        app.processEvents()
        if at:
            times.append((time.perf_counter() - start) * 1e3)
            work.append((time.process_time() - used) * 1e3)
    times.sort()
    work.sort()
    print(bench_store.line(f"a frame, {what}", times))
    print(bench_store.line("    of which processor time", work))


def once(app: QApplication, what: str, act: Callable[[], object]) -> None:
    start = time.perf_counter()
    act()
    done = time.perf_counter()
    app.processEvents()
    print(f"{what:<40} {(done - start) * 1e3:6.0f} ms, painted after {(time.perf_counter() - start) * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
