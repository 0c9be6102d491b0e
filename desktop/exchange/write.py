"""The tables as a clean workbook that looks like the official ones: values only, ready to print, read back before it replaces anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.exchange.grid import WorkbookError, address
from desktop.exchange.read import read_workbook
from desktop.exchange.safe_file import replace_with
from desktop.exchange.sheet_style import INDENT, MAX_DIGITS, Look, Styles, clean, column_width, lines_needed, room_needed, sheet_name

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from desktop.forms.layout import GridCell, GridRow, TableGrid

_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})*(\.\d+)?\Z|-?\d+(\.\d+)?\Z")
_PAPER = {"A4": 9, "A3": 8}
_LABELS = frozenset({"label", "name", "code", "foot"})
Written = dict[tuple[int, int], Decimal | str]


def export_workbook(grids: Sequence[TableGrid], out: str | Path) -> None:
    """Write the tables, one sheet each, in their order.

    Raises:
        WorkbookError: the file could not be written or did not read back; what stood at ``out`` is untouched.
    """
    from openpyxl import Workbook

    out = Path(out)
    if not grids:
        raise WorkbookError("没有要导出的表。")
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "明账"
    book.properties.title = f"{grids[0].meta[1]} {grids[0].meta[0]}".strip()
    styles, taken = Styles(), set[str]()
    expected: list[tuple[str, Written]] = []
    for grid in grids:
        sheet = book.create_sheet(sheet_name(f"{grid.form.code} {grid.title}", taken))
        expected.append((sheet.title, _Table(sheet, grid, styles).write()))
    replace_with(out, book.save, lambda draft: compare(draft, expected))


def compare(path: Path, expected: Iterable[tuple[str, Written]]) -> None:
    """Read a workbook back and compare every cell.

    Raises:
        WorkbookError: a cell is not what was to be written.
    """
    sheets = {sheet.name: sheet for sheet in read_workbook(path).sheets}
    for name, written in expected:
        sheet = sheets.get(name)
        found = {place: cell.value for place, cell in sheet.cells.items()} if sheet else {}
        for place in written.keys() | found.keys():
            wanted, got = written.get(place), found.get(place)
            same = got == wanted if isinstance(wanted, Decimal) else str(got or "").strip() == str(wanted or "").strip()
            if not same:
                raise WorkbookError(
                    f"写出的工作簿读回来不一致（工作表“{name}”的 {address(*place)}），没有替换原来的文件。请重试，或换一个位置。"
                )


def as_number(text: str) -> Decimal | None:
    """The number that a printed figure stands for; ``None`` where it is none or has more digits than a workbook keeps."""
    if not _NUMBER.match(text):
        return None
    value = Decimal(text.replace(",", ""))
    return value if len(value.as_tuple().digits) <= MAX_DIGITS else None


def number_format(text: str) -> str:
    """The format under which a workbook shows the figure as it is printed."""
    places = len(text.partition(".")[2])
    return "#,##0." + "0" * places if places else ("#,##0" if "," in text else "0")


def fitted_widths(grid: TableGrid) -> list[float]:
    """Column widths in mm: those of the pack, more where a figure would show as ``###`` or a label lacks little to stand on one line."""
    size, widths = grid.form.layout.font_size, list(grid.widths)
    for line in (*grid.head, *grid.body, *grid.footer):
        for place, cell in enumerate(line):
            if cell is None or cell.column_span > 1 or not cell.text:
                continue
            room = room_needed(cell.text, size, cell.bold) + (INDENT * min(cell.level, 6) if cell.align == "left" else 0)
            # texts may wrap: for them a column grows by a fifth at most
            if (cell.role == "value" and cell.align == "right") or (cell.role in _LABELS and room <= grid.widths[place] * 1.2):
                widths[place] = max(widths[place], room)
    return widths


