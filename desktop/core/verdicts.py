"""Comparing figures that are known to a width: what a check decides."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from desktop.core.quantity import ZERO, Broken, Quantity, number


class Verdict(NamedTuple):
    """``holds`` with ``tail`` set means: unequal, but inside the slack. ``left``/``right`` are None where the check compares nothing."""

    holds: bool
    tail: bool = False
    left: Quantity | None = None
    right: Quantity | None = None
    slack: Decimal = ZERO


def truth(quantity: Quantity) -> bool:
    value = quantity[0]
    if isinstance(value, bool):
        return value
    raise Broken("这里应是条件（比较），而不是一个值。")


def compare(sign: str, a: Quantity, b: Quantity) -> Verdict:
    """Compare intervals: violated only where no pair of exact figures inside both widths would do. Printed figures have no slack."""
    x, y = a[0], b[0]
    if isinstance(x, str) or isinstance(y, str):
        return Verdict(_same_text(a, b) == (sign == "="), False, a, b)
    left, right = number(a), number(b)
    slack = ZERO if a[2] and b[2] else a[1] + b[1]
    gap = left - right
    if sign == "=":
        return Verdict(abs(gap) <= slack, gap != 0 and abs(gap) <= slack, a, b, slack)
    if sign == "≠":
        return Verdict(gap != 0, False, a, b, slack)
    if sign in ">≥":
        gap = -gap
    if sign in "≤≥":
        return Verdict(gap <= slack, 0 < gap <= slack, a, b, slack)
    holds = gap < slack if slack else gap < 0
    return Verdict(holds, holds and gap >= 0, a, b, slack)


def _same_text(a: Quantity, b: Quantity) -> bool:
    for one in (a, b):
        if isinstance(one[0], Decimal | bool):
            raise Broken("文字不能与数比较。")
    return (a[0] or "") == (b[0] or "")


def _order(a: Quantity, b: Quantity) -> Decimal:
    return number(a) - number(b)


def _equal(a: Quantity, b: Quantity) -> bool:
    if isinstance(a[0], str) or isinstance(b[0], str):
        return _same_text(a, b)
    return number(a) == number(b)


COMPARISONS: dict[str, Callable[[Quantity, Quantity], bool]] = {
    "=": _equal,
    "≠": lambda a, b: not _equal(a, b),
    "<": lambda a, b: _order(a, b) < 0,
    "≤": lambda a, b: _order(a, b) <= 0,
    ">": lambda a, b: _order(a, b) > 0,
    "≥": lambda a, b: _order(a, b) >= 0,
}
