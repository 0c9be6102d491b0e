"""The document in the window: live figures, texts written once, gaps by name, the clerk's own words, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_hands import until

from desktop.core import entry
from desktop.core.cells import TYPED, CellRef
from desktop.document.spans import Span
from desktop.ui.document_desk import DocumentDesk
from desktop.ui.document_figures import OwnFigures
from desktop.ui.document_own import OwnWordsDialog
from desktop.ui.document_page import DocumentPage
from desktop.ui.links import cell_of
from desktop.ui.window import MainWindow

TOTAL = CellRef("公开01", "收入总计", "金额")
SPENT = CellRef("公开03", "合计", "基本支出")
REASON = CellRef("文稿资料", "收支总体原因", "内容")
BUDGET = CellRef("文稿资料", "一般公共预算年初预算数", "内容")


@pytest.fixture
def desk(opened: MainWindow) -> DocumentDesk:
    assert opened.desk is not None
    return opened.desk


@pytest.fixture
def page(opened: MainWindow, desk: DocumentDesk) -> DocumentPage:
    opened.show_document()
    assert desk.page is not None
    QApplication.processEvents()
    return desk.page


@pytest.fixture
def enter(opened: MainWindow) -> Callable[[CellRef, str], None]:
    """Something is typed into a cell elsewhere."""

    def entered(ref: CellRef, text: str) -> None:
        assert opened.workspace is not None
        assert opened.workspace.bridge.do(entry.type_text(opened.workspace.bridge.model, ref, text))
        QApplication.processEvents()

    return entered


def number_of(page: DocumentPage, block: str) -> int:
    return next(number for number, each in enumerate(page.blocks) if each.block.id == block)


def span_with(page: DocumentPage, kind: str, ref: CellRef) -> tuple[int, Span]:
    return next((number, span) for number, span in page.spans(kind) if ref in span.refs)


def lines_shown(page: DocumentPage, block: str) -> list[str]:
    """What stands on the screen for a block."""
    number, found = number_of(page, block), []
    line = page.view.document().begin()
    while line.isValid():
        if line.userState() == number:
            found.append(line.text())
        line = line.next()
    return found


def click(page: DocumentPage, number: int, span: Span, *, twice: bool = False) -> None:
    """The mouse on the first character of a span."""
    page.view.go_to_span(number, span)
    QApplication.processEvents()
    cursor = page.view.textCursor()
    cursor.setPosition(cursor.selectionStart())
    place = page.view.cursorRect(cursor).center()
    place.setX(place.x() + 5)
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    if twice:
        QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()


def test_the_entry_over_the_tables_opens_the_whole_document(opened: MainWindow, desk: DocumentDesk) -> None:
    (document,) = desk.entries.values()
    QTest.mouseClick(document, Qt.MouseButton.LeftButton)
    page = desk.page
    assert page is not None and document.isChecked()
    text = page.view.toPlainText()
    assert text.startswith("晋城市科学技术局\n2024年度部门决算公开")
    heads = ["第一部分 概况", "第二部分 2024年部门决算表", "第三部分 情况说明", "第四部分 名词解释"]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert "公开05 一般公共预算财政拨款支出决算表" in text
    assert "Gk Fang" in page.view.type.letters("text").fontFamilies()
    opened.workspace.tree.form_chosen.emit("公开03")  # type: ignore[union-attr]
    assert desk.page is None and not document.isChecked()


def test_a_figure_tells_its_cells_and_leads_to_them(opened: MainWindow, page: DocumentPage, desk: DocumentDesk) -> None:
    workspace = opened.workspace
    assert workspace is not None
    number, span = next((number, span) for number, span in page.spans("figure") if span.text == "375.84")
    click(page, number, span)
    assert opened.commands["show_explain"].isChecked() and workspace.explain.isVisible()
    story = workspace.explain.text.toPlainText()
    assert "375.84" in story and "2,201.39" in story and "1,825.55" in story and "转到" in story
    html = workspace.explain.text.toHtml()
    links = [part.split('"')[0] for part in html.split('href="')[1:]]
    assert cell_of(links[0]) == TOTAL
    workspace.explain.text.anchorClicked.emit(links[0])
    assert desk.page is None
    assert workspace.view.reference() == TOTAL


def test_a_changed_cell_changes_its_sentences_and_no_others(page: DocumentPage, enter: Callable[[CellRef, str], None]) -> None:
    before = [each.text for each in page.blocks]
    page.view.written_blocks = 0
    enter(TOTAL, "1500.00")
    (line,) = lines_shown(page, "收支总体")
    assert "收入总计1,500.00万元" in line and "收入总计减少325.55万元，下降17.83%" in line
    changed = [number for number, each in enumerate(page.blocks) if each.text != before[number]]
    assert changed == [number_of(page, "收支总体")]
    assert page.view.written_blocks == 1
    assert {"1,500.00", "325.55", "17.83%"} <= set(page.view.lit_texts())
    assert "2,201.39" not in page.view.lit_texts()
    page.view.put_lights_out()
    assert page.view.lit_texts() == []


def test_what_changed_while_a_table_was_in_front_is_there_afterwards(
    opened: MainWindow, page: DocumentPage, type_at: Callable[[CellRef, str], None]
) -> None:
    type_at(SPENT, "1200.00")
    opened.show_document()
    assert "基本支出1,200.00万元，占比54.65%；" in lines_shown(page, "支出决算")
    assert "1,200.00" in page.view.lit_texts()


def test_a_text_is_edited_where_it_stands_and_undone(opened: MainWindow, page: DocumentPage, desk: DocumentDesk) -> None:
    number, span = span_with(page, "clerk", REASON)
    click(page, number, span, twice=True)
    assert page.editor.isVisible() and page.editor.text.toPlainText() == span.text
    page.editor.text.setPlainText("科技项目增加")
    QTest.keyClick(page.editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not page.editor.isVisible()
    assert lines_shown(page, "收支总体")[0].endswith("主要原因是科技项目增加。")
    opened.undo()
    assert desk.page is page, "undo stays at the document"
    assert lines_shown(page, "收支总体")[0].endswith(f"主要原因是{span.text}。")
    opened.redo()
    assert lines_shown(page, "收支总体")[0].endswith("主要原因是科技项目增加。")


def test_what_is_missing_is_asked_for_by_name(opened: MainWindow, page: DocumentPage, enter: Callable[[CellRef, str], None]) -> None:
    enter(BUDGET, "")
    line = lines_shown(page, "一般公共预算具体")[0]
    assert "〔请填写：一般公共预算财政拨款支出年初预算数〕" in line
    items = page.outline.findItems("（三）一般公共预算财政拨款支出决算具体情况", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    assert [item.text(1) for item in items] == ["● 缺资料"]
    assert "缺资料" in next(iter(opened.desk.entries.values())).text()  # type: ignore[union-attr]
    page.view.go_to_block(0)
    opened.next_gap()
    _, span = page.view.span_in_hand() or (0, None)
    assert span is not None and span.refs == (BUDGET,)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert page.editor.isVisible() and page.editor.name.text() == "一般公共预算财政拨款支出年初预算数"
    page.editor.text.setPlainText("四千万")
    assert not page.editor.commit() and page.editor.problem.text()
    page.editor.text.setPlainText("4266.91")
    assert page.editor.commit()
    assert "年初预算4,266.91万元" in lines_shown(page, "一般公共预算具体")[0]


def test_own_words_stay_and_say_when_the_data_moved_on(
    opened: MainWindow, page: DocumentPage, enter: Callable[[CellRef, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.view.go_to_block(number_of(page, "支出决算"))
    seen: list[str] = []

    def write(dialog: OwnWordsDialog) -> int:
        seen.append(dialog.words)
        dialog.text.set_words("全年支出2,195.66万元。")
        return int(OwnWordsDialog.DialogCode.Accepted)

    monkeypatch.setattr(OwnWordsDialog, "exec", write)
    page.buttons["own"].click()
    assert seen[0].startswith('2024年度支出合计{{公开03["合计","本年支出合计"]}}万元'), (
        "the editor starts from the generated text, its figures alive"
    )
    assert lines_shown(page, "支出决算") == ["全年支出2,195.66万元。"]
    assert [span.kind for number, span in page.spans() if number == number_of(page, "支出决算")] == ["text"]
    enter(SPENT, "1200.00")
    assert lines_shown(page, "支出决算") == ["全年支出2,195.66万元。"], "own words are never overwritten"
    assert "已过时 1 段" in page.summary.text()
    page.view.go_to_block(number_of(page, "支出决算"))
    rendered = page.block_in_hand()
    assert rendered is not None and rendered.stale and page.buttons["own"].text() == "看变动……"
    dialog = OwnWordsDialog(rendered, OwnFigures(page.bridge, "支出决算"), page)
    assert "1,089.96" in dialog.was.toPlainText() and "1,200.00" in dialog.now.toPlainText()
    dialog.deleteLater()
    page.buttons["generated"].click()
    assert "基本支出1,200.00万元，占比54.65%；" in lines_shown(page, "支出决算")
    opened.undo()
    assert lines_shown(page, "支出决算") == ["全年支出2,195.66万元。"]


def test_checked_own_words_are_no_longer_stale(page: DocumentPage, enter: Callable[[CellRef, str], None]) -> None:
    page.view.go_to_block(number_of(page, "支出决算"))
    rendered = page.block_in_hand()
    assert rendered is not None
    page.keep_words(rendered, "全年支出。")
    enter(SPENT, "1200.00")
    page.keep_words(page.blocks[number_of(page, "支出决算")], "全年支出。")
    assert page.blocks[number_of(page, "支出决算")].state == "own"
    assert "已过时" not in page.summary.text()


def test_the_document_is_written_as_pdf_and_word(
    opened: MainWindow, page: DocumentPage, answers: dict[str, object], tmp_path: Path
) -> None:
    for command, name, first in (("document_pdf", "a.pdf", b"%PDF"), ("document_word", "a.docx", b"PK")):
        answers["save"] = tmp_path / name
        opened.commands[command].trigger()
        assert (tmp_path / name).read_bytes().startswith(first)
    opened.commands["preview_document"].trigger()
    preview = opened.document_dialog
    assert preview is not None and preview.isVisible() and len(preview.pages.sizes) > 20  # type: ignore[attr-defined]
    preview.close()


def test_the_check_before_publishing_counts_and_leads_to_the_place(
    opened: MainWindow, page: DocumentPage, desk: DocumentDesk, enter: Callable[[CellRef, str], None]
) -> None:
    enter(BUDGET, "")
    opened.workspace.show_form("公开02")  # type: ignore[union-attr]
    opened.commands["preflight_document"].trigger()
    dialog = opened.document_dialog
    assert dialog is not None and dialog.isVisible()
    counts = dialog.report.counts()  # type: ignore[attr-defined]
    for outcome, count in (("violated", counts["violated"]), ("not judgeable", counts["not_judged"]), ("passed", counts["passed"])):
        assert dialog.choices[outcome].text().endswith(f" {count}")  # type: ignore[attr-defined]
    found = dialog.list.findItems(
        "还没有填：〔请填写：一般公共预算财政拨款支出年初预算数〕", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
    )  # type: ignore[attr-defined]
    dialog.list.setCurrentItem(found[0])  # type: ignore[attr-defined]
    dialog.go.click()  # type: ignore[attr-defined]
    assert desk.page is page and page.block_in_hand() is not None
    assert page.block_in_hand().block.id == "一般公共预算具体"  # type: ignore[union-attr]
    dialog.close()


def test_a_placeholder_opens_its_table(opened: MainWindow, page: DocumentPage, desk: DocumentDesk) -> None:
    number = number_of(page, "全部表")
    page.view.go_to_block(number)
    page.view.anchorClicked.emit("form:" + "公开04".encode().hex())
    assert desk.page is None
    assert opened.workspace is not None and opened.workspace.sheet is not None and opened.workspace.sheet.form == "公开04"


def test_facts_leave_their_width_to_the_texts(opened: MainWindow) -> None:
    workspace = opened.workspace
    assert workspace is not None
    workspace.show_form("文稿资料")
    QApplication.processEvents()
    widths = [workspace.view.columnWidth(column) for column in range(workspace.sheet.columnCount())]  # type: ignore[union-attr]
    assert widths[1] > 2 * widths[0] > 200


def test_last_years_reason_stands_beside_and_is_only_taken_when_asked(
    opened: MainWindow, page: DocumentPage, enter: Callable[[CellRef, str], None]
) -> None:
    bridge = opened.workspace.bridge  # type: ignore[union-attr]
    assert bridge.do(entry.set_prior(bridge.model, bridge.session.subjects, [(REASON, "上年的原因", TYPED)], "上年", "typing"))
    enter(REASON, "")
    assert "上年的原因" not in page.view.toPlainText()
    click(page, *span_with(page, "missing", REASON))
    assert page.editor.isVisible() and page.editor.text.toPlainText() == ""
    assert page.editor.prior.text() == "上年：上年的原因"
    page.editor.take_prior.click()
    assert page.editor.commit()
    assert lines_shown(page, "收支总体")[0].endswith("主要原因是上年的原因。")


def test_with_the_keyboard_alone(opened: MainWindow, page: DocumentPage) -> None:
    view = page.view
    view.go_to_block(number_of(page, "收支总体"))
    QTest.keyClick(view, Qt.Key.Key_Tab)
    found = view.span_in_hand()
    assert found is not None and found[1].kind == "figure"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.workspace is not None and "怎样写成" in opened.workspace.explain.text.toPlainText()
    view.go_to_span(*span_with(page, "clerk", REASON))
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert page.editor.isVisible()
    until(page.editor.text.hasFocus)
    QTest.keyClick(page.editor.text, Qt.Key.Key_Escape)
    assert not page.editor.isVisible()
    until(view.hasFocus)
    size = view.type.em
    QTest.keyClick(view, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert view.type.em > size
    opened.next_pane()
    assert not view.hasFocus()


def test_what_stands_in_an_open_field_is_kept_when_a_table_is_opened(opened: MainWindow, page: DocumentPage) -> None:
    click(page, *span_with(page, "clerk", REASON), twice=True)
    page.editor.text.setPlainText("写到一半")
    opened.workspace.show_form("公开02")  # type: ignore[union-attr]
    assert opened.workspace.bridge.model.value(REASON) == "写到一半"  # type: ignore[union-attr]


def test_a_set_of_files_for_publishing(
    opened: MainWindow, page: DocumentPage, answers: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "公开"
    folder.mkdir()
    monkeypatch.setattr("desktop.ui.ask.folder", lambda *everything: folder)
    answers["choose"] = "draft"
    opened.commands["publication_package"].trigger()
    endings = sorted(path.suffix for path in folder.iterdir())
    assert endings == [".docx", ".pdf", ".txt", ".xlsx"]


def test_a_set_with_errors_is_made_as_a_draft_when_asked_for(
    opened: MainWindow, page: DocumentPage, answers: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = opened.workspace.bridge.model  # type: ignore[union-attr]
    assert opened.workspace.bridge.do(entry.type_text(model, CellRef("公开03", "2060101", "基本支出"), "999"))  # type: ignore[union-attr]
    monkeypatch.setattr("desktop.ui.ask.folder", lambda *everything: tmp_path / "公开")
    answers["choose"] = "draft"
    opened.commands["publication_package"].trigger()
    said = str(answers["asked"][-1])  # type: ignore[index]
    assert "错误没有改" in said and "--" not in said, "options of the command line are nothing for a window"
    assert all("草稿" in path.name or path.suffix == ".txt" for path in (tmp_path / "公开").iterdir())
