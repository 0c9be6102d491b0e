"""Where everything of an official table stands on the screen: lines, merged cells, the row of the form in a line; no texts yet."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QTimer, Signal

from desktop.core.cells import SENTENCE_ROW, CellRef
from desktop.core.definitions import Kind
from desktop.forms.layout import GridCell, TableGrid
from desktop.ui.bridge import Bridge
from desktop.ui.sheet_lines import Line, SheetLines, Span, lay_out_lines, printed_order, whole_line

Index = QModelIndex | QPersistentModelIndex
_LONG: Final = 300  # lines; beyond that, what needs the whole table waits for a pause
_TAIL_DELAY: Final = 400  # ms after the table was shown


class LaidTable(QAbstractTableModel):
    """``lines`` are the rows on the screen. The note on tail differences comes and goes by itself."""

    lines_changed = Signal()

    def __init__(self, bridge: Bridge, form: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.form = form
        self.rows_of_lines: tuple[object, dict[int, tuple[str, ...]]] = (None, {})
        self.hidden: frozenset[int] = frozenset()
        """Lines that the view keeps out of sight (see :mod:`desktop.ui.seeing_hidden`); nothing is written into them unasked."""
        self._tail: bool | None = None  # whether the note on tail differences stands there; None = not yet looked
        self._laid: SheetLines = lay_out_lines(bridge.model, form)
        self._kinds: dict[tuple[str, str], Kind] = {}
        self._blocks: dict[str, str] | None = None  # of the rows that were listed, which all are of the kinds of their block
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_tail_note)
        self.look_for_tails()

    def lay_out(self) -> None:
        """Anew, inside a reset; :meth:`look_for_tails` behind it."""
        self._tail = None
        self._laid = lay_out_lines(self.bridge.model, self.form)
        self._kinds, self._blocks = {}, None

    @property
    def grid(self) -> TableGrid:
        return self._laid.grid

    @property
    def lines(self) -> list[Line]:
        return self._laid.lines

    @property
    def spans(self) -> list[Span]:
        return self._laid.spans

    @property
    def entry_line(self) -> int:
        """The line for a new code, or −1."""
        return self._laid.entry_line

    def _show_tail_note(self) -> None:
        """The note on tail differences, last under the table, comes and goes with them. Asking the first time costs much in a long table."""
        form = self.grid.form
        wanted = bool(form.tail_note) and self.bridge.figures.tail_difference(self.form)
        if wanted == bool(self._tail):
            self._tail = wanted
            return
        at, width = len(self.lines), len(self.grid.widths)
        if wanted:
            self.beginInsertRows(QModelIndex(), at, at)
            self.lines.append(whole_line("note", form.tail_note, None, width))
            self.spans.append(Span(at, 0, 1, width))
            self._tail = True
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), at - 1, at - 1)
            self.lines.pop()
            self.spans.pop()
            self._tail = False
            self.endRemoveRows()
        self.lines_changed.emit()

    def stop_looking(self) -> None:
        """Another table is shown."""
        self._later.stop()

    def look_for_tails(self) -> None:
        if self.bridge.is_between:
            return
        if len(self.lines) <= _LONG or self._tail is not None:
            self._show_tail_note()
        else:
            self._later.start(_TAIL_DELAY)

    def place_of(self, ref: CellRef) -> QModelIndex:
        """Where a cell stands, or an invalid index where the table does not show it."""
        found = self._laid.place.get(ref)
        return self.index(*found) if found else QModelIndex()

    def cell_at(self, index: Index) -> GridCell | None:
        return self._laid.lines[index.row()][index.column()] if index.isValid() else None

    def kind_of(self, ref: CellRef) -> Kind:
        """As :meth:`Model.kind`, for whoever asks for every cell of thousands of rows."""
        if self._blocks is None:
            self._blocks = {row.id: row.block for row in self.bridge.model.rows(self.form) if row.dynamic}
        block = self._blocks.get(ref.row) if ref.form == self.form else None
        if block is None:
            return self.bridge.model.kind(ref)
        kind = self._kinds.get((block, ref.column))
        if kind is None:
            kind = self._kinds[block, ref.column] = self.bridge.model.kind(ref)
        return kind

    def owner(self, line: int, column: int) -> tuple[int, int]:
        """Where the cell begins that covers a place."""
        return self._laid.owner.get((line, column), (line, column))

    def row_of(self, line: int) -> str:
        """The id of the form's row that a line shows; "" for lines that show none."""
        return self._laid.row_of.get(line, "")

    def is_row(self, line: int) -> bool:
        """Whether a line is one of the printed body: no footer, no note, not the line for a new row."""
        return line in self._laid.row_of

    def cell_of(self, ref: CellRef) -> tuple[int, GridCell] | None:
        """The column in which a cell of the form stands, and what is printed there."""
        line, column = self._laid.place.get(ref, (-1, 0))
        cell = self._laid.lines[line][column] if line >= 0 else None
        return (column, cell) if cell is not None and cell.ref == ref else None

    def ref_at(self, index: Index) -> CellRef | None:
        cell = self.cell_at(index)
        return cell.ref if cell else None

    def order(self) -> list[list[CellRef | None]]:
        """Cells as printed, for pasting; below a merged cell stand those that it covers."""
        return printed_order(self._laid)

    def first_entry(self) -> QModelIndex:
        """The first cell to be typed; where only totals stand yet, the line for a new code."""
        model = self.bridge.model
        open_cells = ((ref, place) for ref, place in self._laid.place.items() if ref.row != SENTENCE_ROW and model.takes_entry(ref))
        if self.entry_line >= 0:
            typed = next((place for ref, place in open_cells if not model.has_formula(ref)), (self.entry_line, 0))
            return self.index(*typed)
        return self.index(*next((place for _, place in open_cells), (0, 0)))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._laid.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._laid.grid.widths)
