"""A cell of a workbook → a value of the form's cell: amounts with units, counts, texts and dates, and what is to be asked about them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from desktop.core.amounts import NA, NotApplicable, Value, read_amount
from desktop.core.definitions import Kind
from desktop.exchange.grid import SheetCell
from desktop.exchange.words import words


@dataclass(frozen=True, slots=True)
class ReadValue:
    """``value`` ``None`` and no ``problem``: the cell is blank. ``problem``: nothing was read. ``doubt``: read, but to be looked at."""

    value: Value | None
    problem: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class UnitRule:
    """How amounts of a sheet become amounts of the book. ``places``: decimals that are to be expected in the sheet's unit."""

    sheet: str
    book: str
    places: int

    def convert(self, value: Decimal, unit: str = "") -> Decimal:
        """Only the decimal point moves, so it is exact."""
        shift = words().units[unit or self.sheet] - words().units[self.book]
        return value.scaleb(shift) if shift and value else value


def read_value(cell: SheetCell, kind: Kind, rule: UnitRule) -> ReadValue:
    """Read a cell for a form's cell of ``kind``."""
    if cell.problem:
        return ReadValue(None, cell.problem)
    if kind in ("text", "choice"):
        return ReadValue(cell.text.strip())
    if kind == "date":
        return ReadValue(cell.value.isoformat() if isinstance(cell.value, datetime.date) else cell.text.strip())
    if isinstance(cell.value, datetime.date):
        return ReadValue(None, f"单元格里是日期 {cell.text}，这一格要填数，请核对单元格格式。")
    unit = ""
    value: Value | None
    if isinstance(cell.value, Decimal):
        value = cell.value
    else:
        reading = read_amount(cell.text)
        if reading.problem:
            return ReadValue(None, reading.problem)
        value, unit = reading.value, reading.unit
    if value is None or isinstance(value, NotApplicable):
        return ReadValue(value)
    if not isinstance(value, Decimal):
        return ReadValue(None, f"“{cell.text}”不是数字。")
    if value.adjusted() >= 15:
        return ReadValue(None, f"“{cell.text}”位数过多，不像金额，请核对。")
    if kind == "count":
        if value != value.to_integral_value():
            return ReadValue(value, doubt=f"这一格要填个数，{cell.text} 不是整数，请核对。")
        return ReadValue(value)
    if kind != "money":
        return ReadValue(value)
    if unit and unit not in words().units:
        return ReadValue(None, f"“{cell.text}”的单位是“{unit}”，这一格要填金额，请核对。")
    exponent = value.as_tuple().exponent
    doubt = ""
    if not unit and isinstance(exponent, int) and -exponent > rule.places:
        doubt = f"单元格里实际是 {cell.text}，小数多于 {rule.places} 位，表上看不见；按实际的数读取，请核对。"
    return ReadValue(rule.convert(value, unit), doubt=doubt)


def is_na(value: Value | None) -> bool:
    return value is NA
