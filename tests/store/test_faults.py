"""Saving that fails: the sentence says why, the target is as it was, the work is still there."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from store_books import CELL, exact, make_book, new, put, reopen

from desktop.core.cells import CellRef, Entry
from desktop.store import engine, files, publish
from desktop.store import lock as locks
from desktop.store.document import Document
from desktop.store.errors import (
    ChangedOutside,
    DiskFull,
    DocumentError,
    DocumentLocked,
    DocumentMissing,
    ReadOnlyTarget,
    UnusableName,
)

ROOT = Path(__file__).parents[2]


def failing(error: OSError) -> Any:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    return fail


def test_a_target_changed_outside_is_not_overwritten_unless_asked_and_then_kept(tmp_path: Path) -> None:
    document = new(tmp_path)
    put(document, Decimal(1))
    document.target.write_bytes(b"theirs")
    with pytest.raises(ChangedOutside, match="其他程序改动"):
        document.publish()
    assert document.target.read_bytes() == b"theirs"
    assert document.dirty
    document.publish(overwrite_changed=True)
    assert [path.read_bytes() for path in (tmp_path / "data" / "backups").glob("*/*覆盖.mz")] == [b"theirs"]
    document = reopen(document)
    assert document.book.entry(CELL) == Entry(Decimal(1))
    document.close()


def test_a_target_that_was_only_touched_is_no_change(tmp_path: Path) -> None:
    document = new(tmp_path)
    put(document, Decimal(1))
    os.utime(document.target, (1_000_000_000, 1_000_000_000))
    document.publish()
    assert not document.dirty
    document.close()


def test_a_target_that_vanished_is_written_again(tmp_path: Path) -> None:
    document = new(tmp_path)
    document.target.unlink()
    document.publish()
    assert exact(reopen(document).book) == exact(make_book())


@pytest.mark.parametrize(
    ("code", "error", "words"),
    [
        (errno.ENOSPC, DiskFull, "磁盘空间不足"),
        (errno.EACCES, ReadOnlyTarget, "没有写入权限"),
        (errno.EROFS, ReadOnlyTarget, "只读"),
        (errno.ENOENT, DocumentMissing, "U 盘"),
        (errno.EIO, DocumentError, "失败"),
        (errno.ENAMETOOLONG, UnusableName, "过长"),
    ],
)
@pytest.mark.parametrize("place", ["copy_durably", "replace_file"])
def test_a_save_that_fails_leaves_target_and_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[DocumentError], words: str, place: str
) -> None:
    document = new(tmp_path)
    before = document.target.read_bytes()
    put(document, Decimal(6))
    with monkeypatch.context() as patch:
        patch.setattr(publish, place, failing(OSError(code, os.strerror(code))))
        with pytest.raises(error, match=words) as caught:
            document.publish()
    assert "没有丢失" in str(caught.value)
    assert document.target.read_bytes() == before
    assert document.dirty
    put(document, Decimal(7))
    document.publish()
    document = reopen(document)
    assert document.book.entry(CELL) == Entry(Decimal(7))
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file() and "lock" not in path.name) == ["决算.mz"]
    document.close()


def test_bytes_that_arrive_wrong_never_replace_the_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = new(tmp_path)
    before = document.target.read_bytes()
    put(document, Decimal(6))

    def short_write(source: Path, to: Path) -> files.Fingerprint:
        found = files.copy_durably(source, to)
        if to.parent == tmp_path:
            os.truncate(to, 5000)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(publish, "copy_durably", short_write)
        with pytest.raises(DocumentError, match="不符"):
            document.publish()
    assert document.target.read_bytes() == before
    document.publish()
    document.close()


def test_a_full_disk_under_the_working_copy_refuses_the_step_and_keeps_the_rest(tmp_path: Path) -> None:
    document = new(tmp_path)
    put(document, Decimal(1))
    raw = engine.raw(document._connection)
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages}")
    written = 1
    with pytest.raises(DiskFull, match="没有执行"):
        for number in range(5000):
            put(document, Decimal(number), CellRef("公开05", f"r{number}", "金额"))
            written += 1
    book = exact(document.book)
    raw.execute("PRAGMA max_page_count = 1000000")
    assert len(document.operations()) == written
    assert document.integrity() == []
    document.publish()
    document = reopen(document)
    assert exact(document.book) == book
    document.close()


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a POSIX facility")
def test_a_real_write_error_in_a_child_loses_nothing_acknowledged(tmp_path: Path) -> None:
    new(tmp_path).close()
    script = """
import resource, sys
from decimal import Decimal
sys.path[:0] = sys.argv[3:]
from store_books import put
from desktop.core.cells import CellRef
from desktop.store.document import Document
from desktop.store.errors import DocumentError
document = Document.open(sys.argv[1], who="x", data_dir=sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, resource.RLIM_INFINITY))
count = 0
try:
    for number in range(5000):
        put(document, Decimal(number), CellRef("公开05", f"r{number}", "金额"))
        count += 1
except DocumentError as error:
    told = str(error)
try:
    document.publish()
except DocumentError as error:
    told += str(error)
