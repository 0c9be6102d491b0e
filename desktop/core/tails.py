"""尾差 of one form: which printed totals differ from what their printed parts add up to, though the exact figures agree.

All additions are looked at once; after a change only those that a changed cell takes part in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.additions import Addition
from desktop.core.amounts import Value
from desktop.core.cells import CellRef
from desktop.core.graph import PAUSE_AFTER

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

Shown = Callable[[CellRef], Value | None]
_ZERO = Decimal(0)


class Tails:
    """``shown`` gives the printed figure of a cell."""

    def __init__(self, model: Model, sums: Iterable[Addition], shown: Shown) -> None:
        self._sums = [addition for addition in sums if not addition.is_copy]
        self._at: dict[CellRef, list[int]] = {}
        for number, addition in enumerate(self._sums):
            for ref in (addition.total, *(part for _, part in addition.parts)):
                self._at.setdefault(ref, []).append(number)
        self._differing = {number for number, addition in enumerate(self._sums) if _differs(model, addition, shown)}

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._differing)

    def following(self, model: Model, cells: Iterable[CellRef], shown: Shown) -> Iterator[None]:
        """Look again at the additions in which one of ``cells`` takes part, pausing now and then."""
        for at, number in enumerate({number for ref in cells for number in self._at.get(ref, ())}, 1):
            if at % PAUSE_AFTER == 0:
                yield
            (self._differing.add if _differs(model, self._sums[number], shown) else self._differing.discard)(number)


def _differs(model: Model, addition: Addition, shown: Shown) -> bool:
    parts = sum((sign * _amount(shown(part)) for sign, part in addition.parts), _ZERO)
    return parts != _amount(shown(addition.total)) and addition.agrees(model)


def _amount(value: Value | None) -> Decimal:
    return value if isinstance(value, Decimal) else _ZERO
