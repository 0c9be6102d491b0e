"""Connections to the private working copy: SQLAlchemy over sqlite3, one connection a document, one explicit transaction an operation."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from desktop.store.errors import from_os_error, from_sqlite
from desktop.store.examine import distrust
from desktop.store.places import sqlite_uri
from desktop.store.shapes import APPLICATION_ID, VERSION


def connect(path: Path) -> Connection:
    """Open (or make) the working copy. Durable: WAL, ``synchronous=FULL``; private: locked against every other process.

    Close it with :func:`disconnect`, or Windows keeps the file. Raises sqlite3.Error or sqlalchemy.exc.DBAPIError.
    """

    def creator() -> sqlite3.Connection:
        raw = sqlite3.connect(
            sqlite_uri(path, "rwc"),
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=1,
            cached_statements=256,
        )
        try:
            distrust(raw)
            # Exclusive: no shared-memory file beside the database, and a second process is refused instead of mixed in.
            raw.execute("PRAGMA locking_mode = EXCLUSIVE")
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute("PRAGMA synchronous = FULL")
            raw.execute("PRAGMA temp_store = MEMORY")
            raw.execute("PRAGMA fullfsync = ON")
        except BaseException:
            raw.close()
            raise
        return raw

    engine = create_engine("sqlite://", creator=creator, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        return engine.connect()
    except BaseException:
        engine.dispose()
        raise


def disconnect(connection: Connection) -> None:
    """Close the connection and every handle on the file."""
    engine = connection.engine
    connection.close()
    engine.dispose()


def raw(connection: Connection) -> sqlite3.Connection:
    """The sqlite3 connection beneath, for pragmas, VACUUM and seals."""
    return cast(sqlite3.Connection, connection.connection.driver_connection)


def make_tables(connection: Connection) -> None:
    """The empty tables of the present version, in a transaction of the caller."""
    from desktop.store.tables import metadata

    metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


@contextmanager
def telling(path: Path, doing: str) -> Iterator[None]:
    """Errors of SQLite and of the file system as sentences about ``path``. Raises DocumentError."""
    try:
        yield
    except (sqlite3.Error, DBAPIError, UnicodeEncodeError) as error:
        raise from_sqlite(error, path, doing) from error
    except OSError as error:
        raise from_os_error(error, path, doing) from error
