"""What a clerk at home in Excel, on a small laptop, meets: dialogs that fit, a window that stays usable, offers that are not taken by accident."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLineEdit, QScrollArea, QVBoxLayout
from window_hands import open_editor, press, until

from desktop.app.jobs import Cancelled
from desktop.core.cells import CellRef
from desktop.ui import stepped
from desktop.ui.commands import TOOLBAR
from desktop.ui.room import fit_screen
from desktop.ui.seeing_rows import EMPTY, Wanted, lines_to_hide, row_lines
from desktop.ui.window import MainWindow
from desktop.ui.work import WaitDialog

PAY = CellRef("公开03", "2060101", "基本支出")
ROOM = QRect(0, 0, 683, 344)  # 1366×768 at 200 %, without the bar of the system


def value(window: MainWindow, ref: CellRef = PAY) -> object:
    return window.workspace.bridge.model.value(ref)


def test_a_dialog_that_is_too_high_scrolls_and_keeps_its_buttons_in_sight(window: MainWindow) -> None:
    dialog = QDialog(window)
    layout = QVBoxLayout(dialog)
    lines = [QLineEdit(str(number), dialog) for number in range(30)]
    for line in lines:
        layout.addWidget(line)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok, dialog)
    layout.addWidget(buttons)
    dialog.show()
    fit_screen(dialog, ROOM)
    QApplication.processEvents()
    assert ROOM.contains(dialog.frameGeometry())
    assert not buttons.visibleRegion().isEmpty() and lines[-1].visibleRegion().isEmpty()
    dialog.findChild(QScrollArea).ensureWidgetVisible(lines[-1])
    until(lambda: not lines[-1].visibleRegion().isEmpty())
    dialog.close()
    dialog.deleteLater()


def test_a_dialog_that_fits_is_left_alone(window: MainWindow) -> None:
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(QLineEdit(dialog))
    dialog.resize(300, 200)
    dialog.show()
    fit_screen(dialog, ROOM)
    assert (dialog.width(), dialog.height()) == (300, 200) and dialog.findChild(QScrollArea) is None
    dialog.close()
    dialog.deleteLater()


def test_the_window_is_usable_at_twice_the_size_on_a_laptop(opened: MainWindow) -> None:
    workspace = opened.workspace
    assert opened.minimumSizeHint().width() <= ROOM.width()
    opened.resize(683, 375)
    until(lambda: opened.width() == 683 and not workspace.findings.isVisible())
    assert workspace.view.isVisible() and not workspace.paper_head.isVisible()
    workspace.go_to(PAY)
    assert not workspace.view.visualRect(workspace.view.currentIndex()).intersected(workspace.view.viewport().rect()).isEmpty()
    workspace.walk(1)
    assert workspace.findings.isVisible(), "F4 brings the findings"
    assert workspace.findings.buttons["repair"].isVisible() and not workspace.findings.buttons["go"].isVisible()
    opened.resize(1366, 738)
    until(lambda: workspace.paper_head.isVisible() and workspace.findings.buttons["go"].isVisible())


def test_an_offered_sum_is_taken_by_enter_only(opened: MainWindow) -> None:
    workspace = opened.workspace
    target = PAY._replace(column="项目支出", row="2060301")
    workspace.go_to(target)
    before = value(opened, target)
    workspace.show_sum()
    assert open_editor(workspace.view).text().startswith("=")
    opened.commands["check_now"].trigger()
    assert value(opened, target) == before, "another command does not take what was only offered"
    workspace.go_to(target)
    workspace.show_sum()
    QTest.keyClick(open_editor(workspace.view), Qt.Key.Key_Return)
    assert value(opened, target) not in (before, None)


def test_backspace_opens_an_empty_cell_and_escape_brings_the_figure_back(opened: MainWindow) -> None:
    view = opened.workspace.view
    opened.workspace.go_to(PAY)
    before = value(opened)
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    editor = open_editor(view)
    assert editor.text() == ""
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert value(opened) == before
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    press(open_editor(view), "7")
    QTest.keyClick(open_editor(view), Qt.Key.Key_Return)
    assert value(opened) == 7


def test_long_work_in_steps_is_told_and_can_be_stopped(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stepped, "_TELL_AFTER", 0.0)
    monkeypatch.setattr(stepped, "_SLICE", 0.0)
    closed = []

    def work():  # type: ignore[no-untyped-def]
        try:
            for count in range(100_000):
                QTest.qWait(1)
                yield count
        finally:
            closed.append(True)

    def stop() -> None:
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, WaitDialog) and each.isVisible()]
        if found:
            QTest.mouseClick(found[0].button, Qt.MouseButton.LeftButton)
        else:
            QTimer.singleShot(20, stop)

    QTimer.singleShot(20, stop)
    with pytest.raises(Cancelled):
        stepped.run_steps(work(), "正在读入……", can_stop=True)
    assert closed and not any(isinstance(each, WaitDialog) and each.isVisible() for each in QApplication.topLevelWidgets())


def test_rows_without_any_figure_can_be_looked_for(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.show_form("公开01")
    hidden = lines_to_hide(workspace.sheet, Wanted(only=EMPTY))
    shown = [rows for line, rows in row_lines(workspace.sheet).items() if line not in hidden]
    assert shown and hidden
    first = shown[0][0]
    assert all(value(opened, CellRef("公开01", first, column.id)) is None for column in workspace.bridge.model.columns("公开01", first))


def test_ctrl_enter_fills_the_selection_only(opened: MainWindow) -> None:
    view = opened.workspace.view
    other = PAY._replace(column="项目支出")
    opened.workspace.go_to(other)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(view.chosen_refs()) == 2
    press(view, "3")
    QTest.keyClick(open_editor(view), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert value(opened, other) == value(opened, other._replace(row="2060199")) == 3
    assert value(opened) == Decimal("241.31")


def test_typing_into_a_cell_that_takes_no_entry_says_why(projects: MainWindow) -> None:
    workspace = projects.workspace
    model, form = workspace.bridge.model, "目标表#1"
    workspace.show_form(form)
    named = CellRef(form, "项目名称", "内容")
    assert not model.takes_entry(named) or model.has_formula(named)
    workspace.go_to(named)
    before = value(projects, named)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, None):
        projects.tell("")
        if key is None:
            press(workspace.view, "5")
        else:
            QTest.keyClick(workspace.view, key)
        assert projects.message.whole, key
        assert value(projects, named) == before


def test_the_document_spares_buttons_on_a_small_screen(opened: MainWindow) -> None:
    opened.show_document()
    page = opened.workspace.document_desk.page
    until(lambda: page.isVisible() and page.buttons["own"].isVisible())
    opened.resize(683, 375)
    until(lambda: not page.buttons["own"].isVisible() and page.buttons["out"].isVisible())
    assert not page.buttons["gap"].visibleRegion().isEmpty()


def test_a_double_click_on_a_border_shows_the_whole_total(opened: MainWindow) -> None:
    view = opened.workspace.view
    opened.workspace.go_to(PAY)
    column = view.currentIndex().column()
    view.setColumnWidth(column, 20)
    view.resizeColumnToContents(column)  # what Qt does for the double click
    painter = view.cells.painter
    assert view.columnWidth(column) > painter.width("1,089.96", True)
    names = column - 2
    view.resizeColumnToContents(names)
    assert view.columnWidth(names) > painter.width("机关事业单位基本养老保险缴费支出", False)


def test_last_years_figures_that_are_not_there_are_told(opened: MainWindow) -> None:
    opened.workspace.show_form("公开03")
    opened.tell("")
    opened.commands["show_prior"].setChecked(True)
    assert "没有上年数" in opened.message.whole
    opened.commands["show_prior"].setChecked(False)


def test_a_narrow_window_keeps_every_button_of_the_tool_bar_in_sight(opened: MainWindow) -> None:
    def seen(name: str) -> bool:
        return not opened.bar.widgetForAction(opened.commands[name]).visibleRegion().isEmpty()

    def tells_in_words(name: str) -> bool:
        return opened.bar.widgetForAction(opened.commands[name]).toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon

    names = [name for name in TOOLBAR if name]
    for width in (1800, 1000, 700, 1000):
        opened.resize(width, 768)
        until(lambda width=width: opened.bar.width() == width and all(map(seen, names)))
    assert not tells_in_words("save") and tells_in_words("show_findings"), "what is switched keeps its words longest"
    opened.resize(1800, 768)
    until(lambda: tells_in_words("save"))
