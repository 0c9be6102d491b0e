"""The status board, 定稿 in the window, findings in groups with their repairs, and the explanation backwards and forwards."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytest import MonkeyPatch
from window_hands import until

from desktop.app import finishing
from desktop.app.session import Session
from desktop.core.cells import CellRef
from desktop.core.entry import set_marks, set_note
from desktop.ui.findings_model import MARK
from desktop.ui.links import OPEN, link_to
from desktop.ui.repair_preview import RepairPreview
from desktop.ui.window import MainWindow

Type = Callable[[CellRef, str], None]
WAGE = CellRef("公开06", "30102", "决算数")
LEAF = CellRef("公开03", "2060199", "基本支出")
TOTAL = CellRef("公开05", "合计", "本年支出")


def board_of(window: MainWindow):  # type: ignore[no-untyped-def]
    window.commands["show_board"].trigger()
    assert window.workspace is not None
    board = window.workspace.board
    until(lambda: board.tables.topLevelItemCount() > 0 and bool(board.tasks))
    return board


def lines(board) -> dict[str, list[str]]:  # type: ignore[no-untyped-def]
    items = [board.tables.topLevelItem(at) for at in range(board.tables.topLevelItemCount())]
    return {item.text(0).split()[0]: [item.text(column) for column in range(8)] for item in items}


def test_the_board_shows_tables_and_opens_them(opened: MainWindow, type_at: Type) -> None:
    type_at(WAGE, "99")
    assert opened.commands["show_board"].shortcut().toString() == "Ctrl+Shift+B"
    board = board_of(opened)
    assert lines(board)["公开06"][1] == "有错"
    assert lines(board)["公开06"][2]
    assert lines(board)["公开06"][7], "when it was changed last"
    assert "公开期限" in board.deadline.text()
    at = next(at for at in range(board.tables.topLevelItemCount()) if board.tables.topLevelItem(at).text(0).startswith("公开02"))
    board.tables.setCurrentItem(board.tables.topLevelItem(at))
    QTest.keyClick(board.tables, Qt.Key.Key_Return)
    assert opened.workspace.sheet.form == "公开02"
    assert opened.workspace.middle.currentIndex() == 0


def test_the_check_list_leads_to_what_is_missing(opened: MainWindow, answers: dict[str, object]) -> None:
    board = board_of(opened)
    cover = next(at for at, task in enumerate(board.tasks) if task.id == "封面")
    assert not board.tasks[cover].done
    board.list.setCurrentRow(cover)
    QTest.keyClick(board.list, Qt.Key.Key_Return)
    assert opened.workspace.view.reference() == CellRef("封面", "单位负责人", "内容")
    opened.commands["finish_document"].trigger()
    assert answers["told"] == ["还不能定稿。"]
    assert not opened.workspace.session.book.is_finished


def test_a_tick_by_hand_stays_with_the_document_and_can_be_undone(opened: MainWindow) -> None:
    def line():  # type: ignore[no-untyped-def]
        return next(board.list.item(at) for at, task in enumerate(board.tasks) if task.id == "人工核对")

    board = board_of(opened)
    assert line().checkState() == Qt.CheckState.Unchecked
    line().setCheckState(Qt.CheckState.Checked)
    until(lambda: "已经人工核对" in line().text())
    assert line().checkState() == Qt.CheckState.Checked
    opened.commands["save"].trigger()
    until(lambda: not opened.workspace.session.document.dirty)
    with Session.open(opened.workspace.session.document.target, read_only=True) as saved:
        assert {task.id: task.done for task in finishing.tasks(saved)}["人工核对"]
    opened.commands["undo"].trigger()
    until(lambda: line().checkState() == Qt.CheckState.Unchecked)
    opened.commands["redo"].trigger()
    until(lambda: line().checkState() == Qt.CheckState.Checked)
    line().setCheckState(Qt.CheckState.Unchecked)
    until(lambda: "已经人工核对" not in line().text())


def test_a_final_document_takes_nothing_until_it_is_opened_again(
    opened: MainWindow, answers: dict[str, object], type_at: Type, monkeypatch: MonkeyPatch
) -> None:
    workspace = opened.workspace
    monkeypatch.setattr(finishing, "tasks", lambda *given, **more: [finishing.Task("错误", "没有错误。", True)])
    answers["choose"] = "finish"
    opened.commands["finish_document"].trigger()
    assert workspace.session.book.is_finished
    QApplication.clipboard().setText("77")
    workspace.paste()
    assert "已经定稿" in opened.message.whole and "重新打开" in opened.message.whole
    assert "已定稿" in opened.windowTitle()
    board = board_of(opened)
    assert "内容校验" in board.stamp.text()
    assert all(line[1] == "已锁" for line in lines(board).values())
    before = workspace.bridge.model.value(WAGE)
    workspace.go_to(WAGE)
    workspace.clear()
    opened.commands["undo"].trigger()
    assert workspace.bridge.model.value(WAGE) == before
    assert workspace.session.book.is_finished
    answers["reason"] = "口径调整"
    opened.commands["reopen_document"].trigger()
    assert not workspace.session.book.is_finished
    type_at(WAGE, "7")
    assert workspace.bridge.model.value(WAGE) == Decimal(7)
    board = board_of(opened)
    until(lambda: "口径调整" in board.stamp.text())


def test_findings_stand_in_groups_that_can_be_switched(opened: MainWindow, type_at: Type) -> None:
    type_at(WAGE, "99")
    panel = opened.workspace.findings
    assert panel.model.groups[0].key == "error"
    panel.by.setCurrentIndex(panel.by.findData("table"))
    assert "公开06" in [group.key for group in panel.model.groups]
    group = next(group for group in panel.model.groups if group.key == "公开06")
    assert "错误 " in panel.model.group_words(group)
    assert {finding.table for finding in group.findings} == {"公开06"}
    panel.words.setText("津贴补贴")
    assert panel.model.shown
    assert all("30102" in " ".join(cell.label for cell in finding.cells) for finding in panel.model.shown)
    panel.words.clear()
    panel.by.setCurrentIndex(panel.by.findData("severity"))
    opened.workspace.walk(1)
    assert panel.current() is panel.model.shown[0]


def test_the_drawer_tells_what_a_difference_may_come_from_and_repairs_it(opened: MainWindow, type_at: Type) -> None:
    workspace = opened.workspace
    right = workspace.bridge.model.value(LEAF)
    type_at(LEAF, str(right * 10))
    panel = workspace.findings
    found = next(one for one in panel.model.shown if any(cell.ref == LEAF for cell in one.cells) and workspace.bridge.model.diagnose(one))
    panel.list.setCurrentIndex(panel.model.index_at(panel.model.row_of(found.key)))
    assert "小数点可能错位" in panel.detail.toPlainText()
    assert "repair:0" in panel.detail.toHtml()
    panel.detail.anchorClicked.emit(QUrl("repair:0"))
    assert workspace.bridge.model.value(LEAF) == right
    workspace.undo()
    assert workspace.bridge.model.value(LEAF) == right * 10


def test_all_repairs_of_a_kind_are_shown_first_and_are_one_step(opened: MainWindow, type_at: Type, monkeypatch: MonkeyPatch) -> None:
    workspace = opened.workspace
    places = [CellRef("公开06", "301", "决算数"), CellRef("公开06", "302", "决算数")]
    right = [workspace.bridge.model.computed(ref) for ref in places]
    for ref in places:
        type_at(ref, "1")
    seen: list[str] = []

    def agree(dialog: RepairPreview) -> int:
        seen.extend(dialog.list.item(row, 0).text() for row in range(dialog.list.rowCount()))
        dialog.list.item(0, 0).setCheckState(Qt.CheckState.Unchecked)
        dialog.list.item(0, 0).setCheckState(Qt.CheckState.Checked)
        return RepairPreview.DialogCode.Accepted

    monkeypatch.setattr(RepairPreview, "exec", agree)
    found = next(one for one in workspace.bridge.findings if one.repair is not None and one.repair.ref == places[0])
    workspace.repair_alike(found)
    assert any("301 " in text for text in seen)
    assert [workspace.bridge.model.value(ref) for ref in places] == right
    workspace.undo()
    assert [workspace.bridge.model.value(ref) for ref in places] == [Decimal(1), Decimal(1)]


def test_marks_for_follow_up_are_a_group(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.bridge.do(set_note(workspace.bridge.model, WAGE, "等人事回话"))
    workspace.bridge.do(set_marks(workspace.bridge.model, [WAGE], True))
    panel = workspace.findings
    assert panel.model.groups[-1].key == MARK
    panel.list.setCurrentIndex(panel.model.index_at(len(panel.model.shown) - 1))
    assert "等人事回话" in panel.detail.toPlainText()
    assert not panel.buttons["acknowledge"].isEnabled()
    panel.buttons["go"].click()
    assert workspace.view.reference() == WAGE


def test_a_figure_is_followed_down_to_the_entries_and_back(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.show_explain(True)
    workspace.go_to(TOTAL)
    workspace.explain.tell()
    text = workspace.explain.text
    assert "由这些数算出" in text.toPlainText()
    assert "参加的审核" in text.toPlainText()
    operand = next(one for one in workspace.bridge.model.explain(TOTAL).operands if one.value is not None)
    text.anchorClicked.emit(QUrl(link_to(operand.ref, "x").split('"')[1]))
    workspace.explain.tell()
    assert workspace.explain.ref == operand.ref
    workspace.explain.back.click()
    assert workspace.view.reference() == TOTAL
    assert workspace.explain.forward.isEnabled()
    workspace.explain.forward.click()
    assert workspace.view.reference() == operand.ref


def test_operands_open_where_they_stand(opened: MainWindow, type_at: Type) -> None:
    workspace = opened.workspace
    model = workspace.bridge.model
    ref = CellRef("公开01", "支出总计", "金额")
    workspace.go_to(CellRef("公开01", "本年支出合计", "金额"))
    workspace.clear()
    workspace.show_explain(True)
    workspace.go_to(ref)
    workspace.explain.tell()
    inner = next(one for one in model.explain(ref).operands if one.source == "computed")
    before = workspace.explain.text.toPlainText().count("\n")
    workspace.explain.text.anchorClicked.emit(QUrl(link_to(inner.ref, "＋", OPEN).split('"')[1]))
    assert workspace.explain.ref == ref
    assert workspace.explain.text.toPlainText().count("\n") > before


def test_sentences_of_the_document_that_print_a_figure_are_listed(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.show_explain(True)
    workspace.go_to(TOTAL)
    workspace.explain.tell()
    until(lambda: "文稿里的句子" in workspace.explain.text.toPlainText())
    assert "2,195.66万元" in workspace.explain.text.toPlainText()
    blocks: list[str] = []
    workspace.explain.block_wanted.connect(blocks.append)
    html = workspace.explain.text.toHtml()
    workspace.explain.text.anchorClicked.emit(QUrl(html[html.index("block:") :].split('"')[0]))
    assert blocks
    QApplication.processEvents()
    assert workspace.document_desk.page is not None
