"""Rows keyed by 科目代码: adding one makes its missing parents and shows it in the tables that share it; removing takes back what it made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from desktop.core.cells import Row
from desktop.core.definitions import FamilyDef, SubjectLookup
from desktop.core.operations import Cause, Edit, Operation

if TYPE_CHECKING:
    from desktop.core.evaluate import Model


def add_subject(model: Model, subjects: SubjectLookup, form: str, code: str, cause: Cause = "rows", name: str = "") -> Operation | str:
    """A row for ``code`` with its missing parents, here and in the forms that mirror this one.

    Names come from the year's list; an unknown code is allowed (a check says so) and keeps ``name``, or the code as its name.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", code))
    family = _family(model, form)
    if family is None:
        return f"{form} 的行是固定的，不能增加科目。"
    if model.book.is_locked(form):
        return f"{form} 已锁定，请先解除锁定再增加科目。"
    problem = why_no_code(subjects, family, plain)
    if problem:
        return f"{form}：{problem}"
    sheet = model.book.sheets.get(form)
    if sheet and plain in sheet.rows:
        return f"{form} 已经有科目 {plain} {sheet.rows[plain].label}，不用再加。"
    edits = subject_edits(model, subjects, form, [(plain, name)])
    label = next((edit.new.label for edit in edits if edit.key == (form, plain) and isinstance(edit.new, Row)), "")
    return Operation(f"增加科目 {form} {plain} {label}".rstrip(), cause, tuple(edits))


def why_no_code(subjects: SubjectLookup, family: FamilyDef, code: str) -> str:
    """Why a code cannot be a row of the family, as a sentence without the form; ``""`` where it can."""
    if not code.isdigit() or not code.isascii():
        return f"“{code}”不是科目代码，代码只由数字组成。"
    if len(code) not in family.levels:
        allowed = "、".join(str(level) for level in family.levels)
        return f"科目代码 {code} 有 {len(code)} 位，这张表的代码应当是 {allowed} 位，请核对。"
    subject = subjects.find(family.subjects, code)
    if subject and subject.budget and family.budgets and subject.budget not in family.budgets:
        # A code that only this list knows may belong to several budgets, written one after another.
        known = re.split(r"[;；、,，/ ]+", subject.budget)
        if not any(budget in known for budget in family.budgets):
            return f"科目 {code} {subject.name} 属于{subject.budget}，这张表只列{'、'.join(family.budgets)}的科目，请核对。"
    return ""


def subject_edits(model: Model, subjects: SubjectLookup, form: str, codes: Iterable[tuple[str, str]]) -> list[Edit]:
    """Edits for the rows of ``(code, name)`` that are missing, parents and mirrored rows included; rows that exist are left alone.

    ``name`` is what the clerk or the workbook calls the code; ``""`` takes the name of the list.
    """
    made: dict[tuple[str, str], Row] = {}
    named = list(codes)
    for target in [form, *_mirrored(model, form, model.holds)]:
        sheet = model.book.sheets.get(target)
        _add_rows(model, subjects, target, named, sheet.rows if sheet else {}, made, own=target == form)
    return [Edit("row", place, None, row) for place, row in made.items()]


def mirrored_edits(
    model: Model, subjects: SubjectLookup, form: str, rows: Mapping[str, Mapping[str, Row]], holds: Callable[[str], bool]
) -> list[Edit]:
    """Edits for the rows of ``form`` that the tables which mirror it do not have.

    ``rows`` are the 科目 rows by form as they are to be, ``holds`` answers the conditions of the mirrors.
    """
    made: dict[tuple[str, str], Row] = {}
    named = [(row.id, row.label) for row in rows[form].values()]
    for target in _mirrored(model, form, holds):
        _add_rows(model, subjects, target, named, rows.get(target, {}), made, own=False)
    return [Edit("row", place, None, row) for place, row in made.items()]


