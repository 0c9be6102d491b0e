"""The head of a table: which rows it takes, and which column of the sheet shows which column of the form.

Columns are matched by their head texts, in order where texts repeat (金额 left and 金额 right), never by position: empty columns between,
shifted tables, extra and missing columns do no harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from desktop.core.definitions import BlockDef, FormDef, HeadCell
from desktop.exchange.grid import GridSheet, Merge, SheetCell
from desktop.exchange.words import fold, plain, same_head, words
from desktop.forms.layout import CODE, LABEL, LINE_NO, NAME, printed_panels

WITHIN = 60  # rows with content below a title in which its head must begin
FRAME = (LABEL, LINE_NO, CODE, NAME)


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """One printed column of a form. ``path``: its head texts from the top, folded. ``no``: its 栏次. ``value``: shows figures."""

    panel: int
    name: str
    path: tuple[str, ...]
    no: str
    value: bool


@dataclass(slots=True)
class Head:
    """Where the head stands and what it says. ``columns``: (panel, printed column name) → sheet column.

    ``code_parts``: panel → the columns of 类, 款, 项 where the code is divided. ``extra_panels``: panels of the form that stand once more.
    """

    top: int
    bottom: int
    columns: dict[tuple[int, str], int] = field(default_factory=dict)
    code_parts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    share: float = 0.0
    numbers_row: int | None = None
    panel_of: dict[int, int] = field(default_factory=dict)  # panel on the sheet → panel of the form


def printed_columns(form: FormDef) -> list[PrintedColumn]:
    """Every printed column of the form with its head path."""
    panels = printed_panels(form)
    names: list[tuple[int, str, BlockDef | None]] = []
    for number, panel in enumerate(panels):
        block = next((block for block in form.blocks if block.id == panel.block), form.blocks[0] if form.blocks else None)
        names += [(number, name, block) for name in panel.columns]
    grid = form.layout.head
    paths = _paths(grid[:-1] if grid and form.layout.column_numbers else grid, len(names))
    columns = []
    for place, (number, name, block) in enumerate(names):
        column = block.column(name) if block else None
        path = paths[place] or ((fold(column.label),) if column else (fold(name),))
        columns.append(PrintedColumn(number, name, path, column.no if column else "", name not in FRAME))
    return columns


def _paths(grid: Sequence[Sequence[HeadCell | None]], width: int) -> list[tuple[str, ...]]:
    stacks: list[list[str]] = [[] for _ in range(width)]
    for line in grid:
        for place, cell in enumerate(line):
            if cell and cell.text:
                for column in range(place, min(place + cell.column_span, width)):
                    stacks[column].append(fold(cell.text))
    return [tuple(stack) for stack in stacks]


def vocabulary(columns: Sequence[PrintedColumn]) -> set[str]:
    """All head texts of a form, with the other spellings of each, folded."""
    found: set[str] = set()
    for column in columns:
        for text in column.path:
            found.add(text)
            found |= words().heads.get(text, frozenset())
    return found | {fold(word) for word in words().column_numbers} | {fold(part) for part in words().code_parts}


def is_column_numbers(cells: Sequence[SheetCell]) -> bool:
    """Whether a row is the 栏次 row: it says so, or it counts 1, 2, 3 …"""
    texts = [plain(cell.text) for cell in cells]
    if any(text in words().column_numbers for text in texts):
        return True
    numbers = [int(text) for text in texts if text.isdigit()]
    return len(numbers) == len(texts) >= 3 and numbers == list(range(1, len(numbers) + 1))


def find_head(sheet: GridSheet, by_row: dict[int, list[SheetCell]], top: int, bottom: int, columns: Sequence[PrintedColumn]) -> Head | None:
    """The head of a form between two rows of the sheet, or ``None``."""
    known = vocabulary(columns)
    rows = list(islice((row for row in sorted(by_row) if top <= row <= bottom), WITHIN))
    best: Head | None = None
    for place, row in enumerate(rows):
        if not looks_like_head(by_row[row], known):
            continue
        last, numbers = row, None
        for below in rows[place + 1 : place + 8]:
            if is_column_numbers(by_row[below]):
                last = numbers = below
                break
            if below - last > 2 or not (looks_like_head(by_row[below], known) or _continues(by_row[below], known)):
                break
            last = below
        head = _match(sheet, by_row, Head(row, last, numbers_row=numbers), columns)
        if best is None or head.share > best.share:
            best = head
        if best.share >= 0.99 or (best.share >= 0.6 and row - best.top > 3):
            break
    return best


def looks_like_head(cells: Sequence[SheetCell], known: set[str]) -> bool:
    """Whether a row belongs to a head: at least two known head texts, at least half of all its texts, and no amounts."""
    texts = [fold(cell.text) for cell in cells]
    hits = sum(text in known for text in texts)
    if is_column_numbers(cells) and hits:
        return True
    amounts = sum(isinstance(cell.value, Decimal) for cell in cells)
    return hits >= 2 and hits * 2 >= len(texts) and amounts == 0


def _continues(cells: Sequence[SheetCell], known: set[str]) -> bool:
    return all(not isinstance(cell.value, Decimal) and fold(cell.text) in known - words().total for cell in cells)


@dataclass(slots=True)
class _Stack:
    """Head texts over one sheet column: ``own`` stand in it, ``wide`` come from a merged cell that starts further left."""

    own: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    number: str = ""


def _stacks(sheet: GridSheet, by_row: dict[int, list[SheetCell]], head: Head) -> dict[int, _Stack]:
    merges = [merge for merge in sheet.merges if merge.top <= head.bottom and merge.bottom >= head.top]
    rows = [row for row in sorted(by_row) if head.top <= row <= head.bottom]
    used = sorted({cell.column for row in rows for cell in by_row[row]})
    if not used:
        return {}
    spread = {
        cell.column for row in range(head.bottom + 1, head.bottom + 60) for cell in by_row.get(row, ()) if cell.column <= used[-1] + 8
    }
    stacks = {column: _Stack() for column in sorted(set(used) | spread)}
    for row in rows:
        if row == head.numbers_row:
            for cell in by_row[row]:
                stacks[cell.column].number = plain(cell.text)
            continue
        cells = by_row[row]
        for place, cell in enumerate(cells):
            text = fold(cell.text)
            stacks[cell.column].own.append(text)
            merge = _merge_at(merges, row, cell.column)
            if merge:
                for column in stacks:
                    if merge.left <= column <= merge.right and column != cell.column:
                        stacks[column].wide.append(text)
            else:
                # without merges a heading reaches over the empty cells at its right
                end = cells[place + 1].column if place + 1 < len(cells) else cell.column + 12
                for column in stacks:
                    if cell.column < column < end and not any(m.covers(row, column) for m in merges):
                        stacks[column].wide.append(text)
    return stacks


def _merge_at(merges: Sequence[Merge], row: int, column: int) -> Merge | None:
    return next((merge for merge in merges if merge.covers(row, column)), None)


def _agreement(column: PrintedColumn, stack: _Stack) -> float:
    """0…1.15: the last head text must stand over the column; the ones above it, and the 栏次, add certainty."""
    leaf = max((same_head(text, column.path[-1]) for text in stack.own), default=0.0)
    if not leaf and column.value:
        # one wide heading over several columns may carry the leaf only in a merged cell
        leaf = 0.55 * max((same_head(text, column.path[-1]) for text in stack.wide), default=0.0) if not stack.own else 0.0
    if not leaf:
        return 0.0
    above = column.path[:-1]
    seen = [*stack.own, *stack.wide]
    share = sum(any(same_head(text, word) for text in seen) for word in above) / len(above) if above else 1.0
    number = 0.15 if column.no and column.no == stack.number else 0.0
    return 0.7 * leaf + 0.3 * share + number


def _align(columns: Sequence[PrintedColumn], stacks: dict[int, _Stack]) -> dict[int, int]:
    """Printed column (index) → sheet column, in order, so that the sum of agreements is largest."""
    places = sorted(stacks)
    table = [[0.0] * (len(places) + 1) for _ in range(len(columns) + 1)]
    scores = [[_agreement(column, stacks[place]) for place in places] for column in columns]
    for i in range(1, len(columns) + 1):
        for j in range(1, len(places) + 1):
            here = scores[i - 1][j - 1]
            table[i][j] = max(table[i - 1][j], table[i][j - 1], table[i - 1][j - 1] + here if here else 0.0)
    found: dict[int, int] = {}
    i, j = len(columns), len(places)
    while i and j:
        here = scores[i - 1][j - 1]
        if here and abs(table[i][j] - table[i - 1][j - 1] - here) < 1e-9:
            found[i - 1] = places[j - 1]
            i, j = i - 1, j - 1
        elif table[i][j] == table[i][j - 1]:
            j -= 1
        else:
            i -= 1
    return found


def _match(sheet: GridSheet, by_row: dict[int, list[SheetCell]], head: Head, columns: Sequence[PrintedColumn]) -> Head:
    stacks = _stacks(sheet, by_row, head)
    found = _align(columns, stacks)
    taken = set(found.values())
    # columns in another order than the form's: a head text that occurs once on both sides is certain
    for index, column in enumerate(columns):
        if index not in found and column.value:
            places = [place for place, stack in stacks.items() if place not in taken and _agreement(column, stack) >= 0.7]
            if len(places) == 1:
                found[index] = places[0]
                taken.add(places[0])
    for index, column in enumerate(columns):
        if index in found:
            head.columns[column.panel, column.name] = found[index]
    for panel in {column.panel for column in columns}:
        head.panel_of[panel] = panel
        _find_code_parts(head, panel, columns, stacks, taken)
    _repeat_panels(head, columns, stacks, taken)
    values = [index for index, column in enumerate(columns) if column.value]
    head.missing = tuple(columns[index].name for index in values if index not in found)
    framed = [column for column in columns if not column.value and column.name != LINE_NO]
    frame = sum((column.panel, column.name) in head.columns for column in framed) / len(framed) if framed else 1.0
    head.share = (0.8 * sum(index in found for index in values) / len(values) + 0.2 * frame) if values else 0.0
    return head


def _find_code_parts(head: Head, panel: int, columns: Sequence[PrintedColumn], stacks: dict[int, _Stack], taken: set[int]) -> None:
    """科目代码 divided into 类, 款 and 项: three columns under one heading, or with only these three words as heads."""
    if not any(column.panel == panel and column.name == CODE for column in columns):
        return
    parts = [fold(part) for part in words().code_parts]
    name = head.columns.get((panel, NAME))
    run = [column for column in sorted(stacks) if stacks[column].own[-1:] and stacks[column].own[-1] in parts]
    run = [column for column in run if name is None or column < name]
    if len(run) < 2:
        start = head.columns.get((panel, CODE))
        if start is None or name is None or name - start not in (2, 3):
            return
        # "科目代码" merged over two or three columns without words of their own
        run = [column for column in range(start, name) if column == start or (column in stacks and not stacks[column].own)]
        if len(run) != name - start:
            return
    head.code_parts[panel] = tuple(run)
    head.columns[panel, CODE] = run[0]
    taken.update(run)


def _repeat_panels(head: Head, columns: Sequence[PrintedColumn], stacks: dict[int, _Stack], taken: set[int]) -> None:
    """A template may divide the same rows over more panels than the form does: the panel is then read once more."""
    free = {place: stack for place, stack in stacks.items() if place not in taken}
    next_panel = max((column.panel for column in columns), default=-1) + 1
    last = [column for column in columns if column.panel == next_panel - 1]
    if not any(column.name == CODE for column in last):
        return
    bare = [PrintedColumn(column.panel, column.name, column.path[-1:], "", column.value) for column in last]
    while len(free) >= len(bare):
        found = _align(bare, free)
        if len(found) < len(bare):
            return
        for index, place in found.items():
            head.columns[next_panel, bare[index].name] = place
            taken.add(place)
            free.pop(place)
        head.panel_of[next_panel] = bare[0].panel
        next_panel += 1
