"""What a reader of a PDF sees and copies, for the tests: texts, characters with their places, lines, fonts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium


class Box(NamedTuple):
    """A character with its box in points from the bottom left corner."""

    character: str
    left: float
    bottom: float
    right: float
    top: float


def properties(path: Path) -> dict[str, str]:
    """Title, author, keywords …: what a reader shows as the properties of the document."""
    document = pypdfium2.PdfDocument(path)
    try:
        return dict(document.get_metadata_dict())
    finally:
        document.close()


def texts(path: Path) -> list[str]:
    """The text of each page as it is copied."""
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def sizes(path: Path) -> list[tuple[int, int]]:
    """Pages in mm."""
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        return [(round(width * 25.4 / 72), round(height * 25.4 / 72)) for width, height in (page.get_size() for page in pdf)]


def outline(path: Path) -> list[tuple[str, int]]:
    """Titles of the outline and the pages (from 0) that they lead to."""
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        return [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]


def boxes(path: Path, page: int = 0) -> list[Box]:
    """Boxes of the visible characters of a page."""
    found = []
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        text = pdf[page].get_textpage()
        for index in range(text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(text.raw, index)
            if code > 32 and code != 0x3000:
                found.append(Box(chr(code), *text.get_charbox(index)))
    return found


def drawn_lines(path: Path, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Straight lines of a page as (x1, y1, x2, y2) in points, bounding boxes of the path objects."""
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        return [item.get_bounds() for item in pdf[page].get_objects() if item.type == pdfium.FPDF_PAGEOBJ_PATH]


def fonts(path: Path) -> dict[str, bool]:
    """Fonts that the file names, and whether each is embedded."""
    data = path.read_bytes()
    found = {name.decode(): False for name in re.findall(rb"/BaseFont /([^\s/]+)", data)}
    for descriptor in re.findall(rb"<<(?:(?!>>).)*?/FontName /[^\s]+(?:(?!>>).)*>>", data, re.DOTALL):
        name = re.search(rb"/FontName /([^\s/]+)", descriptor)
        if name and b"/FontFile2" in descriptor:
            found[name[1].decode()] = True
    return found
