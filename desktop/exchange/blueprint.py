"""What a form with a printed body (a record, a list of free rows) looks like on a sheet: lines of labels and of places for values.

Made once a form from the head and the mini-grid of its layout; nothing of a workbook is in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.core.definitions import BlockDef, BodyLine, ColumnDef, FamilyDef, FormDef, HeadCell, Kind, RowDef
from desktop.exchange.words import core_label, fold, plain, same_head, without_ordinal
from desktop.forms.body_lines import EVERY, GROUP_NUMBER, NUMBER, body_text

_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_MARKS = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A printed cell: a label (``row`` is ""), or the place of a value. ``right`` is its last column; ``height`` in lines, of the layout.

    ``key`` is the label, folded; "" where it has no words (10, —): then it stands there in every such form and says nothing.
    ``grows``: it reaches into lines that repeat.
    """

    line: int
    left: int
    right: int
    height: int
    text: str
    key: str = ""
    row: str = ""
    column: str = ""
    before: str = ""
    behind: str = ""
    numbered: bool = False
    grows: bool = False

    @property
    def is_value(self) -> bool:
        return bool(self.row)

    @property
    def is_label(self) -> bool:
        return bool(self.key)

    @property
    def floats(self) -> bool:
        """A label beside several lines: sheets have it in any of them."""
        return self.is_label and (self.height > 1 or self.grows)


@dataclass(slots=True, eq=False)
class Line:
    """One printed line. ``spots`` begin in it, from left to right."""

    number: int
    spots: tuple[Spot, ...]
    repeat: bool = False
    group: str = ""
    heading: bool = False

    labels: tuple[Spot, ...] = field(init=False)
    values: tuple[Spot, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.labels = tuple(spot for spot in self.spots if spot.is_label and not spot.floats)
        self.values = tuple(spot for spot in self.spots if spot.is_value)

    @property
    def fixed(self) -> bool:
        return not self.repeat and not self.group


class About(NamedTuple):
    """A cell of the form: its definitions and where it is printed."""

    row: RowDef | None
    column: ColumnDef | None
    kind: Kind
    spot: Spot | None

    @property
    def choices(self) -> tuple[str, ...]:
        return (self.row.choices if self.row else ()) or (self.column.choices if self.column else ())


@dataclass(slots=True, eq=False)
class Blueprint:
    """A form as lines. ``heads``: the label over a value, where there is one."""

    form: FormDef
    lines: tuple[Line, ...]
    heads: dict[int, Spot]  # by id of the value's spot
    labels: tuple[Spot, ...]
    vocabulary: frozenset[str]
    repeats: tuple[Line, ...]
    family: FamilyDef | None
    block: BlockDef | None  # of the free rows
    _about: dict[tuple[str, str], About] = field(default_factory=dict)

    def about(self, row_id: str, column_id: str) -> About:
        """Everything that is known of a cell; ``*`` is a free row."""
        found = self._about.get((row_id, column_id))
        if found is None:
            row, column = self.definition(row_id, column_id)
            spot = next((spot for line in self.lines for spot in line.values if (spot.row, spot.column) == (row_id, column_id)), None)
            found = self._about[row_id, column_id] = About(row, column, self.kind(row_id, column_id), spot)
        return found

    def definition(self, row_id: str, column_id: str) -> tuple[RowDef | None, ColumnDef | None]:
        """What the pack says about a cell; ``*`` is a free row."""
        if row_id == EVERY:
            return None, self.block.column(column_id) if self.block else None
        for block in self.form.blocks:
            for row in block.rows:
                if row.id == row_id:
                    return row, block.column(column_id)
        return None, None

    def kind(self, row_id: str, column_id: str) -> Kind:
        row, column = self.definition(row_id, column_id)
        return (row.kind if row and row.kind else None) or (column.kind if column else "text")


def has_blueprint(form: FormDef) -> bool:
    return bool(form.layout.body)


def blueprint(form: FormDef) -> Blueprint:
    """The lines of a form whose layout has a body; a head above it belongs to them."""
    head = form.layout.head[:-1] if form.layout.head and form.layout.column_numbers else form.layout.head
    printed = [BodyLine(cells, heading=True) for cells in head] + list(form.layout.body)
    printed += [BodyLine(cells) for cells in form.layout.footer]
    repeating = [number for number, line in enumerate(printed) if line.repeat or line.group]
    lines = []
    for number, line in enumerate(printed):
        spots = [_spot(number, left, cell, repeating) for left, cell in enumerate(line.cells) if cell is not None]
        lines.append(Line(number, tuple(spot for spot in spots if spot is not None), line.repeat, line.group, line.heading))
    heads = {id(value): over for line in lines for value in line.values if (over := _head_of(lines, value)) is not None}
    labels = tuple(spot for line in lines for spot in line.spots if spot.is_label)
    family_block = next((block for block in form.blocks if block.family and block.family.kind == "free"), None)
    return Blueprint(
        form,
        tuple(lines),
        heads,
        labels,
        frozenset(spot.key for spot in labels),
        tuple(line for line in lines if line.repeat),
        family_block.family if family_block else None,
        family_block,
    )


def _spot(line: int, left: int, cell: HeadCell, repeating: list[int]) -> Spot | None:
    right, height = left + cell.column_span - 1, cell.row_span
    grows = line not in repeating and any(line < number < line + height for number in repeating)
    parts = body_text(cell)
    if parts.row:
        return Spot(line, left, right, height, cell.text, "", parts.row, parts.column, parts.before, parts.behind, grows=grows)
    if parts.words:
        numbered = NUMBER in parts.words or GROUP_NUMBER in parts.words
        return Spot(line, left, right, height, _MARKS.sub("", cell.text), numbered=numbered, grows=grows)
    key = fold(cell.text) if _IDEOGRAPH.search(plain(cell.text)) else ""
    return Spot(line, left, right, height, cell.text, key, grows=grows) if cell.text.strip() else None


def _head_of(lines: list[Line], value: Spot) -> Spot | None:
    """The label nearest above a value that covers its columns; none where labels stand over parts of it."""
    for line in reversed(lines[: value.line]):
        over = [
            spot
            for spot in line.spots
            if spot.is_label and spot.left <= value.right and value.left <= spot.right and spot.line + spot.height <= value.line
        ]
        for spot in over:
            if spot.left <= value.left and value.right <= spot.right:
                return spot
        if over:
            return None
    return None


def same_label(text: str, spot: Spot) -> float:
    """How well the text of a cell agrees with a label, 0…1."""
    key = fold(text)
    if not key:
        return 0.0
    if key == spot.key:
        return 1.0
    if len(text) > 3 * len(spot.text) + 24:
        return 0.0
    wanted = core_label(spot.text)
    if wanted and (without_ordinal(text) == without_ordinal(spot.text) or core_label(text) == wanted):
        return 0.95
    return same_head(key, spot.key)
