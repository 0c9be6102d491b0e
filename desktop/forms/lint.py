"""The linter of packs: what would go wrong in an office is told to the author instead.

``lint_path`` looks at a pack folder (edits without target, drifting 行次 against the base included), ``lint_pack`` at a loaded pack.
Every problem has the name of its rule, a place (file and key) and a Chinese sentence that says what to do. The rules stand in
``lint_structure`` (ids, rows, printed table), ``lint_formulas`` (references, bases, messages), ``lint_flow`` (cells and their calcs: doubles,
gaps, cycles), ``lint_dead`` (checks that cannot fire), ``lint_numbers`` and ``lint_drift`` (行次 in messages, and 行次 that moved).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop.core.definitions import PackDef, SubjectLookup
from desktop.forms.catalog import pack_folder
from desktop.forms.lint_conditions import Conditions
from desktop.forms.lint_places import PackPlaces
from desktop.forms.lint_problem import LintProblem
from desktop.forms.load import read_pack
from desktop.forms.schema import PackError

__all__ = ["LintProblem", "lint_pack", "lint_path"]


def lint_path(id_or_path: str | Path, subjects: SubjectLookup | None = None) -> list[LintProblem]:
    """Lint a pack by id or folder. A pack that cannot be read at all gives one problem of the rule ``unreadable``.

    Raises:
        PackError: there is no such pack.
    """
    from desktop.forms.lint_drift import drifting_lines

    folder = pack_folder(id_or_path)
    try:
        loaded = read_pack(folder)
    except PackError as error:
        return [LintProblem("unreadable", folder.name, str(error))]
    problems = [LintProblem("lost-edit", loaded.pack.id, text) for text in loaded.problems]
    problems += lint_pack(loaded.pack, subjects)
    problems += _lost_carry(loaded.pack, dict(loaded.base.pack.carry) if loaded.base else {})
    if loaded.base is not None:
        problems += drifting_lines(loaded.base.pack, loaded.pack)
    return problems


def _lost_carry(pack: PackDef, inherited: dict[str, tuple[str, ...]]) -> Iterator[LintProblem]:
    """What ``[carry]`` names and the pack does not have; what only the base names may be missing here."""
    for code, rows in pack.carry:
        form = pack.form(code)
        known = {row.id for block in form.blocks for row in block.rows} if form else set()
        for row in rows:
            if row != "*" and row not in known and row not in inherited.get(code, ()):
                yield LintProblem("unknown-reference", f"pack.toml：carry[{code}]", f"没有《{code}》的“{row}”这一行，请改正或删去。")


def lint_pack(pack: PackDef, subjects: SubjectLookup | None = None) -> list[LintProblem]:
    """Every problem of a pack, in the order of its forms. ``subjects`` are the code lists (without: those of the program)."""
    from desktop.forms.lint_flow import lint_flow
    from desktop.forms.lint_formulas import lint_formulas
    from desktop.forms.lint_numbers import unprinted_numbers
    from desktop.forms.lint_structure import lint_structure

    if subjects is None:
        from desktop.forms.subjects import SubjectCatalog

        subjects = SubjectCatalog.of_pack(pack, pack.years[0])
    places, conditions = PackPlaces(pack), Conditions(pack)
    problems = [
        *lint_structure(pack, subjects),
        *lint_formulas(pack, places, conditions, subjects),
        *lint_flow(pack, places, conditions),
        *unprinted_numbers(pack),
    ]
    order = {form.code: number for number, form in enumerate(pack.forms)}
    unique = list(dict.fromkeys(problems))
    return sorted(unique, key=lambda problem: order.get(problem.place.split(".toml")[0], -1))
