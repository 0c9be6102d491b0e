"""A journal of many operations is packed when it is saved: smaller, as fast as a short one, and nothing of it is lost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from store_books import CELL, exact, new, put, redo, reopen, undo

from desktop.core.cells import CellRef, Entry
from desktop.store import parts
from desktop.store.document import Document


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Document:
    """Sixty operations, three of them undos; the first forty are packed in parts of ten."""
    monkeypatch.setattr(parts, "KEPT_LOOSE", 20)
    monkeypatch.setattr(parts, "_OPERATIONS", 10)
    document = new(tmp_path)
    for number in range(1, 58):
        put(document, Decimal(number), CELL if number % 2 else CellRef("公开05", f"r{number % 7}", "金额"), label=f"第{number}步")
    for _ in range(3):
        undo(document)
    document.publish()
    put(document, Decimal(99))
    document.publish()
    return reopen(document)


def rows(document: Document, table: str) -> int:
    from desktop.store import engine

    found: int = engine.raw(document._connection).execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return found


def test_packed_and_loose_operations_read_as_one_journal(long: Document) -> None:
    assert (rows(long, "operation"), rows(long, "journal_part")) == (21, 4)
    assert [record.seq for record in long.operations()] == list(range(61, 0, -1))
    assert [record.seq for record in long.operations(limit=30)] == list(range(61, 31, -1))
    assert long.operation(3).label == "第3步"
    assert [long.size_of(seq) for seq in (3, 59, 61, 99)] == [1, 1, 1, 0]
    assert long.operation(3).operation.edits[0].new == Entry(Decimal(3))
    changes = long.history(CELL)
    assert [change.seq for change in changes][-3:] == [5, 3, 1]
    assert changes[-1].old_value == Decimal("0.10")
    assert len(changes) == 29 + 1 + 2
    told = long.trail(["公开03"], {3, 4, 5, 40, 58, 61})
    assert [(edit.key[0], entry.seq, entry.label) for edit, entry in told] == [
        ("公开03", 3, "第3步"),
        ("公开03", 5, "第5步"),
        ("公开03", 58, "第57步"),
        ("公开03", 61, "填写"),
    ]
    assert long.integrity() == []
    long.close()


def test_forms_are_asked_about_without_reading_what_was_entered(long: Document) -> None:
    """In packed operations, in loose ones, and behind an operation that is known already."""
    last = {operation.seq: operation for operation in long.operations()}
    for after in (0, 15, 41, 60):
        changed = {edit.key[0]: seq for seq in range(after + 1, 62) for edit in long.operation(seq).operation.edits}
        told = long.last_changes(after)
        assert {form: change.seq for form, change in told.items()} == changed
        assert all((change.when, change.who) == (last[change.seq].when, last[change.seq].who) for change in told.values())
        counted = [
            (seq, edit.key[0], (edit.new is not None) - (edit.old is not None))
            for seq in range(after + 1, 62)
            for edit in long.operation(seq).operation.edits
            if edit.key[0] == "公开05"
        ]
        assert [(one.seq, one.form, one.count) for one in long.fillings(["公开05"], after)] == counted
    assert sum(one.count for one in long.fillings(["公开05"])) == len(long.book.sheets["公开05"].entered)
    assert long.fillings(["公开0"]) == []
    long.close()


def test_everything_can_still_be_undone_and_redone(long: Document) -> None:
    book = exact(long.book)
    count = len(long.undoable())
    assert count == 55
    for _ in range(count):
        undo(long)
    assert long.book.entry(CELL) == Entry(Decimal("0.10"))
    assert long.undoable() == []
    for _ in range(count):
        redo(long)
    assert exact(long.book) == book
    long.publish()
    long = reopen(long)
    assert exact(long.book) == book
    assert long.integrity() == []
    long.close()


def test_what_is_not_saved_yet_is_not_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "KEPT_LOOSE", 5)
    monkeypatch.setattr(parts, "_OPERATIONS", 5)
    document = new(tmp_path)
    for number in range(30):
        put(document, Decimal(number))
    document.target.write_bytes(b"theirs")
    with pytest.raises(Exception, match="其他程序"):
        document.publish()
    document.close(keep_working_copy=True)
    found = Document.recoverable(document.target, tmp_path / "data")
    assert found is not None and found.count == 30
