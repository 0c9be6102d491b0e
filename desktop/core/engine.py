"""The machine behind :class:`~desktop.core.evaluate.Model`: builds the graph for a book and keeps it right through changes.

A build makes everything anew: forms, conditions of the cover, templates, instances on the present rows, values in order, findings. A
change touches only what hangs on it; :func:`Engine.change` gives the same result as a build would (a property test holds it to that).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.core.board import Board
from desktop.core.building import Builder
from desktop.core.cells import Book, CellRef
from desktop.core.conditions import Conditions
from desktop.core.definitions import FormDef, PackDef, SubjectLookup
from desktop.core.form_changes import add_forms, drop_forms, follow_lists, inspect_new, list_changes
from desktop.core.graph import PAUSE_AFTER, Graph, build_order
from desktop.core.inspect_indicators import UNIT
from desktop.core.instances import instance_code, list_codes, present_forms
from desktop.core.nodes import Blankness, Calc, Cell
from desktop.core.row_changes import change_rows, rename_rows
from desktop.core.score_review import touch_scores
from desktop.core.selectors import World
from desktop.core.signatures import YEAR
from desktop.core.structure import PRIOR, FormState
from desktop.core.touched import Touched


class Engine(Builder):
    """Everything computed for one book and pack. ``forms`` are by code, last year's with the prefix 上年."""

    def __init__(self, pack: PackDef, book: Book, subjects: SubjectLookup | None, known: dict[str, FormDef] | None = None) -> None:
        self.pack, self.book, self.subjects = pack, book, subjects
        self.parameters = {YEAR: str(book.year), **dict(pack.parameters)}
        self.forms: dict[str, FormState] = {}
        self.made = known if known is not None else {}  # definitions of the forms that belong to a row of a list
        self.present = tuple(present_forms(pack, book, self.made))
        self.lists = list_codes(pack)
        self.renamed: dict[str, None] = {}  # forms of which a row, or the form itself, is called otherwise since the last change
        self.dropped: dict[CellRef, None] = {}  # cells of forms that went in the change
        self.order = {form.code: index for index, form in enumerate(pack.forms)}
        self.graph = Graph()
        self.board = Board(book.acknowledgements)
        self.tails, self.uneven, self.many, self._loose = {}, {}, {}, []
        self.fragile = self.entangled = False
        for form in self.present:
            self.add_form(form, False)
        prior = book.prior
        self.has_prior = prior is not None and any(sheet.entered or sheet.rows for sheet in prior.sheets.values())
        if prior is not None and self.has_prior:
            for form in present_forms(pack, prior, self.made):
                self.add_form(form, True)
        for state in self.forms.values():
            self.give_place(state)
        self.conditions = Conditions(pack, self.forms, self.parameters)
        for text, problem in self.conditions.problems.items():
            self.definition_problem(("条件", text), "条件", "warning", pack.forms[0].code, problem)
        self._build()

    def add_form(self, definition: FormDef, prior: bool) -> FormState:
        """The form with its present rows, not yet computed."""
        book = self.book.prior if prior else self.book
        assert book is not None
        scale = None
        if prior and book.kept_in != self.book.kept_in:
            scale = Decimal(10000) if book.kept_in == "万元" else Decimal("0.0001")
        state = FormState(
            definition, prior, book.sheet(definition.code), money_places(definition, book.kept_in), book.kept_in != "万元", scale
        )
        state.words = {"年度": str(book.year), "单位": self.book.unit_name}
        self.forms[state.code] = state
        self.give_place(state)
        return state

    def give_place(self, form: FormState) -> None:
        """Where a form stands among the others: in the order of the pack, then of its list."""
        definition = form.definition
        form.list_form = self.forms.get((PRIOR if form.prior else "") + definition.per) if definition.per else None
        data = form.list_form.sheet.rows.get(form.owner) if form.list_form else None
        form.place = (self.order[form.base], data.order if data else "")

    def instances_of(self, form: FormState, row_id: str) -> list[FormState]:
        """The forms that belong to a row of a list."""
        wanted = [instance_code(one.code, row_id) for one in self.pack.forms if one.per == form.base]
        prefix = PRIOR if form.prior else ""
        return [self.forms[prefix + code] for code in wanted if prefix + code in self.forms]

    # building

    def _build(self) -> None:
        self.world = World(self.forms, self.pack, self.parameters)
        for form in self.forms.values():
            self.bind_templates(form)
        for form in self.forms.values():
            self.instantiate_all(form)
        self._compute_everything()
        for form in self.forms.values():
            form.rename_free()
        for form in self.forms.values():
            if form.prior:
                continue
            for row in form.rows.values():
                self.check_row(form, row.id)
            for row_id, column_id in form.sheet.entered:
                self.check_entry(form, row_id, column_id)
        for _ in self.reviewing():
            pass
        self.board.changes()

    def _compute_everything(self) -> None:
        graph = self.graph
        calcs = [cell.calc for form in self.forms.values() for cell in form.cells.values() if cell.calc]
        ordered, circle = build_order(calcs)
        for calc in calcs:
            calc.queued = True
        for calc in ordered:
            graph.evaluate(calc)
        for calc in calcs:
            calc.queued = False
        graph.heap.clear()
        if circle:
            self._break_circle(circle)
        for calc in calcs:
            graph.touched[calc] = None
        graph.changed.clear()

    def _break_circle(self, stuck: list[Calc]) -> None:
        """Of calcs without an order, those in the circle give nothing; those that merely depend on them are computed without."""
        remaining = dict.fromkeys(stuck)
        while True:
            needed = {cell.calc for calc in remaining for node in calc.nodes for cell in node.cells()}
            behind = [calc for calc in remaining if calc not in needed]
            if not behind:
                break
            for calc in behind:
                del remaining[calc]
        self.fragile = True
        for calc in remaining:
            calc.stuck = True
            definition, form = calc.template.definition, calc.cell.form
            names = "、".join(sorted({one.template.definition.id for one in remaining if one.cell.form.prior == form.prior}))
            if not form.prior:
                problem = f"公式互相引用，形成循环（{names}），无法计算。"
                self.definition_problem(("循环", form.base, definition.id), definition.id, definition.severity, form.code, problem, "循环")
        for calc in stuck:
            if not calc.stuck:
                self.graph.queue(calc)
        self.graph.propagate()

    # changing

    def changing(self, touched: Touched) -> Iterator[None]:
        """Take in what the book already holds, pausing now and then. Raises :class:`Circle` when only a build can."""
        lists = list_changes(self, touched)
        fresh = [form for change in lists for form in add_forms(self, change)]
        for code, row_ids in touched.rows.items():
            change_rows(self, self.forms[code], row_ids)
        for change in lists:
            drop_forms(self, change)
        if lists:
            follow_lists(self, lists)
        graph = self.graph
        for at, (code, row_id, column_id) in enumerate(touched.cells, 1):
            if at % PAUSE_AFTER == 0:
                yield
            form = self.forms.get(code)
            if form is None:
                continue
            cell = form.cell(row_id, column_id)
            if cell is not None:
                self._refresh(cell)
            if not form.prior:
                self.check_entry(form, row_id, column_id)
        yield from graph.propagating()
        for form in dict.fromkeys(cell.form for cell in graph.changed if cell.form.free and cell.column == cell.form.label_column):
            rename_rows(self, form)
        for form in fresh:
            rename_rows(self, form)
        inspect_new(self, fresh)
        touch_scores(graph, dict.fromkeys(cell.form for cell in graph.changed if cell.score and not cell.form.prior))
        for cell in [cell for cell in graph.changed if cell.column == UNIT and not cell.form.prior]:
            self._check_indicators(cell.form, cell.row)
        graph.propagate()  # who is told of a new name works out the same again
        yield from self.reviewing()

    def _check_indicators(self, form: FormState, row_id: str) -> None:
        """The unit beside them came to be another one."""
        row = form.rows.get(row_id)
        for column in row.block.columns if row else ():
            if column.kind == "indicator":
                self.check_entry(form, row_id, column.id)

    def _refresh(self, cell: Cell) -> None:
        """Read a cell's entry from the book again."""
        entry = cell.form.sheet.entered.get((cell.row, cell.column)) if cell.present else None
        if entry == cell.entry:
            return
        cell.entry = entry
        graph = self.graph
        graph.changed[cell] = None
        old = cell.q
        graph.settle(cell, cell.form.read(cell))
        if cell.q == old:  # findings show the entry and where it came from
            self.touch_users(cell)
        if cell.calc is not None:
            graph.touched[cell.calc] = None

    def touch_users(self, cell: Cell) -> None:
        self.graph.notify(cell.users)
        for group in cell.groups:
            if not isinstance(group, Blankness):
                self.graph.notify(group.users)


def money_places(form: FormDef, kept_in: str) -> int:
    """Decimal places of a form's money in the unit in which the book is kept."""
    if form.unit == kept_in or "元" not in form.unit:
        return form.decimals
    return form.decimals + 4 if kept_in == "亿元" or form.unit == "元" else 2
