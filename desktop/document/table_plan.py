"""How a table is laid on paper: font size, column widths, row heights, what stands above and below it.

A table that can stand on one page in a legible size does; otherwise it runs on (:mod:`desktop.document.table_paging`). The ways to get it on
one page, best first: open rows, tighter rows and smaller letters, the compact signature line, narrower margins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.document.fonts import FontSet, clean
from desktop.document.pages import POINT, Paper, line_height, paper
from desktop.document.table_measure import LEADING, SMALLEST, Measured, Section, balance, survey
from desktop.document.table_paging import Caption, Leaf, Piece, Plan, paginate, tail_height
from desktop.document.text import break_lines, even_lines, fitting_size

if TYPE_CHECKING:
    from desktop.forms.layout import TableGrid

_GOOD = 0.55  # em added to each row so that a table looks open
_FULL = 0.95  # the most that is added when the page has room
_TIGHT = 0.16  # the least
_LISTED = 9.0  # points; a list that runs over pages is not made smaller to keep its names on one line
_WRAPPED = 1.15  # lines a row, on the average
_FLOOR = 5.0  # points; a table of very many columns may go down to this, and the report says so
_TITLE_SMALLEST = 14.0


def plan_table(grid: TableGrid, fonts: FontSet, signature_heights: Sequence[float] = (), *, lead: float = 0.0) -> Plan:
    """Lay out one table. ``signature_heights`` in mm: of the signature block and, if there is one, of its compact form; none = unsigned.
    ``lead`` mm above it are left to headings."""
    attempts = _Attempts(grid, fonts, lead)
    heights = list(signature_heights) or [0.0]
    ways = [(sheet, number, pad) for sheet in (0, 1) for number in range(len(heights)) for pad in (_GOOD, _TIGHT)]
    if not attempts.hopeless():
        for sheet, number, pad in ways:
            for size in attempts.sizes[:4] if pad == _GOOD else attempts.sizes:
                plan = attempts.plan(size, sheet)
                if plan is not None and _fits_one_page(plan, pad, heights[number]):
                    plan.signature = number
                    plan.leaves = [Leaf([Piece(0, len(plan.body.heights))], True, (0, len(plan.note_lines)), bool(signature_heights))]
                    return plan
    if grid.form.layout.body:
        return _over_pages(attempts, heights[0])
    plan = attempts.readable()
    plan.pad = _GOOD * plan.size * POINT
    plan.leaves = list(paginate(plan, heights[0]))
    return plan


def _over_pages(attempts: _Attempts, signature_height: float) -> Plan:
    """A record that needs several pages: as few as can be with open or with tight rows, in the largest size."""
    from desktop.document.record_paging import paginate_record

    def paged(plan: Plan, pad: float) -> Plan:
        plan = replace(plan, pad=pad * plan.size * POINT)
        plan.leaves = paginate_record(plan, signature_height)
        return plan

    sizes = [size for size in attempts.sizes if size >= _LISTED] or attempts.sizes
    smallest = attempts.plan(sizes[-1])
    if smallest is None:
        return paged(attempts.readable(), _GOOD)
    best = paged(smallest, _TIGHT)
    for pad, size in [(pad, size) for pad in (_GOOD, _TIGHT) for size in sizes]:
        plan = attempts.plan(size)
        if plan is not None and len((found := paged(plan, pad)).leaves) <= len(best.leaves):
            return found
    return best


class _Attempts:
    """One table at different font sizes, on its paper (0) and with narrow margins (1); every attempt is made once."""

    def __init__(self, grid: TableGrid, fonts: FontSet, lead: float = 0.0) -> None:
        layout = grid.form.layout
        self.grid, self.fonts = grid, fonts
        columns = max([len(row) for row in (*grid.head, *grid.body, *grid.footer)] or [1])
        self.sections = [
            Section(rows, columns, bool(layout.body)) for rows in (grid.head, grid.body or (((None,) * columns),), grid.footer)
        ]
        self.needs = survey(self.sections, grid.widths, columns, fonts.stack("song"), record=bool(layout.body))
        sheets = [paper(layout.paper, layout.orientation, narrow=narrow) for narrow in (False, True)]
        self.papers = [replace(sheet, top=sheet.top + lead) for sheet in sheets]
        largest = max(SMALLEST, min(layout.font_size, 12.0))
        self.sizes = [largest - 0.5 * step for step in range(int((largest - SMALLEST) * 2) + 1)]
        if self.sizes[-1] > SMALLEST:
            self.sizes.append(SMALLEST)
        self._made: dict[tuple[float, int], Plan | None] = {}

    def hopeless(self) -> bool:
        """Too many rows for any page, or texts too long: nothing needs to be tried."""
        rows = sum(len(section) for section in self.sections)
        if self.grid.form.layout.body:
            return self._too_long() or (smallest := self.plan(self.sizes[-1], 1)) is None or not _fits_one_page(smallest, _TIGHT, 0.0)
        return rows * (LEADING + _TIGHT) * SMALLEST * POINT > self.papers[1].content_height

    def _too_long(self) -> bool:
        """Whether the texts alone are more than a page can hold in the smallest letters; found without breaking them into lines."""
        em = self.sizes[-1] * POINT
        widths = balance(self.needs, self.sizes[-1], self.papers[1].content_width)
        if widths is None:
            return True
        lines = 0.0
        for section in self.sections:
            for row, needs in zip(section.cells, section.needs, strict=True):
                least = [
                    need * em / sum(widths[cell.column : cell.column + cell.column_span])
                    for cell, need in zip(row, needs, strict=True)
                    if cell.row_span == 1
                ]
                lines += max([1.0, *least])
        return lines * (LEADING + _TIGHT) * em > self.papers[1].content_height * 1.05

    def plan(self, size: float, sheet: int = 0) -> Plan | None:
        """The table at a size, not yet on pages; None where its figures would be torn."""
        key = (size, sheet)
        if key not in self._made:
            widths = balance(self.needs, size, self.papers[sheet].content_width)
            self._made[key] = None if widths is None else self._measure(size, self.papers[sheet], widths)
        return self._made[key]

    def readable(self) -> Plan:
        """The largest size at which no figure is torn; below the legible ones, and at last with torn figures, if there is no other way."""
        if self.grid.form.family is not None:
            plan = self._with_short_names()
            if plan is not None:
                return plan
        below = [SMALLEST - 0.5 * step for step in range(1, int((SMALLEST - _FLOOR) * 2) + 1)]
        for size in (*self.sizes, *below):
            plan = self.plan(size)
            if plan is not None:
                return plan
        widths = balance(self.needs, _FLOOR, self.papers[0].content_width, strict=False)
        assert widths is not None  # not strict: always some widths
        return self._measure(_FLOOR, self.papers[0], widths)

    def _with_short_names(self) -> Plan | None:
        """Of a long list of 科目 the largest size at which few names wrap: wide amounts would otherwise leave them a narrow strip."""
        found: Plan | None = None
        for size in self.sizes:
            if size < _LISTED and found is not None:
                break
            plan = self.plan(size)
            if plan is not None:
                found = plan
                rows = len(plan.body.heights)
                if sum(plan.body.heights) <= _WRAPPED * rows * LEADING * size * POINT:
                    break
        return found

    def _measure(self, size: float, sheet: Paper, widths: list[float]) -> Plan:
        grid, fonts, total = self.grid, self.fonts, sheet.content_width
        head, body, footer = (Measured(section, widths, size, fonts.stack("song")) for section in self.sections)
        note_size = max(SMALLEST, min(size, 10.0))
        notes = _note_lines(grid, fonts, note_size, total)
        caption = _caption(grid, fonts, size, total)
        return Plan(grid, sheet, size, widths, 0.0, caption, head, body, footer, notes, note_size, [], size < SMALLEST)


def _fits_one_page(plan: Plan, least_pad: float, signature_height: float) -> bool:
    """Whether everything fits; then the rows share what room is left, up to a comfortable height."""
    em = plan.size * POINT
    fixed = plan.caption.height + tail_height(plan, signature_height)
    text = sum(plan.head.heights) + sum(plan.body.heights) + sum(plan.footer.heights)
    rows = len(plan.head.heights) + len(plan.body.heights) + len(plan.footer.heights)
    pad = (plan.paper.content_height - fixed - text) / rows
    if pad < least_pad * em:
        return False
    plan.pad = min(pad, _FULL * em)
    return True


def _caption(grid: TableGrid, fonts: FontSet, size: float, width: float) -> Caption:
    stack = fonts.stack("title")
    wanted = 20.0 if size >= 9.5 else 18.0
    title = clean(grid.title)
    title_size = fitting_size(title, stack, wanted, width / POINT, _TITLE_SMALLEST)
    lines = even_lines(title, stack, title_size * POINT, width)
    meta_size = max(9.0, min(10.5, size))
    step = line_height(meta_size, 1.55)
    record = bool(grid.form.layout.body)  # many have neither a number nor a line below the title
    form_no, meta = bool(grid.form_no) or not record, any(grid.meta) or not record
    small = form_no + (_meta_lines(grid, fonts, meta_size, width) if meta else 0)
    height = len(lines) * line_height(title_size, 1.35) + (1.2 if small else 2.4) + step * small + 0.6
    again = fitting_size(title + "（续表）", stack, 14.0, width * 0.7 / POINT, 9.0)
    return Caption(lines, title_size, meta_size, height, again, line_height(again, 1.5) + (step if meta else 1.2) + 0.6, form_no, meta)


def meta_parts(grid: TableGrid, fonts: FontSet, size: float, width: float) -> tuple[list[str], str, str]:
    """部门 (in as many lines as its room asks for), 年度, 单位."""
    left, middle, right = (clean(text) for text in grid.meta)
    stack = fonts.stack("song")
    em = size * POINT
    side = stack.width(right) * em
    centre = stack.width(middle) * em
    room = (width - centre) / 2 - em if middle else width - side - em
    return break_lines(left, stack, em, max(room, 8 * em)), middle, right


def _meta_lines(grid: TableGrid, fonts: FontSet, size: float, width: float) -> int:
    return max(1, len(meta_parts(grid, fonts, size, width)[0]))


def _note_lines(grid: TableGrid, fonts: FontSet, size: float, width: float) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    for note in (*grid.notes, grid.sentence):
        if note and note.strip():
            lines = break_lines(clean(note.strip()), fonts.stack("song"), size * POINT, width)
            found += [(line, number == len(lines) - 1) for number, line in enumerate(lines)]
    return found
