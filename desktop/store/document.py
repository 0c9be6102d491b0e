"""A document: one ``*.mz`` file, edited on a private working copy and published atomically.

    document = Document.open(path, who="张三", data_dir=folder)
    document.append(operation)          # durable when it returns
    document.publish()                  # 保存
    document.close()

``document.book`` is the book as it was loaded. :meth:`append` writes an operation down and does not touch the book: whoever holds the
book (the model) applies the same operation to it. Light to import; SQLModel is loaded when a document is opened.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import desktop
from desktop.core.cells import Book
from desktop.core.operations import Operation, StaleEdit
from desktop.store import lock as locks
from desktop.store import passwords
from desktop.store.details import Details
from desktop.store.errors import ReadOnlyTarget
from desktop.store.journal_reader import JournalReader
from desktop.store.places import Place, check_new_name, now
from desktop.store.records import OperationRecord, SourceFile
from desktop.store.working import Recovery, State, WorkingCopy, list_recoverable, recoverable

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.store.journal import Stacks

PROGRAM = str(getattr(desktop, "__version__", ""))


class Document(JournalReader):
    """An open document. Made by :meth:`create` and :meth:`open`; close it, or its lock stays until the process ends.

    ``book`` the loaded book · ``details`` pack version, program, times · ``target`` the file · ``read_only`` and ``read_only_reason`` ·
    ``recovered`` the unsaved work that was taken up again, or None · ``notices`` sentences about what was found on opening.
    """

    def __init__(
        self,
        place: Place,
        working: WorkingCopy,
        connection: Connection,
        state: State,
        who: str,
        lock: locks.Lock | None,
        *,
        read_only_reason: str = "",
        recovered: Recovery | None = None,
        notices: Sequence[str] = (),
    ) -> None:
        from desktop.store.opening import load

        self.who = who
        self.recovered = recovered
        self.notices = tuple(notices)
        self.read_only_reason = read_only_reason
        self._place, self._working, self._connection, self._state, self._lock = place, working, connection, state, lock
        self._guard = threading.RLock()
        self._records: dict[int, OperationRecord] = {}
        self.book: Book
        self.details: Details
        self._stacks: Stacks
        self.book, self.details, self._stacks, self._seq = load(connection, place)
        self._closed = False
        passwords.hold(working.vault)
        self._versions_unsaved = False  # versions were named or dropped since the last save; the journal knows nothing of them

    @classmethod
    def create(
        cls,
        target: Path | str,
        book: Book,
        *,
        who: str,
        data_dir: Path | str,
        pack_version: str = "",
        pack_hash: str = "",
        overwrite: bool = False,
    ) -> Document:
        """A new document with the content of ``book``, written to ``target`` at once.

        Raises:
            TargetExists: there is a file already (``overwrite`` keeps it in the backups and replaces it).
            UnusableName, DocumentMissing, DocumentLocked, ReadOnlyTarget, DiskFull …
        """
        from desktop.store import creating

        check_new_name(Path(target))  # as it was given: Windows resolves CON.mz to a device and takes the dot off the end
        details = Details(pack_version, pack_hash, PROGRAM, now())
        return creating.create(cls, Place.of(target, data_dir), book, details, who, overwrite=overwrite)

    @classmethod
    def open(
        cls,
        target: Path | str,
        *,
        who: str,
        data_dir: Path | str,
        read_only: bool = False,
        recover: bool = True,
        break_lock: bool = False,
        repair: bool = False,
    ) -> Document:
        """Open a document. Where its folder cannot be written it opens read-only (see ``read_only_reason``).

        Unsaved work of a crash is taken up (``recover``, see :meth:`recoverable`) or put aside into the backups. ``break_lock`` takes the
        lock even from another computer: only when the user says that nobody has the document open there. ``repair`` takes what
        :func:`~desktop.store.repair.find_repair` found for a damaged file, as unsaved work: only when the user agreed.

        Raises:
            DocumentMissing, DocumentLocked, NotADocument, DamagedDocument, NewerDocument, DiskFull …; the file is never changed.
        """
        from desktop.store import opening

        place = Place.of(target, data_dir)
        if read_only:
            return opening.open_reading(cls, place, who, "")
        return opening.open_writing(cls, place, who, recover=recover, break_lock=break_lock, repair=repair)

    @staticmethod
    def recoverable(target: Path | str, data_dir: Path | str) -> Recovery | None:
        """Unsaved work that a crash left for the target, to be offered before opening."""
        return recoverable(target, data_dir)

    @staticmethod
    def list_recoverable(data_dir: Path | str) -> list[Recovery]:
        """All unsaved work, also of targets that are gone."""
        return list_recoverable(data_dir)

    @property
    def data_dir(self) -> Path:
        return self._place.data_dir

    @property
    def read_only(self) -> bool:
        return self._lock is None

    @property
    def protected(self) -> bool:
        """Whether the file has a password."""
        return self._working.vault is not None

    @property
    def dirty(self) -> bool:
        """Whether there are operations that the target does not hold."""
        return self._seq != self._state.saved_seq or self._versions_unsaved

    @property
    def last(self) -> int:
        """Number of the last operation, 0 before the first."""
        return self._seq

    @property
    def unsaved(self) -> int:
        """How many operations the target does not hold."""
        return self._seq - self._state.saved_seq or int(self._versions_unsaved)

    def append(
        self, operation: Operation, *, undoes: int | None = None, redoes: int | None = None, sources: Sequence[SourceFile] = ()
    ) -> int:
        """Write one operation down, tables and journal in one transaction; on disk when it returns. Returns its number.

        ``undoes`` must be the last of :meth:`undoable`, ``redoes`` the last of :meth:`redoable`; ``operation`` is their inverse.

        Raises:
            StaleEdit: the document does not hold what an edit expects. ValueError: ``undoes``/``redoes`` is not the next one.
            ReadOnlyTarget, DiskFull, DocumentError: in every case nothing was written.
        """
        from desktop.store.fitting import must_fit
        from desktop.store.writing import write_durably

        with self._guard:
            self._must_be_open()
            if self.read_only:
                say = self.read_only_reason or f"“{self.target.name}”以只读方式打开，不能修改。"
                raise ReadOnlyTarget(f"{say}如需修改，请先另存为新文件。", self.target)
            self._stacks.check(undoes, redoes)
            must_fit(operation.edits, operation.label)
            self._keep_on_disk()
            record = OperationRecord(self._seq + 1, now(), self.who, operation.label, operation.cause, undoes, redoes)
            try:
                write_durably(self._connection, self._working.work, record, operation.edits, sources)
            except StaleEdit:
                write_durably(self._connection, self._working.work, record, operation.edits, sources, to_the_letter=False)
            self._seq = record.seq
            self._stacks.add(record.seq, undoes, redoes)
            self._records[record.seq] = record
            return record.seq

    def publish(self, target: Path | str | None = None, *, overwrite_changed: bool = False) -> None:
        """保存, or 另存为 when ``target`` is another file; the document then belongs to that file.

        Raises:
            ChangedOutside, TargetExists: ``overwrite_changed`` replaces what stands there, after keeping it in the backups.
            ReadOnlyTarget, DiskFull, DocumentMissing, UnusableName, DocumentLocked …: the target is as it was, nothing is lost.
        """
        from desktop.store import saving

        with self._guard:
            self._must_be_open()
            self._keep_on_disk()
            if target is not None:
                check_new_name(Path(target))
            place = self._place if target is None else Place.of(target, self.data_dir)
            if place == self._place and self._lock is not None:
                self._state, self.details = saving.save(
                    self._connection, place, self._working, self._state, self.details, self._lock, self._seq, overwrite_changed
                )
            elif place == self._place:
                raise ReadOnlyTarget(
                    f"{self.read_only_reason or '文档以只读方式打开。'}不能保存到“{self.target.name}”，请另存为新文件。", self.target
                )
            else:
                self._move_to(saving.save_as(self, place, overwrite_changed))
            self.recovered = None
            self._versions_unsaved = False

    def set_password(self, password: str | None) -> int:
        """Save with another password, or with none. How many backups could not be made to follow.

        Raises:
            WrongPassword: it is too short. As :meth:`publish`: the file has the password that it had, or none.
        """
        from desktop.store import saving

        with self._guard:
            return saving.change_password(self, password)

    def close(self, *, keep_working_copy: bool = False) -> None:
        """Close the document. Unsaved work goes to the backups, or stays to be recovered at the next opening (``keep_working_copy``)."""
        from desktop.store import holding

        with self._guard:
            if self._closed:
                return
            self._closed = True
            keep = keep_working_copy or self.read_only  # recovered work without a lock: it was not possible to save it
            holding.close(self._connection, self._place, self._working, self._lock, unsaved=self.dirty, keep=keep)
            passwords.release(self._working.vault)

    def integrity(self) -> list[str]:
        """Sentences about everything in the open document that is not as it should be; empty when all is well."""
        from desktop.store.writing import problems

        with self._guard:
            self._must_be_open()
            return problems(self._connection, self._working.work)

    def __enter__(self) -> Document:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _move_to(self, other: Document) -> None:
        """Take over what :func:`saving.save_as` opened at the new place; what belonged to the old one is let go."""
        from desktop.store import holding

        begun_anew = other._seq != self._seq  # from a damaged working copy, which is kept for whoever can read it
        holding.close(self._connection, self._place, self._working, self._lock, unsaved=begun_anew, keep=False)
        passwords.release(self._working.vault)  # the other holds it too
        self._place, self._working, self._connection = other._place, other._working, other._connection
        self._state, self._lock, self.details = other._state, other._lock, other.details
        self._seq, self._stacks, self._records = other._seq, other._stacks, other._records
        self.read_only_reason, self.notices = "", ()

    def _keep_on_disk(self) -> None:
        """Nothing is durable in a file that was deleted while it is open."""
        if self._lock is not None and not self._working.work.exists():
            from desktop.store import rescue

            self._connection = rescue.make_again(self._connection, self._working, self._state)


__all__ = ["Document", "Recovery"]
