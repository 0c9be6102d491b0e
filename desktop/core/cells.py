"""Cells, rows, sheets and the book: the data of one unit and year.

A cell is a concept at (row id, column id) of a form, never an A1 address. What somebody typed or imported is *entered*; what a
formula gives is *computed*; both are kept apart. The effective value is the entered one if there is one, else the computed one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.core.amounts import Value

COVER = "封面"
"""Code of the form that holds the unit's page; its cells decide which rows, tables and formulas apply."""
SENTENCE_ROW = "说明"
SENTENCE_COLUMN = "文字"
"""Every table has one text cell (说明, 文字): the sentence that an empty table must carry."""


ORDER = "次序"
"""Attribute of a row that the clerk listed himself: its place among the others, six digits."""

PRIOR = "上年."
"""Before the code of a form: last year's figures of it."""
LOCKED = "锁定."
"""Prefix of the setting that locks a table: ``锁定.公开03`` = "是"."""
FINISHED = "定稿"
"""The setting that makes a document final (see :mod:`desktop.core.finished`); while it stands every table is locked."""


class CellRef(NamedTuple):
    """Address of a cell: form code, row id, column id. ``form`` of last year's figures is written ``上年.<form>``."""

    form: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entered value came from. ``how`` is "typed" or "imported"; the rest is filled for imports."""

    how: str = "typed"
    file: str = ""
    sheet: str = ""
    address: str = ""


TYPED = Origin()


@dataclass(frozen=True, slots=True)
class Entry:
    """A value that somebody entered, with its origin."""

    value: Value
    origin: Origin = TYPED


@dataclass(frozen=True, slots=True)
class Row:
    """A dynamic row of a sheet (fixed rows stand in the definition only).

    ``id`` is the 科目代码 for subject rows. ``attrs`` are further texts (order, project id …) as sorted pairs, so that rows compare.
    """

    id: str
    label: str
    parent: str = ""
    attrs: tuple[tuple[str, str], ...] = ()

    def attr(self, name: str) -> str:
        return next((text for key, text in self.attrs if key == name), "")

    @property
    def order(self) -> str:
        """A text to sort by. Rows that the clerk lists himself carry their place; of these rows ids that differ in a number follow it."""
        place = self.attr(ORDER)
        return f"{place} {len(self.id):03d}{self.id}" if place else self.id


@dataclass(slots=True)
class Sheet:
    """Data of one form: dynamic rows by id, entered values by (row id, column id), and notes of the clerk by the same key."""

    form: str
    rows: dict[str, Row] = field(default_factory=dict)
    entered: dict[tuple[str, str], Entry] = field(default_factory=dict)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)

    def sorted_rows(self) -> list[Row]:
        """Dynamic rows as printed: codes so that 201, 20101, 2010101, 202 follow each other, rows the clerk lists himself in his order."""
        return sorted(self.rows.values(), key=_order)


def _order(row: Row) -> str:
    return row.order


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """出错说明: a warning accepted with a reason. ``fingerprint`` is of the figures it was given for; when they change it is stale."""

    check: str
    table: str
    scope: str
    reason: str
    fingerprint: str
    who: str = ""
    when: str = ""


@dataclass(slots=True)
class Book:
    """One unit × year × pack: every sheet by form code, last year's book for comparison, acknowledgements, settings.

    ``kept_in`` is the unit in which amounts are kept: "万元" or "元" (元 to the 分 are exact, 万元 are known to ± half a unit of their last place).
    """

    pack: str
    unit_name: str
    year: int
    unit_code: str = ""
    kept_in: str = "万元"
    sheets: dict[str, Sheet] = field(default_factory=dict)
    prior: Book | None = None
    acknowledgements: dict[tuple[str, str, str], Acknowledgement] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    def sheet(self, form: str) -> Sheet:
        """The sheet of a form; made empty on first use."""
        found = self.sheets.get(form)
        if found is None:
            found = self.sheets[form] = Sheet(form)
        return found

    def entry(self, ref: CellRef) -> Entry | None:
        sheet = self.sheets.get(ref.form)
        return sheet.entered.get((ref.row, ref.column)) if sheet else None

    def is_locked(self, form: str) -> bool:
        """Whether somebody locked the table against entries (a setting of the document, see :data:`LOCKED`)."""
        return bool(self.settings.get(LOCKED + form)) or self.is_finished

    @property
    def is_finished(self) -> bool:
        """Whether the document was made final (定稿) and not opened again."""
        return bool(self.settings.get(FINISHED))

    @property
    def has_locks(self) -> bool:
        """Whether any table is locked."""
        return any(name.startswith(LOCKED) and value for name, value in self.settings.items())

    def entries(self) -> Iterator[tuple[CellRef, Entry]]:
        for code, sheet in self.sheets.items():
            for (row, column), entry in sheet.entered.items():
                yield CellRef(code, row, column), entry
