"""The additions between figures, read out of the calcs of a model: which printed parts make which printed total.

Only calcs that do nothing but add and subtract whole cells are additions (合计, +, −, and plain copies); whatever multiplies, divides or
decides is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.cells import CellRef
from desktop.core.language import Call, Compare, Expr, Number, Ref, Sum
from desktop.core.nodes import Calc, Check

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.core.formulas import Compiled

_Plan = tuple[tuple[int, int], ...]
"""(sign, place among the operands) of every term."""


class _NoAddition(Exception):
    """The formula does more than add."""


@dataclass(frozen=True, slots=True)
class Addition:
    """``total`` = Σ sign × part; the parts may stand in other forms."""

    total: CellRef
    parts: tuple[tuple[int, CellRef], ...]
    is_copy: bool

    def agrees(self, model: Model) -> bool:
        """Whether the exact figures add up, as far as they are known (half-widths of all of them together)."""
        gap, slack = -_amount(model, self.total), model.half_width(self.total)
        for sign, part in self.parts:
            gap += sign * _amount(model, part)
            slack += model.half_width(part)
        return abs(gap) <= slack


@dataclass(frozen=True, slots=True)
class Equation:
    """Σ ``left`` = Σ ``right``, as a check of the pack demands; signed cells, in any form."""

    left: tuple[tuple[int, CellRef], ...]
    right: tuple[tuple[int, CellRef], ...]


def additions(model: Model, form: str) -> list[Addition]:
    """The additions whose total stands in ``form``, in the order of its rows."""
    state = model._engine.forms.get(form)  # the graph of the model, inside core
    calcs = [cell.calc for cell in state.cells.values() if cell.calc is not None and cell.present] if state else []
    plans: dict[int, _Plan | None] = {}  # thousands of rows have the formulas of a few templates
    found = []
    for calc in calcs:
        compiled = calc.template.compiled
        known = id(compiled)
        if known not in plans:
            plans[known] = _plan(compiled, _chosen(compiled.tree))
        plan = plans[known]
        parts = _cells(calc, plan) if plan is not None else ()
        if parts:
            found.append(Addition(calc.cell.ref, parts, isinstance(_chosen(compiled.tree), Ref)))
    return found


def equations(model: Model, form: str) -> list[Equation]:
    """The checks of ``form`` that demand one sum to equal another; conditions around them (若 … 空表 …) are left out of account."""
    engine = model._engine
    state = engine.forms.get(form)
    if state is None:
        return []
    loose = [one for one in engine._loose if one.template.form is state]
    instances = [*loose, *(one for made in state.instances.values() for one in made)]
    return [made for made in (_equation(one) for one in instances if isinstance(one, Check)) if made is not None]


def _equation(check: Check) -> Equation | None:
    compiled = check.template.compiled
    tree = compiled.tree
    while isinstance(tree, Call) and tree.name == "若" and isinstance(tree.arguments[-1], Compare | Call):
        tree = tree.arguments[-1]
    if not isinstance(tree, Compare) or tree.sign != "=":
        return None
    sides = [_plan(compiled, side) for side in (tree.left, tree.right)]
    left, right = (_cells(check, plan) if plan is not None else () for plan in sides)
    return Equation(left, right) if left and right else None


def _chosen(tree: Expr) -> Expr:
    """Of 若(空(x), x, sum) the sum: where ``x`` is blank nothing is printed anyway."""
    if isinstance(tree, Call) and tree.name == "若" and len(tree.arguments) == 3:
        condition, blank, otherwise = tree.arguments
        if isinstance(condition, Call) and condition.name == "空" and condition.arguments == (blank,):
            return otherwise
    return tree


def _plan(compiled: Compiled, expr: Expr) -> _Plan | None:
    """Which operands are added and subtracted, by their places; None where the formula does more than that."""
    places = {operand.ref: at for at, operand in enumerate(compiled.operands) if operand.ref is not None and not operand.blankness}
    try:
        return tuple(_terms(places, expr, 1))
    except _NoAddition:
        return None


def _terms(places: Mapping[Ref, int], expr: Expr, sign: int) -> Iterator[tuple[int, int]]:
    match expr:
        case Sum(terms):
            for added, term in terms:
                yield from _terms(places, term, sign if added else -sign)
        case Call("合计", arguments):
            for argument in arguments:
                yield from _terms(places, argument, sign)
        case Call("取或", (argument, Number(value))) if not value:
            yield from _terms(places, argument, sign)
        case Ref(prior=False) if expr in places:
            yield sign, places[expr]
        case _:
            raise _NoAddition


def _cells(instance: Calc | Check, plan: _Plan) -> tuple[tuple[int, CellRef], ...]:
    return tuple((sign, cell.ref) for sign, at in plan for cell in instance.nodes[at].cells() if cell.present)


def _amount(model: Model, ref: CellRef) -> Decimal:
    value = model.value(ref)
    return value if isinstance(value, Decimal) else Decimal(0)
