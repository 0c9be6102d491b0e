"""Figures as they are shown and printed: in 万元 or 元, each rounded by itself (保留尾差) or so that parts add up to totals (舍位平衡).

    figures = present(model)                       # unit and rounding of the document
    figures = present(model, "万元", "舍位平衡")
    figures.text(ref), figures.tail_difference("公开03")

The exact figures of the book are never touched, so either way of rounding can be left again. Only amounts are converted; counts,
percentages and texts are shown as they are.
"""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from desktop.core.additions import additions
from desktop.core.amounts import NA, Value, format_amount
from desktop.core.book_balance import BookBalance
from desktop.core.cells import CellRef
from desktop.core.steps import finished
from desktop.core.structure import PRIOR
from desktop.core.tails import Tails
from desktop.core.typed import convert

if TYPE_CHECKING:
    from desktop.core.changes import ChangeSet
    from desktop.core.evaluate import Model

Rounding = Literal["保留尾差", "舍位平衡"]
ROUNDINGS: Final[tuple[Rounding, ...]] = ("保留尾差", "舍位平衡")
UNITS: Final = ("万元", "元")
_UNIT_OF: Final = {places: Decimal(1).scaleb(-places) for places in range(8)}


def present(model: Model, unit: str | None = None, rounding: str | None = None) -> Figures:
    """The figures of a model in ``unit`` (default: the document's setting ``show_in``, else the unit it is kept in).

    Raises:
        ValueError: an unknown unit or way of rounding; Chinese.
    """
    settings = model.book.settings
    shown = unit or settings.get("show_in") or model.book.kept_in
    way = rounding or settings.get("rounding") or "保留尾差"
    if shown not in UNITS:
        raise ValueError(f"金额单位只能是万元或元，不能是“{shown}”。")
    if way not in ROUNDINGS:
        raise ValueError(f"尾差处理只能是保留尾差或舍位平衡，不能是“{way}”。")
    return Figures(model, shown, way)


class Figures:
    """Printed figures of a model as it is now; after a change :meth:`after` gives the next. Nothing is worked out before it is asked for."""

    def __init__(self, model: Model, unit: str, rounding: Rounding) -> None:
        self.model, self.unit, self.rounding = model, unit, rounding
        self._kept_in = model.book.kept_in
        self._balanced: BookBalance | None = None
        self._is_whole: bool | None = None
        self._tails: dict[str, Tails] = {}
        self._places: dict[str, int] = {}

    def after(self, changes: ChangeSet) -> Figures:
        """The figures after a change of the same model, keeping of this work what still holds."""
        return finished(self.following(changes))

    def following(self, changes: ChangeSet) -> Generator[None, None, Figures]:
        """:meth:`after`, pausing now and then."""
        fresh = Figures(self.model, self.unit, self.rounding)
        if changes.rows or changes.everything:
            return fresh
        if not any(self.model.kind(ref) == "money" for ref in changes.cells):
            fresh._balanced, fresh._is_whole, fresh._tails = self._balanced, self._is_whole, self._tails
        elif self.rounding == "保留尾差":  # a figure is rounded by itself: only changed ones can be printed differently
            fresh._tails = self._tails
            for tails in list(self._tails.values()):
                yield from tails.following(self.model, changes.cells, fresh.value)
        elif self._is_whole:
            numbers = ((ref, self.model.value(ref)) for ref in changes.cells)
            fresh._is_whole = all(fresh._prints_whole(ref, value) for ref, value in numbers if isinstance(value, Decimal))
        return fresh

    @property
    def is_settled(self) -> bool:
        """Whether every figure can be told at once; else the first one asked for makes the whole book be balanced."""
        return self._balanced is not None or not self.moves_units

    @property
    def moves_units(self) -> bool:
        """Whether a change of one figure may change how others are printed."""
        return self.rounding == "舍位平衡" and not self._whole()

    def value(self, ref: CellRef) -> Value | None:
        """The figure as printed: converted and rounded; texts, blanks and 不适用 as they are."""
        value = self.model.value(ref)
        if isinstance(value, Decimal):
            return self._printed(ref, value) if self.model.kind(ref) == "money" else value
        if value is None:
            row = self.model.row(ref.form, ref.row)
            return NA if row is not None and row.not_applicable else None
        return value

    def text(self, ref: CellRef) -> str:
        """The figure as the table prints it, with 千分位."""
        value = self.model.value(ref)
        if isinstance(value, Decimal):
            kind = self.model.kind(ref)
            if kind == "money":
                text = format(self._printed(ref, value), ",f")
                return text if self.model.form(ref.form).trailing_zeros or "." not in text else text.rstrip("0").rstrip(".")
            places = self._column_places(ref) if kind in ("percent", "score") else None
            if places is not None:
                return format(_half_up(value, places), "f")
            if kind in ("score", "percent") and (kind == "percent" or self.model.entry(ref) is not None):
                return format(value, "f")  # with the places that somebody wrote; a computed rate has two
            return format_amount(value, None if value % 1 else 0)
        return format_amount(self.value(ref))

    def _column_places(self, ref: CellRef) -> int | None:
        return next((column.decimals for column in self.model.columns(ref.form, ref.row) if column.id == ref.column), None)

    def _printed(self, ref: CellRef, value: Decimal) -> Decimal:
        places = self._form_places(ref.form)
        if self.moves_units:
            if self._balanced is None:
                self._balanced = BookBalance(self.model, self.unit)
            whole = self._balanced.whole(ref)
            if whole is not None:
                return whole.scaleb(-places)
        if self.unit != self._kept_in:
            value = convert(value, self._kept_in, self.unit)
        return _half_up(value, places)

    def decimals(self, ref: CellRef) -> int:
        """Printed places: those of the form for amounts, whatever unit they are shown in."""
        return self._form_places(ref.form) if self.model.kind(ref) == "money" else self.model.decimals(ref)

    def _form_places(self, form: str) -> int:
        places = self._places.get(form)
        if places is None:
            places = self._places[form] = self.model.form(form).decimals
        return places

    def tail_difference(self, form: str) -> bool:
        """Whether a printed total of the form is not what its printed parts add up to, though the exact figures agree (尾差)."""
        found = self._tails.get(form)
        if found is None:
            found = self._tails[form] = Tails(self.model, additions(self.model, form), self.value)
        return bool(found)

    def _whole(self) -> bool:
        """Whether every amount has no more places than are printed, so that there is nothing to balance."""
        if self._is_whole is None:
            amounts = (pair for form in self.model.forms() for pair in self.model.amounts(form.code))
            self._is_whole = all(self._prints_whole(ref, value) for ref, value in amounts)
        return self._is_whole

    def _prints_whole(self, ref: CellRef, value: Decimal) -> bool:
        if ref.form.startswith(PRIOR):
            return True  # last year's figures are printed nowhere
        if self.unit != self._kept_in:
            value = convert(value, self._kept_in, self.unit)
        exponent, places = value.as_tuple().exponent, self._form_places(ref.form)
        few = isinstance(exponent, int) and exponent >= -places
        return few or value == _half_up(value, places) or self.model.kind(ref) != "money"


def _half_up(value: Decimal, places: int) -> Decimal:
    rounded = value.quantize(_UNIT_OF.get(places) or Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
    return rounded if rounded else abs(rounded)
