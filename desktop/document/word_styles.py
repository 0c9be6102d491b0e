"""The styles of the Word file after GB/T 9704: body, headings of four levels, lines of the contents."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from desktop.core.narrative import TypeStyle
from desktop.document.pages import POINT
from desktop.document.text_setter import CHARACTERS
from desktop.document.word_fields import element

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_ROLES = {1: "title", 2: "hei", 3: "kai", 4: "fang"}


def set_styles(document: WordDocument, style: TypeStyle, names: dict[str, str]) -> None:
    """Set the styles up. ``names`` are the fonts by role (``hei`` 黑体, ``latin`` for figures and letters)."""
    body, line = float(style.body), float(style.line)
    normal = document.styles["Normal"]
    _font(normal, names, "fang", body)
    _exact(normal.paragraph_format, line)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = True
    text = document.styles["Body Text"]
    text.paragraph_format.space_after = Pt(0)
    text.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    text.paragraph_format.first_line_indent = Pt(2 * body)
    text.element.get_or_add_pPr().find(qn("w:ind")).set(qn("w:firstLineChars"), "200")
    # 28 characters a line are a little wider than the type area: each is set that much closer, as the standard does
    width = (210 - float(style.left) - float(style.right)) / POINT
    closer = min(0, math.floor((width / CHARACTERS - body) * 20))
    text.element.get_or_add_rPr().append(element("w:spacing", val=closer))
    for level, role in _ROLES.items():
        _heading(document.styles[f"Heading {level}"], level, role, names, style)
    for level in (1, 2):
        contents = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        contents.base_style = normal
        _font(contents, names, "hei" if level == 1 else "fang", body)
        contents.paragraph_format.left_indent = Pt((level - 1) * 2 * body)
        contents.paragraph_format.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    document.settings.element.append(element("w:themeFontLang", val="en-US", eastAsia="zh-CN"))


def _heading(heading: Any, level: int, role: str, names: dict[str, str], style: TypeStyle) -> None:
    body, line, title = float(style.body), float(style.line), float(style.title)
    _font(heading, names, role, title if level == 1 else body)
    heading.font.bold, heading.font.italic = False, False
    heading.font.color.rgb = RGBColor(0, 0, 0)
    form = heading.paragraph_format
    form.space_before, form.space_after = Pt(0), Pt(line if level == 1 else 0)
    form.keep_with_next = True
    _exact(form, max(line, title * 1.3) if level == 1 else line)
    if level == 1:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        form.first_line_indent = Pt(2 * body)


def _exact(form: Any, points: float) -> None:
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)


def _font(style: Any, names: dict[str, str], role: str, size: float) -> None:
    style.font.size = Pt(size)
    style.font.name = names["latin"]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), names[role])
    fonts.set(qn("w:hint"), "eastAsia")  # quotation marks and dashes are Chinese ones


AIR: Final = 0.22
"""Air in em between ideographs and figures: Word sets a quarter, LibreOffice a fifth and cannot leave it out."""


def latin_widths() -> dict[str, float]:
    """Widths in em of the characters that Word sets in Times New Roman, whatever the face of the text around them."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return {chr(code): stringWidth(chr(code), "Times-Roman", 1.0) for code in range(32, 127)}
