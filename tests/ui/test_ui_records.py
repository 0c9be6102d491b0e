"""Records and forms with indicators: merged cells are shown, typed, crossed and cleared as one; long texts are read and written whole."""

from __future__ import annotations

from project_documents import LONG
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_hands import open_editor, press

from desktop.core.cells import CellRef
from desktop.ui import clipboard
from desktop.ui.cell_editors import TextBox
from desktop.ui.window import MainWindow

TARGET = "目标表#1"
NAME = CellRef(TARGET, "指1", "三级指标")
FIRST = CellRef(TARGET, "指1", "一级指标")
SECOND = CellRef(TARGET, "指1", "二级指标")
GOAL = CellRef(TARGET, "预期目标", "内容")


def value(window: MainWindow, ref: CellRef) -> object:
    return window.workspace.bridge.model.value(ref)


def test_equal_neighbours_are_one_cell_that_is_typed_and_cleared_as_one(projects: MainWindow) -> None:
    workspace = projects.workspace
    view, sheet = workspace.view, workspace.sheet
    place = sheet.place_of(FIRST)
    assert view.rowSpan(place.row(), place.column()) == 3, "产出指标 stands before three indicators"
    steps = len(workspace.session.document.undoable())
    workspace.go_to(CellRef(TARGET, "指3", "一级指标"))
    assert view.currentIndex() == place, "a cell that is covered is shown by the one that covers it"
    press(view, "效")
    editor = open_editor(view)
    assert isinstance(editor, TextBox)
    editor.setText("效果指标")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert {value(projects, FIRST._replace(row=row)) for row in ("指1", "指2", "指3")} == {"效果指标"}
    assert len(workspace.session.document.undoable()) == steps + 1
    workspace.go_to(FIRST)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert {value(projects, FIRST._replace(row=row)) for row in ("指1", "指2", "指3")} == {None}


