"""Versions: named places in the journal. A version keeps no copy of the document; what it held is read from the journal backwards.

The state under every key that was changed since is the ``old`` of its first edit behind the version; everything else is as it is now. So a
version costs a hundred bytes however large the document is, and is exact to the digit. ``sha256`` is of the whole content at that time: when what
the journal gives does not fit it, the version is refused and nothing is changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from desktop.core.cells import Book, Sheet
from desktop.core.operations import Edit, EditKind, State, apply_edits, current_state
from desktop.store.codec import read_key, read_state, write_key, write_state
from desktop.store.errors import DamagedDocument, ReadOnlyTarget
from desktop.store.places import now

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.store.document import Document

VersionCause = Literal["named", "import", "finish", "restore"]
"""``named`` by a person · the others are made by themselves: before an import, with 定稿, before going back to a version"""
AUTOMATIC_KEPT: Final = 30
"""Versions made by themselves that stay; the oldest of them go first. Those named by a person stay until they are dropped."""


@dataclass(frozen=True, slots=True)
class Version:
    """``seq`` is the operation behind which it was made, ``when`` UTC in ISO form."""

    number: int
    seq: int
    when: str
    who: str
    name: str
    cause: VersionCause
    sha256: str


def list_versions(document: Document) -> list[Version]:
    """The newest first."""
    from sqlalchemy import select

    from desktop.store import tables
    from desktop.store.writing import reading

    with document._guard:
        document._must_be_open()
        with reading(document._connection, document._working.work) as connection:
            return [_version(row) for row in connection.execute(select(tables.version).order_by(tables.version.c.number.desc()))]


def save_version(document: Document, name: str, cause: VersionCause = "named") -> Version:
    """Name the document as it is now; durable when it returns, in the file with the next save.

    Raises:
        ReadOnlyTarget, DiskFull, DocumentError: nothing was written.
    """
    from sqlalchemy import func, insert, select

    from desktop.store import engine, tables

    with document._guard:
        _must_be_writable(document)
        connection = document._connection
        digest = content_hash(document.book)
        with engine.telling(document._working.work, "保存版本"), connection.begin():
            number = int(connection.execute(select(func.max(tables.version.c.number))).scalar() or 0) + 1
            made = Version(number, document._seq, now(), document.who, name, cause, digest)
            row = {"number": number, "seq": made.seq, "at": made.when, "who": made.who, "name": name, "cause": cause, "sha256": digest}
            connection.execute(insert(tables.version), row)
            _thin(connection)
        document._versions_unsaved = True
        return made


def drop_version(document: Document, number: int) -> None:
    """Take a version out of the list; the journal and the document stay as they are. Nothing happens when there is none."""
    from sqlalchemy import delete

    from desktop.store import engine, tables

    with document._guard:
        _must_be_writable(document)
        with engine.telling(document._working.work, "删除版本"), document._connection.begin():
            gone = document._connection.execute(delete(tables.version).where(tables.version.c.number == number)).rowcount
        document._versions_unsaved = document._versions_unsaved or bool(gone)


def edits_back(document: Document, version: Version) -> tuple[Edit, ...]:
    """What has to be changed now for the document to be as it was at the version.

    Raises:
        DamagedDocument: the journal does not lead to what the version held.
    """
    from desktop.store.writing import reading

    with document._guard:
        document._must_be_open()
        if version.seq > document._seq:
            raise DamagedDocument(f"版本“{version.name}”在修改记录之后，不能读取。文档没有改动。", document.target)
        with reading(document._connection, document._working.work) as connection:
            then = dict(_states_at(connection, version.seq))
    edits = []
    for (kind, key), old in then.items():
        asked = Edit(kind, key, None, None)
        standing = current_state(document.book, asked)
        if write_state(standing) != write_state(old):  # to the digit: 0.1 and 0.10 are equal amounts
            edits.append(Edit(kind, key, standing, old))
    return tuple(edits)


def book_at(document: Document, version: Version) -> Book:
    """The book as it was at a version, as a copy of its own.

    Raises:
        DamagedDocument: what the journal gives is not what the version held.
    """
    with document._guard:
        made = _copy(document.book)
        apply_edits(made, edits_back(document, version))
    if content_hash(made) != version.sha256:
        raise DamagedDocument(
            f"版本“{version.name}”的内容与保存时的校验值不符，不能使用；文档没有改动。请改用备份（文件 → 恢复备份）。", document.target
        )
    return made


def _copy(book: Book) -> Book:
    made = replace(book, sheets={}, acknowledgements=dict(book.acknowledgements), settings=dict(book.settings))
    made.sheets.update((code, Sheet(code, dict(sheet.rows), dict(sheet.entered), dict(sheet.notes))) for code, sheet in book.sheets.items())
    made.prior = _copy(book.prior) if book.prior is not None else None
    return made


def _states_at(connection: Connection, seq: int) -> Iterator[tuple[tuple[EditKind, tuple[str, ...]], State | None]]:
    """What every key that was edited behind ``seq`` held there."""
    from sqlalchemy import select

    from desktop.store import parts, tables

    columns = tables.edit.c
    statement = select(columns.kind, columns.key, columns.old).where(columns.seq > seq).order_by(columns.seq, columns.position)
    first: dict[tuple[str, str], str | None] = {}
    for part in parts.read_parts(connection, seq + 1):
        for row in part.edits:
            if row[0] > seq:
                first.setdefault((row[2], row[3]), row[4])
    for kind, key, old in connection.execute(statement):
        first.setdefault((kind, key), old)
    for (kind, key), old in first.items():
        yield (cast(EditKind, kind), read_key(key)), read_state(kind, old)


def content_hash(book: Book) -> str:
    """Of everything an operation can change, to the last digit; the order in which it was entered does not count."""
    lines: list[str] = []
    for back, each in enumerate((book, book.prior)):
        if each is None:
            continue
        for form, sheet in each.sheets.items():
            lines += [_line(back, "row", (form, key), row) for key, row in sheet.rows.items()]
            lines += [_line(back, "cell", (form, *place), entry) for place, entry in sheet.entered.items()]
            lines += [_line(back, "note", (form, *place), text) for place, text in sheet.notes.items()]
        lines += [_line(back, "acknowledgement", key, given) for key, given in each.acknowledgements.items()]
        lines += [_line(back, "setting", (name,), text) for name, text in each.settings.items()]
    digest = hashlib.sha256()
    for line in sorted(lines):
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def _line(back: int, kind: str, key: tuple[str, ...], state: State) -> str:
    return json.dumps([back, kind, write_key(key), write_state(state)], ensure_ascii=True)


def _thin(connection: Connection) -> None:
    from sqlalchemy import delete, select

    from desktop.store import tables

    columns = tables.version.c
    automatic = select(columns.number).where(columns.cause != "named").order_by(columns.number.desc()).offset(AUTOMATIC_KEPT)
    gone = [row[0] for row in connection.execute(automatic)]
    if gone:
        connection.execute(delete(tables.version).where(columns.number.in_(gone)))


def _must_be_writable(document: Document) -> None:
    document._must_be_open()
    if document.read_only:
        raise ReadOnlyTarget(f"“{document.target.name}”以只读方式打开，不能保存或删除版本。请先另存为新文件。", document.target)
    document._keep_on_disk()


def _version(row: Any) -> Version:
    if row.cause not in ("named", "import", "finish", "restore"):
        raise ValueError("cause of a version")
    return Version(row.number, row.seq, row.at, row.who, row.name, row.cause, row.sha256)


__all__ = ["Version", "book_at", "content_hash", "drop_version", "edits_back", "list_versions", "save_version"]
