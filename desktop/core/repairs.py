"""Certain repairs of findings: what each would change, several of one kind as one operation, and last year's reason for a warning.

A repair is certain when it follows from the data alone: the formula gives the figure, the official list the name, the pack the sentence; a
text in an amount cell reads as one amount; a code is missing above a code; or two and more broken equations ask for the same
figure in the same cell and for no other change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.core.entry import apply_repair
from desktop.core.findings import Finding, Repair
from desktop.core.operations import Edit, Operation

if TYPE_CHECKING:
    from desktop.core.evaluate import Model


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a preview: what stands at a place, and what would."""

    finding: Finding
    repair: Repair
    label: str
    now: Value | None
    then: Value | None


def repairs_of(model: Model, finding: Finding) -> tuple[Repair, ...]:
    """The certain repairs of a finding, the one to be preferred first."""
    found = [finding.repair] if finding.repair is not None else []
    for one in model.diagnose(finding):
        if one.proven and one.meant is not None and model.takes_entry(one.cell):
            proven = Repair("set_value", one.cell, format(one.meant, "f"))
            # what the formula gives is no repair where the formula itself is fed with the wrong figure
            if one.cell != (finding.repair.ref if finding.repair else None):
                found.insert(0, proven)
            elif model.computed(one.cell) != one.meant:
                found.append(proven)
    return tuple(found)


def change_of(model: Model, finding: Finding, repair: Repair) -> Change:
    """What a repair would do."""
    ref = repair.ref
    label, now = model.label(ref), model.value(ref)
    then: Value | None = repair.text or None
    match repair.kind:
        case "take_computed":
            then = model.computed(ref)
        case "set_value" | "read_text":
            then = Decimal(repair.text)
        case "fill_sentence":
            place = CellRef(ref.form, SENTENCE_ROW, SENTENCE_COLUMN)
            label, now = model.label(place), model.value(place)
        case "take_name":
            row = model.row(ref.form, ref.row)
            label, now = f"{model.form_label(ref.form)} {ref.row}", row.label if row else None
        case "add_parent":
            label, now = f"{model.form_label(ref.form)} {ref.row}", None
    return Change(finding, repair, label, now, then)


def alike(model: Model, findings: Iterable[Finding], kind: str) -> list[Change]:
    """Every repair of a kind among the findings, each place once."""
    found: dict[tuple[str, CellRef], Change] = {}
    for finding in findings:
        for repair in repairs_of(model, finding):
            if repair.kind == kind:
                found.setdefault((repair.kind, repair.ref), change_of(model, finding, repair))
    return list(found.values())


def repair(model: Model, finding: Finding, wanted: Repair) -> Operation | str:
    """One repair as an operation."""
    return apply_repair(model, replace(finding, repair=wanted))


def repair_all(model: Model, changes: Iterable[Change]) -> Operation | str:
    """Several repairs as one operation; the first that cannot be made refuses them all."""
    edits: dict[tuple[str, ...], Edit] = {}
    count = 0
    label = ""
    for change in changes:
        made = repair(model, change.finding, change.repair)
        if isinstance(made, str):
            return made
        count += bool(made.edits)
        label = made.label
        for edit in made.edits:
            edits.setdefault((edit.kind, *edit.key), edit)
    return Operation(label if count == 1 else f"自动改正 {count} 处", "repair", tuple(edits.values()))


def last_reason(model: Model, finding: Finding) -> str:
    """What was given as the reason last year, for the same warning or where its sentences take it from; "" where there was none."""
    prior = model.book.prior
    given = prior.acknowledgements.get(finding.key) if prior is not None else None
    written = model.prior(finding.reason_at) if finding.reason_at is not None else None
    return written if isinstance(written, str) and written else given.reason if given else ""
