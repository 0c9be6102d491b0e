"""The findings of a model: made anew where figures, rows or entries changed, folded where a table has many of one kind."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.board import Board, SortKey
from desktop.core.cells import Book
from desktop.core.checks import Bare, Tail, bare_finding, definition_error, review_calc, review_check, tail_finding
from desktop.core.conditions import Conditions
from desktop.core.definitions import CalcDef, CheckDef, SubjectLookup
from desktop.core.findings import Finding
from desktop.core.folding import FOLDED, fold
from desktop.core.graph import PAUSE_AFTER, Graph
from desktop.core.inspect_entries import inspect_entry, inspect_row
from desktop.core.language import FormulaError
from desktop.core.nodes import Calc, Instance
from desktop.core.structure import PRIOR, FormState, RowState


class Reviews:
    """What the engine knows about findings. ``fragile``: some formula has no instance on some row, so that when rows change only a build tells
    which; ``tails`` is what is folded, by form, ``uneven`` the forms whose folded hint is to be made anew.
    """

    book: Book
    subjects: SubjectLookup | None
    forms: dict[str, FormState]
    graph: Graph
    board: Board
    conditions: Conditions
    tails: dict[str, dict[Instance, Tail | Bare]]
    uneven: dict[str, None]
    many: dict[str, dict[tuple[str, str], tuple[SortKey, Finding]]]  # findings that are told together, by form and cell
    fragile: bool

    def formula_problem(self, definition: CalcDef | CheckDef, form: FormState, error: FormulaError) -> None:
        text = definition.let if isinstance(definition, CalcDef) else definition.expr
        words = str(error) if error.text else f"公式“{text}”有误：{error.problem}"
        self.definition_problem(("公式", form.base, definition.id), definition.id, definition.severity, form.code, words)

    def definition_problem(self, owner: tuple[str, ...], check: str, severity: str, table: str, problem: str, scope: str = "") -> None:
        if not table.startswith(PRIOR):
            self.board.put(owner, definition_error(check, severity, table, scope, problem), self.place_of(table, (-1, ""), -1, check))

    def place_of(self, table: str, position: tuple[int, str], number: int, scope: str) -> SortKey:
        form = self.forms.get(table)
        return (form.place if form else (999, ""), position, number, scope)

    def reviewing(self) -> Iterator[None]:
        """Make the findings of all touched instances anew, pausing now and then."""
        touched, graph = self.graph.touched, self.graph
        for at, instance in enumerate(touched, 1):
            if at % PAUSE_AFTER == 0:
                yield
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
                order = self.place_of(form.code, position, instance.template.order, f"{calc:d}{result.scope}")
            self.board.put(instance, result, order)
        touched.clear()
        for code in self.uneven:
            self._fold_tails(code)
        self.uneven.clear()

    def _fold_tails(self, code: str) -> None:
        form, folded = self.forms[code], self.tails.get(code, {})
        listed = [one for _, one in sorted(folded.items(), key=lambda item: (item[0].template.order, item[0].row, item[0].column))]
        tails, bare = [one for one in listed if isinstance(one, Tail)], [one for one in listed if isinstance(one, Bare)]
        self.board.put(("尾差", code), tail_finding(form, tails) if tails else None, self.place_of(code, (-1, ""), -1, ""))
        self.board.put(("缺分项", code), bare_finding(form, bare) if bare else None, self.place_of(code, (-1, ""), -1, ""))

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
            place = self.place_of(form.code, row.position if row else (-1, ""), 0, check)
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
        place = self.place_of(form.code, row.position if row else (-1, row_id), 0, column_id)
        if finding is not None and finding.check in FOLDED:
            self.many.setdefault(form.code, {})[row_id, column_id] = (place, finding)
            self._fold_many(form.code)
            finding = None
        elif self.many.get(form.code, {}).pop((row_id, column_id), None):
            self._fold_many(form.code)
        self.board.put(("填报", form.code, row_id, column_id), finding, place)

    def _fold_many(self, code: str) -> None:
        listed = sorted(self.many[code].values(), key=lambda one: one[0])
        self.board.put(("多处", code), fold([finding for _, finding in listed]), listed[0][0] if listed else ())
