"""Room for the free rows of a form in a template: rows that come look like those that are there, merged names are divided and joined anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.exchange.grow import insert_rows
from desktop.exchange.located import ListArea

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def make_room(book: Workbook, sheet: Worksheet, area: ListArea, count: int) -> int:
    """Make the area large enough for ``count`` rows; the number of rows that were inserted. ``area`` itself is left as it was.

    Cells merged over several rows of the area are divided; a label beside all rows grows with them.
    """
    if not area.bounded:
        while _kept(sheet, area.end, area):
            area.end += 1
    columns = {*area.columns.values(), *([area.number] if area.number is not None else [])}
    for merge in list(sheet.merged_cells.ranges):
        inside = merge.min_row > area.start and merge.max_row <= area.end
        if inside and merge.max_row > merge.min_row and any(merge.min_col <= column + 1 <= merge.max_col for column in columns):
            sheet.unmerge_cells(str(merge))
    present = area.end - area.start
    lacking = max(0, count - max(present, 0))
    if not lacking:
        return 0
    if present < 1:  # not even one blank row: they come below the heading, looking like it
        insert_rows(book, sheet, area.start + 1, lacking, area.start)
        return lacking
    reaching = [merge.bounds for merge in sheet.merged_cells.ranges if merge.min_row <= area.start and merge.max_row == area.end]
    # before the last row where there are several, so that sums over the rows grow with them
    at = area.end if present > 1 else area.end + 1
    insert_rows(book, sheet, at, lacking, at - 1)
    for left, top, right, bottom in reaching:
        old = next((merge for merge in sheet.merged_cells.ranges if merge.bounds == (left, top, right, bottom)), None)
        if old is not None:
            sheet.unmerge_cells(str(old))
            sheet.merge_cells(start_column=left, start_row=top, end_column=right, end_row=bottom + lacking)
    return lacking


def _kept(sheet: Worksheet, row: int, area: ListArea) -> bool:
    """A row without content, but with borders: kept for rows of the list."""
    cells = [sheet.cell(row + 1, column + 1) for column in area.columns.values()]
    border = cells[0].border
    framed = bool(border and (border.left.style or border.bottom.style or border.top.style))
    return framed and all(cell.value is None for cell in cells)


def merge_runs(sheet: Worksheet, levels: Sequence[int], start: int, count: int) -> None:
    """Join equal names below each other, each level within the one before it. The first cell of a run keeps the text."""
    edges = {0, count}
    for column in levels:
        texts = [sheet.cell(start + number + 1, column + 1).value for number in range(count)]
        at = 0
        while at < count:
            end = at + 1
            while end < count and end not in edges and texts[end] == texts[at] and texts[at]:
                end += 1
            if end - at > 1 and not _covered(sheet, start + at + 1, column + 1):
                sheet.merge_cells(start_row=start + at + 1, end_row=start + end, start_column=column + 1, end_column=column + 1)
            at = end
            edges.add(at)


def _covered(sheet: Worksheet, row: int, column: int) -> bool:
    return any(merge.min_row <= row <= merge.max_row and merge.min_col <= column <= merge.max_col for merge in sheet.merged_cells.ranges)
