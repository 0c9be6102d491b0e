"""What a change of projects, indicators, names, scores and their order makes must be what a fresh model makes of the changed book."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

from effort import effort
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from same import assert_same, exact, without_new_prior

sys.path.append(str(Path(__file__).resolve().parents[1] / "core"))

from scored_projects import scored_pack

from desktop.core.cells import Book, CellRef, Entry, Origin, Row
from desktop.core.entry import (
    add_row,
    copy_project,
    duplicate_row,
    move_down,
    move_rows,
    move_up,
    remove_project,
    remove_rows,
)
from desktop.core.evaluate import Model
from desktop.core.operations import Edit, EditKind, Operation, State, current_state

PACK = scored_pack()
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

    def build(self, operation: Operation | str) -> None:
        """Do what a builder says, unless it says why it cannot."""
        if isinstance(operation, Operation):
            self.follow(operation)
            self.done.append(operation)
            self.states.append(exact(self.book))

    @rule(base=BASES, project=PROJECTS, name=NAMES, after=st.sampled_from(["", None, "指1"]))
    def list_indicator(self, base: str, project: str, name: str | None, after: str | None) -> None:
        self.build(add_row(self.model, f"{base}#{project}", values={"三级指标": name}, after=after))

    @rule(base=BASES, project=PROJECTS, rows=st.sets(INDICATORS, min_size=1, max_size=3), after=st.sampled_from(["", None, "指1", "指2"]))
    def move_indicators(self, base: str, project: str, rows: set[str], after: str | None) -> None:
        self.build(move_rows(self.model, f"{base}#{project}", sorted(rows), after))

    @rule(base=BASES, project=PROJECTS, row=INDICATORS, how=st.sampled_from([move_up, move_down, remove_rows]))
    def change_indicator(self, base: str, project: str, row: str, how: Callable[[Model, str, Sequence[str]], Operation | str]) -> None:
        self.build(how(self.model, f"{base}#{project}", [row]))

    @rule(base=BASES, project=PROJECTS, row=INDICATORS)
    def duplicate_indicator(self, base: str, project: str, row: str) -> None:
        self.build(duplicate_row(self.model, f"{base}#{project}", row))

    @rule(project=PROJECTS, results=st.booleans())
    def copy_a_project(self, project: str, results: bool) -> None:
        if len(self.model.rows("项目")) < 8:
            self.build(copy_project(self.model, project, results=results))

    @rule(project=PROJECTS, after=st.sampled_from(["", None, "1", "2"]))
    def move_a_project(self, project: str, after: str | None) -> None:
        self.build(move_rows(self.model, "项目", [project], after))

    @rule(project=PROJECTS)
    def take_a_project_out(self, project: str) -> None:
        forms = [form.code for form in self.model.forms() if form.code.endswith(f"#{project}")]
        operation = remove_project(self.model, [project])
        self.build(operation)
        if isinstance(operation, Operation):
            sheets = [self.book.sheet(code) for code in forms]
            assert not any(sheet.rows or sheet.entered or sheet.notes for sheet in sheets)

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
TestProjects.settings = effort(15, 30)
