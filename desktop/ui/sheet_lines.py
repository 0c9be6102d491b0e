"""The lines of a table on the screen: the printed body, the line that takes a new 科目, footers, the sentence, the notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.core.evaluate import Model
from desktop.forms.layout import GridCell, Role, TableGrid, lay_out
from desktop.ui.words import tr

Line = list[GridCell | None]
Extra = tuple[CellRef | None, str]


@dataclass(frozen=True, slots=True)
class Span:
    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class SheetLines:
    """``entry_line`` is the line for a new code, or −1; ``place`` says where a cell stands; ``extras`` are sentence and notes."""

    grid: TableGrid
    lines: list[Line] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    place: dict[CellRef, tuple[int, int]] = field(default_factory=dict)
    extras: list[Extra] = field(default_factory=list)
    entry_line: int = -1


def lay_out_lines(model: Model, form: str) -> SheetLines:
    """Every line of a form as it stands now. The note on tail differences is not among them (see :meth:`SheetModel.follow`)."""
    found = SheetLines(lay_out(model, form))
    grid, lines = found.grid, found.lines
    width = len(grid.widths)
    lines += [_padded(row, width) for row in grid.body]
    if grid.form.family is not None:
        found.entry_line = len(lines)
        lines.append(whole_line("entry", tr("＋ 在这里输入科目代码、名称或拼音首字母，增加一行"), None, width))
    lines += [_padded(row, width) for row in grid.footer]
    found.extras = wanted_extras(model, grid)
    lines += [whole_line("sentence" if ref else "note", text, ref, width) for ref, text in found.extras]
    for at, row in enumerate(lines):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            if cell.ref is not None:
                found.place[cell.ref] = (at, column)
            if cell.row_span > 1 or cell.column_span > 1:
                found.spans.append(Span(at, column, cell.row_span, cell.column_span))
    return found


def wanted_extras(model: Model, grid: TableGrid) -> list[Extra]:
    """Lines under the table: the sentence of an empty table, and the notes."""
    form = grid.form
    place = CellRef(form.code, SENTENCE_ROW, SENTENCE_COLUMN)
    wanted = model.value(place) or model.is_empty(form.code) or not model.table_applies(form.code)
    sentence: list[Extra] = [(place, "")] if wanted and model.has_cell(place) and form.view != "record" else []
    return sentence + [(None, note) for note in grid.notes]


def whole_line(role: Role, text: str, ref: CellRef | None, width: int) -> Line:
    """One cell across all columns."""
    return [GridCell(role, text, ref, 1, width), *([None] * (width - 1))]


def _padded(row: Iterable[GridCell | None], width: int) -> Line:
    cells = list(row)
    return cells + [None] * (width - len(cells))
