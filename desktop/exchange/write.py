"""The tables as a clean workbook that looks like the official ones: values only, ready to print, read back before it replaces anything."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.instances import base_code, owner_of
from desktop.exchange.cell_content import Kinds, content
from desktop.exchange.grid import WorkbookError, address
from desktop.exchange.read import read_workbook
from desktop.exchange.safe_file import replace_with
from desktop.exchange.sheet_style import INDENT, Look, Styles, clean, column_width, lines_needed, room_needed, sheet_name

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from desktop.forms.layout import GridRow, TableGrid

_PAPER = {"A4": 9, "A3": 8}
_HIGHEST = 400.0  # points; a row of a workbook is 409 high at most
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
        sheet = book.create_sheet(sheet_name(wanted_name(grid), taken))
        expected.append((sheet.title, _Table(sheet, grid, styles).write()))
    replace_with(out, book.save, lambda draft: compare(draft, expected))


def wanted_name(grid: TableGrid) -> str:
    """The name of a table's sheet: code and title, of a form of a project its stage and the name of the project."""
    code, owner = base_code(grid.form.code), owner_of(grid.form.code)
    if not owner:
        return code if grid.title == code else f"{code} {grid.title}"
    named = (cell.text for line in grid.body for cell in line if cell and cell.ref and cell.ref.row == "项目名称")
    name = next((text.strip() for text in named if text.strip()), "") or f"第 {owner} 项"
    return f"{grid.form.stage or code} {name}"


def join(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    """Merge cells whose looks are set already. The library's own way works every border out again: most of the time of an export."""
    from openpyxl.worksheet.cell_range import CellRange

    sheet.merged_cells.ranges.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))


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


def text_height(text: str, size: float, width: float) -> float:
    """Points that a text takes in a cell ``width`` mm wide. Long texts lose room at the ends of lines, where punctuation may not begin one."""
    lines = lines_needed(text, size, width) if text else 1
    return (lines * 1.3 + max(0, lines - 2) * 0.08) * size + 4


def line_heights(lines: Sequence[GridRow], widths: Sequence[float], size: float) -> list[float]:
    """Height of every printed line in points. Workbooks do not grow rows over merged cells by themselves, so it is worked out from the texts;
    what a cell over several lines lacks is shared out between them."""
    heights = [text_height("", size, 1.0)] * len(lines)
    tall: list[tuple[int, int, float]] = []
    for at, line in enumerate(lines):
        for place, cell in enumerate(line):
            if cell is None or not cell.text or (cell.role == "value" and cell.align == "right") or cell.role == "code":
                continue
            indent = min(cell.level, 6) * INDENT if cell.align == "left" else 0
            needed = text_height(cell.text, size, sum(widths[place : place + cell.column_span]) - indent)
            if cell.row_span == 1:
                heights[at] = max(heights[at], needed)
            else:
                tall.append((at, cell.row_span, needed))
    for at, span, needed in sorted(tall, key=lambda entry: entry[1]):
        lacking = needed - sum(heights[at : at + span])
        if lacking > 0:
            heights[at : at + span] = [height + lacking / span for height in heights[at : at + span]]
    return heights


