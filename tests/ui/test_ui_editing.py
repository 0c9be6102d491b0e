"""Typing, moving, clearing and pasting in the table, and what the checks answer at once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from window_hands import hit

from desktop.core.cells import CellRef
from desktop.ui import clipboard
from desktop.ui.window import MainWindow

PAY = CellRef("公开03", "2060101", "基本支出")
Type = Callable[[CellRef, str], None]


def errors(window: MainWindow) -> list[str]:
    assert window.workspace is not None and window.workspace.findings.model is not None
    return [finding.say for finding in window.workspace.findings.model.shown if finding.severity == "error"]


def value(window: MainWindow, ref: CellRef) -> object:
    assert window.workspace is not None
    return window.workspace.bridge.model.value(ref)


def test_typing_checks_at_once_and_undo_takes_the_finding_back(opened: MainWindow, type_at: Type) -> None:
    assert errors(opened) == []
    before = value(opened, PAY)
    type_at(PAY, "251.31")
    assert value(opened, PAY) == Decimal("251.31")
    found = errors(opened)
    assert found and any("251.31" in say or "10.00" in say for say in found)
    opened.workspace.show_form("公开01")
    hit(opened, Qt.Key.Key_F4)
    here = opened.workspace.view.reference()
    assert here is not None and opened.workspace.sheet.form == "公开03"
    lit = opened.workspace.bridge.lit
    assert here in lit and len(lit) >= 2, "both sides are lit"
    opened.commands["undo"].trigger()
    assert errors(opened) == [] and value(opened, PAY) == before
    opened.commands["redo"].trigger()
    assert errors(opened) == found


def test_undo_says_what_it_takes_back(opened: MainWindow, type_at: Type) -> None:
    type_at(PAY, "9")
    assert "公开03" in opened.commands["undo"].text() and "2060101" in opened.commands["undo"].text()
    assert opened.windowTitle().startswith("晋城.mz*")
    assert opened.saved.text().startswith("未保存 1 步")


def test_a_text_that_is_no_number_stays_visible_and_the_old_value_in_force(opened: MainWindow, type_at: Type) -> None:
    before = value(opened, PAY)
    type_at(PAY, "12a")
    sheet, view = opened.workspace.sheet, opened.workspace.view
    place = sheet.place_of(PAY)
    assert value(opened, PAY) == before
    assert sheet.data(place) == "12a"
    assert "不是数字" in opened.message.whole
    opened.workspace.go_to(PAY)
    assert "不是数字" in opened.workspace.value_bar.story.whole
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert sheet.data(place) == "241.31"


def test_enter_goes_down_tab_goes_right_delete_clears(opened: MainWindow, type_at: Type) -> None:
    view = opened.workspace.view
    type_at(PAY, "5")
    assert view.reference() == PAY._replace(row="2060199")
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.reference() == CellRef("公开03", "2060199", "项目支出")
    QTest.keyClick(view, Qt.Key.Key_Backtab)
    assert view.reference() == PAY._replace(row="2060199")
    opened.workspace.go_to(PAY)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert opened.workspace.bridge.model.entry(PAY) is None


def test_f2_edits_the_whole_figure_at_its_end(opened: MainWindow, type_at: Type) -> None:
    type_at(PAY, "1234.5678")
    opened.workspace.go_to(PAY)
    hit(opened, Qt.Key.Key_F2, at=opened.workspace.view)
    editor = next(edit for edit in opened.workspace.view.viewport().findChildren(QLineEdit) if edit.isVisible())
    assert editor.text() == "1234.5678" and not editor.hasSelectedText()
    QTest.keyClicks(editor, "9")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert value(opened, PAY) == Decimal("1234.56789")


def test_full_width_digits_are_figures_and_the_input_method_stays_off(opened: MainWindow, type_at: Type) -> None:
    opened.workspace.go_to(PAY)
    assert not opened.workspace.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    type_at(PAY, "１２．５")
    assert value(opened, PAY) == Decimal("12.5")
    opened.workspace.go_to(CellRef("封面", "单位名称", "内容"))
    if opened.workspace.view.reference() is not None:
        assert opened.workspace.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_block_is_pasted_as_one_step_and_comes_back_as_it_was_copied(opened: MainWindow) -> None:
    workspace = opened.workspace
    assert workspace.go_to(PAY)
    QApplication.clipboard().setText("1,234.50\t2\n3\t（4）\n")
    steps = len(workspace.session.document.undoable())
    QTest.keyClick(workspace.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert value(opened, PAY) == Decimal("1234.50")
    assert value(opened, CellRef("公开03", "2060199", "项目支出")) == Decimal(-4)
    assert len(workspace.session.document.undoable()) == steps + 1
    view, sheet = workspace.view, workspace.sheet
    view.clearSelection()
    for ref in (PAY, CellRef("公开03", "2060199", "项目支出")):
        view.selectionModel().select(sheet.place_of(ref), view.selectionModel().SelectionFlag.Select)
    clipboard.copy(view)
    assert QApplication.clipboard().text() == "1234.5\t2\n3\t-4\n"
    opened.commands["undo"].trigger()
    assert value(opened, PAY) == Decimal("241.31")


def test_a_block_copied_with_its_labels_fills_the_figures(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.go_to(PAY)
    row = workspace.view.currentIndex().row()
    workspace.view.choose(workspace.sheet.index(row, 0))
    QApplication.clipboard().setText("2060101\t行政运行\t7\t8")
    workspace.paste()
    assert value(opened, CellRef("公开03", "2060101", "本年支出合计")) == Decimal(7), opened.message.whole
    assert value(opened, PAY) == Decimal(8)


def test_figures_are_typed_in_the_unit_that_is_shown(opened: MainWindow, type_at: Type) -> None:
    opened.commands["show_yuan"].trigger()
    sheet = opened.workspace.sheet
    opened.workspace.go_to(PAY)
    assert opened.workspace.sheet.data(opened.workspace.sheet.place_of(PAY)) == "2,413,100.00"
    type_at(PAY, "2513100")
    assert value(opened, PAY) == Decimal("251.31")
    assert sheet is opened.workspace.sheet or opened.workspace.sheet.form == "公开03"
    assert any("元" in label.whole for label in opened.workspace.paper_head.meta)


def test_blank_zero_and_not_applicable_look_different(opened: MainWindow, type_at: Type) -> None:
    sheet_text = []
    for text in ("0", "————"):
        type_at(PAY, text)
        sheet_text.append(opened.workspace.sheet.data(opened.workspace.sheet.place_of(PAY)))
    opened.workspace.go_to(PAY)
    opened.workspace.clear()
    sheet_text.append(opened.workspace.sheet.data(opened.workspace.sheet.place_of(PAY)))
    assert sheet_text == ["0.00", "————", ""]


def test_a_locked_table_takes_no_entry(opened: MainWindow) -> None:
    opened.workspace.go_to(PAY)
    opened.commands["lock_table"].trigger()
    index = opened.workspace.sheet.place_of(PAY)
    assert not opened.workspace.sheet.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert opened.workspace.tree_model.data(opened.workspace.tree_model.index_of("公开03"), Qt.ItemDataRole.ToolTipRole).endswith("已锁")
    opened.commands["undo"].trigger()
    assert opened.workspace.sheet.flags(opened.workspace.sheet.place_of(PAY)) & Qt.ItemFlag.ItemIsEditable
