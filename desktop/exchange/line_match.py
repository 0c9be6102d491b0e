"""Which row of a sheet is which line of a form: by the labels, from above to below, whatever stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.exchange.blueprint import Blueprint, Line, Spot, same_label
from desktop.exchange.grid import SheetCell
from desktop.exchange.ground import Ground
from desktop.exchange.words import alike, core_label, fold, without_ordinal, words

_LONGEST = 60  # characters of a cell that may be a label
_WIDE = 24  # cells of a row that are looked at
_RESEMBLES = 0.6
Pair = tuple[Spot, SheetCell]


@dataclass(slots=True)
class Matched:
    """Where a form stands. ``rows``: line → row of the sheet; ``cells``: id of a label's spot → its cell."""

    rows: dict[int, int] = field(default_factory=dict)
    cells: dict[int, SheetCell] = field(default_factory=dict)
    taken: set[tuple[int, int]] = field(default_factory=set)
    doubtful: list[Pair] = field(default_factory=list)  # labels taken for one that they only resemble

    def put(self, line: int, row: int, pairs: Sequence[Pair]) -> None:
        self.rows[line] = row
        for spot, cell in pairs:
            self.take(spot, cell)

    def take(self, spot: Spot, cell: SheetCell) -> None:
        self.cells[id(spot)] = cell
        self.taken.add((cell.row, cell.column))


class Labels:
    """The labels of a form, ready to be asked which of them a text may be."""

    def __init__(self, plan: Blueprint) -> None:
        self.plan = plan
        self.index: dict[str, dict[str, float]] = {}
        for spot in plan.labels:
            for text, weight in ((spot.key, 1.0), (without_ordinal(spot.text), 0.97), (core_label(spot.text), 0.95)):
                self._put(text, spot.key, weight)
        for key in plan.vocabulary:
            for spelling in words().labels.get(key, frozenset()):
                self._put(spelling, key, 0.8)

    def _put(self, text: str, key: str, weight: float) -> None:
        if text:
            known = self.index.setdefault(text, {})
            known[key] = max(known.get(key, 0.0), weight)

    def of(self, text: str) -> dict[str, float]:
        """Keys of labels that a text may be, with how sure it is."""
        if len(text) > _LONGEST:
            return {}
        for form in (fold(text), without_ordinal(text), core_label(text)):
            if form in self.index:
                return self.index[form]
        return {}


def match_lines(labels: Labels, ground: Ground) -> Matched:
    """Match the lines of the form to rows, in order, so that most labels agree; then what stands elsewhere."""
    known = {row: [(cell, labels.of(cell.text)) for cell in ground.cells(row)[:_WIDE]] for row in ground.rows}
    rows = [row for row in ground.rows if any(names for _, names in known[row])]
    lines = [line for line in labels.plan.lines if line.fixed and any(spot.is_label for spot in line.spots)]
    found = Matched()
    pairs: dict[tuple[int, int], list[Pair]] = {}
    best = [[0.0] * (len(rows) + 1) for _ in range(len(lines) + 1)]
    for i, line in enumerate(lines, 1):
        for j, row in enumerate(rows, 1):
            here = 0.0
            matched, weight = _in_order(line, known[row])
            if matched and _enough(line, matched, weight):
                pairs[i, j] = matched
                here = weight + best[i - 1][j - 1] + 0.001
            best[i][j] = max(here, best[i - 1][j], best[i][j - 1])
    i, j = len(lines), len(rows)
    while i and j:
        if best[i][j] == best[i][j - 1]:
            j -= 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            found.put(lines[i - 1].number, rows[j - 1], pairs[i, j])
            i, j = i - 1, j - 1
    _elsewhere(lines, ground, known, rows, found)
    _nearly(lines, ground, found)
    _misspelt(lines, ground, found)
    return found


def _in_order(line: Line, cells: Sequence[tuple[SheetCell, dict[str, float]]]) -> tuple[list[Pair], float]:
    """The labels of a line among the cells of a row, both from left to right, so that the sum of agreements is largest."""
    spots = [spot for spot in line.spots if spot.is_label]
    table = [[0.0] * (len(cells) + 1) for _ in range(len(spots) + 1)]
    for i, spot in enumerate(spots, 1):
        for j, (_, names) in enumerate(cells, 1):
            here = names.get(spot.key, 0.0)
            joined = table[i - 1][j - 1] + here if here else 0.0
            table[i][j] = max(table[i - 1][j], table[i][j - 1], joined)
    found: list[Pair] = []
    i, j = len(spots), len(cells)
    while i and j:
        if table[i][j] == table[i][j - 1]:
            j -= 1
        elif table[i][j] == table[i - 1][j]:
            i -= 1
        else:
            found.append((spots[i - 1], cells[j - 1][0]))
            i, j = i - 1, j - 1
    found.reverse()
    return found, table[-1][-1]


