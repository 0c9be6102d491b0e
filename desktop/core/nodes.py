"""Nodes of the dependency graph: cells, groups of cells with running sums, and the instances of formulas.

A *group* (the children of a row, the rows 1 to 26, all 类) is a node of its own and keeps a running sum, so that a change of one of 2,400
rows costs one addition and not 2,400. Decimals add exactly (see :data:`~desktop.core.quantity.EXACT`), therefore a running sum is the same as a
fresh one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cells import CellRef, Entry
from desktop.core.quantity import BLANK, EXACT, NO, YES, ZERO, Quantity

if TYPE_CHECKING:
    from desktop.core.structure import FormState
    from desktop.core.templates import Template

_plus, _minus = EXACT.add, EXACT.subtract


class Cell:
    """A cell that carries a value, or would if its row were there (``present``). ``q`` is the effective figure for formulas.

    ``amount`` cells are counted in sums; a text that stands in one counts as blank (it has a finding of its own).
    """

    __slots__ = (
        "amount", "calc", "column", "computed", "default", "entry", "form", "groups", "half_unit", "present", "q", "rank", "row", "score", "step",
        "users",
    )  # fmt: skip

    def __init__(self, form: FormState, row: str, column: str, amount: bool, step: Decimal, half_unit: int | None) -> None:
        self.form, self.row, self.column, self.amount = form, row, column, amount
        self.step = step  # 0.01 for two places: how computed figures are written
        self.half_unit = half_unit  # places to which entered figures are known; None: they are exact
        self.score = False  # points are written with the places they have
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

    __slots__ = ("filled", "half", "loose", "members", "q", "rank", "total", "unfilled", "users", "weighty")

    def __init__(self) -> None:
        self.unfilled: Unfilled | None = None
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
        if self.unfilled is not None:
            self.unfilled.q = NO if self.filled else YES

    def ask_unfilled(self) -> Unfilled:
        """The node that says whether all members are blank."""
        if self.unfilled is None:
            self.unfilled = Unfilled(NO if self.filled else YES)
        return self.unfilled

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


class Reason(Group):
    """The text of one cell that gives the reason for a finding: the check is told when it changes, but compares nothing with it."""

    __slots__ = ("ref",)

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self.ref = cell.ref
        self.join(cell)

    def shift(self, old: Quantity, new: Quantity) -> None:
        self.q = new

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


class Unfilled(Constant):
    """Whether all members of a group are blank: 计数(…) = 0 where thousands of rows ask it about the same cells.

    As with :class:`Blankness` they are told when the answer changes, and the cells are a condition, not listed among theirs.
    """

    __slots__ = ()


class Emptiness(Constant):
    """Whether a form holds no amount other than zero: the operand of 空表("…")."""

    __slots__ = ("above", "count")

    def __init__(self, above: Emptiness | None = None) -> None:
        super().__init__((True, ZERO, True))
        self.count = 0
        self.above = above  # of all forms of that kind together

    def add(self, step: int) -> bool:
        """Take in that amounts came or went; whether the answer is another one now."""
        self.count += step
        now = self.count == 0
        if self.q[0] is now:
            return False
        self.q = (now, ZERO, True)
        return True


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
