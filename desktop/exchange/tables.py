"""Plain workbooks of texts: check reports, pack reviews. The same safety as for official tables, without their looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.exchange.safe_file import replace_with
from desktop.exchange.sheet_style import Look, Styles, clean, sheet_name, text_width
from desktop.exchange.write import Written, compare

_WIDEST = 70.0  # characters
_LOOK = Look(border=False, align="left")


def write_sheets(out: str | Path, sheets: Iterable[Sequence[Any]]) -> None:
    """Write ``(name, rows)`` or ``(name, rows, widths)`` per sheet; a cell is a text, a number (Decimal, int) or ``None``.

    ``widths`` in characters; without them columns are as wide as their texts, up to a limit, and wrap. The first row with more than one
    cell is taken as the head: bold, and it stays in sight.

    Raises:
        WorkbookError: the file could not be written; what stood at ``out`` is untouched.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "明账"
    styles, taken = Styles(), set[str]()
    expected: list[tuple[str, Written]] = []
    for name, rows, *rest in sheets:
        sheet = book.create_sheet(sheet_name(name, taken))
        written: Written = {}
        widest: dict[int, float] = {}
        head: int | None = None
        for number, row in enumerate(rows, 1):
            cells = list(row)
            is_head = head is None and sum(cell not in (None, "") for cell in cells) > 1
            if is_head:
                head = number
            look = Look(bold=True, border=False, fill="E8EEF4") if is_head else _LOOK
            for column, value in enumerate(cells, 1):
                if value is None or value == "":
                    continue
                if not isinstance(value, str | int | Decimal):
                    value = str(value)
                styles.put(sheet, number, column, value, look)
                if not isinstance(value, str):
                    written[number - 1, column - 1] = Decimal(value)
                elif clean(value).strip():
                    written[number - 1, column - 1] = clean(value)
                if head is not None:
                    widest[column] = max(widest.get(column, 0.0), text_width(str(value), 10.5) / 1.85 + 2)
        widths = (
            rest[0] if rest and rest[0] else [min(widest.get(column, 10.0), _WIDEST) for column in range(1, max(widest, default=0) + 1)]
        )
        for column, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = max(6.0, width)
        if head is not None:
            sheet.freeze_panes = f"A{head + 1}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToHeight = 0
        expected.append((sheet.title, written))
    replace_with(Path(out), book.save, lambda draft: compare(draft, expected))
