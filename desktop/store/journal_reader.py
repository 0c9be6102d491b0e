"""What can be asked of the journal of an open document: its operations, the history of a cell, what was done to a form, what was imported."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.core.cells import PRIOR, CellRef
from desktop.core.operations import Edit, EditKind
from desktop.store.errors import DocumentError
from desktop.store.places import Place
from desktop.store.records import HistoryEntry, OperationRecord, RecordedOperation, SourceFile
from desktop.store.working import WorkingCopy

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.store.by_form import Filling, LastChange
    from desktop.store.journal import Stacks

STEPS: Final = 1000  # how many steps the undo list shows


class JournalReader:
    """Part of :class:`~desktop.store.document.Document`. Every question may be asked from any thread; a closed document answers none."""

    _guard: threading.RLock
    _connection: Connection
    _place: Place
    _working: WorkingCopy
    _closed: bool
    _stacks: Stacks
    _records: dict[int, OperationRecord]

    @property
    def target(self) -> Path:
        return self._place.target

    def undoable(self, limit: int = STEPS) -> list[OperationRecord]:
        """Operations that can be undone one after another, the next one last; the last ``limit`` of them."""
        return self._listed(self._stacks.undo[-limit:])

    def redoable(self, limit: int = STEPS) -> list[OperationRecord]:
        """Undos that can be taken back, the next one last."""
        return self._listed(self._stacks.redo[-limit:])

    def operation(self, seq: int) -> RecordedOperation:
        """An operation with its edits. Raises KeyError when there is none with this number."""
        from desktop.store import journal

        with self._guard, self._reading() as connection:
            return journal.read_operation(connection, seq)

    def size_of(self, seq: int) -> int:
        """How many edits an operation has, without reading them."""
        from desktop.store import journal

        with self._guard, self._reading() as connection:
            return journal.count_edits(connection, seq)

    def operations(self, limit: int | None = None) -> list[OperationRecord]:
        """The journal, the newest first."""
        from desktop.store import journal

        with self._guard, self._reading() as connection:
            return journal.read_records(connection, limit=limit)

    def history(self, ref: CellRef, kind: EditKind | None = None) -> list[HistoryEntry]:
        """What happened to a cell, the newest first. Last year's cells are those of a form ``上年.…``; ``kind="note"`` asks for its note."""
        prior = ref.form.startswith(PRIOR)
        key = (ref.form.removeprefix(PRIOR), ref.row, ref.column)
        from desktop.store import journal

        with self._guard, self._reading() as connection:
            return journal.read_history(connection, kind or ("prior" if prior else "cell"), key)

    def trail(self, forms: Sequence[str], seqs: Collection[int]) -> list[tuple[Edit, HistoryEntry]]:
        """What some operations did to the cells and rows of some forms (and of all their instances), the oldest first."""
        from desktop.store import journal

        with self._guard, self._reading() as connection:
            return journal.read_trail(connection, forms, seqs)

    def last_changes(self, after: int = 0) -> dict[str, LastChange]:
        """When each form was changed last, and by whom; only those that were changed behind operation ``after``."""
        from desktop.store.by_form import last_changes

        with self._guard, self._reading() as connection:
            return last_changes(connection, after)

    def fillings(self, forms: Sequence[str], after: int = 0) -> list[Filling]:
        """How many cells of some forms (and of all their instances) every operation behind ``after`` filled or emptied, the oldest first."""
        from desktop.store.by_form import fillings

        with self._guard, self._reading() as connection:
            return fillings(connection, forms, after) if forms else []

    def sources(self) -> list[SourceFile]:
        """The files that were imported."""
        from desktop.store import journal

        with self._guard, self._reading() as connection:
            return journal.read_sources(connection)

    def _listed(self, seqs: list[int]) -> list[OperationRecord]:
        with self._guard:
            missing = [seq for seq in seqs if seq not in self._records]
            if missing:
                from desktop.store import journal

                with self._reading() as connection:
                    self._records.update((record.seq, record) for record in journal.read_records(connection, seqs=missing))
                    if any(seq not in self._records for seq in missing):
                        raise ValueError("a step is missing in the journal")
            return [self._records[seq] for seq in seqs]

    def _reading(self) -> AbstractContextManager[Connection]:
        from desktop.store.writing import reading

        self._must_be_open()
        return reading(self._connection, self._working.work)

    def _must_be_open(self) -> None:
        if self._closed:
            raise DocumentError(f"“{self.target.name}”已经关闭。", self.target)
