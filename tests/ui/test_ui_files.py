"""Documents as files: start page, new, save, close, recovery, locks, changes from outside, import with preview."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from desktop.app import settings
from desktop.app.session import Session
from desktop.core.cells import CellRef
from desktop.core.entry import type_text
from desktop.forms.catalog import resources_root
from desktop.ui import import_dialog, new_document
from desktop.ui.ask import save_file
from desktop.ui.recent_model import NOTE
from desktop.ui.window import MainWindow

PAY = CellRef("公开03", "2060101", "基本支出")
WORKBOOK = resources_root() / "samples" / "jincheng-2024" / "决算公开表.xlsx"
Type = Callable[[CellRef, str], None]
Answers = dict[str, object]


def test_what_was_saved_is_there_after_reopening(opened: MainWindow, type_at: Type, answers: Answers) -> None:
    type_at(PAY, "77")
    path = opened.workspace.session.document.target
    opened.commands["save"].trigger()
    assert not opened.workspace.session.document.dirty and not opened.windowTitle().split(" — ")[0].endswith("*")
    opened.commands["close_document"].trigger()
    assert opened.workspace is None and answers["asked"] == []
    assert opened.open_path(path)
    assert opened.workspace.bridge.model.value(PAY) == Decimal(77)
    opened.commands["undo"].trigger()
    assert opened.workspace.bridge.model.value(PAY) == Decimal("241.31"), "undo reaches behind the saving"


def test_closing_with_unsaved_work_asks_and_can_stay(opened: MainWindow, type_at: Type, answers: Answers) -> None:
    type_at(PAY, "77")
    answers["choose"] = ""
    assert not opened.leave_document()
    assert "1 步修改" in answers["asked"][-1][1]
    answers["choose"] = "save"
    path = opened.workspace.session.document.target
    assert opened.leave_document()
    with Session.open(path, read_only=True) as again:
        assert again.model.value(PAY) == Decimal(77)


def test_recent_documents_show_missing_files_and_can_be_forgotten(
    window: MainWindow, tmp_path: Path, sample_file: Path, qtbot: object
) -> None:
    there, gone = tmp_path / "有.mz", tmp_path / "没有.mz"
    shutil.copyfile(sample_file, there)
    settings.save_options({"recent": [str(there), str(gone)]})
    window.show_start()
    model = window.start.recent
    qtbot.waitUntil(lambda: len(model.found) == 2)  # type: ignore[attr-defined]
    assert "修改" in model.data(model.index(0), NOTE)
    assert model.data(model.index(1), NOTE) == "找不到文件"
    model.forget(gone)
    assert settings.option("recent") == [str(there)]


def test_opening_a_file_that_is_no_document_is_a_sentence(window: MainWindow, tmp_path: Path, answers: Answers) -> None:
    junk = tmp_path / "坏.mz"
    junk.write_text("这不是文档", encoding="utf-8")
    assert not window.open_path(junk)
    assert window.workspace is None and "坏.mz" in answers["told"][-1]
    assert not window.open_path(tmp_path / "没有.mz")
    assert "没有.mz" in answers["told"][-1]


def test_a_new_document_from_a_table_set(window: MainWindow, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "新.mz"
    answers["save"] = target

    def fill(dialog: new_document.NewDocumentDialog) -> QDialog.DialogCode:
        dialog.choose_pack("sx-2024")
        dialog.accept()
        assert "单位名称" in dialog.problem.text(), "without a name it stays open"
        dialog.unit_edit.setText("某局")
        dialog.year_box.setValue(2024)
        dialog.accept()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(new_document.NewDocumentDialog, "exec", fill)
    window.commands["new_document"].trigger()
    assert window.workspace is not None and target.exists()
    assert window.workspace.session.book.unit_name == "某局" and window.workspace.session.book.pack == "sx-2024"
    assert settings.option("recent") == [str(target)]


def test_the_sample_is_prepared_through_the_import(window: MainWindow) -> None:
    window.commands["open_sample"].trigger()
    assert window.workspace is not None
    assert window.workspace.bridge.model.source(PAY) == "imported"
    assert not [finding for finding in window.workspace.bridge.findings if finding.severity == "error"]


def test_work_that_a_crash_left_is_offered_with_file_time_and_count(
    window: MainWindow, sample_file: Path, tmp_path: Path, answers: Answers
) -> None:
    target = tmp_path / "断电.mz"
    shutil.copyfile(sample_file, target)
    session = Session.open(target)
    session.do(type_text(session.model, PAY, "88"))
    session.close(keep_working_copy=True)
    answers["choose"] = "recover"
    assert window.open_path(target)
    _title, text, _ = answers["asked"][0]
    assert "断电.mz" in text and "1 步" in text and "年" in text
    assert window.workspace.bridge.model.value(PAY) == Decimal(88) and window.workspace.session.document.dirty


def test_a_document_in_use_opens_read_only(window: MainWindow, sample_file: Path, tmp_path: Path, answers: Answers) -> None:
    target = tmp_path / "共用.mz"
    shutil.copyfile(sample_file, target)
    with Session.open(target):
        answers["choose"] = "read"
        assert window.open_path(target)
        assert "打开" in answers["asked"][0][1] and "只读" in answers["asked"][0][1]
        assert window.workspace.bridge.read_only and not window.commands["save"].isEnabled()
        window.workspace.go_to(PAY)
        window.workspace.paste()
        assert "只读" in window.message.whole


def test_a_file_changed_outside_is_not_overwritten_unasked(opened: MainWindow, type_at: Type, answers: Answers, tmp_path: Path) -> None:
    type_at(PAY, "66")
    target = opened.workspace.session.document.target
    other = target.read_bytes() + b"x"
    target.write_bytes(other)
    answers["choose"] = ""
    opened.commands["save"].trigger()
    assert target.read_bytes() == other and opened.workspace.session.document.dirty
    answers["choose"], answers["save"] = "other", tmp_path / "另存.mz"
    opened.commands["save"].trigger()
    assert (tmp_path / "另存.mz").exists() and target.read_bytes() == other
    assert not opened.workspace.session.document.dirty


def test_import_shows_its_plan_and_applies_as_one_step(opened: MainWindow, type_at: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    type_at(PAY, "1")
    type_at(PAY._replace(row="2060199"), "2")
    seen: list[str] = []

    def look(dialog: import_dialog.ImportDialog) -> QDialog.DialogCode:
        seen.append(dialog.summary.text())
        dialog.kinds.setCurrentIndex(dialog.kinds.findData("changed"))
        lines = dialog.lines.model()
        seen.extend(str(lines.data(lines.index(row, 3))) for row in range(lines.rowCount()))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(import_dialog.ImportDialog, "exec", look)
    steps = len(opened.workspace.session.document.undoable())
    assert opened.import_path(WORKBOOK)
    assert "改变 2 格" in seen[0] and sorted(seen[1:]) == ["241.31", "47.81"]
    assert len(opened.workspace.session.document.undoable()) == steps + 1
    assert opened.workspace.bridge.model.value(PAY) == Decimal("241.31")
    opened.commands["undo"].trigger()
    assert opened.workspace.bridge.model.value(PAY) == Decimal(1)


def test_a_workbook_that_fits_nowhere_is_refused_with_a_sentence(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = tmp_path / "通讯录.xlsx"
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["姓名", "电话"])
    book.save(strange)
    seen: list[object] = []

    def look(dialog: import_dialog.ImportDialog) -> QDialog.DialogCode:
        seen.extend((dialog.summary.text(), dialog.take.isEnabled()))
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(import_dialog.ImportDialog, "exec", look)
    assert not opened.import_path(strange)
    assert "通讯录.xlsx" in str(seen[0]) and seen[1] is False


def test_the_report_is_a_workbook_or_paper_as_chosen_in_the_dialog(opened: MainWindow, answers: Answers, tmp_path: Path) -> None:
    answers["save"] = tmp_path / "报告.pdf"
    opened.write_report()
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF")

    def choose_paper() -> None:
        dialog = QApplication.activeModalWidget()
        assert [words.split("*")[1] for words in dialog.nameFilters()] == [".xlsx)", ".pdf)"]
        dialog.selectFile(str(tmp_path / "另一份.xlsx"))
        dialog.selectNameFilter(dialog.nameFilters()[1])
        dialog.filterSelected.emit(dialog.nameFilters()[1])
        dialog.accept()

    QTimer.singleShot(0, choose_paper)
    found = save_file(opened, "导出审核报告", "工作簿", ".xlsx", "报告.xlsx", [("PDF 文件", ".pdf")])
    assert found is not None and found.name == "另一份.pdf"
