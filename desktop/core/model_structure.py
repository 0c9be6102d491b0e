"""What there is in a book: its forms, their rows and columns, which cells there are and what they take."""

from __future__ import annotations

from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, Book, CellRef
from desktop.core.definitions import ColumnDef, FormDef, Kind, PackDef
from desktop.core.engine import Engine
from desktop.core.instances import base_code, instance_of, owner_of
from desktop.core.labels import cell_label, form_label, owner_label
from desktop.core.nodes import Cell
from desktop.core.row_view import RowView, view_of
from desktop.core.structure import PRIOR, FormState
from desktop.core.wording import is_taken_over, operand_cells, taking_over


class ModelStructure:
    """Part of :class:`~desktop.core.evaluate.Model`. Refs that name no cell answer as a blank cell does."""

    pack: PackDef
    book: Book
    _engine: Engine
    _definitions: dict[str, FormDef]
    _made: dict[str, FormDef]
    _rows: dict[str, list[RowView]]

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

    def _definition(self, form: str) -> FormState | None:
        """The form as far as its definition goes: this year's stands in while there are no figures of last year."""
        return self._engine.forms.get(form) or self._engine.forms.get(form.removeprefix(PRIOR))

    def _cell(self, ref: CellRef) -> Cell | None:
        state = self._engine.forms.get(ref.form)
        if state is None:
            return None
        return state.cells.get((ref.row, ref.column)) or state.cell(ref.row, ref.column)
