"""The figures of a book: what is entered, what formulas give, what holds, and how exactly it is known."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from desktop.core.amounts import Value
from desktop.core.cells import CellRef, Entry
from desktop.core.labels import cell_value
from desktop.core.model_structure import ModelStructure
from desktop.core.quantity import ZERO, Quantity
from desktop.core.structure import PRIOR
from desktop.core.wording import same_words

Source = Literal["blank", "entered", "imported", "computed", "overridden"]


class ModelValues(ModelStructure):
    """Part of :class:`~desktop.core.evaluate.Model`. Amounts are in the unit in which the book is kept."""

    def value(self, ref: CellRef) -> Value | None:
        cell = self._cell(ref)
        return cell_value(cell) if cell else None

    def amounts(self, form: str) -> Iterator[tuple[CellRef, Decimal]]:
        """Every cell of a form that holds a number, of whatever kind, with its effective value."""
        state = self._engine.forms.get(form)
        for cell in state.cells.values() if state else ():
            value = cell_value(cell) if cell.present else None
            if isinstance(value, Decimal):
                yield cell.ref, value

    def computed(self, ref: CellRef) -> Value | None:
        """What the formula of the cell gives, whether an entry stands over it or not; None without formula."""
        cell = self._cell(ref)
        return _plain(cell.computed) if cell and cell.calc else None

    def entry(self, ref: CellRef) -> Entry | None:
        if ref.form.startswith(PRIOR):
            return self.book.prior.entry(ref._replace(form=ref.form[len(PRIOR) :])) if self.book.prior else None
        return self.book.entry(ref)

    def prior(self, ref: CellRef) -> Value | None:
        """Last year's effective figure of the same cell, in the unit in which this year's book is kept."""
        return self.value(ref._replace(form=PRIOR + ref.form))

    def has_formula(self, ref: CellRef) -> bool:
        cell = self._cell(ref)
        return cell is not None and cell.calc is not None

    def source(self, ref: CellRef) -> Source:
        """Where the value comes from. ``overridden``: typed over a formula, or imported and different from what it gives."""
        cell = self._cell(ref)
        if cell is None or not cell.present:
            return "blank"
        if cell.entry is None:
            return "blank" if cell_value(cell) is None else "computed"
        imported = cell.entry.origin.how == "imported"
        same = (cell.q[0] or ZERO) == (cell.computed[0] or ZERO) or same_words(cell.q, cell.computed)
        if cell.calc is not None and not (imported and same):
            return "overridden"
        return "imported" if imported else "entered"

    def half_width(self, ref: CellRef) -> Decimal:
        """Half the width of the interval in which the exact figure lies; 0 for exact figures."""
        cell = self._cell(ref)
        return cell.q[1] if cell else ZERO

    def is_empty(self, form: str) -> bool:
        """No amount other than zero."""
        state = self._engine.forms.get(form)
        return state is None or state.emptiness.count == 0


def _plain(quantity: Quantity) -> Value | None:
    value = quantity[0]
    return None if isinstance(value, bool) else value
