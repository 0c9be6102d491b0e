"""Seals: count and SHA-256 of every table, written when the document is saved and compared when the file is opened.

SQLite has no checksums of its own: a digit flipped by a bad stick inside a page would pass every structural check.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3

from desktop.store.shapes import Shape

_ROWS = 2000


def _plain(value: object) -> str:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else repr(value)


_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), default=_plain).encode


def make_seals(connection: sqlite3.Connection, shape: Shape) -> dict[str, tuple[int, str]]:
    """(count, SHA-256) by table, over all rows in the order of the primary key."""
    return {table: seal_of(connection, table, columns) for table, columns in shape.items() if table != "seal"}


def seal_of(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> tuple[int, str]:
    """(count, SHA-256) of one table."""
    names = [column.split(" ")[0] for column in columns]
    key = [column.split(" ")[0] for column in columns if "*" in column]
    cursor = connection.execute(f'SELECT {", ".join(names)} FROM "{table}" ORDER BY {", ".join(key)}')
    digest, count = hashlib.sha256(), 0
    while rows := cursor.fetchmany(_ROWS):
        count += len(rows)
        digest.update(_encode(rows)[1:-1].encode("ascii") + b",")  # JSON lists of the rows, however they are portioned
    return count, digest.hexdigest()


def broken_seals(connection: sqlite3.Connection, shape: Shape) -> list[str]:
    """Names of the tables whose rows are not those that were saved."""
    kept = {name: (count, sha256) for name, count, sha256 in connection.execute("SELECT name, count, sha256 FROM seal")}
    return [table for table, found in make_seals(connection, shape).items() if kept.get(table) != found]


def write_seals(connection: sqlite3.Connection, shape: Shape) -> None:
    """Seal the tables as they are now; the caller holds the transaction."""
    connection.execute("DELETE FROM seal")
    rows = [(table, count, sha256) for table, (count, sha256) in make_seals(connection, shape).items()]
    connection.executemany("INSERT INTO seal (name, count, sha256) VALUES (?, ?, ?)", rows)
