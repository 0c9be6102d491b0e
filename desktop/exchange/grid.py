"""The neutral grid: what a workbook says, cell by cell, whatever format it came in.

Rows and columns count from 0; addresses are written as Excel does (``B7``). Only cells with content are kept, so that ghost rows and
wrong dimensions cost nothing.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

GridValue = Decimal | str | datetime.date


class WorkbookError(Exception):
    """A workbook cannot be read or written. The message is one Chinese sentence: which file, what is wrong, the way out."""


class FileUnreachable(WorkbookError):
    """The file itself cannot be got at: it is not there, is a folder, or another program or the system forbids reading it."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell with content. ``text`` is what stands there; ``value`` is ``None`` where ``problem`` says why it cannot be used.

    ``percent``: a number shown as a percentage; then value and text are those before and with the sign (92.8 and 92.8%).
    """

    row: int
    column: int
    value: GridValue | None
    text: str
    problem: str = ""
    percent: bool = False

    @property
    def address(self) -> str:
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, borders included."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(slots=True)
class GridSheet:
    """One sheet. ``problem`` is set where the sheet as a whole could not be taken (too large, damaged); it then has no cells."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    problem: str = ""
    hidden_rows: frozenset[int] = frozenset()

    @property
    def height(self) -> int:
        """Rows up to the last one with content."""
        return max((row for row, _ in self.cells), default=-1) + 1

    @property
    def width(self) -> int:
        return max((column for _, column in self.cells), default=-1) + 1

    def at(self, row: int, column: int) -> SheetCell | None:
        return self.cells.get((row, column))

    def by_row(self) -> dict[int, list[SheetCell]]:
        """Cells by row, each row from left to right."""
        rows: dict[int, list[SheetCell]] = {}
        for place in sorted(self.cells):
            rows.setdefault(place[0], []).append(self.cells[place])
        return rows


@dataclass(slots=True)
class Workbook:
    """A workbook as read. ``kind`` is what the first bytes say: xlsx, xls, xlsb or ods."""

    path: Path
    sha256: str
    kind: str
    sheets: list[GridSheet]


def column_letters(column: int) -> str:
    """0 → ``A``, 26 → ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row + 1}"


def range_address(cells: list[tuple[int, int]]) -> str:
    """The smallest range around the places, as Excel writes it."""
    if not cells:
        return ""
    top, left = min(r for r, _ in cells), min(c for _, c in cells)
    bottom, right = max(r for r, _ in cells), max(c for _, c in cells)
    first = address(top, left)
    return first if (top, left) == (bottom, right) else f"{first}:{address(bottom, right)}"
