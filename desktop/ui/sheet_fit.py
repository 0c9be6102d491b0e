"""Widths and heights of a table on the screen: printed proportions, but no figure cut off and no name unreadable."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from desktop.core.cells import CellRef
from desktop.forms.layout import GridCell
from desktop.ui.cell_painter import ARROW, INDENT, PAD, WRAPPING, CellPainter
from desktop.ui.document_facts import fact_widths
from desktop.ui.look import NUMBERS
from desktop.ui.seeing_beside import GAP
from desktop.ui.sheet_model import SheetModel

_LEAST_PIXELS_A_MM = 3.1  # narrower, and an amount of ten digits no longer fits its printed column
_LEAST_FIGURE = "0,000.00"
_NOTHING = Decimal(-1)
_WRAP = int(Qt.TextFlag.TextWordWrap)


def column_widths(model: SheetModel, painter: CellPainter, room: int, needed: list[int]) -> list[int]:
    """Printed widths in proportion: all of ``room`` pixels where the paper fits, else readable columns and scrolling. ``needed``: :func:`needed_widths`."""
    metrics = painter.metrics
    total = sum(model.grid.widths)
    if not total:
        return []
    least = _LEAST_PIXELS_A_MM * metrics.height() / 17
    widest = least * (2.0 if model.grid.form.view in ("grid", "subject_tree") else 2.4)
    scale = min(max(room / total, least), widest)
    if model.grid.form.view == "facts":
        return fact_widths(model, painter, room, needed)
    widths = [max(int(width * scale), need) for width, need in zip(model.grid.widths, needed, strict=True)]
    flexible = [column for column, need in enumerate(needed) if not need and model.grid.widths[column] > 20]
    # Names give way (they may take two lines) before the table has to be scrolled sideways.
    spare = sum(widths) - room
    if spare > 0 and flexible:
        share = min(spare / sum(widths[column] for column in flexible), 0.35)
        for column in flexible:
            widths[column] -= int(widths[column] * share) + 1
    return [max(width, 30) for width in widths]


def needed_widths(model: SheetModel, painter: CellPainter) -> list[int]:
    """What the longest code or figure of every column needs; 0 where names stand."""
    needed = [0] * len(model.grid.widths)
    compares = model.compares
    longest: dict[int, tuple[Decimal, GridCell]] = {}
    older: dict[int, tuple[Decimal, CellRef]] = {}
    read = model.bridge.model
    for line in model.lines:
        for column, cell in enumerate(line):
            if cell is None or cell.column_span > 1:
                continue
            if cell.role == "code" and cell.text:
                needed[column] = max(needed[column], painter.width(cell.text, False) + 2 * PAD + 4)
            elif cell.role == "value" and cell.ref is not None and model.kind_of(cell.ref) in NUMBERS:
                if compares:
                    before = read.prior(cell.ref)
                    if isinstance(before, Decimal) and (column not in older or abs(before) > older[column][0]):
                        older[column] = (abs(before), cell.ref)
                if cell.align == "right":
                    needed[column] = needed[column] or painter.width(_LEAST_FIGURE, False) + 2 * PAD
                if column not in longest:
                    longest[column] = (_NOTHING, cell)
    for ref, value in read.amounts(model.form):
        shown = model.cell_of(ref)
        if shown is not None and shown[0] in longest and (size := abs(value)) > longest[shown[0]][0] and shown[1].column_span == 1:
            longest[shown[0]] = (size, shown[1])
    for column, (_, cell) in longest.items():
        needed[column] = max(needed[column], painter.width(model.shown(cell), True) + 2 * PAD + 4)
    for column, (_, ref) in older.items():
        beside = model.texts.last_year(ref)
        needed[column] = max(needed[column], painter.small_metrics.horizontalAdvance(f"{beside}+{beside}  +000.00%") + GAP + 2 * PAD + 4)
    family = model.grid.form.family
    if family is not None and family.kind == "subjects" and model.entry_line >= 0:
        for column in _code_columns(model):
            needed[column] = max(needed[column], painter.width("0" * max(family.levels), False) + 2 * PAD + 4)
    return needed


def fitting_width(model: SheetModel, painter: CellPainter, column: int) -> int:
    """The width of one column in which everything that stands in it alone is seen on one line."""
    names = [
        painter.width(cell.text, cell.bold) + cell.level * painter.metrics.height() + 2 * PAD + 4
        for cell in (line[column] for line in model.lines)
        if cell is not None and cell.column_span == 1 and cell.role in ("label", "name", "code", "line_no")
    ]
    return max(needed_widths(model, painter)[column], *names, 40)


def _code_columns(model: SheetModel) -> list[int]:
    """Columns headed by “代码” in the printed head, filled or not."""
    return [
        column
        for row in model.grid.head
        for column, cell in enumerate(row)
        if cell is not None and cell.column_span == 1 and cell.text.endswith("代码")
    ]


def line_heights(
    model: SheetModel, painter: CellPainter, widths: list[int], usual: int, lines: range | None = None, pad: int = 5
) -> list[int]:
    """Of every line, or of some: one line of text, or as many as its longest label, name or text needs. What a cell over several lines needs
    beyond them is added to the last of them. ``usual`` is the least height, ``pad`` what stands above and below a text."""
    wanted = range(len(model.lines)) if lines is None else lines
    heights = dict.fromkeys(wanted, usual)
    tall: list[tuple[int, int, int]] = []
    for at in wanted:
        for column, cell in enumerate(model.lines[at]):
            if cell is None or not _wraps(model, cell):
                continue
            needed = _height(model, painter, cell, sum(widths[column : column + cell.column_span]), usual, pad)
            if cell.row_span > 1:
                tall.append((at, cell.row_span, needed))
            elif needed > heights[at]:
                heights[at] = needed
    for at, span, needed in sorted(tall, key=lambda each: each[1]):
        lack = needed - sum(heights.get(line, usual) for line in range(at, at + span))
        last = at + span - 1
        if lack > 0 and last in heights:
            heights[last] += lack
    return list(heights.values())


def _height(model: SheetModel, painter: CellPainter, cell: GridCell, room: int, usual: int, pad: int) -> int:
    text = model.shown(cell)
    width = room - 2 * PAD - 1 - cell.level * INDENT
    if cell.ref is not None and model.kind_of(cell.ref) == "choice":
        width -= ARROW
    if len(text) < 2 or width <= 10 or ("\n" not in text and painter.width(text, cell.bold) <= width):
        return usual
    metrics: QFontMetrics = painter.bold_metrics if cell.bold else painter.metrics
    return max(metrics.boundingRect(QRect(0, 0, width, 100_000), _WRAP, text).height() + pad, usual)


def _wraps(model: SheetModel, cell: GridCell) -> bool:
    return cell.role in WRAPPING or (cell.role == "value" and cell.ref is not None and model.kind_of(cell.ref) not in NUMBERS)
