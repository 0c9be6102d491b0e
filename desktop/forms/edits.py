"""Named edits: how a derived pack (a region, a year) changes a form of its base without copying it.

Each edit names its target. A target that is gone is an :class:`EditProblem`: the pack of the region has to be looked at again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from desktop.core.definitions import BlockDef, FormDef, HeadCell
from desktop.forms.edit_rows import EditProblem, add_row, drop_row, exists, gone, relabel, renumber, replace_row
from desktop.forms.reading import SEVERITIES, read_block, read_calc, read_check, read_column, read_column_fields, read_family
from desktop.forms.schema import TomlTable

__all__ = ["EditProblem", "apply_edit"]


def apply_edit(form: FormDef, table: TomlTable) -> FormDef:
    """The form after one ``[[edit]]``.

    Raises:
        EditProblem: the target is gone.
        PackError: the edit itself is badly written.
    """
    op = table.word("op", tuple(_OPERATIONS))
    table.place = f"{table.place}（{op}）"
    changed = _OPERATIONS[op](form, table)
    table.done()
    return changed


# --- columns and blocks -------------------------------------------------------------------------------------------------------------


def _change_columns(form: FormDef, table: TomlTable, change: Callable[[Any], Any]) -> FormDef:
    """Apply ``change`` to the target column (``*`` = all) in the named block, or in every block that has it."""
    target, block_id = table.text("target"), table.text("block", "")
    found = False
    blocks = []
    for block in form.blocks:
        columns = []
        for column in block.columns:
            if (not block_id or block.id == block_id) and target in (column.id, "*"):
                found = True
                changed = change(column)
                if changed is not None:
                    columns.append(changed)
            else:
                columns.append(column)
        blocks.append(replace(block, columns=tuple(columns)))
    if not found:
        raise gone(table, "栏", target)
    return replace(form, blocks=tuple(blocks))


def _relabel_column(form: FormDef, table: TomlTable) -> FormDef:
    label = table.text("label")
    return _change_columns(form, table, lambda column: replace(column, label=label))


def _replace_column(form: FormDef, table: TomlTable) -> FormDef:
    """Only the given keys of the column change; with ``target = "*"`` those of all columns (of ``block``)."""
    return _change_columns(form, table, lambda column: read_column_fields(table, column))


def _renumber_column(form: FormDef, table: TomlTable) -> FormDef:
    number = table.text("no", None, "栏次")
    return _change_columns(form, table, lambda column: replace(column, no=number))


def _drop_column(form: FormDef, table: TomlTable) -> FormDef:
    return _change_columns(form, table, lambda column: None)


def _add_column(form: FormDef, table: TomlTable) -> FormDef:
    """``columns = [{…}]`` added to ``block`` behind the column ``after`` (at the end without it)."""
    block_id, after = table.text("block"), table.text("after", "")
    added = tuple(read_column(column) for column in table.tables("columns"))
    _need_block(form, table, block_id)

    def change(block: BlockDef) -> BlockDef:
        at = next((place + 1 for place, column in enumerate(block.columns) if column.id == after), 0)
        if after and not at:
            raise gone(table, "栏", after)
        at = at or len(block.columns)
        for column in added:
            if block.column(column.id):
                raise exists(table, "栏", column.id)
        return replace(block, columns=(*block.columns[:at], *added, *block.columns[at:]))

    return replace(form, blocks=tuple(change(block) if block.id == block_id else block for block in form.blocks))


def _need_block(form: FormDef, table: TomlTable, name: str) -> None:
    if not any(block.id == name for block in form.blocks):
        raise gone(table, "区块", name)


def _drop_block(form: FormDef, table: TomlTable) -> FormDef:
    target = table.text("target")
    _need_block(form, table, target)
    return replace(form, blocks=tuple(block for block in form.blocks if block.id != target))


def _add_block(form: FormDef, table: TomlTable) -> FormDef:
    after = table.text("after", "")
    if after:
        _need_block(form, table, after)
    given = {key: value for key, value in table.data.items() if key not in ("op", "after")}
    block = read_block(TomlTable(given, table.file, table.place))
    table.allow(*given)
    if any(old.id == block.id for old in form.blocks):
        raise exists(table, "区块", block.id)
    at = next((place + 1 for place, old in enumerate(form.blocks) if old.id == after), len(form.blocks))
    return replace(form, blocks=(*form.blocks[:at], block, *form.blocks[at:]))


def _relabel_body(form: FormDef, table: TomlTable) -> FormDef:
    """Another text for every label ``target`` in the printed body, head and footer."""
    target, label = table.text("target"), table.text("label")
    layout, found = form.layout, False

    def change(cells: tuple[HeadCell | None, ...]) -> tuple[HeadCell | None, ...]:
        nonlocal found
        found = found or any(cell is not None and cell.text == target for cell in cells)
        return tuple(replace(cell, text=label) if cell is not None and cell.text == target else cell for cell in cells)

    layout = replace(
        layout,
        head=tuple(change(line) for line in layout.head),
        body=tuple(replace(line, cells=change(line.cells)) for line in layout.body),
        footer=tuple(change(line) for line in layout.footer),
    )
    if not found:
        raise gone(table, "版面上的文字", target)
    return replace(form, layout=layout)


def _change_family(form: FormDef, change: Callable[[BlockDef], BlockDef]) -> FormDef:
    return replace(form, blocks=tuple(change(block) for block in form.blocks))


def _replace_family(form: FormDef, table: TomlTable) -> FormDef:
    """``target`` is the block; only the given keys of the family change."""
    target = table.text("target")
    block = next((block for block in form.blocks if block.id == target and block.family), None)
    if block is None:
        raise gone(table, "带科目行或自由行的区块", target)
    family = read_family(table, block.family)
    return _change_family(form, lambda old: replace(old, family=family) if old.id == target else old)


# --- calcs and checks ---------------------------------------------------------------------------------------------------------------


def _position(items: tuple[Any, ...], table: TomlTable, what: str) -> int:
    target = table.text("target")
    place = next((place for place, item in enumerate(items) if item.id == target), -1)
    if place < 0:
        raise gone(table, what, target)
    return place


def _drop_calc(form: FormDef, table: TomlTable) -> FormDef:
    at = _position(form.calcs, table, "运算公式")
    return replace(form, calcs=(*form.calcs[:at], *form.calcs[at + 1 :]))


def _drop_check(form: FormDef, table: TomlTable) -> FormDef:
    at = _position(form.checks, table, "审核公式")
    return replace(form, checks=(*form.checks[:at], *form.checks[at + 1 :]))


def _replace_calc(form: FormDef, table: TomlTable) -> FormDef:
    at = _position(form.calcs, table, "运算公式")
    return replace(form, calcs=(*form.calcs[:at], read_calc(table, form.calcs[at]), *form.calcs[at + 1 :]))


def _replace_check(form: FormDef, table: TomlTable) -> FormDef:
    at = _position(form.checks, table, "审核公式")
    return replace(form, checks=(*form.checks[:at], read_check(table, form.checks[at]), *form.checks[at + 1 :]))


def _set_severity(form: FormDef, table: TomlTable) -> FormDef:
    severity = table.word("severity", SEVERITIES)
    target = table.text("target")
    if target not in {calc.id for calc in form.calcs} | {check.id for check in form.checks}:
        raise gone(table, "公式", target)
    calcs = tuple(replace(calc, severity=severity) if calc.id == target else calc for calc in form.calcs)
    return replace(form, calcs=calcs, checks=tuple(replace(c, severity=severity) if c.id == target else c for c in form.checks))


def _add_calc(form: FormDef, table: TomlTable) -> FormDef:
    calc = read_calc(table, name=table.text("target", ""))
    if any(old.id == calc.id for old in form.calcs):
        raise exists(table, "运算公式", calc.id)
    return replace(form, calcs=(*form.calcs, calc))


def _add_check(form: FormDef, table: TomlTable) -> FormDef:
    check = read_check(table, name=table.text("target", ""))
    if any(old.id == check.id for old in form.checks):
        raise exists(table, "审核公式", check.id)
    return replace(form, checks=(*form.checks, check))


_OPERATIONS: Final[dict[str, Callable[[FormDef, TomlTable], FormDef]]] = {
    "replace_row": replace_row,
    "add_row": add_row,
    "drop_row": drop_row,
    "relabel": relabel,
    "renumber": renumber,
    "drop_calc": _drop_calc,
    "drop_check": _drop_check,
    "replace_calc": _replace_calc,
    "replace_check": _replace_check,
    "set_severity": _set_severity,
    "add_calc": _add_calc,
    "add_check": _add_check,
    "add_column": _add_column,
    "drop_column": _drop_column,
    "replace_column": _replace_column,
    "relabel_column": _relabel_column,
    "renumber_column": _renumber_column,
    "add_block": _add_block,
    "drop_block": _drop_block,
    "replace_family": _replace_family,
    "relabel_body": _relabel_body,
}
