"""What a difference may come from: the one figure whose slip of the hand explains it, said only where it fits exactly.

    for one in diagnose(engine, finding): one.say

A figure is accused when correcting it makes the broken equation hold inside its slack, breaks none of the equations that hold now
(each of them confirms the figures in it), and at most one other reading explains as much. No label of a pack is known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from desktop.core.cells import CellRef
from desktop.core.engine import Engine
from desktop.core.equations import Equation, Equations, Terms
from desktop.core.findings import Finding
from desktop.core.labels import amount_text, form_name, place_label
from desktop.core.misprints import meant
from desktop.core.nodes import Calc, Cell, Check
from desktop.core.quantity import ZERO, number

Kind = Literal["swapped", "point", "unit", "sign", "digit", "length", "row", "copied", "added", "left_out", "twice", "doubled_row", "only"]
_STRONG: Final[dict[str, int]] = {
    "swapped": 5, "point": 5, "unit": 5, "sign": 5, "added": 4, "row": 4, "left_out": 3, "twice": 3, "doubled_row": 3, "copied": 3, "digit": 2,
    "length": 2, "only": 0,
}  # fmt: skip
"""How much of a coincidence it would be that the difference looks like this and is something else."""
_MOST_CELLS: Final = 400
_CLEAR: Final = 20
"""A difference that only one equation shows says something when it is that many times what rounding can make."""
_FEW: Final = 2
"""Readings that may be left; with more of them nothing is said."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """``cell`` holds ``found`` where ``meant`` would be right; ``other`` is a second cell that is spoken of.

    ``proven``: this cell alone, with this figure, makes all of two or more broken equations hold; then it may be repaired at once.
    """

    kind: Kind
    cell: CellRef
    found: Decimal | None
    meant: Decimal | None
    say: str
    other: CellRef | None = None
    proven: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    kind: Kind
    cell: Cell
    target: Decimal
    other: Cell | None = None
    fixed: int = 0
    left: int = 0

    @property
    def changes(self) -> dict[Cell, Decimal]:
        change = {self.cell: self.target - _value(self.cell)}
        if self.kind == "row" and self.other is not None:
            change[self.other] = _value(self.cell) - _value(self.other)
        if self.kind == "added" and self.other is not None and _value(self.other) == _value(self.cell):
            change[self.other] = change[self.cell]  # both totals were added up, so that they are equal again
        return change


def diagnose(engine: Engine, finding: Finding, equations: Equations | None = None) -> tuple[Diagnosis, ...]:
    """What the difference of a finding may come from; empty where nothing fits or too much does.

    ``equations`` of the same state of the engine may be shared between findings.
    """
    if not finding.difference or finding.outcome != "violated":
        return ()
    known = equations or Equations()
    for owner in engine.board.owners_of(finding.key):
        if isinstance(owner, Calc | Check):
            equation = known.of(owner)
            if equation is not None and equation.sign == "=" and not equation.holds():
                return _diagnose(equation, known)
    return ()


def _diagnose(equation: Equation, equations: Equations) -> tuple[Diagnosis, ...]:
    leaves = equations.leaves(equation, _MOST_CELLS)
    weighed = [read for one in _readings(equation, leaves, equations) if (read := _weigh(one, equations)) is not None]
    if not weighed:
        return ()
    best = max((read.fixed - 2 * read.left for read in weighed), default=0)
    weighed = [read for read in weighed if read.fixed - 2 * read.left == best]
    if best < 2 and abs(equation.gap) < _CLEAR * equation.slack:
        return ()
    cells = {read.cell for read in weighed}
    firmest = max(_STRONG[read.kind] for read in weighed)
    chosen: dict[tuple[object, ...], _Reading] = {}
    for read in weighed:
        if _STRONG[read.kind] == firmest:
            place = frozenset((read.cell, read.other)) if read.kind in ("row", "doubled_row") else read.cell
            chosen.setdefault((place, read.target if read.kind not in ("row", "doubled_row") else None), read)
    weak = firmest <= _STRONG["digit"]
    if len(chosen) > (1 if weak and best < 2 else _FEW) or (firmest == _STRONG["only"] and (best < 2 or len(cells) > 1)):
        return ()
    proven = best >= 2 and len(cells) == 1 and len(chosen) == 1 and firmest != _STRONG["added"]
    if equation.slack and firmest in (_STRONG["copied"], _STRONG["only"]):
        proven = False  # the last place is not known
    return tuple(_told(read, equation, proven) for read in chosen.values())


# readings: which change of which figure would close the gap


def _readings(equation: Equation, leaves: Terms, equations: Equations) -> Iterator[_Reading]:
    total = _alone(equation)
    for cell, weight in leaves.items():
        if not cell.amount or cell.form.prior:
            continue
        need, slack = -equation.gap / weight, equation.slack / abs(weight)
        value = _value(cell)
        target = value + need
        beside = equations.beside(cell)
        if cell.entry is not None and isinstance(cell.q[0], Decimal):
            for slip, figure in meant(value, _places(cell), target - slack, target + slack):
                if figure >= 0 or value < 0 or slip == "sign":
                    yield _Reading(slip, cell, figure)
            rounded = _written(target, cell)
            if abs(rounded - target) <= slack and rounded >= 0:
                for near in beside:
                    if value and _value(near) == value:
                        yield _Reading("copied", cell, rounded, near)
                yield from _added(equation, cell, rounded, need)
                yield _Reading("only", cell, rounded)
            if cell is total:
                yield from _parts(equation, leaves, cell, target, need, slack)
            elif abs(value + need) <= slack and value:
                for twin in beside:
                    if twin in leaves and leaves[twin] == weight and _value(twin) == value:
                        yield _Reading("doubled_row", cell, ZERO, twin)
        for near in beside:
            moved = _value(near) - value
            if moved and (cell.entry is not None or near.entry is not None) and not _is_made(cell) and not _is_made(near):
                gap = equation.gap + weight * moved - leaves.get(near, ZERO) * moved
                if abs(gap) <= equation.slack:
                    yield _Reading("row", cell, _value(near), near)


def _alone(equation: Equation) -> Cell | None:
    """The total in an equation of a total and its parts: the one entered cell of its sign."""
    plus = [cell for cell, weight in equation.terms.items() if weight > 0]
    minus = [cell for cell, weight in equation.terms.items() if weight < 0]
    for one, rest in ((plus, minus), (minus, plus)):
        if len(one) == 1 and len(rest) > 1 and one[0].entry is not None:
            return one[0]
    return None


def _parts(equation: Equation, leaves: Terms, total: Cell, target: Decimal, need: Decimal, slack: Decimal) -> Iterator[_Reading]:
    """A part that the total leaves out, or has in it twice."""
    for part in dict.fromkeys((*equation.terms, *leaves)):
        value = _value(part)
        if part is not total and value and abs(abs(need) - abs(value)) <= slack:
            yield _Reading("left_out" if need * value > 0 else "twice", total, _written(target, total), part)


def _added(equation: Equation, cell: Cell, target: Decimal, need: Decimal) -> Iterator[_Reading]:
    """The figure is the sum of two totals that should be equal, or of one with itself: income and expenditure together."""
    room = Decimal(5).scaleb(-_written_places(cell) - 1)
    partners = [
        other
        for user in (*cell.users, *([cell.calc] if cell.calc else ()))
        for other in _pair(user, cell)
        if other.form is cell.form or other.row == cell.row
    ]
    if target <= 0 or need >= 0 or not partners:
        return
    for partner in partners:
        for figure in (partner.q[0], partner.computed[0], target):
            if isinstance(figure, Decimal) and figure and abs(-need - figure) <= max(equation.slack, room):
                yield _Reading("added", cell, target, partner)
                return


def _pair(user: Calc | Check, cell: Cell) -> Iterable[Cell]:
    """The other cell of an equation between two cells alone."""
    nodes = [node for node in user.nodes if isinstance(node, Cell)]
    if isinstance(user, Check) and len(user.nodes) == 2 and len(nodes) == 2 and user.template.compiled.equation:
        return [node for node in nodes if node is not cell]
    return ()


# weighing


def _weigh(read: _Reading, equations: Equations) -> _Reading | None:
    """How many broken equations hold after the change; None when it breaks one that holds."""
    fixed = left = 0
    for equation, gap in equations.effect(read.changes):
        before, after = equation.holds(), equation.holds(gap)
        if before and not after:
            return None
        fixed += not before and after
        left += not before and not after
    return _Reading(read.kind, read.cell, read.target, read.other, fixed, left) if fixed else None


# words

_WORDS: Final[dict[str, str]] = {
    "swapped": "相差 {差}，正好是“{格}”的 {对} 写成 {错} 的差：可能有两位数字颠倒了。",
    "point": "相差 {差}，正好是“{格}”的 {对} 写成 {错} 的差：小数点可能错位了。",
    "unit": "相差 {差}，正好是“{格}”的 {对} 写成 {错} 的差：可能把元和万元弄混了。",
    "sign": "相差 {差}，正好是“{格}”的 {对} 写成 {错} 的差：正负号可能写反了。",
    "digit": "相差 {差}，正好是“{格}”的 {对} 写成 {错} 的差：可能有一位数字写错了。",
    "length": "相差 {差}，正好是“{格}”的 {对} 写成 {错} 的差：可能多写或少写了一位数字。",
    "copied": "“{格}”的 {错} 和相邻的“{邻}”一样，按公式应为 {对}：可能抄成了上一行或下一行的数。",
    "row": "“{格}”的 {错} 和相邻的“{邻}”的 {对} 对调以后就没有差额：可能错了一行。",
    "added": "“{格}”的 {错} 比应有的 {对} 多出 {差}，正好又是一个合计：可能把收入和支出两边加在了一起。",
    "left_out": "相差 {差}，正好是“{邻}”的数：“{格}”的 {错} 里可能漏加了这一项，加上是 {对}。",
    "twice": "相差 {差}，正好是“{邻}”的数：“{格}”的 {错} 里可能把这一项加了两次，减去是 {对}。",
    "doubled_row": "“{格}”和“{邻}”都是 {错}，正好等于差额：可能同一项列了两行。",
    "only": "只要“{格}”的 {错} 改为 {对}，相关的 {数} 条公式就都成立：请先核对这一格。",
}


def _told(read: _Reading, equation: Equation, proven: bool) -> Diagnosis:
    own = equation.instance.template.form
    value = read.cell.q[0]
    found = value if isinstance(value, Decimal) else None
    places = _places(read.cell)
    moved = abs(read.target - _value(read.cell))
    words = {
        "差": amount_text(moved if read.kind in ("added",) else abs(equation.gap), places),
        "格": _place(read.cell, own), "错": amount_text(found, places), "对": amount_text(read.target, places),
        "邻": _place(read.other, own) if read.other else "", "数": str(read.fixed),
    }  # fmt: skip
    if equation.slack and read.kind in ("copied", "only", "added"):
        words["对"] = f"约 {words['对']}"
    if read.kind == "row" and read.other is not None:
        words["对"] = amount_text(read.other.q[0] if isinstance(read.other.q[0], Decimal) else None, places)
    target = None if read.kind in ("row", "doubled_row") else read.target
    other = read.other.ref if read.other is not None else None
    return Diagnosis(read.kind, read.cell.ref, found, target, _WORDS[read.kind].format(**words), other, proven and target is not None)


def _place(cell: Cell, own: object) -> str:
    place = place_label(cell.form, cell.row, cell.column)
    return place if cell.form is own else f"{form_name(cell.form)} {place}"


# figures


def _value(cell: Cell) -> Decimal:
    return number(cell.q) if not isinstance(cell.q[0], str) else ZERO


def _places(cell: Cell) -> int:
    return max(-int(cell.step.as_tuple().exponent), 0)


def _written_places(cell: Cell) -> int:
    """Places with which the figure is written, as long as they are fewer than its table prints."""
    value = cell.q[0]
    exponent = value.normalize().as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _written(value: Decimal, cell: Cell) -> Decimal:
    return value.quantize(cell.step)


def _is_made(cell: Cell) -> bool:
    """A computed figure, which nobody writes into the wrong row."""
    return cell.calc is not None and cell.entry is None
