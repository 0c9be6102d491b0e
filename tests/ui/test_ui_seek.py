"""定位, 查找, 替换 and 版本 at the window."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_hands import hit, until

from desktop.app import disclosure_words
from desktop.core.cells import CellRef
from desktop.core.entry import lock_table, set_note, type_text
from desktop.ui import ask
from desktop.ui.find_dialog import FindDialog
from desktop.ui.goto_dialog import GotoDialog
from desktop.ui.versions_dialog import VersionsDialog
from desktop.ui.window import MainWindow

CELL = CellRef("公开03", "2060101", "基本支出")


def go(window: MainWindow, typed: str) -> None:
    window.commands["go_to_place"].trigger()
    dialog = window.goto_dialog
    assert isinstance(dialog, GotoDialog)
    dialog.line.setText(typed)
    assert dialog.found.places, typed
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)


def here(window: MainWindow) -> CellRef | None:
    assert window.workspace is not None
    return window.workspace.view.reference()


def test_a_table_a_row_and_a_code_are_reached_by_a_few_letters(opened: MainWindow) -> None:
    workspace = opened.workspace
    assert workspace is not None
    go(opened, "07")
    assert workspace.sheet.form == "公开07"
    go(opened, "03 2060101")
    assert here(opened) is not None
    assert here(opened)[:2] == ("公开03", "2060101")
    go(opened, "02 xzyx")  # 行政运行
    assert here(opened)[:2] == ("公开02", "2060101")


def test_headings_facts_and_rules_are_places_too(opened: MainWindow) -> None:
    go(opened, "预算绩效")
    assert opened.desk.page is not None
    go(opened, "主要职责")
    assert opened.workspace.sheet.form == "文稿资料"
    go(opened, "01-A1")
    assert opened.workspace.sheet.form == "公开01"


def test_back_and_forth_between_places_and_recent_ones_are_offered(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.go_to(CELL)
    go(opened, "公开05")
    opened.commands["go_back"].trigger()
    assert here(opened) == CELL
    opened.commands["go_forward"].trigger()
    assert workspace.sheet.form == "公开05"
    opened.commands["go_to_place"].trigger()
    assert any(place.ref == CELL for place in opened.goto_dialog.found.places)
    opened.goto_dialog.reject()


def find(window: MainWindow, text: str, command: str = "find_text") -> FindDialog:
    window.commands[command].trigger()
    dialog = window.find_dialog
    assert isinstance(dialog, FindDialog)
    dialog.text.setText(text)
    until(lambda: not dialog.is_looking)
    return dialog


@pytest.mark.parametrize("typed", ["2195.66", "2,195.66", "２１９５．６６"])
def test_a_figure_is_found_however_it_is_written(opened: MainWindow, typed: str) -> None:
    dialog = find(opened, typed)
    refs = {hit.ref for hit in dialog.hits.hits}
    assert CellRef("公开03", "合计", "本年支出合计") in refs
    assert any(hit.kind == "sentence" and hit.fixed for hit in dialog.hits.hits)


def test_walking_shows_place_after_place_and_the_dialog_stays(opened: MainWindow) -> None:
    dialog = find(opened, "241.31")
    dialog.next.click()
    first = here(opened)
    assert first == dialog.hits.hits[0].ref
    opened.commands["find_next"].trigger()
    assert here(opened) == dialog.hits.hits[1].ref != first
    opened.commands["find_previous"].trigger()
    assert here(opened) == first
    assert dialog.isVisible()


def test_the_dialog_does_not_cover_what_it_shows(opened: MainWindow) -> None:
    dialog = find(opened, "241.31")
    view = opened.workspace.view
    for _ in dialog.hits.hits:
        dialog.next.click()
        cell = view.visualRect(view.currentIndex())
        at = view.viewport().mapToGlobal(cell.center())
        dialog.move(at.x() - dialog.width() // 2, at.y() - dialog.height() // 2)
        dialog._go(dialog.list.currentIndex())
        until(lambda at=at: not dialog.frameGeometry().contains(at))
        assert here(opened) == dialog.hits.hits[dialog.list.currentIndex().row()].ref


def test_what_was_found_in_a_long_text_and_what_it_becomes_stand_in_sight(opened: MainWindow) -> None:
    dialog = find(opened, "科技创新", "replace_text")
    dialog.new.setText("科学创新")
    row = next(number for number, hit in enumerate(dialog.hits.hits) if hit.kind == "cell" and len(hit.text) > 100)
    before, after = (dialog.hits.index(row, column).data() for column in (2, 3))
    assert before.index("科技创新") < 10 and after == before.replace("科技创新", "科学创新")


def test_the_keys_of_undo_take_a_replacement_back_at_once(opened: MainWindow) -> None:
    before = opened.workspace.session.model.value(CELL)
    dialog = find(opened, "241.31", "replace_text")
    dialog.new.setText("250.5")
    dialog.all.click()
    assert opened.workspace.session.model.value(CELL) == Decimal("250.5")
    assert dialog.focusWidget() is dialog.list, "not in a field, whose own undo would take the keys"
    opened.commands["undo"].trigger()
    assert opened.workspace.session.model.value(CELL) == before


def test_a_sentence_is_shown_in_the_document_and_not_replaced(opened: MainWindow) -> None:
    dialog = find(opened, "占比100.00%")
    row = next(number for number, hit in enumerate(dialog.hits.hits) if hit.kind == "sentence")
    dialog.list.selectRow(row)
    dialog._go(dialog.hits.index(row, 0))
    assert opened.desk.page is not None
    assert "不能替换" in dialog.hits.index(row, 3).data()


def test_replacing_is_one_step_and_leaves_what_is_computed_or_locked(opened: MainWindow) -> None:
    workspace, session = opened.workspace, opened.workspace.session
    session.do(set_note(session.model, CELL, "与241.31核对"))
    session.do(lock_table(session.model, "公开08"))
    before = {ref: entry.value for ref, entry in session.book.entries()}
    steps = len(session.document.undoable())
    dialog = find(opened, "241.31", "replace_text")
    dialog.new.setText("250.5")
    row = next(number for number, hit in enumerate(dialog.hits.hits) if hit.ref == CELL and hit.kind == "cell")
    assert dialog.hits.index(row, 3).data() == "250.5"
    dialog.all.click()
    assert session.model.value(CELL) == Decimal("250.5")
    assert session.book.sheet("公开03").notes["2060101", "基本支出"] == "与250.5核对"
    assert len(session.document.undoable()) == steps + 1
    assert "替换" in dialog.said.text()
    until(lambda: not dialog.is_looking)
    assert all(hit.fixed for hit in dialog.hits.hits)
    opened.commands["undo"].trigger()
    assert {ref: entry.value for ref, entry in session.book.entries()} == before
    assert workspace.isVisible()


def test_what_would_be_no_entry_is_refused_by_name(opened: MainWindow) -> None:
    session = opened.workspace.session
    dialog = find(opened, "241.31", "replace_text")
    dialog.new.setText("很多")
    row = next(number for number, hit in enumerate(dialog.hits.hits) if hit.ref == CELL)
    assert "不是数字" in dialog.hits.index(row, 3).data()
    dialog.all.click()
    assert session.model.value(CELL) == Decimal("241.31")
    assert "不是数字" in dialog.said.text()


def test_only_this_table_and_only_whole_cells(opened: MainWindow) -> None:
    opened.workspace.show_form("公开03")
    dialog = find(opened, "241")
    assert dialog.hits.hits
    dialog.scope.setCurrentIndex(0)
    until(lambda: not dialog.is_looking)
    assert {hit.ref.form for hit in dialog.hits.hits} == {"公开03"}
    dialog.whole.setChecked(True)
    until(lambda: not dialog.is_looking)
    assert dialog.hits.hits == []
    dialog.text.setText("241.31")
    until(lambda: not dialog.is_looking)
    assert CELL in {hit.ref for hit in dialog.hits.hits}


def test_facts_and_own_words_are_replaced_in_the_text(opened: MainWindow) -> None:
    session = opened.workspace.session
    disclosure_words.set_text(session, "收入决算", "本年收入由科技局自己说明。")
    dialog = find(opened, "科技局自己", "replace_text")
    dialog.scope.setCurrentIndex(2)
    dialog.new.setText("本部门")
    until(lambda: not dialog.is_looking)
    assert [hit.kind for hit in dialog.hits.hits] == ["own"]
    dialog.all.click()
    assert session.book.settings["正文.收入决算"] == "本年收入由本部门说明。"


@pytest.fixture
def versions(opened: MainWindow, answers: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> VersionsDialog:
    monkeypatch.setattr(ask, "line", lambda *everything: "送审稿")
    opened.commands["show_versions"].trigger()
    assert isinstance(opened.versions_dialog, VersionsDialog)
    return opened.versions_dialog


def test_a_version_is_compared_and_gone_back_to(opened: MainWindow, versions: VersionsDialog, answers: dict[str, object]) -> None:
    session = opened.workspace.session
    versions.name.click()
    assert "*" in opened.windowTitle()
    total = CellRef("公开01", "一般公共预算财政拨款收入", "金额")
    session.do(type_text(session.model, CELL, "300"))
    ref = next(cell for cell in (total, CELL) if session.model.takes_entry(cell))
    session.do(type_text(session.model, ref, "2200"))
    versions.look.click()
    assert versions.comparison is not None
    changed = {change.ref: change.texts for change in versions.comparison.cells}
    assert CELL in changed
    assert changed[ref][1] == "2,200.00"
    answers["choose"] = "back"
    versions.back.click()
    assert session.model.value(CELL) == Decimal("241.31")
    assert [version.cause for version in versions.versions.versions] == ["restore", "named"]
    opened.commands["undo"].trigger()
    assert session.model.value(ref) == Decimal("2200")


def test_the_keys_that_open_the_versions_leave_the_newest_one_chosen(opened: MainWindow, versions: VersionsDialog) -> None:
    versions.name.click()
    versions.reject()
    hit(opened, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert versions.isVisible() and len(versions.chosen) == 1
    assert versions.look.isEnabled() and versions.back.isEnabled()


def test_changed_sentences_are_marked_and_the_report_is_one_page(
    opened: MainWindow, versions: VersionsDialog, answers: dict[str, object], tmp_path: Path
) -> None:
    session = opened.workspace.session
    versions.name.click()
    session.do(type_text(session.model, CELL, "300"))
    disclosure_words.set_text(session, "收入决算", "负责全市科技工作的统筹。")
    versions.look.click()
    assert versions.comparison is not None
    assert versions.comparison.sentences
    assert "<u>" in versions.sentences.toHtml() or "underline" in versions.sentences.toHtml()
    out = tmp_path / "对照.pdf"
    answers["save"] = out
    versions.report.click()
    import pypdfium2

    pdf = pypdfium2.PdfDocument(out)
    try:
        text = pdf[0].get_textpage().get_text_range()
        assert len(pdf) == 1
        assert "版本对照" in text
        assert "负责全市科技工作的统筹" in text.replace("\r\n", "")
    finally:
        pdf.close()
    QApplication.processEvents()
