"""What a printed cell becomes in a workbook: figures as numbers under the format in which they are printed, everything else as text."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from desktop.core.definitions import FormDef, Kind
from desktop.exchange.sheet_style import MAX_DIGITS, Look

if TYPE_CHECKING:
    from desktop.core.cells import CellRef
    from desktop.forms.layout import GridCell

_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})*(\.\d+)?\Z|-?\d+(\.\d+)?\Z")
_LONG = 40  # characters from which a text begins at the left


class Content(NamedTuple):
    """``value`` as it is written; ``read`` as it is read again where that is something else (92.8 for 0.928 shown as 92.8%)."""

    value: Decimal | int | str | None
    look: Look
    read: Decimal | None = None


def as_number(text: str) -> Decimal | None:
    """The number that a printed figure stands for; ``None`` where it is none or has more digits than a workbook keeps."""
    if not _NUMBER.match(text):
        return None
    value = Decimal(text.replace(",", ""))
    return value if len(value.as_tuple().digits) <= MAX_DIGITS else None


def number_format(text: str) -> str:
    """The format under which a workbook shows the figure as it is printed."""
    places = len(text.partition(".")[2])
    return "#,##0." + "0" * places if places else ("#,##0" if "," in text else "0")


class Kinds:
    """The kind of every cell of a form."""

    def __init__(self, form: FormDef) -> None:
        self.rows: dict[str, tuple[Kind | None, dict[str, Kind]]] = {}
        self.free: dict[str, Kind] = {}
        for block in form.blocks:
            columns = {column.id: column.kind for column in block.columns}
            for row in block.rows:
                self.rows[row.id] = (row.kind, columns)
            if block.family:
                self.free = columns

    def of(self, ref: CellRef | None) -> Kind:
        if ref is None:
            return "text"
        own, columns = self.rows.get(ref.row, (None, self.free))
        return own or columns.get(ref.column, "text")


def content(cell: GridCell, kinds: Kinds, size: float) -> Content:
    """Value and look of a printed cell."""
    text = cell.text
    match cell.role:
        case "value" if kinds.of(cell.ref) in ("score", "percent"):
            return _figure(cell, kinds.of(cell.ref), size)
        case "value" if cell.align == "right":
            number = as_number(text)
            if number is not None:
                return Content(number, Look(size, cell.bold, "right", wrap=False, number_format=number_format(text)))
            return Content(text or None, Look(size, cell.bold, "right", wrap=False))
        case "line_no" | "column_no":
            look = Look(size, cell.bold, "center")
            return Content(int(text) if text.isascii() and text.isdigit() else (text or None), look)
        case "code":
            return Content(text or None, Look(size, cell.bold, "left", wrap=False, indent=0, number_format="@"))
        case "head" | "foot":
            return Content(text or None, Look(size, cell.bold or cell.role == "head", "center"))
        case _:
            align = "left" if cell.role == "value" and len(text) > _LONG else cell.align
            return Content(text or None, Look(size, cell.bold, align, indent=min(cell.level, 6) if align == "left" else 0))


def _figure(cell: GridCell, kind: Kind, size: float) -> Content:
    """Points and percentages: the words that the form prints around them become part of the number's format."""
    text = cell.text.removeprefix(cell.before)
    signed = kind == "percent" and text.endswith("%")
    inner = text.removesuffix(cell.behind) if cell.behind else text
    inner = inner.removesuffix("%").strip()
    number = as_number(inner)
    look = Look(size, cell.bold, cell.align if cell.align != "left" else "center")
    if number is None:
        return Content(cell.text or None, look)
    code = number_format(inner) if "," in inner else number_format(inner).replace("#,##0", "0")
    if signed:
        # Excel keeps the sign out of the number only with the number divided by a hundred
        rest = cell.behind.replace("%", "", 1)
        return Content(number / 100, replace(look, number_format=_worded(cell.before, f"{code}%", rest)), number)
    return Content(number, replace(look, number_format=_worded(cell.before, code, cell.behind)))


def _worded(before: str, code: str, behind: str) -> str:
    quoted = [f'"{part}"' if part else "" for part in (before.replace('"', "”"), behind.replace('"', "”"))]
    return f"{quoted[0]}{code}{quoted[1]}"
