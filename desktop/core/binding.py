"""Binders: for every reference of a formula a function that finds its node for one row and column.

What the formula names and the pack has not is found here and reported as an error of the definition (FormulaError).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from desktop.core.formulas import Operand
from desktop.core.instances import OF_ROW, instance_code
from desktop.core.language import Columns, FormulaError, Ref
from desktop.core.nodes import Blankness, Cell, Constant, Group
from desktop.core.nodes import Operand as Node
from desktop.core.quantity import YES, ZERO, exact
from desktop.core.selectors import World, form_named, numbers, only_column, row_keys
from desktop.core.structure import PRIOR, FormState, Key

if TYPE_CHECKING:
    from desktop.core.templates import Template

Binder = Callable[[str, str], Node]
ABSENT = Constant()
"""Stands for a cell of a row that the other form cannot have; it never has users that need to be told."""


def bind(operand: Operand, template: Template, world: World, text: str) -> Binder:
    """The binder of one operand of a template. Raises FormulaError."""
    if operand.parameter:
        value = world.parameters.get(operand.parameter)
        try:
            constant = Constant(exact(Decimal(value if value is not None else "")))
        except InvalidOperation:
            problem = "没有这个参数" if value is None else f"这个参数“{value}”不是数"
            raise FormulaError(f"参数“{operand.parameter}”：表套里{problem}。", text) from None
        return lambda row, column: constant
    if operand.profile:
        held = world.profile(template.form)
        if held is None:
            raise FormulaError("评分函数要按评分办法计算，这张表没有指定评分办法（scoring）。", text)
        chosen = Constant((held, ZERO, True))  # type: ignore[arg-type]
        return lambda row, column: chosen
    if operand.empty_form:
        if template.is_calc:
            raise FormulaError("空表(…) 只能用在审核公式里。", text)
        spread = world.is_spread(template.form, operand.empty_form)
        emptiness = world.emptiness(operand.empty_form) if spread else form_named(world, template.form, operand.empty_form, text).emptiness
        return lambda row, column: emptiness
    assert operand.ref is not None
    if operand.blankness and operand.many:
        return _bind_unfilled(bind(replace(operand, blankness=False), template, world, text))
    ref = operand.ref
    prior_wanted = ref.prior and not template.form.prior
    if ref.form.endswith(OF_ROW):
        return _bind_by_row(operand, ref.form.removesuffix(OF_ROW), template, world, text)
    if world.is_spread(template.form, ref.form):
        return _bind_spread(operand, template, world, text)
    if ref.prior and (template.form.prior or PRIOR + world.code_of(template.form, ref.form) not in world.forms):
        form_named(world, template.form, ref.form, text)
        nothing = Constant(YES) if operand.blankness else ABSENT
        return lambda row, column: nothing  # no figures of last year
    target = form_named(world, template.form, ref.form, text, prior_wanted)
    columns = only_column(target) if ref.columns is None else ref.columns
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


def _bind_unfilled(several: Binder) -> Binder:
    """Whether the cells are all blank, one node for all who ask."""

    def bound(row: str, column: str) -> Node:
        found = several(row, column)
        return found.ask_unfilled() if isinstance(found, Group) else Constant(YES)

    return bound


def _bind_by_row(operand: Operand, code: str, template: Template, world: World, text: str) -> Binder:
    """A cell of the instance that belongs to the row of the list over which the formula runs."""
    ref = operand.ref
    assert ref is not None
    definition, anchor = world.definitions.get(code), template.anchor
    if definition is None or not definition.per:
        raise FormulaError(f"“{code}”不是每个项目一张的表，不能写 #本行。", text)
    if anchor is None or anchor.base != definition.per:
        raise FormulaError(f"“{code}#本行”只能用在按“{definition.per}”的各行计算的公式里。", text)
    if ref.rows.kind == "word" and ref.rows.first in ("本行", "本项", "上级", "下级"):
        raise FormulaError(f"“{code}#本行”后面的“{ref.rows.first}”说不清是哪一行，请写明行的标识。", text)
    if ref.columns is not None and ref.columns.kind == "current":
        raise FormulaError(f"“{code}#本行”后面要写明是哪一栏。", text)
    prefix = PRIOR if ref.prior else ""

    def of_row(row: str, column: str) -> Node:
        form = world.forms.get(prefix + instance_code(code, row))
        if form is None:
            return ABSENT
        columns = only_column(form) if ref.columns is None else ref.columns
        if operand.many:
            return _bind_group(ref, form, columns, template, text)(row, column)
        return _bind_single(ref, form, columns, template, text)(row, column)

    return of_row


def _bind_spread(operand: Operand, template: Template, world: World, text: str) -> Binder:
    """A group over all instances of a form."""
    ref = operand.ref
    assert ref is not None
    if not operand.many:
        form_named(world, template.form, ref.form, text)  # says what to write
    form = world.pattern(ref.form)
    columns = only_column(form) if ref.columns is None else ref.columns
    if columns.kind == "current":
        raise FormulaError(f"“{ref.form}”要写明是哪一栏。", text)
    names = (("id", columns.first),) if columns.kind == "id" else tuple(("number", number) for number in numbers(columns))
    if ref.rows.kind == "word" and ref.rows.first == "本行":
        _check_anchor(ref, template, text)
        return lambda row, column: world.group(ref.form, ref.prior, (("id", row),), names)
    keys = row_keys(form, ref.rows, text, template.form)
    _require_column(form, keys, names, text)
    group = world.group(ref.form, ref.prior, keys, names)
    return lambda row, column: group


def _check_anchor(ref: Ref, template: Template, text: str) -> None:
    if template.anchor is None:
        raise FormulaError(f"“{ref.rows.first}”要有 each 才知道是哪一行。", text)


def _bind_group(ref: Ref, target: FormState, columns: Columns, template: Template, text: str) -> Binder:
    rows = ref.rows
    if columns.kind == "current" and not template.columns:
        raise FormulaError("“*”栏要有 columns 才知道是哪一栏。", text)
    names = (("id", columns.first),) if columns.kind == "id" else tuple(("number", number) for number in numbers(columns))
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
    keys = row_keys(target, rows, text, template.form)
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
    if rows.kind == "range" or columns.kind == "range" or (rows.kind == "word" and rows.first not in ("本行", "本项", "上级", "合计")):
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
    keys = row_keys(target, rows, text, template.form)
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
