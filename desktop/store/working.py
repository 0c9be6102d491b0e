"""The working copy: where a document is edited, and what is found of it after a crash.

``data_dir/working/<key>/`` holds ``work.mz`` (SQLite with its write-ahead log) and ``state.json``: the target, its fingerprint when it was
read or last saved, and the number of the last saved operation. While a save replaces the target, ``pending`` holds what the target is
about to become; if the program ends in that moment, the next opening sees from the target itself whether the save came through.

SQLite works on clear pages, so the working copy of a document with a password is not encrypted: it lies in the person's own folder while
the document is open, or until a crash is recovered from, and is overwritten before it is removed. ``password.lock`` beside it says with
which password it goes out again; without that password it is not taken up.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.store import lock, passwords
from desktop.store.errors import DocumentLocked, from_os_error
from desktop.store.files import Fingerprint, fingerprint_if_there, read_json, replace_file, write_json
from desktop.store.passwords import Vault
from desktop.store.places import Place, local_time, sqlite_uri

_STATE, _WORK, _SNAPSHOT, _LOCK = "state.json", "work.mz", "snapshot.mz", "password.lock"


@dataclass(frozen=True, slots=True)
class State:
    """``opened`` None: the target did not exist. ``saved_seq``: the last operation that the target holds."""

    target: Path
    opened: Fingerprint | None
    saved_seq: int
    pending: Fingerprint | None = None
    pending_seq: int = 0


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """The files of one working copy; ``vault`` is what its document is protected with."""

    folder: Path
    vault: Vault | None = None

    @property
    def work(self) -> Path:
        return self.folder / _WORK

    @property
    def snapshot(self) -> Path:
        return self.folder / _SNAPSHOT

    @property
    def arriving(self) -> Path:
        """Where a target is copied to; it becomes the working copy only when it has been examined."""
        return self.folder / "arriving.mz"

    def prepare(self) -> None:
        """Make the folder. Raises DocumentError when the data folder cannot be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise from_os_error(error, self.folder, "建立工作副本") from error

    def protected(self, place: Place) -> WorkingCopy:
        """This working copy with the vault of what lies in it or else of the target. Raises PasswordNeeded, WrongPassword."""
        vault = passwords.vault_of(self.folder / _LOCK, place.target) if self.work.exists() else None
        return replace(self, vault=vault or passwords.vault_of(place.target))

    def write_lock(self) -> None:
        """Write down, for after a crash, what the document is protected with. Raises OSError."""
        if self.vault is None:
            (self.folder / _LOCK).unlink(missing_ok=True)
            return
        (self.folder / _LOCK).write_bytes(self.vault.lock)
        if sys.platform != "win32":
            self.folder.chmod(0o700)

    @property
    def has_lock(self) -> bool:
        return (self.folder / _LOCK).exists()

    def require_free(self) -> None:
        """Raises DocumentLocked when another process works on this copy (its lock file was lost or broken)."""
        if not self.work.exists():
            return
        try:
            _operations_since(self.work, 0)
        except DocumentLocked as error:
            say = f"这份文档正由本机的另一个窗口编辑（工作副本：{self.folder}）。请先关闭那个窗口；也可以用只读方式打开。"
            raise DocumentLocked(say, self.work) from error
        except (sqlite3.Error, OSError):
            pass  # damaged: that is told elsewhere

    def clear(self) -> None:
        """Make room for another database. Its log must go, or SQLite would replay it into the new one. Raises OSError."""
        secret = self.vault is not None or self.has_lock
        for name in (_WORK, _WORK + "-wal", _WORK + "-shm", _STATE, _LOCK):
            if secret:
                passwords.wipe(self.folder / name)
            (self.folder / name).unlink(missing_ok=True)

    def settle(self, state: State) -> None:
        """The examined copy that arrived becomes the working copy. Raises OSError."""
        self.clear()
        self.write_lock()
        self.write_state(state)
        replace_file(self.arriving, self.work)

    def remove(self) -> None:
        """Remove everything as far as the system lets us; the connection must be closed before."""
        try:
            self.clear()
        except OSError:
            return
        shutil.rmtree(self.folder, ignore_errors=True)

    def write_state(self, state: State) -> None:
        """Raises OSError."""
        data = {
            "target": str(state.target),
            "opened": state.opened.to_json() if state.opened else None,
            "saved_seq": state.saved_seq,
            "pending": state.pending.to_json() if state.pending else None,
            "pending_seq": state.pending_seq,
        }
        write_json(self.folder / _STATE, data)

    def read_state(self) -> State | None:
        """What the working copy holds; None where its note is missing or torn."""
        data = read_json(self.folder / _STATE)
        if data is None:
            return None
        try:
            opened, pending = Fingerprint.from_json(data["opened"]), Fingerprint.from_json(data["pending"])
            return State(Path(data["target"]), opened, int(data["saved_seq"]), pending, int(data["pending_seq"]))
        except (KeyError, TypeError, ValueError):
            return None


