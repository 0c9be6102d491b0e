"""The official tables as PDF: every table as it is printed, one page wide, its head and 续表 repeated where it runs on.

    report = write_tables_pdf(grids, Path("决算公开表.pdf"), signature=True, signature_values={"填表人": "张三"})

Paper and orientation are those of each table's layout; all official words come from the grids, the words of the frame from
``resources/paper/words.toml``. Characters without a glyph are drawn as boxes and listed in the report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.document.fonts import FontSet, MissingGlyph, clean, font_set
from desktop.document.pages import Page, put_line
from desktop.document.pen import DocumentOutputError, write_pages
from desktop.document.places import words
from desktop.document.record_drawing import RecordDrawing
from desktop.document.signature import signature_blocks
from desktop.document.table_drawing import Drawing
from desktop.document.table_plan import plan_table

if TYPE_CHECKING:
    from desktop.forms.layout import TableGrid

__all__ = ["DocumentOutputError", "PdfReport", "table_pages", "write_tables_pdf"]


@dataclass(frozen=True, slots=True)
class PdfReport:
    """What was written. ``notes`` are Chinese sentences about what the reader should know (a table that had to be printed very small)."""

    pages: int
    missing_glyphs: tuple[MissingGlyph, ...] = ()
    bookmarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def write_tables_pdf(
    grids: Sequence[TableGrid],
    out: Path,
    *,
    signature: bool = False,
    signature_values: Mapping[str, str] | None = None,
    page_numbers: bool = False,
    fonts: FontSet | None = None,
    title: str = "",
    author: str = "",
    stamp: str = "",
) -> PdfReport:
    """Write the tables to ``out``, each from a page of its own. ``author`` is the unit, ``stamp`` the line about 定稿 at the foot of every page.

    Raises :class:`DocumentOutputError`.
    """
    if not grids:
        raise DocumentOutputError("没有可以打印的表，请至少选择一张表。")
    fonts = fonts or font_set()
    pages, notes = table_pages(grids, fonts, signature=signature, signature_values=signature_values or {})
    if page_numbers:
        number_pages(pages, fonts, stamp)
    missing = fonts.missing_glyphs([*table_texts(grids), *(signature_values or {}).items()])
    write_pages(pages, out, fonts, title=title or clean(grids[0].title), author=author)
    marks = tuple(bookmark.title for page in pages for bookmark in page.bookmarks)
    return PdfReport(len(pages), tuple(missing), marks, tuple(notes))


def table_pages(
    grids: Sequence[TableGrid],
    fonts: FontSet,
    *,
    signature: bool = False,
    signature_values: Mapping[str, str] | None = None,
    lead: float = 0.0,
) -> tuple[list[Page], list[str]]:
    """The pages of the tables, not yet numbered, and notes for the user. ``lead`` mm above each are left to headings."""
    pages: list[Page] = []
    notes: list[str] = []
    for grid in grids:
        blocks = signature_blocks(grid.form.layout.signature, signature_values or {}) if signature else ()
        plan = plan_table(grid, fonts, [block.height for block in blocks], lead=lead)
        if plan.squeezed:
            notes.append(f"{grid.form_no or grid.title}：栏目太多，为了排在一页宽以内，字号缩小到 {plan.size:g} 磅，建议改用更大的纸张。")
        drawing = RecordDrawing if plan.is_record else Drawing
        pages += drawing(plan, fonts, blocks[plan.signature] if blocks else None).pages()
    return pages, notes


def number_pages(pages: Sequence[Page], fonts: FontSet, stamp: str = "") -> None:
    """第 x 页 共 y 页 in the middle of the bottom margin, and a small line below it if there is one."""
    pattern = words()["page_number"]
    for number, page in enumerate(pages, 1):
        text = pattern.replace("{页}", str(number)).replace("{总页数}", str(len(pages)))
        put_line(page, fonts, text, page.paper.left, page.paper.height - page.paper.bottom * 0.55, page.paper.content_width, 9.0, "center")
        if stamp:
            low = page.paper.height - page.paper.bottom * 0.28
            put_line(page, fonts, clean(stamp), page.paper.left, low, page.paper.content_width, 7.5, "center")


def table_texts(grids: Sequence[TableGrid]) -> list[tuple[str, str]]:
    """Everything that tables print, as pairs (table, text)."""
    found: list[tuple[str, str]] = []
    for grid in grids:
        place = clean(f"{grid.form_no} {grid.title}".strip())
        found += [(place, text) for text in (grid.title, grid.form_no, *grid.meta, *grid.notes, grid.sentence)]
        found += [(place, cell.text) for rows in (grid.head, grid.body, grid.footer) for row in rows for cell in row if cell is not None]
    return found
