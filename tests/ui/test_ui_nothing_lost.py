"""What the person at the window is told and offered when something goes wrong with the file; the work is there afterwards."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.app import settings
from desktop.app.session import Session
from desktop.core.cells import CellRef
from desktop.core.entry import type_text
from desktop.store.backups import list_backups
from desktop.store.lock import this_host
from desktop.ui import ask, saving
from desktop.ui.window import MainWindow

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "faults"))

from fault_layer import failing, faults

PAY = CellRef("公开01", "上级补助收入", "金额")
Answers = dict[str, object]


@pytest.fixture
def document(tmp_path: Path, sample_file: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return Path(shutil.copyfile(sample_file, folder / "决算.mz"))


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch, answers: Answers) -> Callable[..., list[tuple[str, str, str]]]:
    """Let the person answer the next questions one after another; the questions as they were put."""

    def prepare(*keys: str) -> list[tuple[str, str, str]]:
        left, asked = list(keys), []

        def choose(parent: object, title: str, text: str, choices: list[tuple[str, str]], more: str = "") -> str:
            asked.append((title, text, more))
            key = left.pop(0)
            assert key in dict(choices), "what is answered was offered"
            return key

        monkeypatch.setattr(ask, "choose", choose)
        return asked

    return prepare


@pytest.fixture(autouse=True)
def leave_quietly(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> object:
    yield
    monkeypatch.setattr(ask, "choose", lambda *_, **__: "drop")
    assert window.leave_document()


def enter(window: MainWindow, text: str) -> None:
    assert window.workspace is not None
    operation = type_text(window.workspace.session.model, PAY, text)
    assert not isinstance(operation, str), operation
    assert window.workspace.bridge.do(operation)


def figure(path: Path) -> object:
    with Session.open(path, read_only=True) as session:
        return session.model.value(PAY)


def crashed(path: Path, text: str) -> None:
    session = Session.open(path)
    session.do(type_text(session.model, PAY, text))
    session.close(keep_working_copy=True)


def test_what_a_crash_left_is_offered_with_file_time_and_count(window: MainWindow, document: Path, answering: Callable[..., list]) -> None:
    crashed(document, "77")
    asked = answering("recover")
    assert window.open_path(document)
    title, text, more = asked[0]
    assert title == "恢复未保存的内容"
    assert "“决算.mz”" in text and "1 步操作" in text and "最后一步在" in text and "年" in text
    assert str(document) in more and "不会删除" in more
    assert window.workspace.session.model.value(PAY) == Decimal(77)
    assert "1" in window.saved.text()
    window.save()
    assert figure(document) == Decimal(77)


def test_work_of_a_stick_that_is_gone_is_found_from_the_menu_and_saved_elsewhere(
    window: MainWindow, document: Path, tmp_path: Path, answering: Callable[..., list], answers: Answers
) -> None:
    crashed(document, "78")
    document.parent.rename(tmp_path / "拔下")
    asked = answering("0", "recover")
    window.recover_unsaved()
    assert "决算.mz" in asked[0][1] and str(document.parent) in asked[0][1]
    assert "没有连接" in asked[1][2]
    assert window.workspace.session.model.value(PAY) == Decimal(78)
    answers["save"] = tmp_path / "本机.mz"
    window.save_as()
    assert figure(tmp_path / "本机.mz") == Decimal(78)


def test_the_second_window_reads_only_and_says_who_since_when_and_where(
    window: MainWindow, document: Path, answering: Callable[..., list]
) -> None:

    with Session.open(document) as first:
        asked = answering("read")
        assert window.open_path(document)
        assert first.document.who in asked[0][1] and this_host() in asked[0][1] and "自20" in asked[0][1]
        assert window.workspace.bridge.read_only and "只读" in window.windowTitle()
        first.do(type_text(first.model, PAY, "5"))
        first.save()
    assert figure(document) == Decimal(5)


def test_a_file_changed_outside_is_compared_and_then_replaced_with_a_backup(
    window: MainWindow, document: Path, tmp_path: Path, answering: Callable[..., list], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Path(shutil.copyfile(document, tmp_path / "同事.mz"))
    with Session.open(other) as session:
        session.do(type_text(session.model, PAY, "123"))
        session.save()
    answering()
    assert window.open_path(document)
    enter(window, "456")
    shutil.copyfile(other, document)
    seen: list[str] = []
    monkeypatch.setattr(saving, "show_differences", lambda parent, lines: seen.extend(lines))
    asked = answering("compare", "over")
    window.save()
    assert "其他程序改动" in asked[0][1] and "工作副本" in asked[0][2]
    assert any("123" in line and "456" in line for line in seen)
    assert figure(document) == Decimal(456)
    kept = next(backup for backup in list_backups(document, settings.data_dir()) if backup.reason == "覆盖")
    assert kept.path.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, ("磁盘空间不足", "剩余")), (errno.EACCES, ("没有写入权限",)), (errno.EIO, ("失败",))],
)
def test_a_save_that_fails_is_told_and_the_work_goes_on(
    window: MainWindow, document: Path, answering: Callable[..., list], code: int, words: tuple[str, ...]
) -> None:
    answering()
    assert window.open_path(document)
    enter(window, "1")
    before = document.read_bytes()
    asked = answering("")
    with faults(failing(lambda path: OSError(code, os.strerror(code), path), document.parent)):
        window.save()
    assert asked[0][0] == "没有保存" and all(word in asked[0][1] for word in words)
    assert "没有丢失" in asked[0][1]
    assert document.read_bytes() == before
    enter(window, "2")
    window.save()
    assert figure(document) == Decimal(2)


def test_a_stick_pulled_while_open_leaves_the_work_here_and_it_is_saved_elsewhere(
    window: MainWindow, document: Path, tmp_path: Path, answering: Callable[..., list], answers: Answers
) -> None:
    answering()
    assert window.open_path(document)
    document.parent.rename(tmp_path / "拔下")
    enter(window, "31")
    answers["save"] = tmp_path / "本机.mz"
    asked = answering("again", "other")
    window.save()
    assert "U 盘" in asked[0][1] and "没有丢失" in asked[0][1]
    assert window.workspace.session.document.target == tmp_path / "本机.mz"
    enter(window, "32")
    window.save()
    assert figure(tmp_path / "本机.mz") == Decimal(32)


def test_a_damaged_file_is_repaired_with_consent(
    window: MainWindow, document: Path, tmp_path: Path, answering: Callable[..., list]
) -> None:
    with Session.open(document) as session:
        session.do(type_text(session.model, PAY, "64"))
        session.save()
    whole = document.read_bytes()
    document.write_bytes(whole[:9000])
    asked = answering("")
    assert not window.open_path(document)
    assert "不完整" in asked[0][1] and "备份" in asked[0][2]
    assert document.read_bytes() == whole[:9000]
    answering("repair")
    assert window.open_path(document)
    assert window.workspace.session.model.value(PAY) == Decimal(64)
    assert window.workspace.session.document.dirty
    window.save()
    assert figure(document) == Decimal(64)
