"""What an operation names, as the engine needs it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from desktop.core.cells import CellRef
from desktop.core.chain import NUMBERED
from desktop.core.operations import Edit
from desktop.core.structure import PRIOR


@dataclass(slots=True)
class Touched:
    """Cells and rows in codes of the engine's forms (last year's with their prefix), rows only of forms that are there.

    ``notes`` are cells whose note changed, ``sheets`` all forms whose rows did; ``forms``: rows of a list came, went or moved this year,
    ``prior_forms``: last year; ``prior``: anything of last year; ``settings``: something that may decide which formulas apply.
    """

    cells: dict[tuple[str, str, str], None] = field(default_factory=dict)
    rows: dict[str, dict[str, None]] = field(default_factory=dict)
    notes: set[CellRef] = field(default_factory=set)
    sheets: set[str] = field(default_factory=set)
    reasons: list[tuple[str, str, str]] = field(default_factory=list)
    forms: bool = False
    prior_forms: bool = False
    prior: bool = False
    settings: bool = False


def touched_by(edits: Iterable[Edit], forms: Container[str], lists: Container[str]) -> Touched:
    """``forms`` are the codes the engine knows, ``lists`` those whose rows have forms of their own."""
    touched = Touched()
    for edit in edits:
        key = edit.key
        prefix = PRIOR if edit.kind in ("prior", "prior_row") else ""
        touched.prior = touched.prior or bool(prefix)
        match edit.kind:
            case "cell" | "prior":
                touched.cells[(prefix + key[0], key[1], key[2])] = None
            case "note":
                touched.notes.add(CellRef(*key))
            case "row" | "prior_row":
                touched.sheets.add(prefix + key[0])
                if prefix + key[0] in forms:
                    touched.rows.setdefault(prefix + key[0], {})[key[1]] = None
                if key[0] in lists:
                    touched.forms = touched.forms or not prefix
                    touched.prior_forms = touched.prior_forms or bool(prefix)
            case "acknowledgement":
                touched.reasons.append((key[0], key[1], key[2]))
            case "setting":
                touched.settings = touched.settings or not key[0].startswith(NUMBERED)
    return touched
