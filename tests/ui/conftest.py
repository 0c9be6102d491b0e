"""The sample department in a real window, offscreen; questions to the person are answered by the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_hands import open_editor, press

from desktop.app.samples import build_sample, find_sample
from desktop.core.cells import CellRef
from desktop.ui import ask
from desktop.ui.main import make_application
from desktop.ui.window import MainWindow


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample document, made once through the real import."""
    folder = tmp_path_factory.mktemp("sample")
    before = os.environ.get("MINGZHANG_DATA")
    os.environ["MINGZHANG_DATA"] = str(folder / "data")
    try:
        build_sample(find_sample("jincheng-2024"), folder / "sample.mz").close()
    finally:
        if before is None:
            del os.environ["MINGZHANG_DATA"]
        else:
            os.environ["MINGZHANG_DATA"] = before
    return folder / "sample.mz"


@pytest.fixture(autouse=True)
def nothing_left_open(qapp: QApplication) -> Iterator[None]:
    """A window or dialog that a test leaves standing would take the keys and the activation of the next one."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
    assert left == []


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What the person answers: ``choose`` (a key), ``reason``, ``file``, ``save``; ``told`` and ``asked`` collect what was shown."""
    given: dict[str, object] = {"choose": "", "reason": None, "file": None, "save": None, "told": [], "asked": []}

    def choose(parent: object, title: str, text: str, choices: object, more: str = "") -> str:
        given["asked"].append((title, text, more))  # type: ignore[attr-defined]
        return str(given["choose"])

    monkeypatch.setattr(ask, "choose", choose)
    monkeypatch.setattr(ask, "tell", lambda parent, sentence, **more: given["told"].append(sentence))  # type: ignore[attr-defined]
    monkeypatch.setattr(ask, "reason", lambda *everything: given["reason"])
    monkeypatch.setattr(ask, "open_file", lambda *everything: given["file"])
    monkeypatch.setattr(ask, "save_file", lambda *everything: given["save"])
    return given


def _activate(window: MainWindow) -> None:
    """Keys sent before the window is active reach no shortcut; on a slow machine a dialog may have stood before it in the meantime."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 20_000)


@pytest.fixture
def window(qapp: QApplication, answers: dict[str, object]) -> Iterator[MainWindow]:
    """The main window at its start page."""
    make_application(["mingzhang"])
    made = MainWindow()
    made.resize(1366, 738)
    made.show_start()
    made.show()
    assert QTest.qWaitForWindowExposed(made, 20_000)
    _activate(made)
    yield made
    answers["choose"] = "drop"
    made.leave_document()
    made.close()
    made.deleteLater()
    qapp.processEvents()


@pytest.fixture
def opened(window: MainWindow, sample_file: Path, tmp_path: Path) -> MainWindow:
    """The window with a copy of the sample open."""
    target = tmp_path / "晋城.mz"
    shutil.copyfile(sample_file, target)
    assert window.open_path(target)
    _activate(window)
    return window


@pytest.fixture
def type_at(opened: MainWindow) -> Callable[[CellRef, str], None]:
    """Go to a cell, type over it, press Enter: real key events, the first one to the table, the others to the editor it opens."""

    def typed(ref: CellRef, text: str) -> None:
        assert opened.workspace is not None
        view = opened.workspace.view
        assert opened.workspace.go_to(ref)
        press(view, text[0])
        editor = open_editor(view)
        for character in text[1:]:
            press(editor, character)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()

    return typed


@pytest.fixture
def projects(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window with three projects open, at the target of the first."""
    from project_documents import project_document

    assert window.open_path(project_document(tmp_path / "绩效.mz", 3, monkeypatch))
    window.workspace.show_form("目标表#1")
    _activate(window)
    return window
