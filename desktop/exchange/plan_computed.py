"""Figures of a workbook that the program computes itself: where both agree nothing is entered, so that the formula stays in force.

A total that the workbook has and that is computed otherwise is entered and compared, as ever. What is computed is asked of the document as it
will be with everything else that the workbook brings: a changed figure with an unchanged total is still told.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cells import CellRef, Entry
from desktop.core.evaluate import Model
from desktop.core.operations import Edit, apply_edits
from desktop.exchange.plan import PlanLine, SheetPlan

if TYPE_CHECKING:
    from desktop.core.definitions import SubjectLookup


def leave_computed(model: Model, subjects: SubjectLookup, edits: list[Edit], sheets: list[SheetPlan]) -> list[Edit]:
    """The edits without those that would enter what is computed anyway; their lines in the plans become lines of the same value."""
    fresh = {
        CellRef(*edit.key): edit.new.value for edit in edits if edit.kind == "cell" and edit.old is None and isinstance(edit.new, Entry)
    }
    agreeing = {ref for ref, value in fresh.items() if model.has_formula(ref) and _agree(model, ref, value)}
    if not agreeing:
        return edits
    rest = [edit for edit in edits if edit.kind != "cell" or CellRef(*edit.key) not in agreeing]
    if rest:
        book = deepcopy(model.book)
        apply_edits(book, tuple(rest))
        later = Model(model.pack, book, subjects)
        agreeing = {ref for ref in agreeing if _agree(later, ref, fresh[ref])}
    for sheet in sheets:
        sheet.lines = [_same(sheet, line) if line.ref in agreeing and line.kind == "new" else line for line in sheet.lines]
    return [edit for edit in edits if edit.kind != "cell" or CellRef(*edit.key) not in agreeing]


def _agree(model: Model, ref: CellRef, value: Value) -> bool:
    """Whether the formula gives this value, as it would be printed."""
    computed = model.computed(ref)
    if isinstance(computed, Decimal) and isinstance(value, Decimal):
        places = max(0, -int(value.as_tuple().exponent))
        return computed == value or (model.decimals(ref) <= places and round(computed, model.decimals(ref)) == value)
    return computed is not None and computed == value


def _same(sheet: SheetPlan, line: PlanLine) -> PlanLine:
    sheet.cells_new -= 1
    sheet.count("same")
    return replace(line, kind="same", old=line.new)
