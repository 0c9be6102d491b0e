"""One edit as it reaches the screen: type in a table of 2,400 lines, until everything is painted. ``python tests/benchmarks/bench_window.py``.

公开02, 03 and 05 of 山西 have 800 code rows each by default, as in ``bench_edit.py``; an argument gives another number.
"""

from __future__ import annotations

import random
import sys
import time
from decimal import Decimal

import bench_store
from long_table import long_table
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.core.cells import CellRef
from desktop.ui.window import MainWindow

EDITS = 120


def main() -> None:
    with long_table(int(sys.argv[1]) if len(sys.argv) > 1 else 800) as (app, window, session):
        start = time.perf_counter()
        window.show_session(session)
        QTest.qWaitForWindowExposed(window)
        assert window.workspace is not None
        window.workspace.show_form("公开03")
        app.processEvents()
        print(f"show a table of {window.workspace.view.sheet().rowCount()} lines: {(time.perf_counter() - start) * 1e3:.0f} ms")
        for balanced in (False, True):
            if balanced:
                window.balance()
            for explained in (False, True):
                window.workspace.show_explain(explained)
                measure(app, window, f"{'舍位平衡, ' if balanced else ''}explain panel {'open' if explained else 'shut'}")
        window.workspace.session.save()
        window.close()


def measure(app: QApplication, window: MainWindow, what: str) -> None:
    assert window.workspace is not None
    view, chance = window.workspace.view, random.Random(what)
    sheet = view.sheet()
    model = sheet.bridge.model
    refs = [ref for ref in sheet._laid.place if ref.column == "基本支出" and model.takes_entry(ref) and not model.has_formula(ref)]
    times: list[float] = []
    work: list[float] = []
    for at in range(EDITS):
        ref: CellRef = chance.choice(refs)
        view.go_to(ref)
        for _ in range(3):
            app.processEvents()
        start, used = time.perf_counter(), time.process_time()
        sheet.setData(sheet.place_of(ref), str(Decimal(chance.randrange(1, 900000)) / 100), Qt.ItemDataRole.EditRole)
        app.processEvents()
        if at:
            times.append((time.perf_counter() - start) * 1e3)
            work.append((time.process_time() - used) * 1e3)
    times.sort()
    work.sort()
    print(bench_store.line(f"type, journal, evaluate, check, paint ({what})", times))
    print(bench_store.line("    of which processor time", work))


if __name__ == "__main__":
    main()