def _add_rows(
    model: Model,
    subjects: SubjectLookup,
    target: str,
    named: Iterable[tuple[str, str]],
    present: Mapping[str, Row],
    made: dict[tuple[str, str], Row],
    *,
    own: bool,
) -> None:
    """Put the rows that ``target`` lacks into ``made``; a table that only mirrors takes what fits it, and nothing while it is locked."""
    family = _family(model, target)
    if family is None or (not own and model.book.is_locked(target)):
        return
    for code, name in named:
        if not own and why_no_code(subjects, family, code):
            continue
        for ancestor in lineage(family, code):
            if ancestor in present or (target, ancestor) in made:
                continue
            known = subjects.find(family.subjects, ancestor)
            label = (name if ancestor == code else "") or (known.name if known else "") or ancestor
            made[target, ancestor] = Row(ancestor, label, parent_of(family, ancestor))


def remove_subject(model: Model, form: str, code: str) -> Operation | str:
    """Take a row out with its entries and notes, its parents that are left without children and entries, and mirrored rows without entries."""
    sheet = model.book.sheets.get(form)
    row = sheet.rows.get(code) if sheet else None
    if sheet is None or row is None:
        return f"{form} 没有科目 {code} 这一行。"
    if model.book.is_locked(form):
        return f"{form} 已锁定，请先解除锁定再删除科目。"
    children = _children(sheet.rows.values(), code)
    if children:
        return f"{form} 科目 {code} {row.label} 还有下级科目 {'、'.join(sorted(children))}，请先删除下级。"
    edits = _removals(model, form, code, with_entries=True)
    for target in _mirrored(model, form, model.holds):
        if not model.book.is_locked(target):
            edits += _removals(model, target, code, with_entries=False)
    return Operation(f"删除科目 {form} {code} {row.label}", "rows", tuple(edits))


def _removals(model: Model, form: str, code: str, *, with_entries: bool) -> list[Edit]:
    sheet = model.book.sheets.get(form)
    if sheet is None or code not in sheet.rows:
        return []
    remaining = dict(sheet.rows)
    edits: list[Edit] = []
    at, clearing = code, with_entries
    while at in remaining and not _children(remaining.values(), at):
        entries = [(place, entry) for place, entry in sheet.entered.items() if place[0] == at]
        notes = [(place, note) for place, note in sheet.notes.items() if place[0] == at]
        if (entries or notes) and not clearing:
            break
        edits += [Edit("cell", (form, *place), entry, None) for place, entry in entries]
        edits += [Edit("note", (form, *place), note, None) for place, note in notes]
        row = remaining.pop(at)
        edits.append(Edit("row", (form, at), row, None))
        # Only the row that was asked for loses entries; a parent with a typed figure stays.
        at, clearing = row.parent, False
    return edits


def _children(rows: Iterable[Row], code: str) -> list[str]:
    return [row.id for row in rows if row.parent == code]


def lineage(family: FamilyDef, code: str) -> list[str]:
    """A code and the codes above it that get rows with it, the highest first."""
    if not family.auto_parents:
        return [code]
    return [code[:length] for length in sorted(family.levels) if length <= len(code)]


def parent_of(family: FamilyDef, code: str) -> str:
    """The code of the level above; "" for a 类."""
    shorter = [length for length in family.levels if length < len(code)]
    return code[: max(shorter)] if shorter else ""


def _family(model: Model, form: str) -> FamilyDef | None:
    found = model.find_form(form)
    family = found.family if found else None
    return family if family and family.kind == "subjects" else None


def _mirrored(model: Model, form: str, holds: Callable[[str], bool]) -> list[str]:
    """Codes of the forms in which a row of ``form`` appears too; conditions on the cover decide."""
    found: list[str] = []
    waiting = [form]
    while waiting:
        definition = model.find_form(waiting.pop())
        for mirror in definition.mirrors if definition else ():
            if mirror.form != form and mirror.form not in found and holds(mirror.when):
                found.append(mirror.form)
                waiting.append(mirror.form)
    return found
