"""The input method over the table, with events as it sends them: nothing typed is lost, and Enter only ends the composition."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from window_hands import open_editor, until

from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.ui.cell_editors import LineBox, TextBox
from desktop.ui.window import MainWindow

TARGET = "目标表#1"
NAME = CellRef(TARGET, "指1", "三级指标")
PAY = CellRef("公开03", "2060101", "基本支出")
IM = Qt.WidgetAttribute.WA_InputMethodEnabled


def compose(widget: QWidget, preedit: str, commit: str = "") -> bool:
    """What the input method sends while letters are typed (preedit) and when a word is chosen (commit)."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def editors(window: MainWindow) -> list[QWidget]:
    found = window.workspace.view.viewport().findChildren(QWidget)
    return [each for each in found if isinstance(each, LineBox | TextBox) and each.isVisible()]


def value(window: MainWindow, ref: CellRef) -> object:
    return window.workspace.bridge.model.value(ref)


def test_the_first_letter_of_pinyin_opens_the_editor_and_is_not_lost(projects: MainWindow) -> None:
    view = projects.workspace.view
    projects.workspace.go_to(NAME)
    assert view.testAttribute(IM)
    compose(view, "k")
    editor = open_editor(view)
    compose(view, "ke")
    compose(view, "kepu")
    assert open_editor(view) is editor and value(projects, NAME) == "科技工作者慰问人数"
    compose(view, "", "科普")
    assert editor.text() == "科普", "what was composed replaces what stood there"
    compose(editor, "huodong")
    compose(editor, "", "活动")
    assert editor.text() == "科普活动"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert value(projects, NAME) == "科普活动"


def test_enter_that_ends_a_composition_does_not_leave_the_cell(projects: MainWindow) -> None:
    view = projects.workspace.view
    projects.workspace.go_to(NAME)
    compose(view, "abc")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r"))
    assert view.reference() == NAME and len(editors(projects)) == 1
    compose(view, "", "abc")
    editor = open_editor(view)
    compose(editor, "de")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert open_editor(view) is editor and view.reference() == NAME and "\n" not in editor.text()
    compose(editor, "", "de")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert value(projects, NAME) == "abcde" and not editors(projects)


def test_a_composition_that_is_given_up_leaves_the_cell_as_it_was(projects: MainWindow) -> None:
    view = projects.workspace.view
    projects.workspace.go_to(NAME)
    compose(view, "ke")
    compose(view, "")
    until(lambda: not editors(projects))
    assert value(projects, NAME) == "科技工作者慰问人数" and view.reference() == NAME
    compose(view, "x")
    compose(view, "", "新")
    assert open_editor(view).text() == "新", "the next composition begins anew"


def test_over_figures_the_input_method_is_off_and_wide_digits_are_taken(opened: MainWindow) -> None:
    view = opened.workspace.view
    opened.workspace.go_to(PAY)
    assert not view.testAttribute(IM)
    compose(view, "yi")
    assert not editors(opened), "no candidate window opens over a figure"
    compose(view, "", "１２")
    editor = open_editor(view)
    assert not editor.testAttribute(IM) and editor.inputMethodHints() & Qt.InputMethodHint.ImhDigitsOnly
    compose(editor, "", "。５")
    assert editor.text() == "１２。５"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert str(value(opened, PAY)) == "12.5"


@pytest.mark.parametrize("why", ["locked", "label"])
def test_cells_that_take_no_entry_never_open_an_input_method(opened: MainWindow, why: str) -> None:
    workspace, view = opened.workspace, opened.workspace.view
    workspace.go_to(PAY)
    if why == "locked":
        workspace.lock_table()
        workspace.go_to(CellRef("公开01", "本年收入合计", "金额")) or workspace.show_form("公开01")
        workspace.go_to(PAY)
    else:
        view.choose(workspace.sheet.index(view.currentIndex().row(), 0))
    assert not view.testAttribute(IM)
    assert not compose(view, "ni") and not compose(view, "", "你")
    assert not editors(opened)


def test_the_sentence_and_the_line_for_a_new_code_take_words(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.go_to(PAY)
    workspace.view.choose(workspace.sheet.index(workspace.sheet.entry_line, 0))
    assert workspace.view.testAttribute(IM)
    compose(workspace.view, "x")
    compose(workspace.view, "", "行政")
    assert open_editor(workspace.view).text() == "行政"
    QTest.keyClick(open_editor(workspace.view), Qt.Key.Key_Escape)
    for form in workspace.bridge.model.forms():
        place = CellRef(form.code, SENTENCE_ROW, SENTENCE_COLUMN)
        if workspace.bridge.model.is_empty(form.code) and form.code.startswith("公开") and workspace.go_to(place):
            assert workspace.view.testAttribute(IM)
            return
