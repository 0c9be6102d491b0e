"""Rules about cells and their formulas together: double calcs, gaps, calcs on rows without values, cycles, checks that cannot fire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from desktop.core.definitions import CalcDef, CheckDef, FormDef, PackDef
from desktop.core.language import (
    Binary,
    Call,
    Compare,
    Each,
    Expr,
    FormulaError,
    Let,
    Ref,
    Sum,
    Text,
    parse_columns,
    parse_each,
    parse_expr,
    parse_let,
    references,
)
from desktop.forms.lint_conditions import Conditions, World, merged
from desktop.forms.lint_places import AMOUNTS, PackPlaces, Spot, Unknown
from desktop.forms.lint_problem import LintProblem, at

_MANY_WORLDS = 4096
Node = tuple[str, str, str]
"""(form, class of rows, column)"""


@dataclass(frozen=True, slots=True)
class Made:
    """One calc with its tree and the cells it makes."""

    form: str
    calc: CalcDef
    let: Let
    targets: tuple[tuple[Spot, str], ...]

    @property
    def place(self) -> str:
        return at(self.form, f"calc[{self.calc.id}]")


def lint_flow(pack: PackDef, places: PackPlaces, conditions: Conditions) -> Iterator[LintProblem]:
    """Everything that needs more than one formula, or a formula and the rows it writes to."""
    made = [calc for form in pack.forms for calc in _made(places, form)]
    by_node: dict[Node, list[Made]] = {}
    for calc in made:
        for spot, column in calc.targets:
            for name in spot.classes:
                owners = by_node.setdefault((calc.form, name, column), [])
                if calc not in owners:
                    owners.append(calc)
    yield from _doubles(by_node, conditions)
    for form in pack.forms:
        yield from _gaps(places, form, by_node)
    for calc in made:
        yield from _valueless(pack, calc)
    yield from _cycles(places, made, by_node, conditions)
    for form in pack.forms:
        for check in form.checks:
            yield from _dead(places, form, check, by_node)


def _made(places: PackPlaces, form: FormDef) -> Iterator[Made]:
    for calc in form.calcs:
        try:
            let = parse_let(calc.let)
            if not let.target.form and not let.target.prior:
                yield Made(form.code, calc, let, tuple(places.targets(let.target, form.code)))
        except (FormulaError, Unknown):
            continue  # told by lint_formulas


def check_rows(places: PackPlaces, form: str, each: Each | None) -> list[Spot | None]:
    """The rows over which a check runs; one None where it has no ``each``. Raises Unknown."""
    if each is None:
        return [None]
    owner = places.forms.get(each.form or form)
    if owner is None:
        raise Unknown(f"表套里没有“{each.form}”这张表")
    return list(owner.rows(each.rows, None))


def check_columns(places: PackPlaces, owner: str, rows: list[Spot | None], check: CheckDef) -> Callable[[Spot | None], list[str | None]]:
    """For a row the columns over which the check runs; one None where it has no ``columns``. Raises Unknown."""
    if not check.columns:
        return lambda spot: [None]
    form = places.forms[owner]
    found: dict[str, list[str | None]] = {spot.name if spot else "": [] for spot in rows}
    for columns in parse_columns(check.columns):
        problem: Unknown | None = None
        for spot in rows:
            # Without each the column need only exist somewhere; of many rows those of other blocks are passed over.
            bases = [spot] if spot else [one for one in form.spots.values() if one.carries]
            names: list[str] = []
            for base in bases:
                try:
                    names += form.star_columns(base) if columns.kind == "current" else form.columns(columns, base, None)
                except Unknown as unknown:
                    problem = problem or unknown
            found[spot.name if spot else ""] += dict.fromkeys(names)
        if problem is not None and not any(found.values()):
            raise problem
    return lambda spot: found[spot.name if spot else ""]


# --- calcs ------------------------------------------------------------------------------------------------------------------------------


def _doubles(by_node: dict[Node, list[Made]], conditions: Conditions) -> Iterator[LintProblem]:
    told: set[tuple[str, str]] = set()
    for (_, row, column), owners in by_node.items():
        for number, one in enumerate(owners):
            for other in owners[number + 1 :]:
                if (one.place, other.calc.id) in told or not conditions.together(one.calc.when, other.calc.when):
                    continue
                told.add((one.place, other.calc.id))
                say = f"与“{other.calc.id}”同时计算 [{_row_name(row)},{column}]，请删去一个，或用互相排斥的 when 分开。"
                yield LintProblem("two-calcs", one.place, say)


def _row_name(name: str) -> str:
    if name[:1].isdigit() and name[-1] in "父叶":
        return f"{name[:-1]} 位代码、{'有' if name[-1] == '父' else '无'}下级的行"
    return name


def _gaps(places: PackPlaces, form: FormDef, by_node: dict[Node, list[Made]]) -> Iterator[LintProblem]:
    """Cells that are to be computed and have no calc: rows marked 算, the total of a family, codes that have children."""
    for spot in places.forms[form.code].spots.values():
        block = places.forms[form.code].block(spot)
        row = next((row for row in block.rows if row.id == spot.name), None) if block else None
        computed = row.source == "算" and not row.not_applicable if row else not spot.dynamic or spot.parent
        if not computed or block is None:
            continue
        for column in block.columns:
            kind = (row.kind if row else None) or column.kind
            if kind in AMOUNTS and (form.code, spot.name, column.id) not in by_node:
                say = f"[{_row_name(spot.name)},{column.id}] 应由公式算出，却没有运算公式，请补上，或把来源改为“填”。"
                yield LintProblem("no-calc", at(form.code, f"row[{spot.name}]"), say)


def _valueless(pack: PackDef, calc: Made) -> Iterator[LintProblem]:
    form = pack.form(calc.form)
    assert form is not None
    rows = {row.id: row for block in form.blocks for row in block.rows}
    for name in dict.fromkeys(spot.name for spot, _ in calc.targets):
        row = rows.get(name)
        if row is not None and row.not_applicable and calc.let.target.rows.kind != "word":
            say = f"“{name}”行不适用（印 ————），不能有运算公式，请删去。"
            yield LintProblem("row-without-value", calc.place, say)


# --- cycles -----------------------------------------------------------------------------------------------------------------------------


def _cycles(places: PackPlaces, made: list[Made], by_node: dict[Node, list[Made]], conditions: Conditions) -> Iterator[LintProblem]:
    uses: dict[Made, dict[Node, set[Node]]] = {calc: _uses(places, calc) for calc in made}
    graph: dict[Node, set[Node]] = {}
    for edges in uses.values():
        for node, needed in edges.items():
            graph.setdefault(node, set()).update(one for one in needed if one in by_node)
    knot = _knot(graph)
    if not knot:
        return
    # Calcs that never hold together make no cycle: look at each state of the cover that the calcs of the knot can tell apart.
    involved = [calc for calc in made if any(node in knot for node in uses[calc])]
    told: set[frozenset[str]] = set()
    for world in _states(involved, conditions):
        active = [calc for calc in involved if any(merged(world, one) is not None for one in conditions.worlds(calc.calc.when))]
        part: dict[Node, set[Node]] = {}
        for calc in active:
            for node, needed in uses[calc].items():
                part.setdefault(node, set()).update(needed)
        ring = _knot(part)
        names = frozenset(calc.calc.id for calc in active if any(node in ring and needed & ring for node, needed in uses[calc].items()))
        if ring and names not in told:
            told.add(names)
            first = next(calc for calc in active if calc.calc.id in names)
            cells = "、".join(f"{form}[{_row_name(row)},{column}]" for form, row, column in sorted(ring)[:4])
            say = f"运算公式 {'、'.join(sorted(names))} 互相依赖，成了循环（{cells}），请断开其中一处。"
            yield LintProblem("cycle", first.place, say)


def _uses(places: PackPlaces, calc: Made) -> dict[Node, set[Node]]:
    edges: dict[Node, set[Node]] = {}
    refs = [ref for ref in references(calc.let) if not ref.prior]
    for spot, column in calc.targets:
        needed: set[Node] = set()
        for ref in refs:
            try:
                found = places.expand(ref, calc.form, spot, column)
            except Unknown:
                continue
            needed |= {(place.form, name, place.column) for place in found for name in place.classes}
        for name in spot.classes:
            edges.setdefault((calc.form, name, column), set()).update(needed)
    return edges


def _knot(graph: dict[Node, set[Node]]) -> set[Node]:
    """What is left when nodes without predecessors or successors are taken off again and again: empty where there is no cycle."""
    left = {node: {one for one in needed if one in graph} for node, needed in graph.items()}
    while True:
        used = {one for needed in left.values() for one in needed}
        ends = [node for node, needed in left.items() if not needed or node not in used]
        if not ends:
            return set(left)
        for node in ends:
            del left[node]
        for needed in left.values():
            needed.difference_update(ends)


def _states(calcs: list[Made], conditions: Conditions) -> Iterator[World]:
    rows = sorted({name for calc in calcs for world in conditions.worlds(calc.calc.when) for name in world})
    answers = [sorted(conditions.answers.get(name, frozenset({""}))) for name in rows]
    for number, chosen in enumerate(product(*answers)):
        if number >= _MANY_WORLDS:
            return
        yield {name: frozenset({answer}) for name, answer in zip(rows, chosen, strict=True)}


# --- checks that cannot fire ----------------------------------------------------------------------------------------------------------


def _dead(places: PackPlaces, form: FormDef, check: CheckDef, by_node: dict[Node, list[Made]]) -> Iterator[LintProblem]:
    place = at(form.code, f"check[{check.id}]")
    try:
        expr = parse_expr(check.expr)
        each = parse_each(check.each) if check.each else None
        rows = check_rows(places, form.code, each)
        columns = check_columns(places, each.form or form.code if each else form.code, rows, check)
    except (FormulaError, Unknown):
        return
    if not references(expr) and not _asks_emptiness(expr):
        yield LintProblem("never", place, "这条审核公式只有常数，结果永远不变，请改正或删去。")
        return
    if not isinstance(expr, Compare):
        return
    copies: set[str] | None = None
    for spot in rows:
        for column in columns(spot):
            try:
                left, right = (_normal(places, side, form.code, spot, column) for side in (expr.left, expr.right))
            except Unknown:
                return
            if left == right:
                yield LintProblem("never", place, "两边是同一个算式，永远不会查出问题，请改正。")
                return
            same = _same_as_calc(places, check, left, right, by_node) if expr.sign == "=" else set()
            copies = same if copies is None else copies & same
    if copies:
        say = f"与运算公式“{sorted(copies)[0]}”相同；填了数时运算公式自己会核对，请删去这一条。"
        yield LintProblem("never", place, say)


def _asks_emptiness(expr: Expr) -> bool:
    return "空表" in repr(expr)


Normal = tuple[object, ...]


def _normal(places: PackPlaces, expr: Expr, form: str, here: Spot | None, star: str | None) -> Normal:
    """A form in which equal formulas are equal: references as cells, sums as sorted terms. Raises Unknown."""
    match expr:
        case Ref():
            found = sorted(places.expand(expr, form, here, star))
            return ("cells", expr.prior, *((one.form, one.row, one.column) for one in found))
        case Sum() | Call("合计", _):
            terms = sorted(_terms(places, expr, True, form, here, star), key=repr)
            return terms[0][1] if len(terms) == 1 and terms[0][0] else ("sum", *terms)
        case Text() | Compare():
            return ("text", repr(expr))
        case Call(name, arguments):
            return (name, *(_normal(places, part, form, here, star) for part in arguments))
        case Binary(sign, one, other):
            return (sign, *(_normal(places, part, form, here, star) for part in (one, other)))
        case _:
            return ("leaf", repr(expr))


def _terms(places: PackPlaces, expr: Expr, added: bool, form: str, here: Spot | None, star: str | None) -> list[tuple[bool, Normal]]:
    if isinstance(expr, Sum):
        return [term for sign, part in expr.terms for term in _terms(places, part, added == sign, form, here, star)]
    if isinstance(expr, Call) and expr.name == "合计":
        found: list[tuple[bool, Normal]] = []
        for part in expr.arguments:
            if isinstance(part, Ref):
                cells = places.expand(part, form, here, star)
                found += [(added, ("cells", part.prior, (one.form, one.row, one.column))) for one in cells]
            else:
                found.append((added, _normal(places, part, form, here, star)))
        return found
    return [(added, _normal(places, expr, form, here, star))]


def _same_as_calc(places: PackPlaces, check: CheckDef, left: Normal, right: Normal, by_node: dict[Node, list[Made]]) -> set[str]:
    """Ids of calcs that make the cell of one side by the formula of the other."""
    found = set()
    for cell, formula in ((left, right), (right, left)):
        if cell[0] != "cells" or len(cell) != 3 or cell[1]:
            continue
        node = cell[2]
        assert isinstance(node, tuple)
        for calc in by_node.get(node, []):
            if calc.calc.when and calc.calc.when != check.when:
                continue
            for spot, column in calc.targets:
                if (calc.form, spot.name, column) == node and _calc_normal(places, calc, spot, column) == formula:
                    found.add(calc.calc.id)
    return found


def _calc_normal(places: PackPlaces, calc: Made, spot: Spot, column: str) -> Normal | None:
    try:
        return _normal(places, calc.let.value, calc.form, spot, column)
    except Unknown:
        return None
