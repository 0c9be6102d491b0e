"""Having a place to oneself: taking its lock, keeping what lies in the way, and giving everything back."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop.store import backups, engine, lock
from desktop.store.errors import DocumentError, from_os_error
from desktop.store.places import Place
from desktop.store.working import WorkingCopy, find_recovery


def take_lock(place: Place, who: str, *, break_lock: bool = False) -> lock.Lock:
    """Raises DocumentLocked, or another DocumentError when the folder cannot be written."""
    from desktop.store.document import PROGRAM

    try:
        return lock.acquire(place.lock, place.target, who=who, program=f"mingzhang {PROGRAM}", break_lock=break_lock)
    except OSError as error:
        raise from_os_error(error, place.target, "打开") from error


def clear_the_way(place: Place, working: WorkingCopy) -> None:
    """Before a new document begins at a place where an old working copy may lie. Raises DocumentError."""
    working.prepare()
    working.require_free()
    set_aside(place, working)


def set_aside(place: Place, working: WorkingCopy) -> None:
    """Keep unsaved work among the backups before its working copy makes room. Raises DocumentError."""
    if find_recovery(place) is not None:
        backups.keep_database(place, working.work, "未保存", working.vault)
        with engine.telling(working.work, "打开"):
            working.clear()


def close(connection: Connection, place: Place, working: WorkingCopy, held: lock.Lock | None, *, unsaved: bool, keep: bool) -> None:
    """Give everything back. Unsaved work stays where it is (``keep``) or goes to the backups; it is never thrown away."""
    engine.disconnect(connection)
    if unsaved and not keep:
        try:
            backups.keep_database(place, working.work, "未保存", working.vault)
        except DocumentError:
            keep = True
    if not (unsaved and keep):
        working.remove()
    if held is not None:
        held.release()
