"""What the rows, columns and forms that a formula names mean in the forms of one model."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.core.language import Columns, FormulaError, Rows
from desktop.core.structure import PRIOR, FormState, Key


class World:
    """What binders look things up in: the forms of this year and last year by code, and the parameters of the pack."""

    def __init__(self, forms: Mapping[str, FormState], parameters: Mapping[str, str]) -> None:
        self.forms = forms
        self.parameters = parameters


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


def form_named(world: World, own: FormState, code: str, text: str, prior: bool = False) -> FormState:
    """The form of a reference; a formula of last year's form means last year's. Raises FormulaError."""
    wanted = (PRIOR if prior or own.prior else "") + (code or own.definition.code)
    found = world.forms.get(wanted)
    if found is None:
        raise FormulaError(f"表套里没有“{code}”这张表。", text)
    return found


def numbers(column: Columns) -> list[str]:
    """The 栏次 that a selector by number means."""
    if column.kind == "range":
        return [str(number) for number in range(int(column.first), int(column.last) + 1)]
    return [column.first]


def only_column(form: FormState) -> Columns:
    """The column of a one-part reference. Raises FormulaError where the form has several."""
    ids = {column.id for block in form.definition.blocks for column in block.columns}
    if len(ids) != 1:
        raise FormulaError(f"{form.definition.code}不止一栏，要写成 [行,栏]。")
    return Columns("id", ids.pop())
