"""得分(…), 执行得分(…), 等级(…), 封顶得分(…): the functions of formulas that go by a scoring profile, and how they explain themselves.

The rules stand in :mod:`desktop.core.scoring`; here figures and texts of cells are handed to them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from desktop.core.functions import text_of
from desktop.core.quantity import BLANK, NO, YES, ZERO, Quantity, number

if TYPE_CHECKING:
    from desktop.core.scoring import ScoreResult
    from desktop.core.scoring_profile import ScoringProfile

_HUNDRED: Final = Decimal(100)


class HeldProfile:
    """A profile as an operand of formulas; compared by identity, because a profile is large and asked for thousands of times."""

    __slots__ = ("profile",)

    def __init__(self, profile: ScoringProfile) -> None:
        self.profile = profile


_held: dict[int, HeldProfile] = {}


def hold(profile: ScoringProfile) -> HeldProfile:
    """The same one for the same profile, so that scores are worked out once for all models of a pack."""
    found = _held.get(id(profile))
    if found is None:
        found = _held[id(profile)] = HeldProfile(profile)
    return found


class ScoreCall:
    """One such function in a formula: where its profile stands among the operands, and how its arguments are worked out."""

    __slots__ = ("_arguments", "_place", "name")

    def __init__(self, name: str, place: int, arguments: Sequence[Callable[[Any], Quantity]]) -> None:
        self.name, self._place, self._arguments = name, place, tuple(arguments)

    def run(self, nodes: Sequence[Any]) -> Quantity:
        held, given = self._given(nodes)
        if given[0][0] is None:
            return BLANK
        if self.name == "等级":
            return _graded(held, number(given[0]))
        result = self._result(held, given)
        return BLANK if result is None or result.value is None else (result.value, ZERO, False)

    def result(self, nodes: Sequence[Any]) -> ScoreResult | None:
        """Value, bounds and steps; None where something it needs is blank, and for a grade."""
        held, given = self._given(nodes)
        return None if self.name == "等级" or given[0][0] is None else self._result(held, given)

    def other_way(self, nodes: Sequence[Any], typed: Decimal, others: Sequence[Decimal] = ()) -> str:
        """How a typed score may have come about, as a sentence; "" if unknown. ``others`` are the points in the other rows."""
        from desktop.core.scoring import explain_execution, explain_typed

        held, given = self._given(nodes)
        if self.name == "得分" and not any(one[0] is None for one in given[:3]):
            name = text_of(given[3]) if len(given) > 3 else ""
            return explain_typed(held.profile, text_of(given[0]), text_of(given[1]), number(given[2]), typed, name, others)
        if self.name == "执行得分":
            return explain_execution(
                held.profile, _amount(given[0]), _amount(given[1]), typed, _amount(given[2]) if len(given) > 2 else None
            )
        return ""

    def _given(self, nodes: Sequence[Any]) -> tuple[HeldProfile, list[Quantity]]:
        held: HeldProfile = nodes[self._place].q[0]
        return held, [argument(nodes) for argument in self._arguments]

    def _result(self, held: HeldProfile, given: list[Quantity]) -> ScoreResult | None:
        if self.name == "得分":
            if given[1][0] is None or given[2][0] is None:
                return None
            return _scored(held, text_of(given[0]), text_of(given[1]), number(given[2]), text_of(given[3]) if len(given) > 3 else "")
        if self.name == "执行得分":
            return _executed(held, _amount(given[0]), _amount(given[1]), _amount(given[2]) if len(given) > 2 else None)
        return _capped(held, number(given[0]), _amount(given[1]))


def far_beyond(held: Any, given: Sequence[Quantity]) -> Quantity:
    """Whether a result exceeds its target by more than the profile lets pass."""
    from desktop.core.performance import far_above

    return YES if far_above(held.profile, *(text_of(one) for one in given)) else NO


def _amount(quantity: Quantity) -> Decimal | None:
    return None if quantity[0] is None else number(quantity)


@lru_cache(maxsize=16384)
def _scored(held: HeldProfile, target: str, actual: str, weight: Decimal, name: str) -> ScoreResult:
    from desktop.core.scoring import score

    return score(held.profile, target, actual, weight, name)


def _executed(held: HeldProfile, executed: Decimal | None, budget: Decimal | None, weight: Decimal | None) -> ScoreResult:
    from desktop.core.scoring import execution_score

    return execution_score(held.profile, executed, budget, weight)


def _capped(held: HeldProfile, total: Decimal, rate: Decimal | None) -> ScoreResult:
    from desktop.core.scoring import cap

    return cap(held.profile, total, None if rate is None else rate / _HUNDRED)


def _graded(held: HeldProfile, total: Decimal) -> Quantity:
    from desktop.core.scoring import grade

    word = grade(held.profile, total)
    return (word, ZERO, True) if word else BLANK