def _enough(line: Line, matched: Sequence[Pair], weight: float) -> bool:
    hard = line.labels or tuple(spot for spot in line.spots if spot.is_label)
    hits = sum(spot in hard for spot, _ in matched)
    if len(hard) == 1:
        return hits == 1 and weight >= 0.79
    if line.heading:  # lists come with some of their columns only
        return hits * 3 >= len(hard) and hits >= 2
    return hits * 2 >= len(hard)


def _elsewhere(
    lines: Sequence[Line],
    ground: Ground,
    known: dict[int, list[tuple[SheetCell, dict[str, float]]]],
    rows: Sequence[int],
    found: Matched,
) -> None:
    """Lines in another order than the form's, labels in another row than the rest of their line, and labels beside several lines."""
    inside = repeated_rows(lines, ground, found)
    free = [row for row in rows if row not in inside]
    for line in lines:
        if line.number in found.rows:
            continue
        for row in free:
            if row in found.rows.values():
                continue
            matched, weight = _in_order(line, known[row])
            if matched and _enough(line, matched, weight):
                found.put(line.number, row, matched)
                break
    for line in lines:
        for spot in line.spots:
            if spot.is_label and id(spot) not in found.cells:
                places = free if not spot.floats else rows
                for row in places:
                    for cell, names in known[row]:
                        if names.get(spot.key, 0.0) >= 0.95 and (cell.row, cell.column) not in found.taken and id(spot) not in found.cells:
                            found.take(spot, cell)


def _nearly(lines: Sequence[Line], ground: Ground, found: Matched) -> None:
    """Labels with a slip of the pen, in a row that is otherwise understood."""
    for line in lines:
        row = found.rows.get(line.number)
        if row is None:
            continue
        for spot in line.spots:
            if not spot.is_label or id(spot) in found.cells:
                continue
            left, right = _neighbours(line, spot, found, row)
            for cell in ground.between(row, left, right):
                if (cell.row, cell.column) not in found.taken and same_label(cell.text, spot) >= 0.7:
                    found.take(spot, cell)
                    break


def _misspelt(lines: Sequence[Line], ground: Ground, found: Matched) -> None:
    """A line of one label, in the right place, whose label only resembles the form's (市市区财政资金)."""
    inside = repeated_rows(lines, ground, found)
    for at, line in enumerate(lines):
        if line.number in found.rows or len(line.labels) != 1 or not line.values:
            continue
        before = [found.rows[one.number] for one in lines[:at] if one.number in found.rows]
        after = [found.rows[one.number] for one in lines[at + 1 :] if one.number in found.rows]
        low, high = max(before, default=ground.top - 1), min(after, default=ground.bottom + 1)
        spot = line.labels[0]
        best: tuple[float, SheetCell] | None = None
        for row in (row for row in ground.rows if low < row < high and row not in inside and row not in found.rows.values()):
            for cell in ground.cells(row)[:2]:
                if (cell.row, cell.column) in found.taken or len(cell.text) > _LONGEST:
                    continue
                share = alike(core_label(cell.text), core_label(spot.text))
                if share >= _RESEMBLES and (best is None or share > best[0]):
                    best = (share, cell)
        if best is not None:
            found.put(line.number, best[1].row, [(spot, best[1])])
            found.doubtful.append((spot, best[1]))


def _neighbours(line: Line, spot: Spot, found: Matched, row: int) -> tuple[int, int]:
    """Columns of the matched labels at both sides of a spot."""
    left, right = -1, 1 << 20
    for other in line.spots:
        cell = found.cells.get(id(other))
        if cell is not None and cell.row == row:
            if other.left < spot.left:
                left = max(left, cell.column)
            elif other.left > spot.left:
                right = min(right, cell.column)
    return left, right


def repeated_rows(lines: Sequence[Line], ground: Ground, found: Matched) -> set[int]:
    """Rows between the heading of the free rows and the next line of the form: there stand names and values, no labels."""
    heads = [line.number for line in lines if line.heading and line.number in found.rows]
    if not heads:
        return set()
    start = found.rows[heads[-1]]
    later = [row for number, row in found.rows.items() if number > heads[-1] and row > start]
    end = min(later, default=ground.bottom + 1)
    return {row for row in ground.rows if start < row < end}
