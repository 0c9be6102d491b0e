"""Cells of workbooks that we write: styles made once and shared, and texts that never become formulas."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "宋体"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_RISKY = ("=", "+", "-", "@", "\t", "\r")
INDENT = 2.5  # mm a level
MAX_DIGITS = 15  # a double carries no more; longer numbers are written as text
_INVALID_IN_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. ``number_format`` "" = General."""

    size: float = 10.5
    bold: bool = False
    align: str = "left"
    border: bool = True
    wrap: bool = True
    indent: int = 0
    number_format: str = ""
    fill: str = ""


class Styles:
    """Styles of one workbook: each look is made once, then its ready style array is copied (twenty times faster than assigning)."""

    def __init__(self) -> None:
        self._made: dict[tuple[Look, bool], Any] = {}

    def put(self, sheet: Worksheet, row: int, column: int, value: Decimal | int | str | None, look: Look) -> None:
        """Set value and look of a cell (rows and columns from 1)."""
        cell = sheet.cell(row, column)
        quoted = put_value(cell, value)
        made = self._made.get((look, quoted))
        if made is None:
            _apply(cell, look)
            cell.quotePrefix = quoted
            self._made[look, quoted] = copy(cell._style)
        else:
            cell._style = copy(made)


def put_value(cell: Any, value: Decimal | int | str | None) -> bool:
    """Set the value only. Texts stay texts, whatever they begin with; returns whether the text needs the quote prefix."""
    if isinstance(value, str):
        text = clean(value)
        cell.value = text
        if text:
            cell.data_type = "s"
        return text.startswith(_RISKY)
    cell.value = value
    return False


def clean(text: str) -> str:
    """Without control characters, which no workbook can hold."""
    return _CONTROL.sub("", text).replace("\r\n", "\n")


def _apply(cell: Any, look: Look) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.font = Font(name=FONT, size=look.size, bold=look.bold)
    cell.alignment = Alignment(horizontal=look.align, vertical="center", wrap_text=look.wrap, indent=look.indent)
    if look.border:
        thin = Side(style="thin")
        cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    if look.number_format:
        cell.number_format = look.number_format
    if look.fill:
        cell.fill = PatternFill("solid", start_color=look.fill)


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A sheet name that Excel accepts (31 characters, no ``[]:*?/\\``) and that is not taken yet; it is added to ``taken``."""
    base = _INVALID_IN_NAME.sub(" ", clean(wanted)).strip().strip("'")[:31] or "表"
    name, number = base, 2
    while name.casefold() in taken:
        tail = f"({number})"
        name, number = base[: 31 - len(tail)] + tail, number + 1
    taken.add(name.casefold())
    return name


def text_width(text: str, size: float) -> float:
    """Width of a text in mm at a font size in points: Chinese characters are as wide as high, others half."""
    units = max(
        (sum(2 if ord(character) > 0x2E7F or character in "“”‘’—…" else 1 for character in line) for line in text.split("\n")), default=0
    )
    return units * size * 0.353 / 2


def room_needed(text: str, size: float, bold: bool = False) -> float:
    """Width in mm of a column in which a text stands on one line; bold letters are a little wider."""
    return text_width(text, size) * (1.06 if bold else 1.0) + 2.1


def lines_needed(text: str, size: float, width: float) -> int:
    """Printed lines of a text in a column of ``width`` mm."""
    usable = max(width - 2.0, size * 0.353)
    return sum(max(1, -(-int(text_width(line, size) * 100) // int(usable * 100))) for line in text.split("\n"))


def column_width(mm: float) -> float:
    """Width in mm as Excel counts it: characters of the default font."""
    return round(max(1.0, (mm / 25.4 * 96 - 5) / 7), 2)
