"""What a booklet is made of, and what comes out: parts in their order, the pages, the lines of the contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop.document.fonts import clean
from desktop.document.pages import Page
from desktop.document.spans import Span, plain
from desktop.forms.table_grid import TableGrid

TITLE: Final = "title"
"""The kind of a part that is one line of text, to stand on the page of the text behind it."""
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
