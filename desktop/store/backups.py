"""Backups of a document: one at every save, thinned by age, restored to a new file. Kept in ``data_dir/backups/<key>/``.

How many stay is a rule in data (:mod:`desktop.store.policy`): by default every saved version of the last hour, then the last one of every hour for
a day, of every day for a month, of every week for a year, of every month for ever.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from desktop.store import passwords
from desktop.store.envelope import close_up, open_up
from desktop.store.errors import DocumentError, DocumentMissing, TargetExists, from_os_error
from desktop.store.examine import Examined, examine
from desktop.store.files import copy_durably, remove_file, replace_file
from desktop.store.passwords import Vault
from desktop.store.places import SUFFIX, Place, check_new_name, sqlite_uri
from desktop.store.policy import Policy, read_policy
from desktop.store.seals import write_seals
from desktop.store.shapes import SHAPES

Reason = Literal["保存", "打开", "手动", "覆盖", "未保存", "升级前", "损坏"]
"""保存 what was written by a save · 打开 what stood in the target before · 手动 asked for · 覆盖 another program's version that was replaced ·
未保存 work that was not saved · 升级前 a file before its format was raised · 损坏 a file before it was repaired"""

_NAME = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)-(\d+)-([^.]+)\.mz\Z")
_STAMP = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; ``when`` is UTC."""

    path: Path
    when: datetime
    reason: str
    size: int


def list_backups(target: Path | str, data_dir: Path | str) -> list[Backup]:
    """Backups of the target, the newest first."""
    return _list(Place.of(target, data_dir).backups)


def _list(folder: Path) -> list[Backup]:
    found: list[tuple[int, Backup]] = []
    for path in folder.glob("*.mz"):
        match = _NAME.match(path.name)
        if match is None:
            continue
        try:
            when = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            found.append((int(match[2]), Backup(path, when, match[3], path.stat().st_size)))
        except (OSError, ValueError):
            continue
    # By the running number, not by time: a clock that was set back must not make the newest look old.
    return [backup for _, backup in sorted(found, key=lambda pair: pair[0], reverse=True)]


def make_backup(target: Path | str, data_dir: Path | str) -> Backup:
    """Back the file up as it stands now.

    Raises:
        NotADocument, DamagedDocument, NewerDocument, DocumentMissing, DiskFull …: it cannot be read or there is no room.
    """
    place = Place.of(target, data_dir)
    backup = keep(place, place.target, "手动")
    try:
        look_into(backup.path, place.target, place.data_dir)
    except DocumentError:
        remove_file(backup.path)
        raise
    return backup


def look_into(file: Path, name: Path, data_dir: Path) -> Examined:
    """Examine a finished file on a private copy of it. Raises DocumentError."""
    copy = data_dir / "reading" / f"{os.urandom(8).hex()}.mz"
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy_durably(file, copy)
        open_up(copy, name)
        return examine(copy, name)
    except OSError as error:
        raise from_os_error(error, file, "打开") from error
    finally:
        passwords.drop(copy)


def keep(place: Place, file: Path, reason: Reason, *, move: bool = False) -> Backup:
    """Put a copy of ``file`` (or the file itself) among the backups of the place. Raises DocumentError."""
    assert reason in get_args(Reason)
    try:
        place.backups.mkdir(parents=True, exist_ok=True)
        when = datetime.now(UTC)
        numbers = [int(match[2]) for path in place.backups.glob("*.mz") if (match := _NAME.match(path.name))]
        path = place.backups / f"{when.strftime(_STAMP)}-{max(numbers, default=0) + 1:06d}-{reason}{SUFFIX}"
        if move:
            replace_file(file, path)
        else:
            part = path.with_suffix(".part")
            try:
                copy_durably(file, part)
                replace_file(part, path)
            except BaseException:
                remove_file(part)
                raise
        return Backup(path, when, reason, path.stat().st_size)
    except OSError as error:
        raise from_os_error(error, file, "备份") from error


