"""Calcs and checks of a pack as *templates*, and the making of their instances on the rows that are present.

A template knows the form whose rows it runs over (its *anchor*), the keys of these rows, and for every reference a *binder*
(:mod:`desktop.core.binding`).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.core.binding import ABSENT, Binder, bind
from desktop.core.cells import COVER
from desktop.core.definitions import CalcDef, CheckDef
from desktop.core.formulas import compile_expr, compile_let
from desktop.core.instances import OF_ROW
from desktop.core.language import Columns, FormulaError, parse_columns, parse_each, parse_expr, references
from desktop.core.nodes import Calc, Cell, Check, Constant, Emptiness, Reason
from desktop.core.nodes import Operand as Node
from desktop.core.quantity import BLANK, Broken, Quantity, tidy
from desktop.core.selectors import World, form_named, numbers, only_column, row_keys
from desktop.core.structure import FormState, RowState


class Template:
    """One calc or check of a pack, compiled and bound to the forms of one model.

    Raises:
        FormulaError: the formula cannot be read, or names something that is not there.
    """

    __slots__ = (
        "anchor", "binders", "columns", "compiled", "context", "definition", "form", "inside", "keys", "many_columns", "many_rows", "order",
        "reason", "required", "sources", "sparse",
    )  # fmt: skip

    def __init__(self, definition: CalcDef | CheckDef, form: FormState, order: int, world: World) -> None:
        self.definition, self.form, self.order = definition, form, order
        self.columns: tuple[Columns, ...] = ()
        self.anchor: FormState | None = form
        if isinstance(definition, CalcDef):
            target, self.compiled = compile_let(definition.let)
            if target.prior or target.form:
                raise FormulaError("“=”左边只能是本表的单元格。", definition.let, 1)
            self.keys = row_keys(form, target.rows, definition.let)
            self.columns = (only_column(form) if target.columns is None else target.columns,)
        else:
            self.compiled = compile_expr(definition.expr, bool(definition.each))
            if definition.each:
                each = parse_each(definition.each)
                self.anchor = form_named(world, form, each.form, definition.each)
                self.keys = row_keys(self.anchor, each.rows, definition.each)
            else:
                self.anchor, self.keys = None, ()
            self.columns = parse_columns(definition.columns) if definition.columns else ()
        text = definition.let if isinstance(definition, CalcDef) else definition.expr
        self.binders = [bind(operand, self, world, text) for operand in self.compiled.operands]
        refs = [operand for operand in self.compiled.operands if operand.ref]
        self.sparse = self.compiled.literal and bool(refs) and not any(operand.tolerant for operand in refs)
        self.context: list[Node] = []
        if isinstance(definition, CheckDef) and definition.when and not any(operand.ref for operand in self.compiled.operands):
            self.context = _cover_cells(world, definition.when)
        self.reason = _reason_binder(self, world)
        self.many_rows = len(self.keys) > 1 or any(kind == "word" for kind, _ in self.keys)
        self.many_columns = len(self.columns) > 1 or any(column.kind in ("current", "range") for column in self.columns)
        self.required = tuple(not operand.tolerant for operand in self.compiled.operands) + (False,) * (
            len(self.context) + (self.reason is not None)
        )
        self.sources = _sources(self, world)
        own = self.form.base
        self.inside = all(operand.ref.form in ("", own) and not operand.ref.prior for operand in refs if operand.ref)  # no other table

    @property
    def is_calc(self) -> bool:
        return isinstance(self.definition, CalcDef)

    def row_columns(self, row: RowState | None) -> list[str]:
        """The columns in which an instance is made for a row; "" where the formula has no column of its own."""
        return list(dict.fromkeys(self._row_columns(row))) if self.columns else [""]

    def _row_columns(self, row: RowState | None) -> Iterator[str]:
        for column in self.columns:
            if row is None or self.anchor is None:
                yield from self._static_columns(column)
            elif column.kind == "current":
                yield from self.anchor.amount_columns(row)
            elif column.kind == "id":
                if self.anchor.column(row.id, column.first):
                    yield column.first
            else:
                for number in numbers(column):
                    found = self.anchor.numbered(row.block, number)
                    if found:
                        yield found.id

    def _static_columns(self, column: Columns) -> Iterator[str]:
        blocks = self.form.definition.blocks
        if column.kind == "id":
            yield column.first
        elif column.kind == "current":
            yield from dict.fromkeys(one.id for block in blocks for one in block.columns if one.kind in ("money", "count"))
        else:
            for number in numbers(column):
                yield from dict.fromkeys(one.id for block in blocks for one in block.columns if one.no == number)

    def calc(self, row: str, column: str, cell: Cell) -> Calc:
        return Calc(self, row, column, [find(row, column) for find in self.binders], cell)

    def check(self, row: str, column: str) -> Check:
        reason = [self.reason(row, column)] if self.reason is not None else []
        return Check(self, row, column, [*(find(row, column) for find in self.binders), *self.context, *reason])

    @property
    def unfounded(self) -> bool:
        """The calc takes its figure from other tables and none of them is filled yet: nothing can be compared with an entry."""
        return bool(self.sources) and all(source.q[0] is True for source in self.sources)

    def scope(self, row: str, column: str) -> str:
        """What tells the instances of this template apart: row id, column id, both, or nothing."""
        parts = ([row] if self.many_rows else []) + ([column] if self.many_columns else [])
        return "/".join(part for part in parts if part)

    def compute(self, calc: Calc) -> Quantity:
        """The value of a calc's cell. Raises Broken when the formula cannot work with what it meets."""
        if self.sparse and all(node.q[0] is None for node in calc.nodes if not _is_parameter(node)):
            return BLANK
        value, half, printed = self.compiled.run(calc.nodes)
        if value.__class__ is Decimal:
            return (tidy(value, calc.cell.step), half, printed)
        if isinstance(value, bool):
            raise Broken("“=”右边是条件，不是值。")
        if value is not None and calc.cell.amount:
            raise Broken(f"算出的是文字“{value}”，而这里应填数。")
        return (value, half, printed)


