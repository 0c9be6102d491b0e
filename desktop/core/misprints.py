"""How a figure comes to be written wrongly: the figures that a slip of the hand could have been meant as.

Pure arithmetic on the digits as they are written, without any cell. Of a slip that is possible at several places every reading is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, Literal

Slip = Literal["swapped", "point", "unit", "sign", "digit", "length"]
"""neighbouring digits swapped · decimal point moved by one or two places · 元 for 万元 · sign · one digit another one · one digit too many or missing"""
_TEN_THOUSAND: Final = Decimal(10000)
_LONGEST: Final = 12
"""Of longer figures single digits are not tried."""


def meant(value: Decimal, places: int) -> Iterator[tuple[Slip, Decimal]]:
    """What may have been meant by ``value``, written with ``places`` places at most."""
    if not value:
        return
    exponent = value.as_tuple().exponent
    own = max(-exponent if isinstance(exponent, int) else 0, 0)
    digits = format(abs(value), "f").replace(".", "")
    negative = value < 0
    yield "sign", -value
    for factor in (10, 100):
        yield "point", value * factor
        smaller = value / factor
        if _fits(smaller, max(places, own)):
            yield "point", smaller
    yield "unit", value * _TEN_THOUSAND
    exact = value / _TEN_THOUSAND
    small = exact.quantize(Decimal(1).scaleb(-max(places, 0)))
    if small and (small == exact or abs(small) >= 1):
        yield "unit", small
    if len(digits) > _LONGEST:
        return
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            yield "swapped", _figure(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :], own, negative)
    for at, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                yield "digit", _figure(digits[:at] + other + digits[at + 1 :], own, negative)
    for at in range(len(digits)):
        yield "length", _figure(digits[:at] + digits[at + 1 :], own, negative)
    for at in range(len(digits) + 1):
        for other in "0123456789":
            if at or other != "0":
                yield "length", _figure(digits[:at] + other + digits[at:], own, negative)


def _figure(digits: str, places: int, negative: bool) -> Decimal:
    figure = Decimal(digits or "0").scaleb(-places)
    return -figure if negative else figure


def _fits(value: Decimal, places: int) -> bool:
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= places
