"""舍位平衡 of a whole book: every figure printed in whole units of its last place, so that all additions hold, in tables and between them.

Figures that nothing else determines are balanced table by table (:mod:`desktop.core.balance`). Every other figure is what its printed parts
add up to, wherever they stand; so the same sum is the same in every table. Then the equations that the pack checks (收入总计 = 支出总计,
公开06 = 公开05 基本支出) are made to hold by moving single units of figures of the checking table.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop.core.additions import Addition, Equation, additions, equations
from desktop.core.balance import Sum, balance, half_up
from desktop.core.cells import CellRef
from desktop.core.typed import convert

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

_ROUNDS: Final = 4
"""How often the equations are gone through; moving a unit for one may upset another."""
_ZERO: Final = Decimal(0)


class BookBalance:
    """Whole units of the last printed place for the amounts of a model, in ``unit``."""

    def __init__(self, model: Model, unit: str) -> None:
        self._model, self._unit = model, unit
        self._exact: dict[str, dict[CellRef, Decimal]] = {}
        self._made_of: dict[str, dict[CellRef, Addition]] = {}
        self._free: dict[str, dict[CellRef, Decimal]] = {}  # by form: figures that no addition makes
        self._moved: dict[CellRef, Decimal] = {}
        self._whole: dict[CellRef, Decimal] = {}
        self._settle()

    def whole(self, ref: CellRef) -> Decimal | None:
        """The printed figure in units of its last place; None where there is no amount."""
        known = self._whole.get(ref)
        if known is not None:
            return known
        if ref not in self._figures(ref.form):
            return None
        addition = self._additions(ref.form).get(ref)
        if addition is not None:
            found = sum((sign * (self.whole(part) or _ZERO) for sign, part in addition.parts), _ZERO)
        else:
            free = self._balanced(ref.form)
            found = free[ref] if ref in free else half_up(self._figures(ref.form)[ref])
            found += self._moved.get(ref, _ZERO)
        self._whole[ref] = found
        return found

    def _figures(self, form: str) -> dict[CellRef, Decimal]:
        """The exact amounts of a form in units of the last printed place."""
        found = self._exact.get(form)
        if found is None:
            model, found = self._model, {}
            definition = model.find_form(form)
            places = definition.decimals if definition else 2
            for row in model.rows(form) if definition else ():
                for column in model.columns(form, row.id):
                    ref = CellRef(form, row.id, column.id)
                    value = model.value(ref)
                    if isinstance(value, Decimal) and model.kind(ref) == "money":
                        found[ref] = convert(value, model.book.kept_in, self._unit).scaleb(places)
            self._exact[form] = found
        return found

    def _figure(self, ref: CellRef) -> Decimal:
        return self._figures(ref.form).get(ref, _ZERO)

    def _additions(self, form: str) -> dict[CellRef, Addition]:
        """The additions that make figures of a form and hold exactly."""
        found = self._made_of.get(form)
        if found is None:
            found = self._made_of[form] = {}
            for addition in additions(self._model, form):
                ref = addition.total
                if ref in self._figures(form) and self._sum(addition.parts) == self._figure(ref):
                    found[ref] = addition
        return found

    def _sum(self, parts: tuple[tuple[int, CellRef], ...]) -> Decimal:
        return sum((sign * self._figure(part) for sign, part in parts), _ZERO)

    def _balanced(self, form: str) -> dict[CellRef, Decimal]:
        """A form balanced by itself; figures made of other tables' figures are given as they are printed there."""
        done = self._free.get(form)
        if done is not None:
            return done
        self._free[form] = {}  # a figure of the form itself that is wanted on the way is rounded by itself
        sums: list[Sum] = []
        fixed: dict[CellRef, Decimal] = {}
        for addition in self._additions(form).values():
            if all(part.form == form for _, part in addition.parts):
                if not addition.is_copy:
                    sums.append(Sum(addition.total, addition.parts))
            else:
                fixed[addition.total] = self.whole(addition.total) or _ZERO
        self._free[form] = balance(self._figures(form), sums, fixed)
        # What was worked out on the way may rest on figures that are balanced only now.
        self._whole = {ref: value for ref, value in self._whole.items() if ref.form != form or ref in fixed}
        return self._free[form]

    # equations

    def _settle(self) -> None:
        every = [
            (form.code, equation)
            for form in self._model.forms()
            for equation in equations(self._model, form.code)
            if self._sum(equation.left) == self._sum(equation.right)
        ]
        for _ in range(_ROUNDS):
            upset = [(form, equation) for form, equation in every if self._gap(equation)]
            for form, equation in upset:
                self._close(form, equation)
            if not upset:
                break

    def _gap(self, equation: Equation) -> Decimal:
        left, right = (sum((sign * (self.whole(ref) or _ZERO) for sign, ref in side), _ZERO) for side in (equation.left, equation.right))
        return left - right

    def _close(self, form: str, equation: Equation) -> None:
        """Move units of figures of ``form`` that stand on one side only, those first that come nearest to their exact figures."""
        gap = self._gap(equation)
        weight: dict[CellRef, int] = {}
        for side, turn in ((equation.left, 1), (equation.right, -1)):
            for sign, ref in side:
                for factor, free in self._made_from(ref):
                    weight[free] = weight.get(free, 0) + turn * sign * factor
        movable = [ref for ref, times in weight.items() if abs(times) == 1 and ref.form == form and self._figure(ref) % 1]
        while gap and movable:
            step = {ref: Decimal(-weight[ref] if gap > 0 else weight[ref]) for ref in movable}
            away = {ref: abs((self.whole(ref) or _ZERO) + step[ref] - self._figure(ref)) for ref in movable}
            ref = min(movable, key=lambda one: (away[one], one))
            if away[ref] >= 2:
                return
            self._moved[ref] = self._moved.get(ref, _ZERO) + step[ref]
            self._whole.clear()
            gap = self._gap(equation)

    def _made_from(self, ref: CellRef) -> Iterator[tuple[int, CellRef]]:
        """The figures that no addition makes, out of which ``ref`` is added up, with their signs."""
        addition = self._additions(ref.form).get(ref)
        if addition is None:
            if ref in self._figures(ref.form):
                yield 1, ref
            return
        for sign, part in addition.parts:
            for factor, free in self._made_from(part):
                yield sign * factor, free