def _reason_binder(template: Template, world: World) -> Binder | None:
    """The binder of the cell that gives the reason for what the check finds; None where the pack names none."""
    definition = template.definition
    if not isinstance(definition, CheckDef) or not definition.reason:
        return None
    operands = compile_expr(definition.reason, bool(definition.each)).operands
    if len(operands) != 1:
        raise FormulaError("原因（reason）要写成一个单元格。", definition.reason)
    find = bind(operands[0], template, world, definition.reason)
    made: dict[Node, Node] = {}

    def reason(row: str, column: str) -> Node:
        cell = find(row, column)
        if not isinstance(cell, Cell):
            return ABSENT
        return made.setdefault(cell, made.get(cell) or Reason(cell))

    return reason


def _cover_cells(world: World, condition: str) -> list[Node]:
    """The cells of a condition: what a finding points at that has no figures of its own (a whole table is empty)."""
    found: list[Node] = []
    for ref in references(parse_expr(condition)):
        form = world.forms.get(ref.form)
        if form is not None and ref.rows.kind == "id":
            columns = ref.columns or only_column(form)
            cell = form.cell(ref.rows.first, columns.first)
            if cell is not None:
                found.append(cell)
    return found


def _is_parameter(node: Node) -> bool:
    return node.__class__ is Constant and node is not ABSENT


def _sources(template: Template, world: World) -> tuple[Emptiness, ...]:
    """Of a calc of this year: whether the other tables that it reads are empty."""
    form = template.form
    if not template.is_calc or form.prior:
        return ()
    codes = dict.fromkeys(operand.ref.form for operand in template.compiled.operands if operand.ref and not operand.ref.prior)
    others = [code for code in codes if code not in ("", form.base, COVER) and not code.endswith(OF_ROW)]
    found: list[Emptiness] = []
    for code in others:
        spread = world.is_spread(form, code)
        found.append(world.emptiness(code) if spread else world.forms[world.code_of(form, code)].emptiness)
    return tuple(found)
