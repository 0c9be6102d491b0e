"""Read a workbook into the neutral grid: ``read_workbook(path)``.

Decided by the first bytes (see :mod:`~desktop.exchange.container`), scanned (:mod:`~desktop.exchange.scan`), then parsed by
python-calamine. Files that the scan cannot judge are parsed in a child process (:mod:`~desktop.exchange.isolated`).
"""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.visible import visible
from desktop.exchange.container import open_bytes, sniff
from desktop.exchange.damage import DAMAGED
from desktop.exchange.grid import GridSheet, GridValue, Merge, SheetCell, Workbook, WorkbookError
from desktop.exchange.isolated import run_isolated
from desktop.exchange.scan import Encrypted, ScanFailed, SheetScan, scan_xls, scan_xlsx

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_CELLS = 8_000_000  # extent of all sheets together that an .xls parser may allocate
MAX_FILLED = 150_000  # cells with content in one sheet; tables of final accounts have a few thousand
MAX_ALL = 400_000  # the same for all sheets together
MAX_TEXT = 4_000  # a longer text in one cell belongs to no table
PLAIN_SIZE = 16 * 1024 * 1024  # unpacked sheets above this are read in a child process

SAVE_FIRST = "公式没有保存过计算结果，请用 Excel 或 WPS 打开并保存后再导入。"


def read_workbook(path: str | Path, *, isolated: bool | None = None, stop: Callable[[], bool] | None = None) -> Workbook:
    """Read .xlsx, .xlsm, .xls, .et (and .xlsb, .ods) into the neutral grid.

    Args:
        isolated: force the child process on or off; by default every file is read in one but an .xlsx that can be judged beforehand.
        stop: asked while the child process reads; True kills it.

    Raises:
        WorkbookError: one Chinese sentence why the file cannot be read.
    """
    path = Path(path)
    data = open_bytes(path)
    kind = sniff(path, data)
    scans: list[SheetScan] | None = None
    if isolated is not True and (kind == "xlsx" or isolated is False):
        scans = _scan(kind, data, path.name)
    if isolated is True or (scans is None and isolated is None):
        sheets = run_isolated(_read_alone, data, kind, path.name, name=path.name, stop=stop)
    else:
        sheets = _parse(data, kind, path.name, scans)
    return Workbook(path, hashlib.sha256(data).hexdigest(), kind, sheets)


def _read_alone(data: bytes, kind: str, name: str) -> list[GridSheet]:
    return _parse(data, kind, name, _scan(kind, data, name, any_size=True))


def _scan(kind: str, data: bytes, name: str, *, any_size: bool = False) -> list[SheetScan] | None:
    """Scans of the sheets, or ``None`` where the file must be parsed behind limits."""
    try:
        if kind == "xls":
            return scan_xls(data)
        if kind == "xlsx":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                size = sum(entry.file_size for entry in archive.infolist() if entry.filename.lower().endswith(".xml"))
                return scan_xlsx(archive) if any_size or size <= PLAIN_SIZE else None
    except Encrypted:
        raise _encrypted(name) from None
    except (ScanFailed, *DAMAGED):
        return None
    return None


def _parse(data: bytes, kind: str, name: str, scans: list[SheetScan] | None) -> list[GridSheet]:
    from python_calamine import CalamineWorkbook, PasswordError

    if kind == "xls" and scans and sum(scan.area for scan in scans) > MAX_CELLS:
        raise WorkbookError(f"“{name}”的工作表范围过大（有内容的格子一直到很远的行列），没有读取。请删去多余的行列，另存后再导入。")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise _encrypted(name) from None
    except (MemoryError, KeyboardInterrupt):
        raise
    except BaseException:  # the parser is native code: a panic arrives as BaseException
        raise WorkbookError(f"“{name}”的内容损坏或不完整，读不出来。请用 Excel 或 WPS 打开修复，另存为 .xlsx 后再导入。") from None
    with book:
        return _sheets(book, scans)


def _encrypted(name: str) -> WorkbookError:
    return WorkbookError(f"“{name}”设有打开密码，读不了。请在 Excel 或 WPS 中去掉密码后另存，再导入。")


