"""What performance forms print, as lines of texts; the same book with some entries changed; and a book brought back from a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.core.cells import COVER, Book, CellRef, Entry
from desktop.core.evaluate import Model
from desktop.core.operations import Edit
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


def brought_back(model: Model, codes: Sequence[str], out: Path) -> tuple[tuple[Edit, ...], Model]:
    """Forms written to a workbook and read again: what it would change in the same document, and a new document made from it alone."""
    from desktop.exchange.plan import plan_import
    from desktop.exchange.write import export_workbook
    from desktop.forms.subjects import SubjectCatalog

    export_workbook([lay_out(model, code, present(model)) for code in codes], out)
    subjects = SubjectCatalog.of_pack(model.pack, model.book.year)
    same = plan_import(model, subjects, out)
    book = Book(model.pack.id, model.book.unit_name, model.book.year, kept_in=model.book.kept_in)
    book.sheet(COVER).entered.update(model.book.sheet(COVER).entered)
    fresh = Model(model.pack, book)
    plan = plan_import(fresh, subjects, out)
    assert not plan.refused and plan.operation is not None and same.operation is not None
    assert not [remark for sheet in plan.sheets for remark in (*sheet.ignored, *sheet.questions, *sheet.conflicts)]
    fresh.apply(plan.operation)
    return same.operation.edits, fresh
