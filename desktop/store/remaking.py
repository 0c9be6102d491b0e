"""The ways of :mod:`desktop.store.repair` that make a database anew. Each works on private copies and raises DocumentError.

A journal is replayed edit by edit with the old states compared, so that what does not fit is refused instead of mixed up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from desktop.core.cells import Acknowledgement, Book, CellRef, Entry, Origin, Row
from desktop.core.operations import Edit, EditKind, StaleEdit, apply_edits, current_state
from desktop.store import engine, journal, tables
from desktop.store.codec import join_value, read_attrs
from desktop.store.details import Details
from desktop.store.envelope import open_up
from desktop.store.errors import DamagedDocument, DocumentError
from desktop.store.files import copy_durably
from desktop.store.migrate import migrate
from desktop.store.places import Place, now
from desktop.store.records import OperationRecord
from desktop.store.repository import load_book, read_headers
from desktop.store.shapes import VERSION

Write = Callable[[Path], None]


@contextmanager
def opened(path: Path) -> Iterator[Connection]:
    """A private database raised to the present version."""
    with engine.telling(path, "修复"):
        connection = engine.connect(path)
    try:
        with engine.telling(path, "修复"):
            raw = engine.raw(connection)
            migrate(raw, int(raw.execute("PRAGMA user_version").fetchone()[0]), VERSION)
        yield connection
    except (ValueError, IndexError, StaleEdit) as error:
        raise DamagedDocument("修复没有成功：剩下的内容互相矛盾。文件没有改动，请从备份恢复。", path) from error
    finally:
        engine.disconnect(connection)


def continues(backup: Path, damaged: Path, last: int, place: Place) -> bool:
    """Whether the first ``last`` operations of the damaged document are those of the backup."""
    try:
        with _both(backup, damaged.read_bytes(), place) as (base, broken):
            return _first(base, last) == _first(broken, last)
    except (DocumentError, DBAPIError, sqlite3.Error):
        return False


def _first(connection: Connection, last: int) -> list[OperationRecord]:
    with connection.begin():
        return [record for record in journal.read_records(connection) if record.seq <= last]


def replayed(backup: Path, damaged: bytes, last: int, place: Place) -> Write:
    """The backup, and behind it what the journal of the damaged document holds beyond operation ``last``."""

    def write(to: Path) -> None:
        copy_durably(backup, to)
        open_up(to, backup)
        with _plain(damaged, place) as broken, opened(to) as base:
            with broken.begin():
                later = [record.seq for record in reversed(journal.read_records(broken)) if record.seq > last]
                steps = [journal.read_operation(broken, seq) for seq in later]
                sources = journal.read_sources(broken)
            for step in steps:
                _write(base, to, step, step.operation.edits, [file for file in sources if file.seq == step.seq])

    return write


def from_figures(damaged: bytes, place: Place) -> Write:
    """Everything but the journal."""

    def write(to: Path) -> None:
        from desktop.store.creating import fill_new

        with _plain(damaged, place) as broken, broken.begin():
            book, details = load_book(broken)
        fill_new(to, book, details)

    return write


def from_journal(damaged: bytes, place: Place) -> tuple[int, int, Write] | None:
    """(cells remade, cells that no operation speaks of, how to write it); None where even the head of the document is gone."""
    try:
        with _plain(damaged, place) as broken, broken.begin():
            book, details = _readable_book(broken)
            states = journal.last_states(broken)
            records = [journal.read_operation(broken, record.seq) for record in reversed(journal.read_records(broken))]
            sources = journal.read_sources(broken)
    except (DocumentError, DBAPIError, ValueError, IndexError, TypeError, AttributeError):  # nothing is checked yet of what is left
        return None
    spoken_of = set(states)
    unchecked = sum((kind, key) not in spoken_of for kind, key in _keys(book))
    for (kind, key), state in states.items():
        edit = Edit(cast(EditKind, kind), key, None, None)
        standing = current_state(book, edit)
        if standing != state:
            apply_edits(book, (Edit(edit.kind, key, standing, state),))

    def write(to: Path) -> None:
        from desktop.store.creating import fill_new

        fill_new(to, book, details)
        with opened(to) as made, engine.telling(to, "修复"), made.begin():
            for record in records:
                files = [file for file in sources if file.seq == record.seq]
                journal.write_operation(made, record, record.operation.edits, files)

    return sum(state is not None for state in states.values()), unchecked, write


def mark(path: Path, who: str, label: str) -> int:
    """Write down in the journal that the document was repaired; the number of the operation before."""
    with opened(path) as connection, engine.telling(path, "修复"), connection.begin():
        last = journal.last_seq(connection)
        journal.write_operation(connection, OperationRecord(last + 1, now(), who, label, "restore"), (), ())
    return last


def salvaged(work: Path, after: int, place: Place) -> list[tuple[OperationRecord, tuple[Edit, ...]]]:
    """The operations behind ``after`` that a damaged working copy still gives, up to the first that it does not."""
    from desktop.store.repair import scratch

    found: list[tuple[OperationRecord, tuple[Edit, ...]]] = []
    with scratch(place) as copy:
        try:
            copy_durably(work, copy)
            log = work.with_name(work.name + "-wal")
            if log.exists():
                copy_durably(log, copy.with_name(copy.name + "-wal"))
            connection = engine.connect(copy)
        except (OSError, sqlite3.Error, DBAPIError):
            return []
        try:
            with connection.begin():
                seq = after + 1
                while True:
                    step = journal.read_operation(connection, seq)
                    found.append(
                        (
                            OperationRecord(step.seq, step.when, step.who, step.label, step.cause, step.undoes, step.redoes),
                            step.operation.edits,
                        )
                    )
                    seq += 1
        except (KeyError, ValueError, IndexError, sqlite3.Error, DBAPIError):
            return found
        finally:
            engine.disconnect(connection)


def _write(base: Connection, path: Path, record: OperationRecord, edits: tuple[Edit, ...], sources: list[Any]) -> None:
    from desktop.store.writing import write_durably

    try:
        write_durably(base, path, record, edits, sources)
    except StaleEdit:
        write_durably(base, path, record, edits, sources, to_the_letter=False)


@contextmanager
def _plain(database: bytes, place: Place) -> Iterator[Connection]:
    from desktop.store.repair import scratch

    with scratch(place) as path:
        path.write_bytes(database)
        with opened(path) as connection:
            yield connection


@contextmanager
def _both(backup: Path, damaged: bytes, place: Place) -> Iterator[tuple[Connection, Connection]]:
    from desktop.store.repair import scratch

    with scratch(place) as path:
        copy_durably(backup, path)
        open_up(path, backup)
        with opened(path) as base, _plain(damaged, place) as broken:
            yield base, broken


def _readable_book(connection: Connection) -> tuple[Book, Details]:
    """The book with whatever rows can still be read. Raises ValueError when the header cannot."""
    books, details = read_headers(connection)
    book = books[0]
    for row in _rows(connection, tables.entry):
        if row.back < len(books) and row.form and row.row_id and row.column_id:
            entry = Entry(join_value(row.kind, row.amount, row.text), Origin(row.how, row.file, row.sheet, row.address))
            books[row.back].sheet(row.form).entered[row.row_id, row.column_id] = entry
    for row in _rows(connection, tables.sheet_row):
        if row.back < len(books):
            books[row.back].sheet(row.form).rows[row.row_id] = Row(row.row_id, row.label, row.parent, read_attrs(row.attrs))
    for row in _rows(connection, tables.note):
        book.sheet(row.form).notes[row.row_id, row.column_id] = row.text
    for row in _rows(connection, tables.acknowledgement):
        key = (row.check_id, row.form, row.scope)
        book.acknowledgements[key] = Acknowledgement(*key, row.reason, row.fingerprint, row.who, row.at)
    for row in _rows(connection, tables.setting):
        book.settings[row.name] = row.text
    return book, details


def _rows(connection: Connection, table: Any) -> Iterator[Any]:
    """Rows up to the first place that cannot be read."""
    try:
        yield from connection.execute(select(table))
    except (DBAPIError, sqlite3.Error, ValueError, TypeError):
        return


def _keys(book: Book) -> Iterator[tuple[str, tuple[str, ...]]]:
    for current, kind, row_kind in ((book, "cell", "row"), (book.prior, "prior", "prior_row")):
        for form, sheet in current.sheets.items() if current else ():
            yield from ((kind, tuple(CellRef(form, *place))) for place in sheet.entered)
            yield from ((row_kind, (form, row)) for row in sheet.rows)
            if current is book:
                yield from (("note", (form, *place)) for place in sheet.notes)
    yield from (("acknowledgement", key) for key in book.acknowledgements)
    yield from (("setting", (name,)) for name in book.settings)
