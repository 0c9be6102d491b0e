"""What locating gives: a form found on a sheet, with the place of every cell it has there. Import, and filling a template, both use it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.core.definitions import FormDef
from desktop.exchange.grid import GridSheet, SheetCell
from desktop.exchange.heads import Head

if TYPE_CHECKING:
    from desktop.exchange.blueprint import Blueprint

Place = tuple[int, int]  # row and column of the sheet


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a cell (or a range): why it was ignored, or what is asked."""

    address: str
    text: str
    say: str


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of the form on the sheet. ``name`` is what the sheet calls it; ``dynamic`` rows are keyed by their code."""

    id: str
    row: int
    panel: int
    name: str = ""
    dynamic: bool = False


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A free row on the sheet. ``id`` is temporary (``*0``, ``*1`` …); ``texts``: what stands in its columns, carried names included."""

    id: str
    row: int
    texts: dict[str, str]


@dataclass(slots=True)
class ListArea:
    """Where the free rows of a form stand on a sheet: rows ``start`` to before ``end``, the sheet column of each column, and of the number.

    ``bounded``: a line of the form follows; else the rows may go on as far as there are borders.
    """

    start: int
    end: int
    columns: dict[str, int]
    number: int | None = None
    bounded: bool = False


@dataclass(slots=True)
class Meta:
    """What stands between title and head. ``unit`` is the money unit, ``""`` where none is written."""

    unit: str = ""
    unit_cell: SheetCell | None = None
    department: str = ""
    department_cell: SheetCell | None = None
    year: int | None = None
    year_cell: SheetCell | None = None


@dataclass(slots=True)
class Located:
    """A form on a sheet. ``places`` has every cell of the form that the sheet shows, filled or blank: (row id, column id) → place."""

    form: FormDef
    sheet: GridSheet
    top: int
    bottom: int
    head: Head
    score: float
    meta: Meta = field(default_factory=Meta)
    title_cell: SheetCell | None = None
    rows: list[FoundRow] = field(default_factory=list)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    sentence: SheetCell | None = None
    notes_row: int | None = None  # first row of notes, sentence or signatures under the body
    claimed: set[Place] = field(default_factory=set)  # titles, heads, labels, notes: understood, nothing to import
    ignored: list[Remark] = field(default_factory=list)
    questions: list[Remark] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)
    record: Blueprint | None = None  # of a form with a printed body; the rest is for such forms only
    listed: list[ListedRow] = field(default_factory=list)
    list_area: ListArea | None = None
    group_names: dict[str, tuple[str, str]] = field(default_factory=dict)  # free row → (column, text) of the group line above it

    row_ids: set[str] = field(default_factory=set)
    occupied: set[Place] = field(default_factory=set)  # the values of ``places``

    def add(self, row: FoundRow) -> None:
        self.rows.append(row)
        self.row_ids.add(row.id)

    def put(self, row_id: str, column_id: str, place: Place) -> None:
        self.places[row_id, column_id] = place
        self.occupied.add(place)

    @property
    def dynamic_rows(self) -> list[FoundRow]:
        return [row for row in self.rows if row.dynamic]


def form_name(form: FormDef) -> str:
    """What a form is called, whatever its project, year and unit."""
    return re.sub(r"\{[^{}]*\}年?度?", "", form.title) or form.code
