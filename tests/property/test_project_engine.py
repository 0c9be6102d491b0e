"""What a change of projects, indicators, names, scores and their order makes must be what a fresh model makes of the changed book."""

from __future__ import annotations

import sys
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

from effort import effort
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from same import assert_same, exact, without_new_prior

sys.path.append(str(Path(__file__).resolve().parents[1] / "core"))

from performance_forms import PACK

from desktop.core.cells import Book, CellRef, Entry, Origin, Row
from desktop.core.evaluate import Model
from desktop.core.operations import Edit, EditKind, Operation, State, current_state

PROJECTS = st.sampled_from(["1", "2", "3", "10"])
INDICATORS = st.sampled_from(["指1", "指2", "指3", "指10"])
BASES = st.sampled_from(["目标", "自评"])
NAMES = st.sampled_from([None, "科普经费", "物业管理费", " 两 行\n名称 "])
TEXTS = st.sampled_from([None, "≥95%", "≤≥95%", "100", "2024年12月", "培训 3 期"])
POINTS = st.sampled_from([None, Decimal(0), Decimal(5), Decimal("4.53"), Decimal(10)])
MONEY = st.sampled_from([None, Decimal(0), Decimal("100.00"), Decimal("92.8"), Decimal("33.333")])
PLACES = st.sampled_from(["000010", "000020", "000025", "000100"])
ORIGINS = st.sampled_from([Origin(), Origin("imported", "表.xlsx", "Sheet1", "C3")])


class Projects(RuleBasedStateMachine):
    @initialize(with_rows=st.booleans())
    def open(self, with_rows: bool) -> None:
        self.book = Book(PACK.id, "科技局", 2024)
        if with_rows:
            for number in ("1", "2"):
                self.book.sheet("项目").rows[number] = Row(number, "", "", (("次序", f"{int(number) * 10:06d}"),))
                for base in ("目标", "自评"):
                    rows = self.book.sheet(f"{base}#{number}").rows
                    rows.update({f"指{k}": Row(f"指{k}", "", "", (("次序", f"{k * 10:06d}"),)) for k in (1, 2)})
        self.model = Model(PACK, self.book)
        self.done: list[Operation] = []
        self.states = [exact(self.book)]

    def edit(self, kind: EditKind, key: tuple[str, ...], new: State | None) -> Edit:
        return Edit(kind, key, current_state(self.book, Edit(kind, key, None, None)), new)

    def do(self, *edits: Edit) -> None:
        operation = Operation("改动", "typing", tuple({(edit.kind, edit.key): edit for edit in edits}.values()))
        self.follow(operation)
        self.done.append(operation)
        self.states.append(exact(self.book))

    def follow(self, operation: Operation) -> None:
        seen = [CellRef(form.code, row.id, column.id) for form in self.model.forms() for row in self.model.rows(form.code) for column in self.model.columns(form.code, row.id)]  # fmt: skip
        before = {ref: self.model.value(ref) for ref in seen}
        found = set(self.model.findings())
        change = self.model.apply(operation)
        changed = {ref for ref, value in before.items() if self.model.value(ref) != value}
        assert changed <= change.cells or change.everything
        now = set(self.model.findings())
        assert now - found == set(change.findings_new) - found
        assert found - now == set(change.findings_gone) - now

    def put(self, form: str, row: str, column: str, value: Decimal | str | None, origin: Origin = Origin()) -> None:  # noqa: B008
        self.do(self.edit("cell", (form, row, column), None if value is None else Entry(value, origin)))

    @rule(project=PROJECTS, place=PLACES, name=NAMES)
    def add_or_move_project(self, project: str, place: str, name: str | None) -> None:
        row = self.edit("row", ("项目", project), Row(project, "", "", (("次序", place),)))
        self.do(row, self.edit("cell", ("项目", project, "项目名称"), Entry(name) if name else None))

    @rule(project=PROJECTS, clear=st.booleans())
    def remove_project(self, project: str, clear: bool) -> None:
        edits = [self.edit("row", ("项目", project), None)]
        for base in ("目标", "自评"):
            sheet = self.book.sheets.get(f"{base}#{project}")
            if clear and sheet:
                edits += [self.edit("row", (sheet.form, row), None) for row in sheet.rows]
                edits += [self.edit("cell", (sheet.form, *place), None) for place in sheet.entered]
        self.do(*edits)

    @rule(project=PROJECTS, column=st.sampled_from(["全年预算数", "全年执行数"]), value=MONEY)
    def type_in_list(self, project: str, column: str, value: Decimal | None) -> None:
        self.put("项目", project, column, value)

    @rule(base=BASES, project=PROJECTS, row=INDICATORS, place=PLACES)
    def add_or_move_indicator(self, base: str, project: str, row: str, place: str) -> None:
        self.do(self.edit("row", (f"{base}#{project}", row), Row(row, "", "", (("次序", place),))))

    @rule(base=BASES, project=PROJECTS, row=INDICATORS)
    def remove_indicator(self, base: str, project: str, row: str) -> None:
        self.do(self.edit("row", (f"{base}#{project}", row), None))

    @rule(base=BASES, project=PROJECTS, row=INDICATORS, column=st.sampled_from(["三级指标", "一级指标"]), value=NAMES, origin=ORIGINS)
    def name_indicator(self, base: str, project: str, row: str, column: str, value: str | None, origin: Origin) -> None:
        self.put(f"{base}#{project}", row, column, value, origin)

    @rule(base=BASES, project=PROJECTS, row=INDICATORS, column=st.sampled_from(["指标值", "完成值"]), value=TEXTS)
    def type_value(self, base: str, project: str, row: str, column: str, value: str | None) -> None:
        self.put(f"{base}#{project}", row, column, value)

    @rule(
        base=BASES,
        project=PROJECTS,
        row=st.one_of(INDICATORS, st.sampled_from(["总额", "总分"])),
        column=st.sampled_from(["分值", "得分"]),
        value=POINTS,
    )
    def type_score(self, base: str, project: str, row: str, column: str, value: Decimal | None) -> None:
        self.put(f"{base}#{project}", row, column, value)

    @rule(project=PROJECTS, value=POINTS, listed=st.booleans())
    def last_year(self, project: str, value: Decimal | None, listed: bool) -> None:
        edits = [self.edit("prior", (f"自评#{project}", "总分", "得分"), None if value is None else Entry(value))]
        if listed:
            edits.append(self.edit("prior_row", ("项目", project), Row(project, "")))
        self.do(*edits)

    @precondition(lambda self: self.done)
    @rule(count=st.integers(1, 5))
    def undo(self, count: int) -> None:
        for _ in range(min(count, len(self.done))):
            self.follow(self.done.pop().inverse())
            self.states.pop()
            assert without_new_prior(exact(self.book)) == without_new_prior(self.states[-1])

    @invariant()
    def is_what_a_fresh_model_says(self) -> None:
        if hasattr(self, "model"):
            assert_same(self.model, Model(PACK, deepcopy(self.book)))


TestProjects = Projects.TestCase
TestProjects.settings = effort(12, 25)
