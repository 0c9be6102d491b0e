"""Checks that can never find anything: constants, the same formula on both sides, or a copy of a calc that checks itself anyway."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.definitions import CheckDef, FormDef, PackDef
from desktop.core.language import Binary, Call, Compare, Expr, FormulaError, Ref, Sum, Text, parse_each, parse_expr, references
from desktop.forms.lint_made import Made, Node, check_columns, check_rows
from desktop.forms.lint_places import PackPlaces, Spot, Unknown
from desktop.forms.lint_problem import LintProblem, at


def dead_checks(pack: PackDef, places: PackPlaces, by_node: dict[Node, list[Made]]) -> Iterator[LintProblem]:
    """``by_node``: the calcs of every cell."""
    for form in pack.forms:
        for check in form.checks:
            yield from _dead(places, form, check, by_node)


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
