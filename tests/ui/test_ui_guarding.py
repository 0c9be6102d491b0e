"""The password of a document and the support bundle at the window."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.app.documents import new_document
from desktop.store import passwords
from desktop.ui import ask, password_dialog
from desktop.ui.main import make_application
from desktop.ui.password_dialog import NewPasswordDialog, PasswordDialog
from desktop.ui.window import MainWindow

PASSWORD = "一句容易记住的话2024"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "LOG_N", 10)
    monkeypatch.setattr(passwords, "_CALM", 0.0)
    monkeypatch.setattr(passwords, "_keys", {})
    monkeypatch.setattr(passwords, "asker", None)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    make_application(["mingzhang"])
    window = MainWindow()
    qtbot.addWidget(window)
    yield window
    if window.workspace is not None:
        window.workspace.session.close()
        window.show_start()


def answering(monkeypatch: pytest.MonkeyPatch, kind: type[QDialog], answers: list[object], seen: list[QDialog]) -> None:
    """Fill the dialogs in instead of showing them; None gives one up."""

    def exec_(self: QDialog) -> int:
        seen.append(self)
        answer = answers.pop(0)
        if answer is None:
            return int(QDialog.DialogCode.Rejected)
        answer(self)  # type: ignore[operator]
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(kind, "exec", exec_)


def test_a_password_is_set_asked_for_and_removed(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "局.mz"
    new_document(path, "cn-2024", "某市科学技术局", 2024).close()
    assert window.open_path(path)
    seen: list[QDialog] = []

    def fill(dialog: NewPasswordDialog) -> None:
        ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
        for first, second, known in (("1234", "1234", True), (PASSWORD, PASSWORD + "x", True), (PASSWORD, PASSWORD, False)):
            dialog.first.setText(first)
            dialog.second.setText(second)
            dialog.known.setChecked(known)
            assert not ok.isEnabled(), (first, second, known)
        dialog.known.setChecked(True)
        assert ok.isEnabled()

    told: list[str] = []
    monkeypatch.setattr(window, "tell", told.append)
    answering(monkeypatch, NewPasswordDialog, [fill], seen)
    window.commands["set_password"].trigger()
    assert "无法找回" in told[-1]
    assert passwords.lock_of(path) is not None
    window.close_document()

    asked: list[QDialog] = []
    answering(
        monkeypatch, PasswordDialog, [lambda dialog: dialog.word.setText("不对的密码"), lambda dialog: dialog.word.setText(PASSWORD)], asked
    )
    assert window.open_path(path)
    assert len(asked) == 2
    labels = [label.text() for label in asked[1].findChildren(password_dialog.QLabel)]
    assert any("密码不对" in text for text in labels)

    monkeypatch.setattr(ask, "choose", lambda *_, **__: "remove")
    window.commands["remove_password"].trigger()
    assert passwords.lock_of(path) is None


@pytest.mark.parametrize("wrong", ["", "密码不对，请再输一次。"])
def test_the_question_for_the_password_is_seen_whole(window: MainWindow, qtbot: QtBot, wrong: str) -> None:
    dialog = PasswordDialog(window, Path("决算.mz"), wrong)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    buttons = [dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)]
    for part in (dialog.word, *buttons):
        assert part.visibleRegion().boundingRect() == part.rect() and part.height() > 10
    dialog.reject()
    dialog.deleteLater()


def test_giving_up_leaves_the_start_page(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "局.mz"
    with new_document(path, "cn-2024", "某市科学技术局", 2024) as session:
        session.document.set_password(PASSWORD)
    answering(monkeypatch, PasswordDialog, [None], [])
    assert not window.open_path(path)
    assert window.workspace is None
    assert not list(tmp_path.glob(".~lock*"))


def test_the_bundle_says_what_is_inside_first(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out, told = tmp_path / "局.mz", tmp_path / "支持.zip", []
    new_document(path, "cn-2024", "某市科学技术局", 2024).close()
    assert window.open_path(path)

    def choose(parent: object, title: str, text: str, choices: list[tuple[str, str]], more: str = "") -> str:
        told.append(text + more)
        assert not out.exists()
        return "with"

    monkeypatch.setattr(ask, "choose", choose)
    monkeypatch.setattr(ask, "save_file", lambda *_, **__: out)
    window.commands["support_bundle"].trigger()
    assert "版本.json" in told[0]
    assert "局.mz" in told[0]
    with zipfile.ZipFile(out) as bundle:
        assert bundle.read("局.mz") == path.read_bytes()
