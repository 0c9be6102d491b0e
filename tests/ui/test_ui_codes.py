"""Rows keyed by 科目代码: typed at the foot of the table or searched."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from window_hands import until

from desktop.core.cells import CellRef
from desktop.ui.code_search import CodeSearchDialog
from desktop.ui.window import MainWindow

Type = Callable[[CellRef, str], None]


def type_code(window: MainWindow, text: str) -> None:
    workspace = window.workspace
    workspace.view.choose(workspace.sheet.index(workspace.sheet.entry_line, 0))
    QTest.keyClick(workspace.view, text[0])
    editor = next(edit for edit in workspace.view.viewport().findChildren(QLineEdit) if edit.isVisible())
    QTest.keyClicks(editor, text[1:])
    typed: list[str] = []
    workspace.sheet.code_typed.connect(typed.append)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    until(lambda: bool(typed))  # the editor closes first


def test_a_typed_code_brings_its_parents_and_they_add_up(opened: MainWindow, type_at: Type) -> None:
    workspace = opened.workspace
    workspace.show_form("公开03")
    type_code(opened, "2130101")
    shown = [ids[0] for ids in workspace.sheet.grid.row_ids]
    assert [code for code in ("213", "21301", "2130101") if code in shown] == ["213", "21301", "2130101"]
    here = workspace.view.reference()
    assert here is not None and here.row == "2130101"
    type_at(here, "10")
    assert workspace.bridge.model.value(here._replace(row="213")) == Decimal(10)
    opened.commands["undo"].trigger()
    opened.commands["undo"].trigger()
    assert "2130101" not in [ids[0] for ids in workspace.sheet.grid.row_ids]


def test_initials_open_the_search_and_the_chosen_code_becomes_a_row(opened: MainWindow, monkeypatch: object) -> None:
    opened.workspace.show_form("公开03")
    family = opened.workspace.sheet.grid.form.family
    dialog = CodeSearchDialog(opened.workspace.session.subjects, family, "", opened)
    dialog.show()
    QTest.keyClicks(dialog.query, "xzyx")
    names = {subject.name for subject in dialog.subjects.subjects}
    assert "行政运行" in names
    wanted = [subject.code for subject in dialog.subjects.subjects].index("2130101")
    for _ in range(wanted):
        QTest.keyClick(dialog.query, Qt.Key.Key_Down)
    assert dialog.subjects.data(dialog.subjects.index(wanted, 4)) in ("已核实", "部分核实", "未核实")
    QTest.keyClick(dialog.query, Qt.Key.Key_Return)
    assert dialog.code == "2130101"
    assert opened.workspace.add_code(dialog.code)


def test_a_code_of_wrong_length_is_told_and_nothing_happens(opened: MainWindow) -> None:
    opened.workspace.show_form("公开03")
    rows = opened.workspace.sheet.rowCount()
    assert not opened.workspace.add_code("20601019")
    assert "位" in opened.message.whole and opened.workspace.sheet.rowCount() == rows


def test_a_row_is_removed_and_comes_back(opened: MainWindow) -> None:
    workspace = opened.workspace
    ref = CellRef("公开03", "2060301", "基本支出")
    assert workspace.go_to(ref)
    opened.commands["remove_row"].trigger()
    assert not workspace.sheet.place_of(ref).isValid()
    opened.commands["undo"].trigger()
    assert workspace.bridge.model.value(ref) == Decimal("213.01")
    workspace.go_to(CellRef("公开01", workspace.bridge.model.rows("公开01")[0].id, "金额"))
    opened.commands["remove_row"].trigger()
    assert "固定" in opened.message.whole
