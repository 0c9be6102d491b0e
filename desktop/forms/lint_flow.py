"""Rules about cells and their formulas together: double calcs, gaps, calcs on rows without values, cycles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from desktop.core.definitions import FormDef, PackDef
from desktop.core.language import references
from desktop.forms.lint_conditions import Conditions, World, merged
from desktop.forms.lint_dead import dead_checks
from desktop.forms.lint_made import Made, Node, calcs_made
from desktop.forms.lint_places import AMOUNTS, PackPlaces, Unknown
from desktop.forms.lint_problem import LintProblem, at

_MANY_WORLDS = 4096


def lint_flow(pack: PackDef, places: PackPlaces, conditions: Conditions) -> Iterator[LintProblem]:
    """Everything that needs more than one formula, or a formula and the rows it writes to."""
    made = [calc for form in pack.forms for calc in calcs_made(places, form)]
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
    yield from dead_checks(pack, places, by_node)


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
        if not computed or block is None or (row is None and form.view == "facts"):  # 科目说明 is filled in at any level
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
