"""The command where its surroundings fail: no console, a full disk behind its output, a folder that must not be written."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command import new_document

from desktop.app.session import Session
from desktop.cli import main
from desktop.core import entry
from desktop.store import lock as locks

ROOT = Path(__file__).parents[2]


@pytest.fixture
def document(command, tmp_path: Path) -> Path:
    return new_document(command, tmp_path)


def test_without_a_console_the_command_still_does_its_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in ("stdout", "stderr"):
        monkeypatch.setattr(sys, stream, None)
    assert main(["new", str(tmp_path / "甲.mz"), "--pack", "sx-2024", "--unit", "某局", "--year", "2024"]) == 0
    assert main(["get", str(tmp_path / "甲.mz"), "没有", "1", "1"]) == 2
    assert (tmp_path / "甲.mz").exists()


def test_an_answer_that_finds_no_room_is_told(document: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["show", str(document), "公开03"]) == 2
    assert capsys.readouterr().err == "读写失败：磁盘空间不足。请检查磁盘和网络盘后再试。\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_python_adds_nothing_to_it_at_its_end() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run([sys.executable, "-m", "desktop", "packs"], stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").count("\n") == 1


def test_a_command_that_writes_refuses_a_folder_that_it_cannot_write(
    command, document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "表.xlsx"
    command("export", document, book)
    real = os.open

    def denied(path: Any, *arguments: Any, **options: Any) -> int:
        if ".~lock" in str(path):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *arguments, **options)

    monkeypatch.setattr(locks.os, "open", denied)
    before = document.read_bytes()
    for arguments in (("import", document, book), ("undo", document), ("set", document, "封面", "单位名称", "栏1", "乙")):
        answer = command(*arguments, code=2)
        assert answer.out == "", "what was not done is not said to be done"
        assert "没有执行" in answer.err and "denied" not in answer.err
    assert document.read_bytes() == before
    command("show", document, "公开03")


def test_an_import_that_cannot_be_saved_is_not_said_to_be_done(
    command, document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "表.xlsx"
    command("export", document, book)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Session, "save", full)
    assert command("import", document, book, code=2).out == ""


def test_work_that_a_crash_left_is_told_before_a_command_goes_on_without_it(command, document: Path) -> None:
    session = Session.open(document)
    session.do(entry.add_subject(session.model, session.subjects, "公开03", "2060101"))
    session.close(keep_working_copy=True)
    answer = command("set", document, "公开03", "2010101", "基本支出", "5")
    assert "1 步操作尚未保存" in answer.err and "备份" in answer.err
    kept = command("restore", document, "--list", "--json").json["backups"]
    assert any(backup["reason"] == "未保存" for backup in kept)
    assert "尚未保存" not in command("set", document, "公开03", "2010101", "基本支出", "6").err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="devices are files on POSIX alone")
def test_an_endless_csv_is_refused(command, document: Path) -> None:
    assert "超过 20 MB" in command("set", document, "--from", "/dev/zero", code=2).err
