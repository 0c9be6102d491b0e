"""The whole document as pages: cover, contents with the right numbers, text after GB/T 9704, the official tables between.

The text is laid out first, with the contents taking the pages that their lines need; then the numbers are known and filled in. 28
characters of 16 points are a little wider than the 156 mm of the type area: full lines are set that much closer, as the standard does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop.core.narrative import TypeStyle
from desktop.document.contents import contents_pages
from desktop.document.fonts import FontSet, clean
from desktop.document.pages import BASELINE, POINT, Bookmark, Page, Paper, Text, paper, put_line
from desktop.document.prose_lines import closer, coloured, cover_line
from desktop.document.spans import Span, plain
from desktop.document.table_heads import HEADING_ROLES, Lead, lead_of
from desktop.document.table_pages import table_pages
from desktop.document.text import break_lines, even_lines, gaps, justification
from desktop.forms.table_grid import TableGrid

CHARACTERS: Final = 28
"""Characters a line after GB/T 9704."""
_PAGE_NUMBER: Final = 14.0
TITLE: Final = "title"
"""The kind of a part that is one line of text, to stand on the page of the text behind it."""
_OF_TEXT: Final = 9  # the level of such a line among the headings that wait
TITLE_AT: Final = 0.32
MAKER_AT: Final = 0.75
"""Where the title of the cover stands, and who made the document, as shares of the height of the paper."""
DIVIDER: Final = 0.4
"""Where the title of a part stands on a page of its own, as a share of its height."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the document. ``kind``: cover, contents, heading, text, title, tables, break. ``level`` of headings from 1.

    ``names`` say what each table is called in the contents, where its title alone does not tell it from others; with ``headed`` the name is
    printed above the table (附件1：…).
    """

    kind: str
    lines: tuple[str, ...] = ()
    level: int = 0
    grids: tuple[TableGrid, ...] = ()
    names: tuple[str, ...] = ()
    headed: bool = False

    def called(self, place: int) -> str:
        """What a table is called in the contents."""
        return clean(self.names[place] if self.names else self.grids[place].title)


@dataclass(slots=True)
class Entry:
    """A line of the contents."""

    text: str
    level: int
    page: int  # index into the pages


@dataclass(slots=True)
class Booklet:
    """The pages, the entries of the contents, and notes for the user. ``first`` is the index of the page that bears number 1."""

    pages: list[Page] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    first: int = 0
    laid: dict[tuple[int, float], int] = field(default_factory=dict)
    """How many pages each table took, by its grid and the height in mm kept above it."""


def paragraphs(spans: Sequence[tuple[Span, ...]]) -> tuple[str, ...]:
    """Rendered paragraphs as the lines of a text part."""
    return tuple(clean(plain(one)) for one in spans)


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


class _Setter:
    def __init__(self, sheet: Paper, style: TypeStyle, fonts: FontSet, laid: Mapping[tuple[int, float], int]) -> None:
        self.laid = laid
        self.sheet, self.fonts = sheet, fonts
        self.size, self.pitch = float(style.body), float(style.line) * POINT
        self.title_size = float(style.title)
        self.booklet = Booklet()
        self.y = 0.0
        self.fresh = True  # the next thing begins a page
        self.waiting: list[tuple[str, int]] = []  # headings that stay with what follows them
        self.contents: list[int] = []  # pages kept for the contents
        self.contents_at: int | None = None

    # pages

    @property
    def page(self) -> Page:
        return self.booklet.pages[-1]

    def turn(self) -> None:
        self.booklet.pages.append(Page(self.sheet))
        self.y, self.fresh = self.sheet.top, False

    def room(self, lines: int) -> None:
        """Make sure that so many lines follow on the same page."""
        if self.fresh or self.y + lines * self.pitch > self.sheet.floor + 0.01:
            self.turn()

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
                self.waiting.append((part.lines[0], _OF_TEXT))
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

    # text

    def flush(self, lines: int = 3) -> None:
        """Put the headings down that were waiting for what follows them, of which so many lines have to stand on their page."""
        if not self.waiting:
            return
        waiting, self.waiting = self.waiting, []
        if waiting[0][1] == 1 and self.booklet.pages:
            self.fresh = True  # a part begins a page
        self.room(min(len(waiting) + lines + (waiting[0][1] == 1), 8))
        for text, level in waiting:
            self.heading(text, level)

    def flush_here(self) -> None:
        """Put them down at the end of this page: tables follow, on pages of their own."""
        for text, level in self.waiting:
            self.heading(text, level)
        self.waiting = []

    def heading(self, text: str, level: int) -> None:
        text = clean(text)
        role = HEADING_ROLES.get(level, "fang")
        first = level == 1
        size = self.title_size if first else self.size
        indent = 0.0 if first else 2 * self.size * POINT
        breaking = even_lines if first else break_lines
        pieces = breaking(text, self.fonts.stack(role), size * POINT, self.sheet.content_width - indent)
        if level != _OF_TEXT:
            self.mark(text, level)
        for piece in pieces:
            self.room(1)
            put_line(
                self.page, self.fonts, piece, self.sheet.left + indent, self.y + self.pitch / 2, self.sheet.content_width - indent, size,
                "center" if first else "left", role,
            )  # fmt: skip
            self.y += self.pitch
        if first:
            self.y += self.pitch

    def mark(self, text: str, level: int) -> None:
        self.page.bookmarks.append(Bookmark(text, max(level - 1, 0)))
        self.booklet.entries.append(Entry(text, level, len(self.booklet.pages) - 1))

    def lines(self, text: str) -> list[str]:
        em = self.size * POINT
        return break_lines(text, self.fonts.stack("fang"), em, CHARACTERS * em, 2 * em)

    def begins(self, text: str) -> int:
        """How many lines of a paragraph stand together at its beginning: none stands alone at either end of a page."""
        count = len(self.lines(text))
        return count if count <= 3 else 2

    def paragraph(self, text: str) -> None:
        if not text:
            return
        stack = self.fonts.stack("fang")
        em = self.size * POINT
        lines = self.lines(text)
        place = 0
        for number, line in enumerate(lines):
            # no single line of a paragraph at either end of a page
            first, before_last = number == 0 and len(lines) > 1, number == len(lines) - 2
            self.room(min(3, len(lines)) if first and len(lines) <= 3 else 2 if first or before_last else 1)
            shift = 2 * em if number == 0 else 0.0
            room = self.sheet.content_width - shift
            natural = stack.width(line) * em
            gap = (justification(line, stack, em, room) if number < len(lines) - 1 else 0.0) or closer(line, natural, room)
            place = text.index(line, place)
            x = self.sheet.left + shift
            for piece, red in coloured(text, place, place + len(line)):
                self.page.texts.append(Text(x, self.y + self.pitch / 2 + BASELINE * em, piece, self.size, "fang", False, gap, red))
                x += stack.width(piece) * em + gap * gaps(piece) + gap * (piece != line)
            place += len(line)
            self.y += self.pitch

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
