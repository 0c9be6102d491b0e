"""Pasting a block of texts into a printed table: one operation, one undo step, whatever its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cell_edits import value_edits
from desktop.core.cells import TYPED, CellRef
from desktop.core.chain import free_family
from desktop.core.free_rows import add_rows
from desktop.core.operations import Edit, Operation
from desktop.core.row_places import ordered
from desktop.core.typed import Unreadable, read_typed

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

GridOrder = Sequence[Sequence[CellRef | None]]
"""The cells of a table as printed, row by row; ``None`` where a label, a 行次 or nothing stands."""
_NAMED_PROBLEMS = 5


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste comes to. ``skipped``: texts that fell on no cell · ``locked``: cells that take no entry · ``problems``: sentences."""

    operation: Operation
    filled: int
    skipped: int
    locked: int
    problems: tuple[str, ...]

    def summary(self) -> str:
        """One sentence for the status bar."""
        parts = [f"粘贴 {self.filled} 格"]
        if self.locked:
            parts.append(f"{self.locked} 格不可填写，已跳过")
        if self.skipped:
            parts.append(f"{self.skipped} 个内容落在表格之外或标题上，已跳过")
        if self.problems:
            shown = "；".join(self.problems[:_NAMED_PROBLEMS])
            parts.append(f"{len(self.problems)} 个内容看不懂，没有填写：{shown}")
        return "，".join(parts) + "。"


def paste_rows(model: Model, top_left: CellRef, texts: Sequence[Sequence[str]], columns: Sequence[str]) -> Pasted | str:
    """Lay lines over the rows the clerk lists himself, from ``top_left`` on; lines beyond the last row become new rows.

    ``columns`` are the ids of the form's columns as printed, from left to right. With a row id that is not there all lines become new rows.
    A text is the sentence why no row can be added.
    """
    form = top_left.form
    present = ordered(model.book.sheets.get(form))
    start = present.index(top_left.row) if top_left.row in present else len(present)
    place = columns.index(top_left.column) if top_left.column in columns else 0
    lines = [list(line) for line in texts]
    while lines and not any(text.strip() for text in lines[-1]):
        lines.pop()
    over = len(present) - start
    grid = [[None] * place + [CellRef(form, row, column) for column in columns[place:]] for row in present[start:]]
    laid = paste_block(model, CellRef(form, present[start], columns[place]), lines[:over], grid) if grid and lines else None
    fresh: list[dict[str, Value | None]] = []
    problems, skipped = list(laid.problems) if laid else [], laid.skipped if laid else 0
    family = free_family(model, form)
    for line in lines[over:] if family else []:
        values: dict[str, Value | None] = {}
        for at, text in enumerate(line):
            column = columns[place + at] if place + at < len(columns) else None
            if column is None:
                skipped += bool(text.strip())
                continue
            try:
                values[column] = read_typed(model, CellRef(form, f"{family.prefix if family else ''}0", column), text).value
            except Unreadable as unreadable:
                problems.append(f"{column}：{unreadable}")
        fresh.append(values)
    edits = list(laid.operation.edits) if laid else []
    if fresh:
        made = add_rows(model, form, fresh)
        if isinstance(made, str):
            return made
        edits += made.edits
    filled = (laid.filled if laid else 0) + sum(value is not None for values in fresh for value in values.values())
    label = f"粘贴 {model.form_label(form)} {filled} 格" + (f"，新增 {len(fresh)} 行" if fresh else "")
    return Pasted(Operation(label, "paste", tuple(edits)), filled, skipped, laid.locked if laid else 0, tuple(problems))


def paste_block(model: Model, top_left: CellRef, texts: Sequence[Sequence[str]], grid: GridOrder) -> Pasted:
    """Lay ``texts`` over the table from ``top_left`` on. What cannot be read stays out and is named; the rest goes in together."""
    line, place = next(
        ((at, row.index(top_left)) for at, row in enumerate(grid) if top_left in row),
        (len(grid), 0),
    )
    edits: list[Edit] = []
    seen: set[CellRef] = set()
    filled = skipped = locked = 0
    problems: list[str] = []
    for down, row in enumerate(texts):
        cells = grid[line + down] if line + down < len(grid) else ()
        for right, text in enumerate(row):
            ref = cells[place + right] if place + right < len(cells) else None
            if ref is None or ref in seen:
                skipped += bool(text.strip())
                continue
            seen.add(ref)
            if not model.takes_entry(ref):
                locked += bool(text.strip())
                continue
            try:
                read = read_typed(model, ref, text)
            except Unreadable as unreadable:
                problems.append(f"{model.label(ref)}：{unreadable}")
                continue
            made = value_edits(model, ref, read.value, TYPED, read.expression)
            edits += made
            filled += bool(text.strip())
    label = f"粘贴 {top_left.form} {filled} 格"
    return Pasted(Operation(label, "paste", tuple(edits)), filled, skipped, locked, tuple(problems))