def _sheets(book: CalamineWorkbook, scans: list[SheetScan] | None) -> list[GridSheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = []
    aligned = scans is not None and len(scans) == len(book.sheets_metadata)
    for number, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = GridSheet(about.name, about.visible != SheetVisibleEnum.Visible)
        sheets.append(sheet)
        scan = scans[number] if aligned and scans else None
        if scan and (scan.bottom - scan.top >= MAX_ROWS or scan.right - scan.left >= MAX_COLUMNS):
            sheet.problem = _too_large(about.name, scan.bottom + 1, scan.right + 1)
            continue
        if sum(len(known.cells) for known in sheets) > MAX_ALL:
            sheet.problem = f"工作簿的内容太多，工作表“{about.name}”没有读取。请删去无关的工作表后再导入。"
            continue
        try:
            source = book.get_sheet_by_index(number)
            _fill(sheet, source, scan)
        except (MemoryError, KeyboardInterrupt):
            raise
        except BaseException:
            sheet.cells.clear()
            sheet.problem = f"工作表“{about.name}”的内容损坏，读不出来。请用 Excel 或 WPS 打开修复后另存。"
    return sheets


def _too_large(name: str, rows: int, columns: int) -> str:
    return (
        f"工作表“{name}”有内容的范围到第 {rows} 行、第 {columns} 列，超过 {MAX_ROWS} 行或 {MAX_COLUMNS} 列，没有读取。"
        "请删去表外多余的内容后再导入。"
    )


def _fill(sheet: GridSheet, source: CalamineSheet, scan: SheetScan | None) -> None:
    if source.start is None or source.end is None:
        top, left, bottom, right = 0, 0, -1, -1
    else:
        (top, left), (bottom, right) = source.start, source.end
    if bottom - top >= 4 * MAX_ROWS or right - left >= 4 * MAX_COLUMNS:
        sheet.problem = _too_large(sheet.name, bottom + 1, right + 1)
        return
    cells = sheet.cells
    rows = source.to_python(skip_empty_area=True)
    for row, values in enumerate(rows, top):
        if len(cells) > MAX_FILLED:
            sheet.problem = f"工作表“{sheet.name}”有超过 {MAX_FILLED} 个有内容的格子，不像决算公开表，没有读取。"
            cells.clear()
            return
        for column, raw in enumerate(values, left):
            if raw != "":
                cell = read_cell(row, column, raw)
                if cell:
                    cells[row, column] = cell
    for place, decimals in (scan.percents if scan else {}).items():
        cell = cells.get(place)
        if cell is not None and isinstance(cell.value, Decimal):
            cells[place] = as_percent(cell, decimals)
    if scan:
        sheet.hidden_rows = scan.hidden
        for (row, column), error in scan.marks.items():
            if (row, column) not in cells:
                text, problem = (error, f"单元格是错误值 {error}，请先在 Excel 中改正公式。") if error else ("（公式）", SAVE_FIRST)
                cells[row, column] = SheetCell(row, column, None, text, problem)
    if sheet.height > MAX_ROWS or sheet.width > MAX_COLUMNS:
        sheet.problem = _too_large(sheet.name, sheet.height, sheet.width)
        cells.clear()
        return
    sheet.merges = tuple(
        Merge(first[0], first[1], last[0], last[1])
        for first, last in source.merged_cell_ranges or ()
        if first[0] <= MAX_ROWS and first[1] <= MAX_COLUMNS
    )


_BLANK = re.compile(r"[\s\u200b\ufeff\x00]*\Z")


def read_cell(row: int, column: int, raw: object) -> SheetCell | None:
    """A raw value of the parser as a cell; ``None`` where nothing is to be seen."""
    value: GridValue | None
    if isinstance(raw, str):
        raw = visible(raw)
        if _BLANK.match(raw):
            return None
        if len(raw) > MAX_TEXT:
            return SheetCell(row, column, None, raw[:60] + "…", f"单元格里有 {len(raw)} 个字，不是表格的内容。")
        return SheetCell(row, column, raw, raw)
    if isinstance(raw, bool):
        return SheetCell(row, column, None, "TRUE" if raw else "FALSE", "单元格是逻辑值（TRUE/FALSE），不是数字。")
    if isinstance(raw, int | float):
        value = exact(raw)
        if value is None:
            return SheetCell(row, column, None, str(raw), "单元格的数字无法表示。")
        return SheetCell(row, column, value, format(value, "f"))
    if isinstance(raw, datetime.datetime):
        return SheetCell(row, column, raw.date(), f"{raw:%Y-%m-%d}" if not (raw.hour or raw.minute) else f"{raw:%Y-%m-%d %H:%M}")
    if isinstance(raw, datetime.date):
        return SheetCell(row, column, raw, raw.isoformat())
    return SheetCell(row, column, None, str(raw), "单元格是时间，不是数字。")


def as_percent(cell: SheetCell, decimals: int) -> SheetCell:
    """A number that is shown as a percentage: what stands before the sign, with as many places as are shown, or as it has."""
    assert isinstance(cell.value, Decimal)
    value = exact(float(cell.value * 100)) or Decimal(0)
    places = max(decimals, -min(0, int(value.as_tuple().exponent)))
    return replace(cell, value=value, text=f"{value:.{places}f}%", percent=True)


def exact(number: int | float) -> Decimal | None:
    """A number of the workbook as Decimal, freed of the artefacts of binary fractions.

    What lies within 1e-6 of two or four places is meant to be there (0.1+0.2 is 0.30000000000000004); other figures stay as they are.
    """
    value = Decimal(number) if isinstance(number, int) else Decimal(repr(number))
    if not value.is_finite() or value.adjusted() > 30:
        return None
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        for places in (2, 4):
            rounded = value.quantize(Decimal(1).scaleb(-places))
            if abs(value - rounded) <= Decimal("1e-6"):
                value = rounded
                break
    if value == value.to_integral_value():
        return Decimal(int(value))
    return value.normalize()
