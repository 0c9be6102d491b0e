"""A cell of a workbook → a value of the form's cell: amounts with units, counts, texts and dates, and what is to be asked about them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.core.amounts import NA, NotApplicable, Value, read_amount
from desktop.core.definitions import Kind
from desktop.exchange.grid import SheetCell
from desktop.exchange.words import plain, words


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
    if cell.percent and kind in ("money", "count"):
        return ReadValue(None, f"单元格里是百分数 {cell.text}，这一格要填数，请核对单元格格式。")
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


_POINTS = re.compile(r"(.*\d)\s*分\Z")
_NOTHING = re.compile(r"[\s\-‐‑‒–—―−－─━/]*\Z")


def read_record_value(
    cell: SheetCell, kind: Kind, rule: UnitRule, before: str = "", behind: str = "", choices: tuple[str, ...] = ()
) -> ReadValue:
    """As :func:`read_value`, for a cell of a record: words of the form around the value, —— for nothing, points and percentages."""
    if cell.problem:
        return ReadValue(None, cell.problem)
    text = _bare(cell.text.strip(), before, behind)
    if not isinstance(cell.value, Decimal) and _NOTHING.match(text):
        return ReadValue(None)
    if kind == "choice":
        return _read_choice(text, choices)
    if kind == "indicator":
        doubt = f"单元格里是日期 {text}，照原样读取，请核对写法。" if isinstance(cell.value, datetime.date) else ""
        return ReadValue(text, doubt=doubt)
    if kind in ("text", "date"):
        return read_value(replace(cell, text=text), kind, rule)
    if kind == "percent":
        return _read_percent(cell, text, rule, "%" in behind)
    points = _POINTS.match(text) if kind == "score" else None
    stripped = points[1] if points else text
    value = cell.value if stripped == cell.text.strip() else stripped
    read = read_value(replace(cell, value=value, text=stripped), kind, rule)
    if isinstance(read.value, NotApplicable):
        return ReadValue(None)
    if kind == "score" and isinstance(read.value, Decimal) and read.value != round(read.value, 2):
        return replace(read, doubt=f"得分、分值一般不超过两位小数，这里是 {cell.text}，请核对。")
    return read


def _bare(text: str, before: str, behind: str) -> str:
    """Without the words that the form prints around the value."""
    if before.strip() and text.startswith(before.strip()):
        text = text[len(before.strip()) :].strip()
    if behind.strip() not in ("", "%", "分") and text.endswith(behind.strip()):
        text = text[: -len(behind.strip())].strip()
    return text


def _read_choice(text: str, choices: tuple[str, ...]) -> ReadValue:
    wanted = plain(text)
    exact = [choice for choice in choices if plain(choice) == wanted]
    near = exact or [choice for choice in choices if wanted and (plain(choice).startswith(wanted) or wanted in plain(choice))]
    if len(near) == 1 or exact:
        return ReadValue(near[0])
    return ReadValue(None, f"“{text}”不在可选的项目里（{'、'.join(choices)}），没有读取，请核对。")


def _read_percent(cell: SheetCell, text: str, rule: UnitRule, signed: bool) -> ReadValue:
    """``signed``: the form prints the sign behind the value, so that 0.928 without one can only be the figure of a cell shown as 92.8%."""
    if isinstance(cell.value, Decimal) and not cell.percent:
        if signed and 0 < abs(cell.value) <= 1:
            value = cell.value * 100
            return ReadValue(value, doubt=f"单元格里是 {cell.text}，没有百分号，按 {value.normalize():f}% 读取，请核对。")
        return ReadValue(cell.value)
    number = replace(cell, text=text) if cell.percent else replace(cell, value=text, text=text)
    read = read_value(number, "percent", rule)
    return ReadValue(None) if isinstance(read.value, NotApplicable) else read


def is_na(value: Value | None) -> bool:
    return value is NA
