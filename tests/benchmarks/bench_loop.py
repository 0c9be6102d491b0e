"""The longest block of the event loop in the real window, stage by stage. ``python tests/benchmarks/bench_loop.py [--rows 2400] [--projects 60]``.

Aims: 16 ms while typing, 50 ms while pasting 4,000 cells. A timer of 2 ms beats through every stage; a block is the gap between two beats.
*wall* is the clock on the wall, *cpu* the processor time of the window's thread in that gap, which does not count what other programs of the
machine take. Two documents: three tables of 山西 with 2,400 code rows each, and a department with 60 projects. ``--stacks`` tells besides where
the longest block of each stage was spent, from samples of the window's thread; ``--only paste`` measures only stages with that word.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import bench_edit
import bench_seeing
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app.session import Session
from desktop.core.cells import CellRef
from desktop.ui.main import make_application
from desktop.ui.window import MainWindow

FORM = "公开03"


class Watcher:
    """Samples what the window's thread is doing, for ``--stacks``."""

    def __init__(self) -> None:
        self.samples: list[tuple[float, tuple[str, ...]]] = []
        self._main = threading.get_ident()
        self._stop = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while not self._stop.wait(0.003):
            frame = sys._current_frames().get(self._main)
            stack: list[str] = []
            while frame is not None and len(stack) < 60:
                code = frame.f_code
                stack.append(f"{Path(code.co_filename).stem}.{code.co_name}:{frame.f_lineno}")
                frame = frame.f_back
            self.samples.append((time.perf_counter(), tuple(stack)))

    def told(self, start: float, end: float, most: int = 14) -> str:
        found = [stack for at, stack in self.samples if start <= at <= end]
        counts: Counter[str] = Counter()
        for stack in found:
            counts.update({entry.rpartition(":")[0] for entry in stack})
        skip = ("bench_loop", "threading", "<frozen")
        shown = [(name, count) for name, count in counts.most_common() if not name.startswith(skip)][:most]
        return "\n".join(f"        {count * 100 // max(len(found), 1):3d} %  {name}" for name, count in shown)


@dataclass
class Block:
    wall: float = 0.0
    cpu: float = 0.0
    start: float = 0.0


class Pulse:
    """Beats as often as the event loop lets it."""

    def __init__(self) -> None:
        self.longest = self.busiest = Block()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now, used = time.perf_counter(), time.thread_time()
        block = Block((now - self._last) * 1e3, (used - self._used) * 1e3, self._last)
        if block.wall > self.longest.wall:
            self.longest = block
        if block.cpu > self.busiest.cpu:
            self.busiest = block
        self._last, self._used = now, used

    def start(self) -> None:
        self._last, self._used = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        self._beat()
        self._timer.stop()


class Bench:
    def __init__(self, app: QApplication, only: str, stacks: bool) -> None:
        self.app, self.only = app, only
        self.watcher = Watcher() if stacks else None
        print(f"{'':<46} {'longest block':>24} {'whole stage':>12}")
        print(f"{'':<46} {'wall':>12} {'cpu':>11} {'wall':>12}")

    def heading(self, text: str) -> None:
        print(f"— {text}")

    @contextmanager
    def stage(self, name: str, rest: float = 0.0) -> Iterator[None]:
        """Measures what is done inside and all that it leaves to the event loop in the next ``rest`` seconds."""
        self.settle()
        pulse = Pulse()
        began = time.perf_counter()
        pulse.start()
        yield
        self.app.processEvents()
        took = time.perf_counter() - began
        self.settle(rest)
        pulse.stop()
        if self.only and self.only not in name:
            return
        print(f"{name:<46} {pulse.longest.wall:>9.0f} ms {pulse.busiest.cpu:>8.0f} ms {took * 1e3:>9.0f} ms", flush=True)
        if self.watcher is not None:
            print(self.watcher.told(pulse.busiest.start, pulse.busiest.start + pulse.busiest.wall / 1e3 + 0.001))

    def settle(self, seconds: float = 0.0) -> None:
        end = time.perf_counter() + seconds
        for _ in range(5):
            self.app.processEvents()
        while time.perf_counter() < end:
            self.app.processEvents()
            time.sleep(0.0005)

    def typed(self, widget: Any, text: str) -> None:
        """Key by key, as Qt delivers them; after each the loop runs."""
        for letter in text:
            key = {"\r": Qt.Key.Key_Return}.get(letter, Qt.Key(ord(letter.upper())))
            target = QApplication.focusWidget() or widget
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.postEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
            self.app.processEvents()


def new_window(app: QApplication) -> MainWindow:
    window = MainWindow()
    window.resize(1366, 738)
    window.show_start()
    window.show()
    QTest.qWaitForWindowExposed(window)
    return window


