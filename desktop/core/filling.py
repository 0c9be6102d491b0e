"""Filling cells from other cells: down, right, by the handle, or the whole selection with one entry. One operation, told as a paste is."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.amounts import NA, Value, format_amount
from desktop.core.cells import CellRef
from desktop.core.paste_cells import STEP, AsTyped, Layer, Pasted

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

Pair = tuple[CellRef | None, CellRef | None]
"""Where a figure comes from, and where it goes."""


def copy_steps(model: Model, pairs: Sequence[Pair]) -> Generator[int, None, Pasted]:
    """Give every second cell the value of the first. A blank cell gives a blank."""
    laid = Layer(model, spares_formulas=True)
    for count, (source, target) in enumerate(pairs, 1):
        if target is not None and target != source:
            laid.put(target, text_of(model.value(source) if source is not None else None))
        if count % STEP == 0:
            yield count
    return laid.pasted("填充 {filled} 格", verb="填充")


def text_steps(model: Model, refs: Sequence[CellRef], text: str, as_typed: AsTyped | None = None) -> Generator[int, None, Pasted]:
    """Enter one text into every cell."""
    laid = Layer(model, as_typed)
    for count, ref in enumerate(refs, 1):
        laid.put(ref, text)
        if count % STEP == 0:
            yield count
    return laid.pasted("填写 {filled} 格", verb="填写")


def series_steps(model: Model, lanes: Iterable[tuple[Sequence[CellRef | None], Sequence[CellRef | None]]]) -> Generator[int, None, Pasted]:
    """Go on counting: each lane has the cells it begins with and those to be filled. What is no row of figures is copied in turn."""
    laid = Layer(model, spares_formulas=True)
    count = 0
    for given, wanted in lanes:
        values = [model.value(ref) if ref is not None else None for ref in given]
        for number, target in enumerate(wanted):
            laid.put(target, text_of(_next(values, number)))
            count += 1
            if count % STEP == 0:
                yield count
    return laid.pasted("填充 {filled} 格", verb="填充")


def _next(values: Sequence[Value | None], number: int) -> Value | None:
    """The value ``number`` places behind the last of a row of figures: 1, 3 → 5, 7; a single figure counts on by one."""
    figures = [value for value in values if isinstance(value, Decimal)]
    if not values or len(figures) != len(values):
        return values[number % len(values)] if values else None
    step = figures[-1] - figures[-2] if len(figures) > 1 else Decimal(1)
    return figures[-1] + step * (number + 1)


def text_of(value: Value | None) -> str:
    """A value as it would be typed in the unit of the book."""
    if isinstance(value, Decimal):
        return format(value, "f")  # with its zeros: 5.10 is known to more places than 5.1
    return "————" if value is NA else format_amount(value)
