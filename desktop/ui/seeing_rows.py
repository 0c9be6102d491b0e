"""Which lines of a table are left out of sight: rows that are all zero, and rows that a filter does not want.

Only lines that show rows of the form can be hidden: in a form printed box by box, with cells over several lines, every line stays. Where
two tables stand side by side a line has two rows, and goes only when neither is wanted. Totals over rows of which one stays, stay too.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.amounts import NA
from desktop.core.cells import SENTENCE_ROW, CellRef
from desktop.forms.initials import initials
from desktop.ui.bridge import RANK
from desktop.ui.look import NUMBERS

if TYPE_CHECKING:
    from desktop.ui.sheet_model import SheetModel

Rows = tuple[str, ...]
CHANGED, BLANK, EMPTY, FINDINGS = "changed", "blank", "empty", "findings"
"""What a filter can look for beside a text; besides :data:`FINDINGS` also one severity: error, warning, hint."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Rows to be seen. ``text``: in name, code or texts, or the name's pinyin initials · ``only``: "" or one of the words above · ``zeros``: whether rows without any figure are shown."""

    text: str = ""
    only: str = ""
    zeros: bool = True

    @property
    def is_filter(self) -> bool:
        return bool(self.text.strip() or self.only)

    @property
    def hides(self) -> bool:
        return self.is_filter or not self.zeros


def can_hide(sheet: SheetModel) -> bool:
    """Whether the lines of a table are its rows."""
    if sheet.grid.form.view in ("record", "facts") or any(span.rows > 1 for span in sheet.spans):
        return False
    return len(row_lines(sheet)) > 1


def row_lines(sheet: SheetModel) -> dict[int, Rows]:
    """Line → ids of the rows that it shows, of the lines of the printed body. Worked out once for every layout."""
    laid, found = sheet.rows_of_lines
    if laid is sheet.grid:
        return found
    found = {}
    for line in filter(sheet.is_row, range(sheet.rowCount())):
        rows = tuple(dict.fromkeys(ref.row for ref in _refs(sheet, line) if ref.row != SENTENCE_ROW))
        found[line] = rows or (f"\n{line}",)  # a line that only has a number or a heading
    sheet.rows_of_lines = (sheet.grid, found)
    return found


def lines_to_hide(sheet: SheetModel, wanted: Wanted) -> dict[int, Rows]:
    """Line → row ids of everything that is not wanted."""
    if not wanted.hides or not can_hide(sheet):
        return {}
    lines = row_lines(sheet)
    gone = {line for line, rows in lines.items() if wanted.is_filter and not _fits(sheet, line, rows, wanted)}
    if not wanted.zeros:
        gone |= _all_zero(sheet, lines)
    return {line: rows for line, rows in lines.items() if line in gone}


def _all_zero(sheet: SheetModel, lines: dict[int, Rows]) -> set[int]:
    """Lines without any figure but zero, without a text of their own, without an open finding, and above no row that stays."""
    model = sheet.bridge.model
    empty = {line for line in lines if _is_zero(sheet, line)}
    kept: set[str] = set()
    for line, rows in lines.items():
        for row in rows if line not in empty else ():
            view = model.row(sheet.form, row)
            while view is not None and view.parent and view.parent not in kept:
                kept.add(view.parent)
                view = model.row(sheet.form, view.parent)
    return {line for line in empty if not any(row in kept or _is_total(sheet, row) for row in lines[line])}


def _is_total(sheet: SheetModel, row: str) -> bool:
    family = sheet.grid.form.family
    return family is not None and row == family.total_row


def _is_zero(sheet: SheetModel, line: int) -> bool:
    model = sheet.bridge.model
    refs = _refs(sheet, line)
    if not refs:
        return not any(cell is not None and cell.role != "line_no" and cell.text.strip() for cell in sheet.lines[line])
    figures = False
    for ref in refs:
        value = model.value(ref)
        if isinstance(value, str) and value and not model.has_formula(ref):
            return False
        if isinstance(value, Decimal) and value:
            return False
        figures = figures or model.kind(ref) in NUMBERS
        if ref in sheet.texts.kept or sheet.bridge.mark(ref):
            return False  # what was refused or found wrong is not put out of sight
    return figures


def _fits(sheet: SheetModel, line: int, rows: Rows, wanted: Wanted) -> bool:
    return _has_text(sheet, line, rows, wanted.text) and _is_of(sheet, line, wanted.only)


def _has_text(sheet: SheetModel, line: int, rows: Rows, text: str) -> bool:
    sought = "".join(text.split()).lower()
    if not sought:
        return True
    names = [name for name in names_of(sheet, line) if name]
    if sought.isdigit():
        # Digits are a code's beginning, wherever codes stand; elsewhere part of a name.
        codes = [view.code for row in rows if (view := sheet.bridge.model.row(sheet.form, row)) is not None and view.code]
        if codes:
            return any(code.startswith(sought) for code in codes)
    return any(sought in name.lower() for name in names) or (sought.isascii() and any(sought in initials(name) for name in names))


def names_of(sheet: SheetModel, line: int) -> list[str]:
    """Code, name and texts of a line, without blanks, as a filter compares them."""
    model = sheet.bridge.model
    found = []
    for cell in sheet.lines[line]:
        if cell is None:
            continue
        if cell.ref is None:
            found.append("".join(cell.text.split()))
        elif model.kind(cell.ref) not in NUMBERS:
            found.append("".join(sheet.texts.printed(cell.ref).split()))
    return found


def _is_of(sheet: SheetModel, line: int, only: str) -> bool:
    if not only:
        return True
    model, bridge = sheet.bridge.model, sheet.bridge
    refs = [ref for ref in _refs(sheet, line) if model.kind(ref) in NUMBERS or only != CHANGED]
    if only == CHANGED:
        return any(differs(model.value(ref), model.prior(ref)) for ref in refs)
    if only == BLANK:
        return any(model.value(ref) is None and model.takes_entry(ref) for ref in refs)
    if only == EMPTY:
        wanted = [ref for ref in refs if model.takes_entry(ref) and model.kind(ref) in NUMBERS]
        return bool(wanted) and all(model.value(ref) is None for ref in wanted)
    marks = [bridge.mark(ref) for ref in refs]
    return any(marks) if only == FINDINGS else any(mark == only for mark in marks if mark in RANK)


def differs(now: object, before: object) -> bool:
    """Whether a figure is another than last year's; blank, 0 and 不适用 all stand for nothing."""
    nothing = (None, NA, "", Decimal(0))
    if now in nothing and before in nothing:
        return False
    return now != before


def _refs(sheet: SheetModel, line: int) -> list[CellRef]:
    return [ref for cell in sheet.lines[line] if cell is not None for ref in (cell.ref, *cell.covers) if ref is not None]
