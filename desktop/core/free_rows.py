"""Builders of operations for rows that the clerk lists himself: add, take out, move, duplicate; rows of a target form go with it in its followers.

Each answers ONE operation with an exact inverse, or a Chinese sentence why it cannot be. For the rows of a list of projects see
:mod:`desktop.core.projects`: their forms come and go with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cells import TYPED, CellRef, Entry, Row
from desktop.core.chain import NUMBERED, followers, forms_of_row, free_family, highest, is_list, leader_of, next_number, number_of
from desktop.core.definitions import FamilyDef
from desktop.core.operations import Cause, Edit, Operation
from desktop.core.row_places import arrange, inserted, ordered
from desktop.core.typed import Unreadable, read_typed

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

RowValues = Mapping[str, str | Value | None]
"""Column → value; a text is read as if it were typed there. (A text that was read so gives itself again.)"""


def add_row(model: Model, form: str, *, values: RowValues | None = None, after: str | None = None) -> Operation | str:
    """A row behind ``after`` ("" = first, None = last), with values. Its id is :func:`made_rows` of the operation."""
    return add_rows(model, form, [values or {}], after=after)


def add_rows(
    model: Model, form: str, rows: Sequence[RowValues], *, after: str | None = None, cause: Cause = "rows", label: str = ""
) -> Operation | str:
    """Several rows one behind the other."""
    family = free_family(model, form)
    problem = _why_not(model, form, family)
    if problem or family is None:
        return problem
    first = next_number(model, form, family)
    ids = [f"{family.prefix}{first + number}" for number in range(len(rows))]
    edits = row_edits(model, form, ids, after)
    for row_id, values in zip(ids, rows, strict=True):
        for column, value in values.items():
            try:
                edits += _cell_edits(model, CellRef(form, row_id, column), value)
            except Unreadable as unreadable:
                return f"{model.form_label(form)} {column}：{unreadable}"
    what = "一行" if len(rows) == 1 else f" {len(rows)} 行"
    return Operation(label or f"增加{what} {model.form_label(form)}", cause, tuple(edits))


def made_rows(operation: Operation, form: str) -> list[str]:
    """Ids of the rows that an operation makes in a form."""
    return [edit.key[1] for edit in operation.edits if edit.kind == "row" and edit.key[0] == form and edit.old is None]


def remove_rows(model: Model, form: str, rows: Sequence[str]) -> Operation | str:
    """Take rows out with all that is entered in them, here and in the forms that follow; of a list of projects with all their forms."""
    family = free_family(model, form)
    problem = _why_not(model, form, family) or _why_not_these(model, form, rows, "删除")
    if problem or family is None:
        return problem
    edits: list[Edit] = []
    for code in (form, *followers(model, form)):
        sheet = model.book.sheets.get(code)
        gone = [row for row in rows if sheet and row in sheet.rows]
        edits += keep_number(model, code, family.prefix, gone)
        for row in gone:
            edits += clear_row(model, code, row)
    if is_list(model, form):
        for row in rows:
            locked = [one.code for one in forms_of_row(model, form, row) if model.book.is_locked(one.code)]
            if locked:
                return f"{model.form_label(locked[0])}已锁定，请先解除锁定再删除。"
            edits += form_removals(model, form, row)
    return Operation(f"删除{_named(model, form, rows)}", "rows", tuple(edits))


def move_rows(model: Model, form: str, rows: Sequence[str], after: str | None) -> Operation | str:
    """Put rows behind another ("" = first, None = last), keeping their order among themselves; followers are arranged likewise."""
    family = free_family(model, form)
    problem = _why_not(model, form, family) or _why_not_these(model, form, rows, "移动")
    if problem:
        return problem
    sheet = model.book.sheets.get(form)
    before = ordered(sheet)
    moving = [row for row in before if row in rows]
    order = inserted(before, moving, after if after not in rows else _above(before, moving))
    edits = _rearranged(model, form, before, order, moving)
    for code in followers(model, form):
        own = ordered(model.book.sheets.get(code))
        shared = iter([row for row in order if row in own])
        wanted = [next(shared) if row in order else row for row in own]
        edits += _rearranged(model, code, own, wanted, [row for row in moving if row in own])
    return Operation(f"移动{_named(model, form, rows)}", "rows", tuple(edits))


def move_up(model: Model, form: str, rows: Sequence[str]) -> Operation | str:
    """One place up, as a block; at the top nothing changes."""
    order = ordered(model.book.sheets.get(form))
    at = min((order.index(row) for row in rows if row in order), default=0)
    return move_rows(model, form, rows, order[at - 2] if at >= 2 else "")


def move_down(model: Model, form: str, rows: Sequence[str]) -> Operation | str:
    """One place down, as a block; at the bottom nothing changes."""
    order = ordered(model.book.sheets.get(form))
    at = max((order.index(row) for row in rows if row in order), default=0)
    return move_rows(model, form, rows, order[at + 1] if at + 1 < len(order) else None)


def duplicate_row(model: Model, form: str, row: str) -> Operation | str:
    """A copy of a row behind it, with what is entered in it and what it takes over. A project is copied with all its forms."""
    if is_list(model, form):
        from desktop.core.projects import copy_project

        return copy_project(model, row, list_form=form)
    family = free_family(model, form)
    problem = _why_not(model, form, family)
    sheet = model.book.sheets.get(form)
    if problem or family is None or sheet is None or row not in sheet.rows:
        return problem or f"{model.form_label(form)}没有这一行，请核对。"
    new = f"{family.prefix}{next_number(model, form, family)}"
    edits = row_edits(model, form, [new], row)
    for column in model.columns(form, row):
        ref = CellRef(form, row, column.id)
        entry = model.book.entry(ref)
        taken = model.value(ref) if model.taken_from(ref) else None
        kept = entry if entry is not None else Entry(taken) if taken is not None else None
        if kept is not None:
            edits.append(Edit("cell", (form, new, column.id), None, kept))
    return Operation(f"复制{_named(model, form, [row])}", "rows", tuple(edits))


# edits


def row_edits(model: Model, form: str, ids: Sequence[str], after: str | None) -> list[Edit]:
    """Edits that make rows with these ids here and in the forms that follow, each behind the same row there."""
    edits: list[Edit] = []
    for code in (form, *followers(model, form)):
        sheet = model.book.sheets.get(code)
        present = ordered(sheet)
        edits += arrange(code, sheet, inserted(present, list(ids), after), [Row(one, "") for one in ids])
    return edits


def clear_row(model: Model, form: str, row: str) -> list[Edit]:
    """Edits that take a row out with its entries and notes."""
    sheet = model.book.sheets.get(form)
    if sheet is None:
        return []
    edits = [Edit("cell", (form, *place), entry, None) for place, entry in sheet.entered.items() if place[0] == row]
    edits += [Edit("note", (form, *place), note, None) for place, note in sheet.notes.items() if place[0] == row]
    return [*edits, Edit("row", (form, row), sheet.rows[row], None)] if row in sheet.rows else edits


def form_removals(model: Model, list_form: str, row: str) -> list[Edit]:
    """Edits that empty every form of a project: rows, entries, notes, the reasons given for its findings."""
    edits: list[Edit] = []
    codes = {form.code for form in forms_of_row(model, list_form, row)}
    for code in codes & model.book.sheets.keys():
        sheet = model.book.sheets[code]
        edits += [Edit("cell", (code, *place), entry, None) for place, entry in sheet.entered.items()]
        edits += [Edit("note", (code, *place), note, None) for place, note in sheet.notes.items()]
        edits += [Edit("row", (code, one), data, None) for one, data in sheet.rows.items()]
    given = model.book.acknowledgements
    edits += [Edit("acknowledgement", key, acknowledged, None) for key, acknowledged in given.items() if key[1] in codes]
    return edits


def keep_number(model: Model, form: str, prefix: str, gone: Sequence[str]) -> list[Edit]:
    """Where the row with the highest number goes, remember the number, so that it is never given again."""
    most = highest(model, form, prefix)
    name = NUMBERED + form
    kept = model.book.settings.get(name)
    if kept == str(most) or most not in [number_of(row, prefix) for row in gone]:
        return []
    return [Edit("setting", (name,), kept, str(most))]


def _cell_edits(model: Model, ref: CellRef, value: str | Value | None) -> list[Edit]:
    """Of a cell of a row that is not there yet; raises Unreadable."""
    if isinstance(value, str):
        if not value.strip():
            return []
        value = read_typed(model, ref, value).value
    return [] if value is None else [Edit("cell", tuple(ref), None, Entry(value, TYPED))]


def _rearranged(model: Model, form: str, before: Sequence[str], order: Sequence[str], moving: Sequence[str]) -> list[Edit]:
    return [] if list(before) == list(order) else arrange(form, model.book.sheets.get(form), order, (), moving)


def _above(order: Sequence[str], moving: Sequence[str]) -> str:
    """The row above a block."""
    at = order.index(moving[0]) if moving else 0
    return order[at - 1] if at else ""


# refusals


def _why_not(model: Model, form: str, family: FamilyDef | None) -> str:
    if family is None:
        return f"{model.form_label(form)}的行是固定的，不能增加、删除或移动。" if model.find_form(form) else f"没有“{form}”这张表，请核对。"
    for code in (form, *followers(model, form)):
        if model.book.is_locked(code):
            return f"{model.form_label(code)}已锁定，请先解除锁定。"
    return ""


def _why_not_these(model: Model, form: str, rows: Sequence[str], what: str) -> str:
    sheet = model.book.sheets.get(form)
    for row in rows:
        if sheet is None or row not in sheet.rows:
            return f"{model.form_label(form)}没有要{what}的这一行（{row}），请核对。"
        leader = leader_of(model, form, row)
        if leader:
            return f"{_named(model, form, [row]).strip()}跟随{model.form_label(leader)}，请到那里{what}。"
    return "" if rows else f"请先选要{what}的行。"


def _named(model: Model, form: str, rows: Sequence[str]) -> str:
    found = model.row(form, rows[0]) if rows else None
    name = f"“{found.label}”" if found else ""
    return f"{name}{f' 等 {len(rows)} 行' if len(rows) > 1 else ''} {model.form_label(form)}"
