"""Plain workbooks of texts: check reports, pack reviews. The same safety as for official tables, without their looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.exchange.safe_file import replace_with
from desktop.exchange.sheet_style import Look, Styles, clean, lines_needed, sheet_name, text_width
from desktop.exchange.write import Written, compare

_WIDEST = 70.0  # characters
_NARROWEST = 24.0
_PAGE = 170.0
"""Characters beside each other on a page that can still be read; wide columns give way and wrap."""
_SIZE = 10.5
_LINE = 14.0
"""Points that a line of text takes."""
_LOOK = Look(align="left")
_LONE = Look(border=False, align="left", wrap=False)
_HEAD = Look(bold=True, fill="E8EEF4")


def write_sheets(out: str | Path, sheets: Iterable[Sequence[Any]]) -> None:
    """Write ``(name, rows)`` or ``(name, rows, widths)`` per sheet; a cell is a text, a number (Decimal, int) or ``None``.

    ``widths`` in characters; without them columns are as wide as their texts, up to a limit, and wrap. The first row with more than one
    cell is taken as the head: bold, it stays in sight and is repeated on every page. A text alone in its row runs on to the right.

    Raises:
        WorkbookError: the file could not be written; what stood at ``out`` is untouched.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "明账"
    styles, taken = Styles(), set[str]()
    expected: list[tuple[str, Written]] = []
    for name, rows, *rest in sheets:
        sheet = book.create_sheet(sheet_name(name, taken))
        table = [[_cell(value) for value in row] for row in rows]
        written = _fill(sheet, table, list(rest[0]) if rest and rest[0] else _widths(table), styles)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToHeight = 0
        sheet.page_margins.left = sheet.page_margins.right = 0.4  # inches
        sheet.page_margins.top = sheet.page_margins.bottom = 0.5
        expected.append((sheet.title, written))
    replace_with(Path(out), book.save, lambda draft: compare(draft, expected))


def _cell(value: Any) -> str | int | Decimal | None:
    if value is None or value == "":
        return None
    return value if isinstance(value, str | int | Decimal) else str(value)


def _head(table: Sequence[Sequence[object]]) -> int:
    """Number of the first row with more than one cell; 0 without."""
    return next((number for number, row in enumerate(table, 1) if sum(cell is not None for cell in row) > 1), 0)


def _widths(table: Sequence[Sequence[object]]) -> list[float]:
    """Each column as wide as its words; where they do not all fit on a page the widest ones give way."""
    widest: dict[int, float] = {}
    for row in table:
        if sum(cell is not None for cell in row) > 1:
            for column, value in enumerate(row):
                if value is not None:
                    widest[column] = max(widest.get(column, 0.0), text_width(str(value), _SIZE) / 1.85 + 2)
    wanted = [max(6.0, widest.get(column, 6.0)) for column in range(max(widest, default=-1) + 1)]
    limit = _WIDEST
    while limit > _NARROWEST and sum(min(width, limit) for width in wanted) > _PAGE:
        limit -= 1
    return [min(width, limit) for width in wanted]


def _fill(sheet: Any, table: Sequence[Sequence[str | int | Decimal | None]], widths: Sequence[float], styles: Styles) -> Written:
    """Put the cells and their looks; what was written, by place."""
    from openpyxl.utils import get_column_letter

    written: Written = {}
    head = _head(table)
    for number, row in enumerate(table, 1):
        lone = sum(cell is not None for cell in row) == 1 and row[0] is not None
        look = _HEAD if number == head else _LONE if lone else _LOOK
        lines = 1
        for column, value in enumerate(row, 1):
            if value is None:
                if not lone and any(cell is not None for cell in row):
                    styles.put(sheet, number, column, None, look)
                continue
            styles.put(sheet, number, column, value, look)
            if not isinstance(value, str):
                written[number - 1, column - 1] = Decimal(value)
            elif clean(value).strip():
                written[number - 1, column - 1] = clean(value)
            if not lone and column <= len(widths):
                lines = max(lines, lines_needed(str(value), _SIZE, widths[column - 1] * 1.85))
        if lines > 1:
            sheet.row_dimensions[number].height = min(lines * _LINE, 409.0)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = max(6.0, width)
    if head:
        sheet.freeze_panes = f"A{head + 1}"
        sheet.print_title_rows = f"{head}:{head}"
    return written