def test_a_text_that_joins_its_neighbours_merges_them_at_once(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.go_to(CellRef(TARGET, "指3", "二级指标"))
    press(workspace.view, "数")
    open_editor(workspace.view).setText("数量指标")
    QTest.keyClick(open_editor(workspace.view), Qt.Key.Key_Return)
    place = workspace.sheet.place_of(SECOND)
    assert workspace.view.rowSpan(place.row(), place.column()) == 3


def test_arrows_cross_merged_cells_and_come_back_in_the_same_line(projects: MainWindow) -> None:
    view = projects.workspace.view
    third = NAME._replace(row="指3")
    projects.workspace.go_to(third)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.reference() == SECOND._replace(row="指3")
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.reference() == FIRST and view.line_in_hand() == projects.workspace.sheet.place_of(third).row()
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.reference() == third
    projects.workspace.go_to(FIRST)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.reference() == FIRST._replace(row="指4")


def test_tab_comes_to_every_cell_once_in_the_order_of_the_lines(projects: MainWindow) -> None:
    view = projects.workspace.view
    projects.workspace.go_to(FIRST)
    seen = []
    for _ in range(12):
        seen.append(view.reference())
        QTest.keyClick(view, Qt.Key.Key_Tab)
    columns = {row: [ref.column for ref in seen if ref.row == row] for row in ("指1", "指2", "指3")}
    assert columns["指1"] == ["一级指标", "二级指标", "三级指标", "指标值", "分值"]
    assert columns["指2"] == ["三级指标", "指标值", "分值"] and columns["指3"] == ["二级指标", "三级指标", "指标值", "分值"]


def test_a_long_text_is_shown_whole_and_written_in_several_lines(projects: MainWindow) -> None:
    workspace = projects.workspace
    view = workspace.view
    assert workspace.go_to(GOAL)
    height = view.rowHeight(view.currentIndex().row())
    assert height > 2 * view.cells.painter.metrics.height()
    assert workspace.value_bar.whole.isVisible() and workspace.value_bar.whole.toPlainText() == LONG
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = open_editor(view)
    assert isinstance(editor, TextBox) and editor.text() == LONG
    editor.setText("第一行")
    editor.end(False)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(editor, "2")
    assert editor.text() == "第一行\n2", "Alt+Enter breaks the line"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert value(projects, GOAL) == "第一行\n2" and view.rowHeight(workspace.sheet.place_of(GOAL).row()) < height


def test_the_editor_grows_with_its_text_but_not_out_of_the_table(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.go_to(NAME)
    press(workspace.view, "科")
    editor = open_editor(workspace.view)
    before = editor.height()
    editor.setText("科普宣传活动" * 30)
    assert editor.height() > before
    editor.setText("科普宣传活动" * 3000)
    room = workspace.view.viewport().rect()
    assert room.contains(editor.geometry().topLeft()) and editor.geometry().bottom() <= room.bottom() + 1
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert value(projects, NAME) == "科技工作者慰问人数"


def test_words_around_a_figure_are_printed_but_not_edited(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.show_form("自评表#1")
    ref = CellRef("自评表#1", "总额", "执行率")
    assert workspace.go_to(ref)
    press(workspace.view, "9")
    press(open_editor(workspace.view), "2")
    QTest.keyClick(open_editor(workspace.view), Qt.Key.Key_Return)
    place = workspace.sheet.place_of(ref)
    assert workspace.sheet.data(place).endswith("%") and workspace.sheet.data(place, Qt.ItemDataRole.EditRole) == "92"


def test_the_title_follows_the_name_of_the_project(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.show_form("自评表#1")
    assert workspace.paper_head.title.text() == "第1个科普专项经费绩效自评表"
    from desktop.core.entry import type_text

    name = CellRef("项目", "1", "项目名称")
    assert workspace.bridge.do(type_text(workspace.bridge.model, name, "新名称"))
    assert workspace.paper_head.title.text() == "新名称绩效自评表"


def test_a_pasted_list_fills_every_row_also_below_a_merged_cell(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.go_to(SECOND)
    QApplication.clipboard().setText("甲\t名称一\n乙\t名称二\n丙\t名称三\n")
    workspace.paste()
    assert [value(projects, SECOND._replace(row=row)) for row in ("指1", "指2", "指3")] == ["甲", "乙", "丙"], projects.message.whole
    assert value(projects, NAME._replace(row="指2")) == "名称二"


def test_more_lines_than_rows_become_new_rows_also_below_the_last(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.go_to(NAME._replace(row="指4", column="一级指标"))
    QApplication.clipboard().setText("产出指标\t数量指标\t甲\t≥1个\t5\n\t\t乙\t≥2个\t5\n\t质量指标\t丙\t≥95%\t10\n")
    workspace.paste()
    rows = [row.id for row in workspace.bridge.model.rows(TARGET) if row.dynamic]
    assert len(rows) == 6, projects.message.whole
    texts = [[value(projects, CellRef(TARGET, row, column)) for column in ("一级指标", "二级指标", "三级指标")] for row in rows[3:]]
    assert texts == [["产出指标", "数量指标", "甲"], ["产出指标", "数量指标", "乙"], ["产出指标", "质量指标", "丙"]]
    workspace.view.choose(workspace.sheet.index(workspace.sheet.entry_line, 0))
    QApplication.clipboard().setText("成本指标\t经济成本指标\t丁\t≤3万元\t5\n")
    workspace.paste()
    assert len([row for row in workspace.bridge.model.rows(TARGET) if row.dynamic]) == 7, projects.message.whole


def test_what_is_copied_of_a_merged_cell_stands_once(projects: MainWindow) -> None:
    workspace = projects.workspace
    view = workspace.view
    workspace.go_to(SECOND)
    view.selectionModel().select(workspace.sheet.place_of(NAME._replace(row="指2")), view.selectionModel().SelectionFlag.Select)
    clipboard.copy(view)
    assert QApplication.clipboard().text() == "数量指标\t科技工作者慰问人数\n\t科普宣传、科技成果展示与媒体合作数\n"


def test_keys_with_alt_are_no_text(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.go_to(NAME)
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(workspace.view, QKeyEvent(kind, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier))
    assert value(projects, NAME) == "科技工作者慰问人数"
