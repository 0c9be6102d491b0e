"""Where the keys of a spreadsheet lead to in a printed table: ends of blocks, of lines and of the table, the next cell to be typed."""

from __future__ import annotations

from desktop.ui.sheet_model import SheetModel

Place = tuple[int, int]


def _carries(model: SheetModel, place: Place) -> bool:
    """Whether a cell that carries a value stands at a place (also as part of a merged one)."""
    line, column = model.owner(*place)
    cell = model.lines[line][column]
    return cell is not None and cell.ref is not None and place[0] not in model.hidden


def _is_filled(model: SheetModel, place: Place) -> bool:
    line, column = model.owner(*place)
    cell = model.lines[line][column]
    return cell is not None and cell.ref is not None and bool(model.texts.printed(cell.ref))


def edge(model: SheetModel, at: Place, rows: int, columns: int) -> Place:
    """Ctrl with an arrow: the end of the filled block, else the next filled cell, else the last cell in this direction."""
    line, column = at
    lane: list[Place] = []
    while True:
        line, column = line + rows, column + columns
        if not (0 <= line < model.rowCount() and 0 <= column < model.columnCount()):
            break
        if _carries(model, (line, column)) and model.owner(line, column) != model.owner(*at):
            lane.append((line, column))
    if not lane:
        return at
    filled = [_is_filled(model, place) for place in lane]
    if _is_filled(model, at) and filled[0]:
        end = next((number for number, is_filled in enumerate(filled) if not is_filled), len(lane))
        return lane[end - 1]
    return next((place for place, is_filled in zip(lane, filled, strict=True) if is_filled), lane[-1])


def line_end(model: SheetModel, line: int, last: bool) -> Place:
    """Home and End: the first or last cell with a value in a line; in a line without any its first or last cell."""
    columns = range(model.columnCount())
    found = [column for column in columns if _carries(model, (line, column))] or list(columns)
    return (line, found[-1 if last else 0])


def corner(model: SheetModel, last: bool) -> Place:
    """Ctrl with Home or End: the first or last cell with a value in the table."""
    lines = range(model.rowCount() - 1, -1, -1) if last else range(model.rowCount())
    for line in lines:
        columns = range(model.columnCount() - 1, -1, -1) if last else range(model.columnCount())
        for column in columns:
            if _carries(model, (line, column)):
                return (line, column)
    return (0, 0)


def is_stop(model: SheetModel, place: Place, inputs_only: bool) -> bool:
    """Whether Enter and Tab stop at a cell: it carries a value or takes a new row; with ``inputs_only`` it is still to be typed by hand."""
    line, column = model.owner(*place)
    cell = model.lines[line][column]
    if cell is None or place[0] in model.hidden:
        return False
    if cell.ref is None or not inputs_only:
        return cell.ref is not None or cell.role == "entry"
    read = model.bridge.model
    return read.takes_entry(cell.ref) and (not read.has_formula(cell.ref) or read.entry(cell.ref) is not None)