@dataclass(frozen=True, slots=True)
class Recovery:
    """Unsaved work that a crash left behind: offer it with file, time and count.

    ``count`` operations since the last save, the last at ``changed`` (UTC, ISO); ``target_changed``: the target is no longer what was
    opened, so saving will ask; ``readable`` False: the working copy itself is damaged, it can only be kept aside.
    """

    target: Path
    folder: Path
    changed: str
    count: int
    target_changed: bool = False
    readable: bool = True

    @property
    def sentence(self) -> str:
        """For the recovery dialog."""
        if not self.readable:
            return f"“{self.target.name}”上次没有正常关闭，留下的工作副本已无法读取；打开文件时会把它移到备份文件夹保存。"
        say = f"“{self.target.name}”上次没有正常关闭，有 {self.count} 步操作尚未保存（最后一步在{local_time(self.changed)}）。"
        return say + ("文件此后又被其他程序改动过，保存时会再次询问。" if self.target_changed else "")


def settled(state: State) -> State:
    """The state after a save that a crash interrupted: if the target is what it was to become, the save came through. Raises OSError."""
    if state.pending is None:
        return state
    if state.pending.same_content(fingerprint_if_there(state.target)):
        return State(state.target, state.pending, state.pending_seq)
    return State(state.target, state.opened, state.saved_seq)


def find_recovery(place: Place) -> Recovery | None:
    """Unsaved work for the target, whoever holds the lock. None too when another process has the working copy open."""
    working = WorkingCopy(place.working)
    return _look(working, place.target)


def recoverable(target: Path | str, data_dir: Path | str) -> Recovery | None:
    """Unsaved work that a crash left for the target; None when there is none, or when the document is open just now."""
    place = Place.of(target, data_dir)
    if _is_open(place):
        return None
    return find_recovery(place)


def list_recoverable(data_dir: Path | str) -> list[Recovery]:
    """All unsaved work in the data folder, also of targets that were moved or deleted since; the latest first."""
    found = []
    for folder in sorted((Path(data_dir) / "working").glob("*")):
        state = WorkingCopy(folder).read_state()
        if state is not None and not _is_open(Place.of(state.target, data_dir)):
            recovery = _look(WorkingCopy(folder), state.target)
            if recovery is not None:
                found.append(recovery)
    return sorted(found, key=lambda recovery: recovery.changed, reverse=True)


def _is_open(place: Place) -> bool:
    holder = lock.read_holder(place.lock)
    return holder is not None and lock.is_alive(holder)


def _look(working: WorkingCopy, target: Path) -> Recovery | None:
    if not working.work.exists():
        return None
    state = working.read_state()
    try:
        now = fingerprint_if_there(target)
        if state is not None:
            state = settled(state)
    except OSError:
        now = None
    saved = state.saved_seq if state else 0
    try:
        count, changed = _operations_since(working.work, saved)
    except DocumentLocked:
        return None
    except (sqlite3.Error, OSError):
        return Recovery(target, working.folder, "", 0, readable=False)
    if count == 0:
        return None
    opened = state.opened if state else None
    target_changed = opened is not None and now is not None and not now.same_content(opened)
    return Recovery(target, working.folder, changed, count, target_changed)


def _operations_since(work: Path, saved: int) -> tuple[int, str]:
    """(count, time of the last). Reads through the write-ahead log, so it needs a connection that may write."""
    connection = sqlite3.connect(sqlite_uri(work, "rw"), uri=True, isolation_level=None, timeout=0)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # a log without its index file is read in this mode alone
        count = connection.execute("SELECT count(*) FROM operation WHERE seq > ?", (saved,)).fetchone()[0]
        last = connection.execute("SELECT at FROM operation ORDER BY seq DESC LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise DocumentLocked("", work) from error
        raise
    finally:
        connection.close()
    return int(count), str(last[0]) if last else ""
