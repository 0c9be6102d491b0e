"""What a performance form prints, as lines of texts; and the same book with some entries changed."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.core.cells import CellRef, Entry
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.core.typed import read_typed
from desktop.forms.layout import lay_out


def printed_lines(model: Model, code: str) -> list[list[str]]:
    """Head, body and foot of a form; a merged cell once, at its first place."""
    grid = lay_out(model, code, present(model))
    return [[cell.text for cell in row if cell is not None] for row in (*grid.head, *grid.body, *grid.footer)]


def changed(model: Model, edits: Mapping[tuple[str, str, str], str]) -> Model:
    """A new model of the same book with texts typed into cells (form, row, column); "" clears. The book itself is changed."""
    for place, text in edits.items():
        ref = CellRef(*place)
        assert model.has_cell(ref), place
        entered = model.book.sheet(ref.form).entered
        entered.pop((ref.row, ref.column), None)
        value = read_typed(model, ref, text).value
        if value is not None:
            entered[ref.row, ref.column] = Entry(value)
    return Model(model.pack, model.book)


def found(model: Model, form: str = "") -> set[tuple[str, str, str]]:
    """(check, table, scope) of the findings, of all forms or of one."""
    return {(one.check, one.table, one.scope) for one in model.findings() if not form or one.table == form}
