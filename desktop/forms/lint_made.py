"""Calcs and checks of a form with the rows and columns they run over, as the linter sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.core.definitions import CalcDef, CheckDef, FormDef
from desktop.core.language import Each, FormulaError, Let, parse_columns, parse_let
from desktop.forms.lint_places import PackPlaces, Spot, Unknown
from desktop.forms.lint_problem import at

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


def calcs_made(places: PackPlaces, form: FormDef) -> Iterator[Made]:
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
