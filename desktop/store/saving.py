"""保存 and 另存为: lock, compare, snapshot, replace — in this order, so that whatever fails leaves the target as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from desktop.store import backups, creating, engine, holding, lock, opening, passwords, publish
from desktop.store.details import Details
from desktop.store.envelope import open_up
from desktop.store.errors import DamagedDocument, from_os_error
from desktop.store.files import copy_durably, remove_file, replace_file
from desktop.store.places import Place, check_new_name, now
from desktop.store.working import State, WorkingCopy

if TYPE_CHECKING:
    from desktop.store.document import Document


def save(
    connection: Connection, place: Place, working: WorkingCopy, state: State, details: Details, held: lock.Lock, seq: int, overwrite: bool
) -> tuple[State, Details]:
    """Publish to the target that the document belongs to. Returns its new state and details. Raises DocumentError."""
    from desktop.store.document import PROGRAM

    try:
        held.renew(place.target)
    except OSError as error:
        raise from_os_error(error, place.target, "保存") from error
    details = replace(details, saved_by=PROGRAM, saved_at=now())
    snapshot = publish.take_snapshot(
        connection, working, place.target, saved_by=details.saved_by, saved_at=details.saved_at, saved_seq=state.saved_seq
    )
    try:
        standing = publish.look_at_target(place) if overwrite else publish.compare_target(place, state)
        return publish.replace_target(place, working, state, snapshot, seq, standing), details
    finally:
        remove_file(working.snapshot)


def save_as(document: Document, place: Place, overwrite: bool) -> Document:
    """Write the document to another place and open it there; the caller lets go of the old place. Raises DocumentError.

    Where the working copy turns out to be damaged, the figures in memory begin a document without journal.
    """
    from desktop.store.document import Document

    check_new_name(place.target)
    try:
        return _copy_to(document, place, overwrite)
    except DamagedDocument:
        return creating.create(
            Document, place, document.book, document.details, document.who, overwrite=overwrite, vault=document._working.vault
        )


def _copy_to(document: Document, place: Place, overwrite: bool) -> Document:
    from desktop.store.document import PROGRAM, Document

    held = holding.take_lock(place, document.who)
    source = document._working
    old, working = WorkingCopy(place.working), WorkingCopy(place.working, source.vault)
    state = State(place.target, None, 0)
    try:
        standing = publish.look_at_target(place) if overwrite else publish.compare_target(place, state)
        holding.clear_the_way(place, old.protected(place) if old.work.exists() else old)
        snapshot = publish.take_snapshot(
            document._connection, source, place.target, saved_by=PROGRAM, saved_at=now(), saved_seq=document._state.saved_seq
        )
        with engine.telling(working.work, "另存"):
            replace_file(source.snapshot, working.snapshot)
            copy_durably(working.snapshot, working.arriving)
            open_up(working.arriving, place.target)
        seq = document._seq
        state = publish.replace_target(place, working, state, snapshot, seq, standing)
        with engine.telling(working.work, "另存"):
            working.settle(state)
        return opening.start(Document, place, working, state, document.who, held)
    except BaseException:
        remove_file(working.arriving)
        remove_file(working.snapshot)
        remove_file(source.snapshot)
        held.release()
        raise


def change_password(document: Document, password: str | None) -> int:
    """See :meth:`Document.set_password`."""
    old = document._working
    new = replace(old, vault=passwords.new_vault(password) if password is not None else None)
    document._working = new
    try:
        document.publish()
    except BaseException:
        document._working = old
        raise
    passwords.hold(new.vault)
    with engine.telling(new.work, "保存"):
        new.write_lock()
    left = backups.change_lock(document._place, old.vault, new.vault)
    passwords.release(old.vault)
    return left
