"""Figures as the sentences of a narrative see them: they can be compared, added and subtracted, and remember the cells they come from.

Everything is exact (:class:`decimal.Decimal`); rounding happens once, where a figure is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop.core.amounts import format_amount
from desktop.core.cells import CellRef
from desktop.core.definitions import Kind
from desktop.core.narrative import ProseStyle

_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` is None where the data give none; ``name`` is what the clerk is asked for then. Amounts are in the style's unit.

    ``expr`` is how a sentence asks for it; "" where none can.
    """

    value: Decimal | None
    kind: Kind
    name: str
    refs: tuple[CellRef, ...] = ()
    how: str = ""
    expr: str = ""

    def __bool__(self) -> bool:
        return bool(self.value)

    def __add__(self, other: Figure | int) -> Figure:
        return self._with(other, "＋", "+")

    def __radd__(self, other: int) -> Figure:
        return self if other == 0 else self._with(other, "＋", "+")

    def __sub__(self, other: Figure | int) -> Figure:
        return self._with(other, "－", "-")

    def _with(self, other: Figure | int, sign: str, written_sign: str) -> Figure:
        second = other if isinstance(other, Figure) else Figure(Decimal(other), self.kind, str(other), expr=str(other))
        value = None
        if self.value is not None and second.value is not None:
            value = self.value + second.value if written_sign == "+" else self.value - second.value
        name = second.name if second.value is None else self.name
        expr = f"({self.expr} {written_sign} {second.expr})" if self.expr and second.expr else ""
        return Figure(value, self.kind, name, self.refs + second.refs, f"{self.name} {sign} {second.name}", expr)

    def __abs__(self) -> Figure:
        value = None if self.value is None else abs(self.value)
        return Figure(value, self.kind, self.name, self.refs, self.how, filtered("绝对值", self))

    def __lt__(self, other: Figure | int) -> bool:
        return self._number < _number(other)

    def __le__(self, other: Figure | int) -> bool:
        return self._number <= _number(other)

    def __gt__(self, other: Figure | int) -> bool:
        return self._number > _number(other)

    def __ge__(self, other: Figure | int) -> bool:
        return self._number >= _number(other)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (Figure, int)) and self._number == _number(other)

    def __hash__(self) -> int:
        return hash((self.value, self.kind, self.refs))

    @property
    def _number(self) -> Decimal:
        return self.value if self.value is not None else Decimal(0)


def _number(other: Figure | int) -> Decimal:
    return Decimal(other) if isinstance(other, int) else other.value if other.value is not None else Decimal(0)


def filtered(name: str, figure: Figure, other: Figure | None = None) -> str:
    """How a sentence asks for a figure behind a filter: ``(今 | 占比(总))``."""
    if not figure.expr or (other is not None and not other.expr):
        return ""
    return f"({figure.expr} | {name}({other.expr}))" if other is not None else f"({figure.expr} | {name})"


def ratio(part: Figure, whole: Figure, words: str, expr: str = "") -> Figure:
    """``part`` as a percentage of ``whole``; without value where ``whole`` is nil (there is no such rate)."""
    value = None
    if part.value is not None and whole.value:
        value = part.value / whole.value * _HUNDRED
    missing = part.name if part.value is None else whole.name if whole.value is None else f"{part.name} ÷ {whole.name}"
    return Figure(value, "percent", missing, part.refs + whole.refs, words, expr)


def written(figure: Figure, style: ProseStyle) -> str:
    """The figure as its house style writes it, with % behind a percentage and no unit behind an amount."""
    value = figure.value
    if value is None:
        return ""
    if figure.kind == "percent":
        return f"{_percent(value, style)}%"
    if figure.kind == "money":
        if not value and style.zero:
            return style.zero
        text = format_amount(value, style.decimals, style.grouped)
        return text.rstrip("0").rstrip(".") if not style.trailing_zeros and "." in text else text
    return format_amount(value, None, style.grouped)


def _percent(value: Decimal, style: ProseStyle) -> str:
    text = format_amount(value, style.percent_places, grouped=False)
    first = -value.adjusted() if value else 0  # the place of the first digit behind the point that is not 0
    if value and not Decimal(text) and style.percent_places < first <= style.tiny_percent:
        return format_amount(value, first, grouped=False)
    return text
