"""Whether two models say the same of a book, and whether two books are the same to the last digit."""

from __future__ import annotations

from typing import Any

from desktop.core.cells import Book, CellRef
from desktop.core.evaluate import Model


def assert_same(model: Model, fresh: Model) -> None:
    """Rows, states, values, widths, sources, entries that are taken, last year's figures and findings of every table."""
    assert [form.code for form in model.forms()] == [form.code for form in fresh.forms()]
    for form in fresh.forms():
        assert model.rows(form.code) == fresh.rows(form.code)
        assert model.table_applies(form.code) == fresh.table_applies(form.code)
        assert model.is_empty(form.code) == fresh.is_empty(form.code)
        assert model.table_state(form.code) == fresh.table_state(form.code)
        assert model.has_tail_difference(form.code) == fresh.has_tail_difference(form.code)
        for row in fresh.rows(form.code):
            for column in fresh.columns(form.code, row.id):
                ref = CellRef(form.code, row.id, column.id)
                for ask in (Model.value, Model.computed, Model.half_width, Model.source, Model.prior, Model.takes_entry):
                    assert ask(model, ref) == ask(fresh, ref), (ask.__name__, ref)
    ours, theirs = model.findings(), fresh.findings()
    assert set(ours) == set(theirs), set(ours) ^ set(theirs)
    assert ours == theirs, [(a.key, b.key) for a, b in zip(ours, theirs, strict=True) if a != b]


def exact(book: Book | None) -> Any:
    """A book as something comparable; unlike ``==`` it tells 0.1 from 0.10 and does not ask in which order things were entered."""
    if book is None:
        return None
    sheets = {
        code: (sorted(map(repr, sheet.rows.items())), sorted(map(repr, sheet.entered.items())), sorted(map(repr, sheet.notes.items())))
        for code, sheet in book.sheets.items()
        if sheet.rows or sheet.entered or sheet.notes
    }
    head = (book.pack, book.unit_name, book.year, book.unit_code, book.kept_in)
    return head, sheets, sorted(map(repr, book.acknowledgements.items())), sorted(book.settings.items()), exact(book.prior)


def without_new_prior(state: Any) -> Any:
    """An undone first figure of last year leaves an empty book of last year behind, in memory as in the file."""
    return (*state[:-1], state[-1] if state[-1] and (state[-1][1] or state[-1][2]) else None)
