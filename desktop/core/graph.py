"""The dependency graph at work: what a change causes.

Every calc has a *rank* above all its operands. After a change the calcs that are touched wait in a heap by rank; where a cell keeps
its effective value, because it was overridden or came out the same, the change ends there. Ranks only save work: a calc
whose operand changes later is simply queued again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from typing import Any

from desktop.core.nodes import Calc, Cell, Constant, Emptiness, Group, Instance, Operand
from desktop.core.quantity import BLANK, Broken, Quantity

PAUSE_AFTER = 48
"""Cells, calcs or findings between two pauses of a large change."""


class Circle(Exception):
    """Ranks cannot be raised any further: calcs depend on each other in a circle."""


class Graph:
    """The queue of touched calcs, and what a change touched: cells, and instances whose findings are to be made anew."""

    def __init__(self) -> None:
        self.heap: list[tuple[int, int, Calc]] = []
        self.changed: dict[Cell, None] = {}
        self.touched: dict[Instance, None] = {}
        self.broken: dict[Calc, str] = {}  # calcs whose formula could not work with what it met
        self.calcs = 0
        self._order = 0

    # wiring

    def connect(self, instance: Instance) -> None:
        for node in dict.fromkeys((*instance.nodes, *instance.template.sources)):
            if node.__class__ is not Constant:
                node.users.append(instance)
        if isinstance(instance, Calc):
            self.calcs += 1

    def disconnect(self, instance: Instance) -> None:
        for node in dict.fromkeys((*instance.nodes, *instance.template.sources)):
            if node.__class__ is not Constant:
                node.users.remove(instance)
        if isinstance(instance, Calc):
            self.calcs -= 1
            instance.stuck = True
            self.broken.pop(instance, None)

    def lift(self, calc: Calc) -> None:
        """Give the cell of a calc a rank above its operands, and those that depend on it likewise.

        Raises:
            Circle: there is no such rank.
        """
        waiting = [calc]
        while waiting:
            calc = waiting.pop()
            rank = 1 + max((node.rank for node in calc.nodes), default=0)
            cell = calc.cell
            if rank <= cell.rank:
                continue
            if rank > self.calcs + 1:
                raise Circle
            cell.rank = rank
            waiting.extend(user for user in cell.users if user.__class__ is Calc)
            for group in cell.groups:
                if group.rank < rank:
                    group.rank = rank
                    waiting.extend(user for user in group.users if user.__class__ is Calc)

    # work

    def queue(self, calc: Calc) -> None:
        if not calc.queued and not calc.stuck:
            calc.queued = True
            self._order += 1
            heappush(self.heap, (calc.cell.rank, self._order, calc))

    def notify(self, users: list[Instance]) -> None:
        touched = self.touched
        for user in users:
            if user.__class__ is Calc:
                self.queue(user)
            else:
                touched[user] = None

    def tell_all(self, group: Group) -> None:
        """Members came or went: everybody who asks about the group is told."""
        self.notify(group.users)
        if group.unfilled is not None:
            self.notify(group.unfilled.users)

    def settle(self, cell: Cell, q: Quantity) -> None:
        """Make ``q`` the effective figure of a cell and tell everybody who uses it; no more where it is the same."""
        old = cell.q
        if old == q:
            return
        cell.q = q
        self.changed[cell] = None
        for group in cell.groups:
            before = group.q
            group.shift(old, q)
            # A zero in the place of a blank leaves the sum as it is, but findings list the members that hold something; of texts there is no sum.
            if group.users and (group.q != before or (old[0] is None) != (q[0] is None) or q[0].__class__ is str):
                self.notify(group.users)
            if group.unfilled is not None and (before[0] is None) != (group.q[0] is None):
                self.notify(group.unfilled.users)
        if cell.users:
            self.notify(cell.users)
        if cell.amount:
            step = bool(q[0]) - bool(old[0])
            if step:
                self.fill(cell.form.emptiness, step)

    def fill(self, emptiness: Emptiness | None, step: int) -> None:
        while emptiness is not None:
            if emptiness.add(step):
                self.notify(emptiness.users)
            emptiness = emptiness.above

    def evaluate(self, calc: Calc) -> None:
        """Compute a calc; the result becomes effective unless an entry stands over it."""
        cell = calc.cell
        try:
            q = calc.template.compute(calc)
            if calc in self.broken:
                del self.broken[calc]
                self.touched[calc] = None
        except Broken as error:
            q = BLANK
            self.broken[calc] = str(error)
            self.touched[calc] = None
        if q != cell.computed:
            cell.computed = q
            self.changed[cell] = None
            if cell.entry is None:
                self.settle(cell, q)
        if cell.entry is not None:
            self.touched[calc] = None

    def propagate(self) -> None:
        for _ in self.propagating():
            pass

    def propagating(self) -> Iterator[None]:
        """Compute what is queued, pausing now and then."""
        heap = self.heap
        while heap:
            for _ in range(min(len(heap), PAUSE_AFTER)):
                calc = heappop(heap)[2]
                calc.queued = False
                if not calc.stuck:
                    self.evaluate(calc)
            yield


def _sources(instance: Instance) -> list[Operand]:
    """The nodes that an instance has to be told of: its operands, and of a calc whether the tables that it reads are empty."""
    nodes = [node for node in dict.fromkeys(instance.nodes) if node.__class__ is not Constant]
    if isinstance(instance, Calc):
        nodes.extend(instance.template.sources)
    return nodes


def build_order(calcs: Iterable[Calc]) -> tuple[list[Calc], list[Calc]]:
    """All calcs so that each comes after its operands, and those that cannot be ordered because they form a circle.

    Ranks of cells and groups are set on the way.
    """
    everything = list(calcs)
    needs: dict[Any, int] = {}
    for calc in everything:
        count = 0
        for node in dict.fromkeys(calc.nodes):
            if node.__class__ is Group:
                if node not in needs:
                    needs[node] = sum(1 for cell in node.members if cell.calc)
                count += needs[node] > 0
            elif node.__class__ is Cell and node.calc:
                count += 1
        needs[calc] = count
    ready = [calc for calc in everything if not needs[calc]]
    for calc in ready:  # grows while we walk
        cell = calc.cell
        cell.rank = 1 + max((node.rank for node in calc.nodes), default=0)
        freed: list[Instance] = list(cell.users)
        for group in cell.groups:
            group.rank = max(group.rank, cell.rank)
            if group in needs:
                needs[group] -= 1
                if not needs[group]:
                    freed.extend(group.users)
        for user in freed:
            if user.__class__ is Calc:
                needs[user] -= 1
                if not needs[user]:
                    ready.append(user)
    if len(ready) == len(everything):
        return ready, []
    done = set(ready)
    return ready, [calc for calc in everything if calc not in done]