class _Table:
    """Writes one table into an empty sheet."""

    def __init__(self, sheet: Worksheet, grid: TableGrid, styles: Styles) -> None:
        self.sheet, self.grid, self.styles = sheet, grid, styles
        self.size = grid.form.layout.font_size
        self.width = grid.column_count
        self.widths = fitted_widths(grid)
        self.written: Written = {}
        self.heights: dict[int, float] = {}

    def write(self) -> Written:
        grid = self.grid
        self._across(1, grid.title, Look(max(16.0, self.size + 5), True, "center", border=False))
        self._across(2, grid.form_no, Look(self.size, align="right", border=False))
        self._meta(3)
        top = 4
        row = self._block(top, grid.head)
        head_end = row - 1
        row = self._block(row, grid.body)
        row = self._block(row, grid.footer)
        for text in (grid.sentence, *grid.notes):
            if text:
                self._across(row, text, Look(self.size, border=False))
                row += 1
        self._set_up(max(head_end, 3), row - 1)
        return self.written

    def _put(self, row: int, column: int, value: Decimal | int | str | None, look: Look) -> None:
        self.styles.put(self.sheet, row, column, value, look)
        if isinstance(value, str):
            if clean(value).strip():
                self.written[row - 1, column - 1] = clean(value)
        elif value is not None:
            self.written[row - 1, column - 1] = Decimal(value)

    def _across(self, row: int, text: str, look: Look) -> None:
        self._put(row, 1, text, look)
        if self.width > 1:
            self.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=self.width)
        self._raise(row, text, look.size, sum(self.widths))

    def _meta(self, row: int) -> None:
        """Department, year and unit on one line, over as many columns as each needs."""
        left, center, right = self.grid.meta
        if self.width < 3:
            self._across(row, "    ".join(text for text in (left, center, right) if text), Look(self.size, border=False))
            return
        first, second = self._divide(left)
        for text, start, end, align in (
            (left, 1, first, "left"),
            (center, first + 1, second, "center"),
            (right, second + 1, self.width, "right"),
        ):
            self._put(row, start, text, Look(self.size, align=align, border=False, wrap=False))
            if end > start:
                self.sheet.merge_cells(start_row=row, start_column=start, end_row=row, end_column=end)

    def _divide(self, left: str) -> tuple[int, int]:
        widths, whole = self.widths, sum(self.widths)
        first, reached = 1, widths[0]
        while first < self.width - 2 and reached < whole * 0.38:
            first, reached = first + 1, reached + widths[first]
        second, reached = self.width - 1, widths[-1]
        while second > first + 1 and reached < whole * 0.3:
            second, reached = second - 1, reached + widths[second - 1]
        return first, second

    def _block(self, row: int, lines: Iterable[GridRow]) -> int:
        for line in lines:
            for place, cell in enumerate(line):
                if cell is None:
                    continue
                value, look = self._content(cell)
                self._put(row, place + 1, value, look)
                if cell.row_span > 1 or cell.column_span > 1:
                    self._merge(row, place + 1, cell, look)
                width = sum(self.widths[place : place + cell.column_span])
                if cell.row_span == 1 and look.wrap:
                    self._raise(row, cell.text, self.size, width - look.indent * INDENT)
            row += 1
        return row

    def _merge(self, row: int, column: int, cell: GridCell, look: Look) -> None:
        for below in range(row, row + cell.row_span):
            for right in range(column, column + cell.column_span):
                if (below, right) != (row, column):
                    self.styles.put(self.sheet, below, right, None, look)
        self.sheet.merge_cells(
            start_row=row, start_column=column, end_row=row + cell.row_span - 1, end_column=column + cell.column_span - 1
        )

    def _content(self, cell: GridCell) -> tuple[Decimal | int | str | None, Look]:
        text = cell.text
        match cell.role:
            case "value" if cell.align == "right":
                number = as_number(text)
                if number is not None:
                    return number, Look(self.size, cell.bold, "right", wrap=False, number_format=number_format(text))
                return text or None, Look(self.size, cell.bold, "right", wrap=False)
            case "line_no" | "column_no":
                look = Look(self.size, cell.bold, "center")
                return (int(text), look) if text.isascii() and text.isdigit() else (text or None, look)
            case "code":
                return text or None, Look(self.size, cell.bold, "left", wrap=False, indent=0, number_format="@")
            case "head" | "foot":
                return text or None, Look(self.size, cell.bold or cell.role == "head", "center")
            case _:
                return text or None, Look(self.size, cell.bold, cell.align, indent=min(cell.level, 6) if cell.align == "left" else 0)

    def _raise(self, row: int, text: str, size: float, width: float) -> None:
        """Workbooks do not grow rows over merged cells by themselves: the height is worked out from the text."""
        lines = lines_needed(text, size, width) if text else 1
        self.heights[row] = max(self.heights.get(row, 0.0), lines * size * 1.3 + 4)

    def _set_up(self, head_end: int, last: int) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet, layout = self.sheet, self.grid.form.layout
        for number, width in enumerate(self.widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = column_width(width)
        for row, height in self.heights.items():
            sheet.row_dimensions[row].height = round(height, 1)
        sheet.freeze_panes = f"A{head_end + 1}"
        sheet.page_setup.orientation = layout.orientation
        sheet.page_setup.paperSize = _PAPER[layout.paper]
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.page_margins.left = sheet.page_margins.right = 0.5
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.4
        sheet.print_options.horizontalCentered = True
        sheet.print_title_rows = f"1:{head_end}"
        sheet.print_area = f"A1:{get_column_letter(self.width)}{last}"
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
