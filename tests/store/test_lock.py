"""Locks: stale ones are taken over, others never."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from desktop.store import lock
from desktop.store.errors import DocumentLocked


def take(folder: Path, who: str = "张三", **options: bool) -> lock.Lock:
    return lock.acquire(folder / ".~lock.a.mz#", folder / "a.mz", who=who, program="test", **options)


def leave(folder: Path, holder: lock.Holder) -> None:
    (folder / ".~lock.a.mz#").write_text(json.dumps(asdict(holder)), encoding="utf-8")


def somebody(**fields: object) -> lock.Holder:
    me = lock.Holder("李四", lock.this_host(), os.getpid(), lock.process_start(os.getpid()), "2025-03-01T08:00:00.000000Z", "x", "token")
    return replace(me, **fields)  # type: ignore[arg-type]


def ended_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_the_lock_says_who_and_goes_away(tmp_path: Path) -> None:
    held = take(tmp_path)
    content = json.loads(held.path.read_text(encoding="utf-8"))
    assert (content["who"], content["host"], content["pid"]) == ("张三", lock.this_host(), os.getpid())
    with pytest.raises(DocumentLocked, match=r"张三.*只读"):
        take(tmp_path, "李四")
    held.release()
    assert list(tmp_path.iterdir()) == []
    take(tmp_path).release()


def test_the_lock_of_a_process_that_ended_is_taken_over(tmp_path: Path) -> None:
    leave(tmp_path, somebody(pid=ended_process(), started="gone"))
    held = take(tmp_path)
    assert held.is_held()
    held.release()
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_an_earlier_process_with_this_number_is_taken_over(tmp_path: Path) -> None:
    leave(tmp_path, somebody())  # our own number, but no lock that this process made
    take(tmp_path).release()
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        if lock.process_start(other.pid):
            leave(tmp_path, somebody(pid=other.pid, started="another boot/1"))
            take(tmp_path).release()
        leave(tmp_path, somebody(pid=other.pid, started=lock.process_start(other.pid)))
        with pytest.raises(DocumentLocked, match="李四"):
            take(tmp_path)
    finally:
        other.communicate(b"\n")


def test_the_lock_of_another_computer_stays_until_it_is_broken(tmp_path: Path) -> None:
    leave(tmp_path, somebody(host="BUREAU-7", pid=ended_process()))
    with pytest.raises(DocumentLocked, match="BUREAU-7") as caught:
        take(tmp_path)
    assert (caught.value.who, caught.value.host, caught.value.since) == ("李四", "BUREAU-7", "2025-03-01T08:00:00.000000Z")
    held = take(tmp_path, break_lock=True)
    assert held.is_held()


def test_a_torn_lock_counts_only_while_it_may_still_be_written(tmp_path: Path) -> None:
    path = tmp_path / ".~lock.a.mz#"
    path.write_bytes(b'{"who": "')
    with pytest.raises(DocumentLocked, match="稍后"):
        take(tmp_path)
    os.utime(path, (time.time() - 60, time.time() - 60))
    take(tmp_path).release()


def test_a_lost_lock_is_taken_again_but_not_from_somebody_else(tmp_path: Path) -> None:
    held = take(tmp_path)
    held.path.unlink()
    held.renew(tmp_path / "a.mz")
    assert held.is_held()
    leave(tmp_path, somebody(host="BUREAU-7"))
    with pytest.raises(DocumentLocked, match="李四"):
        held.renew(tmp_path / "a.mz")
    held.release()
    assert held.path.exists(), "the lock of somebody else is not ours to remove"


def test_of_many_processes_that_take_over_a_stale_lock_one_gets_it(tmp_path: Path) -> None:
    leave(tmp_path, somebody(pid=ended_process(), started="gone"))
    script = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from desktop.store import lock
from desktop.store.errors import DocumentLocked
folder = Path(sys.argv[1])
print("ready", flush=True)
input()
try:
    held = lock.acquire(folder / ".~lock.a.mz#", folder / "a.mz", who="x", program="t")
    print("got", flush=True)
except DocumentLocked:
    print("locked", flush=True)
input()
"""
    command = [sys.executable, "-c", script, str(tmp_path), str(Path(__file__).parents[2])]
    children = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    try:
        for child in children:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
        answers = []
        for child in children:
            assert child.stdin is not None
            child.stdin.write("\n")
            child.stdin.flush()
        for child in children:
            assert child.stdout is not None
            answers.append(child.stdout.readline().strip())
        assert sorted(answers) == ["got", "locked", "locked", "locked"]
    finally:
        for child in children:
            child.communicate("\n")
