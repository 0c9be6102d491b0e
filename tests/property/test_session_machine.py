"""A clerk's random day on the 山西 set: whatever is done, the model is the one a fresh start gives, and what comes back is what was left."""

from __future__ import annotations

import shutil
import tempfile
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

from effort import effort
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from same import assert_same, exact, without_new_prior

from desktop.app.session import Session
from desktop.core import entry
from desktop.core.amounts import NA
from desktop.core.cells import COVER, TYPED, CellRef, Origin
from desktop.core.definitions import PackDef
from desktop.core.evaluate import Model
from desktop.core.operations import Operation
from desktop.core.paste import paste_block
from desktop.core.prior import set_prior
from desktop.core.subject_rows import add_subject, remove_subject
from desktop.forms.layout import lay_out

CODES = ("2060101", "2060102", "2060199", "20602", "2069901", "2080505", "2101101", "2210201", "2230105", "9990101")
FAMILIES = ("公开02", "公开03", "公开05", "公开07", "公开08")
TABLES = ("公开01", "公开04", "公开06", "公开09", "公开10", *FAMILIES)
TEXTS = st.sampled_from(["", "0", "0.01", "12.34", "12.345", "-3.2", "1,234.50", "100", "=3+4.5", "1234元", "—", "很多", "99999999.99"])


