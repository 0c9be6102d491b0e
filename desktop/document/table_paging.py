"""Where the pages of a table end, once its sizes are known.

Rows are split only when taller than a page, a heading stays with its first row, cells over several rows keep their rows together, and notes
and signature never stand on a page without rows of the table. A last page has three rows at least.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.document.pages import POINT, Paper, line_height
from desktop.document.table_measure import LEADING, Measured

if TYPE_CHECKING:
    from desktop.forms.layout import TableGrid

NOTE_GAP = 1.6  # mm between table and notes
SIGN_GAP = 3.0
_LEAST_ROWS = 3  # on the last page of a table, where the page before has them to give
_LEAST_LINES = 3  # of a row taller than a page, at the foot of a page


@dataclass(slots=True)
class Caption:
    """What stands above the table on its first page (and, shorter, on the pages that follow). ``form_no``, ``meta``: whether there are such lines."""

    title: list[str]
    title_size: float
    meta_size: float
    height: float
    again_size: float
    again_height: float
    form_no: bool = True
    meta: bool = True


@dataclass(slots=True)
class Piece:
    """Rows ``first`` up to ``last`` (exclusive) of the body on one page; ``cut`` = (from line, to line) of a row taller than a page."""

    first: int
    last: int
    cut: tuple[int, int] | None = None


@dataclass(slots=True)
class Leaf:
    """One page of a table. ``again``: heading rows of the body that are printed above the pieces once more."""

    pieces: list[Piece] = field(default_factory=list)
    footer: bool = False
    notes: tuple[int, int] = (0, 0)  # note lines from, to
    signature: bool = False
    again: tuple[int, ...] = ()


@dataclass(slots=True)
class Plan:
    """Everything about one table that drawing needs. ``signature`` is the number of the signature block chosen."""

    grid: TableGrid
    paper: Paper
    size: float
    widths: list[float]
    pad: float  # mm added to every row
    caption: Caption
    head: Measured
    body: Measured
    footer: Measured
    note_lines: list[tuple[str, bool]]  # line, last of its paragraph
    note_size: float
    leaves: list[Leaf]
    squeezed: bool
    signature: int = 0

    @property
    def is_record(self) -> bool:
        """Whether the rows are those of a form and not of a list: other rules for where a page may end."""
        return bool(self.grid.form.layout.body)

    def row_height(self, row: int) -> float:
        return self.body.heights[row] + self.pad

    def head_height(self) -> float:
        return sum(self.head.heights) + self.pad * len(self.head.heights)

    def footer_height(self) -> float:
        return sum(self.footer.heights) + self.pad * len(self.footer.heights)

    def note_step(self) -> float:
        return line_height(self.note_size, 1.4)


def tail_height(plan: Plan, signature_height: float) -> float:
    """Notes and signature under the table (the footer rows belong to the table)."""
    height = 0.0
    if plan.note_lines:
        height += NOTE_GAP + len(plan.note_lines) * plan.note_step()
    return height + (signature_height + SIGN_GAP if signature_height else 0.0)


def _groups(plan: Plan) -> list[tuple[int, int]]:
    """Rows that stay together: those joined by a cell over several rows, and a heading with the row below it."""
    section = plan.body.section
    groups: list[tuple[int, int]] = []
    start, end = 0, 0
    for number, row in enumerate(section.cells):
        reach = max([number + 1, *(number + cell.row_span for cell in row)])
        if any(cell.section for cell in row) and number + 1 < len(section):
            reach = max(reach, number + 2)
        if number >= end and number > start:
            groups.append((start, number))
            start = number
        end = max(end, reach)
    if len(section):
        groups.append((start, len(section)))
    return groups


def paginate(plan: Plan, signature_height: float) -> Iterator[Leaf]:
    """Fill page after page with groups; rows taller than a page are cut between their lines."""
    step = plan.size * POINT * LEADING
    rooms = [plan.paper.content_height - above - plan.head_height() for above in (plan.caption.height, plan.caption.again_height)]
    first_room, next_room = (max(room, step + plan.pad) for room in rooms)
    capacity = min(first_room, next_room)
    filled: list[list[tuple[Piece, float]]] = [[]]
    room = first_room

    def put(piece: Piece, height: float) -> None:
        nonlocal room
        if height > room + 1e-6 and filled[-1]:
            filled.append([])
            room = next_room
        filled[-1].append((piece, height))
        room -= height

    for first, last in _groups(plan):
        height = sum(plan.row_height(row) for row in range(first, last))
        if height <= capacity:
            put(Piece(first, last), height)
            continue
        for row in range(first, last):
            if plan.row_height(row) <= capacity:
                put(Piece(row, row + 1), plan.row_height(row))
                continue
            most = max([len(lines) for lines in plan.body.lines[row]] or [1])
            start = 0
            while start < most:
                fitting = int((room - plan.pad) / step + 1e-6)
                if fitting < min(_LEAST_LINES, most - start) and filled[-1]:
                    fitting = int((next_room - plan.pad) / step + 1e-6)
                end = min(most, start + max(1, fitting))
                put(Piece(row, row + 1, (start, end)), (end - start) * step + plan.pad)
                start = end
    room -= take_along(filled, room)
    yield from with_tail(plan, filled, room, next_room, signature_height)


def take_along(filled: list[list[tuple[Piece, float]]], room: float) -> float:
    """Bring rows to a last page that would hold but one or two (the total, perhaps); the height of what was brought."""
    if len(filled) < 2:
        return 0.0
    before, last = filled[-2:]
    brought = 0.0
    while len(last) < _LEAST_ROWS < len(before) and before[-1][0].cut is None and brought + before[-1][1] <= room:
        last.insert(0, before.pop())
        brought += last[0][1]
    return brought


def _divide(plan: Plan, piece: Piece) -> list[tuple[Piece, float]]:
    """A page's only piece in parts, so that something of it can stand above the notes and the signature on the next page."""
    if piece.last - piece.first > 1:
        return [(Piece(row, row + 1), plan.row_height(row)) for row in range(piece.first, piece.last)]
    most = max([len(lines) for lines in plan.body.lines[piece.first]] or [1])
    start, end = piece.cut or (0, most)
    middle = max(start + 1, end - 3)
    step = plan.size * POINT * LEADING
    if middle >= end:
        return [(piece, (end - start) * step + plan.pad)]
    return [(Piece(piece.first, piece.last, (a, b)), (b - a) * step + plan.pad) for a, b in ((start, middle), (middle, end))]


