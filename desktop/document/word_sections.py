"""Sections of the Word file: their paper and margins, and the page numbers, right on odd and left on even pages."""

from __future__ import annotations

from typing import Any, Final

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from desktop.document.pages import Paper
from desktop.document.word_fields import element, field_runs, put_in_order, text_run, xml
from desktop.document.word_tables import run_properties

_NUMBER_SIZE: Final = 14.0
_BEHIND_GRID: Final = ("w:printerSettings", "w:sectPrChange")
_BEHIND_NUMBERS: Final = (
    "w:cols",
    "w:formProt",
    "w:vAlign",
    "w:noEndnote",
    "w:titlePg",
    "w:textDirection",
    "w:bidi",
    "w:rtlGutter",
    "w:docGrid",
)


def set_paper(section: Any, sheet: Paper, line: float) -> None:
    """The paper of a section and its grid of lines, ``line`` points apart."""
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.width > sheet.height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(sheet.width), Mm(sheet.height)
    margins = (sheet.top, sheet.right, sheet.bottom, sheet.left)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (Mm(one) for one in margins)
    section.footer_distance = Mm(max(5.0, sheet.bottom - 14.0))
    section.header_distance = Mm(min(8.0, sheet.top / 2))
    put_in_order(section._sectPr, element("w:docGrid", linePitch=round(line * 20)), _BEHIND_GRID)
    for old in section._sectPr.findall(qn("w:pgNumType")):  # a new section begins as a copy of the one before it
        section._sectPr.remove(old)


def set_numbers(section: Any, font: str) -> None:
    """Page numbers from 1, right on odd and left on even pages; the sections behind go on with them."""
    put_in_order(section._sectPr, element("w:pgNumType", start=1), _BEHIND_NUMBERS)
    properties = run_properties(_NUMBER_SIZE, font)
    for footer, align in ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(_NUMBER_SIZE)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        for run in (text_run("— ", properties), field_runs("PAGE", "1", properties), text_run(" —", properties)):
            for made in list(xml(f"<w:p>{run}</w:p>")):
                paragraph._p.append(made)
