"""The document as a Word file that Word and WPS both show rightly: styles, real headings, a contents field, sections that lie or stand.

The contents field is filled with the entries and page numbers of the PDF, so that it is right before anybody updates it. Fonts are named
(仿宋, 黑体 …), not embedded: every Chinese office computer has them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from desktop.core.narrative import TypeStyle
from desktop.document.booklet import DIVIDER, Booklet, Entry, Part
from desktop.document.fonts import FontSet, clean
from desktop.document.pages import Paper
from desktop.document.places import words
from desktop.document.table_measure import LEADING
from desktop.document.table_plan import plan_table
from desktop.forms.table_grid import GridCell, GridRow, TableGrid

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_ALIGN: Final = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_TABLE_STYLE: Final = "Table Grid"
_CELL_MARGIN: Final = 60  # twentieths of a point at either side of a cell


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
        self.numbered = False
        self._styles()
        self._page(self.document.sections[0], self.sheet)
        self.document.settings.odd_and_even_pages_header_footer = True

    # styles and sections

    def _styles(self) -> None:
        body, line = float(self.style.body), float(self.style.line)
        normal = self.document.styles["Normal"]
        self._font(normal, "fang", body)
        normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        normal.paragraph_format.line_spacing = Pt(line)
        normal.paragraph_format.space_after = Pt(0)
        for level, role in ((1, "title"), (2, "hei"), (3, "kai"), (4, "fang")):
            heading = self.document.styles[f"Heading {level}"]
            self._font(heading, role, float(self.style.title) if level == 1 else body)
            heading.font.bold, heading.font.italic = False, False
            heading.font.color.rgb = RGBColor(0, 0, 0)
            form = heading.paragraph_format
            form.space_before, form.space_after = Pt(0), Pt(line if level == 1 else 0)
            form.keep_with_next = True
            form.line_spacing_rule, form.line_spacing = (
                WD_LINE_SPACING.EXACTLY,
                Pt(max(line, float(self.style.title) * 1.3) if level == 1 else line),
            )
            if level == 1:
                form.alignment = WD_ALIGN_PARAGRAPH.CENTER
            else:
                form.first_line_indent = Pt(2 * body)

    def _font(self, style: Any, role: str, size: float) -> None:
        style.font.size = Pt(size)
        style.font.name = self.names["latin"]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(name), None)
        fonts.set(qn("w:eastAsia"), self.names[role])

    def _page(self, section: Any, sheet: Paper, *, numbered: bool = False, restart: bool = False) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if sheet.width > sheet.height else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(sheet.width), Mm(sheet.height)
        margins = (sheet.top, sheet.right, sheet.bottom, sheet.left)
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (Mm(one) for one in margins)
        section.footer_distance = Mm(max(7.0, margins[2] - 14.0))
        for footer, align in ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
            footer.is_linked_to_previous = False
            paragraph = footer.paragraphs[0]
            paragraph.alignment = align
            for run in list(paragraph.runs):
                run._element.getparent().remove(run._element)
            if numbered:
                self._number(paragraph)
        old = section._sectPr.find(qn("w:pgNumType"))
        if old is not None:  # a new section begins as a copy of the one before it
            section._sectPr.remove(old)
        if restart:
            numbers = OxmlElement("w:pgNumType")
            numbers.set(qn("w:start"), "1")
            section._sectPr.append(numbers)

    def _number(self, paragraph: Any) -> None:
        for text, field in (("— ", ""), ("", "PAGE"), (" —", "")):
            run = paragraph.add_run(text)
            run.font.size = Pt(14)
            self._face(run, "song")
            if field:
                _field(run, field, "1")

    def _section(self, sheet: Paper) -> None:
        """Begin a new page in a section on that paper; the first one behind the contents begins the numbers."""
        if self.fresh and sheet == self.now:
            return
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        start = not self.numbered and self._opened
        self.numbered = self.numbered or self._opened
        self._page(section, sheet, numbered=self.numbered, restart=start)
        self.now, self.fresh = sheet, True

    _opened = False  # cover and contents are done

    # parts

    def put(self, part: Part) -> None:
        if part.kind not in ("cover", "contents") and not self._opened:
            self._opened = True
            if not self.fresh or self.document.paragraphs:
                self.fresh = False
                self._section(self.sheet)
        match part.kind:
            case "cover":
                self._cover(part.lines)
            case "contents":
                self._contents()
            case "heading":
                self._heading(part)
            case "text":
                self._text(part.lines)
            case "tables":
                for grid in part.grids:
                    self._table(grid)
            case "break":
                self.document.add_page_break()

    def _cover(self, lines: Sequence[str]) -> None:
        for number, line in enumerate(lines):
            paragraph = self.document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            if number == 0:
                paragraph.paragraph_format.space_before = Mm(60)
            run = paragraph.add_run(clean(line))
            run.font.size = Pt(float(self.style.title) * (1.6 if number == 0 else 1))
            self._face(run, "title")
        self.fresh = False

    def _contents(self) -> None:
        self._section(self.sheet)
        title = self.document.add_paragraph()
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = title.add_run(words()["contents"])
        run.font.size = Pt(float(self.style.title))
        self._face(run, "title")
        entries = [entry for entry in self.booklet.entries if entry.level <= 2]
        for place, entry in enumerate(entries):
            self._entry(entry, place == 0, place == len(entries) - 1)
        self.fresh = False

    def _entry(self, entry: Entry, first: bool, last: bool) -> None:
        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent = Pt((entry.level - 1) * 2 * float(self.style.body))
        width = Mm(210 - float(self.style.left) - float(self.style.right))
        form.tab_stops.add_tab_stop(width, alignment=2, leader=1)  # right, dots
        if first:
            run = paragraph.add_run()
            _begin_field(run, r'TOC \o "1-2" \h \z \u')
        run = paragraph.add_run(f"{entry.text}\t{entry.page - self.booklet.first + 1}")
        if entry.level == 1:
            self._face(run, "hei")
        if last:
            _end_field(paragraph.add_run())

    def _heading(self, part: Part) -> None:
        if part.level == 1 or self.now != self.sheet:
            self._section(self.sheet)
        self.document.add_heading(clean(part.lines[0]), level=min(part.level, 4))
        self.title = self.document.paragraphs[-1] if part.level == 1 else None
        self.fresh = False

    def _text(self, lines: Sequence[str]) -> None:
        if self.now != self.sheet:
            self._section(self.sheet)
        self.title = None
        for line in lines:
            paragraph = self.document.add_paragraph(line)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Pt(2 * float(self.style.body))
        self.fresh = False

    # tables

    def _table(self, grid: TableGrid) -> None:
        """A table on the same paper, in the same size and with the same rows as in the PDF."""
        plan = plan_table(grid, self.fonts)
        if self.title is not None:  # tables have pages of their own: the title of their part stands alone
            self.title.paragraph_format.space_before = Mm(self.sheet.height * DIVIDER - self.sheet.top)
            self.title = None
        self._section(plan.paper)
        heading = self.document.add_heading(clean(grid.title), level=2)
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form = heading.paragraph_format
        form.first_line_indent, form.line_spacing_rule = Pt(0), WD_LINE_SPACING.SINGLE
        for run in heading.runs:
            run.font.size = Pt(plan.caption.title_size)
            self._face(run, "title")
        meta_size = plan.caption.meta_size
        if grid.form_no:
            self._small(grid.form_no, WD_ALIGN_PARAGRAPH.RIGHT, meta_size)
        self._meta(grid, plan.paper.content_width, meta_size)
        rows: list[GridRow] = [*grid.head, *grid.body, *grid.footer]
        if not rows:
            return
        table = self.document.add_table(len(rows), grid.column_count)
        table.style = _TABLE_STYLE
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _set_widths(table, plan.widths)
        heights = [height + plan.pad for part in (plan.head, plan.body, plan.footer) for height in part.heights]
        cells = [list(row.cells) for row in table.rows]
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell is not None:
                    self._cell(cells, r, c, cell, plan.size)
        for row, height in zip(table.rows, heights, strict=True):
            row.height = Mm(max(0.0, height - 0.4))  # the rule between rows takes its share
        for r in range(len(grid.head)):
            _repeat(table.rows[r])
        for text in (*grid.notes, grid.sentence):
            if text:
                self._small(text, WD_ALIGN_PARAGRAPH.LEFT, plan.note_size)
        self.fresh = False

    def _meta(self, grid: TableGrid, width: float, size: float) -> None:
        if not any(grid.meta):
            return
        paragraph = self._small("", WD_ALIGN_PARAGRAPH.LEFT, size)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width / 2), alignment=1)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), alignment=2)
        self._run(paragraph, "\t".join(clean(one) for one in grid.meta), size)

    def _small(self, text: str, align: Any, size: float) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        if text:
            self._run(paragraph, clean(text), size)
        return paragraph

    def _run(self, paragraph: Any, text: str, size: float, bold: bool = False) -> None:
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        run.font.bold = bold or None
        self._face(run, "song")

    def _face(self, run: Any, role: str) -> None:
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), self.names[role])

    def _cell(self, cells: list[list[Any]], r: int, c: int, cell: GridCell, size: float) -> None:
        target = cells[r][c]
        if cell.row_span > 1 or cell.column_span > 1:
            target = target.merge(cells[min(r + cell.row_span, len(cells)) - 1][c + cell.column_span - 1])
        target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for number, line in enumerate(clean(cell.text).split("\n")):
            paragraph = target.paragraphs[0] if number == 0 else target.add_paragraph()
            paragraph.alignment = _ALIGN[cell.align]
            form = paragraph.paragraph_format
            form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * LEADING)
            form.left_indent = Pt(cell.level * size) if cell.level else None
            self._run(paragraph, line, size, cell.bold)

    def finish(self) -> None:
        """A document of a cover alone still needs a last paragraph; nothing else is left over."""
        if not self.document.paragraphs and not self.document.tables:
            self.document.add_paragraph()


# --- what python-docx has no words for ----------------------------------------------------------------------------------------------


def _char(run: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run._element.append(mark)


def _code(run: Any, code: str) -> None:
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {code} "
    run._element.append(text)


def _field(run: Any, code: str, shown: str) -> None:
    """A whole field in a run's place, with what is shown until somebody updates it."""
    parent, properties = run._element.getparent(), run._element.rPr
    _char(run, "begin")
    for fill in (
        lambda one: _code(one, code),
        lambda one: _char(one, "separate"),
        lambda one: setattr(one, "text", shown),
        lambda one: _char(one, "end"),
    ):
        element = OxmlElement("w:r")
        if properties is not None:
            element.append(deepcopy(properties))
        parent.append(element)
        fill(type(run)(element, run._parent))


def _begin_field(run: Any, code: str) -> None:
    _char(run, "begin")
    _code(run, code)
    _char(run, "separate")


def _end_field(run: Any) -> None:
    _char(run, "end")


def _repeat(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in ("w:tblHeader", "w:cantSplit"):
        element = OxmlElement(name)
        element.set(qn("w:val"), "true")
        properties.append(element)


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), str(_CELL_MARGIN))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    table._tbl.tblPr.append(margins)
