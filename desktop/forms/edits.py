"""Named edits: how a derived pack (a region, a year) changes a form of its base without copying it.

Each edit names its target. A target that is gone is an :class:`EditProblem`: the pack of the region has to be looked at again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from desktop.core.definitions import BlockDef, FormDef, RowDef, RowSource
from desktop.forms.reading import (
    KIND_WORDS,
    KINDS,
    ROW_NAMES,
    SEVERITIES,
    read_block,
    read_calc,
    read_check,
    read_column,
    read_family,
    read_rows,
    split_choices,
)
from desktop.forms.schema import PackError, TomlTable


class EditProblem(PackError):
    """The target of an edit does not exist (any more), or what it adds exists already."""


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


def _gone(table: TomlTable, what: str, name: str) -> EditProblem:
    return EditProblem(str(table.error("", f"{what}“{name}”在基础表套里已经没有，请改写或删去这一处修改。")))


def _exists(table: TomlTable, what: str, name: str) -> EditProblem:
    return EditProblem(str(table.error("", f"{what}“{name}”已经存在，请换一个标识，或改用 replace。")))


def _target(table: TomlTable) -> str:
    return table.text("target")


# --- rows ---------------------------------------------------------------------------------------------------------------------------


def _change_rows(form: FormDef, change: Callable[[RowDef, BlockDef], RowDef | None]) -> FormDef:
    blocks = []
    for block in form.blocks:
        rows = tuple(row for row in (change(old, block) for old in block.rows) if row is not None)
        blocks.append(replace(block, rows=rows))
    return replace(form, blocks=tuple(blocks))


def _need_row(form: FormDef, table: TomlTable, name: str) -> None:
    if not any(row.id == name for block in form.blocks for row in block.rows):
        raise _gone(table, "行", name)


def _row_fields(table: TomlTable) -> dict[str, Any]:
    """Fields of a row given in an edit, under their English or their Chinese names."""
    changed: dict[str, Any] = {}
    table.allow(*ROW_NAMES, *ROW_NAMES.values())
    for chinese, name in ROW_NAMES.items():
        if name not in table and chinese not in table:
            continue
        if name == "level":
            changed[name] = table.integer(name, 0, chinese)
        elif name == "not_applicable":
            changed[name] = table.flag(name, False, chinese)
        elif name == "source":
            changed[name] = table.word(name, RowSource, None, chinese)
        elif name == "kind":
            kind = table.word(name, ("", *KINDS), None, chinese)
            changed[name] = KIND_WORDS.get(kind, kind) or None
        elif name == "choices":
            listed = isinstance(table.data.get(name), list)
            changed[name] = table.texts(name) if listed else split_choices(table.text(name, "", chinese))
        else:
            changed[name] = table.text(name, "", chinese)
    return changed


def _replace_row(form: FormDef, table: TomlTable) -> FormDef:
    target = _target(table)
    _need_row(form, table, target)
    changed = _row_fields(table)
    return _change_rows(form, lambda row, block: replace(row, **changed) if row.id == target else row)


def _drop_row(form: FormDef, table: TomlTable) -> FormDef:
    target = _target(table)
    _need_row(form, table, target)
    return _change_rows(form, lambda row, block: None if row.id == target else row)


def _add_row(form: FormDef, table: TomlTable) -> FormDef:
    if "rows" in table:
        added = read_rows(table.text("rows"), f"{table.file}：{table.place}.rows")
    else:
        name = table.text("target", "") or table.text("id", "", "标识")
        given = _row_fields(table)
        given["id"] = given.get("id") or name or given.get("code") or given.get("label", "")
        if not given["id"]:
            raise table.error("id", "缺少新行的标识，请补上。")
        added = (RowDef(**{"label": "", **given}),)
    present = {row.id for block in form.blocks for row in block.rows}
    for row in added:
        if row.id in present:
            raise _exists(table, "行", row.id)
    after, before, block_id = table.text("after", ""), table.text("before", ""), table.text("block", "")
    anchor = after or before
    if anchor:
        _need_row(form, table, anchor)
    elif block_id and not any(block.id == block_id for block in form.blocks):
        raise _gone(table, "区块", block_id)
    elif not block_id and len(form.blocks) != 1:
        raise table.error("after", "请写明新行加在哪一行之后（after）、之前（before）或哪个区块末尾（block）。")
    blocks = []
    for block in form.blocks:
        at = next((place for place, row in enumerate(block.rows) if row.id == anchor), -1)
        if anchor and at >= 0:
            at += 1 if after else 0
            block = replace(block, rows=(*block.rows[:at], *added, *block.rows[at:]))
        elif not anchor and (block.id == block_id or not block_id):
            block = replace(block, rows=(*block.rows, *added))
        blocks.append(block)
    return replace(form, blocks=tuple(blocks))


def _relabel(form: FormDef, table: TomlTable) -> FormDef:
    target, label = _target(table), table.text("label", None, "项目")
    if form.family and form.family.total_row == target:
        return _change_family(
            form, lambda block: replace(block, family=replace(block.family, total_label=label)) if block.family else block
        )
    _need_row(form, table, target)
    return _change_rows(form, lambda row, block: replace(row, label=label) if row.id == target else row)


def _renumber(form: FormDef, table: TomlTable) -> FormDef:
    """``no`` for one row; ``target = "*"`` with ``no = ""`` takes every number away, with ``start`` numbers the rows of ``block`` anew."""
    target, block_id = _target(table), table.text("block", "")
    if target != "*":
        _need_row(form, table, target)
        number = table.text("no", None, "行次")
        return _change_rows(form, lambda row, block: replace(row, no=number) if row.id == target else row)
    if block_id and not any(block.id == block_id for block in form.blocks):
        raise _gone(table, "区块", block_id)
    numbering = "start" in table
    number = "" if numbering else table.text("no", None, "行次")
    if number:
        raise table.error("no", "target 是“*”时 no 只能是空的；要重新编号请写 start。")
    line = table.integer("start", 1) if numbering else 0

    def change(row: RowDef, block: BlockDef) -> RowDef:
        nonlocal line
        if (block_id and block.id != block_id) or (numbering and row.source == "节"):
            return row
        line += 1
        return replace(row, no=str(line - 1) if numbering else "")

    return _change_rows(form, change)


# --- columns and blocks -------------------------------------------------------------------------------------------------------------


def _change_columns(form: FormDef, table: TomlTable, change: Callable[[Any], Any]) -> FormDef:
    """Apply ``change`` to the target column (``*`` = all) in the named block, or in every block that has it."""
    target, block_id = _target(table), table.text("block", "")
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
        raise _gone(table, "栏", target)
    return replace(form, blocks=tuple(blocks))


def _relabel_column(form: FormDef, table: TomlTable) -> FormDef:
    label = table.text("label")
    return _change_columns(form, table, lambda column: replace(column, label=label))


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
            raise _gone(table, "栏", after)
        at = at or len(block.columns)
        for column in added:
            if block.column(column.id):
                raise _exists(table, "栏", column.id)
        return replace(block, columns=(*block.columns[:at], *added, *block.columns[at:]))

    return replace(form, blocks=tuple(change(block) if block.id == block_id else block for block in form.blocks))


def _need_block(form: FormDef, table: TomlTable, name: str) -> None:
    if not any(block.id == name for block in form.blocks):
        raise _gone(table, "区块", name)


def _drop_block(form: FormDef, table: TomlTable) -> FormDef:
    target = _target(table)
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
        raise _exists(table, "区块", block.id)
    at = next((place + 1 for place, old in enumerate(form.blocks) if old.id == after), len(form.blocks))
    return replace(form, blocks=(*form.blocks[:at], block, *form.blocks[at:]))


def _change_family(form: FormDef, change: Callable[[BlockDef], BlockDef]) -> FormDef:
    return replace(form, blocks=tuple(change(block) for block in form.blocks))


def _replace_family(form: FormDef, table: TomlTable) -> FormDef:
    """``target`` is the block; only the given keys of the family change."""
    target = _target(table)
    block = next((block for block in form.blocks if block.id == target and block.family), None)
    if block is None:
        raise _gone(table, "带科目行的区块", target)
    family = read_family(table, block.family)
    return _change_family(form, lambda old: replace(old, family=family) if old.id == target else old)


# --- calcs and checks ---------------------------------------------------------------------------------------------------------------


def _position(items: tuple[Any, ...], table: TomlTable, what: str) -> int:
    target = _target(table)
    place = next((place for place, item in enumerate(items) if item.id == target), -1)
    if place < 0:
        raise _gone(table, what, target)
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
    target = _target(table)
    if target not in {calc.id for calc in form.calcs} | {check.id for check in form.checks}:
        raise _gone(table, "公式", target)
    calcs = tuple(replace(calc, severity=severity) if calc.id == target else calc for calc in form.calcs)
    return replace(form, calcs=calcs, checks=tuple(replace(c, severity=severity) if c.id == target else c for c in form.checks))


def _add_calc(form: FormDef, table: TomlTable) -> FormDef:
    calc = read_calc(table, name=table.text("target", ""))
    if any(old.id == calc.id for old in form.calcs):
        raise _exists(table, "运算公式", calc.id)
    return replace(form, calcs=(*form.calcs, calc))


def _add_check(form: FormDef, table: TomlTable) -> FormDef:
    check = read_check(table, name=table.text("target", ""))
    if any(old.id == check.id for old in form.checks):
        raise _exists(table, "审核公式", check.id)
    return replace(form, checks=(*form.checks, check))


_OPERATIONS: Final[dict[str, Callable[[FormDef, TomlTable], FormDef]]] = {
    "replace_row": _replace_row,
    "add_row": _add_row,
    "drop_row": _drop_row,
    "relabel": _relabel,
    "renumber": _renumber,
    "drop_calc": _drop_calc,
    "drop_check": _drop_check,
    "replace_calc": _replace_calc,
    "replace_check": _replace_check,
    "set_severity": _set_severity,
    "add_calc": _add_calc,
    "add_check": _add_check,
    "add_column": _add_column,
    "drop_column": _drop_column,
    "relabel_column": _relabel_column,
    "renumber_column": _renumber_column,
    "add_block": _add_block,
    "drop_block": _drop_block,
    "replace_family": _replace_family,
}
