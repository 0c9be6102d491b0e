"""The keys and the mouse of a spreadsheet over a printed table."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
import window_hands
from PySide6.QtCore import QItemSelection, QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from window_hands import open_editor, press, until

from desktop.app import settings
from desktop.core.cells import COVER, CellRef
from desktop.ui import fill_work
from desktop.ui.window import MainWindow

PAY = CellRef("公开03", "2060101", "基本支出")
WORK = PAY._replace(column="项目支出")
OTHER = PAY._replace(row="2060199")
TOTAL = PAY._replace(column="本年支出合计")
SHIFT, CONTROL, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Type = Callable[[CellRef, str], None]


def value(window: MainWindow, ref: CellRef) -> object:
    return window.workspace.bridge.model.value(ref)


def hit(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    window_hands.hit(window, key, held, window.workspace.view)


def select(window: MainWindow, first: CellRef, last: CellRef) -> None:
    window.workspace.go_to(first)
    view, sheet = window.workspace.view, window.workspace.sheet
    block = QItemSelection(sheet.place_of(first), sheet.place_of(last))
    view.selectionModel().select(block, view.selectionModel().SelectionFlag.ClearAndSelect)


def test_every_key_of_the_window_belongs_to_one_command(window: MainWindow) -> None:
    seen: dict[str, str] = {}
    for name, action in window.commands.items():
        for key in action.shortcuts():
            text = key.toString(QKeySequence.SequenceFormat.PortableText)
            assert text and text not in seen, f"{text}: {name} and {seen.get(text)}"
            seen[text] = name
    wanted = {
        "F4": "next_finding", "F8": "previous_finding", "F9": "check_now", "Ctrl+D": "fill_down", "Ctrl+R": "fill_right", "Ctrl+;": "today",
        "Alt+=": "show_sum", "Alt+Down": "open_list", "Ctrl+[": "precedents", "Ctrl+]": "dependents", "Ctrl+Shift+V": "paste_values",
        "Shift+F2": "edit_note", "Ctrl+Shift+M": "mark_follow_up", "F12": "save_as", "Ctrl+T": "show_document", "Ctrl+Shift+A": "show_findings",
        "Ctrl+Shift+O": "show_projects", "Ctrl+F9": "show_coach", "Shift+F1": "legend", "Alt+Shift+Up": "row_up", "Ctrl+PgDown": "next_table",
    }  # fmt: skip
    assert wanted.items() <= seen.items(), {key: seen.get(key) for key in wanted if seen.get(key) != wanted[key]}


def test_typing_replaces_escape_drops_and_f2_edits_at_the_end(opened: MainWindow) -> None:
    before = value(opened, PAY)
    opened.workspace.go_to(PAY)
    press(opened.workspace.view, "7")
    editor = open_editor(opened.workspace.view)
    assert editor.text() == "7"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert value(opened, PAY) == before and opened.workspace.view.reference() == PAY
    hit(opened, Qt.Key.Key_F2)
    editor = open_editor(opened.workspace.view)
    assert editor.text() == "241.31" and editor.cursorPosition() == len("241.31")


def test_control_with_arrows_goes_to_the_ends_of_filled_blocks(opened: MainWindow) -> None:
    opened.workspace.go_to(PAY)
    view, sheet = opened.workspace.view, opened.workspace.sheet
    hit(opened, Qt.Key.Key_Up, CONTROL)
    top = view.reference()
    assert top is not None and top.row == "合计", "figures stand without a gap up to the total"
    hit(opened, Qt.Key.Key_Right, CONTROL)
    right = view.reference()
    hit(opened, Qt.Key.Key_Left, CONTROL)
    assert right.column != view.reference().column == "本年支出合计"
    hit(opened, Qt.Key.Key_End, CONTROL)
    last = view.currentIndex()
    assert sheet.ref_at(last) is not None and last.row() >= sheet.place_of(OTHER).row()
    hit(opened, Qt.Key.Key_Home, CONTROL)
    assert view.currentIndex().row() < last.row()
    opened.workspace.go_to(PAY)
    hit(opened, Qt.Key.Key_Home)
    assert view.reference() == TOTAL
    hit(opened, Qt.Key.Key_End)
    assert view.reference().row == PAY.row and view.reference() != TOTAL
    opened.workspace.go_to(PAY)
    hit(opened, Qt.Key.Key_Up, CONTROL | SHIFT)
    assert PAY in view.chosen_refs() and top._replace(column=PAY.column) in view.chosen_refs()


def test_a_line_and_a_column_are_chosen(opened: MainWindow) -> None:
    view = opened.workspace.view
    opened.workspace.go_to(PAY)
    hit(opened, Qt.Key.Key_Space, SHIFT)
    assert {ref.row for ref in view.chosen_refs()} == {PAY.row} and len(view.chosen_refs()) > 3
    opened.workspace.go_to(PAY)
    hit(opened, Qt.Key.Key_Space, CONTROL)
    assert {PAY, OTHER} <= set(view.chosen_refs()) and TOTAL not in view.chosen_refs()
    assert view.reference() == PAY


def test_enter_after_a_run_of_tabs_comes_back_to_where_it_began(opened: MainWindow, type_at: Type) -> None:
    view = opened.workspace.view
    opened.workspace.go_to(PAY)
    press(view, "5")
    QTest.keyClick(open_editor(view), Qt.Key.Key_Tab)
    assert view.reference() == WORK
    press(view, "6")
    QTest.keyClick(open_editor(view), Qt.Key.Key_Return)
    assert view.reference() == OTHER, "the next line, in the column of the first figure"
    hit(opened, Qt.Key.Key_Return, SHIFT)
    assert view.reference() == PAY
    hit(opened, Qt.Key.Key_Tab)
    hit(opened, Qt.Key.Key_Left)
    hit(opened, Qt.Key.Key_Return)
    assert view.reference() == OTHER
    hit(opened, Qt.Key.Key_Tab)
    opened.workspace.go_to(WORK)
    hit(opened, Qt.Key.Key_Return)
    assert view.reference() == OTHER._replace(column="项目支出"), "a jump ends the run"


def test_enter_goes_where_the_person_wants_it(opened: MainWindow) -> None:
    view = opened.workspace.view
    for direction, place in (("right", WORK), ("up", None), ("left", TOTAL)):
        settings.save_options({"enter_moves": direction})
        view.read_options()
        opened.workspace.go_to(PAY)
        row = view.currentIndex().row()
        hit(opened, Qt.Key.Key_Return)
        assert view.reference() == place if place else view.currentIndex().row() < row
    settings.save_options({"enter_moves": "down", "enter_to_inputs": True})
    view.read_options()
    model = opened.workspace.bridge.model
    opened.workspace.show_form("公开01")
    view.choose(opened.workspace.sheet.first_entry())
    for _ in range(12):
        hit(opened, Qt.Key.Key_Tab)
        ref = view.reference()
        assert ref is None or (model.takes_entry(ref) and (not model.has_formula(ref) or model.entry(ref) is not None))


def test_enter_goes_round_among_chosen_cells(opened: MainWindow) -> None:
    view = opened.workspace.view
    select(opened, PAY, OTHER._replace(column="项目支出"))
    seen = []
    for _ in range(4):
        seen.append(view.reference())
        hit(opened, Qt.Key.Key_Return)
    assert seen[0] == PAY == view.reference() and len(set(seen)) == 4 and len(view.chosen_refs()) == 4
    assert seen[1].column == PAY.column and seen[-1].column == WORK.column, "down first, then the next column"


def test_fill_down_right_and_the_whole_selection(opened: MainWindow, type_at: Type) -> None:
    type_at(PAY, "12")
    select(opened, PAY, OTHER)
    hit(opened, Qt.Key.Key_D, CONTROL)
    assert value(opened, OTHER) == 12 and "填充 1 格" in opened.message.whole
    opened.workspace.go_to(WORK)
    hit(opened, Qt.Key.Key_R, CONTROL)
    assert value(opened, WORK) == 12, "of one cell from its neighbour"
    select(opened, PAY, OTHER._replace(column="项目支出"))
    press(opened.workspace.view, "9")
    QTest.keyClick(open_editor(opened.workspace.view), Qt.Key.Key_Return, CONTROL)
    assert [value(opened, ref) for ref in (PAY, WORK, OTHER)] == [9, 9, 9]
    assert len(opened.workspace.view.chosen_refs()) == 4
    opened.commands["undo"].trigger()
    assert (value(opened, PAY), value(opened, WORK)) == (12, 12)


def test_the_handle_fills_copies_and_counts_on(opened: MainWindow, type_at: Type) -> None:
    type_at(PAY, "5")
    view, sheet = opened.workspace.view, opened.workspace.sheet
    opened.workspace.go_to(PAY)
    start = view.handle().center()
    assert view.visualRect(sheet.place_of(PAY)).adjusted(-4, -4, 4, 4).contains(start)
    end = view.visualRect(sheet.place_of(OTHER)).center()
    for held, wanted in ((Qt.KeyboardModifier.NoModifier, 5), (CONTROL, 6)):
        opened.workspace.go_to(PAY)
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, held, start)
        QTest.mouseMove(view.viewport(), end - QPoint(0, 1))
        QTest.mouseMove(view.viewport(), end)
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, held, end)
        assert value(opened, OTHER) == wanted
    assert {PAY, OTHER} <= set(view.chosen_refs())
    opened.workspace.lock_table()
    opened.workspace.view.fill_wanted.emit(
        view.block(), view.block()._replace(left=view.block().right + 1, right=view.block().right + 1), False
    )
    assert "不可填写" in opened.message.whole


def test_alt_equals_offers_a_sum_and_explains_a_computed_cell(opened: MainWindow) -> None:
    workspace, view = opened.workspace, opened.workspace.view
    workspace.go_to(OTHER)
    hit(opened, Qt.Key.Key_Equal, ALT)
    editor = open_editor(view)
    assert editor.text().startswith("=") and editor.text().endswith("+241.31") and "回车填入" in opened.message.whole
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    computed = PAY._replace(row="20601", column="本年支出合计")
    workspace.go_to(computed)
    workspace.clear()
    workspace.go_to(computed)
    hit(opened, Qt.Key.Key_Equal, ALT)
    assert workspace.explain.isVisible() and "公式" in opened.message.whole


def test_a_sum_keeps_its_expression_and_a_bad_one_stays_open(opened: MainWindow, type_at: Type) -> None:
    view = opened.workspace.view
    type_at(PAY, "=1200+35.5")
    assert value(opened, PAY) == Decimal("1235.5")
    opened.workspace.go_to(PAY)
    hit(opened, Qt.Key.Key_F2)
    editor = open_editor(view)
    assert editor.text() == "=1200+35.5"
    press(editor, "+")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert open_editor(view) is editor and editor.text() == "=1200+35.5+" and "没有写完" in opened.message.whole
    press(editor, "1")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert value(opened, PAY) == Decimal("1236.5") and view.reference() == OTHER
    opened.commands["show_yuan"].trigger()
    type_at(PAY, "=5000+5000")
    assert value(opened, PAY) == 1, "on a screen in 元 a sum is meant in 元"


def test_today_and_lists(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace, view = opened.workspace, opened.workspace.view
    asked: list[str] = []
    workspace.code_search_wanted.disconnect()
    workspace.code_search_wanted.connect(asked.append)
    workspace.go_to(PAY)
    hit(opened, Qt.Key.Key_Down, ALT)
    assert asked == [""], "the code list of a table by 科目"
    hit(opened, Qt.Key.Key_Semicolon, CONTROL)
    assert "不是日期" in opened.message.whole
    model = workspace.bridge.model
    words = next(
        CellRef(COVER, row.id, column.id)
        for row in model.rows(COVER)
        for column in model.columns(COVER, row.id)
        if model.kind(CellRef(COVER, row.id, column.id)) == "text" and model.takes_entry(CellRef(COVER, row.id, column.id))
    )
    workspace.go_to(words)
    hit(opened, Qt.Key.Key_Semicolon, CONTROL)
    day = fill_work.datetime.datetime.now(datetime.UTC).astimezone().date()
    assert f"{day.month}月{day.day}日" in open_editor(view).text()


def test_precedents_dependents_and_the_check(opened: MainWindow) -> None:
    workspace, view = opened.workspace, opened.workspace.view
    workspace.go_to(PAY)
    found = workspace.bridge.model.explain(PAY).dependents
    menu = workspace.places_menu(found)
    assert len(menu.actions()) >= min(len(found), 20) and all(action.text() for action in menu.actions())
    menu.actions()[0].trigger()
    assert view.reference() == found[0] and found[0].form == PAY.form
    hit(opened, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.reference() == PAY, "back where one came from, also within a table"
    hit(opened, Qt.Key.Key_BracketLeft, CONTROL)
    assert view.reference() == PAY and "不是由别的格算出" in opened.message.whole
    one = next(ref for ref in workspace.sheet._laid.place if len(workspace.bridge.model.explain(ref).operands) == 1)
    workspace.go_to(one)
    hit(opened, Qt.Key.Key_BracketLeft, CONTROL)
    assert view.reference() == workspace.bridge.model.explain(one).operands[0].ref and view.reference() in workspace.bridge.lit
    hit(opened, Qt.Key.Key_F9)
    assert "已审核全部" in opened.message.whole and "警告" in opened.message.whole


def test_a_double_click_on_a_border_fits_the_column_and_control_wheel_zooms(opened: MainWindow) -> None:
    opened.workspace.go_to(PAY)
    view = opened.workspace.view
    column = opened.workspace.sheet.place_of(PAY).column()
    view.setColumnWidth(column, 260)
    header = view.horizontalHeader()
    border = header.sectionViewportPosition(column) + header.sectionSize(column) - 1
    QTest.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(border, header.height() // 2))
    until(lambda: view.columnWidth(column) < 200)
    text = opened.workspace.sheet.data(opened.workspace.sheet.place_of(PAY))
    assert view.columnWidth(column) > view.cells.painter.width(str(text), True)
    zoom = view.zoom
    opened.commands["zoom_in"].trigger()
    assert view.zoom > zoom
    middle = QPointF(view.viewport().rect().center())
    wheel = QWheelEvent(middle, middle, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, CONTROL, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(view.viewport(), wheel)
    assert abs(view.zoom - zoom) < 0.01


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_the_keys_stay_in_the_table_after_a_choice_from_a_list(opened: MainWindow, end: Qt.Key) -> None:
    view = opened.workspace.view
    opened.workspace.go_to(CellRef(COVER, "政府性基金", "内容"))
    hit(opened, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    until(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    listed = popup.findChild(QListView)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, end):
        QTest.keyClick(listed, key)
    until(lambda: QApplication.activePopupWidget() is None and QApplication.focusWidget() is view)
    assert value(opened, CellRef(COVER, "政府性基金", "内容")) == ("没有" if end == Qt.Key.Key_Return else None)
