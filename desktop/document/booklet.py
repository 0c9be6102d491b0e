"""The whole document as pages: cover, contents with the right numbers, text after GB/T 9704, the official tables between.

The text is laid out first, with the contents taking the pages that their lines need; then the numbers are known and filled in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from desktop.core.narrative import TypeStyle
from desktop.document.booklet_parts import DIVIDER, MAKER_AT, TITLE_AT, Booklet, Entry, Part
from desktop.document.contents import contents_pages
from desktop.document.fonts import FontSet, clean
from desktop.document.pages import POINT, Bookmark, Page, Paper, paper, put_line
from desktop.document.prose_lines import cover_line
from desktop.document.table_heads import Lead, lead_of
from desktop.document.table_pages import table_pages
from desktop.document.text import even_lines
from desktop.document.text_setter import OF_TEXT, TextSetter
from desktop.forms.table_grid import TableGrid

_PAGE_NUMBER: Final = 14.0


def make_booklet(parts: Sequence[Part], style: TypeStyle, fonts: FontSet, like: Booklet | None = None) -> Booklet:
    """Lay the parts out on pages, numbered: odd pages right, even pages left, the cover and the contents without number.

    ``like`` is the same document in another measure of the text: its tables are not drawn again, their pages stay blank.
    """
    sheet = Paper(210.0, 297.0, float(style.left), float(style.right), float(style.top), float(style.bottom))
    setter = _Setter(sheet, style, fonts, like.laid if like else {})
    for part in parts:
        setter.put(part)
    setter.fill_contents()
    setter.number()
    return setter.booklet


class _Setter(TextSetter):
    """Puts parts on pages one after the other; then the contents can be filled in and the pages numbered."""

    def __init__(self, sheet: Paper, style: TypeStyle, fonts: FontSet, laid: Mapping[tuple[int, float], int]) -> None:
        super().__init__(sheet, style, fonts)
        self.laid = laid
        self.contents_at: int | None = None

    def put(self, part: Part) -> None:
        match part.kind:
            case "cover":
                self.cover(part.lines)
            case "contents":
                self.contents_at = len(self.booklet.pages)
                self.fresh = True
            case "heading":
                self.waiting.append((part.lines[0], part.level))
            case "title":
                self.waiting.append((part.lines[0], OF_TEXT))
            case "text":
                self.flush(next((self.begins(line) for line in part.lines if line), 0))
                for line in part.lines:
                    self.paragraph(line)
            case "tables":
                self.tables(part)
            case "break":
                self.flush()
                self.fresh = True

    def cover(self, lines: Sequence[str]) -> None:
        self.turn()
        y = self.sheet.height * TITLE_AT
        for number, line in enumerate(lines):
            size = self.title_size * 1.6 if number == 0 else self.title_size if number == 1 else self.size
            if number == 2:  # below the title: who made the document
                y = self.sheet.height * MAKER_AT
            least = min(size, self.title_size * 1.15)
            pieces, size = cover_line(clean(line), self.fonts.stack("title"), size, least, self.sheet.content_width)
            for piece in pieces:
                put_line(self.page, self.fonts, piece, self.sheet.left, y, self.sheet.content_width, size, "center", "title")
                y += size * POINT * 1.6
        self.fresh = True
        self.booklet.first = len(self.booklet.pages)

    # tables

    def tables(self, part: Part) -> None:
        """Tables, each on pages of its own."""
        if not part.grids:
            return
        above = list(self.waiting) if self.waiting and self.waiting[0][1] > 1 else []
        if above and lead_of(part.grids[0], above, self.fonts, self.size, self.pitch) is not None:
            self.waiting = []  # a section that is a table: its heading stands above it
        elif self.waiting:
            above = []
            below = self.waiting[0][1] > 1 and not self.fresh and self.y + len(self.waiting) * self.pitch <= self.sheet.floor + 0.01
            if below:  # a section of a part whose text ends on this page: its heading stands below the text
                self.flush_here()
            else:
                self.divide()
        for place, grid in enumerate(part.grids):
            name = part.called(place)
            headings = [*(above if not place else ()), *([(name, 2)] if part.headed else ())]
            lead = lead_of(grid, headings, self.fonts, self.size, self.pitch, always=True) if headings else None
            pages, notes = self.table(grid, lead.height if lead else 0.0)
            start = len(self.booklet.pages)
            for page in pages:
                page.bookmarks.clear()
            self.booklet.pages += pages
            self.booklet.notes += notes
            if lead is not None:
                self.put_lead(pages[0], lead)
            for text, level in [*headings, *([(name, 2)] if not part.headed else ())]:
                pages[0].bookmarks.append(Bookmark(clean(text), max(level - 1, 0)))
                self.booklet.entries.append(Entry(clean(text), level, start))
        self.fresh = True

    def table(self, grid: TableGrid, lead: float) -> tuple[list[Page], list[str]]:
        """The pages of a table, blank ones where only their number is wanted."""
        layout, known = grid.form.layout, self.laid.get((id(grid), lead))
        if known:
            return [Page(paper(layout.paper, layout.orientation)) for _ in range(known)], []
        pages, notes = table_pages([grid], self.fonts, lead=lead)
        self.booklet.laid[id(grid), lead] = len(pages)
        return pages, notes

    def put_lead(self, page: Page, lead: Lead) -> None:
        """Headings above the table of a page of its own."""
        y = page.paper.top - lead.height + self.pitch / 2
        for text, role in lead.lines:
            put_line(page, self.fonts, text, page.paper.left, y, page.paper.content_width, self.size, "left", role)
            y += self.pitch

    def divide(self) -> None:
        """A page that says which part begins, where tables follow: they have pages of their own and no room for it."""
        self.turn()
        y = self.sheet.height * DIVIDER
        for text, level in self.waiting:
            text = clean(text)
            self.mark(text, level)
            for piece in even_lines(text, self.fonts.stack("title"), self.title_size * POINT, self.sheet.content_width):
                put_line(self.page, self.fonts, piece, self.sheet.left, y, self.sheet.content_width, self.title_size, "center", "title")
                y += self.title_size * POINT * 1.6
        self.waiting = []
        self.fresh = True

    # contents and numbers

    def fill_contents(self) -> None:
        """Insert the contents at their place; the pages behind them move, the numbers do not: the contents bear none."""
        self.flush()
        if self.contents_at is None:
            return
        place = self.contents_at
        listed = [(entry.text, entry.level, entry.page - place + 1) for entry in self.booklet.entries if entry.level <= 2]
        made = contents_pages(listed, self.sheet, self.fonts, self.size, self.pitch, self.title_size)
        self.booklet.pages[place:place] = made
        for entry in self.booklet.entries:
            entry.page += len(made)
        self.booklet.first = place + len(made)

    def number(self) -> None:
        for index, page in enumerate(self.booklet.pages[self.booklet.first :], 1):
            sheet = page.paper
            text = f"— {index} —"
            em = _PAGE_NUMBER * POINT
            middle = sheet.height - sheet.bottom + min(7.0 + em / 2, sheet.bottom * 0.55)
            put_line(
                page,
                self.fonts,
                text,
                sheet.left + em,
                middle,
                sheet.content_width - 2 * em,
                _PAGE_NUMBER,
                "right" if index % 2 else "left",
                "song",
            )
