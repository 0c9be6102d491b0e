"""Long work beside the window, unforeseen errors, and input before the first document."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from window_hands import until

from desktop.app.diagnostics import log_file
from desktop.app.jobs import Progress
from desktop.app.problems import Refused
from desktop.forms.catalog import resources_root
from desktop.ui import crash, import_dialog, new_document
from desktop.ui.legend import LegendDialog
from desktop.ui.window import MainWindow
from desktop.ui.work import WaitDialog, run_beside


def test_work_beside_the_window_answers_while_the_window_lives(window: MainWindow) -> None:
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(5)

    def work(progress: Progress) -> int:
        for number in range(1000):
            progress.step("第几步", number, 1000)
            time.sleep(0.01)
            if number > 5 and len(ticks) > 3:
                break
        return 42

    assert run_beside(window, "正在做", work) == 42
    assert len(ticks) > 3 and window.isEnabled()


def test_cancelled_work_gives_none_and_a_failure_is_raised(window: MainWindow) -> None:
    def endless(progress: Progress) -> None:
        for _ in range(2000):
            progress.step("没完没了")
            time.sleep(0.005)

    def press_cancel() -> None:
        shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, WaitDialog) and each.isVisible()]
        if not shown:
            QTimer.singleShot(50, press_cancel)
            return
        dialog = shown[0]
        dialog.findChild(QPushButton).click()
        said.append((dialog.isVisible(), dialog.button.isEnabled(), dialog.step.text()))

    said: list[tuple[bool, bool, str]] = []
    QTimer.singleShot(50, press_cancel)
    assert run_beside(window, "正在做", endless) is None
    assert said == [(True, False, "正在停止，等这一步做完……")], "the dialog stays and says what it waits for"

    def fails(progress: Progress) -> None:
        raise Refused("不行，因为没有纸。")

    with pytest.raises(Refused, match="没有纸"):
        run_beside(window, "正在做", fails)
    assert window.isEnabled()


def test_an_unforeseen_error_is_one_sentence_that_names_the_log(
    qapp: QApplication, answers: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    desk = crash.install(qapp)
    try:
        raise ValueError("secret 123.45")
    except ValueError as problem:
        for _ in range(3):
            desk.hook(ValueError, problem, problem.__traceback__)
    told = answers["told"]
    until(lambda: bool(told))
    assert str(log_file()) in told[0] and "secret" not in told[0]  # type: ignore[index]
    assert "ValueError" in log_file().read_text(encoding="utf-8")


def test_a_workbook_on_the_start_page_makes_a_document(
    window: MainWindow, tmp_path: Path, answers: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers["save"] = tmp_path / "由工作簿.mz"
    answers["file"] = resources_root() / "samples" / "jincheng-2024" / "决算公开表.xlsx"

    def fill(dialog: new_document.NewDocumentDialog) -> QDialog.DialogCode:
        dialog.choose_pack("sx-2024")
        dialog.unit_edit.setText("晋城市科学技术局")
        dialog.year_box.setValue(2024)
        dialog.accept()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(new_document.NewDocumentDialog, "exec", fill)
    monkeypatch.setattr(import_dialog.ImportDialog, "exec", lambda dialog: QDialog.DialogCode.Accepted)
    window.start.buttons[2].click()
    assert window.workspace is not None
    assert len(window.workspace.session.document.undoable()) == 1
    assert window.workspace.sheet.data(window.workspace.view.currentIndex()) != ""


def test_the_legend_paints_every_mark(window: MainWindow) -> None:
    dialog = LegendDialog(window)
    image = dialog.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
    assert {"#fff1c2", "#eef3f9"} <= colours, "lit and computed grounds"
