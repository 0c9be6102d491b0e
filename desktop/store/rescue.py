"""A working copy that is deleted under an open document, by a cleaner of the private folder for instance, is made again."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop.store import engine
from desktop.store.files import flush_file, remove_file
from desktop.store.working import State, WorkingCopy


def make_again(connection: Connection, working: WorkingCopy, state: State) -> Connection:
    """Write the database that is still open to the disk once more; the connection to go on with.

    Raises:
        DocumentError: there is no place for it; ``connection`` is still the one to use.
    """
    working.prepare()
    with engine.telling(working.work, "重建工作副本"):
        remove_file(working.arriving)
        engine.raw(connection).execute("VACUUM INTO ?", (str(working.arriving),))
        flush_file(working.arriving)
        # The old one first: on closing, SQLite removes its log by name, which must not be the log of the new one.
        engine.disconnect(connection)
        working.settle(state)
        return engine.connect(working.work)
