"""Transactions on the open working copy: one operation written down, reading, and the check of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection

from desktop.core.operations import Edit, EditKind, current_state
from desktop.store import engine, journal
from desktop.store.errors import DamagedDocument
from desktop.store.examine import check_structure
from desktop.store.records import OperationRecord, SourceFile
from desktop.store.repository import load_book, write_edits


def write_durably(
    connection: Connection,
    work: Path,
    record: OperationRecord,
    edits: Sequence[Edit],
    sources: Sequence[SourceFile],
    *,
    to_the_letter: bool = True,
) -> None:
    """Tables and journal in one transaction, on disk when it returns. Raises StaleEdit, DocumentError; nothing was written then."""
    with engine.telling(work, f"记录“{record.label}”"), connection.begin():
        write_edits(connection, edits, to_the_letter=to_the_letter)
        journal.write_operation(connection, record, edits, sources)


@contextmanager
def reading(connection: Connection, work: Path) -> Iterator[Connection]:
    """A consistent view. Content that is not readable becomes DamagedDocument."""
    with engine.telling(work, "读取文档"):
        try:
            with connection.begin():
                yield connection
        except (ValueError, IndexError) as error:
            raise DamagedDocument("文档中的修改记录无法读取，文件可能已损坏。请从备份恢复。", work) from error


def problems(connection: Connection, work: Path) -> list[str]:
    """What is wrong in the working copy: the file as SQLite sees it, and tables that are not what the journal made them."""
    found = [f"数据库结构：{text}" for text in check_structure(engine.raw(connection), work, thorough=True)]
    return found + against_journal(connection, work)


def against_journal(connection: Connection, work: Path) -> list[str]:
    """Where the tables are not what the journal made them."""
    found = []
    with reading(connection, work):
        book, _ = load_book(connection)
        for (kind, key), state in journal.last_states(connection).items():
            if current_state(book, Edit(cast(EditKind, kind), key, None, None)) != state:
                found.append(f"{' '.join(key)}（{kind}）的内容与操作记录不一致。")
        journal.load_stacks(connection)
    return found
