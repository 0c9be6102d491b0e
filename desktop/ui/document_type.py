"""How the text of the document is set on the screen: type after GB/T 9704 in the bundled fonts, and the marks of figures, texts and gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat

from desktop.ui import paper, theme

FILES: Final = ("GkFang-Regular.ttf", "GkKai-Regular.ttf", "GkTitle-Bold.ttf", "GkSong-Regular.ttf")
SONG: Final = "Gk Song"
FANG: Final = "Gk Fang"
KAI: Final = "Gk Kai"
HEI: Final = "Gk Hei"
TITLE: Final = "Gk Title"
FIGURE: Final = "#e6eef8"
CLERK: Final = "#e9f3e8"
GAP: Final = "#fdeceb"
CHARACTERS_A_LINE: Final = 28
_LATIN: Final = re.compile("[\u0021-\u007e\u00b0-\u00ff%]+")


@cache
def load_fonts() -> list[str]:
    """The bundled fonts of official documents; read when the first document is shown."""
    return theme.register_fonts(FILES)


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is Latin letters and digits: they take a book face, as on paper."""
    end = 0
    for found in _LATIN.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(text):
        yield text[end:], False


@dataclass(frozen=True, slots=True)
class Type:
    """Formats for one size of body text: ``em`` in pixels."""

    em: int

    def letters(self, kind: str, *, level: int = 0, latin: bool = False) -> QTextCharFormat:
        """Characters: ``kind`` of a span, or ``heading``, ``title``, ``quiet``, ``link``."""
        found = QTextCharFormat()
        family, size = FANG, float(self.em)
        colour = paper.INK
        match kind:
            case "title":
                family, size = TITLE, self.em * 1.375
            case "heading":
                family = (HEI, HEI, KAI, FANG)[min(level, 4) - 1] if level else HEI
                size = self.em * (1.25 if level == 1 else 1.0)
            case "figure":
                found.setBackground(QColor(FIGURE))
            case "clerk":
                found.setBackground(QColor(CLERK))
            case "missing":
                found.setBackground(QColor(GAP))
                colour = paper.ERROR
                found.setFontUnderline(True)
            case "problem":
                colour = paper.ERROR
            case "quiet":
                family, size, colour = HEI, self.em * 0.8, paper.QUIET
            case "link":
                family, size, colour = HEI, self.em * 0.85, paper.ACCENT
        families = [family, KAI, SONG]
        if latin and family in (FANG, KAI):
            families = [SONG]
        font = QFont()
        font.setFamilies(families)
        font.setPixelSize(max(round(size), 9))
        found.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
        found.setForeground(QColor(colour))
        return found

    def line(self, kind: str, level: int = 0) -> QTextBlockFormat:
        """A paragraph: ``text``, ``heading``, ``title``, ``centred``, ``note``, ``none``."""
        found = QTextBlockFormat()
        centre = Qt.AlignmentFlag.AlignHCenter
        height = self.em * 1.75
        match kind:
            case "title":
                found.setAlignment(centre)
                height = self.em * 2.4
            case "heading":
                height = self.em * (2.2 if level == 1 else 1.75)
                found.setTopMargin(self.em * (1.4 if level == 1 else 0.2))
                if level == 1:
                    found.setAlignment(centre)
                else:
                    found.setTextIndent(2 * self.em)
            case "centred":
                found.setAlignment(centre)
            case "none":
                height = self.em * 0.3
            case "note":
                found.setLeftMargin(2 * self.em)
                height = self.em * 1.5
            case _:
                found.setTextIndent(2 * self.em)
                found.setAlignment(Qt.AlignmentFlag.AlignJustify)
        found.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return found

    @property
    def margin(self) -> int:
        """At the sides of the sheet."""
        return round(self.em * 3.2)

    @property
    def sheet_width(self) -> int:
        return self.em * CHARACTERS_A_LINE + 2 * self.margin + 2


def type_for(width: int, zoom: float = 1.0) -> Type:
    """The largest usual size of which a line of 28 characters fits into ``width`` pixels, times the zoom."""
    fitting = int((width - 4) / (CHARACTERS_A_LINE + 6.4))
    return Type(max(round(min(max(fitting, 13), 19) * zoom), 9))