def wide(bench: Bench, folder: Path, rows: int) -> None:
    bench_edit.ROWS = rows
    path = folder / "大表.mz"
    with Session.create(path, "sx-2024", "测试局", 2024) as session:
        bench_edit.fill(session)
        bench_seeing.give_last_year(session)
        session.save()
    bench.heading(f"山西, three tables of {rows} code rows each")
    window = new_window(bench.app)
    with bench.stage("open", 0.5):
        window.open_path(path)
    workspace = window.workspace
    assert workspace is not None
    with bench.stage("after opening: the text judged", 3):
        pass
    with bench.stage("switch table (long)", 0.6):
        workspace.show_form(FORM)
    with bench.stage("switch table (short)", 0.6):
        workspace.show_form("公开01")
    with bench.stage("switch table (long, again)", 0.6):
        workspace.show_form(FORM)
    view, sheet = workspace.view, workspace.sheet
    assert sheet is not None
    typing(bench, window, FORM, "基本支出")
    model = workspace.bridge.model
    columns = [column.id for column in model.columns(FORM, model.rows(FORM)[1].id)]
    dynamic = [row for row in model.rows(FORM) if row.dynamic]
    lines = dynamic[: 4000 // len(columns) + 1]
    plain = "".join(
        "\t".join(f"{(at * 7 + number) % 9000 + 0.25:.2f}" for number in range(len(columns))) + "\n" for at, _ in enumerate(lines)
    )
    coded = "".join(f"{row.code}\t{row.label}\t{line}\n" for row, line in zip(lines, plain.splitlines(), strict=True))
    first = sheet.first_entry()
    for name, text, column in (("by position", plain, first.column() - 1), ("by code", coded.replace(".25", ".75"), 0)):
        view.choose(sheet.index(first.row(), column))
        QApplication.clipboard().setText(text)
        with bench.stage(f"paste {len(lines) * len(columns)} cells {name}", 0.5):
            workspace.paste()
        with bench.stage(f"undo it ({name})", 0.5):
            workspace.undo()
    with bench.stage("after pasting: the text judged", 3):
        pass
    scrolling(bench, window)
    findings(bench, window)
    with bench.stage("last year's figures shown", 0.5):
        window.commands["show_prior"].setChecked(True)
    with bench.stage("last year's figures hidden", 0.5):
        window.commands["show_prior"].setChecked(False)
    go_to(bench, window)
    with bench.stage("zero rows hidden", 0.3):
        window.seeing.hidden.show_zeros(False)
    with bench.stage("zero rows shown", 0.3):
        window.seeing.hidden.show_zeros(True)
    with bench.stage("the whole table selected", 0.3):
        view.selectAll()
    view.choose(first)
    out = folder / "大表.xlsx"
    with bench.stage("export to xlsx", 0.3):
        export(window, out)
    with bench.stage("save", 0.5):
        window.save()
    window.close()
    bench.settle(0.2)
    fresh = folder / "导入.mz"
    Session.create(fresh, "sx-2024", "测试局", 2024).close()
    window = new_window(bench.app)
    window.open_path(fresh)
    bench.settle(1.5)
    importing(bench, window, out)
    window.close()


def typing(bench: Bench, window: MainWindow, form: str, column: str) -> None:
    workspace = window.workspace
    assert workspace is not None
    view = workspace.view
    model = workspace.bridge.model
    refs = [
        ref
        for row in model.rows(form)
        if model.takes_entry(ref := CellRef(form, row.id, column))
        and not model.has_formula(ref)
        and model.kind(ref) in ("money", "score", "indicator")
    ]
    assert refs
    view.go_to(refs[0])
    view.setFocus()
    bench.typed(view, "12\r")  # what is read at the first key is read
    bench.settle(0.3)
    with bench.stage("type 40 figures, key by key"):
        for at in range(40):
            view.go_to(refs[at * 7 % len(refs)])
            bench.app.processEvents()
            bench.typed(view, f"{at * 37 % 900 + 1}.{at + 10}\r")
    with bench.stage("walk 100 cells with the arrow keys"):
        for _ in range(100):
            bench.app.postEvent(view, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))
            bench.app.processEvents()
    with bench.stage("take the last 20 figures back"):
        for _ in range(20):
            workspace.undo()
            bench.app.processEvents()


def scrolling(bench: Bench, window: MainWindow) -> None:
    assert window.workspace is not None
    bar = window.workspace.view.verticalScrollBar()
    with bench.stage("scroll 100 steps"):
        for at in range(100):
            bar.setValue((at + 1) * 60 % max(bar.maximum(), 1))
            bench.app.processEvents()
    with bench.stage("scroll 30 pages"):
        for at in range(30):
            bar.setValue((at + 1) * 700 % max(bar.maximum(), 1))
            bench.app.processEvents()
    bar.setValue(0)


