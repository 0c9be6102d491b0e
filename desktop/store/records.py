"""What the document tells about its past: operations, the history of a cell, imported files. Light to import."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.amounts import Value
from desktop.core.cells import Entry
from desktop.core.operations import Cause, Operation, State


@dataclass(frozen=True, slots=True)
class OperationRecord:
    """One line of the journal. ``when`` is UTC in ISO form; ``undoes``/``redoes`` are sequence numbers of other operations."""

    seq: int
    when: str
    who: str
    label: str
    cause: Cause
    undoes: int | None = None
    redoes: int | None = None


_NOTHING = Operation("", "typing", ())


@dataclass(frozen=True, slots=True)
class RecordedOperation(OperationRecord):
    """A line of the journal with the operation itself; its inverse undoes it, or redoes what it has undone."""

    operation: Operation = _NOTHING


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of a cell (or of another key). ``old``/``new`` are states: for cells an Entry with its origin, None = blank."""

    seq: int
    when: str
    who: str
    cause: Cause
    label: str
    old: State | None
    new: State | None

    @property
    def old_value(self) -> Value | None:
        """The value before, where the state is an entry or a text; None = blank."""
        return _value(self.old)

    @property
    def new_value(self) -> Value | None:
        return _value(self.new)


def _value(state: State | None) -> Value | None:
    if isinstance(state, Entry):
        return state.value
    return state if isinstance(state, str) else None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was imported; ``when`` and ``seq`` are filled by the journal."""

    name: str
    sha256: str
    when: str = ""
    seq: int = 0
