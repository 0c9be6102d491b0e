"""Widths of the pages of facts: names readable, codes and figures as wide as they need, all the rest for the texts."""

from __future__ import annotations

from desktop.ui.cell_painter import PAD, CellPainter
from desktop.ui.look import NUMBERS
from desktop.ui.sheet_model import SheetModel

_NAMES = 0.32
_LEAST = 110


def fact_widths(model: SheetModel, painter: CellPainter, room: int, needed: list[int]) -> list[int]:
    """``needed`` is what codes and figures of each column take, 0 where there are none."""
    read = model.bridge.model
    names, texts, whole = [0] * len(needed), [False] * len(needed), [0] * len(needed)
    for line in model.lines:
        for column, cell in enumerate(line):
            if cell is None or cell.column_span > 1:
                continue
            if cell.ref is not None and read.kind(cell.ref) not in NUMBERS:
                texts[column] = True
            elif cell.ref is not None:
                whole[column] = max(whole[column], painter.width(model.shown(cell), False) + 2 * PAD + 4)
            elif cell.role in ("label", "name"):
                names[column] = max(names[column], painter.width(cell.text, False) + 2 * PAD + 22 * cell.level + 6)
    widths = [
        0 if texts[column] else max(need, whole[column], min(names[column], int(room * _NAMES))) for column, need in enumerate(needed)
    ]
    open_columns = [column for column in range(len(widths)) if not widths[column]]
    if open_columns:
        share = (room - sum(widths) - 2) // len(open_columns)
        for column in open_columns:
            widths[column] = max(share, _LEAST)
    return [max(width, 60) for width in widths]
