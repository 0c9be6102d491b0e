"""What the parser does not tell, found by a light look at the raw sheets before they are parsed.

For every sheet: how far its content really reaches (declared dimensions are often wrong), which cells hold an error, and which
hold a formula whose result was never saved. The scan is linear in the size of the sheet and allocates nothing that a file could inflate.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

from desktop.exchange import ole
from desktop.exchange.damage import DAMAGED
from desktop.exchange.percent_cells import percent_cells, percent_styles


@dataclass(slots=True)
class SheetScan:
    """``rows``/``columns``: the extent of cells with content, from the first one. ``marks``: (row, column) → error text, or ``""`` = no saved result."""

    top: int = 1 << 30
    left: int = 1 << 30
    bottom: int = -1
    right: int = -1
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    empty_results: set[tuple[int, int]] = field(default_factory=set)  # .xls only: formulas whose result is an empty text
    calculated: bool = False  # .xls only: some formula has a number as its result
    percents: dict[tuple[int, int], int] = field(default_factory=dict)  # .xlsx only: numbers shown as percentages → decimals shown
    hidden: frozenset[int] = frozenset()  # .xlsx only: rows that are not shown

    def take(self, row: int, column: int) -> None:
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, column), max(self.right, column)

    @property
    def area(self) -> int:
        return 0 if self.bottom < 0 else (self.bottom - self.top + 1) * (self.right - self.left + 1)


class Encrypted(Exception):
    """The records of the workbook are encrypted with a password."""


class ScanFailed(Exception):
    """The raw structure is unusual; the file must be parsed behind limits."""


_FAR_ROWS, _FAR_COLUMNS = 20_000, 300  # what read.py takes at most
_TOKEN = re.compile(rb"<(/?)(?:[A-Za-z_][\w.-]*:)?(row|c|v|f|is)(?=[\s/>])([^<>]*?)(/?)>([^<]*)")
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_R = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
_T = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")


def scan_sheet_xml(raw: bytes) -> SheetScan:
    """Scan one sheet part of an .xlsx.

    Raises:
        ScanFailed: the part is not in an 8-bit encoding.
    """
    if b"\0" in raw[:200]:
        raise ScanFailed("encoding")
    scan = SheetScan()
    if b"<f" not in raw and b't="e"' not in raw and b":f" not in raw and _small(raw, scan):
        return scan
    scan = SheetScan()
    row, column = -1, -1
    kind, has_formula, text, inside = b"", False, None, False

    def close() -> None:
        if text or kind == b"inlineStr":
            scan.take(row, column)
        if kind == b"e":
            scan.marks[row, column] = (text or b"#").decode("utf-8", "replace")
        elif has_formula and not text and kind != b"str":
            scan.marks[row, column] = ""

    for match in _TOKEN.finditer(raw):
        closing, name, attributes, alone, content = match.groups()
        if name == b"c":
            if closing:
                if inside:
                    close()
                    if scan.bottom - scan.top >= _FAR_ROWS or scan.right - scan.left >= _FAR_COLUMNS:
                        break  # too large to be read whatever follows; there may be millions of cells
                inside = False
                continue
            place = _R.search(attributes)
            if place and place[1]:
                row, column = int(place[2]) - 1, _column_number(place[1])
            else:
                column += 1
            found = _T.search(attributes)
            kind, has_formula, text, inside = (found[1] if found else b""), False, None, not alone
        elif name == b"row":
            if not closing:
                place = _R.search(attributes)
                row, column = (int(place[2]) - 1 if place else row + 1), -1
        elif inside and not closing:
            if name == b"v":
                text = content.strip()
            elif name == b"f":
                has_formula = True
            else:
                text = b"is"
    return scan


_HIDDEN = re.compile(rb"""<(?:[A-Za-z_][\w.-]*:)?row\s(?=[^<>]*\bhidden\s*=\s*["'](?:1|true)["'])[^<>]*?\br\s*=\s*["'](\d{1,7})["']""")


def hidden_rows(raw: bytes) -> frozenset[int]:
    """Rows of a sheet part that are not shown; without number of their own they are not told."""
    if b"hidden=" not in raw:
        return frozenset()
    return frozenset(row for number in _HIDDEN.findall(raw) if (row := int(number) - 1) < _FAR_ROWS)


def _small(raw: bytes, scan: SheetScan) -> bool:
    """The ordinary sheet at a glance: every cell says where it is, and none, blank ones included, is far away."""
    found = _PLAIN_CELL.findall(raw)
    if len(found) != raw.count(b"<c ") + raw.count(b":c ") or b"<c>" in raw or b"<c/" in raw:
        return False
    if found:
        columns = [_column_number(letters) for letters in {letters for letters, _ in found}]
        rows = [int(number) for number in {number for _, number in found}]
        scan.take(min(rows) - 1, min(columns))
        scan.take(max(rows) - 1, max(columns))
    return scan.bottom < _FAR_ROWS and scan.right < _FAR_COLUMNS


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def xlsx_sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """Part names of the sheets in workbook order; sheets whose part cannot be told are ``""``.

    Raises:
        ScanFailed: the workbook part cannot be read.
    """
    names = {entry.lstrip("/").lower(): entry for entry in archive.namelist()}
    try:
        workbook = names["xl/workbook.xml"]
        tree = ElementTree.fromstring(_read(archive, workbook))
        relations = ElementTree.fromstring(_read(archive, names["xl/_rels/workbook.xml.rels"]))
    except (*DAMAGED, ElementTree.ParseError) as error:
        raise ScanFailed(str(error)) from None
    targets = {relation.get("Id"): (relation.get("Target") or "") for relation in relations}
    parts = []
    for element in tree.iter():
        if element.tag.rpartition("}")[2] != "sheet":
            continue
        identity = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id" and key != "id"), None)
        target = targets.get(identity, "").replace("\\", "/")
        full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        parts.append(names.get(full.lower(), ""))
    return parts


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    raw = archive.read(name)
    if b"<!ENTITY" in raw or b"<!DOCTYPE" in raw:
        raise ValueError("entities")
    return raw


_COUNT = re.compile(rb"""uniqueCount\s*=\s*["']\s*\+?(\d+)""")


def _believe_counts(archive: zipfile.ZipFile) -> None:
    """The parser makes room for as many texts as the part declares; a forged number makes it ask for terabytes and abort the process."""
    for entry in archive.infolist():
        if entry.filename.lower().endswith("sharedstrings.xml"):
            most = entry.file_size // len(b"<si/>")
            if any(int(number[1][:18]) > most for number in _COUNT.finditer(archive.read(entry))):
                raise ScanFailed("count of texts")


def scan_xlsx(archive: zipfile.ZipFile) -> list[SheetScan]:
    """One scan a sheet, in workbook order.

    Raises:
        ScanFailed: parts are missing, damaged or in an unusual encoding, or the texts are said to be more than there can be.
    """
    _believe_counts(archive)
    scans = []
    styles = percent_styles(archive)
    for part in xlsx_sheet_parts(archive):
        try:
            raw = archive.read(part) if part else b""
            scan = scan_sheet_xml(raw) if part else SheetScan()
        except DAMAGED as error:
            raise ScanFailed(str(error)) from None
        scan.hidden = hidden_rows(raw)
        if styles:
            scan.percents = percent_cells(raw, styles)
        scans.append(scan)
    return scans


_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_ONE_CELL = frozenset({0x0203, 0x027E, 0x0204, 0x00FD, 0x00D6, 0x0205, 0x0006, 0x0206, 0x0406, 0x0003, 0x0004, 0x0005, 0x0002})
_MULRK, _BOOLERR, _FORMULAS = 0x00BD, 0x0205, (0x0006, 0x0206, 0x0406)
_BOF = (0x0809, 0x0409, 0x0209, 0x0009)
_BOUNDSHEET, _FILEPASS = 0x0085, 0x002F


def scan_xls(data: bytes) -> list[SheetScan]:
    """One scan a worksheet of an .xls or .et, in workbook order (record layout: [MS-XLS]).

    Raises:
        ScanFailed: the streams or records cannot be followed.
        Encrypted: the workbook has a password.
    """
    try:
        stream = ole.read_stream(data, "Workbook", "Book")
        if any(kind == _FILEPASS for _, kind, _ in _records(stream, 0)):
            raise Encrypted
        offsets = [struct.unpack_from("<I", body)[0] for _, kind, body in _records(stream, 0) if kind == _BOUNDSHEET]
        scans = []
        for offset in offsets:
            scan = SheetScan()
            for _, kind, body in _records(stream, offset):
                _take_record(scan, kind, body)
            scans.append(scan)
        if not any(scan.calculated for scan in scans):
            # An .xls has no sign for "never calculated": programs leave empty results in every formula, Excel and WPS never do.
            for scan in scans:
                scan.marks.update(dict.fromkeys(scan.empty_results, ""))
    except (ole.BrokenOle, *DAMAGED) as error:
        raise ScanFailed(str(error)) from None
    return scans


def _records(stream: bytes, at: int) -> list[tuple[int, int, bytes]]:
    found, depth, size = [], 0, len(stream)
    while at + 4 <= size:
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if kind in _BOF:
            depth += 1
        elif kind == 0x000A:
            depth -= 1
            if depth <= 0:
                break
        elif depth <= 1 and (kind in _ONE_CELL or kind in (_MULRK, _BOUNDSHEET, _FILEPASS)):
            found.append((at, kind, body))
        at += 4 + length
    return found


def _take_record(scan: SheetScan, kind: int, body: bytes) -> None:
    if len(body) < 6:
        return
    row, column = struct.unpack_from("<HH", body)
    if kind == _MULRK:
        scan.take(row, column)
        scan.take(row, struct.unpack_from("<H", body, len(body) - 2)[0])
    elif kind in _ONE_CELL:
        scan.take(row, column)
        if kind == _BOOLERR and len(body) >= 8 and body[7]:
            scan.marks[row, column] = _ERRORS.get(body[6], "#")
        elif kind in _FORMULAS and len(body) >= 16 and body[12:14] == b"\xff\xff":
            if body[6] == 2:
                scan.marks[row, column] = _ERRORS.get(body[8], "#")
            elif body[6] == 3:
                scan.empty_results.add((row, column))
        elif kind in _FORMULAS:
            scan.calculated = True
