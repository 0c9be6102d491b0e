"""The real window over a document of long tables, for the benchmarks."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import bench_edit
from PySide6.QtWidgets import QApplication

from desktop.app.session import Session
from desktop.ui.main import make_application
from desktop.ui.window import MainWindow


@contextmanager
def long_table(rows: int, prepare: Callable[[Session], None] = lambda session: None) -> Iterator[tuple[QApplication, MainWindow, Session]]:
    """A window that is shown, and beside it a saved session with ``rows`` code rows in 公开02, 03 and 05 of 山西; ``prepare`` adds to it."""
    bench_edit.ROWS = rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["MINGZHANG_DATA"] = str(folder / "data")
        app = make_application(["bench"])
        window = MainWindow()
        window.resize(1366, 738)
        window.show()
        session = Session.create(folder / "大表.mz", "sx-2024", "测试局", 2024)
        bench_edit.fill(session)
        prepare(session)
        session.save()
        yield app, window, session