class _Table:
    """Writes one table into an empty sheet."""

    def __init__(self, sheet: Worksheet, grid: TableGrid, styles: Styles) -> None:
        self.sheet, self.grid, self.styles = sheet, grid, styles
        self.size = grid.form.layout.font_size
        self.width = grid.column_count
        self.widths = fitted_widths(grid)
        self.written: Written = {}
        self.heights: dict[int, float] = {}
        self.kinds = Kinds(grid.form)
        self.starts: list[int] = []  # rows of the lines of the block written last

    def write(self) -> Written:
        grid = self.grid
        self._across(1, grid.title, Look(max(16.0, self.size + 5), True, "center", border=False))
        record = bool(grid.form.layout.body)
        if grid.form_no or not record:
            self._across(2, grid.form_no, Look(self.size, align="right", border=False))
        top = 3 if grid.form_no or not record else 2
        if any(grid.meta) or not record:
            self._meta(top)
            top += 1
        row = self._block(top, grid.head)
        head_end = row - 1
        row = self._block(row, grid.body)
        repeated = f"1:{max(head_end, 3)}" if not record or grid.head else self._repeated()
        row = self._block(row, grid.footer)
        for text in (grid.sentence, *grid.notes):
            if text:
                self._across(row, text, Look(self.size, border=False))
                row += 1
        self._set_up(max(head_end, 3) if not record else head_end, row - 1, repeated)
        return self.written

    def _repeated(self) -> str:
        """Heading lines in the middle of a form are printed again where its rows go on to the end; workbooks know no end of that."""
        lines = len(self.grid.body)
        open_end = [at for at, end in self.grid.headings if end >= lines - 2]
        if not open_end:
            return ""
        first = min(open_end)
        last = max(at for at in open_end if at - first == open_end.index(at))
        return f"{self.starts[first]}:{self.starts[last + 1] - 1}"

    def _put(self, row: int, column: int, value: Decimal | int | str | None, look: Look, read: Decimal | None = None) -> None:
        self.styles.put(self.sheet, row, column, value, look)
        if read is not None:
            self.written[row - 1, column - 1] = read
        elif isinstance(value, str):
            if clean(value).strip():
                self.written[row - 1, column - 1] = clean(value)
        elif value is not None:
            self.written[row - 1, column - 1] = Decimal(value)

    def _across(self, row: int, text: str, look: Look) -> None:
        self._put(row, 1, text, look)
        if self.width > 1:
            join(self.sheet, row, 1, row, self.width)
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
                join(self.sheet, row, start, row, end)

    def _divide(self, left: str) -> tuple[int, int]:
        widths, whole = self.widths, sum(self.widths)
        first, reached = 1, widths[0]
        while first < self.width - 2 and reached < whole * 0.38:
            first, reached = first + 1, reached + widths[first]
        second, reached = self.width - 1, widths[-1]
        while second > first + 1 and reached < whole * 0.3:
            second, reached = second - 1, reached + widths[second - 1]
        return first, second

    def _block(self, row: int, lines: Sequence[GridRow]) -> int:
        """Write lines from a row on; the row behind them. A line too high for a row of a workbook takes several, merged."""
        heights = line_heights(lines, self.widths, self.size)
        counts = [max(1, math.ceil(height / _HIGHEST)) for height in heights]
        starts = [row + sum(counts[:at]) for at in range(len(lines) + 1)]
        for at, line in enumerate(lines):
            for below in range(counts[at]):
                self.heights[starts[at] + below] = heights[at] / counts[at]
            for place, cell in enumerate(line):
                if cell is None:
                    continue
                made = content(cell, self.kinds, self.size)
                self._put(starts[at], place + 1, made.value, made.look, made.read)
                end = starts[min(at + cell.row_span, len(lines))] - 1
                if end > starts[at] or cell.column_span > 1:
                    self._merge(starts[at], place + 1, end, place + cell.column_span, made.look)
        self.starts = starts
        return starts[-1]

    def _merge(self, row: int, column: int, last: int, right: int, look: Look) -> None:
        for below in range(row, last + 1):
            for place in range(column, right + 1):
                if (below, place) != (row, column):
                    self.styles.put(self.sheet, below, place, None, look)
        join(self.sheet, row, column, last, right)

    def _raise(self, row: int, text: str, size: float, width: float) -> None:
        """Workbooks do not grow rows over merged cells by themselves: the height is worked out from the text."""
        self.heights[row] = max(self.heights.get(row, 0.0), text_height(text, size, width))

    def _set_up(self, head_end: int, last: int, repeated: str) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet, layout = self.sheet, self.grid.form.layout
        for number, width in enumerate(self.widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = column_width(width)
        for row, height in self.heights.items():
            sheet.row_dimensions[row].height = round(height, 1)
        if self.grid.head:
            sheet.freeze_panes = f"A{head_end + 1}"
        sheet.page_setup.orientation = layout.orientation
        sheet.page_setup.paperSize = _PAPER[layout.paper]
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.page_margins.left = sheet.page_margins.right = 0.5
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.4
        sheet.print_options.horizontalCentered = True
        if repeated:
            sheet.print_title_rows = repeated
        sheet.print_area = f"A1:{get_column_letter(self.width)}{last}"
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
