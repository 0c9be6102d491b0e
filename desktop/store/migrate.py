"""Bring the working copy of an older file to the present version: one function a step, all steps in one transaction.

The file itself stays as it is until the document is saved; what was opened is kept in the backups first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

Step = Callable[[sqlite3.Connection], None]


def _room_for_packed_journal(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE journal_part (first INTEGER NOT NULL, last INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (first))"
    )


def _room_for_versions(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE version (number INTEGER NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, name TEXT NOT NULL, "
        "cause TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (number))"
    )


STEPS: dict[int, Step] = {1: _room_for_packed_journal, 2: _room_for_versions}
"""Version → the function that makes the next one of it."""


def migrate(connection: sqlite3.Connection, version: int, to: int) -> None:
    """Run the steps from ``version`` to ``to``; all or none. The connection is in autocommit mode.

    Raises:
        KeyError: a step is missing (a fault of this program, found by the tests).
        sqlite3.Error: a step failed; nothing was changed.
    """
    if version == to:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in range(version, to):
            STEPS[step](connection)
        connection.execute(f"PRAGMA user_version = {to}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
