"""What is drawn of a table: cells with their merged areas, the same for screen, PDF, Excel and ``mingzhang show``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from desktop.core.amounts import NA_PRINTED
from desktop.core.cells import CellRef
from desktop.core.definitions import FormDef

Role = Literal["head", "column_no", "label", "line_no", "code", "name", "value", "section", "blank", "foot", "entry", "sentence", "note"]
"""What a cell of a printed table is for; the last three are lines that only a window adds, for typing."""
Align = Literal["left", "center", "right"]


class GridCell(NamedTuple):
    """One printed cell. ``ref`` only where it shows a value of the book; ``level`` is the indent of labels and names.

    ``text`` is all that is printed, ``before`` and ``behind`` are the words in it that are not of the value (得分：92.5分). ``covers``: cells
    with the same text that are printed merged with this one.

    A named tuple and not a dataclass: a table of 2,400 rows has 20,000 of them and is laid out between two key strokes.
    """

    role: Role
    text: str
    ref: CellRef | None = None
    row_span: int = 1
    column_span: int = 1
    level: int = 0
    bold: bool = False
    align: Align = "left"
    before: str = ""
    behind: str = ""
    covers: tuple[CellRef, ...] = ()

    def printed(self, value: str) -> str:
        """What is printed for a value: words behind it only where there is one."""
        if not value or value == NA_PRINTED or value.endswith(self.behind):
            return self.before + value
        return f"{self.before}{value}{self.behind}"


GridRow = tuple[GridCell | None, ...]


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table as printed. ``meta`` is the line under the title: left, centre, right. ``widths`` in mm, one a printed column.

    ``row_ids`` has one tuple per body row: the row id each panel shows there ("" where a panel has ended). ``headings`` are body rows that
    head others, each with the end of these (exclusive): printed again on a page that goes on with one of them.
    """

    form: FormDef
    title: str
    form_no: str
    meta: tuple[str, str, str]
    head: tuple[GridRow, ...]
    body: tuple[GridRow, ...]
    footer: tuple[GridRow, ...]
    notes: tuple[str, ...]
    sentence: str
    widths: tuple[float, ...]
    row_ids: tuple[tuple[str, ...], ...]
    headings: tuple[tuple[int, int], ...] = ()

    @property
    def column_count(self) -> int:
        return len(self.widths)
