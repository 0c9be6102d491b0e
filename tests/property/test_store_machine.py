"""A document under random work: whatever is typed, undone, redone, saved, closed or crashed, the book that comes back is the book in memory."""

from __future__ import annotations

import shutil
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from effort import effort
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from same import exact, without_new_prior

from desktop.core.amounts import NA
from desktop.core.cells import TYPED, Acknowledgement, Book, Entry, Origin, Row
from desktop.core.operations import Edit, EditKind, Operation, State, apply_edits, current_state
from desktop.store.document import Document

FORMS, ROWS, COLUMNS = ["公开01", "公开03"], ["合计", "206", "20601", "2060101"], ["金额", "基本支出"]
place = st.tuples(st.sampled_from(FORMS), st.sampled_from(ROWS), st.sampled_from(COLUMNS))
# Amounts as typed: the same number with other digits behind the point is another state to keep.
amounts = st.sampled_from(
    [Decimal(text) for text in ("0", "0.1", "0.10", "-0.00", "1E+3", "1000", "12345678901234.56", "-7.5")]
) | st.integers(0, 12).flatmap(lambda places: st.decimals(min_value=-(10**15), max_value=10**15, places=places))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = amounts | texts | st.just(NA)
origins = st.just(TYPED) | st.builds(Origin, st.just("imported"), texts, texts, texts)
entries = st.builds(Entry, values, origins)
attrs = st.lists(st.tuples(texts, texts), max_size=2).map(tuple)


@st.composite
def targets(draw: st.DrawFn) -> tuple[EditKind, tuple[str, ...], State | None]:
    """Kind, key and new state of an edit; the old state follows from the book."""
    kind: EditKind = draw(st.sampled_from(["cell", "cell", "cell", "row", "note", "acknowledgement", "setting", "prior", "prior_row"]))
    key: tuple[str, ...]
    new: Any
    if kind in ("cell", "prior"):
        key, new = draw(place), draw(st.none() | entries)
    elif kind in ("row", "prior_row"):
        key = draw(place)[:2]
        new = draw(st.none() | st.builds(Row, st.just(key[1]), texts, texts, attrs))
    elif kind == "note":
        key, new = draw(place), draw(st.none() | texts)
    elif kind == "setting":
        name = draw(st.sampled_from(["show_in", "rounding", "锁定.公开03"]))
        choices = {"show_in": st.sampled_from(["元", "万元"]), "rounding": st.sampled_from(["保留尾差", "舍位平衡"])}
        key, new = (name,), draw(st.none() | choices.get(name, texts))
    else:
        key = ("01-A1", draw(st.sampled_from(FORMS)), draw(st.sampled_from(["", "合计"])))
        new = draw(st.none() | st.builds(Acknowledgement, *map(st.just, key), texts, texts, texts, texts))
    return kind, key, new


class StoreMachine(RuleBasedStateMachine):
    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mz-store-"))
        self.data = self.folder / "data"
        self.document = Document.create(self.folder / "a.mz", Book("cn-2024", "某局", 2024), who="甲", data_dir=self.data)
        self.saved = exact(self.document.book)
        self.past: list[Any] = []  # the books before each step that can be undone
        self.future: list[Any] = []
        self.saved_steps: tuple[list[Any], list[Any]] = ([], [])

    def teardown(self) -> None:
        if hasattr(self, "document"):
            self.document.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def book(self) -> Book:
        return self.document.book

    @rule(wanted=st.lists(targets(), min_size=1, max_size=5))
    def change(self, wanted: list[tuple[EditKind, tuple[str, ...], State | None]]) -> None:
        before = exact(self.book)
        standing: dict[tuple[str, ...], State | None] = {}
        edits = []
        for kind, key, new in wanted:
            old = standing.get((kind, *key), current_state(self.book, Edit(kind, key, None, None)))
            edits.append(Edit(kind, key, old, new))
            standing[kind, *key] = new
        operation = Operation("改", "typing", tuple(edits))
        self.document.append(operation)
        apply_edits(self.book, operation.edits)
        self.past.append(before)
        self.future.clear()

    @precondition(lambda self: self.past)
    @rule(count=st.integers(1, 3))
    def undo(self, count: int) -> None:
        for _ in range(min(count, len(self.past))):
            self.future.append(exact(self.book))
            step = self.document.undoable()[-1]
            operation = self.document.operation(step.seq).operation.inverse("undo")
            self.document.append(operation, undoes=step.seq)
            apply_edits(self.book, operation.edits)
            assert without_new_prior(exact(self.book)) == without_new_prior(self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(exact(self.book))
        step = self.document.redoable()[-1]
        operation = self.document.operation(step.seq).operation.inverse("redo")
        self.document.append(operation, redoes=step.seq)
        apply_edits(self.book, operation.edits)
        assert exact(self.book) == self.future.pop()

    @rule()
    def save(self) -> None:
        self.document.publish()
        self.saved = exact(self.book)
        self.saved_steps = (list(self.past), list(self.future))

    @rule()
    def save_and_reopen(self) -> None:
        self.save()
        self.document.close()
        self.reopen(self.saved)

    @rule()
    def close_without_saving(self) -> None:
        self.document.close()
        self.past, self.future = list(self.saved_steps[0]), list(self.saved_steps[1])
        self.reopen(self.saved)

    @rule()
    def crash(self) -> None:
        """The files of the working copy as a killed process leaves them: the database with its log, nothing closed."""
        expected = exact(self.book)
        work = next((self.data / "working").iterdir())
        left = self.folder / "left"
        shutil.copytree(work, left)
        self.document.close(keep_working_copy=True)
        shutil.rmtree(work, ignore_errors=True)
        left.rename(work)
        self.reopen(expected)

    def reopen(self, expected: Any) -> None:
        self.document = Document.open(self.folder / "a.mz", who="乙", data_dir=self.data)
        assert exact(self.book) == expected
        assert len(self.document.undoable()) == len(self.past)
        assert len(self.document.redoable()) == len(self.future)
        assert self.document.integrity() == []

    @invariant()
    def unsaved_work_is_known(self) -> None:
        if hasattr(self, "document") and exact(self.book) != self.saved:
            assert self.document.dirty


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = effort(8, 20)
