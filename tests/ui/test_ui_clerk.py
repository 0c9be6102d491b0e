"""What a clerk does by hand all day: lists, undo, code after code, findings one after the other, an editor left open."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_hands import hit, open_editor, press, until

from desktop.app import settings
from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.core.entry import type_text, type_texts
from desktop.core.operations import Operation
from desktop.ui import backups_dialog
from desktop.ui.cell_editors import ChoiceBox
from desktop.ui.new_document import NewDocumentDialog
from desktop.ui.options_dialog import OptionsDialog
from desktop.ui.window import MainWindow

PAY = CellRef("公开03", "2060101", "基本支出")
LEVEL = CellRef("封面", "预算级次", "内容")
Type = Callable[[CellRef, str], None]


def open_list(window: MainWindow, ref: CellRef) -> ChoiceBox:
    view = window.workspace.view
    assert window.workspace.go_to(ref)
    QTest.keyClick(view, Qt.Key.Key_F2)
    until(lambda: any(box.view().isVisible() for box in boxes(window)))
    return boxes(window)[0]


def boxes(window: MainWindow) -> list[ChoiceBox]:
    return [box for box in window.workspace.view.viewport().findChildren(ChoiceBox) if box.isVisible()]


def test_a_list_is_open_at_once_and_any_of_it_is_reached_by_keys(opened: MainWindow) -> None:
    box = open_list(opened, LEVEL)
    assert box.view().isVisible()
    box.view().setCurrentIndex(box.model().index(0, 0))
    for _ in range(2):
        QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    until(lambda: not boxes(opened))
    choices = opened.workspace.sheet.choices(LEVEL)
    assert opened.workspace.bridge.model.value(LEVEL) == choices[1]


def test_a_list_left_without_a_choice_changes_nothing(opened: MainWindow) -> None:
    steps = len(opened.workspace.session.document.undoable())
    box = open_list(opened, LEVEL)
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Escape)
    until(lambda: not boxes(opened))
    assert len(opened.workspace.session.document.undoable()) == steps


def test_the_wheel_over_a_box_changes_nothing(window: MainWindow) -> None:
    dialog = NewDocumentDialog(window)
    before = (dialog.pack_box.currentText(), dialog.year, dialog.kept_in)
    for box in (dialog.pack_box, dialog.year_box, dialog.kept_box):
        down = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(box, down)
    assert (dialog.pack_box.currentText(), dialog.year, dialog.kept_in) == before


def test_undo_goes_to_what_it_changed_and_says_so(opened: MainWindow, type_at: Type) -> None:
    type_at(PAY, "9")
    opened.workspace.show_form("公开01")
    opened.commands["undo"].trigger()
    assert opened.workspace.view.reference() == PAY
    assert opened.message.whole.startswith("已撤销：") and "2060101" in opened.message.whole
    opened.workspace.go_to(PAY._replace(row="2060301"))
    opened.commands["redo"].trigger()
    assert opened.workspace.view.reference() == PAY and opened.message.whole.startswith("已恢复：")


def test_a_command_takes_what_stands_in_the_open_editor(opened: MainWindow) -> None:
    opened.workspace.go_to(PAY)
    press(opened.workspace.view, "7")
    assert open_editor(opened.workspace.view).text() == "7"
    opened.commands["save"].trigger()
    assert opened.workspace.bridge.model.value(PAY) == Decimal(7)
    assert not opened.workspace.session.document.dirty


def test_enter_below_the_last_row_leads_to_the_line_for_the_next_code(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.show_form("公开03")
    assert workspace.add_code("2299999"), "the last of all codes"
    QTest.keyClick(workspace.view, Qt.Key.Key_Return)
    assert workspace.view.currentIndex().row() == workspace.sheet.entry_line
    assert "直接键入" in workspace.value_bar.story.whole
    before = workspace.sheet.rowCount()
    assert workspace.add_code("2299999") and workspace.sheet.rowCount() == before, "a known code is only gone to"
    assert "已有" in opened.message.whole and workspace.view.reference().row == "2299999"


def test_f8_goes_to_what_the_change_brought(opened: MainWindow, type_at: Type) -> None:
    panel = opened.workspace.findings
    hit(opened, Qt.Key.Key_F4)
    first = panel.current()
    assert first is not None and first.severity != "error"
    type_at(PAY, "251.31")
    hit(opened, Qt.Key.Key_F4)
    assert panel.current().severity == "error" and panel.current().table == "公开03"


def test_after_a_repair_the_next_finding_is_in_hand_and_f8_does_not_skip_it(opened: MainWindow) -> None:
    panel = opened.workspace.findings
    hit(opened, Qt.Key.Key_F4)
    repaired, following = panel.current(), panel.model.shown[1]
    assert repaired.repair is not None
    panel.buttons["repair"].click()
    assert panel.current().key == following.key and following.say in panel.detail.toPlainText()
    assert not opened.workspace.bridge.lit, "what was looked at is in order"
    hit(opened, Qt.Key.Key_F4)
    assert panel.current().key == following.key


def test_a_sentence_is_told_no_longer_than_it_is_true(opened: MainWindow, type_at: Type) -> None:
    type_at(PAY, "12a")
    assert "不是数字" in opened.message.whole
    type_at(PAY, "12")
    assert "不是数字" not in opened.message.whole


def test_figures_are_told_with_the_places_of_the_table(opened: MainWindow, type_at: Type) -> None:
    type_at(PAY, "1105.7")
    opened.workspace.go_to(PAY)
    assert opened.workspace.value_bar.value.text() == "1,105.70 万元"
    hit(opened, Qt.Key.Key_F3)
    assert "1,105.70" in opened.workspace.explain.text.toPlainText()
    hit(opened, Qt.Key.Key_F3)


def test_a_figure_that_outgrows_its_column_is_never_cut(opened: MainWindow, type_at: Type) -> None:
    type_at(PAY, "987654321012.34")
    view = opened.workspace.view
    column = view.sheet().place_of(PAY).column()
    until(lambda: view.cells.painter.width("987,654,321,012.34", True) < view.columnWidth(column))


def test_a_long_text_gets_the_lines_it_needs(opened: MainWindow) -> None:
    workspace = opened.workspace
    ref = CellRef("公开07", SENTENCE_ROW, SENTENCE_COLUMN)
    assert workspace.go_to(ref)
    before = workspace.view.rowHeight(workspace.sheet.place_of(ref).row())
    operation = type_text(workspace.bridge.model, ref, "说明：本部门没有政府性基金预算财政拨款收入支出。" * 8)
    assert isinstance(operation, Operation) and workspace.bridge.do(operation)
    assert workspace.view.rowHeight(workspace.sheet.place_of(ref).row()) >= 2 * before - 8


def test_columns_widen_for_many_figures_that_change_at_once(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.sheet_model.MANY", 2)
    workspace = opened.workspace
    assert workspace.go_to(PAY)
    workspace.view.grab()  # what was never painted is told to nobody
    refs = [ref for ref in workspace.sheet._laid.place if ref.column == PAY.column and workspace.bridge.model.takes_entry(ref)][:5]
    operation = type_texts(workspace.bridge.model, [(ref, "12345678901234.56") for ref in refs])
    assert isinstance(operation, Operation) and workspace.bridge.do(operation)
    place = workspace.sheet.place_of(refs[0])
    shown = workspace.view.cells.painter.width(str(workspace.sheet.data(place)), True)
    until(lambda: workspace.view.columnWidth(place.column()) > shown)


def test_control_with_an_arrow_leaves_no_old_selection(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.go_to(PAY)
    QTest.keyClick(workspace.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert len(workspace.view.selectedIndexes()) == 1 and workspace.view.reference() != PAY


def test_balanced_figures_of_a_large_book_wait_for_a_pause(opened: MainWindow, type_at: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.bridge.LARGE", 1)
    opened.commands["balance"].trigger()
    assert opened.workspace.go_to(PAY)
    bridge, sheet = opened.workspace.bridge, opened.workspace.sheet
    at_once: list[tuple[bool, str]] = []
    bridge.changed.connect(lambda changes: at_once.append((bridge.is_between, sheet.look(PAY).text)))
    type_at(PAY, "241.3149")
    assert at_once == [(True, "241.31")]
    until(lambda: not bridge.is_between)
    assert sheet.look(PAY).text == bridge.session.figures.text(PAY)


def test_options_are_set_by_hand_and_work(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(dialog: OptionsDialog) -> OptionsDialog.DialogCode:
        dialog.who.setText("张会计")
        dialog.enter.setCurrentIndex(1)
        dialog.accept()
        return OptionsDialog.DialogCode.Accepted

    monkeypatch.setattr(OptionsDialog, "exec", fill)
    opened.commands["options"].trigger()
    assert settings.user_name() == "张会计" and opened.workspace.view.enter_goes == (0, 1)
    opened.workspace.go_to(PAY)
    QTest.keyClick(opened.workspace.view, Qt.Key.Key_Return)
    assert opened.workspace.view.reference() == PAY._replace(column="项目支出")


def test_pane_sizes_are_found_again(opened: MainWindow) -> None:
    opened.workspace.down.setSizes([400, 222])
    sizes = opened.workspace.down.sizes()
    target = opened.workspace.session.document.target
    opened.close_document()
    assert opened.open_path(target)
    until(lambda: opened.workspace.down.sizes() == sizes)


def test_enter_presses_a_button_of_the_start_page(window: MainWindow) -> None:
    pressed: list[bool] = []
    window.start.new_wanted.disconnect()
    window.start.new_wanted.connect(lambda: pressed.append(True))
    window.start.buttons[0].setFocus()
    QTest.keyClick(window.start.buttons[0], Qt.Key.Key_Return)
    assert pressed == [True]


def test_a_backup_becomes_a_new_document(
    opened: MainWindow, type_at: Type, answers: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    type_at(PAY, "1")
    opened.commands["save"].trigger()
    target = opened.workspace.session.document.target
    monkeypatch.setattr(
        backups_dialog.BackupsDialog, "exec", lambda dialog: (dialog.accept(), backups_dialog.BackupsDialog.DialogCode.Accepted)[1]
    )
    opened.commands["restore_backup"].trigger()
    assert opened.workspace is not None and "恢复" in opened.workspace.session.document.target.name, answers["told"]
    assert opened.workspace.session.document.target.parent == target.parent and target.exists()


def test_a_file_that_is_no_workbook_is_one_sentence(opened: MainWindow, answers: dict[str, object], tmp_path: Path) -> None:
    nonsense = tmp_path / "乱.xlsx"
    nonsense.write_bytes(b"\x01\x02\x03" * 500)
    assert not opened.import_path(nonsense)
    assert len(answers["told"]) == 1 and "乱.xlsx" in answers["told"][0]  # type: ignore[arg-type,index]
