"""The cyclic collector is kept away from the open document, and let in again when the document is built anew or closed."""

from __future__ import annotations

import gc
from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.core.cells import Row
from desktop.core.operations import Edit, Operation
from desktop.ui.window import MainWindow


def test_the_open_document_is_left_out_until_it_is_closed(window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "甲.mz"
    target.write_bytes(sample_file.read_bytes())
    assert gc.get_freeze_count() == 0
    assert window.open_path(target)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 50_000, timeout=20_000)
    window.close_document()
    assert gc.get_freeze_count() == 0


def test_a_document_that_is_built_anew_is_looked_at_again(opened: MainWindow, qtbot: QtBot) -> None:
    assert opened.workspace is not None
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0, timeout=20_000)
    bridge = opened.workspace.bridge
    codes = [f"2{number:02}" for number in range(1, 40)]
    codes += [f"{code}{number:02}" for code in codes for number in range(1, 9)]
    rows = tuple(
        Edit("row", ("公开08", code), None, Row(code, code)) for code in codes if code not in bridge.model.book.sheet("公开08").rows
    )
    assert bridge.do(Operation("增加科目", "import", rows))
    assert gc.get_freeze_count() == 0, "the former build may go"
    opened.workspace.collector._later.setInterval(0)
    opened.workspace.collector._later.start()
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0, timeout=20_000)


def test_ordinary_changes_leave_it_alone(opened: MainWindow, qtbot: QtBot) -> None:
    assert opened.workspace is not None
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0, timeout=20_000)
    kept = gc.get_freeze_count()
    opened.workspace.set_setting("show_in", "元", "显示单位")
    QTest.qWait(1)
    assert gc.get_freeze_count() > kept // 2
