"""The menu over a cell: notes, marks for follow-up, history — part of the document, undone and seen like figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop.app.marks import follow_ups
from desktop.core.cells import CellRef
from desktop.ui.cell_history import history_lines
from desktop.ui.cell_menu import cell_menu
from desktop.ui.window import MainWindow

PAY = CellRef("公开03", "2060101", "基本支出")
Type = Callable[[CellRef, str], None]


def actions(window: MainWindow) -> dict[str, object]:
    return {action.text().partition("\t")[0]: action for action in cell_menu(window.workspace).actions() if action.text()}


def test_notes_and_marks_are_steps_of_the_document(opened: MainWindow, answers: dict[str, object]) -> None:
    workspace = opened.workspace
    workspace.go_to(PAY)
    assert {"解释", "修改记录……", "写备注……", "标记待核对", "连同表头复制", "影响到哪些格"} <= actions(opened).keys()
    answers["reason"] = "按工资表"
    actions(opened)["写备注……"].trigger()
    actions(opened)["标记待核对"].trigger()
    look = workspace.sheet.look(PAY)
    assert look.note and look.marked
    assert "按工资表" in workspace.sheet.data(workspace.sheet.place_of(PAY), Qt.ItemDataRole.ToolTipRole)
    assert "待核对" in workspace.sheet.data(workspace.sheet.place_of(PAY), Qt.ItemDataRole.AccessibleTextRole)
    assert [(one.ref, one.note) for one in follow_ups(workspace.bridge.model)] == [(PAY, "按工资表")]
    assert workspace.explain.note.toPlainText() in ("", "按工资表"), "the mark is no text of the note"
    assert {"修改备注……", "取消待核对标记"} <= actions(opened).keys()
    opened.commands["undo"].trigger()
    assert not workspace.sheet.look(PAY).marked and workspace.sheet.look(PAY).note
    assert "待核对" in opened.message.whole
    opened.commands["mark_follow_up"].trigger()
    opened.commands["mark_follow_up"].trigger()
    assert not workspace.sheet.look(PAY).marked


def test_the_history_tells_entries_and_notes(opened: MainWindow, type_at: Type, answers: dict[str, object]) -> None:
    type_at(PAY, "250")
    opened.workspace.go_to(PAY)
    answers["reason"] = "核对过"
    opened.commands["edit_note"].trigger()
    lines = history_lines(opened.workspace.bridge, PAY)
    assert lines[0][4] == "核对过" and lines[1][3:] == ("241.31", "250.00")


def test_a_document_that_cannot_be_written_offers_no_changes(opened: MainWindow, monkeypatch: object) -> None:
    opened.workspace.go_to(PAY)
    monkeypatch.setattr(type(opened.workspace.bridge), "read_only", property(lambda self: True))  # type: ignore[attr-defined]
    offered = actions(opened)
    assert "复制" in offered and not {"粘贴", "清空", "写备注……", "标记待核对", "锁定本表", "增加科目……"} & offered.keys()
