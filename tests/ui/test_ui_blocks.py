"""Blocks through the clipboard of the real window: by position and by code, from HTML, large ones in one step without a standstill."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelection, QMimeData, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app.session import Session
from desktop.core.cells import CellRef
from desktop.core.entry import subject_edits, type_texts
from desktop.core.operations import Operation
from desktop.store.errors import DiskFull
from desktop.ui import stepped
from desktop.ui.window import MainWindow
from desktop.ui.work import WaitDialog

FORM = "公开03"
PAY = CellRef(FORM, "2060101", "基本支出")
WORK = PAY._replace(column="项目支出")
TOTAL = PAY._replace(column="本年支出合计")


def value(window: MainWindow, ref: CellRef) -> object:
    return window.workspace.bridge.model.value(ref)


def steps(window: MainWindow) -> int:
    return len(window.workspace.session.document.undoable())


def clip(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)


def test_by_code_in_another_order_with_new_codes_as_one_step(opened: MainWindow, answers: dict[str, object]) -> None:
    workspace = opened.workspace
    workspace.go_to(PAY)
    before, count = value(opened, PAY), steps(opened)
    clip("科目代码\t科目名称\t合计\t基本支出\t项目支出\n2060103\t机关服务\t5\t2\t3\n2060101\t行政运行\t9\t4\t5\n")
    workspace.paste()
    assert "还没有" in answers["asked"][0][1] and "2060103 机关服务" in answers["asked"][0][2]
    assert value(opened, PAY) == before, "the question was put away: nothing is pasted"
    answers["choose"] = "add"
    workspace.paste()
    assert value(opened, PAY) == 4 and value(opened, PAY._replace(row="2060103")) == 2
    assert value(opened, TOTAL._replace(row="2060103")) == 5 and "新增 1 行" in opened.message.whole
    assert workspace.bridge.model.row(FORM, "2060103").label == "机关服务"
    assert steps(opened) == count + 1
    workspace.undo()
    assert value(opened, PAY) == before and workspace.bridge.model.row(FORM, "2060103") is None
    answers["choose"] = "known"
    workspace.paste()
    assert value(opened, PAY) == 4 and workspace.bridge.model.row(FORM, "2060103") is None


def test_html_gives_every_digit_and_plain_values_on_demand(opened: MainWindow) -> None:
    workspace = opened.workspace
    html = '<table><tr><td sdval="12.345678" sdnum="2052;0;0.00">12.35</td><td sdval="7">7</td></tr></table>'
    workspace.go_to(PAY)
    clip("12.35\t7\n", html)
    opened.commands["paste"].trigger()
    assert value(opened, PAY) == Decimal("12.345678") and value(opened, WORK) == 7
    opened.commands["paste_values"].trigger()
    assert value(opened, PAY) == Decimal("12.35")


def test_a_selection_that_holds_a_block_several_times_is_filled(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.go_to(PAY)
    sheet, view = workspace.sheet, workspace.view
    block = QItemSelection(sheet.place_of(PAY), sheet.place_of(WORK._replace(row="2060199")))
    view.selectionModel().select(block, view.selectionModel().SelectionFlag.ClearAndSelect)
    clip("3\t4")
    workspace.paste()
    rows = ("2060101", "2060199")
    assert [value(opened, ref._replace(row=row)) for row in rows for ref in (PAY, WORK)] == [3, 4, 3, 4]
    workspace.cut()
    assert [value(opened, ref._replace(row=row)) for row in rows for ref in (PAY, WORK)] == [None] * 4
    assert QApplication.clipboard().text() == "3\t4\n3\t4\n"


def test_a_copy_with_heads_says_what_the_figures_are(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.go_to(PAY)
    opened.commands["copy_with_heads"].trigger()
    lines = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert lines[-1] == ["2060101", "行政运行", "241.31"] and lines[0][-1] == "基本支出"
    html = QApplication.clipboard().mimeData().html()
    assert 'sdval="241.31"' in html and "mso-number-format" in html


@pytest.fixture
def long_table(window: MainWindow, tmp_path: object) -> MainWindow:
    """A table with a hundred codes in the window."""
    from desktop.forms.subjects import SubjectCatalog

    session = Session.create(tmp_path / "长表.mz", "sx-2024", "测试局", 2024)  # type: ignore[operator]
    codes = [subject.code for subject in SubjectCatalog(2024).all("functional") if len(subject.code) == 7 and subject.code < "208"][:170]
    session.do(Operation("行", "rows", tuple(subject_edits(session.model, session.subjects, FORM, [(code, "") for code in codes]))))
    session.do(type_texts(session.model, [(CellRef(FORM, codes[0], "基本支出"), "1")]))
    window.show_session(session)
    window.workspace.show_form(FORM)
    return window


def leaves(window: MainWindow) -> list[str]:
    return [row.id for row in window.workspace.bridge.model.rows(FORM) if row.dynamic and row.is_leaf]


def test_a_large_block_is_one_step_and_the_window_lives_meanwhile(long_table: MainWindow) -> None:
    workspace = long_table.workspace
    rows = leaves(long_table)
    columns = ["基本支出", "项目支出"]
    clip("".join(f"{row}\t{at}.5\t2\n" for at, row in enumerate(rows)))
    workspace.go_to(CellRef(FORM, rows[0], columns[0]))
    count, beats = steps(long_table), []
    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start()
    workspace.paste()
    timer.stop()
    assert beats, "timers ran while it was pasted"
    assert f"粘贴 {2 * len(rows)} 格" in long_table.message.whole and steps(long_table) == count + 1
    model = workspace.bridge.model
    assert model.value(CellRef(FORM, rows[-1], columns[0])) == Decimal(f"{len(rows) - 1}.5")
    assert model.value(CellRef(FORM, "合计", columns[1])) == 2 * len(rows)
    shown = workspace.sheet.data(workspace.sheet.place_of(CellRef(FORM, rows[0], columns[1])))
    assert shown == "2.00"
    workspace.undo()
    assert model.value(CellRef(FORM, rows[-1], columns[0])) is None and model.value(CellRef(FORM, rows[0], columns[0])) == 1
    workspace.redo()
    assert model.value(CellRef(FORM, "合计", columns[1])) == 2 * len(rows)


def test_a_block_that_cannot_be_written_or_computed_changes_nothing(long_table: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = long_table.workspace
    rows = leaves(long_table)
    clip("".join(f"{row}\t7\t2\n" for row in rows))
    workspace.go_to(CellRef(FORM, rows[0], "基本支出"))
    count, first, last = steps(long_table), CellRef(FORM, rows[0], "基本支出"), CellRef(FORM, rows[-1], "基本支出")

    def full(*everything: object, **more: object) -> int:
        raise DiskFull("磁盘已满，没有写入。", workspace.session.document.target)

    with monkeypatch.context() as patch:
        patch.setattr(workspace.session.document, "append", full)
        workspace.paste()
    assert "磁盘已满" in long_table.message.whole and steps(long_table) == count
    assert (value(long_table, first), value(long_table, last)) == (1, None)
    from desktop.core.engine import Engine

    def broken(self: Engine, touched: object) -> object:
        yield
        raise DiskFull("算到一半停下了。", workspace.session.document.target)

    with monkeypatch.context() as patch:
        patch.setattr(Engine, "changing", broken)
        workspace.paste()
    assert (value(long_table, first), value(long_table, last)) == (1, None), "the figures are as they were"
    assert workspace.session.document.integrity() == []
    workspace.paste()
    assert (value(long_table, first), value(long_table, last)) == (7, 7)


def when_told(act: Callable[[WaitDialog], object], title: str = "") -> None:
    """Do it once when the dialog of long work stands."""
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, WaitDialog) and each.isVisible()]
    if found and title in found[0].head.text():
        act(found[0])
    else:
        QTimer.singleShot(5, lambda: when_told(act, title))


def test_keys_pressed_while_a_block_is_pasted_are_pressed_again_behind_it(long_table: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stepped, "_TELL_AFTER", 0.0)
    monkeypatch.setattr(stepped, "_SLICE", 0.0)
    workspace, rows = long_table.workspace, leaves(long_table)
    first, below = CellRef(FORM, rows[0], "基本支出"), CellRef(FORM, rows[1], "基本支出")
    clip("".join(f"{at}.5\t2\n" for at, row in enumerate(rows)))
    workspace.go_to(first)
    count, seen = steps(long_table), []

    def press(dialog: WaitDialog) -> None:
        for key in (Qt.Key.Key_3, Qt.Key.Key_7, Qt.Key.Key_Return):
            QTest.keyClick(long_table.windowHandle(), key)
        seen.append(value(long_table, first))

    when_told(press)
    workspace.paste()
    assert seen and seen != [37], "nobody changes what is worked on"
    assert (value(long_table, first), value(long_table, below)) == (37, Decimal("1.5"))
    assert steps(long_table) == count + 2 and workspace.view.reference() == below


def test_a_large_block_can_be_stopped_until_it_stands(long_table: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stepped, "_TELL_AFTER", 0.0)
    monkeypatch.setattr(stepped, "_SLICE", 0.0)
    workspace, rows = long_table.workspace, leaves(long_table)
    model = workspace.bridge.model
    first, last = CellRef(FORM, rows[0], "基本支出"), CellRef(FORM, rows[-1], "基本支出")
    clip("".join(f"{at}.5\t2\n" for at, row in enumerate(rows)))
    workspace.go_to(first)
    before = ({ref: model.value(ref) for ref, _ in model.amounts(FORM)}, list(model.findings()))
    shown = [finding.key for finding in workspace.findings.model.shown]
    count = steps(long_table)
    when_told(lambda dialog: QTest.keyClick(long_table.windowHandle(), Qt.Key.Key_Escape), "填入")
    workspace.paste()
    assert "已取消" in long_table.message.whole and steps(long_table) == count
    assert ({ref: model.value(ref) for ref, _ in model.amounts(FORM)}, list(model.findings())) == before
    assert [finding.key for finding in workspace.findings.model.shown] == shown
    assert workspace.sheet.data(workspace.sheet.place_of(last)) == ""
    assert workspace.session.document.integrity() == []
    workspace.redo()
    assert value(long_table, first) == Decimal("0.5"), "what was stopped can be done again"


def test_the_window_is_not_closed_while_a_block_is_worked_on(window: MainWindow) -> None:
    tried = []

    def work():  # type: ignore[no-untyped-def]
        for _ in range(3):
            time.sleep(0.015)  # longer than the slice between two looks at what waits
            QTimer.singleShot(0, lambda: tried.append(window.close()))
            yield

    stepped.run_steps(work())
    assert tried and not any(tried) and window.isVisible()
    QTest.qWait(1)


def test_lines_of_the_overview_are_copied_with_their_headings(projects: MainWindow) -> None:
    workspace = projects.workspace
    workspace.show_overview()
    workspace.page.table.selectRow(0)
    QTest.keyClick(workspace.page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert len(lines) == 2 and len(lines[0]) == len(lines[1]) and lines[0][1] == "项目名称"
    assert lines[1][1] == workspace.page.model.shown[0].name
