"""What several comparisons joined by 且 or 或 come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.core.aggregates import Node
from desktop.core.verdicts import Verdict

Judge = Callable[[Sequence[Node]], Verdict]


def every(judges: tuple[Judge, ...]) -> Judge:
    """且: the first that does not hold decides; else a difference within rounding is told, where there is one."""

    def judge(nodes: Sequence[Node]) -> Verdict:
        result = Verdict(True)
        for one in judges:
            verdict = one(nodes)
            if not verdict.holds:
                return verdict
            if verdict.tail or result.left is None:
                result = verdict
        return result

    return judge


def some(judges: tuple[Judge, ...]) -> Judge:
    """或: one that holds exactly is enough; one that holds within rounding comes before those that do not hold."""

    def judge(nodes: Sequence[Node]) -> Verdict:
        told = Verdict(False)
        near = None
        for one in judges:
            verdict = one(nodes)
            if verdict.holds and not verdict.tail:
                return verdict
            if verdict.holds:
                near = verdict
            elif verdict.left is not None:
                told = verdict
        return near or told

    return judge
