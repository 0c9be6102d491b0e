"""Long journals: operations far back are packed, a thousand to a part, so that a document of fifty thousand steps saves and opens like a young one.

A part holds operations and edits as they stood, compressed, and the undo and redo lists as they are behind it. Nothing is dropped: the
history of a cell, the list of operations and undo read parts as they read rows, only slower. Packing happens while saving, in the
transaction that seals the tables, and takes only operations that the target holds already.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select

from desktop.store import tables

KEPT_LOOSE = 4000
"""Operations that stay as rows, however long the journal is."""
_OPERATIONS, _EDITS = 1000, 50_000  # a part ends at either; an operation is never cut in two
_LARGEST = 256 << 20  # bytes of a part unpacked; more than that was made to fill the memory
_EDIT: Final = re.compile(rb"^e\[(\d+),.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A part unpacked: a head with the undo and redo lists, a line an operation, a line an edit; only lines that are asked for are read.

    Operations are (seq, at, who, label, cause, undoes, redoes), edits (seq, position, kind, key, old, new). All raise ValueError.
    """

    text: bytes

    @property
    def operations(self) -> list[tuple[Any, ...]]:
        return [_row(line, 7) for line in self.text.split(b"\n") if line.startswith(b"o")]

    @property
    def edits(self) -> list[tuple[Any, ...]]:
        return [_row(line, 6) for line in self.text.split(b"\n") if line.startswith(b"e")]

    def operation(self, seq: int) -> tuple[Any, ...]:
        start = self.text.find(b"\no[%d," % seq) + 1
        if not start:
            raise ValueError("unreadable part of the journal")
        return _row(self.text[start : self.text.index(b"\n", start)], 7)

    def edits_of(self, seqs: Collection[int]) -> list[tuple[Any, ...]]:
        """Edits of some operations, none of those that are not in this part."""
        return [_row(line[0], 6) for line in _EDIT.finditer(self.text) if int(line[1]) in seqs]

    def edits_with(self, text: str) -> list[tuple[Any, ...]]:
        """Edits in whose line the text stands."""
        needle, found, place = _inside(text), [], 0
        while (place := self.text.find(needle, place)) >= 0:
            start, end = self.text.rindex(b"\n", 0, place) + 1, self.text.index(b"\n", place)
            if self.text.startswith(b"e", start):
                found.append(_row(self.text[start:end], 6))
            place = end
        return found

    def stacks(self) -> tuple[list[int], list[int]]:
        """The undo and redo lists behind the part."""
        try:
            head = json.loads(self.text[: self.text.index(b"\n")])
            return _from_ranges(head["undo"]), _from_ranges(head["redo"])
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError("unreadable part of the journal") from error


def _row(line: bytes, length: int) -> tuple[Any, ...]:
    try:
        row = tuple(json.loads(line[1:]))
    except (TypeError, RecursionError) as error:
        raise ValueError("unreadable part of the journal") from error
    if len(row) != length:
        raise ValueError("unreadable part of the journal")
    return row


def _inside(text: str) -> bytes:
    """How a text stands within a line."""
    return json.dumps(text, ensure_ascii=False)[1:-1].encode("utf-8", "surrogatepass")


def last_packed(connection: Connection) -> int:
    """Number of the last operation in a part, 0 where there is none."""
    return int(connection.execute(select(func.max(tables.journal_part.c.last))).scalar() or 0)


def read_parts(connection: Connection, low: int = 0, high: int | None = None, *, containing: str = "") -> Iterator[Part]:
    """Parts with operations from ``low`` to ``high``, the oldest first; only those whose edits contain a text. Raises ValueError."""
    columns = tables.journal_part.c
    statement = select(columns.content).where(columns.last >= low).order_by(columns.first)
    if high is not None:
        statement = statement.where(columns.first <= high)
    needle = _inside(containing)
    for (content,) in connection.execute(statement).all():
        text = _unpacked(content)
        if needle in text:
            yield Part(text)


def packed_stacks(connection: Connection) -> tuple[list[int], list[int]]:
    """The undo and redo lists behind the last part. Raises ValueError."""
    content = connection.execute(select(tables.journal_part.c.content).order_by(tables.journal_part.c.first.desc()).limit(1)).scalar()
    if content is None:
        return [], []
    return Part(_unpacked(content)).stacks()


def pack(connection: Connection, up_to: int) -> int:
    """Pack operations beyond the last :data:`KEPT_LOOSE`, none behind ``up_to``; how many. Inside a transaction of the caller."""
    from desktop.store.journal import Stacks

    operation, edit = tables.operation.c, tables.edit.c
    loose = [row[0] for row in connection.execute(select(operation.seq).order_by(operation.seq))]
    ripe = [seq for seq in loose[: max(len(loose) - KEPT_LOOSE, 0)] if seq <= up_to]
    if len(ripe) < _OPERATIONS:
        return 0
    stacks = Stacks(*packed_stacks(connection))
    per_operation = select(edit.seq, func.count()).where(edit.seq <= ripe[-1]).group_by(edit.seq)
    counts = {int(row[0]): int(row[1]) for row in connection.execute(per_operation)}
    done = 0
    while len(ripe) - done >= _OPERATIONS:
        size = _size_of_part(ripe[done:], counts)
        first, last = ripe[done], ripe[done + size - 1]
        operations = connection.execute(select(tables.operation).where(operation.seq.between(first, last)).order_by(operation.seq))
        rows = [tuple(row) for row in operations]
        for row in rows:
            stacks.check(row[5], row[6])
            stacks.add(row[0], row[5], row[6])
        edits = connection.execute(select(tables.edit).where(edit.seq.between(first, last)).order_by(edit.seq, edit.position))
        content = _packed(rows, [tuple(row) for row in edits], stacks.undo, stacks.redo)
        connection.execute(insert(tables.journal_part), {"first": first, "last": last, "content": content})
        connection.execute(delete(tables.edit).where(edit.seq.between(first, last)))
        connection.execute(delete(tables.operation).where(operation.seq.between(first, last)))
        done += size
    return done


def _size_of_part(seqs: list[int], counts: dict[int, int]) -> int:
    edits = 0
    for size, seq in enumerate(seqs[:_OPERATIONS]):
        edits += counts.get(seq, 0)
        if edits > _EDITS and size:
            return size
    return min(len(seqs), _OPERATIONS)


def _packed(operations: list[tuple[Any, ...]], edits: list[tuple[Any, ...]], undo: list[int], redo: list[int]) -> bytes:
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    lines = [encode({"undo": _ranges(undo), "redo": _ranges(redo)})]
    lines += [f"o{encode(row)}" for row in operations]
    lines += [f"e{encode(row)}" for row in edits]
    return zlib.compress(("\n".join(lines) + "\n").encode("utf-8"), 6)


@lru_cache(maxsize=64)  # parts never change; walking from cell to cell with their history in sight reads the same ones again and again
def _unpacked(content: bytes) -> bytes:
    try:
        inflate = zlib.decompressobj()
        text = inflate.decompress(content, _LARGEST)
    except zlib.error as error:
        raise ValueError("unreadable part of the journal") from error
    if not inflate.eof:
        raise ValueError("part of the journal that is too large or cut off")
    return text


def _ranges(numbers: list[int]) -> list[list[int]]:
    """1 2 3 7 → [1, 3], [7, 7]: the undo list of a journal without undos is one pair."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def _from_ranges(pairs: list[list[int]]) -> list[int]:
    if sum(last - first + 1 for first, last in pairs) > 10_000_000:
        raise ValueError("undo list beyond measure")
    return [number for first, last in pairs for number in range(first, last + 1)]
