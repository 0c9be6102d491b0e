"""Edits of single cells, and whether a cell may be edited at all: what typing, pasting and importing share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cell_notes import parts_of
from desktop.core.cells import TYPED, CellRef, Entry, Origin
from desktop.core.operations import Edit
from desktop.core.typed import fixed_row

if TYPE_CHECKING:
    from desktop.core.evaluate import Model


def value_edits(model: Model, ref: CellRef, value: Value | None, origin: Origin = TYPED, expression: str = "") -> list[Edit]:
    """Edits that make ``value`` the entry of the cell. The same value again changes nothing, not even where it came from.

    The sum in the note belongs to the entry and goes with it; the clerk's words and his mark stay.
    """
    edits: list[Edit] = []
    old = model.book.entry(ref)
    new = None if value is None else Entry(value, origin)
    same = old is not None and new is not None and _identical(old.value, new.value)
    if old != new and not same:
        edits.append(Edit("cell", tuple(ref), old, new))
    sheet = model.book.sheets.get(ref.form)
    note = sheet.notes.get((ref.row, ref.column)) if sheet else None
    if expression or (note and not same):
        changed = parts_of(note)._replace(expression=expression).text()
        if changed != note:
            edits.append(Edit("note", tuple(ref), note, changed))
    return edits


def _identical(old: Value, new: Value) -> bool:
    # 5.1 and 5.10 are equal amounts, but they are known to different places: precision is part of an entry.
    return type(old) is type(new) and str(old) == str(new)


def why_no_entry(model: Model, ref: CellRef) -> str:
    """Why the cell takes no entry, as a sentence; ``""`` where it takes one. Computed cells may be overridden."""
    if model.takes_entry(ref):
        return ""
    place = f"{ref.form} {ref.row} · {ref.column}"
    if model.find_form(ref.form) is None:
        return f"表套中没有“{ref.form}”这张表，请核对表号。"
    if not model.has_cell(ref):
        return f"{place}：没有这一格，或者是空行、标题，不能填写；请选有数字格的行和栏。"
    label = model.label(ref)
    if model.book.is_finished:
        return f"{label}：文档已经定稿，不能再改；要修改，请先重新打开并写明原因。"
    if model.book.is_locked(ref.form):
        return f"{label}：这张表已锁定，请先解除锁定再填写。"
    origin = model.taken_from(ref)
    if origin:
        return f"{label}：这一格取自“{model.label(origin[0])}”，请到那里修改。"
    taker = model.locked_by(ref)
    if taker:
        return f"{label}：{model.form_label(taker)}要用这一格，它已锁定，改了就和锁定时不同；请先解除那张表的锁定再改。"
    row = fixed_row(model.form(ref.form), ref.row)
    if row is not None and row.not_applicable:
        return f"{label}：表样规定这一格不适用（————），不能填写。"
    return f"{label}：按封面所填的情况，这一格不用填；如果要填，请先核对封面。"
