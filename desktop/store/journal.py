"""The journal: every operation with its edits; undo, redo and the history of a cell are read from it, so they survive saving and crashes.

An undo is itself an operation, the inverse of the one it ``undoes``; a redo is the inverse of the undo it ``redoes``. What can be undone
and redone follows from the sequence alone: an undo takes its operation from the undo list and stands in the redo list itself,
a redo takes that undo away and stands in the undo list, any other operation clears the redo list.

What lies far back is packed (:mod:`desktop.store.parts`); every function here reads packed operations and rows as one journal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Select, func, insert, select

from desktop.core.operations import Cause, Edit, EditKind, Operation, State
from desktop.store import parts, tables
from desktop.store.by_form import of_forms
from desktop.store.codec import read_key, read_state, write_key, write_state
from desktop.store.records import HistoryEntry, OperationRecord, RecordedOperation, SourceFile

_RECORD: Select[Any] = select(
    tables.operation.c.seq,
    tables.operation.c.at,
    tables.operation.c.who,
    tables.operation.c.label,
    tables.operation.c.cause,
    tables.operation.c.undoes,
    tables.operation.c.redoes,
)
_INSERT_OPERATION, _INSERT_EDIT, _INSERT_SOURCE = insert(tables.operation), insert(tables.edit), insert(tables.source)


@dataclass(slots=True)
class Stacks:
    """Sequence numbers that can be undone (operations) and redone (undos), the next one last. Either is done by inverting it."""

    undo: list[int]
    redo: list[int]

    @staticmethod
    def of(records: Iterable[tuple[int, int | None, int | None]], undo: Sequence[int] = (), redo: Sequence[int] = ()) -> Stacks:
        """From (seq, undoes, redoes) in order of seq, behind the lists as they were. Raises ValueError when the journal contradicts itself."""
        stacks = Stacks(list(undo), list(redo))
        for seq, undoes, redoes in records:
            stacks.check(undoes, redoes)
            stacks.add(seq, undoes, redoes)
        return stacks

    def check(self, undoes: int | None, redoes: int | None) -> None:
        """Only the last operation can be undone, only the last undone one redone. Raises ValueError."""
        if undoes is not None and (redoes is not None or self.undo[-1:] != [undoes]):
            raise ValueError(f"operation {undoes} is not the next to undo")
        if redoes is not None and self.redo[-1:] != [redoes]:
            raise ValueError(f"operation {redoes} is not the next to redo")

    def add(self, seq: int, undoes: int | None, redoes: int | None) -> None:
        """Another operation is in the journal; what was undone before an ordinary one cannot be redone any more."""
        if undoes is not None:
            self.undo.pop()
            self.redo.append(seq)
        elif redoes is not None:
            self.redo.pop()
            self.undo.append(seq)
        else:
            self.undo.append(seq)
            self.redo.clear()


def load_stacks(connection: Connection) -> Stacks:
    columns = tables.operation.c
    rows = connection.execute(select(columns.seq, columns.undoes, columns.redoes).order_by(columns.seq))
    return Stacks.of(((row[0], row[1], row[2]) for row in rows), *parts.packed_stacks(connection))


def last_seq(connection: Connection) -> int:
    return max(int(connection.execute(select(func.max(tables.operation.c.seq))).scalar() or 0), parts.last_packed(connection))


def write_operation(connection: Connection, record: OperationRecord, edits: Sequence[Edit], sources: Sequence[SourceFile]) -> None:
    """Add an operation to the journal, inside the transaction that changes the tables."""
    connection.execute(
        _INSERT_OPERATION,
        {
            "seq": record.seq,
            "at": record.when,
            "who": record.who,
            "label": record.label,
            "cause": record.cause,
            "undoes": record.undoes,
            "redoes": record.redoes,
        },
    )
    rows = [
        {
            "seq": record.seq,
            "position": position,
            "kind": edit.kind,
            "key": write_key(edit.key),
            "old": write_state(edit.old),
            "new": write_state(edit.new),
        }
        for position, edit in enumerate(edits)
    ]
    if rows:
        connection.execute(_INSERT_EDIT, rows)
    if sources:
        files = [
            {"seq": record.seq, "position": position, "name": file.name, "sha256": file.sha256, "at": record.when}
            for position, file in enumerate(sources)
        ]
        connection.execute(_INSERT_SOURCE, files)


def read_records(connection: Connection, *, limit: int | None = None, seqs: Sequence[int] | None = None) -> list[OperationRecord]:
    """Operations, the newest first."""
    statement = _RECORD.order_by(tables.operation.c.seq.desc()).limit(limit)
    if seqs is not None:
        if not seqs:
            return []
        wanted = set(seqs)
        statement = _RECORD.where(tables.operation.c.seq.between(min(wanted), max(wanted))).order_by(tables.operation.c.seq.desc())
        found = [record for record in _records(connection, statement) if record.seq in wanted]
        if len(found) < len(wanted):
            found += [record for record in _packed_records(connection, min(wanted), max(wanted)) if record.seq in wanted]
        return found
    found = list(_records(connection, statement))
    if limit is None or len(found) < limit:
        found += _packed_records(connection)[: None if limit is None else limit - len(found)]
    return found


def _packed_records(connection: Connection, low: int = 0, high: int | None = None) -> list[OperationRecord]:
    """Those in parts that reach from ``low`` to ``high``, the newest first."""
    rows = [row for part in parts.read_parts(connection, low, high) for row in part.operations]
    return [OperationRecord(row[0], row[1], row[2], row[3], cast(Cause, row[4]), row[5], row[6]) for row in reversed(rows)]


def _records(connection: Connection, statement: Select[Any]) -> Iterable[OperationRecord]:
    for row in connection.execute(statement):
        yield OperationRecord(row[0], row[1], row[2], row[3], cast(Cause, row[4]), row[5], row[6])


def read_operation(connection: Connection, seq: int) -> RecordedOperation:
    """An operation with its edits. Raises KeyError when there is none, ValueError when it is not readable."""
    records = read_records(connection, seqs=[seq])
    if not records:
        raise KeyError(seq)
    columns = tables.edit.c
    statement = select(columns.kind, columns.key, columns.old, columns.new).where(columns.seq == seq).order_by(columns.position)
    packed = [row[2:] for part in parts.read_parts(connection, seq, seq) for row in part.edits_of({seq})]
    edits = tuple(
        Edit(cast(EditKind, kind), read_key(key), read_state(kind, old), read_state(kind, new))
        for kind, key, old, new in packed or connection.execute(statement)
    )
    record = records[0]
    return RecordedOperation(
        record.seq,
        record.when,
        record.who,
        record.label,
        record.cause,
        record.undoes,
        record.redoes,
        Operation(record.label, record.cause, edits),
    )


def count_edits(connection: Connection, seq: int) -> int:
    """How many edits an operation has, 0 where there is none with this number."""
    loose = int(connection.execute(select(func.count()).where(tables.edit.c.seq == seq)).scalar() or 0)
    return loose or sum(len(part.edits_of({seq})) for part in parts.read_parts(connection, seq, seq))


def read_history(connection: Connection, kind: EditKind, key: tuple[str, ...]) -> list[HistoryEntry]:
    """What happened under one key, the newest first."""
    edits, operations = tables.edit.c, tables.operation.c
    statement = (
        select(operations.seq, operations.at, operations.who, operations.cause, operations.label, edits.old, edits.new)
        .join_from(tables.edit, tables.operation, edits.seq == operations.seq)
        .where(edits.kind == kind, edits.key == write_key(key))
        .order_by(edits.seq.desc(), edits.position.desc())
    )
    wanted = write_key(key)
    found = [row for part in parts.read_parts(connection, containing=wanted) for row in _with_heads(part, part.edits_with(wanted))]
    packed = [row for row in found if (row[5], row[6]) == (kind, wanted)]
    rows = [*connection.execute(statement), *((*row[:5], *row[7:]) for row in reversed(packed))]
    return [
        HistoryEntry(seq, at, who, cause, label, read_state(kind, old), read_state(kind, new))
        for seq, at, who, cause, label, old, new in rows
    ]


def _with_heads(part: parts.Part, edits: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """(seq, at, who, cause, label, kind, key, old, new) of edits of a part."""
    seqs = {edit[0] for edit in edits}
    heads = {row[0]: row for row in ([part.operation(seq) for seq in seqs] if len(seqs) < 50 else part.operations)}
    return [(*(heads[edit[0]][at] for at in (0, 1, 2, 4, 3)), *edit[2:]) for edit in edits]


def read_trail(connection: Connection, forms: Sequence[str], seqs: Collection[int]) -> list[tuple[Edit, HistoryEntry]]:
    """What some operations did to cells and rows of some forms (codes without #, meant with all their instances), the oldest first."""
    if not seqs:
        return []
    edits, operations = tables.edit.c, tables.operation.c
    statement = (
        select(
            operations.seq, operations.at, operations.who, operations.cause, operations.label, edits.kind, edits.key, edits.old, edits.new
        )
        .join_from(tables.edit, tables.operation, edits.seq == operations.seq)
        .where(edits.seq.between(min(seqs), max(seqs)), edits.kind.in_(("cell", "row")), of_forms(forms))
        .order_by(edits.seq, edits.position)
    )
    openings = tuple(write_key((form,)).removesuffix('"]') + end for form in forms for end in ('"', "#"))
    packed = [row for part in parts.read_parts(connection, min(seqs), max(seqs)) for row in _with_heads(part, part.edits_of(seqs))]
    found = []
    for seq, at, who, cause, label, kind, key, old, new in [*packed, *connection.execute(statement)]:
        if seq in seqs and kind in ("cell", "row") and key.startswith(openings):
            edit = Edit(cast(EditKind, kind), read_key(key), read_state(kind, old), read_state(kind, new))
            found.append((edit, HistoryEntry(seq, at, who, cause, label, edit.old, edit.new)))
    return found


def read_sources(connection: Connection) -> list[SourceFile]:
    """Imported files in the order of their import."""
    columns = tables.source.c
    statement = select(columns.name, columns.sha256, columns.at, columns.seq).order_by(columns.seq, columns.position)
    return [SourceFile(name, sha256, at, seq) for name, sha256, at, seq in connection.execute(statement)]


def last_states(connection: Connection) -> dict[tuple[str, tuple[str, ...]], State | None]:
    """What every key that was ever edited must hold now, from the journal alone."""
    columns = tables.edit.c
    statement = select(columns.kind, columns.key, columns.new).order_by(columns.seq, columns.position)
    latest = {(row[2], row[3]): row[5] for part in parts.read_parts(connection) for row in part.edits}
    latest.update({(kind, key): new for kind, key, new in connection.execute(statement)})
    return {(kind, read_key(key)): read_state(kind, new) for (kind, key), new in latest.items()}
