"""The lines of a table on the screen: the printed body, the line that takes a new 科目, footers, the sentence, the notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.core.changes import ChangeSet
from desktop.core.definitions import FamilyDef, FormDef
from desktop.core.evaluate import Model
from desktop.core.instances import owner_of
from desktop.forms.layout import GridCell, Role, TableGrid, lay_out, sentence_under
from desktop.forms.record_layout import merges_by
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
    """``entry_line`` is the line for a new row, or −1; ``place`` says where a cell stands; ``extras`` are sentence and notes.

    ``owner`` leads from every place that a merged cell covers to where that cell begins; ``row_of`` says which row of the form a line shows.
    """

    grid: TableGrid
    lines: list[Line] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    place: dict[CellRef, tuple[int, int]] = field(default_factory=dict)
    owner: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    row_of: dict[int, str] = field(default_factory=dict)
    extras: list[Extra] = field(default_factory=list)
    entry_line: int = -1


def lay_out_lines(model: Model, form: str) -> SheetLines:
    """Every line of a form as it stands now. The note on tail differences is not among them (see :meth:`SheetModel.follow`)."""
    found = SheetLines(lay_out(model, form))
    grid, lines = found.grid, found.lines
    width = len(grid.widths)
    lines += [_padded(row, width) for row in grid.body]
    family = grid.form.family
    if family is not None:
        found.entry_line = len(lines) if family.kind == "subjects" else _behind_free_rows(model, grid)
        lines.insert(found.entry_line, whole_line("entry", entry_words(grid.form, family), None, width))
    for at, ids in enumerate(grid.row_ids):
        found.row_of[at + (0 <= found.entry_line <= at)] = ids[0]
    lines += [_padded(row, width) for row in grid.footer]
    found.extras = wanted_extras(model, grid)
    lines += [whole_line("sentence" if ref else "note", text, ref, width) for ref, text in found.extras]
    for at, row in enumerate(lines):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            for ref in (cell.ref, *cell.covers):
                if ref is not None:
                    found.place[ref] = (at, column)
            if cell.row_span > 1 or cell.column_span > 1:
                found.spans.append(Span(at, column, cell.row_span, cell.column_span))
                for covered in range(cell.row_span * cell.column_span):
                    down, right = divmod(covered, cell.column_span)
                    found.owner[at + down, column + right] = (at, column)
    return found


def entry_words(form: FormDef, family: FamilyDef) -> str:
    """What the line for a new row says."""
    if family.kind == "subjects":
        return tr("＋ 在这里输入科目代码、名称或拼音首字母，增加一行")
    column = next(
        (column for block in form.blocks if block.family is family for column in block.columns if column.id == family.label_column), None
    )
    return tr("＋ 在这里输入{what}，增加一行", what=column.label if column else family.label_column)


def _behind_free_rows(model: Model, grid: TableGrid) -> int:
    """Behind the last row that the clerk listed; where there is none yet, behind the empty line that is printed in its place."""
    free = {row.id for row in model.rows(grid.form.code) if row.dynamic}
    last = max((at for at, ids in enumerate(grid.row_ids) if ids[0] in free), default=-1)
    if last < 0:
        empty = (at for at, row in enumerate(grid.body) if any(row) and all(cell is None or cell.role == "blank" for cell in row))
        last = next(empty, len(grid.body) - 1)
    # A cell that reaches further down must not be cut in two.
    ends = (
        at + cell.row_span for at, row in enumerate(grid.body) for cell in row if cell is not None and at <= last < at + cell.row_span - 1
    )
    return max((last + 1, *ends))


def printed_order(laid: SheetLines) -> list[list[CellRef | None]]:
    """Cells as printed, line by line; below a merged cell stand those that it covers."""
    found = [[cell.ref if cell else None for cell in row] for row in laid.lines]
    for span in laid.spans:
        cell = laid.lines[span.row][span.column]
        for ref in cell.covers if cell is not None and span.columns == 1 else ():
            line = next((at for at in range(span.row, span.row + span.rows) if laid.row_of.get(at) == ref.row), None)
            if line is not None:
                found[line][span.column] = ref
    return found


def needs_layout(model: Model, laid: SheetLines, changes: ChangeSet) -> bool:
    """Whether rows came or went, or texts changed that decide what is merged, or the name of the project that stands in the title."""
    form = laid.grid.form
    if changes.everything or changes.forms or form.code in changes.rows:
        return True
    merging, owner = merges_by(form), owner_of(form.code)
    for ref in changes.cells if merging or owner else ():
        if (ref.form == form.code and ref.column in merging) or (ref.form == form.per and ref.row == owner):
            return True
    return wanted_extras(model, laid.grid) != laid.extras


def wanted_extras(model: Model, grid: TableGrid) -> list[Extra]:
    """Lines under the table: the sentence of an empty table (with the one that it gets by itself), and the notes."""
    form = grid.form
    place = CellRef(form.code, SENTENCE_ROW, SENTENCE_COLUMN)
    wanted = model.value(place) or model.is_empty(form.code) or not model.table_applies(form.code)
    by_itself = "" if model.value(place) else sentence_under(model, form)  # what is printed where the clerk writes nothing
    sentence: list[Extra] = [(place, by_itself)] if wanted and model.has_cell(place) and form.view != "record" else []
    return sentence + [(None, note) for note in grid.notes]


def whole_line(role: Role, text: str, ref: CellRef | None, width: int) -> Line:
    """One cell across all columns."""
    return [GridCell(role, text, ref, 1, width), *([None] * (width - 1))]


def _padded(row: Iterable[GridCell | None], width: int) -> Line:
    cells = list(row)
    return cells + [None] * (width - len(cells))
