"""新建 from last year's document: the dialog takes what that says of itself, and the window says what came along."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from desktop.core.cells import CellRef
from desktop.ui import new_document
from desktop.ui.window import MainWindow

Answers = dict[str, object]


def test_next_years_document_in_one_step(
    window: MainWindow, sample_file: Path, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    last, target = tmp_path / "上年.mz", tmp_path / "今年.mz"
    shutil.copyfile(sample_file, last)
    answers["save"] = target

    def fill(dialog: new_document.NewDocumentDialog) -> QDialog.DialogCode:
        assert not dialog.projects_box.isEnabled()
        dialog.go_on_from(last)
        assert dialog.unit == "晋城市科学技术局" and dialog.year == 2025 and dialog.pack.id == "sx-2024"
        assert "2025 年度的表套" in dialog.last_note.text()
        assert dialog.projects_box.isEnabled()
        dialog.accept()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(new_document.NewDocumentDialog, "exec", fill)
    window.commands["new_document"].trigger()
    assert window.workspace is not None
    model = window.workspace.bridge.model
    pay = CellRef("公开03", "2060101", "基本支出")
    assert model.value(pay) is None and model.prior(pay) is not None
    assert "由上年带来" in window.message.whole and "没有填入" in window.message.whole
    window.commands["undo"].trigger()
    assert window.workspace.bridge.model.row("公开03", "2060101") is None


def test_a_file_that_is_no_document_is_told_and_not_taken(window: MainWindow, tmp_path: Path, answers: Answers) -> None:
    junk = tmp_path / "坏.mz"
    junk.write_text("这不是文档", encoding="utf-8")
    dialog = new_document.NewDocumentDialog(window)
    dialog.go_on_from(junk)
    assert dialog.last_year is None and "坏.mz" in answers["told"][-1]
    dialog.close()
