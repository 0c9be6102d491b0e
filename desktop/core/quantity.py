"""Arithmetic with figures that are known to a width: the values that formulas pass to each other.

A quantity is ``(value, half, printed)``. ``value`` is a Decimal, a text, a truth value or None (blank; 不适用 counts as blank). ``half`` is
the half-width of the interval in which the exact figure lies: 0.005 for 12.34 printed in 万元, 0 for counts, zero, and 元 to the 分.
``printed`` says that the figure stands somewhere just so, or is a copy of one that does: two printed figures of the same
thing must be equal, whatever their width. Adding an exact zero is no arithmetic and keeps a figure printed.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Final

Quantity = tuple[Decimal | str | bool | None, Decimal, bool]

ZERO: Final = Decimal(0)
BLANK: Final[Quantity] = (None, ZERO, True)
YES: Final[Quantity] = (True, ZERO, True)
NO: Final[Quantity] = (False, ZERO, True)

EXACT: Final = Context(prec=120, rounding=ROUND_HALF_UP, Emin=-9999, Emax=9999, traps=[InvalidOperation])
"""Wide enough that sums are always exact, in whatever order they are made; running totals rest on that."""
ROUGH: Final = Context(prec=28, rounding=ROUND_HALF_UP, Emin=-9999, Emax=9999, traps=[InvalidOperation])
"""For products and quotients; 28 digits are more than any figure here has."""

_plus, _minus = EXACT.add, EXACT.subtract
_times, _divide = ROUGH.multiply, ROUGH.divide
_UNKNOWN: Final = Decimal(10) ** 20  # the width of a quotient by something that may be zero: nothing can be said


class Broken(Exception):
    """A formula met something that it cannot work with, such as a text in arithmetic: an error of the pack."""


def exact(value: Decimal) -> Quantity:
    return (value, ZERO, True)


def number(quantity: Quantity) -> Decimal:
    """The value for comparisons: blank counts as 0."""
    value = quantity[0]
    if value.__class__ is Decimal:
        return value
    if value is None:
        return ZERO
    raise Broken(f"“{value}”不是数，不能参加计算。" if isinstance(value, str) else "条件不能参加计算。")


def add(a: Quantity, b: Quantity) -> Quantity:
    """The sum; blank adds nothing, the half-widths add up. Raises Broken where one of both is no number."""
    x, wide_x, _ = a
    y, wide_y, _ = b
    if x.__class__ is Decimal and y.__class__ is Decimal:
        if not x and not wide_x:
            return b
        if not y and not wide_y:
            return a
        return (_plus(x, y), _plus(wide_x, wide_y), False)
    if y is None:
        number(a)
        return a
    if x is None:
        number(b)
        return b
    number(a), number(b)
    raise AssertionError


def negate(a: Quantity) -> Quantity:
    if a[0] is None:
        return a
    value = number(a)
    return (-value if value else value, a[1], a[2])


def multiply(a: Quantity, b: Quantity) -> Quantity:
    x, y = number(a), number(b)
    if a[0] is None or b[0] is None:
        return BLANK
    wide = ZERO
    if a[1] or b[1]:
        wide = _plus(_plus(_times(abs(x), b[1]), _times(abs(y), a[1])), _times(a[1], b[1]))
    return (_times(x, y), wide, False)


def divide(a: Quantity, b: Quantity) -> Quantity:
    """Blank when there is nothing to divide or the divisor is zero or blank: the language is total."""
    x, y = number(a), number(b)
    if a[0] is None or not y:
        return BLANK
    quotient = _divide(x, y)
    wide = ZERO
    if a[1] or b[1]:
        room = _minus(abs(y), b[1])
        wide = _divide(_plus(a[1], _times(abs(quotient), b[1])), room) if room > 0 else _UNKNOWN
    return (quotient, wide, False)


def absolute(a: Quantity) -> Quantity:
    return a if a[0] is None else (abs(number(a)), a[1], a[2])


def rounded(a: Quantity, places: int) -> Quantity:
    """Half up, as everybody rounds by hand. The width is that of the rounded ends of the interval."""
    if a[0] is None:
        return a
    value, wide, printed = number(a), a[1], a[2]
    step = Decimal(1).scaleb(-min(max(places, -20), 20))

    def cut(exact_value: Decimal) -> Decimal:
        try:
            return exact_value.quantize(step, rounding=ROUND_HALF_UP, context=EXACT)
        except InvalidOperation:
            raise Broken("算出的数大得没有意义。") from None

    result = cut(value)
    if wide:
        wide = max(cut(value + wide) - result, result - cut(value - wide))
    return (result, wide, printed and result == value)


def tidy(value: Decimal, step: Decimal) -> Decimal:
    """The same value with at least the places of ``step`` and no further zeros, so that it does not depend on how it was summed up.

    Raises Broken when it is larger than any figure can be.
    """
    if not value:
        return ZERO.quantize(step)
    try:
        cut = EXACT.quantize(value, step)
    except InvalidOperation:
        raise Broken("算出的数大得没有意义。") from None
    return cut if cut == value else EXACT.normalize(value)
