"""The values of one line of a form in one row of a sheet: under their heads where these stand over them, else in order behind their label."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.exchange.blueprint import Blueprint, Line, Spot
from desktop.exchange.grid import SheetCell
from desktop.exchange.ground import Ground
from desktop.exchange.line_match import Matched
from desktop.exchange.located import Place
from desktop.exchange.words import fold, plain

_END = 1 << 20


@dataclass(slots=True)
class _Gap:
    """Spots between two labels of a line, and the columns of the sheet between these labels."""

    spots: list[Spot]
    left: int
    right: int
    label: SheetCell | None
    lost: bool = False  # behind a label that the sheet does not have: nothing says whose value stands there


def line_places(plan: Blueprint, line: Line, row: int, ground: Ground, matched: Matched) -> dict[int, Place]:
    """Id of the spot → place, for the values (and words without meaning) of a line that stands in ``row``."""
    found: dict[int, Place] = {}
    for gap in _gaps(line, row, ground, matched):
        found.update(_gap_places(plan, gap, row, ground, matched))
    return found


def head_column(plan: Blueprint, spot: Spot, matched: Matched, ground: Ground) -> int | None:
    """The column of the sheet over which the head of a value stands."""
    head = plan.heads.get(id(spot))
    cell = matched.cells.get(id(head)) if head is not None else None
    if head is None or cell is None:
        return None
    return min(cell.column + spot.left - head.left, ground.right_of(cell)) if spot.left > head.left else cell.column


def _gaps(line: Line, row: int, ground: Ground, matched: Matched) -> list[_Gap]:
    gaps = [_Gap([], -1, _END, None)]
    for spot in line.spots:
        cell = matched.cells.get(id(spot)) if spot.is_label else None
        if cell is not None and cell.row <= row <= _last_row(ground, cell):
            next(gap for gap in reversed(gaps) if not gap.lost).right = cell.column
            gaps.append(_Gap([], ground.right_of(cell), _END, cell))
        elif spot.is_label and not spot.floats:
            gaps.append(_Gap([], -1, -1, None, lost=True))
        elif not spot.is_label:
            gaps[-1].spots.append(spot)
    # a label beside several lines may stand left of this line's cells without being in the line
    side = [cell for cell in matched.cells.values() if cell.row <= row <= _last_row(ground, cell) and cell.column == _first(ground, row)]
    if side and gaps[0].left < side[0].column < gaps[0].right:
        gaps[0].left = ground.right_of(side[0])
    return [gap for gap in gaps if not gap.lost and any(spot.is_value for spot in gap.spots)]


def _first(ground: Ground, row: int) -> int:
    cells = ground.cells(row)
    return cells[0].column if cells else -1


def _last_row(ground: Ground, cell: SheetCell) -> int:
    merge = ground.merge(cell.row, cell.column)
    return merge.bottom if merge else cell.row


def _gap_places(plan: Blueprint, gap: _Gap, row: int, ground: Ground, matched: Matched) -> dict[int, Place]:
    slots = _slots(gap, row, ground, matched)
    under: dict[int, Place] = {}
    shared = False  # one cell under two heads
    for spot in gap.spots:
        column = head_column(plan, spot, matched, ground)
        if column is not None and gap.left < column < gap.right:
            place = ground.place(row, column)
            shared = shared or place in under.values()
            if place[0] == row and place not in under.values():
                under[id(spot)] = place
    filled = [(cell.row, cell.column) for cell in slots]
    hits = sum(place in filled for place in under.values())
    values = [spot for spot in gap.spots if spot.is_value]
    if shared and len(slots) == len(gap.spots):
        return {id(spot): place for spot, place in zip(gap.spots, filled, strict=True)}
    if under and (not slots or hits * 2 >= len(slots) or len(slots) > len(gap.spots)) and (hits or not slots or len(values) > 1):
        missing = [spot for spot in gap.spots if id(spot) not in under]
        rest = [place for place in filled if place not in under.values()]
        if len(missing) == len(rest):
            under.update({id(spot): place for spot, place in zip(missing, rest, strict=True)})
        return under
    if len(values) == 1:
        others = [spot for spot in gap.spots if not spot.is_value]
        cells = [cell for cell in slots if not any(_is_constant(cell, spot) for spot in others)] or slots
        return {id(values[0]): (cells[0].row, cells[0].column) if cells else _blank(gap, row, ground)}
    if len(slots) == len(gap.spots):
        return {id(spot): place for spot, place in zip(gap.spots, filled, strict=True)}
    if len(slots) == len(values):
        return {id(spot): place for spot, place in zip(values, filled, strict=True)}
    return _by_width(gap, row, ground)


def _is_constant(cell: SheetCell, spot: Spot) -> bool:
    return plain(cell.text) == plain(spot.text)


def _blank(gap: _Gap, row: int, ground: Ground) -> Place:
    return ground.place(row, gap.left + 1)


def _by_width(gap: _Gap, row: int, ground: Ground) -> dict[int, Place]:
    """As wide as in the form: the only way to tell which of several cells without heads is blank."""
    found: dict[int, Place] = {}
    column = gap.left + 1
    for spot in gap.spots:
        if column >= gap.right:
            break
        place = ground.place(row, column)
        found[id(spot)] = place
        merge = ground.merge(*place)
        column = (merge.right if merge else column + spot.right - spot.left) + 1
    return found


def _slots(gap: _Gap, row: int, ground: Ground, matched: Matched) -> list[SheetCell]:
    """Cells with content of the gap. Where merged cells were resolved by repeating their text, each text once."""
    cells = [cell for cell in ground.between(row, gap.left, gap.right) if (cell.row, cell.column) not in matched.taken]
    kept: list[SheetCell] = []
    for cell in cells:
        if kept and isinstance(cell.value, str) and cell.text == kept[-1].text and len(cell.text) > 4:
            continue
        kept.append(cell)
    if gap.label is not None and len(kept) > 1 and fold(kept[0].text) == fold(gap.label.text):
        kept = kept[1:]
    return kept


def copies(ground: Ground, cell: SheetCell, *known: set[Place]) -> bool:
    """Whether a cell only repeats the one at its left or above it: a merged cell that was resolved."""
    for place in ((cell.row, cell.column - 1), (cell.row - 1, cell.column)):
        other = ground.sheet.at(*place)
        if other is not None and any(place in one for one in known) and other.text == cell.text and isinstance(cell.value, str):
            return True
    return False