class Day(RuleBasedStateMachine):
    """``past`` and ``future`` are the books before and after the steps that can be undone and redone."""

    @initialize(kept_in=st.sampled_from(["万元", "元"]), codes=st.lists(st.sampled_from(CODES[:6]), max_size=4, unique=True))
    def begin(self, kept_in: str, codes: list[str]) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mz-day-"))
        self.place = self.folder / "data"
        self.session = Session.create(self.folder / "甲.mz", "sx-2024", "某局", 2024, unit_code="108", kept_in=kept_in, folder=self.place)
        self.past: list[Any] = []
        self.future: list[Any] = []
        self.saved = (self.book, [], [])
        for code in codes:
            self.do(add_subject(self.model, self.session.subjects, "公开03", code))

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def model(self) -> Model:
        return self.session.model

    @property
    def pack(self) -> PackDef:
        return self.session.pack

    @property
    def book(self) -> Any:
        return exact(self.session.book)

    def do(self, operation: Operation | str) -> None:
        """Carry it out, unless the builder has a sentence against it."""
        if isinstance(operation, str):
            assert operation.endswith("。")
            return
        before, steps = self.book, len(self.session.document.undoable())
        self.session.do(operation)
        if len(self.session.document.undoable()) > steps:
            self.past.append(before)
            self.future.clear()
        else:
            assert self.book == before, "what changes something can be undone"

    def cells(self, form: str) -> list[CellRef]:
        return [CellRef(form, row.id, column.id) for row in self.model.rows(form) for column in self.model.columns(form, row.id)]

    @rule(form=st.sampled_from(TABLES), data=st.data(), text=TEXTS)
    def type_a_figure(self, form: str, data: st.DataObject, text: str) -> None:
        if cells := self.cells(form):
            self.do(entry.type_text(self.model, data.draw(st.sampled_from(cells)), text))

    @rule(form=st.sampled_from(TABLES), data=st.data(), block=st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=4))
    def paste(self, form: str, data: st.DataObject, block: list[list[str]]) -> None:
        grid = [[cell.ref if cell else None for cell in row] for row in lay_out(self.model, form, self.session.figures).body]
        if places := [ref for row in grid for ref in row if ref]:
            self.do(paste_block(self.model, data.draw(st.sampled_from(places)), block, grid).operation)

    @rule(form=st.sampled_from(TABLES), data=st.data(), value=st.sampled_from([Decimal("7.50"), Decimal(0), NA, None]))
    def take_from_a_workbook(self, form: str, data: st.DataObject, value: Any) -> None:
        cells = [ref for ref in self.cells(form) if self.model.takes_entry(ref)]
        if cells:
            some = data.draw(st.lists(st.sampled_from(cells), min_size=1, max_size=6, unique=True))
            origin = Origin("imported", "表.xlsx", form, "C7")
            self.do(entry.set_values(self.model, [(ref, value, origin) for ref in some], "导入", "import"))

    @rule(form=st.sampled_from(FAMILIES), code=st.sampled_from(CODES))
    def add_a_code(self, form: str, code: str) -> None:
        self.do(add_subject(self.model, self.session.subjects, form, code))

    @rule(form=st.sampled_from(FAMILIES), data=st.data())
    def remove_a_code(self, form: str, data: st.DataObject) -> None:
        if rows := sorted(self.session.book.sheet(form).rows):
            self.do(remove_subject(self.model, form, data.draw(st.sampled_from(rows))))

    @rule(data=st.data())
    def answer_on_the_cover(self, data: st.DataObject) -> None:
        cover = self.pack.form(COVER)
        assert cover is not None
        rows = {row.id: row.choices for block in cover.blocks for row in block.rows if row.choices} | {"单位名称": ("某局", "另一个局")}
        row = data.draw(st.sampled_from(sorted(rows)))
        self.do(entry.set_cover(self.model, row, data.draw(st.sampled_from(["", *rows[row]]))))

    @rule(form=st.sampled_from(FAMILIES), code=st.sampled_from(CODES[:6]), data=st.data(), value=st.sampled_from([Decimal(50), None]))
    def last_year(self, form: str, code: str, data: st.DataObject, value: Decimal | None) -> None:
        column = data.draw(st.sampled_from(self.model.columns(form, "合计"))).id
        self.do(set_prior(self.model, self.session.subjects, [(CellRef(form, code, column), value, TYPED)], "上年数"))

    @rule(data=st.data())
    def answer_a_finding(self, data: st.DataObject) -> None:
        if found := self.model.findings():
            finding = data.draw(st.sampled_from(found))
            if finding.repair and data.draw(st.booleans()):
                self.do(entry.apply_repair(self.model, finding))
            else:
                self.do(entry.acknowledge(self.model, finding, "已核实", "甲", "2025-08-20T08:00:00Z"))

    @rule(form=st.sampled_from(TABLES))
    def lock_or_unlock(self, form: str) -> None:
        self.do((entry.unlock_table if self.session.book.is_locked(form) else entry.lock_table)(self.model, form))

    @precondition(lambda self: self.past)
    @rule(count=st.integers(1, 4))
    def undo(self, count: int) -> None:
        for _ in range(min(count, len(self.past))):
            self.future.append(self.book)
            assert len(self.session.undo()) == 1
            assert without_new_prior(self.book) == without_new_prior(self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(self.book)
        assert len(self.session.redo()) == 1
        assert self.book == self.future.pop()

    @rule()
    def save(self) -> None:
        self.session.save()
        self.saved = (self.book, list(self.past), list(self.future))

    @rule()
    def save_and_open_again(self) -> None:
        self.save()
        self.session.close()
        self.open_again(self.saved[0])

    @rule()
    def close_without_saving(self) -> None:
        self.session.close()
        expected, self.past, self.future = self.saved[0], list(self.saved[1]), list(self.saved[2])
        self.open_again(expected)

    @rule()
    def crash(self) -> None:
        """The files as a killed process leaves them: the working copy with its log, nothing closed."""
        expected = self.book
        work = next((self.place / "working").iterdir())
        left = self.folder / "left"
        shutil.copytree(work, left)
        self.session.close(keep_working_copy=True)
        shutil.rmtree(work, ignore_errors=True)  # gone already when nothing was unsaved
        left.rename(work)
        self.open_again(expected)

    def open_again(self, expected: Any) -> None:
        self.session = Session.open(self.folder / "甲.mz", folder=self.place)
        assert self.book == expected
        assert len(self.session.document.undoable()) == len(self.past)
        assert len(self.session.document.redoable()) == len(self.future)

    @invariant()
    def the_model_is_what_a_fresh_start_gives(self) -> None:
        if hasattr(self, "session"):
            assert_same(self.model, Model(self.pack, deepcopy(self.session.book), self.session.subjects))


TestDay = Day.TestCase
TestDay.settings = effort(4, 10)
