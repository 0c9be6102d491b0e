"""Taking back an import of a whole workbook: done beside the window, one step back and forth, and a refusal is told."""

from __future__ import annotations

import pytest

from desktop.app.problems import Refused
from desktop.core.cells import Row
from desktop.core.operations import Edit, Operation
from desktop.ui.window import MainWindow


def test_an_import_is_taken_back_and_done_again(opened: MainWindow) -> None:
    assert opened.workspace is not None
    workspace, book = opened.workspace, opened.workspace.session.book
    known = book.sheet("公开08").rows
    rows = tuple(Edit("row", ("公开08", code), None, Row(code, code)) for code in ("221", "22101", "2210101") if code not in known)
    assert workspace.bridge.do(Operation("导入", "import", rows))
    seen: list[int] = []
    workspace.changed.connect(lambda: seen.append(1))
    opened.commands["undo"].trigger()
    assert not any(edit.key[1] in book.sheet("公开08").rows for edit in rows)
    assert seen and "已撤销" in opened.message.whole
    opened.commands["redo"].trigger()
    assert all(edit.key[1] in book.sheet("公开08").rows for edit in rows)
    assert opened.updatesEnabled()


def test_a_refusal_is_told_and_nothing_changes(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    assert opened.workspace is not None
    workspace = opened.workspace
    row = Edit("row", ("公开08", "221"), None, Row("221", "住房保障支出"))
    assert workspace.bridge.do(Operation("导入", "import", (row,)))

    def refuse(count: int = 1) -> list[str]:
        raise Refused("这一步现在不能撤销。")

    monkeypatch.setattr(workspace.session, "undo", refuse)
    opened.commands["undo"].trigger()
    assert "这一步现在不能撤销" in opened.message.whole
    assert "221" in workspace.session.book.sheet("公开08").rows
