"""What the engine makes of a change must be what a fresh model makes of the changed book: values, widths, rows and findings."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from functools import lru_cache

from effort import effort
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from same import assert_same

from desktop.core.amounts import NA, Value
from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, Acknowledgement, Book, CellRef, Entry, Origin, Row
from desktop.core.definitions import PackDef, Subject
from desktop.core.evaluate import Model
from desktop.core.operations import Edit, EditKind, Operation, State, current_state
from desktop.forms.load import load_pack

CODES = (
    "201", "20101", "2010101", "2010150", "20129", "2012999", "206", "20601", "2060101", "2060102", "20602", "2060299", "207", "2079999",
    "208", "20805", "2080505", "223", "2230105",
)  # fmt: skip
FAMILIES = ("公开02", "公开03", "公开05", "公开07", "公开08")
AMOUNTS = st.one_of(
    st.sampled_from(
        [Decimal("0"), Decimal("0.01"), Decimal("12.34"), Decimal("12.345"), Decimal("-3.20"), Decimal("100"), Decimal("1234.50")]
    ),
    st.decimals(min_value=-9999, max_value=99999, places=2),
)
VALUES = st.one_of(AMOUNTS, AMOUNTS, AMOUNTS, st.none(), st.just(NA), st.sampled_from(["无", ""]))
ORIGINS = st.sampled_from([Origin(), Origin(), Origin("imported", "表.xlsx", "公开03", "C7")])


class Codes:
    """A list that knows some of the codes, one of them by another name."""

    def find(self, subjects: str, code: str) -> Subject | None:
        if code.startswith("208"):
            return None
        return Subject(code, "别的名称" if code == "206" else f"科目{code}", 1, "")

    def is_official(self, subjects: str) -> bool:
        return False


@lru_cache(maxsize=4)
def places(pack_id: str) -> tuple[PackDef, dict[str, list[str]], tuple[CellRef, ...], dict[str, tuple[str, ...]]]:
    """Pack, value columns of the families, all fixed amount cells, and the choices of the cover."""
    pack = load_pack(pack_id)
    model = Model(pack, Book(pack.id, "测试局", 2024))
    columns: dict[str, list[str]] = {}
    fixed: list[CellRef] = []
    for form in pack.forms:
        for block in form.blocks:
            if block.family:
                columns[form.code] = [column.id for column in block.columns]
        if form.code == "封面":
            continue
        for row in model.rows(form.code):
            fixed.extend(CellRef(form.code, row.id, column.id) for column in model.columns(form.code, row.id))
        fixed.append(CellRef(form.code, SENTENCE_ROW, SENTENCE_COLUMN))
    choices = {row.id: row.choices for block in pack.forms[0].blocks for row in block.rows if row.choices}
    return pack, columns, tuple(fixed), choices


class Accounts(RuleBasedStateMachine):
    pack_id = "sx-2024"

    @initialize(with_rows=st.booleans(), with_prior=st.booleans(), kept_in=st.sampled_from(["万元", "元"]))
    def open(self, with_rows: bool, with_prior: bool, kept_in: str) -> None:
        self.pack, self.family_columns, self.fixed, self.choices = places(self.pack_id)
        book = Book(self.pack.id, "测试局", 2024, kept_in=kept_in)
        if with_rows:
            for form in FAMILIES[:3]:
                for code in CODES[:12]:
                    book.sheet(form).rows[code] = Row(code, f"科目{code}")
        if with_prior:
            book.prior = Book(self.pack.id, "测试局", 2023)
            book.prior.sheet("公开03").rows.update({code: Row(code, code) for code in CODES[:3]})
            book.prior.sheet("公开03").entered[("2010101", "基本支出")] = Entry(Decimal("50.00"))
        self.book = book
        self.model = Model(self.pack, book, Codes())
        self.done: list[Operation] = []

    def edit(self, kind: EditKind, key: tuple[str, ...], new: State | None) -> Edit:
        return Edit(kind, key, current_state(self.book, Edit(kind, key, None, None)), new)

    def do(self, *edits: Edit) -> None:
        distinct = {(edit.kind, edit.key): edit for edit in edits}
        operation = Operation("改动", "typing", tuple(distinct.values()))
        self.apply(operation)
        self.done.append(operation)

    def apply(self, operation: Operation) -> None:
        before = {(cell, self.model.value(cell)) for cell in self.fixed}
        found = set(self.model.findings())
        change = self.model.apply(operation)
        after = {(cell, self.model.value(cell)) for cell in self.fixed}
        assert {cell for cell, _ in before ^ after} <= change.cells or change.everything
        now = set(self.model.findings())
        assert now - found == set(change.findings_new) - found
        assert found - now == set(change.findings_gone) - now

    def entry(self, value: Value | None, origin: Origin) -> Entry | None:
        return None if value is None else Entry(value, origin)

    @rule(form=st.sampled_from(FAMILIES), code=st.sampled_from([*CODES, "合计"]), data=st.data(), value=VALUES, origin=ORIGINS)
    def type_in_family(self, form: str, code: str, data: st.DataObject, value: Value | None, origin: Origin) -> None:
        column = data.draw(st.sampled_from(self.family_columns[form]))
        self.do(self.edit("cell", (form, code, column), self.entry(value, origin)))

    @rule(data=st.data(), value=VALUES, origin=ORIGINS)
    def type_in_fixed(self, data: st.DataObject, value: Value | None, origin: Origin) -> None:
        ref = data.draw(st.sampled_from(self.fixed))
        self.do(self.edit("cell", tuple(ref), self.entry(value, origin)))

    @rule(data=st.data(), values=st.lists(AMOUNTS, min_size=2, max_size=12))
    def paste(self, data: st.DataObject, values: list[Decimal]) -> None:
        form = data.draw(st.sampled_from(FAMILIES))
        edits = []
        for value in values:
            code, column = data.draw(st.sampled_from(CODES)), data.draw(st.sampled_from(self.family_columns[form]))
            edits.append(self.edit("cell", (form, code, column), Entry(value)))
            edits.append(self.edit("row", (form, code), Row(code, f"科目{code}")))
        self.do(*edits)

    @rule(form=st.sampled_from(FAMILIES), code=st.sampled_from(CODES), name=st.sampled_from(["科目", "另一个名称"]))
    def add_or_rename_row(self, form: str, code: str, name: str) -> None:
        self.do(self.edit("row", (form, code), Row(code, f"{name}{code}")))

    @rule(form=st.sampled_from(FAMILIES), code=st.sampled_from(CODES), clear=st.booleans())
    def remove_row(self, form: str, code: str, clear: bool) -> None:
        edits = [self.edit("row", (form, code), None)]
        if clear:
            edits += [self.edit("cell", (form, code, column), None) for column in self.family_columns[form]]
        self.do(*edits)

    @rule(data=st.data())
    def choose_on_cover(self, data: st.DataObject) -> None:
        row = data.draw(st.sampled_from(sorted(self.choices)))
        choice = data.draw(st.sampled_from([None, *self.choices[row]]))
        self.do(self.edit("cell", ("封面", row, "内容"), Entry(choice) if choice else None))

    @rule(form=st.sampled_from(FAMILIES), code=st.sampled_from(CODES), data=st.data(), value=st.one_of(AMOUNTS, st.none()))
    def last_year(self, form: str, code: str, data: st.DataObject, value: Decimal | None) -> None:
        column = data.draw(st.sampled_from(self.family_columns[form]))
        row = self.edit("prior_row", (form, code), Row(code, code))
        self.do(row, self.edit("prior", (form, code, column), Entry(value) if value is not None else None))

    @precondition(lambda self: any(finding.severity == "warning" for finding in self.model.findings()))
    @rule(data=st.data())
    def acknowledge(self, data: st.DataObject) -> None:
        finding = data.draw(st.sampled_from([one for one in self.model.findings() if one.severity == "warning"]))
        given = Acknowledgement(*finding.key, "已核实", finding.fingerprint)
        self.do(self.edit("acknowledgement", finding.key, given))

    @precondition(lambda self: self.done)
    @rule(count=st.integers(1, 5))
    def undo(self, count: int) -> None:
        for _ in range(min(count, len(self.done))):
            self.apply(self.done.pop().inverse())

    @invariant()
    def is_what_a_fresh_model_says(self) -> None:
        if hasattr(self, "model"):
            assert_same(self.model, Model(self.pack, deepcopy(self.book), Codes()))


TestAccounts = Accounts.TestCase
TestAccounts.settings = effort(5, 16)
