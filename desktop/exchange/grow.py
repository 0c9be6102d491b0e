"""Insert rows into a sheet of a template so that everything below moves as it does in Excel.

openpyxl's ``insert_rows`` moves cells only: merged ranges, row heights, formulas that point below, print areas and the like stay
behind. Here they move too.
"""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ROW = re.compile(r"(\$?[A-Za-z]{1,3}\$?)(\d{1,7})(?![\d(])")
_ROWS_ONLY = re.compile(r"(?<![A-Za-z\d$])(\$?)(\d{1,7}):(\$?)(\d{1,7})(?!\d)")


def insert_rows(book: Workbook, sheet: Worksheet, at: int, count: int, like: int) -> None:
    """Insert ``count`` rows before row ``at`` (from 1), looking like row ``like`` (which stands above ``at``)."""
    merges = [merge.bounds for merge in list(sheet.merged_cells.ranges)]
    for merge in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merge))
    heights = {row: (about.height, about.hidden) for row, about in sheet.row_dimensions.items()}
    looks = {column: copy(sheet.cell(like, column)._style) for column in range(1, sheet.max_column + 1)}
    sheet.insert_rows(at, count)
    for row in [row for row in heights if row >= at]:
        sheet.row_dimensions[row].height = None
        sheet.row_dimensions[row].hidden = False
    for row, (height, hidden) in heights.items():
        if row >= at:
            sheet.row_dimensions[row + count].height = height
            sheet.row_dimensions[row + count].hidden = hidden
    for row in range(at, at + count):
        sheet.row_dimensions[row].height = heights.get(like, (None, False))[0]
        for column, look in looks.items():
            sheet.cell(row, column)._style = copy(look)
    for left, top, right, bottom in merges:
        moved = (left, top + count if top >= at else top, right, bottom + count if bottom >= at else bottom)
        sheet.merge_cells(start_column=moved[0], start_row=moved[1], end_column=moved[2], end_row=moved[3])
        if top == bottom == like:  # code or name merged over columns in the sample row
            for row in range(at, at + count):
                sheet.merge_cells(start_column=left, start_row=row, end_column=right, end_row=row)
    _move_references(book, sheet, at, count)


def _move_references(book: Workbook, sheet: Worksheet, at: int, count: int) -> None:
    for other in book.worksheets:
        for cells in other.iter_rows():
            for cell in cells:
                if cell.data_type == "f" and isinstance(cell.value, str):
                    cell.value = move_formula(cell.value, sheet.title, other is sheet, at, count)
    if sheet.print_area:
        areas = sheet.print_area if isinstance(sheet.print_area, str) else ",".join(sheet.print_area)
        sheet.print_area = ",".join(_shift(area.rpartition("!")[2].replace("$", ""), at, count) for area in areas.split(","))
    for validation in sheet.data_validations.dataValidation:
        validation.sqref = type(validation.sqref)(" ".join(_shift(str(part), at, count) for part in str(validation.sqref).split()))
    for name in list(book.defined_names.values()):
        if name.attr_text and not name.attr_text.startswith("#"):
            name.attr_text = move_formula("=" + name.attr_text, sheet.title, False, at, count)[1:]


def move_formula(formula: str, title: str, own: bool, at: int, count: int) -> str:
    """A formula after ``count`` rows were inserted before row ``at`` of sheet ``title``; ``own``: the formula stands on that sheet."""
    from openpyxl.formula import Tokenizer
    from openpyxl.formula.tokenizer import Token

    try:
        tokens = Tokenizer(formula).items
    except Exception:  # what the tokenizer cannot read stays as it is; the read-back compares values only
        return formula
    parts = []
    for token in tokens:
        text = token.value
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            place, mark, cells = text.rpartition("!")
            named = place.strip("'").replace("''", "'")
            if (mark and named == title) or (not mark and own):
                text = place + mark + _shift(cells, at, count)
        parts.append(text)
    return "=" + "".join(parts)


def _shift(cells: str, at: int, count: int) -> str:
    def moved(row: str) -> str:
        return str(int(row) + count if int(row) >= at else int(row))

    if _ROWS_ONLY.fullmatch(cells):
        return _ROWS_ONLY.sub(lambda m: f"{m[1]}{moved(m[2])}:{m[3]}{moved(m[4])}", cells)
    return _ROW.sub(lambda m: m[1] + moved(m[2]), cells)
