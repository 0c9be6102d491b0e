"""保存: from the working copy to the target, so that at every moment the target is the old version or the new one, whole.

The snapshot is made and examined in the private folder; only finished bytes travel to the folder of the target, into a temporary
file that then takes the target's place. SQLite never works on the stick or share.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, update
from sqlalchemy.exc import DBAPIError

from desktop.store import backups, engine, parts, passwords, tables
from desktop.store.envelope import close_up
from desktop.store.errors import (
    KEPT,
    WORK_DAMAGED,
    ChangedOutside,
    DamagedDocument,
    DocumentError,
    ReadOnlyTarget,
    TargetExists,
    from_os_error,
    from_sqlite,
)
from desktop.store.examine import examine
from desktop.store.files import Fingerprint, copy_durably, fingerprint, fingerprint_if_there, remove_file, replace_file
from desktop.store.places import Place, local_time
from desktop.store.policy import read_policy
from desktop.store.seals import write_seals
from desktop.store.shapes import SHAPES, VERSION
from desktop.store.working import State, WorkingCopy


def take_snapshot(
    connection: Connection, working: WorkingCopy, target: Path, *, saved_by: str, saved_at: str, saved_seq: int
) -> Fingerprint:
    """A finished file of the working copy, complete, sealed and examined, at ``working.snapshot``. What was saved up to ``saved_seq`` may be packed.

    Raises:
        DiskFull, DamagedDocument, DocumentError: there is no snapshot then, and the working copy is as it was.
    """
    raw, snapshot = engine.raw(connection), working.snapshot
    passwords.drop(snapshot)
    try:
        with connection.begin():
            connection.execute(update(tables.header).where(tables.header.c.back == 0).values(saved_by=saved_by, saved_at=saved_at))
            parts.pack(connection, saved_seq)
            write_seals(raw, SHAPES[VERSION])
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.execute("VACUUM INTO ?", (str(snapshot),))
        # The seals were made from the working copy: that they fit the snapshot shows that every row arrived.
        examine(snapshot, working.work)
        close_up(snapshot, working.vault)
        return fingerprint(snapshot)
    except (sqlite3.Error, DBAPIError) as error:
        passwords.drop(snapshot)
        raise from_sqlite(error, working.work, "保存") from error
    except OSError as error:
        passwords.drop(snapshot)
        error.filename = error.filename or str(snapshot)
        raise from_os_error(error, target, "保存") from error
    except DamagedDocument as error:
        passwords.drop(snapshot)
        raise DamagedDocument(f"保存时核对没有通过，文件没有改动。{WORK_DAMAGED}", working.work) from error


def compare_target(place: Place, state: State) -> Fingerprint | None:
    """The target as it stands now, if it may be replaced; None when it is gone or was never there.

    Raises:
        TargetExists: there is a file where none was. ChangedOutside: it is not what was opened. ReadOnlyTarget, DocumentError.
    """
    found = look_at_target(place)
    if found is None or found.same_content(state.opened):
        return found
    name, when = place.target.name, _time_of(place.target)
    if state.opened is None:
        raise TargetExists(f"“{place.target}”已经存在。请换一个文件名，或确认覆盖（原文件会保存在备份中）。", place.target)
    raise ChangedOutside(
        f"“{name}”在打开之后被其他程序改动过（改动时间{when}）。为避免覆盖对方的内容，没有保存。"
        "请另存为新文件，或确认覆盖（对方的版本会保存在备份中）。",
        place.target,
    )


def look_at_target(place: Place) -> Fingerprint | None:
    """Fingerprint of the target, None when there is none. Raises DocumentError when it cannot be read or must not be written."""
    try:
        found = fingerprint_if_there(place.target)
    except OSError as error:
        raise from_os_error(error, place.target, "保存") from error
    if found is not None and not os.access(place.target, os.W_OK):
        raise ReadOnlyTarget(f"“{place.target}”是只读文件，没有保存。请取消文件的只读属性，或另存为新文件。", place.target)
    return found


def _time_of(path: Path) -> str:
    from datetime import UTC, datetime

    try:
        return local_time(datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat())
    except OSError:
        return "不详"


def replace_target(
    place: Place, working: WorkingCopy, state: State, snapshot: Fingerprint, seq: int, standing: Fingerprint | None
) -> State:
    """Put the snapshot in the place of the target; ``standing`` is what stands there (None: nothing). Returns the new state.

    The version that stood there is kept in the backups first, the new one joins them afterwards.

    Raises:
        DiskFull, ReadOnlyTarget, DocumentMissing, DocumentError: the target is as it was.
    """
    if standing is not None:
        _keep_standing(place, standing, state)
    parcel = place.parcel
    pending = replace(state, pending=snapshot, pending_seq=seq)
    try:
        arrived = copy_durably(working.snapshot, parcel)
        if not arrived.same_content(snapshot) or not fingerprint(parcel).same_content(snapshot):
            raise DocumentError(
                f"写入“{place.target.parent}”的内容与原内容不符，磁盘可能有故障。原文件没有改动，请另存到其他磁盘。{KEPT}", place.target
            )
        if standing is not None and sys.platform != "win32":
            _copy_mode(place.target, parcel)
        working.write_state(pending)
        replace_file(parcel, place.target)
    except OSError as error:
        raise from_os_error(error, place.target, "保存") from error
    finally:
        remove_file(parcel)
    settled = State(place.target, snapshot, seq)
    try:
        working.write_state(settled)
        backups.keep(place, working.snapshot, "保存", move=True)
        backups.thin(place.backups, policy=read_policy(place.data_dir))
    except (OSError, DocumentError):
        pass  # the document is saved; the state on disk is settled from ``pending`` at the next opening
    return settled


def _keep_standing(place: Place, standing: Fingerprint, state: State) -> None:
    """Keep what is about to be replaced, unless the newest backup is that very file."""
    ours = standing.same_content(state.opened)
    newest = next(iter(backups.list_backups(place.target, place.data_dir)), None)
    try:
        if ours and newest is not None and newest.size == standing.size and fingerprint(newest.path).same_content(standing):
            return
    except OSError:
        pass
    backups.keep(place, place.target, "打开" if ours else "覆盖")


def _copy_mode(source: Path, to: Path) -> None:
    with contextlib.suppress(OSError):
        shutil.copymode(source, to)
