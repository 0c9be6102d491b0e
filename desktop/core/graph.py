"""The dependency graph: cells, groups of cells, formula instances, and the work that a change causes.

A *group* (the children of a row, the rows 1 to 26, all 类) is a node of its own and keeps a running sum, so that a change of one of 2,400
rows costs one addition and not 2,400. Decimals add exactly (see :data:`~desktop.core.quantity.EXACT`), therefore a running sum is the same as a
fresh one.

Every calc has a *rank* above all its operands. After a change the calcs that are touched wait in a heap by rank; where a cell keeps
its effective value, because it was overridden or came out the same, the change ends there. Ranks only save work: a calc
whose operand changes later is simply queued again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from desktop.core.amounts import Value
from desktop.core.cells import CellRef, Entry
from desktop.core.quantity import BLANK, EXACT, ZERO, Broken, Quantity

if TYPE_CHECKING:
    from desktop.core.structure import FormState
    from desktop.core.templates import Template

_plus, _minus = EXACT.add, EXACT.subtract


class Cell:
    """A cell that carries a value, or would if its row were there (``present``). ``q`` is the effective figure for formulas.

    ``amount`` cells are counted in sums; a text that stands in one counts as blank (it has a finding of its own).
    """

    __slots__ = (
        "amount", "calc", "column", "computed", "default", "entry", "form", "groups", "half_unit", "present", "q", "rank", "row", "step", "users",
    )  # fmt: skip

    def __init__(self, form: FormState, row: str, column: str, amount: bool, step: Decimal, half_unit: int | None) -> None:
        self.form, self.row, self.column, self.amount = form, row, column, amount
        self.step = step  # 0.01 for two places: how computed figures are written
        self.half_unit = half_unit  # places to which entered figures are known; None: they are exact
        self.present = False
        self.entry: Entry | None = None
        self.computed: Quantity = BLANK
        self.default: Value | None = None
        self.calc: Calc | None = None
        self.q: Quantity = BLANK
        self.rank = 0
        self.users: list[Calc | Check] = []
        self.groups: list[Group] = []

    @property
    def ref(self) -> CellRef:
        return CellRef(self.form.code, self.row, self.column)

    def parts(self) -> Iterator[Quantity]:
        yield self.q

    def cells(self) -> Iterable[Cell]:
        return (self,)


class Group:
    """Several cells with their running sum. ``q`` is blank when all are blank.

    A sum of which only one member is other than exactly zero is no arithmetic: it stays a printed figure.
    """

    __slots__ = ("filled", "half", "loose", "members", "q", "rank", "total", "users", "weighty")

    def __init__(self) -> None:
        self.members: dict[Cell, None] = {}
        self.users: list[Calc | Check] = []
        self.rank = 0
        self.total, self.half = ZERO, ZERO
        self.filled = self.weighty = self.loose = 0
        self.q: Quantity = BLANK

    def join(self, cell: Cell) -> None:
        if cell not in self.members:
            self.members[cell] = None
            cell.groups.append(self)
            if cell.rank > self.rank:
                self.rank = cell.rank
            self.shift(BLANK, cell.q)

    def leave(self, cell: Cell) -> None:
        if cell in self.members:
            del self.members[cell]
            cell.groups.remove(self)
            self.shift(cell.q, BLANK)

    def shift(self, old: Quantity, new: Quantity) -> None:
        """A member went from ``old`` to ``new``."""
        value = old[0]
        if value.__class__ is Decimal:
            self.filled -= 1
            if value or old[1]:
                self.weighty -= 1
                self.loose -= not old[2]
                self.total = _minus(self.total, value)
                self.half = _minus(self.half, old[1])
        elif value is not None:
            self.filled -= 1
        value = new[0]
        if value.__class__ is Decimal:
            self.filled += 1
            if value or new[1]:
                self.weighty += 1
                self.loose += not new[2]
                self.total = _plus(self.total, value)
                self.half = _plus(self.half, new[1])
        elif value is not None:
            self.filled += 1
        self.q = (self.total, self.half, self.weighty <= 1 and not self.loose) if self.filled else BLANK

    def parts(self) -> Iterator[Quantity]:
        return (cell.q for cell in self.members)

    def cells(self) -> Iterable[Cell]:
        return self.members


class Blankness(Group):
    """Whether one cell is blank: the operand of 空(…) where thousands of rows ask it about the same total.

    They are only told when the answer changes, not with every figure. The cell is a condition and not listed among theirs.
    """

    __slots__ = ()

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self.join(cell)

    def shift(self, old: Quantity, new: Quantity) -> None:
        self.q = (new[0] is None, ZERO, True)

    def cells(self) -> Iterable[Cell]:
        return ()


class Constant:
    """An operand that never changes: a parameter of the pack, or a cell of a row that no form can have."""

    __slots__ = ("q", "rank", "users")

    def __init__(self, q: Quantity = BLANK) -> None:
        self.q = q
        self.rank = 0
        self.users: list[Calc | Check] = []

    def parts(self) -> Iterator[Quantity]:
        yield self.q

    def cells(self) -> Iterable[Cell]:
        return ()


class Emptiness(Constant):
    """Whether a form holds no amount other than zero: the operand of 空表("…")."""

    __slots__ = ("count",)

    def __init__(self) -> None:
        super().__init__((True, ZERO, True))
        self.count = 0


Operand = Cell | Group | Constant


class Calc:
    """One instance of a calc: the formula of one cell. It is a check too while an entry stands in that cell."""

    __slots__ = ("cell", "column", "nodes", "queued", "row", "stuck", "template")

    def __init__(self, template: Template, row: str, column: str, nodes: Sequence[Operand], cell: Cell) -> None:
        self.template, self.row, self.column, self.nodes, self.cell = template, row, column, nodes, cell
        self.queued = False
        self.stuck = False  # part of a circle, or broken: gives nothing


class Check:
    """One instance of a check."""

    __slots__ = ("column", "nodes", "row", "template")

    def __init__(self, template: Template, row: str, column: str, nodes: Sequence[Operand]) -> None:
        self.template, self.row, self.column, self.nodes = template, row, column, nodes


Instance = Calc | Check


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
            if group.users and group.q != before:
                self.notify(group.users)
        if cell.users:
            self.notify(cell.users)
        if cell.amount:
            step = bool(q[0]) - bool(old[0])
            if step:
                self._fill(cell.form.emptiness, step)

    def _fill(self, emptiness: Emptiness, step: int) -> None:
        emptiness.count += step
        now = emptiness.count == 0
        if emptiness.q[0] is not now:
            emptiness.q = (now, ZERO, True)
            self.notify(emptiness.users)

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
        heap = self.heap
        while heap:
            calc = heappop(heap)[2]
            calc.queued = False
            if not calc.stuck:
                self.evaluate(calc)


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
