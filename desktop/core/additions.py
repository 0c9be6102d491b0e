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
from desktop.core.nodes import Operand as Node

if TYPE_CHECKING:
    from desktop.core.evaluate import Model


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
    return [made for made in map(_addition, calcs) if made is not None]


def equations(model: Model, form: str) -> list[Equation]:
    """The checks of ``form`` that demand one sum to equal another; conditions around them (若 … 空表 …) are left out of account."""
    engine = model._engine
    state = engine.forms.get(form)
    if state is None:
        return []
    loose = [one for one in engine._loose if one.template.form is state]
    instances = [*loose, *(one for made in state.instances.values() for one in made)]
    return [made for made in (_equation(one) for one in instances if isinstance(one, Check)) if made is not None]


def _addition(calc: Calc) -> Addition | None:
    tree = _chosen(calc.template.compiled.tree)
    try:
        parts = tuple(_parts(_nodes(calc), tree, 1))
    except _NoAddition:
        return None
    return Addition(calc.cell.ref, parts, isinstance(tree, Ref)) if parts else None


def _equation(check: Check) -> Equation | None:
    tree = check.template.compiled.tree
    while isinstance(tree, Call) and tree.name == "若" and isinstance(tree.arguments[-1], Compare | Call):
        tree = tree.arguments[-1]
    if not isinstance(tree, Compare) or tree.sign != "=":
        return None
    try:
        left, right = (tuple(_parts(_nodes(check), side, 1)) for side in (tree.left, tree.right))
    except _NoAddition:
        return None
    return Equation(left, right) if left and right else None


def _chosen(tree: Expr) -> Expr:
    """Of 若(空(x), x, sum) the sum: where ``x`` is blank nothing is printed anyway."""
    if isinstance(tree, Call) and tree.name == "若" and len(tree.arguments) == 3:
        condition, blank, otherwise = tree.arguments
        if isinstance(condition, Call) and condition.name == "空" and condition.arguments == (blank,):
            return otherwise
    return tree


def _nodes(instance: Calc | Check) -> Mapping[Ref, Node]:
    """What each reference of the formula stands for."""
    pairs = zip(instance.template.compiled.operands, instance.nodes, strict=True)
    return {operand.ref: node for operand, node in pairs if operand.ref is not None and not operand.blankness}


def _parts(nodes: Mapping[Ref, Node], expr: Expr, sign: int) -> Iterator[tuple[int, CellRef]]:
    match expr:
        case Sum(terms):
            for added, term in terms:
                yield from _parts(nodes, term, sign if added else -sign)
        case Call("合计", arguments):
            for argument in arguments:
                yield from _parts(nodes, argument, sign)
        case Call("取或", (argument, Number(value))) if not value:
            yield from _parts(nodes, argument, sign)
        case Ref(prior=False) if expr in nodes:
            yield from ((sign, cell.ref) for cell in nodes[expr].cells() if cell.present)
        case _:
            raise _NoAddition


def _amount(model: Model, ref: CellRef) -> Decimal:
    value = model.value(ref)
    return value if isinstance(value, Decimal) else Decimal(0)
