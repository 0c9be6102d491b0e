"""Pasting a block of texts into a printed table by position: one operation, one undo step, whatever its size.

Each function has a form that works step by step (``…_steps``), so that the window lives while thousands of cells are read.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cells import CellRef
from desktop.core.chain import free_family
from desktop.core.free_rows import add_rows
from desktop.core.operations import Operation
from desktop.core.paste_cells import STEP, AsTyped, Layer, Pasted
from desktop.core.row_places import ordered
from desktop.core.steps import finished
from desktop.core.typed import Unreadable, read_typed

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

__all__ = ["GridOrder", "Pasted", "Texts", "block_steps", "paste_block", "paste_rows", "row_steps"]

GridOrder = Sequence[Sequence[CellRef | None]]
"""The cells of a table as printed, row by row; ``None`` where a label, a 行次 or nothing stands."""
Texts = Sequence[Sequence[str | None]]
"""A block; ``None`` where a merged cell of the other program covers a place."""


def paste_rows(model: Model, top_left: CellRef, texts: Texts, columns: Sequence[str], as_typed: AsTyped | None = None) -> Pasted | str:
    """Lay lines over the rows the clerk lists himself, from ``top_left`` on; lines beyond the last row become new rows.

    ``columns`` are the ids of the form's columns as printed, from left to right. With a row id that is not there all lines become new rows.
    A text is the sentence why no row can be added.
    """
    return finished(row_steps(model, top_left, texts, columns, as_typed))


def row_steps(
    model: Model, top_left: CellRef, texts: Texts, columns: Sequence[str], as_typed: AsTyped | None = None
) -> Generator[int, None, Pasted | str]:
    """:func:`paste_rows`, pausing now and then."""
    form = top_left.form
    present = ordered(model.book.sheets.get(form))
    start = present.index(top_left.row) if top_left.row in present else len(present)
    place = columns.index(top_left.column) if top_left.column in columns else 0
    lines = [list(line) for line in texts]
    while lines and not any((text or "").strip() for text in lines[-1]):
        lines.pop()
    over = len(present) - start
    grid = [[None] * place + [CellRef(form, row, column) for column in columns[place:]] for row in present[start:]]
    laid = Layer(model, as_typed)
    if grid:
        yield from _lay(laid, grid, 0, place, lines[:over])
    fresh: list[dict[str, Value | None]] = []
    family = free_family(model, form)
    for number, line in enumerate(lines[over:] if family else []):
        if number % STEP == 0:
            yield number
        values: dict[str, Value | None] = {}
        for at, text in enumerate(line):
            column = columns[place + at] if place + at < len(columns) else None
            if column is None or text is None:
                laid.skipped += bool((text or "").strip())
                continue
            ref = CellRef(form, f"{family.prefix if family else ''}0", column)
            try:
                values[column] = read_typed(model, ref, as_typed(ref, text) if as_typed else text).value
            except Unreadable as unreadable:
                laid.problems.append(f"{column}：{unreadable}")
        fresh.append(values)
    made = add_rows(model, form, fresh) if fresh else Operation("", "rows", ())
    if isinstance(made, str):
        return made
    laid.filled += sum(value is not None for values in fresh for value in values.values())
    label = f"粘贴 {model.form_label(form)} {{filled}} 格" + (f"，新增 {len(fresh)} 行" if fresh else "")
    laid.edits += made.edits
    return laid.pasted(label, added=len(fresh))


def paste_block(model: Model, top_left: CellRef, texts: Texts, grid: GridOrder, as_typed: AsTyped | None = None) -> Pasted:
    """Lay ``texts`` over the table from ``top_left`` on. What cannot be read stays out and is named; the rest goes in together."""
    return finished(block_steps(model, top_left, texts, grid, as_typed))


def block_steps(
    model: Model, top_left: CellRef, texts: Texts, grid: GridOrder, as_typed: AsTyped | None = None
) -> Generator[int, None, Pasted]:
    """:func:`paste_block`, pausing now and then."""
    line, place = next(
        ((at, row.index(top_left)) for at, row in enumerate(grid) if top_left in row),
        (len(grid), 0),
    )
    laid = Layer(model, as_typed)
    yield from _lay(laid, grid, line, place, texts)
    return laid.pasted(f"粘贴 {top_left.form} {{filled}} 格")


def _lay(laid: Layer, grid: GridOrder, line: int, place: int, texts: Texts) -> Generator[int, None, None]:
    count = 0
    for down, row in enumerate(texts):
        cells = grid[line + down] if line + down < len(grid) else ()
        for right, text in enumerate(row):
            laid.put(cells[place + right] if place + right < len(cells) else None, text)
            count += 1
            if count % STEP == 0:
                yield count
