"""A part of a sheet as a reader walks over it: rows with content, and for every place the cell that really stands there."""

from __future__ import annotations

from desktop.exchange.grid import GridSheet, Merge, SheetCell

_WIDEST_MERGE = 5_000  # covered places; a larger merge is a slip, not a cell of a form


class Ground:
    """Rows ``top`` to ``bottom`` of a sheet (both included)."""

    def __init__(self, sheet: GridSheet, by_row: dict[int, list[SheetCell]], top: int, bottom: int) -> None:
        self.sheet, self.top, self.bottom = sheet, top, bottom
        self.rows = sorted(row for row in by_row if top <= row <= bottom)
        self.by_row = by_row
        self._merges: dict[tuple[int, int], Merge] = {}
        for merge in sheet.merges:
            area = (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
            if merge.bottom >= top and merge.top <= bottom and area <= _WIDEST_MERGE:
                for row in range(merge.top, merge.bottom + 1):
                    for column in range(merge.left, merge.right + 1):
                        self._merges[row, column] = merge

    def cells(self, row: int) -> list[SheetCell]:
        return self.by_row.get(row, [])

    def merge(self, row: int, column: int) -> Merge | None:
        return self._merges.get((row, column))

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Where the content of a place stands: the first cell of its merged range."""
        merge = self._merges.get((row, column))
        return (merge.top, merge.left) if merge else (row, column)

    def at(self, row: int, column: int) -> SheetCell | None:
        return self.sheet.at(*self.place(row, column))

    def right_of(self, cell: SheetCell) -> int:
        """The last column of a cell."""
        merge = self._merges.get((cell.row, cell.column))
        return merge.right if merge else cell.column

    def below(self, row: int) -> int:
        """The last row of a line: more than one where all its cells are merged over several rows."""
        return min((merge.bottom if (merge := self.merge(row, cell.column)) else row for cell in self.cells(row)), default=row)

    def between(self, row: int, left: int, right: int) -> list[SheetCell]:
        """Cells with content of a row, ``left < column < right``."""
        return [cell for cell in self.cells(row) if left < cell.column < right]
