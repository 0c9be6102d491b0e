"""Rules about the functions of a formula: scoring without a profile, and forms of which there are many asked for a single figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop.core.definitions import FormDef, PackDef
from desktop.core.instances import OF_ROW
from desktop.core.language import Binary, Call, Compare, Expr, Logic, Not, Ref, Sum
from desktop.core.signatures import AGGREGATES, CONDITIONAL, SCORING
from desktop.forms.lint_problem import LintProblem, at

BY_PROFILE: Final = SCORING | {"远超目标"}


def parts_of(expr: Expr) -> Iterator[Expr]:
    """A formula and every part of it."""
    yield expr
    for part in _inner(expr):
        yield from parts_of(part)


def _inner(expr: Expr) -> tuple[Expr, ...]:
    match expr:
        case Sum(terms):
            return tuple(term for _, term in terms)
        case Binary(_, left, right) | Compare(_, left, right):
            return (left, right)
        case Logic(_, parts) | Call(_, parts):
            return parts
        case Not(part):
            return (part,)
        case _:
            return ()


def lint_calls(pack: PackDef, form: FormDef, place: str, expr: Expr, anchor: str) -> Iterator[LintProblem]:
    """``anchor``: the code of the form over whose rows the formula runs, "" where it runs over none."""
    for part in parts_of(expr):
        if isinstance(part, Call) and part.name in BY_PROFILE and not form.scoring:
            say = f"{part.name}(…) 要按评分办法计算，这张表没有写 scoring，请写上评分办法的标识。"
            yield LintProblem("no-profile", place, say)
            break
    for ref in _single(expr):
        other = pack.form(ref.form.removesuffix(OF_ROW))
        if other is None or not other.per:
            continue
        if ref.form.endswith(OF_ROW):
            if other.per != anchor:
                say = f"“{ref.form}”只能用在逐行计算“{other.per}”的公式里，请改写 each 或改用 合计(…)。"
                yield LintProblem("many-forms", place, say)
        elif other.per != form.per:
            say = f"“{other.code}”每个{other.per}一张，请写在 合计(…) 之类的函数里，或者写成 {other.code}#本行[行,栏]。"
            yield LintProblem("many-forms", place, say)


def _single(expr: Expr) -> Iterator[Ref]:
    """References that mean one cell: those that are not ranges of a function over many cells. ``#本行`` is looked at everywhere."""
    if isinstance(expr, Ref):
        yield expr
        return
    parts, ranges = _inner(expr), 0
    if isinstance(expr, Call):
        ranges = len(parts) if expr.name in AGGREGATES else CONDITIONAL.get(expr.name, 0)
    for number, part in enumerate(parts):
        if number < ranges and isinstance(part, Ref):
            if part.form.endswith(OF_ROW):
                yield part
            continue
        yield from _single(part)


def unknown_profiles(pack: PackDef) -> Iterator[LintProblem]:
    known = [profile.id for profile in pack.scoring]
    for form in pack.forms:
        if form.scoring and form.scoring not in known:
            say = f"没有评分办法“{form.scoring}”，现有：{'、'.join(known) or '没有（请写 scoring/' + form.scoring + '.toml）'}。"
            yield LintProblem("unknown-profile", at(form.code, "scoring"), say)
