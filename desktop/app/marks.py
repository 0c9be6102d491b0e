"""Cells with a note or a mark for follow-up (待核对), over the whole document: what lists, filters and “go to” ask for."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.cell_notes import parts_of
from desktop.core.cells import CellRef
from desktop.core.evaluate import Model


@dataclass(frozen=True, slots=True)
class NotedCell:
    """``note`` is what the clerk reads there (sum and words); ``marked``: he wants to come back to it."""

    ref: CellRef
    label: str
    note: str
    marked: bool


def noted_cells(model: Model, *, marked_only: bool = False) -> list[NotedCell]:
    """Every cell with a note or mark that its table shows now, in the order of tables, rows and columns."""
    found: list[NotedCell] = []
    for form in model.forms():
        sheet = model.book.sheets.get(form.code)
        if sheet is None or not sheet.notes:
            continue
        rows = {row.id: at for at, row in enumerate(model.rows(form.code))}
        places: list[tuple[int, int, NotedCell]] = []
        for (row, column), note in sheet.notes.items():
            ref, parts = CellRef(form.code, row, column), parts_of(note)
            if not model.has_cell(ref) or (marked_only and not parts.marked):
                continue
            columns = [each.id for each in model.columns(form.code, row)]
            at = columns.index(column) if column in columns else len(columns)
            places.append((rows.get(row, len(rows)), at, NotedCell(ref, model.label(ref), parts.said, parts.marked)))
        found += [noted for _, _, noted in sorted(places, key=lambda place: place[:2])]
    return found


def follow_ups(model: Model) -> list[NotedCell]:
    """The cells that are marked for follow-up."""
    return noted_cells(model, marked_only=True)
