"""How a figure comes to be written wrongly: the figures that a slip of the hand could have been meant as.

Pure arithmetic on the digits as they are written, without any cell. Of a slip that is possible at several places every reading is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, Literal

Slip = Literal["swapped", "point", "unit", "sign", "digit", "length"]
"""neighbouring digits swapped · decimal point moved by one or two places · 元 for 万元 · sign · one digit another one · one digit too many or missing"""
_TEN_THOUSAND: Final = Decimal(10000)
_LONGEST: Final = 12
"""Of longer figures single digits are not tried."""


def meant(value: Decimal, places: int, low: Decimal, high: Decimal) -> Iterator[tuple[Slip, Decimal]]:
    """What may have been meant by ``value``, written with ``places`` places at most, as far as it lies from ``low`` to ``high``."""
    if not value:
        return
    exponent = value.as_tuple().exponent
    own = max(-exponent if isinstance(exponent, int) else 0, 0)
    for slip, figure in _moved(value, max(places, own), max(places, 0)):
        if low <= figure <= high:
            yield slip, figure
    digits = format(abs(value), "f").replace(".", "")
    if len(digits) > _LONGEST:
        return
    sign = -1 if value < 0 else 1
    ends = sorted((low * sign, high * sign))
    first = int(ends[0].scaleb(own).to_integral_value(ROUND_CEILING))
    last = int(ends[1].scaleb(own).to_integral_value(ROUND_FLOOR))
    if first <= last and last >= 0:
        for slip, number in _written(digits):
            if first <= number <= last:
                yield slip, (Decimal(number) * sign).scaleb(-own)


def _moved(value: Decimal, places: int, printed: int) -> Iterator[tuple[Slip, Decimal]]:
    """The same digits with another sign, at another place, in another unit."""
    yield "sign", -value
    for factor in (10, 100):
        yield "point", value * factor
        smaller = value / factor
        if _fits(smaller, places):
            yield "point", smaller
    yield "unit", value * _TEN_THOUSAND
    exact = value / _TEN_THOUSAND
    small = exact.quantize(Decimal(1).scaleb(-printed))
    if small and (small == exact or abs(small) >= 1):
        yield "unit", small


def _written(digits: str) -> Iterator[tuple[Slip, int]]:
    """Other digits in the same hand, as whole numbers of the last place."""
    count, whole = len(digits), int(digits)
    for at in range(count - 1):
        first, second = int(digits[at]), int(digits[at + 1])
        if first != second:
            yield "swapped", whole + (second - first) * 9 * 10 ** (count - at - 2)
    for at in range(count):
        weight, own = 10 ** (count - 1 - at), int(digits[at])
        for other in range(10):
            if other != own:
                yield "digit", whole + (other - own) * weight
    for at in range(count):
        rest = digits[:at] + digits[at + 1 :]
        yield "length", int(rest or "0")
    for at in range(count + 1):
        weight = 10 ** (count - at)
        head, tail = divmod(whole, weight)
        for other in range(0 if at else 1, 10):
            yield "length", (head * 10 + other) * weight + tail


def _fits(value: Decimal, places: int) -> bool:
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= places
