"""How wide the columns and how high the rows of a printed table become. Nothing is drawn here.

Everything inside a table grows with its font size, so natural widths are kept in em; :func:`balance` turns them into mm for one size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desktop.document.fonts import FontStack, clean
from desktop.document.pages import POINT, Align
from desktop.document.text import NOT_FIRST, NOT_LAST, break_lines, even_lines, is_wide, longest_atom

if TYPE_CHECKING:
    from desktop.forms.layout import GridCell

PAD = 0.36
"""Room between text and border, in em: figures never touch a line."""
LEADING = 1.2
INDENT = 1.0
"""Indent of one level, in em."""
SMALLEST = 8.0
"""Points. Below that a printed table is hard to read; nothing is shrunk further without a word."""
_ONE_LINE = frozenset({"value", "code", "line_no", "column_no"})
_EVEN = frozenset({"head", "column_no"})

GridRows = Sequence[Sequence["GridCell | None"]]


class Cell(NamedTuple):
    """A cell of a section with its text cleaned; ``one_line`` cells are never broken while the column can be wide enough."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    align: Align
    bold: bool
    indent: float  # em
    one_line: bool
    even: bool
    section: bool  # a heading inside the body: stays with the row below


class Section:
    """Head, body or foot of a table: its cells by row, and which cell owns each place (for the borders). ``record``: of a form, not a list."""

    def __init__(self, rows: GridRows, columns: int, record: bool = False) -> None:
        self.columns = columns
        self.record = record
        self.cells: list[list[Cell]] = []
        self.needs: list[list[float]] = []  # em that each cell takes without wrapping, borders' room included; see survey
        self.plain: list[bool] = []  # no span in or across the row
        self.owners: list[list[tuple[int, int]]] = []
        taken: dict[tuple[int, int], tuple[int, int]] = {}
        for number, row in enumerate(rows):
            cells: list[Cell] = []
            owners: list[tuple[int, int]] = []
            plain = True
            for column in range(columns):
                if taken and (number, column) in taken:
                    owner = taken.pop((number, column))
                    plain = False
                else:
                    owner = (number, column)
                    given = row[column] if column < len(row) else None
                    if given is not None:
                        cell = _cell(
                            number, column, given, min(given.row_span, len(rows) - number), min(given.column_span, columns - column)
                        )
                        cells.append(cell)
                        if cell.row_span > 1 or cell.column_span > 1:
                            plain = False
                            for r in range(number, number + cell.row_span):
                                for c in range(column, column + cell.column_span):
                                    if (r, c) != owner:
                                        taken[(r, c)] = owner
                owners.append(owner)
            self.cells.append(cells)
            self.plain.append(plain)
            self.owners.append(owners)

    def __len__(self) -> int:
        return len(self.cells)

    def texts(self) -> list[str]:
        return [cell.text for row in self.cells for cell in row if cell.text]


def _cell(row: int, column: int, given: GridCell, row_span: int, column_span: int) -> Cell:
    text = clean(given.text)
    # a long text in a value column (a reason, a target) is prose and wraps; figures stay on one line
    one_line = given.role in _ONE_LINE and (given.role != "value" or given.align == "right" or len(text) <= 4)
    return Cell(
        row,
        column,
        row_span,
        column_span,
        text,
        given.align,
        given.bold,
        given.level * INDENT if given.align == "left" and given.role != "code" else 0.0,
        one_line,
        given.role in _EVEN,
        given.role == "section",
    )


LONGEST_WORD = 14.0
"""em; a longer run of letters is no word: it is torn before it takes the room of the figures"""


@dataclass(slots=True)
class Columns:
    """What the columns need, in em: ``least`` so that nothing is torn, ``natural`` so that nothing wraps; ``given`` widths of the pack in mm."""

    given: tuple[float, ...]
    least: list[float]
    natural: list[float]


def survey(sections: Sequence[Section], given: Sequence[float], columns: int, stack: FontStack, *, record: bool = False) -> Columns:
    """Measure every cell once. Columns to which the pack gives the same width keep the same width. In a ``record`` the widths of the pack
    are taken as they are, but for words and figures that would be torn: labels may run down a narrow column one character a line."""
    least_word = 1.0 if record else 3.0
    least = [(1.0 if record else 2.0) + 2 * PAD] * columns
    natural = list(least)
    spans: list[tuple[Cell, float]] = []
    pads = 2 * PAD
    for section in sections:
        for row in section.cells:
            needs: list[float] = []
            section.needs.append(needs)
            for cell in row:
                if not cell.text:
                    needs.append(0.0)
                    continue
                need = max([stack.width(part) for part in cell.text.split("\n")]) if "\n" in cell.text else stack.width(cell.text)
                need += pads + cell.indent
                needs.append(need)
                if cell.column_span > 1:
                    spans.append((cell, need))
                    continue
                column = cell.column
                if cell.one_line:
                    if need > least[column]:
                        least[column] = need
                    if need + 0.5 > natural[column]:
                        natural[column] = need + 0.5
                else:
                    wanted = need if not cell.even else min(need, max(4.0 + pads, need / 2 + 1))
                    if wanted > natural[column]:
                        natural[column] = wanted
                    if need <= least[column]:
                        continue
                    torn = min(need, max(least_word, min(LONGEST_WORD, longest_atom(cell.text, stack))) + pads + cell.indent)
                    if torn > least[column]:
                        least[column] = torn
    for cell, need in spans:
        if cell.one_line:
            end = cell.column + cell.column_span
            short = need - sum(least[cell.column : end])
            if short > 0:
                least[end - 1] += short
                natural[end - 1] = max(natural[end - 1], least[end - 1])
    widths = tuple(given) if len(given) == columns and all(width > 0 for width in given) else tuple(min(value, 20.0) for value in natural)
    for width in set(widths):
        group = [column for column in range(columns) if widths[column] == width]
        if len(group) > 1 and max(least[column] for column in group) <= 14:
            for kind in (least, natural):
                top = max(kind[column] for column in group)
                for column in group:
                    kind[column] = top
    return Columns(widths, least, least if record else natural)


