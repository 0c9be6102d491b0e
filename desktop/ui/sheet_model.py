"""One official table as a Qt model: the printed grid of :mod:`desktop.forms.layout`, with live values from the model.

How a cell looks is worked out once and kept; a change of the document works out again only the cells that it touches, and tells the view
only those that look different. Only rows that come or go make the table be laid out anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desktop.core.cells import CellRef
from desktop.core.changes import ChangeSet
from desktop.core.entry import type_texts
from desktop.core.structure import PRIOR
from desktop.forms.layout import GridCell
from desktop.ui.bridge import Bridge
from desktop.ui.cell_texts import CellTexts
from desktop.ui.laid_table import LaidTable
from desktop.ui.look import NUMBERS, PLAIN, Look, look_of, spoken, tip_of
from desktop.ui.sheet_lines import needs_layout

CELL = Qt.ItemDataRole.UserRole + 1
LOOK = Qt.ItemDataRole.UserRole + 2
REF = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex
MANY = 400  # cells; more of them are told as one rectangle

_COVERED = Qt.ItemFlag.NoItemFlags
_SEEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_OPEN = _SEEN | Qt.ItemFlag.ItemIsEditable
_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class SheetModel(LaidTable):
    """``lines`` are the rows on the screen; ``texts`` says what stands in a cell."""

    refused = Signal(object, str)  # CellRef, sentence
    code_typed = Signal(str)
    laid_out = Signal()
    text_changed = Signal(object)  # set[int]: lines whose wrapped text is different

    def __init__(self, bridge: Bridge, form: str, parent: QObject | None = None) -> None:
        super().__init__(bridge, form, parent)
        self.texts = CellTexts(bridge)
        self._wants_prior = self._compared = False
        self._looks: dict[CellRef, Look] = {}
        bridge.changed.connect(self.follow)
        bridge.lit_changed.connect(self.relight)
        bridge.settled.connect(self.look_again)

    def leave(self) -> None:
        """Stop following the document: another table is shown."""
        self.bridge.changed.disconnect(self.follow)
        self.bridge.lit_changed.disconnect(self.relight)
        self.bridge.settled.disconnect(self.look_again)
        self.stop_looking()

    def shown(self, cell: GridCell) -> str:
        """All that is printed in a cell."""
        return cell.printed(self.texts.printed(cell.ref)) if cell.ref is not None else cell.text

    def choices(self, ref: CellRef) -> tuple[str, ...]:
        """What a choice cell offers; nothing for other cells."""
        return self.bridge.model.choices(ref)

    # Qt's questions

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell_at(index)
        if cell is None:
            return None
        if role == CELL:
            return cell
        if role == REF:
            return cell.ref
        if cell.ref is None:
            if role in _WORDS:
                return cell.text if cell.role != "entry" or role != Qt.ItemDataRole.ToolTipRole else None
            return PLAIN if role == LOOK else ("" if role == Qt.ItemDataRole.EditRole else None)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.texts.printed(cell.ref) if cell.ref in self.texts.kept else self.shown(cell)
            case Qt.ItemDataRole.EditRole:
                return self.texts.edited(cell.ref)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(self.bridge, cell.ref, self.look(cell.ref))
            case Qt.ItemDataRole.ToolTipRole:
                return tip_of(self.bridge, self.texts, cell.ref)
        return self.look(cell.ref) if role == LOOK else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        cell = self.cell_at(index)
        if cell is None:
            return _COVERED
        if cell.ref is not None:
            look = self._looks.get(cell.ref)  # a selection of the whole table asks for every cell: none is looked at for that
            closed = look.closed if look is not None else not self.bridge.model.takes_entry(cell.ref)
            return _SEEN if closed or self.bridge.read_only else _OPEN
        return _OPEN if cell.role == "entry" and not self.bridge.read_only else _SEEN

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
        if ref is None or (text == self.texts.edited(ref) and ref not in self.texts.kept):
            return False
        text_in_unit = self.texts.with_unit(ref, text)
        operation = type_texts(self.bridge.model, [(ref, text_in_unit)])
        if cell.covers and not isinstance(operation, str):  # what is printed as one cell is typed as one
            whole = type_texts(self.bridge.model, [(each, text_in_unit) for each in (ref, *cell.covers)])
            operation = whole if isinstance(whole, str) else replace(whole, label=operation.label)
        if isinstance(operation, str):
            self.texts.kept[ref] = (text, operation)
            self._see((ref,))
            self.refused.emit(ref, operation)
            return False
        self.texts.kept.pop(ref, None)
        self.bridge.do(operation)
        self._see((ref,))
        return True

    def drop_refused(self, ref: CellRef) -> None:
        """Forget a text that could not be read; the value in force shows again."""
        if self.texts.kept.pop(ref, None) is not None:
            self._see((ref,))

    # how cells look

    def look(self, ref: CellRef) -> Look:
        found = self._looks.get(ref)
        if found is None:
            found = self._looks[ref] = look_of(self.bridge, self.texts, ref, self.compares)
        return found

    # following the document

    def follow(self, changes: ChangeSet) -> None:
        if needs_layout(self.bridge.model, self._laid, changes):
            self.beginResetModel()
            self._looks.clear()
            self.lay_out()
            self.endResetModel()
            self.laid_out.emit()
            self.look_for_tails()
            return
        self.look_for_tails()
        for ref in changes.cells:
            self.texts.kept.pop(ref, None)
        if self.compares != self._compared:  # the first figures of last year came, or the last ones went
            self.set_show_prior(self.show_prior)
            return
        if self.bridge.moves_units:
            self.look_again()
            return
        older = PRIOR + self.form  # last year's figure stands in this year's cell
        touched = {
            ref if ref.form == self.form else ref._replace(form=self.form) for ref in changes.cells if ref.form in (self.form, older)
        }
        for finding in (*changes.findings_new, *changes.findings_gone):
            touched.update(cell.ref for cell in finding.cells if cell.ref.form == self.form)
        self._see(touched)

    def relight(self, touched: object) -> None:
        self._see(touched)  # type: ignore[arg-type]

    def look_again(self) -> None:
        """Every cell may look different; only those in sight are worked out anew."""
        self._looks.clear()
        self.look_for_tails()
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    @property
    def show_prior(self) -> bool:
        return self._wants_prior

    @show_prior.setter
    def show_prior(self, on: bool) -> None:
        self._wants_prior = on
        self._compared = self.compares

    @property
    def compares(self) -> bool:
        """Whether last year's figures stand below this year's: wanted, and there are some of this table."""
        older = self.bridge.model.book.prior
        return self._wants_prior and older is not None and self.form in older.sheets and bool(older.sheets[self.form].entered)

    def set_show_prior(self, on: bool) -> None:
        self.show_prior = on
        self.look_again()
        self.lines_changed.emit()

    def _see(self, refs: Iterable[CellRef]) -> None:
        """Work out anew how cells look; those that look different are told to the view. What was never shown need not be, but a text may
        need other lines before it comes in sight."""
        places, lines = [], set()
        for ref in refs:
            place, old = self._laid.place.get(ref), self._looks.get(ref)
            if old is None:
                if place is not None and self.kind_of(ref) not in NUMBERS:
                    lines.add(place[0])
                continue
            new = self._looks[ref] = look_of(self.bridge, self.texts, ref, self.compares)
            if new != old and place is not None:
                places.append(place)
                if new.text != old.text and not isinstance(self.bridge.model.value(ref), Decimal):
                    lines.add(place[0])
        if lines:
            self.text_changed.emit(lines)
        if len(places) > MANY:
            rows, columns = [place[0] for place in places], [place[1] for place in places]
            self.dataChanged.emit(self.index(min(rows), min(columns)), self.index(max(rows), max(columns)))
            return
        for row, column in places:
            index = self.index(row, column)
            self.dataChanged.emit(index, index)  # cell by cell: of a range Qt would paint the whole view
