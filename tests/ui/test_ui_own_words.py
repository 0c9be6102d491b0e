"""Own words in the window: live figures as locked pieces, figures typed by hand marked and offered to follow the data."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_hands import until

from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.ui.document_figures import OwnFigures
from desktop.ui.document_own import OwnWordsDialog
from desktop.ui.document_page import DocumentPage
from desktop.ui.window import MainWindow

TOTAL = CellRef("公开01", "收入总计", "金额")
LIVE = '{{公开01["收入总计","金额"]}}'
WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


@pytest.fixture
def page(opened: MainWindow) -> DocumentPage:
    opened.show_document()
    assert opened.desk is not None and opened.desk.page is not None
    QApplication.processEvents()
    return opened.desk.page


def in_hand(page: DocumentPage, block: str) -> None:
    page.view.go_to_block(next(number for number, each in enumerate(page.blocks) if each.block.id == block))


def dialog_of(page: DocumentPage, block: str) -> OwnWordsDialog:
    in_hand(page, block)
    rendered = page.block_in_hand()
    assert rendered is not None
    return OwnWordsDialog(rendered, OwnFigures(page.bridge, block), page)


def text_of(page: DocumentPage, block: str) -> str:
    return next(each.text for each in page.blocks if each.block.id == block)


def test_the_generated_text_is_taken_over_with_its_figures_alive(page: DocumentPage) -> None:
    dialog = dialog_of(page, "收支总体")
    assert LIVE in dialog.words and dialog.text.figures == []
    assert "2,201.39" not in dialog.text.toPlainText(), "nothing of a live figure can be typed into"
    dialog.text.textCursor().insertText("按照公开要求，")
    page.keep_words(next(each for each in page.blocks if each.block.id == "收支总体"), dialog.words)
    dialog.deleteLater()
    assert text_of(page, "收支总体").startswith("按照公开要求，2024年度收入总计2,201.39万元")
    assert page.bridge.do(entry.type_text(page.bridge.model, TOTAL, "1500.00"))
    assert "收入总计1,500.00万元" in text_of(page, "收支总体")
    assert next(span.text for number, span in page.spans("figure") if page.blocks[number].block.id == "收支总体") == "1,500.00"


def test_a_typed_figure_is_made_live_with_a_key_and_with_a_click_and_undone(page: DocumentPage) -> None:
    dialog = dialog_of(page, "收支总体")
    text = dialog.text
    text.set_words("收入总计2,201.39万元，支出总计2,201.39万元，另有7.77万元，支出合计9.99%。")
    assert [figure.match.state for figure in text.figures] == ["known", "known", "unknown", "unknown"]
    cursor = text.textCursor()
    cursor.setPosition(text.figures[0].start + 1)
    text.setTextCursor(cursor)
    QTest.keyClick(text, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert text.words.startswith(f"收入总计{LIVE}万元，支出总计2,201.39万元")
    dialog.typed.list.setCurrentItem(dialog.typed.list.topLevelItem(0))
    dialog.typed.one.click()  # what the words before it name comes first
    assert text.words.startswith(f'收入总计{LIVE}万元，支出总计{{{{公开01["支出总计","金额"]}}}}万元')
    text.undo()
    text.undo()
    assert text.words.startswith("收入总计2,201.39万元，支出总计2,201.39万元")
    text.look()
    dialog.typed.all.click()
    assert text.words.count("{{") == 2 and "7.77万元" in text.words
    dialog.deleteLater()


def test_what_the_data_do_not_know_is_underlined_and_says_why(page: DocumentPage) -> None:
    dialog = dialog_of(page, "收支总体")
    text = dialog.text
    text.set_words("2024年度收入总计2,201.93万元，另有7.77万元。")
    QTest.keyClicks(text, " ")
    until(lambda: len(text.extraSelections()) == 2)
    assert [each.format.underlineStyle() for each in text.extraSelections()] == [WAVE, WAVE]
    wrong, unknown = text.figures
    assert (wrong.match.state, unknown.match.state) == ("contradiction", "unknown")
    assert "2,201.39万元" in text.tip_at(wrong.start) and "没有相同的数" in text.tip_at(unknown.start)
    assert dialog.typed.list.topLevelItem(0).text(1) == "与数据矛盾"
    dialog.deleteLater()


def test_live_figures_survive_copying(page: DocumentPage) -> None:
    dialog = dialog_of(page, "收支总体")
    text = dialog.text
    text.set_words(f"收入{LIVE}万元。")
    text.selectAll()
    text.copy()
    assert QGuiApplication.clipboard().text() == f"收入{LIVE}万元。"
    text.moveCursor(text.textCursor().MoveOperation.End)
    text.paste()
    assert text.words == f"收入{LIVE}万元。" * 2
    dialog.deleteLater()


def test_every_paragraph_list_and_heading_can_be_written_anew_and_others_say_why_not(page: DocumentPage, opened: MainWindow) -> None:
    told: list[str] = []
    page.told.connect(told.append)
    kinds = {}
    for number, each in enumerate(page.blocks):
        kinds.setdefault(each.block.kind, number)
    for kind in ("cover", "contents", "tables", "forms"):
        page.view.go_to_block(kinds[kind])
        page.buttons["own"].click()
    assert len(told) == 4 and all(sentence.endswith("。") for sentence in told) and len(set(told)) == 4
    for block in ("职责", "名词", "标题 第一部分 概况"):
        rendered = next(each for each in page.blocks if each.block.id == block)
        page.keep_words(rendered, "自己写的")
        assert text_of(page, block) == "自己写的"


def test_figures_typed_by_hand_are_underlined_in_the_document_and_lead_to_the_editor(
    page: DocumentPage, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.keep_words(next(each for each in page.blocks if each.block.id == "收支总体"), "收入总计2,201.39万元，另有7.77万元。")
    assert opened.desk is not None
    opened.desk.watch.finish()
    own = [one for one in page.view.marked if page.blocks[one.number].block.id == "收支总体"]
    assert [one.cursor.selectedText() for one in own] == ["2,201.39万元", "7.77万元"]
    assert [each.format.underlineStyle() for each in page.view.extraSelections() if each.cursor.selectedText() == "7.77万元"] == [WAVE]
    chosen: list[str] = []

    def shown(dialog: OwnWordsDialog) -> int:
        chosen.append(dialog.text.textCursor().selectedText())
        dialog.typed.bind()
        return int(OwnWordsDialog.DialogCode.Accepted)

    monkeypatch.setattr(OwnWordsDialog, "exec", shown)
    page.view.setTextCursor(own[0].cursor)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert chosen == ["2,201.39万元"]
    rendered = next(each for each in page.blocks if each.block.id == "收支总体")
    assert rendered.own == f"收入总计{LIVE}万元，另有7.77万元。"
    opened.undo()
    assert next(each for each in page.blocks if each.block.id == "收支总体").own == "收入总计2,201.39万元，另有7.77万元。"


def test_findings_of_the_text_stand_in_the_drawer_and_lead_to_the_words(page: DocumentPage, opened: MainWindow) -> None:
    workspace, desk = opened.workspace, opened.desk
    assert workspace is not None and desk is not None
    page.keep_words(next(each for each in page.blocks if each.block.id == "收支总体"), "2024年度收入总计2,201.93万元。")
    desk.watch.finish()
    wrong = next(one for one in workspace.bridge.findings if one.check == "D38")
    assert wrong.severity == "error" and workspace.bridge.tally("error") == 1
    opened.show_findings(True)
    workspace.show_form("公开02")
    opened.next_finding()
    assert desk.page is page and workspace.findings.isVisible()
    assert page.block_in_hand().block.id == "收支总体"  # type: ignore[union-attr]
    assert page.view.textCursor().selectedText() == "2024年度收入总计2,201.93万元。"


def test_a_warning_is_waived_with_a_reason_in_the_check_before_publishing(
    page: DocumentPage, opened: MainWindow, answers: dict[str, object]
) -> None:
    opened.commands["preflight_document"].trigger()
    dialog = opened.document_dialog
    assert dialog is not None
    found = dialog.list.findItems("不属于社会保障和就业支出", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)  # type: ignore[attr-defined]
    dialog.list.setCurrentItem(found[0])  # type: ignore[attr-defined]
    answers["reason"] = "离退休人员医疗保险在此核算"
    assert dialog.waive.isEnabled()  # type: ignore[attr-defined]
    dialog.waive.click()  # type: ignore[attr-defined]
    assert "离退休人员医疗保险在此核算" in dialog.list.currentItem().text(1)  # type: ignore[attr-defined]
    assert opened.workspace is not None and opened.desk is not None
    opened.desk.watch.finish()
    (waived,) = [one for one in opened.workspace.bridge.findings if one.check == "D36"]
    assert waived.state == "acknowledged"
    dialog.close()


def test_errors_of_the_text_cannot_be_waived(page: DocumentPage, opened: MainWindow) -> None:
    page.keep_words(next(each for each in page.blocks if each.block.id == "收支总体"), "2024年度收入总计2,201.93万元。")
    opened.commands["preflight_document"].trigger()
    dialog = opened.document_dialog
    assert dialog is not None
    found = dialog.list.findItems("数据里是2,201.39万元", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)  # type: ignore[attr-defined]
    dialog.list.setCurrentItem(found[0])  # type: ignore[attr-defined]
    assert not dialog.waive.isEnabled() and dialog.go.isEnabled()  # type: ignore[attr-defined]
    dialog.close()


def test_paging_through_the_tables_reaches_the_document(opened: MainWindow) -> None:
    workspace, desk = opened.workspace, opened.desk
    assert workspace is not None and desk is not None
    first = workspace.bridge.model.forms()[0].code
    workspace.show_form(first)
    opened.previous_table()
    assert desk.page is not None
    opened.previous_table()
    assert desk.page is not None, "before the document there is nothing"
    opened.next_table()
    assert desk.page is None and workspace.sheet is not None and workspace.sheet.form == first
