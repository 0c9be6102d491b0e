"""The equations of a book as sums of cells: what each asks for, by how much it is broken, and what a change of a cell would do to all of them.

Only what is linear in the figures counts (sums, differences, products with constants); everything else is left out and neither
confirms a figure nor speaks against it. Nothing here changes the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from heapq import heappop, heappush
from typing import Final

from desktop.core.definitions import CalcDef, CheckDef
from desktop.core.formulas import Operand
from desktop.core.language import Binary, Call, Compare, Expr, Number, Ref, Sum, Text
from desktop.core.nodes import Blankness, Calc, Cell, Check, Constant, Group, Instance
from desktop.core.nodes import Operand as Node
from desktop.core.quantity import ZERO, Broken, number
from desktop.core.verdicts import Verdict, compare

Terms = dict[Cell, Decimal]
ONE: Final = Decimal(1)
_SIGNS: Final = ("=", "≤", "≥", "<", ">")


class _Crooked(Exception):
    """The expression is no sum of cells."""


@dataclass(frozen=True, slots=True)
class Equation:
    """One formula as it stands now: ``gap`` is left less right, known to ``slack``; ``terms`` are the coefficients of the cells in it."""

    instance: Instance
    sign: str
    gap: Decimal
    slack: Decimal
    terms: Terms

    def holds(self, change: Decimal = ZERO) -> bool:
        """Whether it would hold after its gap changed."""
        gap = self.gap + change
        if self.sign == "=":
            return abs(gap) <= self.slack
        return (gap if self.sign in "≤<" else -gap) <= self.slack


class Equations:
    """The equations of one state of a model; to be thrown away when anything changes."""

    def __init__(self) -> None:
        self._sums: dict[Instance, Terms | None] = {}
        self._known: dict[Instance, Equation | None] = {}
        self._columns: dict[tuple[str, str, int], dict[str, tuple[str, ...]]] = {}

    def of(self, instance: Instance) -> Equation | None:
        """The equation of a check, or of a calc with a figure entered over it; None where it asks for nothing now or is no sum."""
        if instance not in self._known:
            self._known[instance] = self._read(instance)
        return self._known[instance]

    def leaves(self, equation: Equation, most: int) -> Terms:
        """The entered (or blank) cells behind an equation: computed ones are replaced by what they are computed from. None when they
        become more than ``most``: nobody could be told which."""
        found: Terms = {}
        waiting = dict(equation.terms)
        heap = [(-cell.rank, number, cell) for number, cell in enumerate(waiting)]
        heap.sort()
        count = len(heap)
        while heap:
            if len(waiting) > most:
                return {}
            cell = heappop(heap)[2]
            weight = waiting.pop(cell, None)
            if weight is None:
                continue
            inner = self._sum(cell.calc) if cell.calc is not None and cell.entry is None and not cell.calc.stuck else None
            if inner is None:
                if weight:
                    found[cell] = found.get(cell, ZERO) + weight
                continue
            for part, share in inner.items():
                waiting[part] = waiting.get(part, ZERO) + weight * share
                count += 1
                heappush(heap, (-part.rank, count, part))
        return {cell: weight for cell, weight in found.items() if weight}

    def effect(self, changes: Mapping[Cell, Decimal]) -> list[tuple[Equation, Decimal]]:
        """How the gaps of all equations would change if these entries did."""
        shift: dict[Cell, Decimal] = dict(changes)
        gaps: dict[Instance, Decimal] = {}
        heap = [(cell.rank, number, cell) for number, cell in enumerate(shift)]
        heap.sort()
        count, done = len(heap), set()
        while heap:
            cell = heappop(heap)[2]
            if cell in done:
                continue
            done.add(cell)
            by = shift[cell]
            if not by:
                continue
            if cell.calc is not None and cell.entry is not None:
                gaps[cell.calc] = gaps.get(cell.calc, ZERO) + by
            for user in _users(cell):
                if isinstance(user, Calc):
                    share = (self._sum(user) or {}).get(cell)
                    if share is None or user.stuck:
                        continue
                    if user.cell.entry is not None:
                        gaps[user] = gaps.get(user, ZERO) - share * by
                    elif user.cell not in done:
                        shift[user.cell] = shift.get(user.cell, ZERO) + share * by
                        count += 1
                        heappush(heap, (user.cell.rank, count, user.cell))
                else:
                    equation = self.of(user)
                    share = equation.terms.get(cell) if equation else None
                    if share is not None:
                        gaps[user] = gaps.get(user, ZERO) + share * by
        found = [(self.of(instance), gap) for instance, gap in gaps.items()]
        return [(equation, gap) for equation, gap in found if equation is not None and gap]

    def beside(self, cell: Cell) -> list[Cell]:
        """The cells above and below in the same column: of rows that carry figures, of subjects those of the same level, because the totals
        between them are none to slip into."""
        form = cell.form
        row = form.rows.get(cell.row)
        if row is None:
            return []
        name = (form.code, row.block.id, len(row.code))
        near = self._columns.get(name)
        if near is None:
            alike = [one for one in form.rows.values() if one.block is row.block and one.carries and len(one.code) == len(row.code)]
            ids = [one.id for one in sorted(alike, key=lambda one: one.position)]
            near = self._columns[name] = {one: tuple(ids[max(at - 1, 0) : at] + ids[at + 1 : at + 2]) for at, one in enumerate(ids)}
        found = [form.cells.get((one, cell.column)) for one in near.get(cell.row, ())]
        return [one for one in found if one is not None and one.present]

    # reading

    def _read(self, instance: Instance) -> Equation | None:
        if instance.template.form.prior:
            return None
        if isinstance(instance, Calc):
            return self._over(instance)
        return self._asked(instance)

    def _over(self, calc: Calc) -> Equation | None:
        """The comparison of an entry with what the formula gives."""
        cell, definition = calc.cell, calc.template.definition
        if cell.entry is None or calc.stuck or calc.template.unfounded or calc.template.compiled.scored:
            return None
        inner = self._sum(calc)
        if inner is None or cell.computed[0] is None or not isinstance(cell.entry.value, Decimal) or not isinstance(definition, CalcDef):
            return None
        terms = {part: -share for part, share in inner.items()}
        terms[cell] = terms.get(cell, ZERO) + ONE
        return _made(calc, "=", compare("=", cell.q, cell.computed), terms)

    def _asked(self, check: Check) -> Equation | None:
        definition, tree = check.template.definition, check.template.compiled.tree
        if not isinstance(definition, CheckDef) or not isinstance(tree, Compare) or tree.sign not in _SIGNS:
            return None
        if definition.missing != "当零":
            needed = zip(check.nodes, check.template.required, strict=True)
            if any(wanted and node.q[0] is None for node, wanted in needed):
                return None
        try:
            terms = self._linear(check, tree.left)
            for cell, share in self._linear(check, tree.right).items():
                terms[cell] = terms.get(cell, ZERO) - share
            return _made(check, tree.sign, check.template.compiled.judge(check.nodes), terms)
        except (_Crooked, Broken):
            return None

    def _sum(self, calc: Calc) -> Terms | None:
        """The right side of a calc as a sum of cells."""
        if calc not in self._sums:
            try:
                self._sums[calc] = self._linear(calc, calc.template.compiled.tree)
            except (_Crooked, Broken):
                self._sums[calc] = None
        return self._sums[calc]

    def _linear(self, instance: Instance, expr: Expr) -> Terms:
        return _linear(expr, list(zip(instance.template.compiled.operands, instance.nodes, strict=False)))


def _made(instance: Instance, sign: str, verdict: Verdict, terms: Terms) -> Equation | None:
    if verdict.left is None or verdict.right is None or isinstance(verdict.left[0], str) or isinstance(verdict.right[0], str):
        return None
    return Equation(instance, sign, number(verdict.left) - number(verdict.right), verdict.slack, terms)


def _users(cell: Cell) -> list[Instance]:
    users = list(cell.users)
    for group in cell.groups:
        if not isinstance(group, Blankness):
            users.extend(group.users)
    return list(dict.fromkeys(users))


Operands = list[tuple[Operand, Node]]
"""The operands of one instance with their nodes; few, so that looking through them is quicker than a hash of their trees."""


def _linear(expr: Expr, nodes: Operands) -> Terms:
    match expr:
        case Number():
            return {}
        case Ref():
            return _cells(_node(nodes, expr, False))
        case Sum(terms):
            found: Terms = {}
            for plus, term in terms:
                for cell, share in _linear(term, nodes).items():
                    found[cell] = found.get(cell, ZERO) + (share if plus else -share)
            return found
        case Binary(sign, left, right):
            factor = _constant(right, nodes)
            if factor is not None:
                if sign == "÷" and not factor:
                    raise _Crooked
                return {cell: share * factor if sign == "×" else share / factor for cell, share in _linear(left, nodes).items()}
            factor = _constant(left, nodes) if sign == "×" else None
            if factor is None:
                raise _Crooked
            return {cell: share * factor for cell, share in _linear(right, nodes).items()}
        case Call("合计", arguments):
            total: Terms = {}
            for one in arguments:
                parts = _cells(_node(nodes, one, True)) if isinstance(one, Ref) else _linear(one, nodes)
                for cell, share in parts.items():
                    total[cell] = total.get(cell, ZERO) + share
            return total
        case Call("若", (Call("空", (Ref() as asked,)), blank, otherwise)):
            return _linear(blank if _is_blank(nodes, asked) else otherwise, nodes)
        case Call("取或", (Ref() as asked, otherwise)):
            return _linear(otherwise if _is_blank(nodes, asked) else asked, nodes)
        case Call("参数" | "年度"):
            return {}
    raise _Crooked


def _node(nodes: Operands, ref: Ref, many: bool) -> Node:
    """The node of a reference, in whatever role it is asked for; where it only asks whether the cell is blank, last of all."""
    found: Node | None = None
    for one, node in nodes:
        if (one.ref is ref or one.ref == ref) and not one.blankness:
            if one.many == many:
                return node
            found = found or node
    if found is None:
        raise _Crooked
    return found


def _is_blank(nodes: Operands, ref: Ref) -> bool:
    for one, node in nodes:
        if one.ref == ref and not one.many:
            return node.q[0] is True if one.blankness else node.q[0] is None
    return False


def _cells(node: Node) -> Terms:
    if isinstance(node, Blankness):
        raise _Crooked
    if isinstance(node, Cell):
        return {node: ONE}
    return dict.fromkeys(node.members, ONE) if isinstance(node, Group) else {}


def _constant(expr: Expr, nodes: Operands) -> Decimal | None:
    match expr:
        case Number(value):
            return value
        case Call("参数", (Text(name),)):
            found = next((node for one, node in nodes if one.parameter == name), None)
            held = found.q[0] if isinstance(found, Constant) else None
            return held if isinstance(held, Decimal) else None
    return None
