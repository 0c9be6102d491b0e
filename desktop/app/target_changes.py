"""What was changed in the targets and the budget of a project after its monitoring or self-evaluation had been begun, from the journal.

What was taken back is no change: an undo takes its line out again, a redo puts it back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.app.session import Session
from desktop.core.amounts import Value, format_amount, plain_text
from desktop.core.cells import CellRef, Entry
from desktop.core.definitions import MONITORING, SELF_EVALUATION, TARGET, FormDef
from desktop.core.evaluate import Model
from desktop.core.instances import owner_of
from desktop.core.operations import Edit
from desktop.core.projects import RESULTS
from desktop.store.records import HistoryEntry

_LATER = (MONITORING, SELF_EVALUATION)


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


class TargetLog:
    """Changes of target cells made while something of the same project's monitoring or self-evaluation stood entered, the oldest first in
    ``changes``. :meth:`update` reads of the journal what came since, and of that only what touched a target."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.changes: list[TargetChange] = []
        forms = session.pack.forms
        self._targets = sorted(form.code for form in forms if form.stage == TARGET and form.per)
        self._lists = {form.per: _budgets(session.pack.form(form.per)) for form in forms if form.stage in _LATER and form.per}
        self._later = {form.code for form in forms if form.stage in _LATER and form.per}
        self._begun: Counter[str] = Counter()
        self._seq = self._seen = 0

    def update(self) -> None:
        """Read what the journal got since the last time."""
        if not self._later or self._seen == self.session.document.last:
            return
        watched = sorted({*self._targets, *(code for code, columns in self._lists.items() if columns)})
        changed = self._changed_when_begun(watched)
        begun = {(seq, form): owners for seq, form, owners in changed}
        for edit, at in self.session.document.trail(watched, {seq for seq, _, _ in changed}) if changed else ():
            owners = begun.get((at.seq, edit.key[0]))
            if edit.kind != "cell" or owners is None:
                continue
            base = edit.key[0].partition("#")[0]
            if base not in self._lists or (edit.key[2] in self._lists[base] and edit.key[1] in owners):
                self._note(edit, at)

    def _changed_when_begun(self, watched: Sequence[str]) -> list[tuple[int, str, frozenset[str]]]:
        """Operations, each with a watched form that it touched and the projects whose monitoring or self-evaluation was begun by then.

        Only these are read in full: of a journal of tens of thousands of operations they are a handful.
        """
        found: list[tuple[int, str, frozenset[str]]] = []
        brought: Counter[str] = Counter()
        after, self._seen = self._seen, self.session.document.last
        for one in self.session.document.fillings([*watched, *sorted(self._later)], after):
            if one.seq != self._seq:  # what one step brings to both forms is no later change
                self._seq = one.seq
                self._begun.update(brought)
                brought = Counter()
            base, _, owner = one.form.partition("#")
            if base in self._later:
                brought[owner] += one.count
            elif base in self._lists:
                if owners := frozenset(project for project, count in self._begun.items() if count > 0):
                    found.append((one.seq, one.form, owners))
            elif self._begun[owner] > 0:
                found.append((one.seq, one.form, frozenset({owner})))
        self._begun.update(brought)
        return found

    def _note(self, edit: Edit, at: HistoryEntry) -> None:
        ref = CellRef(*edit.key)
        old, new = (state.value if isinstance(state, Entry) else None for state in (edit.old, edit.new))
        taken_back = at.cause == "undo" and next((one for one in reversed(self.changes) if one.ref == ref), None)
        if taken_back and (taken_back.old, taken_back.new) == (new, old):
            self.changes.remove(taken_back)
        elif old != new:
            self.changes.append(TargetChange(at.seq, at.when, at.who, at.cause, ref, self.session.model.label(ref), old, new))


def target_changes(session: Session, project: str = "") -> list[TargetChange]:
    """Of one project, or of all that are in the list; that a project was taken out with its targets is no change of a target."""
    log = TargetLog(session)
    log.update()
    listed = {owner_of(form.code) for form in session.model.forms() if form.per}
    wanted = {project} if project else listed
    return [change for change in log.changes if project_of(change) in wanted]


def project_of(change: TargetChange) -> str:
    """The row of the list that the changed cell belongs to."""
    return owner_of(change.ref.form) or change.ref.row


def _budgets(form: FormDef | None) -> frozenset[str]:
    """The amounts that a list of projects plans with; what was carried out is no target."""
    columns = [column for block in form.blocks for column in block.columns] if form else []
    return frozenset(column.id for column in columns if column.kind == "money" and column.id not in RESULTS)


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
    if not owner_of(ref.form) or model.form(ref.form).stage not in _LATER:
        return None
    return next((cell for cell in model.taken_from(ref) if model.form(cell.form).stage == TARGET), None)


def changes_text(changes: Iterable[TargetChange]) -> str:
    """For people, one line a change."""
    lines = [f"{change.time}  {change.who}  {change.label}：{change.words}" for change in changes]
    return "\n".join(lines) or "监控和自评开始以后，目标没有改动。"


def change_data(change: TargetChange) -> dict[str, Any]:
    """One change for ``--json``."""
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