def findings(bench: Bench, window: MainWindow) -> None:
    workspace = window.workspace
    assert workspace is not None
    panel = workspace.findings
    assert panel.model is not None
    print(f"  ({len(panel.model.shown)} findings)")
    with bench.stage("findings: read anew"):
        panel.model.refresh()
    with bench.stage("findings: filter typed, 2 letters", 0.3):
        bench.typed(panel.words, "")
        panel.words.setText("2")
        bench.app.processEvents()
        panel.words.setText("20")
        bench.app.processEvents()
    with bench.stage("findings: filter cleared", 0.3):
        panel.words.setText("")
    with bench.stage("findings: by table", 0.3):
        panel.model.group_by("table")
    panel.model.group_by("severity")
    with bench.stage("F4, 20 times"):
        for _ in range(20):
            window.next_finding()
            bench.app.processEvents()


def go_to(bench: Bench, window: MainWindow) -> None:
    with bench.stage("go-to: dialog opened", 0.3):
        window.go_to_place()
    dialog = window.goto_dialog
    assert dialog is not None
    with bench.stage("go-to: four letters typed", 0.3):
        for text in ("0", "03", "03 x", "03 xz"):
            dialog.line.setText(text)
            bench.app.processEvents()
    dialog.reject()


def export(window: MainWindow, out: Path) -> None:
    from desktop.app.exporting import export_workbook
    from desktop.ui.work import run_beside

    assert window.workspace is not None
    session = window.workspace.session
    run_beside(window, "导出", lambda progress: export_workbook(session, out))


def importing(bench: Bench, window: MainWindow, path: Path) -> None:
    from desktop.ui.import_dialog import ImportDialog

    original = ImportDialog.exec

    def accept(self: ImportDialog) -> int:
        self.show()
        bench.settle(0.3)
        return int(ImportDialog.DialogCode.Accepted)

    try:
        ImportDialog.exec = accept  # type: ignore[method-assign,assignment]
        with bench.stage("import: read, preview, apply", 0.6):
            window.import_path(path)
    finally:
        ImportDialog.exec = original  # type: ignore[method-assign]
    with bench.stage("undo the import", 0.6):
        assert window.workspace is not None
        window.workspace.undo()


def many_projects(bench: Bench, folder: Path, count: int) -> None:
    import bench_projects

    from desktop.forms.load import load_pack

    bench_projects.PROJECTS = count
    book = bench_projects.filled(load_pack("sx-2024"))
    path = folder / "项目.mz"
    save_book(path, book)
    bench.heading(f"山西, {count} projects of {bench_projects.INDICATORS} indicators")
    window = new_window(bench.app)
    with bench.stage("open", 0.5):
        window.open_path(path)
    with bench.stage("after opening: the text judged", 3):
        pass
    workspace = window.workspace
    assert workspace is not None
    model = workspace.bridge.model
    code = next(form.code for form in model.forms() if form.per and form.stage == "自评" and form.code.endswith("#7"))
    with bench.stage("switch to a self-evaluation", 0.4):
        workspace.show_form(code)
    typing(bench, window, code, "完成值")
    with bench.stage("overview of projects", 0.4):
        workspace.show_overview()
    with bench.stage("status board", 0.4):
        window.show_board()
    with bench.stage("back to the table", 0.4):
        workspace.show_form(code)
    findings(bench, window)
    go_to(bench, window)
    with bench.stage("save", 0.5):
        window.save()
    window.close()


def save_book(path: Path, book: Any) -> None:
    from desktop.core.operations import Edit, Operation

    with Session.create(path, book.pack, book.unit_name, book.year) as session:
        edits: list[Edit] = []
        for form, sheet in book.sheets.items():
            edits += [Edit("row", (form, row.id), None, row) for row in sheet.rows.values()]
            edits += [
                Edit("cell", (form, *place), None, entry)
                for place, entry in sheet.entered.items()
                if session.book.entry(CellRef(form, *place)) is None
            ]
        session.apply_exactly(Operation("导入", "import", tuple(edits)))
        session.save()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=2400)
    options.add_argument("--projects", type=int, default=60)
    options.add_argument("--stacks", action="store_true")
    options.add_argument("--only", default="")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["MINGZHANG_DATA"] = str(folder / "data")
        app = make_application(["bench"])
        bench = Bench(app, chosen.only, chosen.stacks)
        work: list[Callable[[], None]] = []
        if chosen.rows:
            work.append(lambda: wide(bench, folder, chosen.rows))
        if chosen.projects:
            work.append(lambda: many_projects(bench, folder, chosen.projects))
        for one in work:
            one()


if __name__ == "__main__":
    main()