sys.stdout.buffer.write(f"{count} {told}".encode())
sys.stdout.flush()
import os; os._exit(0)
"""
    command = [sys.executable, "-c", script, str(tmp_path / "决算.mz"), str(tmp_path / "data"), str(ROOT), str(Path(__file__).parent)]
    done = subprocess.run(command, capture_output=True, timeout=100)
    count, _, told = done.stdout.decode().partition(" ")
    assert told.endswith("。"), done.stderr.decode()
    assert int(count) > 10
    document = Document.open(tmp_path / "决算.mz", who="x", data_dir=tmp_path / "data")
    assert len(document.operations()) == int(count)
    assert document.integrity() == []
    document.publish()
    document.close()


def test_where_no_lock_can_be_written_the_document_opens_for_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = new(tmp_path)
    document.close()
    real = os.open

    def denied(path: Any, *arguments: Any, **options: Any) -> int:
        if ".~lock" in str(path):
            raise PermissionError(errno.EACCES, "denied")
        return real(path, *arguments, **options)

    monkeypatch.setattr(locks.os, "open", denied)
    document = Document.open(document.target, who="张三", data_dir=tmp_path / "data")
    assert document.read_only
    assert "不能写入" in document.read_only_reason
    with pytest.raises(ReadOnlyTarget, match="另存为"):
        put(document, Decimal(1))
    assert exact(document.book) == exact(make_book())
    document.close()
    with pytest.raises(ReadOnlyTarget, match="没有写入权限"):
        new(tmp_path, "新.mz")


def test_recovered_work_without_write_access_can_be_saved_elsewhere_and_is_never_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = new(tmp_path)
    put(document, Decimal(42))
    document.close(keep_working_copy=True)
    real = os.open

    def denied(path: Any, *arguments: Any, **options: Any) -> int:
        if ".~lock.决算" in str(path):
            raise OSError(errno.EROFS, "read-only")
        return real(path, *arguments, **options)

    monkeypatch.setattr(locks.os, "open", denied)
    for _ in range(2):  # closing it keeps it for the next time
        document = Document.open(document.target, who="张三", data_dir=tmp_path / "data")
        assert document.read_only
        assert document.book.entry(CELL) == Entry(Decimal(42))
        document.close()
    document = Document.open(document.target, who="张三", data_dir=tmp_path / "data")
    document.publish(tmp_path / "另存.mz")
    put(document, Decimal(43))
    document.publish()
    document = reopen(document)
    assert document.book.entry(CELL) == Entry(Decimal(43))
    document.close()


def test_a_file_marked_read_only_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = new(tmp_path)
    put(document, Decimal(1))
    before = document.target.read_bytes()
    document.target.chmod(stat.S_IREAD)
    real = os.access
    # An administrator may write everything, so the answer of the system is given here.
    monkeypatch.setattr(publish.os, "access", lambda path, mode: False if Path(path) == document.target else real(path, mode))
    with pytest.raises(ReadOnlyTarget, match="只读"):
        document.publish()
    assert document.target.read_bytes() == before
    document.target.chmod(stat.S_IREAD | stat.S_IWRITE)
    document.close()


@pytest.mark.parametrize(
    "name", ["CON.mz", "nul.mz", "com1.决算.mz", "a?.mz", "决算:b.mz", "表\n.mz", "决算.mz.", "决算.mz ", "长" * 90 + ".mz"]
)
def test_names_that_windows_cannot_keep_are_refused_everywhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnusableName):
        new(tmp_path, name)
    document = new(tmp_path)
    with pytest.raises(UnusableName):
        document.publish(tmp_path / name)
    assert document.target == tmp_path / "决算.mz"
    put(document, Decimal(1))
    document.publish()
    document.close()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["决算.mz"]


def test_long_names_within_the_limit_work(tmp_path: Path) -> None:
    document = new(tmp_path, "决" * 75 + ".mz")
    put(document, Decimal(1))
    document.publish()
    reopen(document).close()


def test_a_lock_that_was_broken_stops_saving_but_not_saving_elsewhere(tmp_path: Path) -> None:
    document = new(tmp_path)
    put(document, Decimal(1))
    other = Document.open(document.target, who="李四", data_dir=tmp_path / "other", break_lock=True)
    put(other, Decimal(2))
    other.publish()
    with pytest.raises(DocumentLocked, match="李四"):
        document.publish()
    document.publish(tmp_path / "另存.mz")
    other = reopen(other)
    assert other.book.entry(CELL) == Entry(Decimal(2))
    other.close()
    document.close()


def test_a_data_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    document = new(tmp_path)
    document.close()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        Document.open(document.target, who="张三", data_dir=tmp_path / "file")
    assert str(caught.value).endswith("。")
    assert not list(tmp_path.glob(".~lock*"))


def test_text_that_cannot_be_stored_is_refused_and_nothing_else_is_touched(tmp_path: Path) -> None:
    document = new(tmp_path)
    with pytest.raises(DocumentError, match="无法保存的字符"):
        put(document, "半个字符\ud83d")
    assert document.operations() == []
    with pytest.raises(DocumentError, match="没有执行"):
        put(document, Decimal("NaN"))
    assert not document.dirty
    document.close()
