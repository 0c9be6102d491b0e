"""Last year's figures beside this year's: builders of operations for the prior book (typed, imported, or taken from a sample)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cells import CellRef, Entry, Origin, Row
from desktop.core.definitions import SubjectLookup
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
        form = model.pack.form(ref.form)
        sheet = prior.sheets.get(ref.form) if prior else None
        family = form.family if form else None
        if family is not None and len(ref.row) in family.levels and ref.row.isdigit():
            for code in lineage(family, ref.row):
                if not (sheet and code in sheet.rows):
                    known = subjects.find(family.subjects, code)
                    row = Row(code, known.name if known else code, parent_of(family, code))
                    rows.setdefault((ref.form, code), Edit("prior_row", (ref.form, code), None, row))
        old = sheet.entered.get((ref.row, ref.column)) if sheet else None
        new = None if value is None else Entry(value, origin)
        if old != new:
            cells[ref] = Edit("prior", tuple(ref), old, new)
    return Operation(label, cause, (*rows.values(), *cells.values()))
