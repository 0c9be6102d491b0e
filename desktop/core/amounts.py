"""Values of cells: amounts, texts, 不适用 — and reading them as clerks type them.

Blank is ``None``, zero is ``Decimal(0)``, 不适用 (printed ``————``) is :data:`NA`: three different values everywhere.
Amounts are :class:`decimal.Decimal` in the unit in which the book is kept (万元 or 元), never float.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final


class NotApplicable:
    """The single value 不适用. Compare with ``is NA``."""

    _single: NotApplicable | None = None

    def __new__(cls) -> NotApplicable:
        if cls._single is None:
            cls._single = super().__new__(cls)
        return cls._single

    def __repr__(self) -> str:
        return "NA"

    def __reduce__(self) -> str:
        return "NA"


NA: Final = NotApplicable()
NA_PRINTED: Final = "————"

Value = Decimal | str | NotApplicable
"""What a cell can hold; a blank cell holds ``None`` (``Value | None``)."""

MAX_DIGITS: Final = 15  # digits before the point; beyond that no amount of a department is plausible


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a text: ``value`` (``None`` = blank), the ``unit`` written beside it, and a ``problem`` in words.

    With a ``problem`` the value is not to be used; the text stays as it was typed.
    """

    value: Value | None
    unit: str = ""
    problem: str = ""


_DASHES = "-‐‑‒–—―−﹘﹣－─━"
_NA_WORDS = frozenset({"不适用", "n/a", "N/A"})
_UNITS = {
    "万元": "万元",
    "万": "万元",
    "元": "元",
    "亿元": "亿元",
    "%": "%",
    "辆": "辆",
    "台": "台",
    "套": "套",
    "台(套)": "台（套）",
    "个": "个",
    "人": "人",
}
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?\Z")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?\Z")


def read_amount(text: str) -> Reading:
    """Read an amount as it stands in workbooks and as clerks type it.

    Understood: thousands separators, full-width digits and punctuation, ``(12.3)`` and ``△12.3`` as negatives, ``￥``, ``。`` as the
    decimal point, a unit behind the number, ``—`` (blank) and ``————`` (不适用), any white space. A text that
    is no number comes back as a problem in words, never as zero.
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u200b", "").strip()
    squeezed = re.sub(r"\s+", "", plain)
    if not squeezed:
        return Reading(None)
    if squeezed in _NA_WORDS:
        return Reading(NA)
    if all(ch in _DASHES for ch in squeezed):
        return Reading(NA if len(squeezed) >= 3 else None)
    body = squeezed
    for dash in _DASHES:
        body = body.replace(dash, "-")
    negative = False
    if body.startswith("(") and ")" in body:
        closing = body.rindex(")")
        body = body[1:closing] + body[closing + 1 :]
        negative = True
    elif body[0] in "△▲":
        body, negative = body[1:], True
    body = body.lstrip("¥￥$").removeprefix("人民币").removeprefix("RMB").replace("。", ".").replace("，", ",").replace("'", "")
    unit = ""
    for word, name in sorted(_UNITS.items(), key=lambda item: -len(item[0])):
        if body.endswith(word) and len(body) > len(word):
            body, unit = body[: -len(word)], name
            break
    if "," in body:
        if not _GROUPED.match(body):
            return Reading(None, problem=f"{quoted(text)}中的逗号位置不像千位分隔符，请核对后重新填写。")
        body = body.replace(",", "")
    if not _NUMBER.match(body):
        return Reading(None, problem=f"{quoted(text)}不是数字。")
    try:
        value = Decimal(body)
    except InvalidOperation:
        return Reading(None, problem=f"{quoted(text)}不是数字。")
    if negative:
        value = -value
    if value.adjusted() >= MAX_DIGITS:
        return Reading(None, problem=f"{quoted(text)}位数过多，请核对单位。")
    if value.adjusted() < -MAX_DIGITS and value != 0:
        return Reading(None, problem=f"{quoted(text)}小得不像金额，请核对。")
    return Reading(value if value else Decimal(0), unit)


def quoted(text: str) -> str:
    """What somebody wrote, as a sentence quotes it: a whole pasted page would hide what is wrong with it."""
    plain = text.strip()
    return f"“{plain if len(plain) <= 60 else plain[:60] + '…'}”"


def format_amount(value: Value | None, decimals: int | None = 2, grouped: bool = True) -> str:
    """Text of a value as tables print it: blank → ``""``, 不适用 → ``————``, amounts with ``decimals`` places (``None``: as they are)."""
    if value is None:
        return ""
    if isinstance(value, NotApplicable):
        return NA_PRINTED
    if isinstance(value, str):
        return value
    if decimals is None:
        text = format(value, "f")
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return format(Decimal(text), ",f") if grouped else text
    quantum = Decimal(1).scaleb(-decimals)
    rounded = value.quantize(quantum, rounding="ROUND_HALF_UP")
    if rounded == 0:
        rounded = abs(rounded)
    return format(rounded, ",f" if grouped else "f")


def plain_text(value: Value | None) -> str | None:
    """Value as the JSON of the command writes it: decimal string, ``"n/a"``, text, or ``None`` for blank."""
    if value is None:
        return None
    if isinstance(value, NotApplicable):
        return "n/a"
    if isinstance(value, str):
        return value
    return format(value, "f")
