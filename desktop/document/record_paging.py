"""Where the pages of a record end: a form of labels and long texts, with rows of indicators in merged groups.

A row that does not fit is moved to the next page; a row of long text is cut between its lines when it is taller than a page, or when moving it
would leave more than a third of the page empty. Labels above a row stay with it. Cells over several rows go on over the page with their
text repeated, so pages end where each part of such a cell has room for its text. Heading rows are printed again.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.document.pages import POINT
from desktop.document.table_measure import LEADING, Cell
from desktop.document.table_paging import Leaf, Piece, Plan, take_along, with_tail

_LEAST_LINES = 3  # of a cut row, at the foot of a page
_LEFT_OVER = 2  # lines of a cut row, at the head of the next page
_EMPTY = 1 / 3  # of a page, that may stay empty below the last row
_GIVE_UP = 1 / 4  # of a page, that may be given up so that a page ends at a better place

Filled = list[tuple[Piece, float]]


def paginate_record(plan: Plan, signature_height: float) -> list[Leaf]:
    """The pages of a record, with the heading rows that are printed again."""
    paging = _Paging(plan)
    filled = paging.fill()
    room = paging.last_room - paging.most_again
    room -= take_along(filled, room)
    leaves = list(
        with_tail(plan, filled, room + paging.most_again, paging.next_room - paging.most_again, signature_height, paging.rows_along())
    )
    for leaf in leaves:
        if leaf.pieces:
            leaf.again = paging.again(leaf.pieces[0])
    return leaves


class _Paging:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.step = plan.size * POINT * LEADING
        rooms = [plan.paper.content_height - above - plan.head_height() for above in (plan.caption.height, plan.caption.again_height)]
        self.first_room, self.next_room = (max(room, self.step + plan.pad) for room in rooms)
        self.heights = [plan.row_height(row) for row in range(len(plan.body.heights))]
        self.tied = _tied(plan)
        self.spans = [(cell.row, cell.row + cell.row_span, len(lines) * self.step - 1e-6) for cell, lines in spanning(plan)]
        self.most_again = max((sum(self.heights[row] for row in self._heads(at)) for at in range(len(self.heights))), default=0.0)
        self.last_room = 0.0

    def _heads(self, row: int) -> tuple[int, ...]:
        """Heading rows to be printed again above a page that begins with ``row``."""
        return tuple(head for head, end in self.plan.grid.headings if head < row < end)

    def again(self, piece: Piece) -> tuple[int, ...]:
        begun = piece.cut is not None and piece.cut[0] > 0
        return tuple(head for head, end in self.plan.grid.headings if head < piece.first < end and (head != piece.first or not begun))

    def rows_along(self) -> int:
        """How many rows come along with notes and signature to a page of their own: one, or as many as the labels beside them need."""
        last = len(self.heights)
        return next((rows for rows in (1, 2, 3) if rows < last and not self._cut_short(0, last - rows)), 1)

    def fill(self) -> list[Filled]:
        """Pages with their pieces, every piece one row or part of one."""
        pages: list[Filled] = []
        row, line = 0, 0
        while row < len(self.heights):
            whole = self.first_room if not pages else self.next_room - sum(self.heights[head] for head in self._heads(row))
            whole = max(whole, self.step + self.plan.pad)
            room = whole
            page: Filled = []
            while row < len(self.heights):
                piece, height = self._rest(row, line)
                if height <= room + 1e-6:
                    page.append((piece, height))
                    room -= height
                    row, line = row + 1, 0
                    continue
                end = self._cut(row, line, room, whole, not page)
                if end:
                    height = (end - line) * self.step + self.plan.pad
                    page.append((Piece(row, row + 1, (line, end)), height))
                    room -= height
                    line = end
                    break
                back = self._best_end(page, row)
                while page and page[-1][0].first >= back:
                    room += page.pop()[1]
                row, line = back, 0 if back < row else line
                break
            pages.append(page)
            self.last_room = room
        return pages or [[]]

    def _rest(self, row: int, line: int) -> tuple[Piece, float]:
        if not line:
            return Piece(row, row + 1), self.heights[row]
        lines = self._lines(row)
        return Piece(row, row + 1, (line, lines)), (lines - line) * self.step + self.plan.pad

    def _lines(self, row: int) -> int:
        """Lines of the tallest cell that is only in this row."""
        section, lines = self.plan.body.section, self.plan.body.lines
        return max([len(cut) for cell, cut in zip(section.cells[row], lines[row], strict=True) if cell.row_span == 1] or [1])

    def _cut(self, row: int, line: int, room: float, whole: float, fresh: bool) -> int:
        """Up to which line of a row that does not fit the page goes on; 0 = the row is moved."""
        lines = self._lines(row)
        fitting = min(int((room - self.plan.pad) / self.step + 1e-6), lines)
        _, height = self._rest(row, line)
        larger = height > self.next_room - sum(self.heights[head] for head in self._heads(row + (line > 0)))
        if fresh:  # nothing stands on the page yet
            return line + max(1, min(fitting, lines - line - 1)) if lines - line > 1 else lines
        if not larger and room <= whole * _EMPTY:
            return 0
        end = min(line + fitting, lines - _LEFT_OVER)
        return end if end - line >= _LEAST_LINES else 0

    def _best_end(self, page: Filled, row: int) -> int:
        """The row before which the page ends best: the latest one, or one a little earlier where no cell over several rows is cut too short."""
        if not page:
            return row
        top = page[0][0].first
        best, least = row, (self._cut_short(top, row), 0.0) if not self.tied[row - 1] else (10_000, 0.0)
        lost = 0.0
        for end in range(row - 1, top, -1):
            lost += self.heights[end]
            if lost > self.next_room * _GIVE_UP and least[0] < 10_000:
                break
            if self.tied[end - 1] or (page[0][0].cut is not None and end == top):
                continue
            found = (self._cut_short(top, end), lost)
            if found < least:
                best, least = end, found
        return best

    def _cut_short(self, top: int, end: int) -> int:
        """How many cells would have too little room for their text on one side when a page that began with ``top`` ends before ``end``."""
        short = 0
        for first, stop, need in self.spans:
            if first < end < stop:
                short += sum(self.heights[max(top, first) : end]) < need
                short += sum(self.heights[end:stop]) < need
        return short


def _tied(plan: Plan) -> list[bool]:
    """Rows that stay with the next one: headings, and rows of labels without a value."""
    tied = []
    last = len(plan.body.heights) - 1
    for number, row in enumerate(plan.grid.body[: last + 1]):
        roles = {cell.role for cell in row if cell is not None}
        tied.append(number < last and "value" not in roles and bool(roles & {"head", "label", "section"}))
    return tied + [False] * (last + 1 - len(tied))


def spanning(plan: Plan) -> Iterator[tuple[Cell, list[str]]]:
    """Cells over several rows with their lines."""
    body = plan.body
    for row, lines in zip(body.section.cells, body.lines, strict=True):
        for cell, cut in zip(row, lines, strict=True):
            if cell.row_span > 1 and cell.text:
                yield cell, cut
