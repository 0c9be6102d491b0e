"""行次 that moved: a formula taken over from the base means another row after the edits of a region."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.definitions import FormDef, PackDef
from desktop.core.language import FormulaError, Ref, parse_expr, parse_let, references
from desktop.forms.lint_places import FormPlaces, Unknown
from desktop.forms.lint_problem import LintProblem, at


def drifting_lines(base: PackDef, pack: PackDef) -> Iterator[LintProblem]:
    """Formulas with the same text in both packs whose 行次 or 栏次 mean other rows or columns than in the base."""
    for form in pack.forms:
        old = base.form(form.code)
        if old is None or old is form:
            continue
        before, after = FormPlaces(old), FormPlaces(form)
        for key, text, refs in _inherited(old, form):
            for ref in refs:
                one, other = _meaning(before, ref), _meaning(after, ref)
                if one != other and one is not None and other is not None:
                    gone, come = "、".join(sorted(one - other)), "、".join(sorted(other - one))
                    say = f"沿用的公式“{text}”按行次、栏次取数，这里的编号变了：少了 {gone or '（无）'}，多了 {come or '（无）'}。请改用行、栏标识。"
                    yield LintProblem("line-drift", at(form.code, key), say)


def _inherited(old: FormDef, form: FormDef) -> Iterator[tuple[str, str, list[Ref]]]:
    """(key, text, references by 行次 or 栏次) of the formulas that were taken over unchanged."""
    for calc in form.calcs:
        if calc in old.calcs:
            try:
                let = parse_let(calc.let)
            except FormulaError:
                continue
            yield f"calc[{calc.id}]", calc.let, [ref for ref in [let.target, *references(let)] if _by_number(ref)]
    for check in form.checks:
        if check in old.checks:
            try:
                refs = references(parse_expr(check.expr))
            except FormulaError:
                continue
            yield f"check[{check.id}]", check.expr, [ref for ref in refs if _by_number(ref)]


def _by_number(ref: Ref) -> bool:
    return not ref.form and (ref.rows.kind in ("number", "range") or (ref.columns is not None and ref.columns.kind in ("number", "range")))


def _meaning(form: FormPlaces, ref: Ref) -> set[str] | None:
    try:
        here = next(iter(form.spots.values()), None)
        return {f"{spot.name}/{column}" for spot in form.rows(ref.rows, here) for column in form.columns(ref.columns, spot, "")}
    except Unknown:
        return None
