"""The model of a book: every figure entered and computed, every finding, and the one way to change them.

``Model.apply`` is what typing, pasting, importing and undoing come down to. It changes the book and then recomputes only what hangs on
the change; the answer names every cell and every finding that is different.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from desktop.core.amounts import Value
from desktop.core.cells import COVER, SENTENCE_COLUMN, SENTENCE_ROW, Book, CellRef, Entry
from desktop.core.changes import ChangeSet
from desktop.core.checks import Tail
from desktop.core.definitions import ColumnDef, FormDef, Kind, PackDef, SubjectLookup
from desktop.core.engine import Engine
from desktop.core.explain import Explanation, explain
from desktop.core.findings import Finding
from desktop.core.graph import Circle
from desktop.core.instances import base_code, instance_of, owner_of
from desktop.core.labels import cell_label, cell_value, form_label, owner_label
from desktop.core.nodes import Cell
from desktop.core.operations import Operation, apply_edits
from desktop.core.quantity import ZERO, Quantity
from desktop.core.quiet import collector_paused
from desktop.core.row_view import RowView, view_of
from desktop.core.steps import finished
from desktop.core.structure import PRIOR, FormState
from desktop.core.touched import touched_by
from desktop.core.wording import is_taken_over, operand_cells, same_words, taking_over

if TYPE_CHECKING:
    from desktop.core.diagnosis import Diagnosis
    from desktop.core.equations import Equations

__all__ = ["Explanation", "Model", "RowView", "Source", "TableState"]

Source = Literal["blank", "entered", "imported", "computed", "overridden"]
TableState = Literal["空", "填报中", "有错", "已核", "已锁"]
MANY_ROWS = 300
"""With more rows coming or going in one operation everything is built anew, which is quicker than single steps."""


class Model:
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

    # structure

    def forms(self) -> tuple[FormDef, ...]:
        """Every form that is there, in the order of the pack; of a form ``per`` row of a list one for each row, in the order of the list."""
        return self._engine.present

    def form(self, code: str) -> FormDef:
        """The definition under a code; ``表#3`` names one of a row, whether the row is there or not.

        Raises:
            KeyError: the pack has no such form.
        """
        state = self._engine.forms.get(code)
        if state is not None:
            return state.definition
        row = owner_of(code)
        definition = self._definitions[base_code(code)]
        return instance_of(definition, row, self._made) if row else definition

    def find_form(self, code: str) -> FormDef | None:
        """The form if it is there now: none for ``表#3`` when the list has no row 3, and none for the bare ``表`` of which there are many."""
        state = self._engine.forms.get(code)
        return state.definition if state and not state.prior else None

    def instances(self, code: str) -> list[str]:
        """Codes of the forms of one kind, one for each row of their list, in its order."""
        return [form.code for form in self._engine.present if owner_of(form.code) and base_code(form.code) == code]

    def owner_label(self, code: str) -> str:
        """What the project is called that a form belongs to; "" for a form that is there once."""
        state = self._engine.forms.get(code)
        return owner_label(state) if state else ""

    def form_label(self, code: str) -> str:
        """“公开03 支出决算表”, “项目支出绩效自评表（科普经费）”."""
        state = self._engine.forms.get(code)
        return form_label(state) if state else code

    def rows(self, form: str) -> list[RowView]:
        """All rows as printed: fixed ones, dynamic ones in code order, the total of the family in its place."""
        found = self._rows.get(form)
        if found is None:
            state = self._engine.forms.get(form)
            ordered = sorted(state.rows.values(), key=lambda row: row.position) if state else []
            found = self._rows[form] = [view_of(state, row) for row in ordered] if state else []
        return found

    def row(self, form: str, row_id: str) -> RowView | None:
        state = self._engine.forms.get(form)
        row = state.rows.get(row_id) if state else None
        if state is not None and row is not None:
            return view_of(state, row)
        if row_id == SENTENCE_ROW and state is not None:
            return RowView(SENTENCE_ROW, "说明", "", "", 0, "填", "", "", True, False, False, "text", "")
        return None

    def columns(self, form: str, row_id: str) -> tuple[ColumnDef, ...]:
        """The value columns of a row; none for blank lines and headings."""
        state = self._engine.forms.get(form)
        row = state.rows.get(row_id) if state else None
        if row is not None:
            return row.block.columns if row.carries else ()
        column = state.column(row_id, SENTENCE_COLUMN) if state else None
        return (column,) if column is not None and row_id == SENTENCE_ROW else ()

    def has_cell(self, ref: CellRef) -> bool:
        cell = self._cell(ref)
        return cell is not None and cell.present

    def takes_entry(self, ref: CellRef) -> bool:
        cell = self._cell(ref)
        if cell is None or not cell.present or self.book.is_locked(ref.form.removeprefix(PRIOR)):
            return False
        row = cell.form.rows.get(ref.row)
        if row is not None and row.definition is not None and row.definition.not_applicable:
            return False
        return not is_taken_over(cell) and self._engine.applies(cell.form, ref.row, ref.column) and not self.locked_by(ref)

    def locked_by(self, ref: CellRef) -> str:
        """The locked form that shows what is entered in this cell; "" where no form does, or none of them is locked."""
        cell = self._cell(ref) if self.book.has_locks else None
        return next((code for code in taking_over(cell) if self.book.is_locked(code)), "") if cell is not None else ""

    def taken_from(self, ref: CellRef) -> tuple[CellRef, ...]:
        """Where a figure is entered that this cell takes over, so that it takes no entry itself; empty for all other cells."""
        cell = self._cell(ref)
        if cell is None or cell.calc is None or not is_taken_over(cell):
            return ()
        return tuple(one.ref for one in operand_cells(cell.calc.nodes) if one.q[0] is not None)

    def kind(self, ref: CellRef) -> Kind:
        state = self._definition(ref.form)
        column = state.column(ref.row, ref.column) if state else None
        return state.kind(ref.row, column) if state and column else "text"

    def choices(self, ref: CellRef) -> tuple[str, ...]:
        """What a cell of kind ``choice`` may hold: of its row, else of its column."""
        state = self._definition(ref.form)
        column = state.column(ref.row, ref.column) if state else None
        if state is None or column is None or state.kind(ref.row, column) != "choice":
            return ()
        row = state.rows.get(ref.row)
        return (row.definition.choices if row and row.definition else ()) or column.choices

    def decimals(self, ref: CellRef) -> int:
        """Places of the figure in the unit in which the book is kept."""
        state = self._definition(ref.form)
        return state.places(self.kind(ref)) if state else 2

    def label(self, ref: CellRef) -> str:
        state = self._definition(ref.form)
        if state is None:
            return " ".join(ref)
        words = cell_label(state, ref.row, ref.column)
        return f"上年 {words}" if ref.form.startswith(PRIOR) and not state.prior else words

    def table_applies(self, form: str) -> bool:
        definition = self._definitions.get(base_code(form.removeprefix(PRIOR)))
        return definition is not None and self._engine.conditions.holds(definition.applies)

    def holds(self, condition: str) -> bool:
        """Answer of a ``when``/``applies`` text of the pack; "" holds always."""
        return self._engine.conditions.holds(condition)

    # values

    def value(self, ref: CellRef) -> Value | None:
        cell = self._cell(ref)
        return cell_value(cell) if cell else None

    def amounts(self, form: str) -> Iterator[tuple[CellRef, Decimal]]:
        """Every cell of a form that holds a number, of whatever kind, with its effective value."""
        state = self._engine.forms.get(form)
        for cell in state.cells.values() if state else ():
            value = cell_value(cell) if cell.present else None
            if isinstance(value, Decimal):
                yield cell.ref, value

    def computed(self, ref: CellRef) -> Value | None:
        """What the formula of the cell gives, whether an entry stands over it or not; None without formula."""
        cell = self._cell(ref)
        return _plain(cell.computed) if cell and cell.calc else None

    def entry(self, ref: CellRef) -> Entry | None:
        if ref.form.startswith(PRIOR):
            return self.book.prior.entry(ref._replace(form=ref.form[len(PRIOR) :])) if self.book.prior else None
        return self.book.entry(ref)

    def prior(self, ref: CellRef) -> Value | None:
        """Last year's effective figure of the same cell, in the unit in which this year's book is kept."""
        return self.value(ref._replace(form=PRIOR + ref.form))

    def has_formula(self, ref: CellRef) -> bool:
        cell = self._cell(ref)
        return cell is not None and cell.calc is not None

    def source(self, ref: CellRef) -> Source:
        """Where the value comes from. ``overridden``: typed over a formula, or imported and different from what it gives."""
        cell = self._cell(ref)
        if cell is None or not cell.present:
            return "blank"
        if cell.entry is None:
            return "blank" if cell_value(cell) is None else "computed"
        imported = cell.entry.origin.how == "imported"
        same = (cell.q[0] or ZERO) == (cell.computed[0] or ZERO) or same_words(cell.q, cell.computed)
        if cell.calc is not None and not (imported and same):
            return "overridden"
        return "imported" if imported else "entered"

    def half_width(self, ref: CellRef) -> Decimal:
        """Half the width of the interval in which the exact figure lies; 0 for exact figures."""
        cell = self._cell(ref)
        return cell.q[1] if cell else ZERO

    def is_empty(self, form: str) -> bool:
        """No amount other than zero."""
        state = self._engine.forms.get(form)
        return state is None or state.emptiness.count == 0

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

    # findings

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

    def _definition(self, form: str) -> FormState | None:
        """The form as far as its definition goes: this year's stands in while there are no figures of last year."""
        return self._engine.forms.get(form) or self._engine.forms.get(form.removeprefix(PRIOR))

    def _cell(self, ref: CellRef) -> Cell | None:
        state = self._engine.forms.get(ref.form)
        if state is None:
            return None
        return state.cells.get((ref.row, ref.column)) or state.cell(ref.row, ref.column)


def _snapshot(engine: Engine) -> dict[CellRef, tuple[Quantity, Entry | None]]:
    return {cell.ref: (cell.q, cell.entry) for form in engine.forms.values() for cell in form.cells.values() if cell.present}


def _plain(quantity: Quantity) -> Value | None:
    value = quantity[0]
    return None if isinstance(value, bool) else value
