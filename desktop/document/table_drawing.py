"""Draws a planned table on its pages: captions, head, rows with their borders, notes, signature."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.document.fonts import FontSet, clean
from desktop.document.pages import BASELINE, POINT, Bookmark, Line, Page, Text, frame, line_height, put_line, put_paragraph
from desktop.document.places import words
from desktop.document.signature import SignatureBlock, put_signature
from desktop.document.table_measure import LEADING, PAD, Cell, Measured
from desktop.document.table_paging import NOTE_GAP, SIGN_GAP, Leaf, Plan
from desktop.document.table_plan import meta_parts

THIN = 0.5
FRAME = 0.9
"""Line weights in points: the outer frame slightly heavier."""


class Drawing:
    """Draws one planned table."""

    def __init__(self, plan: Plan, fonts: FontSet, block: SignatureBlock | None) -> None:
        self.plan = plan
        self.fonts = fonts
        self.block = block
        self.offsets = [plan.paper.left]
        for width in plan.widths:
            self.offsets.append(self.offsets[-1] + width)
        self.carried: dict[tuple[int, int], int] = {}  # lines of a cell over several rows that an earlier page has printed

    def pages(self) -> list[Page]:
        return [self._page(leaf, number) for number, leaf in enumerate(self.plan.leaves)]

    def _page(self, leaf: Leaf, number: int) -> Page:
        plan = self.plan
        page = Page(plan.paper)
        x, width = plan.paper.left, plan.paper.content_width
        y = self._first_caption(page) if number == 0 else self._next_caption(page)
        if leaf.pieces or leaf.footer:
            top = y
            if plan.head.heights:
                y = self._rows(page, plan.head, y)
                self._rule(page, y)
            y = self._body(page, leaf, y)
            if leaf.footer and plan.footer.heights:
                self._rule(page, y)
                y = self._rows(page, plan.footer, y)
            frame(page, x, top, width, y - top, FRAME)
        start, end = leaf.notes
        if end > start:
            y += NOTE_GAP
            y = self._notes(page, start, end, y)
        if leaf.signature and self.block is not None:
            put_signature(page, self.fonts, self.block, x, y + SIGN_GAP, width)
        return page

    def _first_caption(self, page: Page) -> float:
        plan, grid = self.plan, self.plan.grid
        caption = plan.caption
        label = words()["bookmark"].replace("{表号}", grid.form_no).replace("{标题}", grid.title)
        page.bookmarks.append(Bookmark(clean(label).strip()))
        y = plan.paper.top
        step = line_height(caption.title_size, 1.35)
        for line in caption.title:
            put_line(page, self.fonts, line, plan.paper.left, y + step / 2, plan.paper.content_width, caption.title_size, "center", "title")
            y += step
        y += 1.2 if caption.form_no or caption.meta else 2.4
        if caption.form_no:
            step = line_height(caption.meta_size, 1.55)
            put_line(
                page, self.fonts, clean(grid.form_no), plan.paper.left, y + step / 2, plan.paper.content_width, caption.meta_size, "right"
            )
            y += step
        return (self._meta(page, y) if caption.meta else y) + 0.6

    def _next_caption(self, page: Page) -> float:
        plan, grid = self.plan, self.plan.grid
        caption = plan.caption
        y = plan.paper.top
        step = line_height(caption.again_size, 1.5)
        title = words()["continued_title"].replace("{标题}", clean(grid.title))
        x, width = plan.paper.left, plan.paper.content_width
        put_line(page, self.fonts, title, x, y + step / 2, width, caption.again_size, "center", "title")
        put_line(page, self.fonts, clean(grid.form_no), x, y + step / 2, width, caption.meta_size, "right")
        return (self._meta(page, y + step, only_first=True) if caption.meta else y + step + 1.2) + 0.6

    def _meta(self, page: Page, y: float, only_first: bool = False) -> float:
        plan = self.plan
        x, width, size = plan.paper.left, plan.paper.content_width, plan.caption.meta_size
        left, middle, right = meta_parts(plan.grid, self.fonts, size, width)
        if only_first:
            left = left[:1]
        step = line_height(size, 1.55)
        for number, line in enumerate(left):
            put_line(page, self.fonts, line, x, y + (number + 0.5) * step, width, size, "left")
        y += step * max(1, len(left))
        put_line(page, self.fonts, middle, x, y - step / 2, width, size, "center")
        put_line(page, self.fonts, right, x, y - step / 2, width, size, "right")
        return y

    def _notes(self, page: Page, start: int, end: int, y: float) -> float:
        plan = self.plan
        paragraph: list[str] = []
        for line, last in plan.note_lines[start:end]:
            paragraph.append(line)
            if last:
                y = put_paragraph(page, self.fonts, paragraph, plan.paper.left, y, plan.paper.content_width, plan.note_size, leading=1.4)
                paragraph = []
        if paragraph:  # goes on over the page: its last line here is a full one
            paragraph.append("")
            y = put_paragraph(page, self.fonts, paragraph, plan.paper.left, y, plan.paper.content_width, plan.note_size, leading=1.4)
            y -= plan.note_step()
        return y

    def _rule(self, page: Page, y: float) -> None:
        page.lines.append(Line(self.offsets[0], y, self.offsets[-1], y, THIN))

    def _rows(self, page: Page, part: Measured, y: float) -> float:
        """All rows of head or foot."""
        edges = [y]
        for height in part.heights:
            edges.append(edges[-1] + height + self.plan.pad)
        rows = range(len(part.heights))
        for row in rows:
            for cell, lines in zip(part.section.cells[row], part.lines[row], strict=True):
                self._cell(page, cell, lines, edges[row], edges[row + cell.row_span])
        self._borders(page, part, list(rows), edges)
        return edges[-1]

    def _body(self, page: Page, leaf: Leaf, y: float) -> float:
        """The rows of one page of the body."""
        part = self.plan.body
        pad, step = self.plan.pad, self.plan.size * POINT * LEADING
        rows: list[int] = []
        cuts: list[tuple[int, int] | None] = []
        edges = [y]
        for piece in leaf.pieces:
            for row in range(piece.first, piece.last):
                rows.append(row)
                cuts.append(piece.cut)
                edges.append(edges[-1] + (part.heights[row] if piece.cut is None else (piece.cut[1] - piece.cut[0]) * step) + pad)
        if not rows:
            return y
        last = rows[-1]
        for number, row in enumerate(rows):
            top, cut = edges[number], cuts[number]
            if part.section.plain[row] and cut is None:
                bottom = edges[number + 1]
                for cell, lines in zip(part.section.cells[row], part.lines[row], strict=True):
                    if cell.text:
                        self._cell(page, cell, lines, top, bottom)
                continue
            for cell, lines in zip(part.section.cells[row], part.lines[row], strict=True):
                reach = min(cell.row + cell.row_span - 1, last)
                bottom = edges[number + (reach - row) + 1]
                if cut is not None:
                    shown = lines[cut[0] : cut[1]]
                elif reach < cell.row + cell.row_span - 1:  # goes on over the page
                    count = max(1, int((bottom - top - pad) / step + 1e-6))
                    shown = lines[:count]
                    self.carried[(cell.row, cell.column)] = count
                else:
                    shown = lines
                self._cell(page, cell, shown, top, bottom)
        self._carry(page, rows, edges)
        self._borders(page, part, rows, edges)
        return edges[-1]

    def _carry(self, page: Page, rows: list[int], edges: list[float]) -> None:
        """The rest of cells that began on an earlier page."""
        part, step, pad = self.plan.body, self.plan.size * POINT * LEADING, self.plan.pad
        for (row, column), printed in list(self.carried.items()):
            if row >= rows[0]:
                continue
            index, cell = next((i, cell) for i, cell in enumerate(part.section.cells[row]) if cell.column == column)
            reach = min(row + cell.row_span - 1, rows[-1])
            if reach < rows[0]:
                del self.carried[(row, column)]
                continue
            bottom = edges[rows.index(reach) + 1]
            rest = part.lines[row][index][printed:]
            count = (
                max(1, int((bottom - edges[0] - pad) / step + 1e-6)) if reach == rows[-1] and reach < row + cell.row_span - 1 else len(rest)
            )
            self._cell(page, cell, rest[:count], edges[0], bottom)
            self.carried[(row, column)] = printed + count

    def _cell(self, page: Page, cell: Cell, lines: Sequence[str], top: float, bottom: float) -> None:
        if not cell.text:
            return
        size = self.plan.size
        em = size * POINT
        pad = PAD * em
        left = self.offsets[cell.column]
        right = self.offsets[cell.column + cell.column_span]
        step = em * LEADING
        base = (top + bottom) / 2 - (len(lines) - 1) * step / 2 + BASELINE * em
        texts, width_of = page.texts, self.fonts.stack("song").width
        for line in lines:
            if line:
                if cell.align == "right":
                    x = right - pad - width_of(line) * em
                elif cell.align == "center":
                    x = (left + right - width_of(line) * em) / 2
                else:
                    x = left + pad + cell.indent * em
                texts.append(Text(x, base, line, size, "song", cell.bold))
            base += step

    def _borders(self, page: Page, part: Measured, rows: list[int], edges: list[float]) -> None:
        """Inner lines of the rows on this page: one stroke as far as nothing is merged across it."""
        owners, plain = part.section.owners, part.section.plain
        offsets, lines = self.offsets, page.lines
        columns = part.section.columns
        for number in range(1, len(rows)):
            y, above, below = edges[number], rows[number - 1], rows[number]
            if above == below or (plain[above] and plain[below]):
                lines.append(Line(offsets[0], y, offsets[-1], y, THIN))
                continue
            start: int | None = None
            for column in range(columns + 1):
                free = column < columns and owners[above][column] != owners[below][column]
                if free and start is None:
                    start = column
                elif not free and start is not None:
                    lines.append(Line(offsets[start], y, offsets[column], y, THIN))
                    start = None
        all_plain = all(plain[row] for row in rows)
        for column in range(1, columns):
            x = offsets[column]
            if all_plain:
                lines.append(Line(x, edges[0], x, edges[-1], THIN))
                continue
            begin: int | None = None
            for number in range(len(rows) + 1):
                free = number < len(rows) and owners[rows[number]][column - 1] != owners[rows[number]][column]
                if free and begin is None:
                    begin = number
                elif not free and begin is not None:
                    lines.append(Line(x, edges[begin], x, edges[number], THIN))
                    begin = None
