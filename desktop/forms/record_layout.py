"""The printed body of a record or a form with indicators: the lines of ``[layout] body`` with the rows that the clerk listed.

Every line of the layout becomes one printed line, a repeated one as many as there are rows. A cell above that reaches into repeated lines
grows with them; equal texts below each other in ``grouped_by`` columns become one cell, within the same cell of the column before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.core.amounts import NA_PRINTED, format_amount
from desktop.core.cells import CellRef
from desktop.core.definitions import BlockDef, BodyLine, FormDef, HeadCell, Kind
from desktop.core.numerals import in_chinese
from desktop.forms.body_lines import EVERY, GROUP_NUMBER, NUMBER, BodyText, body_text, owners, sections
from desktop.forms.table_grid import Align, GridCell, GridRow

if TYPE_CHECKING:
    from desktop.core.evaluate import Model, RowView
    from desktop.core.rounding import Figures

_ALIGN: Final[dict[Kind, Align]] = {"money": "right", "count": "right", "text": "left"}
_LEADING: Final = re.compile(r"[（(]?[一二三四五六七八九十\d]+[)）、．.]|其中|注|备注：|说明：")
"""Labels that begin a paragraph or a list stand at the left; all others in the middle of their cell."""
_LONG: Final = 40
_SHORT: Final = 6
"""Characters: a column of free rows whose texts are no longer stands in the middle (度量单位)."""
_BLANK: Final = GridCell("blank", "")


class Printed(NamedTuple):
    """A printed line: the line of the layout it comes from, the free row it shows, its number and the number and text of its groups."""

    line: int
    row: str = ""
    number: int = 0
    group_number: int = 0
    group_text: str = ""


@dataclass(slots=True)
class RecordBody:
    """The lines of a printed body, the ids of the rows in each, and for every heading line (its number,
    the end of the lines that it heads)."""

    body: tuple[GridRow, ...]
    row_ids: tuple[tuple[str, ...], ...]
    headings: tuple[tuple[int, int], ...]


def record_body(model: Model, form: FormDef, figures: Figures | None) -> RecordBody:
    """The printed body of a form that has one in its layout. Without ``figures`` the texts of value cells stay empty."""
    return _Body(model, form, figures).laid_out()


def body_width(form: FormDef) -> int:
    """Printed columns of the body."""
    return len(form.layout.body[0].cells)


def merges_by(form: FormDef) -> frozenset[str]:
    """Columns whose texts decide how the body is merged and divided: after a change there it has to be laid out anew."""
    family = form.family
    grouped = family.grouped_by if family and form.layout.body else ()
    return frozenset(grouped) | {line.group for line in form.layout.body if line.group}


@dataclass(slots=True)
class _Body:
    model: Model
    form: FormDef
    figures: Figures | None
    lines: tuple[BodyLine, ...] = ()
    rows: list[RowView] = field(default_factory=list)
    texts: dict[int, list[BodyText | None]] = field(default_factory=dict)
    centred: frozenset[str] = frozenset()

    def laid_out(self) -> RecordBody:
        self.lines = self.form.layout.body
        block = next((block for block in self.form.blocks if block.family and block.family.kind == "free"), None)
        self.rows = [row for row in self.model.rows(self.form.code) if block and row.dynamic and row.block == block.id]
        self.centred = self._short_columns(block) if block else frozenset()
        self.texts = {r: [body_text(cell) if cell else None for cell in line.cells] for r, line in enumerate(self.lines)}
        printed = list(self._printed())
        cells = self._cells(printed)
        for start, stop in _runs(printed, self.lines):
            self._merge(cells, printed, start, stop)
        ids = tuple((line.row or self._fixed_row(line.line),) for line in printed)
        return RecordBody(tuple(tuple(line) for line in cells), ids, tuple(self._headings(printed)))

    # which lines are printed

    def _printed(self) -> Iterator[Printed]:
        inside = {number: section for section in sections(self.lines) for number in section}
        for number in range(len(self.lines)):
            section = inside.get(number)
            if section is None:
                yield Printed(number)
            elif section.start == number:
                yield from self._repeated(section)

    def _repeated(self, section: range) -> Iterator[Printed]:
        groups = [number for number in section if self.lines[number].group]
        repeated = [number for number in section if self.lines[number].repeat]
        if not self.rows:
            yield from (Printed(number) for number in repeated)
            return
        before: list[str] | None = None
        counts = [0] * len(groups)
        place = 0
        for row in self.rows:
            texts = [self._plain(row.id, self.lines[number].group) for number in groups]
            changed = next((at for at, text in enumerate(texts) if before is None or text != before[at]), len(groups))
            for at in range(changed, len(groups)):
                counts[at] += 1
                counts[at + 1 :] = [0] * (len(groups) - at - 1)
                place = 0
                yield Printed(groups[at], row.id, 0, counts[at], texts[at])
            before = texts
            place += 1
            yield from (Printed(number, row.id, place, counts[-1] if counts else 0) for number in repeated)

    def _headings(self, printed: Sequence[Printed]) -> Iterator[tuple[int, int]]:
        """Heading lines with the end of the rows that they head: those of the next repeated section, else all up to the next heading."""
        for at, line in enumerate(printed):
            if not self.lines[line.line].heading:
                continue
            end, met = at + 1, False
            while end < len(printed):
                following = self.lines[printed[end].line]
                if (following.heading and printed[end].line != line.line + 1) or (met and not (following.repeat or following.group)):
                    break
                met = met or following.repeat or bool(following.group)
                end += 1
            yield at, end

    def _fixed_row(self, line: int) -> str:
        return next((text.row for text in self.texts[line] if text and text.row not in ("", EVERY)), "")

    # their cells

    def _cells(self, printed: Sequence[Printed]) -> list[list[GridCell | None]]:
        """Printed lines with cells as large as the lines that they reach into."""
        owner = owners(self.lines)
        latest: dict[int, int] = {}  # line of the layout → where it was printed last
        spans: dict[tuple[int, int], int] = {}
        starts: dict[tuple[int, int], tuple[int, int]] = {}
        orphans: list[tuple[int, int]] = []
        for at, line in enumerate(printed):
            latest[line.line] = at
            for column, (top, left) in enumerate(owner[line.line]):
                if column != left:
                    continue
                if top not in latest:  # of a group line, when there are no rows
                    orphans.append((at, column))
                    continue
                place = (latest[top], left)
                starts[place] = (top, left)
                spans[place] = at - place[0] + 1
        found: list[list[GridCell | None]] = [[None] * len(owner[0]) for _ in printed]
        for (at, column), (top, left) in starts.items():
            cell = self.lines[top].cells[left]
            assert cell is not None
            found[at][column] = self._cell(printed[at], self.lines[top], cell, left, spans[at, column])
        for at, column in orphans:
            found[at][column] = _BLANK
        return found

    def _cell(self, at: Printed, line: BodyLine, cell: HeadCell, column: int, row_span: int) -> GridCell:
        text = self.texts[at.line][column]
        assert text is not None
        if line.group:
            words = self._group_words(at, text)
            centred = EVERY not in cell.text and not text.row
            return GridCell("section", words, None, row_span, cell.column_span, 0, True, "center" if centred else "left")
        if line.repeat and not at.row:
            return GridCell("blank", "", None, row_span, cell.column_span)
        before, behind = _numbered(text.before, at), _numbered(text.behind, at)
        if not text.row:
            if text.words:
                return GridCell("line_no", before, None, row_span, cell.column_span, align="center")
            return GridCell("head" if line.heading else "label", before, None, row_span, cell.column_span, 0, False, label_align(before))
        free = text.row == EVERY
        ref = CellRef(self.form.code, at.row if free else text.row, text.column)
        return self._value(ref, row_span, cell.column_span, self._align(ref, free), (before, behind))

    def _value(self, ref: CellRef, row_span: int, column_span: int, align: Align, words: tuple[str, str]) -> GridCell:
        made = GridCell("value", "", ref, row_span, column_span, 0, False, align, *words)
        if self.figures is None:
            return made
        text = self.figures.text(ref)
        return made._replace(text=made.printed(text), align="center" if text == NA_PRINTED else made.align)

    def _align(self, ref: CellRef, free: bool) -> Align:
        if free and ref.column in self.centred:
            return "center"
        return _ALIGN.get(self.model.kind(ref), "center")

    def _short_columns(self, block: BlockDef) -> frozenset[str]:
        """Text columns of the free rows that are printed in the middle: those by which rows are grouped, and those of short texts."""
        family = block.family
        assert family is not None
        found = set(family.grouped_by)
        for column in block.columns:
            if column.kind == "text" and column.id != family.label_column and self.rows:
                texts = [str(self.model.value(CellRef(self.form.code, row.id, column.id)) or "") for row in self.rows]
                if any(texts) and max(map(len, texts)) <= _SHORT:
                    found.add(column.id)
        return frozenset(found)

    def _group_words(self, at: Printed, text: BodyText) -> str:
        shown = at.group_text if text.column == self.lines[at.line].group else self._plain(at.row, text.column) if text.row else ""
        return f"{_numbered(text.before, at)}{shown}{_numbered(text.behind, at)}"

    def _plain(self, row: str, column: str) -> str:
        """The text of a cell, whether or not the drawer wants texts."""
        ref = CellRef(self.form.code, row, column)
        return self.figures.text(ref) if self.figures is not None else format_amount(self.model.value(ref))

    # groups

    def _merge(self, cells: list[list[GridCell | None]], printed: Sequence[Printed], start: int, stop: int) -> None:
        """Merge equal neighbours of the ``grouped_by`` columns in the printed lines ``start`` up to ``stop`` (exclusive)."""
        family = self.form.family
        ends = [start, stop]  # where the cells of the column before end: no cell reaches over them
        for name in family.grouped_by if family else ():
            run: list[tuple[int, int, str]] = []  # (line, printed column, text)
            for at in range(start, stop):
                for column, cell in enumerate(cells[at]):
                    if cell is not None and cell.ref is not None and cell.ref.row == printed[at].row and cell.ref.column == name:
                        run.append((at, column, self._plain(cell.ref.row, name).strip()))
            fresh = {start, stop}
            first = 0
            for place in range(1, len(run) + 1):
                same = (
                    place < len(run)
                    and run[place][2]
                    and run[place][1:] == run[first][1:]
                    and not _divided(ends, run[first][0], run[place][0])
                )
                if not same:
                    _join(cells, run[first:place])
                    if place < len(run):
                        fresh.add(run[place][0])
                    first = place
            if run:
                ends = sorted(fresh | set(ends))


def _divided(ends: Iterable[int], first: int, line: int) -> bool:
    return any(first < end <= line for end in ends)


def _join(cells: list[list[GridCell | None]], run: Sequence[tuple[int, int, str]]) -> None:
    """Make one cell of cells below each other."""
    if len(run) < 2:
        return
    parts = [cells[at][column] for at, column, _ in run]
    top = parts[0]
    assert top is not None
    span = sum(part.row_span for part in parts if part)
    covers = tuple(part.ref for part in parts[1:] if part and part.ref)
    cells[run[0][0]][run[0][1]] = top._replace(row_span=span, covers=covers)
    for at, column, _ in run[1:]:
        cells[at][column] = None


def _runs(printed: Sequence[Printed], lines: Sequence[BodyLine]) -> Iterator[tuple[int, int]]:
    """Stretches of printed lines of free rows without a group line between them."""
    start: int | None = None
    for at in range(len(printed) + 1):
        repeated = at < len(printed) and lines[printed[at].line].repeat
        if repeated and start is None:
            start = at
        elif not repeated and start is not None:
            yield start, at
            start = None


def _numbered(text: str, at: Printed) -> str:
    return text.replace(f"[{GROUP_NUMBER}]", in_chinese(at.group_number)).replace(f"[{NUMBER}]", str(at.number or ""))


def label_align(text: str) -> Align:
    """Labels stand in the middle of their cell; long ones, list items and those that end in a colon at the left, as on the official forms."""
    return "left" if len(text) > _LONG or text.endswith(("：", ":")) or _LEADING.match(text) else "center"
