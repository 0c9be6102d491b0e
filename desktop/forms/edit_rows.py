"""Named edits of rows: replace, add, drop, relabel, renumber."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from desktop.core.definitions import BlockDef, FormDef, RowDef, RowSource
from desktop.forms.reading import KIND_WORDS, KINDS, ROW_NAMES, read_rows, split_choices
from desktop.forms.schema import PackError, TomlTable


class EditProblem(PackError):
    """The target of an edit does not exist (any more), or what it adds exists already."""


def gone(table: TomlTable, what: str, name: str) -> EditProblem:
    return EditProblem(str(table.error("", f"{what}“{name}”在基础表套里已经没有，请改写或删去这一处修改。")))


def exists(table: TomlTable, what: str, name: str) -> EditProblem:
    return EditProblem(str(table.error("", f"{what}“{name}”已经存在，请换一个标识，或改用 replace。")))


def change_rows(form: FormDef, change: Callable[[RowDef, BlockDef], RowDef | None]) -> FormDef:
    blocks = []
    for block in form.blocks:
        rows = tuple(row for row in (change(old, block) for old in block.rows) if row is not None)
        blocks.append(replace(block, rows=rows))
    return replace(form, blocks=tuple(blocks))


def need_row(form: FormDef, table: TomlTable, name: str) -> None:
    if not any(row.id == name for block in form.blocks for row in block.rows):
        raise gone(table, "行", name)


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


def replace_row(form: FormDef, table: TomlTable) -> FormDef:
    target = table.text("target")
    need_row(form, table, target)
    changed = _row_fields(table)
    return change_rows(form, lambda row, block: replace(row, **changed) if row.id == target else row)


def drop_row(form: FormDef, table: TomlTable) -> FormDef:
    target = table.text("target")
    need_row(form, table, target)
    return change_rows(form, lambda row, block: None if row.id == target else row)


def add_row(form: FormDef, table: TomlTable) -> FormDef:
    """A row more, or several: behind ``after``, ahead of ``before``, or at the end of ``block``."""
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
            raise exists(table, "行", row.id)
    after, before, block_id = table.text("after", ""), table.text("before", ""), table.text("block", "")
    anchor = after or before
    if anchor:
        need_row(form, table, anchor)
    elif block_id and not any(block.id == block_id for block in form.blocks):
        raise gone(table, "区块", block_id)
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


def relabel(form: FormDef, table: TomlTable) -> FormDef:
    target, label = table.text("target"), table.text("label", None, "项目")
    if form.family and form.family.total_row == target:
        blocks = (replace(block, family=block.family and replace(block.family, total_label=label)) for block in form.blocks)
        return replace(form, blocks=tuple(blocks))
    need_row(form, table, target)
    return change_rows(form, lambda row, block: replace(row, label=label) if row.id == target else row)


def renumber(form: FormDef, table: TomlTable) -> FormDef:
    """``no`` for one row; ``target = "*"`` with ``no = ""`` takes every number away, with ``start`` numbers the rows of ``block`` anew."""
    target, block_id = table.text("target"), table.text("block", "")
    if target != "*":
        need_row(form, table, target)
        number = table.text("no", None, "行次")
        return change_rows(form, lambda row, block: replace(row, no=number) if row.id == target else row)
    if block_id and not any(block.id == block_id for block in form.blocks):
        raise gone(table, "区块", block_id)
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

    return change_rows(form, change)
