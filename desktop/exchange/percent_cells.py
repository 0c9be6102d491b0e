"""Numbers that a workbook shows as percentages: 0.928 under the format 0.00% is 92.80%, which the parser does not tell."""

from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree

from desktop.exchange.damage import DAMAGED

_BUILT_IN = {9: 0, 10: 2}  # numbers of the formats 0% and 0.00% that need not be written down
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_CELL = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?c\s([^<>]*)>")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_STYLE = re.compile(rb"""\bs\s*=\s*["'](\d{1,6})["']""")
_LARGEST = 4_000_000  # bytes of a part with styles that is looked at
_FARTHEST = 20_000  # rows


def percent_styles(archive: zipfile.ZipFile) -> dict[int, int]:
    """Number of the style → decimals shown, for the styles of cells that show percentages. A part that cannot be read says nothing."""
    name = next((name for name in archive.namelist() if name.lower().lstrip("/") == "xl/styles.xml"), "")
    try:
        if not name or archive.getinfo(name).file_size > _LARGEST:
            return {}
        raw = archive.read(name)
        if b"<!ENTITY" in raw or b"<!DOCTYPE" in raw:
            return {}
        tree = ElementTree.fromstring(raw)
    except (*DAMAGED, ElementTree.ParseError):
        return {}
    formats = dict(_BUILT_IN)
    found: dict[int, int] = {}
    for element in tree.iter():
        if _name(element) == "numFmt" and (element.get("numFmtId") or "").isdigit():
            code = _QUOTED.sub("", element.get("formatCode") or "").partition(";")[0]
            if "%" in code:
                formats[int(element.get("numFmtId") or 0)] = len(code.partition(".")[2].rstrip("%").strip())
    for element in tree.iter():
        if _name(element) == "cellXfs":
            for number, style in enumerate(element):
                wanted = style.get("numFmtId") or ""
                if wanted.isdigit() and int(wanted) in formats:
                    found[number] = formats[int(wanted)]
    return found


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def percent_cells(raw: bytes, styles: dict[int, int]) -> dict[tuple[int, int], int]:
    """Places of a sheet with such styles → decimals shown."""
    found: dict[tuple[int, int], int] = {}
    for match in _CELL.finditer(raw):
        style = _STYLE.search(match[1])
        if style is None or int(style[1]) not in styles:
            continue
        place = _PLACE.search(match[1])
        if place and int(place[2]) <= _FARTHEST:
            column = 0
            for letter in place[1].upper():
                column = column * 26 + letter - 64
            found[int(place[2]) - 1, column - 1] = styles[int(style[1])]
    return found
