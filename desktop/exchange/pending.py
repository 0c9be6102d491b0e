"""The book as it will be when a planned import is carried out: rows and values that come, over those that are there.

Cells that take a figure over (``fixed`` calcs) are followed to where it is entered, also in forms of projects that do not exist yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cells import Book, CellRef, Row
from desktop.core.chain import highest, number_of
from desktop.core.definitions import FamilyDef, FormDef
from desktop.core.instances import base_code, instance_code, owner_of
from desktop.core.operations import Edit
from desktop.core.row_places import arrange, ordered

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

_CELL = r"\[\s*([^,\[\]]+?)\s*,\s*([^,\[\]]+?)\s*\]"
_LET = re.compile(rf"\s*{_CELL}\s*=\s*(.+)\Z")
_SOURCE = re.compile(rf"([^\s\[\],，()（）]+){_CELL}")
_COPY = re.compile(rf"(?:取或\()?\s*(?:[^\s\[\],，()（）]+{_CELL}\s*[,，]?\s*)+\)?\s*\Z")
_DEEPEST = 6  # forms that take over from each other
Source = tuple[str, str, str]


def taken_over(form: FormDef) -> dict[tuple[str, str], tuple[tuple[Source, ...], str]]:
    """(row, column) → where a cell takes its figure from (form, row, column; the first that has one), and the condition."""
    found: dict[tuple[str, str], tuple[tuple[Source, ...], str]] = {}
    for calc in form.calcs:
        let = _LET.match(calc.let) if calc.fixed else None
        if let and _COPY.match(let[3]):
            sources = tuple((part[0], part[1], part[2]) for part in _SOURCE.findall(let[3]))
            found[let[1], let[2].strip('"')] = (sources, calc.when)
    return found


class Pending:
    """``prior``: the book meant is last year's. Forms are named by their codes, of projects that are still to come too."""

    def __init__(self, model: Model, book: Book, prior: bool) -> None:
        self.model, self.book, self.prior = model, book, prior
        self.values: dict[CellRef, Value | None] = {}
        self.rows: dict[str, dict[str, Row]] = {}  # rows that come, by form
        self._numbers: dict[str, int] = {}  # highest number ever given, by form
        self._groups: dict[str, frozenset[str]] = {}
        self._followers: dict[str, list[str]] = {}
        self._sources: dict[CellRef, list[CellRef]] = {}
        self._forms = {form.code: form for form in model.pack.forms}
        self._fixed_rows = {form.code: frozenset(row.id for block in form.blocks for row in block.rows) for form in model.pack.forms}
        self._taken = {form.code: taken_over(form) for form in model.pack.forms}

    # definitions

    def form(self, code: str) -> FormDef | None:
        return self._forms.get(base_code(code))

    def family(self, code: str) -> FamilyDef | None:
        form = self.form(code)
        family = form.family if form else None
        return family if family is not None and family.kind == "free" else None

    def sibling(self, code: str, wanted: str) -> str:
        """The form of that name for the project of ``code``, or the one form of that name."""
        other, own = self.model.pack.form(wanted), self.form(code)
        owner = owner_of(code)
        return instance_code(wanted, owner) if other is not None and own is not None and owner and other.per == own.per else wanted

    def followers(self, code: str) -> list[str]:
        """Forms in which a row of this form appears too."""
        if code not in self._followers:
            self._followers[code] = self._find_followers(code)
        return self._followers[code]

    def _find_followers(self, code: str) -> list[str]:
        family, found, waiting = self.family(code), list[str](), [code]
        while waiting and family is not None:
            definition = self.form(waiting.pop())
            for mirror in definition.mirrors if definition else ():
                other = self.sibling(code, mirror.form)
                there = self.family(other)
                if other != code and other not in found and there and there.prefix == family.prefix and self.model.holds(mirror.when):
                    found.append(other)
                    waiting.append(other)
        return found

    def leaders(self, code: str) -> list[str]:
        """Forms whose rows appear in this one."""
        codes = [self.sibling(code, form.code) for form in self.model.pack.forms if form.mirrors and form.code != base_code(code)]
        return [one for one in codes if code in self.followers(one)]

    # rows

    def row_ids(self, code: str) -> list[str]:
        """Free rows as they will be printed."""
        return [*ordered(self.book.sheets.get(code)), *self.rows.get(code, ())]

    def locked(self, code: str) -> bool:
        return not self.prior and self.book.is_locked(code)

    def has_row(self, code: str, row_id: str) -> bool:
        sheet = self.book.sheets.get(code)
        return (sheet is not None and row_id in sheet.rows) or row_id in self.rows.get(code, {})

    def next_id(self, code: str) -> str:
        """The id of one more row: its number was never given before, here and in the forms that go with this one."""
        family = self.family(code)
        prefix = family.prefix if family else ""
        return f"{prefix}{1 + max(self._highest(one, prefix) for one in self._group(code))}"

    def _group(self, code: str) -> frozenset[str]:
        known = self._groups.get(code)
        if known is None:
            leaders = self.leaders(code)
            followers = [one for leader in (code, *leaders) for one in self.followers(leader)]
            known = self._groups[code] = frozenset({code, *leaders, *followers})
        return known

    def _highest(self, code: str, prefix: str) -> int:
        known = self._numbers.get(code)
        if known is None:
            old = max((number_of(row, prefix) for row in self.row_ids(code)), default=0)
            known = self._numbers[code] = old if self.prior else highest(self.model, code, prefix)
        return known

    def add_row(self, code: str, row_id: str) -> None:
        """A row here and in the forms that follow, but for those that are locked."""
        family = self.family(code)
        prefix = family.prefix if family else ""
        for one in (code, *self.followers(code)):
            if not self.has_row(one, row_id) and (one == code or not self.locked(one)):
                self._numbers[one] = max(self._highest(one, prefix), number_of(row_id, prefix))
                self.rows.setdefault(one, {})[row_id] = Row(row_id, "")

    def row_edits(self) -> list[Edit]:
        """Edits that make all rows, behind those that are there."""
        edits: list[Edit] = []
        for code, rows in self.rows.items():
            sheet = self.book.sheets.get(code)
            made = arrange(code, sheet, [*ordered(sheet), *rows], tuple(rows.values()))
            edits += [Edit("prior_row", edit.key, edit.old, edit.new) for edit in made] if self.prior else made
        return edits

    # values

    def sources(self, ref: CellRef) -> list[CellRef]:
        """The cells from which this one takes its figure; none for cells of their own."""
        known = self._sources.get(ref)
        if known is None:
            known = self._sources[ref] = self._find_sources(ref)
        return known

    def _find_sources(self, ref: CellRef) -> list[CellRef]:
        base = base_code(ref.form)
        table = self._taken.get(base)
        if not table or self.prior:
            return []
        found = table.get((ref.row, ref.column))
        if found is None and ref.row not in self._fixed_rows[base]:
            found = table.get(("*", ref.column))
        if found is None or not self.model.holds(found[1]):
            return []
        cells = []
        for name, row, column in found[0]:
            owner = ref.row if row == "本行" else owner_of(ref.form) if row == "本项" else row
            cells.append(CellRef(self.sibling(ref.form, name), owner, column.strip('"')))
        return cells

    def value(self, ref: CellRef, depth: int = 0) -> Value | None:
        """The value that a cell will have."""
        if ref in self.values:
            return self.values[ref]
        entry = self.book.entry(ref)
        if entry is not None:
            return entry.value
        for source in self.sources(ref) if depth < _DEEPEST else ():
            value = self.value(source, depth + 1)
            if value is not None:
                return value
        if self.prior or self.model.find_form(ref.form) is None:
            return None
        return self.model.value(ref)

    def texts(self, code: str, row: str, columns: Sequence[str]) -> dict[str, str]:
        """What stands in a row, as texts."""
        found = {}
        for column in columns:
            value = self.value(CellRef(code, row, column))
            if value is not None:
                found[column] = str(value)
        return found
