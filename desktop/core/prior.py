"""Last year's figures beside this year's: builders of operations for the prior book (typed, imported, or taken from a sample)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cells import CellRef, Entry, Origin, Row
from desktop.core.definitions import SubjectLookup
from desktop.core.instances import base_code, owner_of
from desktop.core.operations import Cause, Edit, Operation
from desktop.core.subject_rows import lineage, parent_of

if TYPE_CHECKING:
    from desktop.core.evaluate import Model


def set_prior(
    model: Model, subjects: SubjectLookup, values: Iterable[tuple[CellRef, Value | None, Origin]], label: str, cause: Cause = "import"
) -> Operation:
    """Last year's values as one operation; 科目 rows that last year's book lacks are made with their parents. ``None`` clears."""
    prior = model.book.prior
    rows: dict[tuple[str, str], Edit] = {}
    cells: dict[CellRef, Edit] = {}
    for ref, value, origin in values:
        form = model.pack.form(base_code(ref.form))
        sheet = prior.sheets.get(ref.form) if prior else None
        family = form.family if form else None
        if family is not None and family.kind == "subjects" and len(ref.row) in family.levels and ref.row.isdigit():
            for code in lineage(family, ref.row):
                if not (sheet and code in sheet.rows):
                    known = subjects.find(family.subjects, code)
                    row = Row(code, known.name if known else code, parent_of(family, code))
                    rows.setdefault((ref.form, code), Edit("prior_row", (ref.form, code), None, row))
        if family is not None and family.kind == "free" and ref.row.startswith(family.prefix) and ref.row[len(family.prefix) :].isdigit():
            _list_row(model, ref.form, ref.row, rows)
        if form is not None and form.per:
            _list_row(model, form.per, owner_of(ref.form), rows)
        old = sheet.entered.get((ref.row, ref.column)) if sheet else None
        new = None if value is None else Entry(value, origin)
        if old != new:
            cells[ref] = Edit("prior", tuple(ref), old, new)
    return Operation(label, cause, (*rows.values(), *cells.values()))


def _list_row(model: Model, form: str, row: str, made: dict[tuple[str, str], Edit]) -> None:
    """Last year's row of the same number, in the place that it has this year."""
    prior, sheet = model.book.prior, model.book.sheets.get(form)
    if prior is not None and form in prior.sheets and row in prior.sheets[form].rows:
        return
    now = sheet.rows.get(row) if sheet else None
    made.setdefault((form, row), Edit("prior_row", (form, row), None, Row(row, "", "", now.attrs if now else ())))
