"""The model of a book: every figure entered and computed, every finding, and the one way to change them.

``Model.apply`` is what typing, pasting, importing and undoing come down to. It changes the book and then recomputes only what hangs on
the change; the answer names every cell and every finding that is different.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Literal

from desktop.core.cells import COVER, Book, CellRef, Entry
from desktop.core.changes import ChangeSet
from desktop.core.checks import Tail
from desktop.core.definitions import FormDef, PackDef, SubjectLookup
from desktop.core.engine import Engine
from desktop.core.explain import Explanation, explain
from desktop.core.findings import Finding
from desktop.core.graph import Circle
from desktop.core.instances import owner_of
from desktop.core.model_values import ModelValues, Source
from desktop.core.operations import Operation, apply_edits
from desktop.core.quantity import Quantity
from desktop.core.quiet import collector_paused
from desktop.core.row_view import RowView
from desktop.core.steps import finished
from desktop.core.touched import touched_by

if TYPE_CHECKING:
    from desktop.core.diagnosis import Diagnosis
    from desktop.core.equations import Equations

__all__ = ["Explanation", "Model", "RowView", "Source", "TableState"]

TableState = Literal["空", "填报中", "有错", "已核", "已锁"]
MANY_ROWS = 300
"""With more rows coming or going in one operation everything is built anew, which is quicker than single steps."""


class Model(ModelValues):
    """A pack over a book. Refs that name no cell answer as a blank cell does; nothing here raises for them."""

    def __init__(self, pack: PackDef, book: Book, subjects: SubjectLookup | None = None) -> None:
        self.pack = pack
        self.book = book
        self._subjects = subjects
        self._definitions = {form.code: form for form in pack.forms}
        self._made: dict[str, FormDef] = {}  # definitions of the forms that belong to a row of a list
        self.builds = 1  # how often everything was built anew
        with collector_paused():
            self._engine = Engine(pack, book, subjects, self._made)
        self._rows: dict[str, list[RowView]] = {}
        self._equations: Equations | None = None  # of the figures as they are now

    # findings

    def explain(self, ref: CellRef, checks: bool = True) -> Explanation:
        """How a figure comes about and what hangs on it; with ``checks`` also what looks at it, which takes longer."""
        return explain(self._engine, ref, checks)

    def diagnose(self, finding: Finding) -> tuple[Diagnosis, ...]:
        """Which figure the difference of a finding may come from, where that is clear (:mod:`desktop.core.diagnosis`)."""
        from desktop.core.diagnosis import diagnose
        from desktop.core.equations import Equations

        if self._equations is None:
            self._equations = Equations()
        return diagnose(self._engine, finding, self._equations)

    def findings(self) -> tuple[Finding, ...]:
        """All findings: errors, then warnings, then hints; each in the order of the tables and their rows."""
        return self._engine.board.all()

    def count_findings(self) -> int:
        return len(self._engine.board)

    def finding_orders(self) -> list[tuple[object, ...]]:
        """What :meth:`findings` are sorted by, one for each of them."""
        return self._engine.board.orders()

    def finding_order(self, finding: Finding) -> tuple[object, ...] | None:
        """What one of :meth:`findings` is sorted by; None for any other."""
        return self._engine.board.order_of(finding)

    def findings_at(self, ref: CellRef) -> tuple[Finding, ...]:
        return self._engine.board.at(ref)

    def has_tail_difference(self, form: str) -> bool:
        return any(isinstance(one, Tail) for one in self._engine.tails.get(form, {}).values())

    def table_state(self, form: str) -> TableState:
        """已锁 locked · 有错 open errors · 空 nothing in it · 已核 nothing left to do · 填报中 warnings are still open."""
        if self.book.is_locked(form):
            return "已锁"
        board = self._engine.board
        if board.has_errors(form):
            return "有错"
        sheet = self.book.sheets.get(form)
        if self.is_empty(form) and (sheet is None or not sheet.entered):
            return "空"
        return "填报中" if board.blocks(form) else "已核"

    # change

    def add_code(self, form: str, code: str, name: str = "") -> Operation | str:
        """The row of a code with its missing parents, as a repair (see :func:`desktop.core.subject_rows.add_subject`)."""
        from desktop.core.subject_rows import add_subject

        return add_subject(self, self._subjects, form, code, "repair", name) if self._subjects else "没有科目表，请手工增加这一行。"

    def apply(self, operation: Operation) -> ChangeSet:
        """Apply an operation to the book and follow it up.

        Raises:
            StaleEdit: the book is not as the operation expects; nothing was changed.
        """
        return finished(self.applying(operation))

    def applying(self, operation: Operation) -> Generator[None, None, ChangeSet]:
        """:meth:`apply`, pausing now and then; between the pauses figures and findings are partly old, partly new."""
        before = self._engine.board.all()
        self._equations = None
        apply_edits(self.book, operation.edits)
        engine = self._engine
        touched = touched_by(operation.edits, engine.forms, engine.lists)
        for key in touched.reasons:
            engine.board.recheck(key)
        everything = touched.settings
        rebuild = touched.prior_forms or (touched.prior and not engine.has_prior)
        if touched.sheets:
            self._rows.clear()
        if not rebuild:
            try:
                if sum(len(ids) for code, ids in touched.rows.items() if not owner_of(code)) > MANY_ROWS:
                    raise Circle
                yield from engine.changing(touched)
            except Circle:
                rebuild = True
        cover = rebuild or any(code == COVER for code, _, _ in touched.cells)
        if cover and (engine.conditions.current() != engine.conditions.answers):
            rebuild = everything = True
        if rebuild:
            changed, new, gone = self._rebuild(before)
        else:
            changed = {cell.ref for cell in engine.graph.changed} | engine.dropped.keys()
            new, gone = engine.board.changes()
        engine.graph.changed.clear()
        for code in engine.renamed:
            self._rows.pop(code, None)
        engine.renamed.clear()
        engine.dropped.clear()
        named = {CellRef(*key) for key in touched.cells}
        return ChangeSet(frozenset(changed | touched.notes | named), frozenset(touched.sheets), new, gone, everything, touched.forms)

    def _rebuild(self, findings: tuple[Finding, ...]) -> tuple[set[CellRef], tuple[Finding, ...], tuple[Finding, ...]]:
        """Build everything anew; answers what differs from before the operation. The old engine may have followed part of it already."""
        old = self._engine
        with collector_paused():
            self._engine = new = Engine(self.pack, self.book, self._subjects, self._made)
        self.builds += 1
        self._rows.clear()
        before, now = _snapshot(old), _snapshot(new)
        changed = {ref for ref in before.keys() | now.keys() if before.get(ref) != now.get(ref)}
        changed.update(cell.ref for cell in old.graph.changed)
        was, found = set(findings), set(new.board.all())
        came = tuple(finding for finding in new.board.all() if finding not in was)
        went = tuple(finding for finding in findings if finding not in found)
        return changed, came, went


def _snapshot(engine: Engine) -> dict[CellRef, tuple[Quantity, Entry | None]]:
    return {cell.ref: (cell.q, cell.entry) for form in engine.forms.values() for cell in form.cells.values() if cell.present}