def balance(columns: Columns, size: float, total: float, *, strict: bool = True) -> list[float] | None:
    """Column widths in mm that fill ``total`` at a font size: the pack's proportions, corrected so that no figure is torn and labels wrap only
    where no other column has room to spare. None where even the least widths do not fit (``strict`` off: squeezed)."""
    em = size * POINT
    least = [value * em for value in columns.least]
    natural = [max(value * em, low) for value, low in zip(columns.natural, least, strict=True)]
    if sum(least) > total:
        if strict:
            return None
        return [value * total / sum(least) for value in least]
    scale = total / sum(columns.given)
    widths = [value * scale for value in columns.given]
    for _ in range(len(widths)):
        short = sum(max(0.0, low - width) for low, width in zip(least, widths, strict=True))
        if short <= 1e-9:
            break
        widths = [max(width, low) for low, width in zip(least, widths, strict=True)]
        spare = [width - low for low, width in zip(least, widths, strict=True)]
        widths = [width - short * room / sum(spare) for width, room in zip(widths, spare, strict=True)]
    lacking = [max(0.0, want - width) for want, width in zip(natural, widths, strict=True)]
    spare = [max(0.0, width - want) for want, width in zip(natural, widths, strict=True)]
    moved = min(sum(lacking), sum(spare))
    if moved > 1e-9:
        widths = [
            width + moved * lack / sum(lacking) - moved * room / sum(spare)
            for width, lack, room in zip(widths, lacking, spare, strict=True)
        ]
    return widths


_NARROW = 4  # characters


def running_down(text: str, room: float) -> list[str]:
    """A label that runs down a narrow column in lines of equal length (年度 / 绩效 / 指标); nothing where it has marks or cannot be divided so."""
    most = int(room + 1e-6)
    if not 1 <= most <= _NARROW or any(character in NOT_FIRST or character in NOT_LAST or not is_wide(character) for character in text):
        return []
    step = next((step for step in (4, 2, 3) if step <= most and len(text) % step == 0), 1 if most == 1 else 0)  # words are of two
    return [text[at : at + step] for at in range(0, len(text), step)] if step else []


class Measured:
    """A section at one font size: lines of every cell and the height of every row's text (mm, without the row's padding)."""

    def __init__(self, section: Section, widths: Sequence[float], size: float, stack: FontStack) -> None:
        self.section = section
        em = size * POINT
        step = em * LEADING
        self.lines: list[list[list[str]]] = []
        self.heights: list[float] = [step] * len(section)
        offsets = [0.0]
        for width in widths:
            offsets.append(offsets[-1] + width + 1e-6)
        tall: list[tuple[Cell, float]] = []
        for number, row in enumerate(section.cells):
            lines: list[list[str]] = []
            most = 1
            for cell, need in zip(row, section.needs[number], strict=True):
                text = cell.text
                width = offsets[cell.column + cell.column_span] - offsets[cell.column]
                if need * em <= width and "\n" not in text:
                    lines.append([text])
                    continue
                room = width - (2 * PAD + cell.indent) * em
                if section.record and cell.row_span > 1 and cell.align == "center" and (down := running_down(text, room / em)):
                    cut = down
                else:
                    cut = (even_lines if cell.even or cell.align == "center" else break_lines)(text, stack, em, room)
                if len(cut) == 2 and len(cut[1]) <= (1 if section.record else 2):  # one or two characters left over on a line of their own
                    cut = even_lines(text, stack, em, room)
                lines.append(cut)
                if cell.row_span == 1:
                    most = max(most, len(cut))
                else:
                    tall.append((cell, len(cut) * step))
            self.lines.append(lines)
            self.heights[number] = most * step
        for cell, need in sorted(tall, key=lambda one: one[0].row_span):  # small ones first: large ones may need nothing more then
            covered = range(cell.row, cell.row + cell.row_span)
            short = need - sum(self.heights[number] for number in covered)
            if short > 0:
                for number in covered:
                    self.heights[number] += short / cell.row_span
