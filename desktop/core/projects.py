"""Builders of operations for a list of projects: add, copy and take out a project with all its forms, each as one operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from desktop.core.cells import TYPED, Entry
from desktop.core.chain import forms_of_row, free_family, next_number
from desktop.core.definitions import TARGET, FormDef
from desktop.core.free_rows import RowValues, add_row, made_rows, move_rows, remove_rows, row_edits
from desktop.core.instances import base_code, instance_code
from desktop.core.operations import Edit, Operation

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

PROJECTS: Final = "项目"
"""Code of the list of projects."""
NAME, CODE, CATEGORY = "项目名称", "项目编码", "项目类别"
"""Columns of the list."""
RESULTS: Final = frozenset(
    {
        "完成值", "得分", "偏差原因", "完成说明", "全年预计完成", "全年执行数", "执行率", "资金结余", "实际完成情况", "自评等级", "总分",
        "监控期执行数", "全年预计执行数", "经费保障", "制度保障", "人员保障", "硬件条件保障", "其他原因", "确定能", "有可能", "完全不可能", "备注",
    }
)  # fmt: skip
"""Columns and rows that say what came of a project, not what was planned."""
_OWN: Final = frozenset({CODE})
"""What no two projects share."""

__all__ = ["PROJECTS", "add_project", "copy_project", "made_rows", "move_rows", "project_of", "remove_project"]


def add_project(model: Model, values: RowValues | None = None, *, after: str | None = None, list_form: str = PROJECTS) -> Operation | str:
    """A project behind another ("" = first, None = last); its forms come with it."""
    problem = _why_no_list(model, list_form)
    return problem or add_row(model, list_form, values=values, after=after)


def remove_project(model: Model, rows: Sequence[str], *, list_form: str = PROJECTS) -> Operation | str:
    """Take projects out with everything in their forms."""
    problem = _why_no_list(model, list_form)
    return problem or remove_rows(model, list_form, rows)


def copy_project(model: Model, row: str, *, results: bool = True, name: str = "", list_form: str = PROJECTS) -> Operation | str:
    """A project with all its forms once more, behind the first. ``results`` False: only what was planned. ``name``: what the copy is called."""
    problem = _why_no_list(model, list_form)
    family, sheet = free_family(model, list_form), model.book.sheets.get(list_form)
    if problem or family is None or sheet is None or row not in sheet.rows:
        return problem or f"{model.form_label(list_form)}没有要复制的这一行（{row}），请核对。"
    if model.book.is_locked(list_form):
        return f"{model.form_label(list_form)}已锁定，请先解除锁定。"
    new = f"{family.prefix}{next_number(model, list_form, family)}"
    old_name = model.row(list_form, row)
    called = name or f"{old_name.label if old_name else ''}（副本）"
    edits = row_edits(model, list_form, [new], row)
    column = family.label_column or NAME
    entered = {place: entry for place, entry in sheet.entered.items() if place[0] == row and place[1] != column}
    left_out = _OWN if results else _OWN | RESULTS
    edits += [Edit("cell", (list_form, new, place[1]), None, entry) for place, entry in entered.items() if place[1] not in left_out]
    edits.append(Edit("cell", (list_form, new, column), None, Entry(called, TYPED)))
    for form in forms_of_row(model, list_form, row):
        edits += _copied(model, form, instance_code(base_code(form.code), new), results)
    return Operation(f"复制项目“{old_name.label if old_name else row}”", "rows", tuple(edits))


def project_of(model: Model, code: str) -> str:
    """The name of the project that a form belongs to."""
    return model.owner_label(code)


def _copied(model: Model, form: FormDef, code: str, results: bool) -> list[Edit]:
    sheet = model.book.sheets.get(form.code)
    if sheet is None:
        return []
    taken = model.book.sheets.get(code)
    edits = [Edit("row", (code, row), taken.rows.get(row) if taken else None, data) for row, data in sheet.rows.items()]
    for place, entry in sheet.entered.items():
        if results or form.stage == TARGET or not RESULTS & set(place):
            edits.append(Edit("cell", (code, *place), taken.entered.get(place) if taken else None, entry))
    edits += [Edit("note", (code, *place), taken.notes.get(place) if taken else None, note) for place, note in sheet.notes.items()]
    return edits


def _why_no_list(model: Model, form: str) -> str:
    if free_family(model, form) is None:
        return "这套表没有项目清单，不能按项目增加、复制或删除。"
    return ""
