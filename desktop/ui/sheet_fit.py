"""Widths and heights of a table on the screen: printed proportions, but no figure cut off and no name unreadable."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from desktop.core.cells import CellRef
from desktop.forms.layout import GridCell
from desktop.ui.cell_painter import INDENT, PAD, WRAPPING, CellPainter
from desktop.ui.sheet_model import SheetModel

_LEAST_PIXELS_A_MM = 3.1  # narrower, and an amount of ten digits no longer fits its printed column
_LEAST_FIGURE = "0,000.00"
_WRAP = int(Qt.TextFlag.TextWordWrap)


def column_widths(model: SheetModel, painter: CellPainter, room: int) -> list[int]:
    """Printed widths in proportion: all of ``room`` pixels where the paper fits, else readable columns and scrolling."""
    metrics = painter.metrics
    total = sum(model.grid.widths)
    if not total:
        return []
    least = _LEAST_PIXELS_A_MM * metrics.height() / 17
    widest = least * (2.0 if model.grid.form.view != "record" else 2.4)
    scale = min(max(room / total, least), widest)
    needed = _needed(model, painter)
    widths = [max(int(width * scale), need) for width, need in zip(model.grid.widths, needed, strict=True)]
    flexible = [column for column, need in enumerate(needed) if not need and model.grid.widths[column] > 20]
    # Names give way (they may take two lines) before the table has to be scrolled sideways.
    spare = sum(widths) - room
    if spare > 0 and flexible:
        share = min(spare / sum(widths[column] for column in flexible), 0.35)
        for column in flexible:
            widths[column] -= int(widths[column] * share) + 1
    return [max(width, 30) for width in widths]


def _needed(model: SheetModel, painter: CellPainter) -> list[int]:
    """What the longest code or figure of every column needs; 0 where names stand."""
    needed = [0] * len(model.grid.widths)
    longest: dict[int, tuple[Decimal, CellRef, bool]] = {}
    read = model.bridge.model
    for line in model.lines:
        for column, cell in enumerate(line):
            if cell is None or cell.column_span > 1:
                continue
            if cell.role == "code" and cell.text:
                needed[column] = max(needed[column], painter.width(cell.text, False) + 2 * PAD + 4)
            elif cell.role == "value" and cell.ref is not None and cell.align == "right":
                needed[column] = needed[column] or painter.width(_LEAST_FIGURE, False) + 2 * PAD
                value = read.value(cell.ref)
                size = abs(value) if isinstance(value, Decimal) else Decimal(-1)
                if column not in longest or size > longest[column][0]:
                    longest[column] = (size, cell.ref, cell.bold)
    for column, (_, ref, _bold) in longest.items():
        needed[column] = max(needed[column], painter.width(model.texts.printed(ref), True) + 2 * PAD + 4)
    family = model.grid.form.family
    if family is not None and model.entry_line >= 0:
        for column in _code_columns(model):
            needed[column] = max(needed[column], painter.width("0" * max(family.levels), False) + 2 * PAD + 4)
    return needed


def _code_columns(model: SheetModel) -> list[int]:
    """Columns headed by “代码” in the printed head, filled or not."""
    return [
        column
        for row in model.grid.head
        for column, cell in enumerate(row)
        if cell is not None and cell.column_span == 1 and cell.text.endswith("代码")
    ]


def line_height(model: SheetModel, painter: CellPainter, at: int, widths: list[int], usual: int) -> int:
    """One line of text, or as many as the longest label, name, sentence or note needs."""
    height = usual
    for column, cell in enumerate(model.lines[at]):
        if cell is None or not _wraps(cell):
            continue
        text = model.texts.printed(cell.ref) if cell.ref else cell.text
        if len(text) < 4:
            continue
        width = sum(widths[column : column + cell.column_span]) - 2 * PAD - 1 - cell.level * INDENT
        if painter.width(text, cell.bold) > width > 10:
            metrics: QFontMetrics = painter.bold_metrics if cell.bold else painter.metrics
            lines = metrics.boundingRect(QRect(0, 0, width, 4000), _WRAP, text).height()
            height = max(height, lines + usual - painter.metrics.height())
    return height


def _wraps(cell: GridCell) -> bool:
    return cell.role in WRAPPING or (cell.role == "value" and cell.align == "left")
