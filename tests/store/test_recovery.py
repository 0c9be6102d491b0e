"""After a crash: the target is whole, every acknowledged operation is there, and the program says what it found."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from store_books import CELL, exact, new, put, reopen

from desktop.core.cells import Entry
from desktop.store.backups import list_backups, restore_backup
from desktop.store.document import Document
from desktop.store.errors import ChangedOutside, DocumentLocked

CHILD = Path(__file__).with_name("killed_child.py")
ROOT = Path(__file__).parents[2]


def left_by_crash(folder: Path, count: int = 3) -> tuple[Path, object]:
    """A document whose program ended without closing it: the working copy stays, with unsaved operations."""
    document = new(folder)
    for number in range(count):
        put(document, Decimal(number))
    document.close(keep_working_copy=True)
    return document.target, exact(document.book)


def test_unsaved_work_is_offered_with_file_time_and_count(tmp_path: Path) -> None:
    target, book = left_by_crash(tmp_path)
    found = Document.recoverable(target, tmp_path / "data")
    assert found is not None
    assert (found.target, found.count) == (target, 3)
    assert "决算.mz" in found.sentence
    assert "3 步" in found.sentence
    assert [other.target for other in Document.list_recoverable(tmp_path / "data")] == [target]
    document = Document.open(target, who="张三", data_dir=tmp_path / "data")
    assert document.dirty
    assert document.unsaved == 3
    assert document.recovered == found
    assert exact(document.book) == book
    assert Document.recoverable(target, tmp_path / "data") is None, "it is open now"
    document.publish()
    assert document.recovered is None
    document.close()
    assert Document.recoverable(target, tmp_path / "data") is None


def test_refused_recovery_is_kept_in_the_backups(tmp_path: Path) -> None:
    target, book = left_by_crash(tmp_path)
    document = Document.open(target, who="张三", data_dir=tmp_path / "data", recover=False)
    assert document.book.entry(CELL) == Entry(Decimal("0.10"))
    assert not document.dirty
    document.close()
    kept = next(backup for backup in list_backups(target, tmp_path / "data") if backup.reason == "未保存")
    restored = Document.open(restore_backup(kept, tmp_path / "找回.mz"), who="张三", data_dir=tmp_path / "data")
    assert exact(restored.book) == book
    restored.close()


def test_closing_without_saving_keeps_the_work_in_the_backups(tmp_path: Path) -> None:
    document = new(tmp_path)
    put(document, Decimal("77.7"))
    document.close()
    assert Document.recoverable(document.target, tmp_path / "data") is None
    kept = next(backup for backup in list_backups(document.target, tmp_path / "data") if backup.reason == "未保存")
    restored = Document.open(restore_backup(kept, tmp_path / "找回.mz"), who="张三", data_dir=tmp_path / "data")
    assert restored.book.entry(CELL) == Entry(Decimal("77.7"))
    restored.close()


def test_work_is_recovered_though_the_target_is_gone(tmp_path: Path) -> None:
    target, book = left_by_crash(tmp_path)
    target.unlink()
    document = Document.open(target, who="张三", data_dir=tmp_path / "data")
    assert exact(document.book) == book
    document.publish()
    document = reopen(document)
    assert exact(document.book) == book
    document.close()


def test_recovered_work_does_not_overwrite_what_another_program_saved_meanwhile(tmp_path: Path) -> None:
    target, _ = left_by_crash(tmp_path)
    target.write_bytes(b"something else")
    found = Document.recoverable(target, tmp_path / "data")
    assert found is not None
    assert found.target_changed
    document = Document.open(target, who="张三", data_dir=tmp_path / "data")
    with pytest.raises(ChangedOutside):
        document.publish()
    assert target.read_bytes() == b"something else"
    document.publish(tmp_path / "另存.mz")
    document.close()


def test_a_damaged_working_copy_is_kept_aside_and_the_saved_version_opened(tmp_path: Path) -> None:
    target, _ = left_by_crash(tmp_path)
    work = next((tmp_path / "data" / "working").glob("*/work.mz"))
    work.write_bytes(b"x" * 5000)
    document = Document.open(target, who="张三", data_dir=tmp_path / "data")
    assert document.book.entry(CELL) == Entry(Decimal("0.10"))
    assert document.notices
    assert "备份" in document.notices[0]
    assert any(backup.reason == "未保存" and backup.path.read_bytes() == b"x" * 5000 for backup in list_backups(target, tmp_path / "data"))
    document.close()


def test_a_working_copy_in_use_is_never_taken_away(tmp_path: Path) -> None:
    document = new(tmp_path)
    put(document, Decimal(5))
    for lock in tmp_path.glob(".~lock*"):
        lock.unlink()
    with pytest.raises(DocumentLocked):
        Document.open(document.target, who="李四", data_dir=tmp_path / "data")
    put(document, Decimal(6))
    document.publish()
    document = reopen(document)
    assert document.book.entry(CELL) == Entry(Decimal(6))
    document.close()


def run_child(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(CHILD), str(folder / "决算.mz"), str(folder / "data"), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)})


def acknowledged(lines: list[str]) -> tuple[int, int]:
    """(last operation that was acknowledged, last one that was saved)."""
    written = [int(line.split()[1]) for line in lines if line.startswith("wrote ") and line.endswith("\n")]
    saved = [int(line.split()[1]) for line in lines if line.startswith("saved ") and line.endswith("\n")]
    return max(written, default=0), max(saved, default=0)


def check_after_kill(folder: Path, lines: list[str]) -> int:
    written, saved = acknowledged(lines)
    data = folder / "data"
    reader = Document.open(folder / "决算.mz", who="x", data_dir=data, read_only=True)
    assert reader.operations(1) == [] or reader.operations(1)[0].seq >= saved, "what was saved is in the target"
    assert len(reader.operations()) >= saved
    reader.close()
    document = Document.open(folder / "决算.mz", who="x", data_dir=data)
    count = len(document.operations())
    assert count >= written, "every acknowledged operation is there"
    assert document.integrity() == []
    if count:
        assert document.book.entry(CELL) == Entry(Decimal(count))
    document.publish()  # works, whatever the moment of the kill was
    document.close()
    return count


def test_killed_at_random_moments_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    new(tmp_path).close()
    choose = random.Random(20241121)
    total = 0
    for _ in range(6):
        child = run_child(tmp_path)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(choose.uniform(0.0, 0.35))
        child.kill()
        lines = child.stdout.readlines()
        child.wait()
        child.stdout.close()
        total = check_after_kill(tmp_path, lines)
    assert total > 0


# Windows flushes no folders, so a save has fewer steps there.
@pytest.mark.parametrize("moment", [2, 3, 5, 7, 8, 9, 11, *[13] * (sys.platform != "win32")])
def test_ended_at_each_step_of_a_save_the_target_is_the_old_or_the_new_one(tmp_path: Path, moment: int) -> None:
    new(tmp_path).close()
    child = run_child(tmp_path, str(moment))
    output, _ = child.communicate(timeout=60)
    assert child.returncode == 9, "the child ended itself inside the save"
    assert acknowledged(output.splitlines(keepends=True)) == (3, 0)
    assert check_after_kill(tmp_path, output.splitlines(keepends=True)) == 3
