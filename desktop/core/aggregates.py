"""Sums, counts and extremes of formulas, over references that mean several cells and over plain values beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Protocol

from desktop.core.functions import PairedCell, repeated_names
from desktop.core.quantity import BLANK, Quantity, add, exact, number


class Node(Protocol):
    """What a closure may ask of an operand."""

    q: Quantity

    def parts(self) -> Iterable[Quantity]: ...

    def cells(self) -> Iterable[PairedCell]: ...


Run = Callable[[Sequence[Node]], Quantity]


def aggregate(name: str, groups: tuple[int, ...], singles: tuple[Run, ...]) -> Run:
    """``groups`` are the places of references among the operands."""
    if name == "合计":
        return _sum(groups, singles)

    def values(nodes: Sequence[Node]) -> list[Quantity]:
        found = [part for place in groups for part in nodes[place].parts() if part[0] is not None]
        found.extend(part for part in (single(nodes) for single in singles) if part[0] is not None)
        return found

    if name == "计数":
        return lambda nodes: exact(Decimal(len(values(nodes))))
    if name == "重名":
        return lambda nodes: repeated_names([cell for place in groups for cell in nodes[place].cells()])
    pick = max if name == "最大" else min

    def extreme(nodes: Sequence[Node]) -> Quantity:
        found = values(nodes)
        if not found:
            return BLANK
        best = pick(number(part) for part in found)
        widest = max(part[1] for part in found)
        return (best, widest, any(part[2] and part[0] == best for part in found))

    return extreme


def _sum(groups: tuple[int, ...], singles: tuple[Run, ...]) -> Run:
    if len(groups) == 1 and not singles:
        only = groups[0]
        return lambda nodes: nodes[only].q

    def total(nodes: Sequence[Node]) -> Quantity:
        result = BLANK
        for place in groups:
            result = add(result, nodes[place].q)
        for single in singles:
            result = add(result, single(nodes))
        return result

    return total
