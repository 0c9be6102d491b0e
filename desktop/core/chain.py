"""Forms whose free rows belong together: the rows of a target form appear in the forms of the same project that follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.core.definitions import FamilyDef, FormDef
from desktop.core.instances import base_code, instance_code, owner_of

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

NUMBERED: Final = "编号."
"""Prefix of the setting that remembers the highest number ever given to a row of a form, once that row is gone."""


def free_family(model: Model, form: str) -> FamilyDef | None:
    """The family of a form whose rows the clerk lists himself; None for other forms and forms that are not there."""
    found = model.find_form(form)
    family = found.family if found else None
    return family if family is not None and family.kind == "free" else None


def followers(model: Model, form: str) -> list[str]:
    """Codes of the forms in which a row of this form appears too, through others as well; of the same project, with free rows as here."""
    family = free_family(model, form)
    found: list[str] = []
    waiting = [form]
    while waiting and family is not None:
        definition = model.find_form(waiting.pop())
        for mirror in definition.mirrors if definition else ():
            code = _of_same_project(model, form, mirror.form)
            other = free_family(model, code)
            if code != form and code not in found and other is not None and other.prefix == family.prefix and model.holds(mirror.when):
                found.append(code)
                waiting.append(code)
    return found


def leaders(model: Model, form: str) -> list[str]:
    """Codes of the forms whose rows appear in this one."""
    owner = owner_of(form)
    return [one.code for one in model.forms() if one.mirrors and owner_of(one.code) == owner and form in followers(model, one.code)]


def leader_of(model: Model, form: str, row: str) -> str:
    """The form in which a row that appears here is kept; "" for a row of this form's own."""
    for code in leaders(model, form):
        sheet = model.book.sheets.get(code)
        if sheet is not None and row in sheet.rows:
            return code
    return ""


def forms_of_row(model: Model, list_form: str, row: str) -> list[FormDef]:
    """The forms that belong to a row of a list, in the order of the pack."""
    return [form for form in model.forms() if form.per == list_form and owner_of(form.code) == row]


def is_list(model: Model, form: str) -> bool:
    """Whether every row of the form has forms of its own."""
    return any(one.per == form for one in model.pack.forms)


def next_number(model: Model, form: str, family: FamilyDef) -> int:
    """The number of the next row: above all that were ever given in the form and in those whose rows go with it."""
    owner = owner_of(form)
    pairs = [(one.code, followers(model, one.code)) for one in model.forms() if one.mirrors and owner_of(one.code) == owner]
    group = {form}
    for _ in pairs:  # a form may be reached from another by way of one that both lead
        group.update(code for leader, led in pairs if group & {leader, *led} for code in (leader, *led))
    return 1 + max((highest(model, code, family.prefix) for code in group), default=0)


def highest(model: Model, form: str, prefix: str) -> int:
    kept = model.book.settings.get(NUMBERED + form, "")
    sheet = model.book.sheets.get(form)
    used = [number_of(row, prefix) for row in (*sheet.rows, *(place[0] for place in (*sheet.entered, *sheet.notes)))] if sheet else []
    lists = {one.code for one in model.pack.forms if one.per == form}
    left = [code for code, one in model.book.sheets.items() if base_code(code) in lists and (one.rows or one.entered or one.notes)]
    used += [number_of(owner_of(code), prefix) for code in left]  # also what a lost row left behind
    return max([int(kept) if kept.isdigit() else 0, *used])


def number_of(row: str, prefix: str) -> int:
    """The number in the id of a free row; 0 for other ids."""
    rest = row[len(prefix) :] if row.startswith(prefix) else ""
    return int(rest) if rest.isdigit() else 0


def _of_same_project(model: Model, form: str, wanted: str) -> str:
    definition = model.pack.form(wanted)
    owner = owner_of(form)
    own = model.pack.form(base_code(form))
    if definition is not None and definition.per and owner and own is not None and own.per == definition.per:
        return instance_code(wanted, owner)
    return wanted