def with_tail(
    plan: Plan, filled: list[list[tuple[Piece, float]]], room: float, next_room: float, signature_height: float, most: int = 3
) -> Iterator[Leaf]:
    """Footer rows, notes and signature behind the last rows; some rows (``most``) come along when they need a page of their own."""
    footer = plan.footer_height()
    notes = len(plan.note_lines)
    tail = footer + tail_height(plan, signature_height)
    if tail > room and len(filled[-1]) == 1:
        filled[-1] = _divide(plan, filled[-1][0][0])
    if tail > room and len(filled[-1]) > 1:
        keep = filled[-1]
        moved: list[tuple[Piece, float]] = []
        height = 0.0
        while len(keep) > 1 and len(moved) < most and height + keep[-1][1] + min(tail, next_room / 2) <= next_room:
            moved.insert(0, keep.pop())
            height += moved[0][1]
        if moved:
            filled.append(moved)
            room = next_room - height
    leaves = [Leaf([piece for piece, _ in pieces]) for pieces in filled]
    if footer > room and leaves[-1].pieces:
        leaves.append(Leaf())
        room = next_room
    leaves[-1].footer = True
    room -= footer
    step = plan.note_step()
    written = 0
    while True:
        rest = SIGN_GAP + signature_height if signature_height else 0.0
        lines = notes - written
        fitting = int((room - NOTE_GAP) / step) if room > NOTE_GAP else 0
        if (not lines or fitting >= lines) and room - (lines * step + NOTE_GAP if lines else 0.0) >= rest:
            leaves[-1].notes = (written, notes)
            leaves[-1].signature = signature_height > 0
            break
        # not everything fits: leave the last line of the notes for the page of the signature
        take = min(fitting, lines - 1 if signature_height else lines)
        if (
            take <= 0
            and lines <= 1
            and not leaves[-1].pieces
            and leaves[-1].notes == (written, written)
            and room >= next_room - footer - 1e-6
        ):
            leaves[-1].notes = (written, notes)
            leaves[-1].signature = signature_height > 0
            break
        leaves[-1].notes = (written, written + max(0, take))
        written += max(0, take)
        leaves.append(Leaf())
        room = plan.paper.content_height - plan.caption.again_height
    yield from leaves
