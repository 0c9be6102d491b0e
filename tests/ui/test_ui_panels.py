"""Value bar, explanation, findings drawer, tree, last year's figures, accessible texts."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from window_hands import hit

from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.core.entry import type_text
from desktop.store.places import local_time
from desktop.ui.links import cell_of, link_to
from desktop.ui.sheet_model import LOOK
from desktop.ui.window import MainWindow

PAY = CellRef("公开03", "2060101", "基本支出")
TOTAL = CellRef("公开03", "20601", "基本支出")
Type = Callable[[CellRef, str], None]


def test_the_value_bar_tells_value_origin_and_formula(opened: MainWindow, type_at: Type) -> None:
    bar = opened.workspace.value_bar
    opened.workspace.go_to(PAY)
    assert bar.value.text() == "241.31 万元"
    assert "导入" in bar.story.whole and "决算公开表.xlsx" in bar.story.whole and "2060101" in bar.place.whole
    opened.workspace.go_to(TOTAL)
    assert "计算值 289.12" in bar.story.whole
    type_at(PAY, "241.123456")
    opened.workspace.go_to(PAY)
    assert bar.value.text() == "241.123456 万元" and "录入" in bar.story.whole


def test_f3_explains_and_its_links_lead_to_the_cells(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.go_to(TOTAL)
    hit(opened, Qt.Key.Key_F3)
    assert workspace.explain.isVisible()
    text = workspace.explain.text.toPlainText()
    assert "由这些数算出" in text and "行政运行" in text and "241.31" in text and "影响到" in text and "修改记录" in text
    assert link_to(PAY, "x").split('"')[1] in workspace.explain.text.toHtml()
    workspace.explain.text.anchorClicked.emit(QUrl(link_to(PAY, "x").split('"')[1]))
    assert workspace.view.reference() == PAY
    hit(opened, Qt.Key.Key_F3)
    assert not workspace.explain.isVisible()


def test_a_document_closed_at_once_is_explained_no_more(opened: MainWindow, answers: dict[str, object]) -> None:
    opened.workspace.show_explain(True)
    opened.workspace.go_to(PAY)
    time.sleep(0.1)  # the explanation is due, but the clerk was quicker
    answers["choose"] = "drop"
    opened.close_document()
    QApplication.processEvents()  # what goes wrong in here fails the test
    assert opened.workspace is None


def test_links_carry_any_id() -> None:
    for ref in (CellRef("公开07", "说明", "文字"), CellRef("a|b", "c%20d", "e f#g?h/i")):
        assert cell_of(QUrl(link_to(ref, "x").split('"')[1]).toString()) == ref


def test_a_note_is_kept_with_the_cell(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.go_to(PAY)
    workspace.show_explain(True)
    workspace.explain.note.setPlainText("与银行对账单核对过")
    workspace.go_to(TOTAL)
    assert workspace.bridge.model.book.sheets["公开03"].notes["2060101", "基本支出"] == "与银行对账单核对过"
    assert workspace.sheet.data(workspace.sheet.place_of(PAY), LOOK).note
    assert workspace.explain.note.toPlainText() == ""


def test_findings_are_filtered_by_words_severity_and_table(opened: MainWindow, type_at: Type) -> None:
    type_at(PAY, "251.31")
    panel = opened.workspace.findings
    everything = len(panel.model.shown)
    panel.words.setText("2060101")
    assert 0 < len(panel.model.shown) < everything
    panel.words.clear()
    panel.severity_buttons["error"].setChecked(False)
    assert panel.model.shown and all(finding.severity != "error" for finding in panel.model.shown)
    panel.severity_buttons["error"].setChecked(True)
    panel.here.setChecked(True)
    opened.workspace.show_form("公开07")
    assert {finding.table for finding in panel.model.shown} == {"公开07"}


def test_f4_and_f8_walk_all_findings_round(opened: MainWindow, type_at: Type) -> None:
    type_at(PAY, "251.31")
    opened.workspace.document_desk.watch.finish()  # what is found in the text comes after a pause, and would come in between
    panel = opened.workspace.findings
    count = len(panel.model.shown)
    seen = []
    for _ in range(count):
        hit(opened, Qt.Key.Key_F4)
        seen.append(panel.current().key)
    assert len(set(seen)) == count
    hit(opened, Qt.Key.Key_F4)
    assert panel.current().key == seen[0]
    hit(opened, Qt.Key.Key_F8)
    assert panel.current().key == seen[-1]


def test_one_click_repair_takes_the_computed_total(opened: MainWindow, type_at: Type) -> None:
    type_at(TOTAL, "300")
    panel = opened.workspace.findings
    found = next(finding for finding in panel.model.shown if finding.repair is not None and finding.repair.ref == TOTAL)
    panel.list.setCurrentIndex(panel.model.index_at(panel.model.row_of(found.key)))
    assert panel.buttons["repair"].isEnabled() and not panel.buttons["acknowledge"].isEnabled()
    panel.buttons["repair"].click()
    assert opened.workspace.bridge.model.source(TOTAL) == "computed"
    assert all(finding.severity != "error" for finding in panel.model.shown)


def test_the_empty_table_gets_its_sentence(opened: MainWindow) -> None:
    panel = opened.workspace.findings
    found = next(finding for finding in panel.model.shown if finding.table == "公开07")
    opened.workspace.go_to_finding(found)
    assert opened.workspace.view.reference() == CellRef("公开07", SENTENCE_ROW, SENTENCE_COLUMN)
    opened.workspace.repair(found)
    assert "公开07" not in {finding.table for finding in panel.model.shown}
    shown = opened.workspace.sheet.data(opened.workspace.sheet.place_of(CellRef("公开07", SENTENCE_ROW, SENTENCE_COLUMN)))
    assert "晋城市科学技术局" in shown or "本表" in shown


def test_a_warning_is_acknowledged_with_a_reason(opened: MainWindow, answers: dict[str, object]) -> None:
    panel = opened.workspace.findings
    found = next(finding for finding in panel.model.shown if finding.severity == "warning")
    panel.list.setCurrentIndex(panel.model.index_at(panel.model.row_of(found.key)))
    answers["reason"] = "本年没有这项收支"
    panel.buttons["acknowledge"].click()
    again = next(finding for finding in panel.model.shown if finding.key == found.key)
    assert again.state == "acknowledged" and again.reason == "本年没有这项收支"
    given = opened.workspace.session.book.acknowledgements[found.key]
    panel.list.setCurrentIndex(panel.model.index_at(panel.model.row_of(found.key)))
    assert f"{given.who} {local_time(given.when)}" in panel.detail.toPlainText(), "as the clock on the wall shows it"
    assert "警告 0" in panel.severity_buttons["warning"].text()


def test_a_reason_is_taken_back_in_the_drawer_and_once_undone_stands_again(opened: MainWindow, answers: dict[str, object]) -> None:
    panel = opened.workspace.findings

    def chosen():  # type: ignore[no-untyped-def]
        finding = next(finding for finding in panel.model.shown if finding.key == key)
        panel.list.setCurrentIndex(panel.model.index_at(panel.model.row_of(key)))
        return finding

    key = next(finding for finding in panel.model.shown if finding.severity == "warning").key
    chosen()
    assert not panel.buttons["withdraw"].isVisible() and "撤回说明" not in [action.text() for action in panel.menu().actions()]
    answers["reason"] = "本年没有这项收支"
    panel.buttons["acknowledge"].click()
    assert chosen().state == "acknowledged" and panel.buttons["withdraw"].isVisible()
    panel.buttons["withdraw"].click()
    assert (chosen().state, chosen().reason) == ("open", "")
    opened.commands["undo"].trigger()
    assert chosen().reason == "本年没有这项收支"
    next(action for action in panel.menu().actions() if action.text() == "撤回说明").trigger()
    assert chosen().state == "open"
    opened.commands["undo"].trigger()
    opened.commands["withdraw"].trigger()
    assert chosen().state == "open"


def test_the_tree_follows_the_state_of_the_tables(opened: MainWindow, type_at: Type) -> None:
    model = opened.workspace.tree_model

    def told(form: str) -> str:
        return str(model.data(model.index_of(form), Qt.ItemDataRole.AccessibleTextRole))

    assert told("公开03").endswith("已核") and told("公开07").split("：")[1].startswith("空")
    type_at(PAY, "251.31")
    assert "有错" in told("公开03") and "个错误" in told("公开03")


def test_last_years_figure_stands_beside_the_cell(opened: MainWindow) -> None:
    model = opened.workspace.bridge.model
    ref = next(
        CellRef(form, row.id, column.id)
        for form in opened.workspace.tree_model.forms
        for row in model.rows(form)
        for column in model.columns(form, row.id)
        if model.prior(CellRef(form, row.id, column.id)) and model.kind(CellRef(form, row.id, column.id)) == "money"
    )
    opened.workspace.go_to(ref)
    opened.commands["show_prior"].setChecked(True)
    look = opened.workspace.sheet.data(opened.workspace.sheet.place_of(ref), LOOK)
    assert look.prior and look.prior in opened.workspace.value_bar.prior.text()
    opened.commands["show_prior"].setChecked(False)
    assert opened.workspace.sheet.data(opened.workspace.sheet.place_of(ref), LOOK).prior == ""


def test_a_cell_says_table_row_column_value_and_state(opened: MainWindow, type_at: Type) -> None:
    type_at(PAY, "251.31")
    sheet = opened.workspace.sheet
    said = sheet.data(sheet.place_of(PAY), Qt.ItemDataRole.AccessibleTextRole)
    for part in ("公开03", "支出决算表", "2060101", "行政运行", "基本支出", "251.31", "录入", "错误"):
        assert part in said
    assert "空白" in sheet.data(sheet.place_of(CellRef("公开03", "2060101", "经营支出")), Qt.ItemDataRole.AccessibleTextRole)


def test_one_edit_tells_only_the_cells_that_look_different(opened: MainWindow) -> None:
    opened.workspace.show_form("公开03")
    opened.workspace.go_to(PAY)
    opened.workspace.view.grab()
    sheet, model = opened.workspace.sheet, opened.workspace.bridge.model
    resets, changes = QSignalSpy(sheet.modelReset), QSignalSpy(sheet.dataChanged)
    opened.workspace.bridge.do(type_text(model, PAY, "9"))
    assert resets.count() == 0
    told = set()
    for at in range(changes.count()):
        top, bottom = changes.at(at)[0], changes.at(at)[1]
        assert isinstance(top, QModelIndex) and top == bottom, "cell by cell"
        told.add(sheet.ref_at(top))
    assert PAY in told and PAY._replace(column="本年支出合计") in told
    assert PAY._replace(row="2060301") not in told and None not in told
    assert sheet.look(PAY).text == "9.00" and sheet.look(PAY).source == "entered"


def test_every_table_is_shown_with_its_head_and_figures(opened: MainWindow) -> None:
    workspace = opened.workspace
    model = workspace.bridge.model
    for form in workspace.tree_model.forms:
        workspace.show_form(form)
        shown = {ref for row in workspace.sheet.order() for ref in row if ref is not None}
        printed = {
            CellRef(form, row.id, column.id)
            for row in model.rows(form)
            for column in model.columns(form, row.id)
            if model.value(CellRef(form, row.id, column.id)) is not None
        }
        assert printed <= shown, form
        assert workspace.view.head.height() >= sum(workspace.view.head.heights()) - 1
        assert not workspace.view.grab().isNull()
