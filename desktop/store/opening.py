"""Opening: on which copy one works, and what becomes of what was found."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from desktop.core.cells import Book
from desktop.core.operations import Operation, StaleEdit, apply_edits
from desktop.store import backups, engine, journal, lock, passwords
from desktop.store.details import Details
from desktop.store.envelope import open_up
from desktop.store.errors import (
    DamagedDocument,
    DocumentError,
    DocumentLocked,
    DocumentMissing,
    NewerDocument,
    NotADocument,
)
from desktop.store.examine import check_structure, examine
from desktop.store.files import copy_durably, fingerprint, remove_file
from desktop.store.holding import set_aside, take_lock
from desktop.store.migrate import migrate
from desktop.store.places import Place
from desktop.store.repository import load_book
from desktop.store.shapes import VERSION
from desktop.store.working import Recovery, State, WorkingCopy, find_recovery, settled

if TYPE_CHECKING:
    from desktop.store.document import Document

_ASIDE = "这些内容没有用上，已移到备份中（注明“未保存”），可以恢复成另一个文件。"
_UNUSED_BYTES = (
    "“{name}”中有个别字节与保存时不同，但不在内容里：全部数字和修改记录的校验值都相符，没有丢失。"
    "存放文件的磁盘或 U 盘可能有故障，请保存一次并另备份到别处。"
)
_READER_LEFT = 2 * 86400.0  # seconds after which the private copy of a reader that crashed is removed


def load(connection: Connection, place: Place) -> tuple[Book, Details, journal.Stacks, int]:
    """(book, details, undo and redo, last number). Raises DamagedDocument."""
    with engine.telling(place.target, "打开"):
        try:
            with connection.begin():
                book, details = load_book(connection)
                return book, details, journal.load_stacks(connection), journal.last_seq(connection)
        except (ValueError, IndexError) as error:
            say = f"“{place.target.name}”的内容无法读取，文件可能已损坏。请用“恢复备份”取回最近一次保存的版本。"
            raise DamagedDocument(say, place.target) from error


def open_writing(make: type[Document], place: Place, who: str, *, recover: bool, break_lock: bool, repair: bool = False) -> Document:
    """See :meth:`Document.open`."""
    working = WorkingCopy(place.working)
    there = place.target.is_file()
    if not there and find_recovery(place) is None:
        raise _missing(place)
    working = _protected(place, working, repair=repair)
    try:
        held = take_lock(place, who, break_lock=break_lock)
    except DocumentLocked:
        raise
    except DocumentError as error:
        gone = "现在找不到，U 盘或网络盘可能没有连接" if not place.target.parent.is_dir() else "不能写入"
        reason = f"“{place.target.name}”所在的文件夹{gone}，已用只读方式打开（{place.target.parent}）。"
        recovery = find_recovery(place)
        if recover and recovery is not None and recovery.readable:
            return _open_recovered(make, place, working, who, None, recovery, reason)
        if not there:
            raise
        document = open_reading(make, place, who, reason)
        document.notices = (*document.notices, error.message)
        return document
    try:
        remove_file(place.parcel)  # a save that was killed half-way
        working.require_free()
        recovery = find_recovery(place)
        if recover and recovery is not None and recovery.readable:
            return _open_recovered(make, place, working, who, held, recovery, "")
        notices = [] if recovery is None else [recovery.sentence if not recovery.readable else f"{recovery.sentence}{_ASIDE}"]
        try:
            return _open_fresh(make, place, working, who, held, notices)
        except (DamagedDocument, NotADocument):
            if not repair:
                raise
            return _open_repaired(make, place, working, who, held, notices)
    except BaseException:
        held.release()
        raise


def _open_repaired(make: type[Document], place: Place, working: WorkingCopy, who: str, held: lock.Lock, notices: list[str]) -> Document:
    """The user agreed: what can be saved of the damaged file, as unsaved work; the file itself goes to the backups."""
    from desktop.store import remaking
    from desktop.store.repair import find_repair

    found = find_repair(place.target, place.data_dir)
    if found is None:
        raise DamagedDocument(f"“{place.target.name}”无法修复，也没有可用的备份。请向提供文件的人重新索取。", place.target)
    try:
        found.write(working.arriving)
        saved = remaking.mark(working.arriving, who, "修复损坏的文件")
        backups.keep(place, place.target, "损坏")
        set_aside(place, working)
        with engine.telling(working.work, "修复"):
            state = State(place.target, fingerprint(place.target), saved)
            working.settle(state)
    finally:
        passwords.drop(working.arriving)
    return start(make, place, working, state, who, held, notices=[*notices, f"文件已损坏，已修复：{found.sentence}"])


def open_reading(make: type[Document], place: Place, who: str, reason: str) -> Document:
    """A private copy that is thrown away on closing; no lock."""
    folder = place.data_dir / "reading"
    _remove_old(folder)
    working = WorkingCopy(folder / os.urandom(8).hex(), passwords.vault_of(place.target))
    try:
        return _open_fresh(make, place, working, who, None, [], reason or f"“{place.target.name}”以只读方式打开。")
    except BaseException:
        working.remove()
        raise


def _open_fresh(
    make: type[Document], place: Place, working: WorkingCopy, who: str, held: lock.Lock | None, notices: list[str], reason: str = ""
) -> Document:
    vault = passwords.vault_of(place.target)
    working.prepare()
    with engine.telling(place.target, "打开"):
        if not place.target.is_file():
            raise _missing(place)
        opened = copy_durably(place.target, working.arriving)
        try:
            seal = open_up(working.arriving, place.target)
        except DocumentError:
            remove_file(working.arriving)
            raise
    try:
        facts = examine(working.arriving, place.target)
        if seal == "altered":
            notices = [*notices, _UNUSED_BYTES.format(name=place.target.name)]
        if held is not None:
            if facts.version < VERSION:
                backups.keep(place, place.target, "升级前")
            set_aside(place, working)
        working = replace(working, vault=vault)  # what lay aside may have had another
        state = State(place.target, opened, facts.last_seq)
        with engine.telling(working.work, "打开"):
            working.settle(state)
    finally:
        passwords.drop(working.arriving)
    return start(make, place, working, state, who, held, reason=reason, notices=notices, reindex=not facts.index_sound)


def _protected(place: Place, working: WorkingCopy, *, repair: bool) -> WorkingCopy:
    """The working copy with what protects the document; what is repaired is protected as its newest backup. Raises PasswordNeeded."""
    working = working.protected(place)
    if working.vault is None and repair:
        newest = next(iter(backups.list_backups(place.target, place.data_dir)), None)
        return replace(working, vault=passwords.vault_of(newest.path, place.target) if newest else None)
    return working


def _open_recovered(
    make: type[Document], place: Place, working: WorkingCopy, who: str, held: lock.Lock | None, recovery: Recovery, reason: str
) -> Document:
    """Go on with the working copy that a crash left. If it turns out to be damaged it is put aside and the target opened."""
    state = working.read_state() or State(place.target, None, 0)
    try:
        with engine.telling(working.work, "恢复"):
            state = settled(state) if held is not None else state
            working.write_state(state)
            working.write_lock()
        return start(make, place, working, state, who, held, reason=reason, recovered=recovery, check=True)
    except NewerDocument:
        raise
    except DamagedDocument:
        if held is None:
            raise
        return _open_salvaged(make, place, working, who, held, state, recovery)


def _open_salvaged(
    make: type[Document], place: Place, working: WorkingCopy, who: str, held: lock.Lock, state: State, recovery: Recovery
) -> Document:
    """The working copy is damaged: the saved version, and on it the steps that the journal of the damaged copy still gives."""
    from desktop.store import remaking

    steps = remaking.salvaged(working.work, state.saved_seq, place)
    document = _open_fresh(make, place, working, who, held, [])
    redone = 0
    if document._seq == state.saved_seq:
        for record, edits in steps:
            try:
                document.append(Operation(record.label, record.cause, edits), undoes=record.undoes, redoes=record.redoes)
                apply_edits(document.book, edits)
            except (DocumentError, StaleEdit, ValueError):
                break
            redone += 1
    there = f"已按其中的修改记录重做了 {redone} 步（共 {recovery.count} 步），请核对后保存" if redone else "现在打开的是最近一次保存的版本"
    document.notices = (*document.notices, f"“{place.target.name}”上次留下的工作副本已损坏，已移到备份文件夹；{there}。")
    return document


def start(
    make: type[Document],
    place: Place,
    working: WorkingCopy,
    state: State,
    who: str,
    held: lock.Lock | None,
    *,
    reason: str = "",
    recovered: Recovery | None = None,
    notices: list[str] | None = None,
    check: bool = False,
    reindex: bool = False,
) -> Document:
    """The document over a settled working copy. ``check``: it was not verified yet; ``reindex``: an index of it is not sound.

    Raises DamagedDocument, NewerDocument and other DocumentErrors; nothing stays open then.
    """
    from desktop.store.writing import against_journal

    with engine.telling(working.work, "打开"):
        connection = engine.connect(working.work)
    try:
        raw = engine.raw(connection)
        with engine.telling(working.work, "打开"):
            if check and (broken := check_structure(raw, working.work)):
                raise DamagedDocument(f"工作副本已损坏（{broken[0]}）。", working.work)
            version = int(raw.execute("PRAGMA user_version").fetchone()[0])
            if version > VERSION:
                raise NewerDocument(f"“{place.target.name}”未保存的内容由较新版本的明账留下。请用新版本打开。", place.target)
            if reindex:
                raw.execute("REINDEX")
            migrate(raw, version, VERSION)
            if check and (broken := against_journal(connection, working.work)):  # it has no seals, but its own journal
                raise DamagedDocument(f"工作副本已损坏（{broken[0]}）。", working.work)
        return make(place, working, connection, state, who, held, read_only_reason=reason, recovered=recovered, notices=notices or ())
    except BaseException:
        engine.disconnect(connection)
        raise


def _missing(place: Place) -> DocumentMissing:
    if place.target.is_dir():
        return DocumentMissing(f"“{place.target}”是一个文件夹，不是文档。请选择其中的 *.mz 文件。", place.target)
    return DocumentMissing(f"找不到“{place.target}”。请检查文件是否已移动、改名或删除，U 盘、网络盘是否已连接。", place.target)


def _remove_old(folder: Path) -> None:
    for old in folder.glob("*"):
        try:
            left = WorkingCopy(old)
            if left.has_lock:  # a protected document does not lie about for days; that it is open is asked of SQLite
                left.require_free()
                left.remove()
            elif time.time() - old.stat().st_mtime > _READER_LEFT:
                shutil.rmtree(old, ignore_errors=True)
        except (OSError, DocumentLocked):
            continue
