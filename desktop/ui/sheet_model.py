"""One official table as a Qt model: the printed grid of :mod:`desktop.forms.layout`, with live values from the model.

Rows: the body as printed, then the line that takes a new 科目 (tables with code rows only), then footers, the sentence and the notes.
An edit changes one rectangle of the view; only rows that come or go make the grid be laid out anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desktop.core.amounts import format_amount, read_amount
from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.core.changes import ChangeSet
from desktop.core.entry import type_text
from desktop.core.typed import fixed_row
from desktop.forms.layout import GridCell, Role, TableGrid, lay_out
from desktop.ui.bridge import Bridge
from desktop.ui.look import PLAIN, Look, spoken
from desktop.ui.words import tr

CELL = Qt.ItemDataRole.UserRole + 1
LOOK = Qt.ItemDataRole.UserRole + 2
REF = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex
LONG = 300  # lines; beyond that, what needs the whole table waits for a pause
TAIL_DELAY = 700  # ms after the last change


@dataclass(frozen=True, slots=True)
class Span:
    row: int
    column: int
    rows: int
    columns: int


class SheetModel(QAbstractTableModel):
    """``grid`` is the printed table; ``lines`` are its rows on the screen; ``entry_line`` is the row for a new code, or −1."""

    refused = Signal(object, str)  # CellRef, sentence
    code_typed = Signal(str)
    laid_out = Signal()
    lines_changed = Signal()

    def __init__(self, bridge: Bridge, form: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.form = form
        self.show_prior = False
        self.kept_texts: dict[CellRef, tuple[str, str]] = {}
        self.grid: TableGrid
        self.lines: list[list[GridCell | None]] = []
        self.spans: list[Span] = []
        self.entry_line = -1
        self._place: dict[CellRef, tuple[int, int]] = {}
        self._extras: list[tuple[CellRef | None, str]] = []
        self._tail = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_tail_note)
        self._lay_out()
        self._look_for_tails()
        bridge.changed.connect(self.follow)
        bridge.lit_changed.connect(self.relight)

    # what the table is

    def _lay_out(self) -> None:
        model = self.bridge.model
        self.grid = lay_out(model, self.form)
        width = len(self.grid.widths)
        self.lines = [_padded(row, width) for row in self.grid.body]
        self.entry_line = -1
        if self.grid.form.family is not None:
            self.entry_line = len(self.lines)
            self.lines.append(
                _whole_line(GridCell("entry", tr("＋ 在这里输入科目代码、名称或拼音首字母，增加一行"), None, 1, width), width)
            )
        self.lines += [_padded(row, width) for row in self.grid.footer]
        self._tail = False
        self._extras = self._wanted_extras()
        for ref, text in self._extras:
            role: Role = "sentence" if ref else "note"
            self.lines.append(_whole_line(GridCell(role, text, ref, 1, width), width))
        self._place = {}
        self.spans = []
        for at, row in enumerate(self.lines):
            for column, cell in enumerate(row):
                if cell is None:
                    continue
                if cell.ref is not None:
                    self._place[cell.ref] = (at, column)
                if cell.row_span > 1 or cell.column_span > 1:
                    self.spans.append(Span(at, column, cell.row_span, cell.column_span))

    def _wanted_extras(self) -> list[tuple[CellRef | None, str]]:
        """Lines under the table: the sentence of an empty table, and the notes."""
        model, form = self.bridge.model, self.grid.form
        extras: list[tuple[CellRef | None, str]] = []
        place = CellRef(self.form, SENTENCE_ROW, SENTENCE_COLUMN)
        wanted = model.value(place) or model.is_empty(self.form) or not model.table_applies(self.form)
        if wanted and model.has_cell(place) and form.view != "record":
            extras.append((place, ""))
        extras += [(None, note) for note in self.grid.notes]
        return extras

    def _show_tail_note(self) -> None:
        """The note on tail differences, last under the table, comes and goes with them. Asking costs much in a long table."""
        form = self.grid.form
        wanted = bool(form.tail_note) and self.bridge.figures.tail_difference(self.form)
        if wanted == self._tail:
            return
        at, width = len(self.lines), len(self.grid.widths)
        if wanted:
            self.beginInsertRows(QModelIndex(), at, at)
            self.lines.append(_whole_line(GridCell("note", form.tail_note, None, 1, width), width))
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

    def _look_for_tails(self) -> None:
        if len(self.lines) <= LONG:
            self._show_tail_note()
        else:
            self._later.start(TAIL_DELAY)

    def place_of(self, ref: CellRef) -> QModelIndex:
        """Where a cell stands, or an invalid index where the table does not show it."""
        found = self._place.get(ref)
        return self.index(*found) if found else QModelIndex()

    def ref_at(self, index: Index) -> CellRef | None:
        cell = self.cell_at(index)
        return cell.ref if cell else None

    def cell_at(self, index: Index) -> GridCell | None:
        return self.lines[index.row()][index.column()] if index.isValid() else None

    def order(self) -> list[list[CellRef | None]]:
        """Cells as printed, for pasting."""
        return [[cell.ref if cell else None for cell in row] for row in self.lines]

    def first_entry(self) -> QModelIndex:
        """The first cell that takes an entry."""
        model = self.bridge.model
        for ref, (row, column) in self._place.items():
            if model.takes_entry(ref):
                return self.index(row, column)
        return self.index(0, 0)

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.grid.widths)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell_at(index)
        if cell is None:
            return None
        if role == CELL:
            return cell
        if role == REF:
            return cell.ref
        if cell.ref is None:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                return cell.text if cell.role != "entry" or role != Qt.ItemDataRole.ToolTipRole else None
            return PLAIN if role == LOOK else ("" if role == Qt.ItemDataRole.EditRole else None)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text_of(cell.ref)
            case Qt.ItemDataRole.EditRole:
                return self.edit_text(cell.ref)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(self.bridge, cell.ref, self.look(cell.ref))
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(cell.ref)
        return self.look(cell.ref) if role == LOOK else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        cell = self.cell_at(index)
        if cell is None:
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if cell.role == "entry" and not self.bridge.read_only:
            return usual | Qt.ItemFlag.ItemIsEditable
        if cell.ref is not None and not self.bridge.read_only and self.bridge.model.takes_entry(cell.ref):
            return usual | Qt.ItemFlag.ItemIsEditable
        return usual

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed. A text that cannot be read stays visible in its cell, marked, and the old value stays in force."""
        cell = self.cell_at(index)
        if cell is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value)
        if cell.role == "entry":
            if text.strip():
                QTimer.singleShot(0, lambda: self.code_typed.emit(text.strip()))  # the editor closes first: new rows reset the view
            return True
        ref = cell.ref
        if ref is None or (text == self.edit_text(ref) and ref not in self.kept_texts):
            return False
        operation = type_text(self.bridge.model, ref, self.with_unit(ref, text))
        if isinstance(operation, str):
            self.kept_texts[ref] = (text, operation)
            self.dataChanged.emit(index, index)
            self.refused.emit(ref, operation)
            return False
        self.kept_texts.pop(ref, None)
        self.bridge.do(operation)
        self.dataChanged.emit(index, index)
        return True

    def drop_refused(self, ref: CellRef) -> None:
        """Forget a text that could not be read; the value in force shows again."""
        if self.kept_texts.pop(ref, None) is not None:
            place = self.place_of(ref)
            self.dataChanged.emit(place, place)

    # texts

    def text_of(self, ref: CellRef) -> str:
        kept = self.kept_texts.get(ref)
        return kept[0] if kept else self.bridge.figures.text(ref)

    def edit_text(self, ref: CellRef) -> str:
        """What F2 shows: every digit, in the unit that the table shows."""
        if ref in self.kept_texts:
            return self.kept_texts[ref][0]
        value = self.bridge.model.value(ref)
        if isinstance(value, Decimal) and self._converted(ref):
            value = value.scaleb(4 if self.bridge.model.book.kept_in == "万元" else -4)
        return format_amount(value, None, grouped=False)

    def choices(self, ref: CellRef) -> tuple[str, ...]:
        """What a choice cell offers."""
        row = fixed_row(self.grid.form, ref.row)
        return row.choices if row else ()

    def _converted(self, ref: CellRef) -> bool:
        return self.bridge.model.kind(ref) == "money" and self.bridge.figures.unit != self.bridge.model.book.kept_in

    def with_unit(self, ref: CellRef | None, text: str) -> str:
        """A bare number is meant in the unit on the screen, which need not be the one in which the book is kept."""
        if ref is None or not self._converted(ref):
            return text
        reading = read_amount(text)
        return (
            text if reading.problem or reading.unit or not isinstance(reading.value, Decimal) else text.strip() + self.bridge.figures.unit
        )

    def look(self, ref: CellRef) -> Look:
        model = self.bridge.model
        value = model.value(ref)
        sheet = model.book.sheets.get(ref.form)
        kept = self.kept_texts.get(ref)
        return Look(
            text=self.text_of(ref),
            source=model.source(ref),
            severity=self.bridge.mark(ref),
            negative=isinstance(value, Decimal) and value < 0,
            closed=not model.takes_entry(ref),
            lit=ref in self.bridge.lit,
            note=sheet is not None and (ref.row, ref.column) in sheet.notes,
            refused=kept[1] if kept else "",
            prior=self.prior_text(ref) if self.show_prior else "",
        )

    def prior_text(self, ref: CellRef) -> str:
        """Last year's figure in the unit of the screen."""
        model = self.bridge.model
        value = model.prior(ref)
        if not isinstance(value, Decimal):
            return format_amount(value)
        if self._converted(ref):
            value = value.scaleb(4 if model.book.kept_in == "万元" else -4)
        return format_amount(value, self.bridge.figures.decimals(ref))

    def _tip(self, ref: CellRef) -> str | None:
        kept = self.kept_texts.get(ref)
        said = [kept[1]] if kept else []
        said += [finding.say for finding in self.bridge.model.findings_at(ref) if finding.state != "acknowledged"]
        sheet = self.bridge.model.book.sheets.get(ref.form)
        note = sheet.notes.get((ref.row, ref.column)) if sheet else None
        if note:
            said.append(tr("备注：{note}", note=note))
        return "\n".join(said[:6]) or None

    # following the document

    def follow(self, changes: ChangeSet) -> None:
        if changes.everything or self.form in changes.rows or self._wanted_extras() != self._extras:
            self.beginResetModel()
            self._lay_out()
            self.endResetModel()
            self.laid_out.emit()
            self._look_for_tails()
            return
        self._look_for_tails()
        touched = set(changes.cells)
        for finding in (*changes.findings_new, *changes.findings_gone):
            touched.update(cell.ref for cell in finding.cells)
        for ref in changes.cells:
            self.kept_texts.pop(ref, None)
        self._repaint(touched)

    def relight(self, touched: object) -> None:
        self._repaint(touched)  # type: ignore[arg-type]

    def _repaint(self, refs: Iterable[CellRef]) -> None:
        """One rectangle around every cell of this table that is named."""
        places = [self._place[ref] for ref in refs if ref.form == self.form and ref in self._place]
        if places:
            rows, columns = [place[0] for place in places], [place[1] for place in places]
            self.dataChanged.emit(self.index(min(rows), min(columns)), self.index(max(rows), max(columns)))

    def set_show_prior(self, on: bool) -> None:
        self.show_prior = on
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


def _padded(row: Iterable[GridCell | None], width: int) -> list[GridCell | None]:
    cells = list(row)
    return cells + [None] * (width - len(cells))


def _whole_line(cell: GridCell, width: int) -> list[GridCell | None]:
    return [cell, *([None] * (width - 1))]
