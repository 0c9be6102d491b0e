"""The additions between figures, read out of the calcs of a model: which printed parts make which printed total.

Only calcs that do nothing but add and subtract whole cells are additions (合计, +, −, and plain copies); whatever multiplies, divides or
decides is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.cells import CellRef
from desktop.core.language import Call, Expr, Ref, Sum
from desktop.core.nodes import Calc

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


def additions(model: Model, form: str) -> list[Addition]:
    """The additions whose total stands in ``form``, in the order of its rows."""
    state = model._engine.forms.get(form)  # the graph of the model, inside core
    calcs = [cell.calc for cell in state.cells.values() if cell.calc is not None and cell.present] if state else []
    return [made for made in map(_addition, calcs) if made is not None]


def _addition(calc: Calc) -> Addition | None:
    tree = calc.template.compiled.tree
    try:
        parts = tuple(_parts(calc, tree, 1))
    except _NoAddition:
        return None
    return Addition(calc.cell.ref, parts, isinstance(tree, Ref)) if parts else None


def _parts(calc: Calc, expr: Expr, sign: int) -> Iterator[tuple[int, CellRef]]:
    match expr:
        case Sum(terms):
            for added, term in terms:
                yield from _parts(calc, term, sign if added else -sign)
        case Call("合计", arguments):
            for argument in arguments:
                yield from _parts(calc, argument, sign)
        case Ref(prior=False):
            for operand, node in zip(calc.template.compiled.operands, calc.nodes, strict=True):
                if operand.ref == expr:
                    yield from ((sign, cell.ref) for cell in node.cells() if cell.present)
                    return
            raise _NoAddition
        case _:
            raise _NoAddition


def _amount(model: Model, ref: CellRef) -> Decimal:
    value = model.value(ref)
    return value if isinstance(value, Decimal) else Decimal(0)
