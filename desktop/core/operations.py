"""Operations: the one door for change.

An operation is a list of *edits*; an edit replaces the old state under one key by a new one (``None`` = absent). So every operation has
an exact inverse, and undo, journal, history, crash recovery and screen refresh come from the same list. A paste, an import or
a roll-forward is *one* operation.

======================  =============================  ==============================
kind                    key                            state (old / new)
======================  =============================  ==============================
``cell``                (form, row, column)            :class:`~desktop.core.cells.Entry`
``row``                 (form, row)                    :class:`~desktop.core.cells.Row`
``note``                (form, row, column)            ``str``
``acknowledgement``     (check, table, scope)          :class:`~desktop.core.cells.Acknowledgement`
``setting``             (name,)                        ``str``
``prior``               (form, row, column)            :class:`~desktop.core.cells.Entry` of last year's book
``prior_row``           (form, row)                    :class:`~desktop.core.cells.Row` of last year's book
======================  =============================  ==============================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from desktop.core.cells import Acknowledgement, Book, Entry, Row

EditKind = Literal["cell", "row", "note", "acknowledgement", "setting", "prior", "prior_row"]
State = Entry | Row | Acknowledgement | str
Cause = Literal["typing", "paste", "import", "repair", "rows", "acknowledge", "setting", "undo", "redo", "restore", "finish", "reopen"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One state replaced by another; ``old`` is what the book must hold now. Keys and states by kind: see the table above."""

    kind: EditKind
    key: tuple[str, ...]
    old: State | None
    new: State | None

    def inverse(self) -> Edit:
        return Edit(self.kind, self.key, self.new, self.old)


@dataclass(frozen=True, slots=True)
class Operation:
    """``label`` is what the undo menu shows, in Chinese: “填写 公开03 2060101 基本支出”."""

    label: str
    cause: Cause
    edits: tuple[Edit, ...]

    def inverse(self, cause: Cause = "undo") -> Operation:
        return Operation(self.label, cause, tuple(edit.inverse() for edit in reversed(self.edits)))


class StaleEdit(Exception):
    """The state under a key is not the one the edit was made for; nothing was applied."""


def current_state(book: Book, edit: Edit) -> State | None:
    """The state that ``edit`` would replace, as it is now."""
    match edit.kind:
        case "cell" | "note" | "row":
            sheet = book.sheets.get(edit.key[0])
            if sheet is None:
                return None
            if edit.kind == "row":
                return sheet.rows.get(edit.key[1])
            place = (edit.key[1], edit.key[2])
            return sheet.entered.get(place) if edit.kind == "cell" else sheet.notes.get(place)
        case "acknowledgement":
            return book.acknowledgements.get((edit.key[0], edit.key[1], edit.key[2]))
        case "setting":
            return book.settings.get(edit.key[0])
        case "prior" | "prior_row":
            if book.prior is None:
                return None
            kind: EditKind = "cell" if edit.kind == "prior" else "row"
            return current_state(book.prior, Edit(kind, edit.key, None, None))


def apply_edits(book: Book, edits: tuple[Edit, ...]) -> None:
    """Apply all edits to the book, or none: every ``old`` is compared first.

    Raises:
        StaleEdit: a key does not hold what the edit expects.
    """
    expected: dict[tuple[str, ...], State | None] = {}
    for edit in edits:
        place = (edit.kind, *edit.key)
        now = expected[place] if place in expected else current_state(book, edit)
        if now != edit.old:
            raise StaleEdit(f"{edit.kind} {edit.key}: {now!r} ≠ {edit.old!r}")
        expected[place] = edit.new
    for edit in edits:
        _put(book, edit)


def _put(book: Book, edit: Edit) -> None:
    target: Any
    place: tuple[str, ...] | str
    match edit.kind:
        case "cell":
            target, place = book.sheet(edit.key[0]).entered, (edit.key[1], edit.key[2])
        case "note":
            target, place = book.sheet(edit.key[0]).notes, (edit.key[1], edit.key[2])
        case "row":
            target, place = book.sheet(edit.key[0]).rows, edit.key[1]
        case "acknowledgement":
            target, place = book.acknowledgements, edit.key
        case "setting":
            target, place = book.settings, edit.key[0]
        case "prior" | "prior_row":
            if book.prior is None:
                book.prior = Book(book.pack, book.unit_name, book.year - 1, book.unit_code, book.kept_in)
            kind: EditKind = "cell" if edit.kind == "prior" else "row"
            _put(book.prior, Edit(kind, edit.key, edit.old, edit.new))
            return
    if edit.new is None:
        target.pop(place, None)
    else:
        target[place] = edit.new
