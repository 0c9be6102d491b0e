"""The machine behind :class:`~desktop.core.evaluate.Model`: builds the graph for a book and keeps it right through changes.

A build makes everything anew: forms, conditions of the cover, templates, instances on the present rows, values in order, findings. A
change touches only what hangs on it; :func:`Engine.change` gives the same result as a build would (a property test holds it to that).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from desktop.core.board import Board, SortKey
from desktop.core.cells import Book, CellRef
from desktop.core.checks import Bare, Tail, bare_finding, definition_error, review_calc, review_check, tail_finding
from desktop.core.conditions import Conditions
from desktop.core.definitions import CalcDef, CheckDef, FormDef, PackDef, SubjectLookup
from desktop.core.form_changes import add_forms, drop_forms, follow_lists, inspect_new, list_changes
from desktop.core.graph import Graph, build_order
from desktop.core.inspect_entries import inspect_entry, inspect_row
from desktop.core.inspect_indicators import UNIT
from desktop.core.instances import instance_code, list_codes, present_forms
from desktop.core.language import FormulaError
from desktop.core.nodes import Blankness, Calc, Cell, Instance
from desktop.core.quantity import BLANK
from desktop.core.row_changes import change_rows, rename_rows
from desktop.core.score_review import touch_scores
from desktop.core.selectors import World
from desktop.core.signatures import YEAR
from desktop.core.structure import PRIOR, FormState, RowState
from desktop.core.templates import Template


@dataclass(slots=True)
class Touched:
    """What an operation named, in codes of the engine's forms (last year's with their prefix)."""

    cells: dict[tuple[str, str, str], None] = field(default_factory=dict)
    rows: dict[str, dict[str, None]] = field(default_factory=dict)


class Engine:
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
        self.tails: dict[str, dict[Instance, Tail | Bare]] = {}  # what is folded, by form
        self.fragile = False  # some formula has no instance on some row: when rows change only a build tells which
        self.entangled = False  # some form of a row has formulas over rows of others: only a build can add or drop it
        self.uneven: dict[str, None] = {}  # forms whose folded hint is to be made anew
        self._loose: list[Instance] = []  # checks that run over no rows
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
            self._definition_problem(("条件", text), "条件", "warning", pack.forms[0].code, problem)
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

    def loose_of(self, form: FormState) -> list[Instance]:
        """The checks of a form that run over no rows."""
        return [one for one in self._loose if one.template.form is form]

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
        self.review()
        self.board.changes()

    def bind_templates(self, form: FormState) -> None:
        """The formulas of a form, under the keys of the rows they run over.

        Last year's figures are what was typed, imported or taken over. Nothing is computed from them: of a part of a table the sums would be
        wrong, and checks against them false. (A document taken over as last year brings its computed figures along.)
        """
        definitions: list[CalcDef | CheckDef] = [] if form.prior else [*form.definition.calcs, *form.definition.checks]
        for number, definition in enumerate(definitions, 1):
            if not self.conditions.holds(definition.when):
                continue
            try:
                template = Template(definition, form, number, self.world)
            except FormulaError as error:
                self._formula_problem(definition, form, error)
                self.fragile = self.fragile or bool(form.owner)
                continue
            if template.anchor is None:
                self._make_loose(template)
                continue
            self.entangled = self.entangled or (bool(form.owner) and template.anchor.owner != form.owner)
            for key in template.keys:
                template.anchor.templates.setdefault(key, []).append(template)

    def instantiate_all(self, form: FormState) -> list[Calc]:
        """Make the instances on all rows of a form and read what is entered; answers the calcs."""
        calcs: list[Calc] = []
        for row in form.rows.values():
            calcs += self.instantiate(form, row)
            if row.definition is not None and row.carries and (row.definition.default or row.definition.not_applicable):
                for column in row.block.columns:
                    form.cell(row.id, column.id)
        for row_id, column_id in form.sheet.entered:
            form.cell(row_id, column_id)
        form.live = True
        return calcs

    def forget(self, checks: list[Instance]) -> None:
        """Checks that ran over no rows went with their form."""
        if checks:
            gone = set(checks)
            self._loose = [one for one in self._loose if one not in gone]

    def _make_loose(self, template: Template) -> None:
        try:
            for column in template.row_columns(None):
                check = template.check("", column)
                self.graph.connect(check)
                self._loose.append(check)
                self.graph.touched[check] = None
        except FormulaError as error:
            self._formula_problem(template.definition, template.form, error)

    def instantiate(self, form: FormState, row: RowState) -> list[Calc]:
        """Make the instances anchored at a row; answers the calcs among them."""
        made: list[Calc] = []
        instances = form.instances.setdefault(row.id, [])
        blocked = row.definition is not None and row.definition.not_applicable
        for key in row.keys:
            for template in form.templates.get(key, ()):
                if template.is_calc and blocked:
                    continue
                try:
                    for column in template.row_columns(row):
                        instance = self._make_calc(template, form, row, column) if template.is_calc else template.check(row.id, column)
                        if instance is None:
                            continue
                        instances.append(instance)
                        self.graph.connect(instance)
                        if isinstance(instance, Calc):
                            made.append(instance)
                        self.graph.touched[instance] = None
                except FormulaError as error:
                    self.fragile = True
                    self._formula_problem(template.definition, template.form, error)
        return made

    def _make_calc(self, template: Template, form: FormState, row: RowState, column: str) -> Calc | None:
        cell = form.cell(row.id, column)
        if cell is None:
            return None
        if cell.calc is not None:
            self.fragile = True
            first = cell.calc.template.definition.id
            problem = f"单元格 {row.id} · {column} 已经由公式 {first} 计算，公式 {template.definition.id} 没有执行。"
            self._definition_problem(
                ("公式", form.base, template.definition.id, "重复"),
                template.definition.id,
                template.definition.severity,
                form.code,
                problem,
                "重复",
            )
            return None
        calc = template.calc(row.id, column, cell)
        cell.calc = calc
        if cell.entry is None and cell.q is not BLANK:
            self.graph.settle(cell, form.read(cell))
        return calc

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
                self._definition_problem(("循环", form.base, definition.id), definition.id, definition.severity, form.code, problem, "循环")
        for calc in stuck:
            if not calc.stuck:
                self.graph.queue(calc)
        self.graph.propagate()

    # findings

    def _formula_problem(self, definition: CalcDef | CheckDef, form: FormState, error: FormulaError) -> None:
        text = definition.let if isinstance(definition, CalcDef) else definition.expr
        words = str(error) if error.text else f"公式“{text}”有误：{error.problem}"
        self._definition_problem(("公式", form.base, definition.id), definition.id, definition.severity, form.code, words)

    def _definition_problem(self, owner: tuple[str, ...], check: str, severity: str, table: str, problem: str, scope: str = "") -> None:
        if not table.startswith(PRIOR):
            self.board.put(owner, definition_error(check, severity, table, scope, problem), self._place(table, (-1, ""), -1, check))

    def _place(self, table: str, position: tuple[int, str], number: int, scope: str) -> SortKey:
        form = self.forms.get(table)
        return (form.place if form else (999, ""), position, number, scope)

    def review(self) -> None:
        """Make the findings of all touched instances anew."""
        touched, graph = self.graph.touched, self.graph
        for instance in touched:
            calc = isinstance(instance, Calc)
            form = instance.cell.form if isinstance(instance, Calc) else instance.template.form
            if form.prior:
                continue
            result = review_calc(instance, graph.broken) if isinstance(instance, Calc) else review_check(instance, self.book)
            tails = self.tails.get(form.code)
            if isinstance(result, Tail | Bare):
                if tails is None:
                    tails = self.tails[form.code] = {}
                tails[instance] = result
                self.uneven[form.code] = None  # even when it is the same: the hint shows the figures
                result = None
            elif tails and tails.pop(instance, None):
                self.uneven[form.code] = None
            order: SortKey = ()
            if result is not None:
                place = instance.template.anchor
                row = place.rows.get(instance.row) if place is form and place is not None else None
                position = row.position if row else (-1, instance.row)
                order = self._place(form.code, position, instance.template.order, f"{calc:d}{result.scope}")
            self.board.put(instance, result, order)
        touched.clear()
        for code in self.uneven:
            self._fold_tails(code)
        self.uneven.clear()

    def _fold_tails(self, code: str) -> None:
        form, folded = self.forms[code], self.tails.get(code, {})
        listed = [one for _, one in sorted(folded.items(), key=lambda item: (item[0].template.order, item[0].row, item[0].column))]
        tails, bare = [one for one in listed if isinstance(one, Tail)], [one for one in listed if isinstance(one, Bare)]
        self.board.put(("尾差", code), tail_finding(form, tails) if tails else None, self._place(code, (-1, ""), -1, ""))
        self.board.put(("缺分项", code), bare_finding(form, bare) if bare else None, self._place(code, (-1, ""), -1, ""))

    def applies(self, form: FormState, row_id: str, column_id: str) -> bool:
        """Whether the cover lets the cell take an entry."""
        holds = self.conditions.holds
        row, column = form.rows.get(row_id), form.column(row_id, column_id)
        if row is None:
            return True  # the sentence of a table is wanted above all when the table does not apply
        if not holds(form.definition.applies) or (row.definition is not None and not holds(row.definition.applies)):
            return False
        return column is None or holds(column.applies)

    def check_row(self, form: FormState, row_id: str) -> None:
        row = form.rows.get(row_id)
        found = {finding.check: finding for finding in inspect_row(form, row, self.subjects)} if row is not None and row.dynamic else {}
        for check in ("科目-未知代码", "科目-名称不符", "科目-缺少上级"):
            place = self._place(form.code, row.position if row else (-1, ""), 0, check)
            self.board.put((check, form.code, row_id), found.get(check), place)

    def check_entries(self, form: FormState, row: RowState) -> None:
        """Everything that is entered in a row, also where it has no such column."""
        for column_id in dict.fromkeys((*(column.id for column in row.block.columns), *form.strays.get(row.id, ()))):
            self.check_entry(form, row.id, column_id)

    def check_entry(self, form: FormState, row_id: str, column_id: str) -> None:
        entry = form.sheet.entered.get((row_id, column_id))
        finding = None
        if entry is not None:
            if form.column(row_id, column_id) is None:
                form.strays.setdefault(row_id, {})[column_id] = None
            finding = inspect_entry(form, row_id, column_id, entry, self.applies(form, row_id, column_id))
        row = form.rows.get(row_id)
        place = self._place(form.code, row.position if row else (-1, row_id), 0, column_id)
        self.board.put(("填报", form.code, row_id, column_id), finding, place)

    # changing

    def change(self, touched: Touched) -> None:
        """Take in what the book already holds. Raises :class:`Circle` when only a build can."""
        lists = list_changes(self, touched)
        fresh = [form for change in lists for form in add_forms(self, change)]
        for code, row_ids in touched.rows.items():
            change_rows(self, self.forms[code], row_ids)
        for change in lists:
            drop_forms(self, change)
        if lists:
            follow_lists(self, lists)
        graph = self.graph
        for code, row_id, column_id in touched.cells:
            form = self.forms.get(code)
            if form is None:
                continue
            cell = form.cell(row_id, column_id)
            if cell is not None:
                self._refresh(cell)
            if not form.prior:
                self.check_entry(form, row_id, column_id)
        graph.propagate()
        for form in dict.fromkeys(cell.form for cell in graph.changed if cell.form.free and cell.column == cell.form.label_column):
            rename_rows(self, form)
        for form in fresh:
            rename_rows(self, form)
        inspect_new(self, fresh)
        touch_scores(graph, dict.fromkeys(cell.form for cell in graph.changed if cell.score and not cell.form.prior))
        for cell in [cell for cell in graph.changed if cell.column == UNIT and not cell.form.prior]:
            self._check_indicators(cell.form, cell.row)
        graph.propagate()  # who is told of a new name works out the same again
        self.review()

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
