"""Pasting a block of texts into a printed table: one operation, one undo step, whatever its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.cell_edits import value_edits
from desktop.core.cells import TYPED, CellRef
from desktop.core.operations import Edit, Operation
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
