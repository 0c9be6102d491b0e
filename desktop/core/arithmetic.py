"""Sums typed into a cell: ``=1200+35.5``.

Only numbers, ``+ - × ÷ * /`` and parentheses; a calculation slip of a clerk is kept readable as the note of the cell, not as a formula.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, DecimalException, localcontext

_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:,\d{3})*(?:\.\d*)?|\.\d+)|(?P<sign>[-+*/()]))")
_SIGNS = str.maketrans({"×": "*", "÷": "/", "—": "-", "–": "-", "−": "-", "－": "-"})
_LONGEST = 200


class ArithmeticProblem(Exception):
    """The sum cannot be worked out; the text is a Chinese sentence."""


def is_sum(text: str) -> bool:
    """Whether a typed text asks for arithmetic (it starts with ``=``, in either width)."""
    return unicodedata.normalize("NFKC", text).lstrip().startswith("=")


def work_out(text: str, decimals: int) -> Decimal:
    """Value of ``=…``, exact; only a division that does not come out even is rounded, to ``decimals`` places.

    Raises:
        ArithmeticProblem: not a sum of numbers.
    """
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("=").translate(_SIGNS)
    if len(plain) > _LONGEST:
        raise ArithmeticProblem("算式太长，请分几次计算后填写结果。")
    tokens = _tokens(plain, text)
    with localcontext() as context:
        context.prec = 60
        try:
            value, rest = _sum(tokens, 0)
        except (DecimalException, RecursionError) as problem:
            raise ArithmeticProblem(f"“{text.strip()}”算不出结果，请检查是否除以 0。") from problem
        if rest != len(tokens):
            raise ArithmeticProblem(f"“{text.strip()}”不是完整的算式，请检查括号和运算符。")
        if _is_uneven(value):
            value = value.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")
    return value.normalize() + Decimal(0) if value else Decimal(0)


def _is_uneven(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent < -20


def _tokens(plain: str, text: str) -> list[Decimal | str]:
    found: list[Decimal | str] = []
    at = 0
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        match = _TOKEN.match(plain, at)
        if match is None:
            raise ArithmeticProblem(f"“{text.strip()}”不是算式：看不懂“{plain[at]}”。等号后面只能写数字、加减乘除和括号。")
        number = match["number"]
        found.append(Decimal(number.replace(",", "")) if number else match["sign"])
        at = match.end()
    return found


def _sum(tokens: list[Decimal | str], at: int) -> tuple[Decimal, int]:
    value, at = _product(tokens, at)
    while at < len(tokens) and tokens[at] in ("+", "-"):
        sign = tokens[at]
        other, at = _product(tokens, at + 1)
        value = value + other if sign == "+" else value - other
    return value, at


def _product(tokens: list[Decimal | str], at: int) -> tuple[Decimal, int]:
    value, at = _atom(tokens, at)
    while at < len(tokens) and tokens[at] in ("*", "/"):
        sign = tokens[at]
        other, at = _atom(tokens, at + 1)
        value = value * other if sign == "*" else value / other
    return value, at


def _atom(tokens: list[Decimal | str], at: int) -> tuple[Decimal, int]:
    if at >= len(tokens):
        raise ArithmeticProblem("算式没有写完，请补上后面的数字。")
    token = tokens[at]
    if isinstance(token, Decimal):
        return token, at + 1
    if token in ("+", "-"):
        value, at = _atom(tokens, at + 1)
        return (value if token == "+" else -value), at
    if token == "(":
        value, at = _sum(tokens, at + 1)
        if at >= len(tokens) or tokens[at] != ")":
            raise ArithmeticProblem("算式缺少右括号，请补上。")
        return value, at + 1
    raise ArithmeticProblem(f"算式中“{token}”的位置不对，请检查。")
