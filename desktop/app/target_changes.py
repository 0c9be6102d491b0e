"""What was changed in the targets of a project after its monitoring or self-evaluation had been begun, from the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.app.session import Session
from desktop.core.amounts import Value, format_amount, plain_text
from desktop.core.cells import CellRef, Entry
from desktop.core.evaluate import Model
from desktop.core.instances import owner_of

TARGET, LATER = "目标", ("监控", "自评")


@dataclass(frozen=True, slots=True)
class TargetChange:
    """``ref`` is the cell of the target form; ``label`` says which it is, also when its row is gone by now."""

    seq: int
    when: str
    who: str
    cause: str
    ref: CellRef
    label: str
    old: Value | None
    new: Value | None

    @property
    def words(self) -> str:
        """“≥510人 → ≥500人”, in as many words as it takes."""
        return f"{_shown(self.old)} → {_shown(self.new)}"

    @property
    def time(self) -> str:
        return f"{datetime.fromisoformat(self.when).astimezone():%Y-%m-%d %H:%M}"


def target_changes(session: Session, project: str = "") -> list[TargetChange]:
    """Changes of target cells made while something of the same project's monitoring or self-evaluation stood entered, the oldest first."""
    pack = session.pack
    targets = {form.code for form in pack.forms if form.stage == TARGET and form.per}
    later = {form.code for form in pack.forms if form.stage in LATER and form.per}
    if not targets or not later:
        return []
    begun: Counter[str] = Counter()
    found: list[TargetChange] = []
    seq, waiting = 0, Counter[str]()
    for edit, at in session.document.trail(sorted(targets | later)):
        if at.seq != seq:  # what one step brings to both forms is no later change
            seq = at.seq
            begun.update(waiting)
            waiting = Counter()
        if edit.kind != "cell":
            continue
        base, _, owner = edit.key[0].partition("#")
        if base in later:
            waiting[owner] += (edit.new is not None) - (edit.old is not None)
        elif begun[owner] > 0 and (not project or owner == project):
            ref = CellRef(*edit.key)
            old, new = (state.value if isinstance(state, Entry) else None for state in (edit.old, edit.new))
            if old != new:
                found.append(TargetChange(at.seq, at.when, at.who, at.cause, ref, session.model.label(ref), old, new))
    return found


def still_different(changes: Iterable[TargetChange]) -> dict[CellRef, TargetChange]:
    """Cells that now hold something else than when the following forms were begun: from what to what, as one change."""
    found: dict[CellRef, TargetChange] = {}
    for change in changes:
        first = found.get(change.ref)
        old = first.old if first else change.old
        found[change.ref] = TargetChange(change.seq, change.when, change.who, change.cause, change.ref, change.label, old, change.new)
    return {ref: change for ref, change in found.items() if change.old != change.new}


def origin_in_target(model: Model, ref: CellRef) -> CellRef | None:
    """The cell of the target form that a cell of a following form takes over."""
    if not owner_of(ref.form) or model.form(ref.form).stage not in LATER:
        return None
    return next((cell for cell in model.taken_from(ref) if model.form(cell.form).stage == TARGET), None)


def changes_text(changes: Iterable[TargetChange]) -> str:
    """For people, one line a change."""
    lines = [f"{change.time}  {change.who}  {change.label}：{change.words}" for change in changes]
    return "\n".join(lines) or "监控和自评开始以后，目标没有改动。"


def change_data(change: TargetChange) -> dict[str, Any]:
    return {
        "seq": change.seq,
        "when": change.when,
        "who": change.who,
        "cause": change.cause,
        "table": change.ref.form,
        "row": change.ref.row,
        "column": change.ref.column,
        "label": change.label,
        "old": plain_text(change.old),
        "new": plain_text(change.new),
    }


def _shown(value: Value | None) -> str:
    return format_amount(value, None) or "（空）"