def keep_database(place: Place, work: Path, reason: Reason, vault: Vault | None = None) -> Backup:
    """Keep a working copy with its write-ahead log; what is damaged is kept as the bytes it consists of. Raises DocumentError.

    With a ``vault`` what is kept is encrypted; the working copy itself never is, or it could not be recovered when there is no room.
    """
    log = work.with_name(work.name + "-wal")
    sound = False
    try:
        connection = sqlite3.connect(sqlite_uri(work, "rw"), uri=True, isolation_level=None, timeout=0)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version in SHAPES:  # sealed anew, or it could not be told from a damaged one later
                connection.execute("BEGIN IMMEDIATE")
                write_seals(connection, SHAPES[version])
                connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = DELETE")  # draws the log into the file
            sound = version in SHAPES
        finally:
            connection.close()
    except sqlite3.Error:
        pass
    if vault is not None:
        backup = _keep_locked(place, work, reason, vault, sound)
    else:
        if sound:
            with suppress(OSError):  # without a seal over every byte it is still a document
                close_up(work)
        backup = keep(place, work, reason)
    if log.exists() and log.stat().st_size:
        try:
            beside = backup.path.with_name(backup.path.name + "-wal")
            copy_durably(log, beside)
            if vault is not None:
                passwords.encrypt(beside, vault)
        except OSError as error:
            raise from_os_error(error, log, "备份") from error
    return backup


def _keep_locked(place: Place, work: Path, reason: Reason, vault: Vault, sound: bool) -> Backup:
    sealed = work.with_name("kept.mz")
    try:
        copy_durably(work, sealed)
        close_up(sealed, vault) if sound else passwords.encrypt(sealed, vault)
        return keep(place, sealed, reason, move=True)
    except OSError as error:
        raise from_os_error(error, work, "备份") from error
    finally:
        passwords.drop(sealed)


def change_lock(place: Place, old: Vault | None, new: Vault | None) -> int:
    """Protect the backups of a place as the document is now; how many had to stay as they were. Nothing is lost where it fails."""
    left = 0
    for backup in _list(place.backups):
        part = backup.path.with_suffix(".part")
        try:
            if passwords.lock_of(backup.path) != (old.lock if old else None):
                left += passwords.lock_of(backup.path) != (new.lock if new else None)
                continue
            copy_durably(backup.path, part)
            if old is not None:
                passwords.decrypt(part, old, backup.path)
            if new is not None:
                passwords.encrypt(part, new)
                passwords.wipe(backup.path)
            replace_file(part, backup.path)
        except (OSError, DocumentError):
            left += 1
        finally:
            passwords.drop(part)
    return left


def restore_backup(backup: Backup | Path, to: Path | str) -> Path:
    """Write a backup to a new file; an existing file is never touched. Returns the file.

    Raises:
        TargetExists, UnusableName, DocumentMissing, DamagedDocument, DiskFull …
    """
    source = backup.path if isinstance(backup, Backup) else Path(backup)
    target = Path(to)
    check_new_name(target)
    if target.exists():
        raise TargetExists(f"“{target}”已经存在。恢复备份不会覆盖已有文件，请换一个文件名。", target)
    if not source.exists():
        raise DocumentMissing(f"备份“{source}”已不存在，请另选一份。", source)
    part = target.with_name(f".~restore.{target.name}"[:120])
    copy = source.with_name(f".restoring-{os.urandom(4).hex()}")  # beside the target nothing lies unprotected, not even for a moment
    try:
        copy_durably(source, copy)
        vault = passwords.vault_of(copy, source)
        open_up(copy, source)
        examine(copy, source)
        close_up(copy, vault)
        copy_durably(copy, part)
        replace_file(part, target)
    except OSError as error:
        raise from_os_error(error, target, "恢复备份到") from error
    finally:
        remove_file(part)
        passwords.drop(copy)
    return target


def thin(folder: Path, now: datetime | None = None, policy: Policy | None = None) -> None:
    """Remove the backups that the rule does not keep. What cannot be removed now stays."""
    backups = _list(folder)
    staying = choose_kept(backups, now or datetime.now(UTC), policy)
    for backup in backups:
        if backup not in staying:
            remove_file(backup.path)
            remove_file(backup.path.with_name(backup.path.name + "-wal"))


def choose_kept(backups: Sequence[Backup], now: datetime, policy: Policy | None = None) -> list[Backup]:
    """Those of ``backups`` (newest first) that stay.

    The clock is not trusted: what seems to come from the future is young, and the newest ones stay whatever it says.
    """
    policy = policy or read_policy()
    kept = list(backups[: policy.newest])
    seen: set[str] = set()
    for backup in backups:
        age = now - backup.when
        step = next(step for step in policy.steps if step.age is None or age < step.age)
        special = backup.reason in policy.always_whole or (backup.reason not in ("保存", "打开") and age < policy.whole)
        place = backup.path.name if special or not step.stamp else f"{step.period} {backup.when.strftime(step.stamp)}"
        if place not in seen:
            seen.add(place)
            if backup not in kept:
                kept.append(backup)
    return kept
