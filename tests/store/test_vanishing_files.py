"""What other programs do to the private files under an open document, and which disk a sentence names."""

from __future__ import annotations

import errno
import json
import os
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from store_books import CELL, exact, new, put, reopen

from desktop.core.cells import Entry
from desktop.store import engine, files
from desktop.store.backups import list_backups
from desktop.store.document import Document
from desktop.store.errors import DamagedDocument, DiskFull, DocumentLocked, ReadOnlyTarget, from_os_error
from desktop.store.lock import this_host

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be deleted or written over")


@POSIX_ONLY
@pytest.mark.parametrize("what", ["working", "."])
def test_a_working_copy_deleted_under_an_open_document_is_made_again(tmp_path: Path, what: str) -> None:
    document = new(tmp_path)
    put(document, Decimal(1))
    shutil.rmtree(tmp_path / "data" / what)
    put(document, Decimal(2))
    # As after a crash: what was acknowledged after the deletion is on the disk.
    left = shutil.copytree(tmp_path / "data", tmp_path / "crash")
    (tmp_path / ".~lock.决算.mz#").rename(tmp_path / "lock")
    found = Document.recoverable(document.target, left)
    assert found is not None and found.count == 2 and found.readable
    (tmp_path / "lock").rename(tmp_path / ".~lock.决算.mz#")
    shutil.rmtree(tmp_path / "data" / "working")
    document.publish()
    document = reopen(document)
    assert document.book.entry(CELL) == Entry(Decimal(2))
    assert [record.label for record in document.undoable()] == ["填写", "填写"]
    assert document.integrity() == []
    document.close()


@POSIX_ONLY
def test_a_working_copy_damaged_under_an_open_document_saves_its_figures_elsewhere(tmp_path: Path) -> None:
    document = new(tmp_path)
    put(document, Decimal(1))
    before, book = document.target.read_bytes(), exact(document.book)
    engine.raw(document._connection).execute("PRAGMA shrink_memory")  # a large document is not held in memory anyway
    for file in (tmp_path / "data" / "working").glob("*/work.mz*"):
        file.write_bytes(bytes(file.stat().st_size))
    with pytest.raises(DamagedDocument, match="另存为"):
        document.publish()
    assert document.target.read_bytes() == before
    document.publish(tmp_path / "救回.mz")
    assert not document.dirty
    put(document, Decimal(2))
    document.publish()
    document = reopen(document)
    assert document.target.name == "救回.mz"
    assert document.book.entry(CELL) == Entry(Decimal(2))
    assert exact(document.book) != book and document.integrity() == []
    document.close()
    kept = [backup.reason for backup in list_backups(tmp_path / "决算.mz", tmp_path / "data")]
    assert "未保存" in kept, "whoever can read the damaged journal still has it"


def test_the_disk_that_is_full_is_the_one_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = new(tmp_path)
    document.close()
    data = tmp_path / "别的磁盘"

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(DiskFull) as caught:
        Document.open(document.target, who="张三", data_dir=data, read_only=True)
    assert str(data) in str(caught.value) and "No space" not in str(caught.value)
    assert "另存" not in str(caught.value), "nothing is open that could be saved elsewhere"


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO, errno.EEXIST, errno.ENAMETOOLONG, errno.EMFILE])
@pytest.mark.parametrize("doing", ["打开", "备份", "保存"])
def test_the_words_of_the_system_do_not_reach_the_user(tmp_path: Path, code: int, doing: str) -> None:
    error = OSError(code, os.strerror(code), str(tmp_path / "a.mz"))
    sentence = str(from_os_error(error, tmp_path / "a.mz", doing)).replace(str(tmp_path), "")
    assert os.strerror(code) not in sentence and sentence.endswith("。")
    assert ("没有丢失" in sentence) == (doing == "保存")


def test_a_file_that_must_not_be_read_is_not_said_to_be_unwritable(tmp_path: Path) -> None:
    path = tmp_path / "a.mz"
    error = from_os_error(PermissionError(errno.EACCES, "Permission denied", str(path)), path, "打开")
    assert isinstance(error, ReadOnlyTarget) and "权限" in str(error) and "写入权限" not in str(error)


def test_unsaved_work_that_is_not_taken_up_is_told_and_kept(tmp_path: Path) -> None:
    document = new(tmp_path)
    put(document, Decimal(5))
    document.close(keep_working_copy=True)
    document = Document.open(document.target, who="李四", data_dir=tmp_path / "data", recover=False)
    assert any("1 步操作尚未保存" in notice and "备份" in notice for notice in document.notices)
    assert list_backups(document.target, tmp_path / "data")[0].reason == "未保存"
    document.close()


def test_a_lock_written_by_somebody_else_cannot_play_with_the_sentence(tmp_path: Path) -> None:
    document = new(tmp_path)
    document.close()
    holder = {"who": "\u202e" * 50 + "王" * 500 + "\n\x1b[2J", "host": this_host() + "-2", "pid": 1, "started": "", "since": "?", "program": "", "token": "t"}  # fmt: skip
    (tmp_path / ".~lock.决算.mz#").write_text(json.dumps(holder), encoding="utf-8")
    with pytest.raises(DocumentLocked) as caught:
        Document.open(document.target, who="张三", data_dir=tmp_path / "data")
    assert str(caught.value).isprintable() and len(str(caught.value)) < 300
