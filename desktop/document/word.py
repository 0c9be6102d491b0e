"""The document as a Word file that Word and WPS both show rightly: styles, real headings, a contents field, sections that lie or stand.

The contents field is filled with the entries and page numbers of the PDF, each a link to its heading, so that it is right before anybody
updates it. Fonts are named (仿宋, 黑体 …), not embedded: every Chinese office computer has them.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from desktop.core.narrative import TypeStyle
from desktop.document.booklet_parts import DIVIDER, MAKER_AT, TITLE_AT, Booklet, Part
from desktop.document.fonts import FontSet, clean
from desktop.document.pages import POINT, Paper
from desktop.document.places import words
from desktop.document.prose_lines import coloured, cover_line
from desktop.document.table_heads import lead_of
from desktop.document.table_plan import plan_table
from desktop.document.word_fields import (
    begin_field,
    bookmark,
    element,
    end_field,
    entry_field,
    field_runs,
    link,
    prose_run,
    put_in_order,
    text_run,
    xml,
)
from desktop.document.word_sections import set_numbers, set_paper
from desktop.document.word_styles import set_styles
from desktop.document.word_tables import run_properties, table_xml
from desktop.forms.table_grid import TableGrid

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def word_file(parts: Sequence[Part], booklet: Booklet, style: TypeStyle, fonts: FontSet, *, title: str, author: str) -> bytes:
    """The parts as the bytes of a Word file; ``booklet`` is the same document set on pages, for the numbers of the contents."""
    writer = _Writer(style, booklet, fonts)
    document = writer.document
    document.core_properties.title = title
    document.core_properties.author = author
    for part in parts:
        writer.put(part)
    writer.finish()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


class _Writer:
    def __init__(self, style: TypeStyle, booklet: Booklet, fonts: FontSet) -> None:
        self.style, self.booklet, self.fonts = style, booklet, fonts
        self.sheet = Paper(210.0, 297.0, float(style.left), float(style.right), float(style.top), float(style.bottom))
        self.now = self.sheet  # the paper of the current section
        self.document: WordDocument = Document()
        self.names: dict[str, str] = words()["word_fonts"]
        self.title: Any = None  # the title of a part that nothing has followed yet
        self.fresh = True  # the section has nothing in it yet
        self.break_due = False
        self.opened = False  # cover and contents are done
        self.numbered = False
        self.style_ids: dict[str, str] = {}
        self.headings = 0  # those that stand in the contents
        self.waiting: list[Part] = []  # headings of sections: where a table follows they stand on its page
        set_styles(self.document, style, self.names)
        set_paper(self.document.sections[0], self.sheet, float(self.style.line))
        self.document.settings.odd_and_even_pages_header_footer = True

    # sections

    def _section(self, sheet: Paper) -> None:
        """Begin a new page in a section on that paper; the first one behind the contents begins the numbers."""
        self.break_due = False
        if self.fresh and sheet == self.now:
            return
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._tidy_break()
        set_paper(section, sheet, float(self.style.line))
        if self.opened and not self.numbered:
            self.numbered = True
            set_numbers(section, self.names["song"])
        self.now, self.fresh = sheet, True

    def _tidy_break(self) -> None:
        """A section ends in the paragraph before it, or in one of no height behind a table: no line and no page is left empty."""
        body = self.document.element.body
        holder = next(p for p in reversed(body.findall(qn("w:p"))) if p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None)
        before = holder.getprevious()
        if before is not None and before.tag == qn("w:p") and before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
            before.get_or_add_pPr().append(holder.pPr.find(qn("w:sectPr")))
            body.remove(holder)
            return
        holder.pPr.insert(0, element("w:spacing", before=0, after=0, line=20, lineRule="exact"))

    def finish(self) -> None:
        self._flush()

    # parts

    def put(self, part: Part) -> None:
        if part.kind not in ("cover", "contents") and not self.opened:
            self.opened = True
            self.fresh = not self.document.paragraphs
            if self.fresh:
                self.numbered = True
                set_numbers(self.document.sections[0], self.names["song"])
            self._section(self.sheet)
        if part.kind != "heading" and part.kind != "tables":
            self._flush()
        match part.kind:
            case "cover":
                self._cover(part.lines)
            case "contents":
                self._contents()
            case "heading" if part.level > 1 or self.waiting:
                self.waiting.append(part)
            case "heading":
                self._heading(part)
            case "text" | "title":
                self._text(part.lines, stays=part.kind == "title")
            case "tables":
                self._tables(part)
            case "break":
                self.break_due = not self.fresh

    def _cover(self, lines: Sequence[str]) -> None:
        title, y = float(self.style.title), self.sheet.top
        for number, line in enumerate(lines):
            paragraph = self.document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            size = title * 1.6 if number == 0 else title if number == 1 else float(self.style.body)
            pieces, size = cover_line(clean(line), self.fonts.stack("title"), size, min(size, title * 1.15), self.sheet.content_width)
            size = math.floor(size * 2) / 2  # Word knows halves of points only: none more than fits
            form = paragraph.paragraph_format
            form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * 1.6)
            begin = {0: TITLE_AT - 0.04, 2: MAKER_AT}.get(number, 0.0) * self.sheet.height
            if begin > y:
                form.space_before = Mm(begin - y)
            y = max(y, begin) + len(pieces) * size * 1.6 * POINT
            for place, piece in enumerate(pieces):
                if place:
                    paragraph.add_run().add_break()
                self._words(paragraph, piece, size, "title")
        self.fresh = False

    def _contents(self) -> None:
        if not self.fresh:
            self._section(self.sheet)
        title = self.document.add_paragraph()
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.space_after = Pt(float(self.style.line))
        self._words(title, words()["contents"], float(self.style.title), "title")
        entries = [entry for entry in self.booklet.entries if entry.level <= 2]
        for place, entry in enumerate(entries):
            number = field_runs(f"PAGEREF {_anchor(place)} \\h", str(entry.page - self.booklet.first + 1))
            runs = link(_anchor(place), text_run(f"{clean(entry.text)}\t") + number)
            runs = (
                (begin_field('TOC \\o "1-2" \\f \\h \\z') if place == 0 else "") + runs + (end_field() if place == len(entries) - 1 else "")
            )
            self._put(f"toc {entry.level}", runs)
        self.fresh = False

    def _flush(self) -> None:
        """Put the headings of sections down that were waiting for what follows them."""
        waiting, self.waiting = self.waiting, []
        for part in waiting:
            self._heading(part)

    def _heading(self, part: Part) -> None:
        if part.level == 1 or self.now != self.sheet:
            self._section(self.sheet)
        paragraph = self.document.add_heading(clean(part.lines[0]), level=min(part.level, 4))
        self._mark(paragraph, part.level)
        self._begin(paragraph)
        self.title = paragraph if part.level == 1 else None

    def _mark(self, paragraph: Any, level: int) -> None:
        if level <= 2:
            bookmark(paragraph._p, _anchor(self.headings), self.headings + 1)
            self.headings += 1

    def _begin(self, paragraph: Any) -> None:
        """A paragraph was put down: it takes the page break that was due."""
        if self.break_due:
            paragraph.paragraph_format.page_break_before = True
        self.break_due = self.fresh = False

    def _text(self, lines: Sequence[str], *, stays: bool) -> None:
        if self.now != self.sheet:
            self._section(self.sheet)
        self.title = None
        properties = run_properties(float(self.style.body), self.names["fang"], red=True)
        for line in lines:
            runs = "".join(prose_run(piece, properties if red else "") for piece, red in coloured(line, 0, len(line)))
            more = ("<w:keepNext/>" if stays else "") + ("<w:pageBreakBefore/>" if self.break_due else "")
            self._put("Body Text", runs, more)
            self.break_due = self.fresh = False

    def _put(self, style: str, runs: str, more: str = "") -> None:
        """A paragraph in one piece: python-docx looks through all styles for each."""
        name = self.style_ids.get(style)
        if name is None:
            name = self.style_ids[style] = self.document.styles[style].style_id
        made = xml(f"<w:p><w:pPr><w:pStyle w:val='{name}'/>{more}</w:pPr>{runs}</w:p>")
        self.document.element.body.insert_element_before(made, "w:sectPr")

    # tables

    def _tables(self, part: Part) -> None:
        """Tables on pages of their own, with the headings that the PDF has above them."""
        size, pitch = float(self.style.body), float(self.style.line) * POINT
        above = [(one.lines[0], one.level) for one in self.waiting]
        if above and part.grids and self.title is None and lead_of(part.grids[0], above, self.fonts, size, pitch) is not None:
            self.waiting = []
        else:
            self._flush()
            above = []
        for place, grid in enumerate(part.grids):
            name = part.called(place)
            headings = [*(above if not place else ()), *([(name, 2)] if part.headed else ())]
            lead = lead_of(grid, headings, self.fonts, size, pitch, always=True) if headings else None
            self._table(grid, headings, lead.height if lead else 0.0, name, part.headed)

    def _table(self, grid: TableGrid, headings: Sequence[tuple[str, int]], lead: float, name: str, headed: bool) -> None:
        """A table on the same paper, in the same size and with the same rows as in the PDF; its name stands in the contents."""
        plan = plan_table(grid, self.fonts, lead=lead)
        if self.title is not None:  # tables have pages of their own: the title of their part stands alone
            self.title.paragraph_format.space_before = Mm(self.sheet.height * DIVIDER - self.sheet.top)
            self.title = None
        self._section(replace(plan.paper, top=plan.paper.top - lead))
        for text, level in headings:
            above = self.document.add_heading(clean(text), level=min(level, 4))
            above.paragraph_format.first_line_indent = Pt(0)
            self._mark(above, level)
        caption = plan.caption
        told = not headed and clean(grid.title) == name  # else the contents say more than the title
        heading = self.document.add_heading("", level=2) if told else self.document.add_paragraph()
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form = heading.paragraph_format
        form.first_line_indent, form.keep_with_next = Pt(0), True
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(caption.title_size * 1.35)
        if not told and not headed:
            put_in_order(heading._p.get_or_add_pPr(), element("w:outlineLvl", val=1), ("w:divId", "w:rPr", "w:sectPr", "w:pPrChange"))
            for made in list(xml(f"<w:p>{entry_field(name)}</w:p>")):
                heading._p.append(made)
        self._words(heading, clean(grid.title), caption.title_size, "title")
        if not headed:
            self._mark(heading, 2)
        if grid.form_no:
            self._small(grid.form_no, "right", caption.meta_size)
        if any(grid.meta):
            meta = self._small("\t".join(clean(one).replace("\t", " ") for one in grid.meta), "left", caption.meta_size)
            meta.paragraph_format.tab_stops.add_tab_stop(Mm(plan.paper.content_width / 2), alignment=1)
            meta.paragraph_format.tab_stops.add_tab_stop(Mm(plan.paper.content_width), alignment=2)
        made = table_xml(grid, plan, self.names["song"])
        if made:
            self.document.element.body._insert_tbl(xml(made))
        for text in (*grid.notes, grid.sentence):
            for line in clean(text).split("\n"):
                if line.strip():
                    self._small(line.strip(), "left", plan.note_size)
        self.fresh = False

    def _small(self, text: str, align: str, size: float) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT}[align]
        form = paragraph.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * 1.5)
        self._words(paragraph, text, size, "song")
        return paragraph

    def _words(self, paragraph: Any, text: str, size: float, role: str) -> None:
        paragraph._p.append(xml(f"<w:p>{text_run(text, run_properties(size, self.names[role]))}</w:p>")[0])


def _anchor(place: int) -> str:
    return f"_Toc{900000001 + place}"
