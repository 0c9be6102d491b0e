"""How long the window stands still while 4,000 cells are pasted. ``python tests/benchmarks/bench_paste.py [rows]``.

A table of 山西 with 800 code rows is filled through the clipboard, by position and by code, in the real window; a timer of 2 ms tells how long
the event loop is blocked between two beats. Afterwards single figures are typed, for comparison with the 16 ms that typing may take.
"""

from __future__ import annotations

import sys
import time

from long_table import long_table
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

FORM = "公开03"


class Pulse:
    """Measures the gaps between two beats of the event loop."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.work: list[float] = []
        self.last, self.used = time.perf_counter(), time.thread_time()
        self.timer = QTimer()
        self.timer.setInterval(2)
        self.timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self.last) * 1e3)
        used = time.thread_time()
        self.work.append((used - self.used) * 1e3)
        self.last, self.used = now, used

    def __enter__(self) -> Pulse:
        self.last, self.used = time.perf_counter(), time.thread_time()
        self.timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.stop()
        self._beat()


def said(pulse: Pulse) -> str:
    """The longest gap, and the processor time of the window's thread in one gap (other programs on the machine do not count there)."""
    return f"longest block {max(pulse.gaps):.0f} ms, of processor time {max(pulse.work):.0f} ms"


def main() -> None:
    with long_table(int(sys.argv[1]) if len(sys.argv) > 1 else 800) as (app, window, session):
        window.show_session(session)
        QTest.qWaitForWindowExposed(window)
        workspace = window.workspace
        assert workspace is not None
        workspace.show_form(FORM)
        app.processEvents()
        sheet = workspace.sheet
        assert sheet is not None
        model = workspace.bridge.model
        columns = [column.id for column in model.columns(FORM, model.rows(FORM)[1].id)]
        rows = [row for row in model.rows(FORM) if row.dynamic]
        coded = "".join(
            "\t".join([row.code, row.label, *(f"{(at * 7 + number) % 9000 + 0.25:.2f}" for number in range(len(columns)))]) + "\n"
            for at, row in enumerate(rows)
        )
        plain = "".join("\t".join(line.split("\t")[2:]) + "\n" for line in coded.splitlines())
        first = sheet.first_entry()
        for what, text, times in (("by position", plain, 3), ("by code", coded, 3)):
            for _ in range(times):
                workspace.view.choose(sheet.index(first.row(), first.column() - 1 if what == "by position" else 0))
                text = text.replace(".25", ".26", 1) if _ % 2 else text.replace("1", "2", 5)
                QApplication.clipboard().setText(text)
                app.processEvents()
                start = time.perf_counter()
                with Pulse() as pulse:
                    workspace.paste()
                    app.processEvents()
                took = (time.perf_counter() - start) * 1e3
                print(f"paste {len(rows) * len(columns)} cells {what}: {took:.0f} ms, {said(pulse)}; {window.message.whole[:40]}")
                with Pulse() as pulse:
                    workspace.undo()
                    app.processEvents()
                print(f"    undo: {said(pulse)}")
                app.processEvents()
        session.save()
        window.close()


if __name__ == "__main__":
    main()
