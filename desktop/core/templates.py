"""Calcs and checks of a pack as *templates*, and the making of their instances on the rows that are present.

A template knows the form whose rows it runs over (its *anchor*), the keys of these rows, and for every reference a *binder*: a
function that finds the node for one row and column. What the template names and the pack has not is found here and reported as
an error of the definition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from desktop.core.cells import COVER
from desktop.core.definitions import CalcDef, CheckDef
from desktop.core.formulas import Operand, compile_expr, compile_let
from desktop.core.language import Columns, FormulaError, Ref, Rows, parse_columns, parse_each, parse_expr, references
from desktop.core.nodes import Blankness, Calc, Cell, Check, Constant, Emptiness
from desktop.core.nodes import Operand as Node
from desktop.core.quantity import BLANK, YES, Broken, Quantity, exact, tidy
from desktop.core.structure import PRIOR, FormState, Key, RowState

Binder = Callable[[str, str], Node]
ABSENT = Constant()
"""Stands for a cell of a row that the other form cannot have; it never has users that need to be told."""


class World:
    """What binders look things up in: the forms of this year and last year by code, and the parameters of the pack."""

    def __init__(self, forms: Mapping[str, FormState], parameters: Mapping[str, str]) -> None:
        self.forms = forms
        self.parameters = parameters


class Template:
    """One calc or check of a pack, compiled and bound to the forms of one model.

    Raises:
        FormulaError: the formula cannot be read, or names something that is not there.
    """

    __slots__ = (
        "anchor", "binders", "columns", "compiled", "context", "definition", "form", "inside", "keys", "many_columns", "many_rows", "order",
        "required", "sources", "sparse",
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
            self.columns = (_only_column(form) if target.columns is None else target.columns,)
        else:
            self.compiled = compile_expr(definition.expr, bool(definition.each))
            if definition.each:
                each = parse_each(definition.each)
                self.anchor = _form(world, form, each.form, definition.each)
                self.keys = row_keys(self.anchor, each.rows, definition.each)
            else:
                self.anchor, self.keys = None, ()
            self.columns = parse_columns(definition.columns) if definition.columns else ()
        text = definition.let if isinstance(definition, CalcDef) else definition.expr
        self.binders = [_bind(operand, self, world, text) for operand in self.compiled.operands]
        refs = [operand for operand in self.compiled.operands if operand.ref]
        self.sparse = self.compiled.literal and bool(refs) and not any(operand.tolerant for operand in refs)
        self.context: list[Node] = []
        if isinstance(definition, CheckDef) and definition.when and not any(operand.ref for operand in self.compiled.operands):
            self.context = _cover_cells(world, definition.when)
        self.many_rows = len(self.keys) > 1 or any(kind == "word" for kind, _ in self.keys)
        self.many_columns = len(self.columns) > 1 or any(column.kind in ("current", "range") for column in self.columns)
        self.required = tuple(not operand.tolerant for operand in self.compiled.operands) + (False,) * len(self.context)
        self.sources = _sources(self, world)
        own = self.form.definition.code
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
                for number in _numbers(column):
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
            for number in _numbers(column):
                yield from dict.fromkeys(one.id for block in blocks for one in block.columns if one.no == number)

    def calc(self, row: str, column: str, cell: Cell) -> Calc:
        return Calc(self, row, column, [bind(row, column) for bind in self.binders], cell)

    def check(self, row: str, column: str) -> Check:
        return Check(self, row, column, [*(bind(row, column) for bind in self.binders), *self.context])

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


def _cover_cells(world: World, condition: str) -> list[Node]:
    """The cells of a condition: what a finding points at that has no figures of its own (a whole table is empty)."""
    found: list[Node] = []
    for ref in references(parse_expr(condition)):
        form = world.forms.get(ref.form)
        if form is not None and ref.rows.kind == "id":
            columns = ref.columns or _only_column(form)
            cell = form.cell(ref.rows.first, columns.first)
            if cell is not None:
                found.append(cell)
    return found


def _is_parameter(node: Node) -> bool:
    return node.__class__ is Constant and node is not ABSENT


def row_keys(form: FormState, rows: Rows, text: str) -> tuple[Key, ...]:
    """The keys of the rows that a row selector means, where it does not depend on a current row."""
    if rows.kind == "word":
        if rows.first == "合计":
            if not form.total_row:
                raise FormulaError(f"{form.definition.code}没有“合计”行。", text)
            return (("id", form.total_row),)
        if rows.first in ("本行", "下级", "上级"):
            raise FormulaError(f"“{rows.first}”不能用在这里。", text)
        return (("word", rows.first),)
    return tuple(("id", one) for one in _row_ids(form, rows, text))


def _row_ids(form: FormState, rows: Rows, text: str) -> list[str]:
    if rows.kind == "number":
        found = form.line_numbers.get(rows.first)
        if found is None:
            raise FormulaError(f"{form.definition.code}没有第 {rows.first} 行。", text)
        return [found]
    if rows.kind == "range":
        low, high = int(rows.first), int(rows.last)
        ids = [
            row for number, row in form.line_numbers.items() if number.isdigit() and low <= int(number) <= high and form.rows[row].carries
        ]
        if not ids:
            raise FormulaError(f"{form.definition.code}没有第 {rows.first} 至 {rows.last} 行。", text)
        return ids
    if form.block_of(rows.first) is None and form.column(rows.first, "文字") is None:
        raise FormulaError(f"{form.definition.code}没有标识为“{rows.first}”、带数值的行。", text)
    return [rows.first]


def _form(world: World, own: FormState, code: str, text: str, prior: bool = False) -> FormState:
    wanted = (PRIOR if prior or own.prior else "") + (code or own.definition.code)
    found = world.forms.get(wanted)
    if found is None:
        raise FormulaError(f"表套里没有“{code}”这张表。", text)
    return found


def _sources(template: Template, world: World) -> tuple[Emptiness, ...]:
    """Of a calc of this year: whether the other tables that it reads are empty."""
    own = template.form.definition.code
    if not template.is_calc or template.form.prior:
        return ()
    codes = dict.fromkeys(operand.ref.form for operand in template.compiled.operands if operand.ref and not operand.ref.prior)
    return tuple(world.forms[code].emptiness for code in codes if code not in ("", own, COVER))


def _numbers(column: Columns) -> list[str]:
    if column.kind == "range":
        return [str(number) for number in range(int(column.first), int(column.last) + 1)]
    return [column.first]


def _only_column(form: FormState) -> Columns:
    ids = {column.id for block in form.definition.blocks for column in block.columns}
    if len(ids) != 1:
        raise FormulaError(f"{form.definition.code}不止一栏，要写成 [行,栏]。")
    return Columns("id", ids.pop())


def _bind(operand: Operand, template: Template, world: World, text: str) -> Binder:
    if operand.parameter:
        value = world.parameters.get(operand.parameter)
        try:
            constant = Constant(exact(Decimal(value if value is not None else "")))
        except InvalidOperation:
            problem = "没有这个参数" if value is None else f"这个参数“{value}”不是数"
            raise FormulaError(f"参数“{operand.parameter}”：表套里{problem}。", text) from None
        return lambda row, column: constant
    if operand.empty_form:
        if template.is_calc:
            raise FormulaError("空表(…) 只能用在审核公式里。", text)
        emptiness = _form(world, template.form, operand.empty_form, text).emptiness
        return lambda row, column: emptiness
    assert operand.ref is not None
    ref = operand.ref
    prior_wanted = ref.prior and not template.form.prior
    if ref.prior and (template.form.prior or PRIOR + (ref.form or template.form.definition.code) not in world.forms):
        _form(world, template.form, ref.form, text)
        nothing = Constant(YES) if operand.blankness else ABSENT
        return lambda row, column: nothing  # no figures of last year
    target = _form(world, template.form, ref.form, text, prior_wanted)
    columns = _only_column(target) if ref.columns is None else ref.columns
    if operand.many:
        return _bind_group(ref, target, columns, template, text)
    single = _bind_single(ref, target, columns, template, text)
    if operand.blankness:
        cell = single("", "")
        if isinstance(cell, Cell):
            blankness = Blankness(cell)
            return lambda row, column: blankness
        always = Constant(YES)
        return lambda row, column: always
    return single


def _check_anchor(ref: Ref, template: Template, text: str) -> None:
    if template.anchor is None:
        raise FormulaError(f"“{ref.rows.first}”要有 each 才知道是哪一行。", text)


def _bind_group(ref: Ref, target: FormState, columns: Columns, template: Template, text: str) -> Binder:
    rows = ref.rows
    if columns.kind == "current" and not template.columns:
        raise FormulaError("“*”栏要有 columns 才知道是哪一栏。", text)
    names = (("id", columns.first),) if columns.kind == "id" else tuple(("number", number) for number in _numbers(columns))
    if rows.kind == "word" and rows.first in ("本行", "下级", "上级"):
        _check_anchor(ref, template, text)
        word = rows.first

        def relative(row: str, column: str) -> Node:
            wanted = (("id", column),) if columns.kind == "current" else names
            if word == "下级":
                key: Key = ("below", row)
            elif word == "上级":
                state = target.rows.get(row)
                key = ("id", state.parent if state else "")
            else:
                key = ("id", row)
            return target.group((key,), wanted)

        return relative
    keys = row_keys(target, rows, text)
    if columns.kind == "current":
        return lambda row, column: target.group(keys, (("id", column),))
    _require_column(target, keys, names, text)
    group = target.group(keys, names)
    return lambda row, column: group


def _require_column(target: FormState, keys: tuple[Key, ...], names: tuple[tuple[str, str], ...], text: str) -> None:
    """Explicit rows must have the column; of a word some column of the form must have the name."""
    for kind, name in names:
        ids = [key[1] for key in keys if key[0] == "id"]
        if ids:
            missing = [one for one in ids if target.cell_at(one, (kind, name)) is None]
        else:
            blocks = target.definition.blocks
            found = any(name == (column.id if kind == "id" else column.no) for block in blocks for column in block.columns)
            missing = [] if found else [""]
        if missing:
            where = f"“{missing[0]}”行" if missing[0] else ""
            raise FormulaError(
                f"{target.definition.code}{where}没有{'第 ' + name + ' 栏' if kind == 'number' else '“' + name + '”这一栏'}。", text
            )


def _bind_single(ref: Ref, target: FormState, columns: Columns, template: Template, text: str) -> Binder:
    rows = ref.rows
    if rows.kind == "range" or columns.kind == "range" or (rows.kind == "word" and rows.first not in ("本行", "上级", "合计")):
        raise FormulaError(f"“{rows.first}{'..' + rows.last if rows.last else ''}”代表多个单元格，要放在 合计(…) 之类的函数里。", text)
    name = ("number", columns.first) if columns.kind == "number" else ("id", columns.first)
    current = columns.kind == "current"
    if current and not template.columns:
        raise FormulaError("“*”栏要有 columns 才知道是哪一栏。", text)
    if rows.kind == "word" and rows.first in ("本行", "上级"):
        _check_anchor(ref, template, text)
        if not current:
            _require_column(target, (("word", "*"),), (name,), text)
        upwards = rows.first == "上级"

        def relative(row: str, column: str) -> Node:
            if upwards:
                state = target.rows.get(row)
                row = state.parent if state else ""
            return target.cell_at(row, ("id", column) if current else name) or ABSENT

        return relative
    keys = row_keys(target, rows, text)
    row_id = keys[0][1]
    if current:

        def in_column(row: str, column: str) -> Node:
            cell = target.cell(row_id, column)
            if cell is None:
                raise FormulaError(f"{target.definition.code}“{row_id}”行没有“{column}”这一栏。", text)
            return cell

        return in_column
    _require_column(target, keys, (name,), text)
    fixed = target.cell_at(row_id, name)
    assert fixed is not None
    return lambda row, column: fixed
