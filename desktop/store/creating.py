"""Creating: a new document with the content of a book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.cells import Book
from desktop.store import engine
from desktop.store.details import Details
from desktop.store.errors import TargetExists
from desktop.store.fitting import must_open
from desktop.store.holding import clear_the_way, close, take_lock
from desktop.store.opening import start
from desktop.store.passwords import Vault
from desktop.store.places import Place, check_new_name
from desktop.store.repository import store_book
from desktop.store.working import State, WorkingCopy

if TYPE_CHECKING:
    from desktop.store.document import Document


def create(
    make: type[Document], place: Place, book: Book, details: Details, who: str, *, overwrite: bool, vault: Vault | None = None
) -> Document:
    """See :meth:`Document.create`. What lies there already is protected as it was, the new document with ``vault``."""
    check_new_name(place.target)
    must_open(book)
    if place.target.exists() and not overwrite:
        raise TargetExists(f"“{place.target}”已经存在。请换一个文件名，或直接打开它。", place.target)
    old = WorkingCopy(place.working).protected(place) if (place.working / "work.mz").exists() else WorkingCopy(place.working)
    held = take_lock(place, who)
    working = WorkingCopy(place.working, vault)
    try:
        clear_the_way(place, old)
        fill_new(working.arriving, book, details)
        with engine.telling(working.work, "新建"):
            working.settle(State(place.target, None, 0))
        document = start(make, place, working, State(place.target, None, 0), who, held)
        try:
            document.publish(overwrite_changed=overwrite)
        except BaseException:
            close(document._connection, place, working, None, unsaved=False, keep=False)
            raise
        return document
    except BaseException:
        held.release()
        raise


def fill_new(path: Path, book: Book, details: Details) -> None:
    """A new database at ``path`` with the content of the book. Raises DocumentError."""
    with engine.telling(path, "新建"):
        for name in ("", "-wal", "-journal"):
            path.with_name(path.name + name).unlink(missing_ok=True)
        connection = engine.connect(path)
        try:
            with connection.begin():
                engine.make_tables(connection)
                store_book(connection, book, details)
        finally:
            engine.disconnect(connection)
