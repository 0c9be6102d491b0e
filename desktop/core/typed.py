"""What a clerk types into a cell → a value of the cell's kind, in the unit in which the book is kept.

Everything is refused with a sentence and nothing is guessed: a text that cannot be read stays with the person who typed it.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop.core.amounts import MAX_DIGITS, NotApplicable, Value, quoted, read_amount
from desktop.core.arithmetic import ArithmeticProblem, is_sum, work_out
from desktop.core.cells import CellRef
from desktop.core.definitions import FormDef, RowDef
from desktop.core.visible import visible

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

_YUAN_EXPONENT: Final = {"元": 0, "万元": 4, "亿元": 8}
_DATE = re.compile(r"(\d{4})(?:[-./年])(\d{1,2})(?:[-./月])(\d{1,2})日?\Z|(\d{4})(\d{2})(\d{2})\Z")
_LONGEST_TEXT = 20_000
_POINTS: Final = Decimal("0.01")  # the smallest part of a point that is given


@dataclass(frozen=True, slots=True)
class Typed:
    """``value`` in the unit of the book (``None`` = blank) and the ``expression`` it was worked out from, if any."""

    value: Value | None
    expression: str = ""


class Unreadable(Exception):
    """The text cannot be an entry of the cell; the message is a Chinese sentence."""


def convert(value: Decimal, unit: str, kept_in: str) -> Decimal:
    """An amount of ``unit`` (元, 万元, 亿元) in ``kept_in``; only the point moves, so it is exact."""
    return value.scaleb(_YUAN_EXPONENT[unit] - _YUAN_EXPONENT[kept_in])


def fixed_row(form: FormDef, row: str) -> RowDef | None:
    """The definition of a fixed row of the form."""
    return next((found for block in form.blocks for found in block.rows if found.id == row), None)


def read_typed(model: Model, ref: CellRef, text: str) -> Typed:
    """Read ``text`` for the cell.

    Raises:
        Unreadable: with the sentence for the person who typed it.
    """
    if not visible(text).strip():
        return Typed(None)
    match model.kind(ref):
        case "text" | "indicator":
            if len(text) > _LONGEST_TEXT:
                raise Unreadable(f"文字有 {len(text)} 个字，超过 {_LONGEST_TEXT} 字，请缩短。")
            return Typed(visible(text).strip())
        case "date":
            return Typed(_read_date(text))
        case "choice":
            return Typed(_read_choice(model, ref, text))
        case kind:
            return _read_number(model, ref, text, kind)


def _read_number(model: Model, ref: CellRef, text: str, kind: str) -> Typed:
    if kind == "score":
        text = unicodedata.normalize("NFKC", text).strip().removesuffix("分")
    if is_sum(text):
        plain, unit = _unit_behind(text) if kind == "money" else (text, "")
        try:
            result = work_out(plain, model.decimals(ref) if kind != "count" else 0)
        except ArithmeticProblem as problem:
            raise Unreadable(str(problem)) from problem
        if result.adjusted() >= MAX_DIGITS:
            raise Unreadable(f"{quoted(text)}的结果位数过多，请核对。")
        if unit:
            result = convert(result, unit, model.book.kept_in)
        expression = "=" + unicodedata.normalize("NFKC", text).strip().removeprefix("=").strip()
        return Typed(_checked(result, text, kind), expression)
    reading = read_amount(text)
    if reading.problem:
        raise Unreadable(reading.problem)
    value = reading.value
    if not isinstance(value, Decimal):
        if isinstance(value, NotApplicable) and kind != "money":
            raise Unreadable("这一格要填数字；没有数字就留空。")
        return Typed(value)
    unit = reading.unit
    if unit and kind == "money":
        if unit not in _YUAN_EXPONENT:
            raise Unreadable(f"{quoted(text)}的单位是“{unit}”，这一格要填金额，请改为元或万元。")
        value = convert(value, unit, model.book.kept_in)
    elif unit and kind == "count" and (unit in _YUAN_EXPONENT or unit == "%"):
        raise Unreadable(f"{quoted(text)}的单位是“{unit}”，这一格要填数量，请核对。")
    elif unit and kind == "score":
        raise Unreadable(f"{quoted(text)}的单位是“{unit}”，这一格要填分数，请核对。")
    elif unit and kind == "percent" and unit != "%":
        raise Unreadable(f"{quoted(text)}的单位是“{unit}”，这一格要填百分数，请核对。")
    return Typed(_checked(value, text, kind))


def _unit_behind(text: str) -> tuple[str, str]:
    """A sum and the unit that is written behind it: ``=1200+35.5元``."""
    plain = unicodedata.normalize("NFKC", text).rstrip()
    for word, unit in (("亿元", "亿元"), ("万元", "万元"), ("元", "元"), ("万", "万元")):
        if plain.endswith(word):
            return plain[: -len(word)], unit
    return text, ""


def _checked(value: Decimal, text: str, kind: str) -> Decimal:
    if kind == "count":
        if value != value.to_integral_value():
            raise Unreadable(f"{quoted(text)}不是整数，这一格要填个数，请核对。")
        return value.quantize(Decimal(1))
    if kind == "score" and value != value.quantize(_POINTS):
        raise Unreadable(f"{quoted(text)}的小数超过两位，分值和得分最多保留两位小数，请核对。")
    return value


def _read_date(text: str) -> str:
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    match = _DATE.match(plain)
    if match is None:
        raise Unreadable(f"{quoted(text)}不是日期，请写成 2025-08-20 或 2025年8月20日。")
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError as problem:
        raise Unreadable(f"没有 {year} 年 {month} 月 {day} 日这一天，请核对日期。") from problem


def _read_choice(model: Model, ref: CellRef, text: str) -> str:
    choices = model.choices(ref)
    wanted = _folded(text)
    for choice in choices:
        if _folded(choice) == wanted:
            return choice
    starting = [choice for choice in choices if _folded(choice).startswith(wanted)]
    if len(starting) == 1:
        return starting[0]
    raise Unreadable(f"{quoted(text)}不在可选的项目里，请从这些中选一个：{'、'.join(choices)}。")


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
