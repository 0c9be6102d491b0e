"""The table in a piece of HTML from the clipboard, read with the parser of the standard library: nothing is run, fetched or drawn.

HTML from outside may be anything. Spans and sizes are capped, the parser is fed in pieces and given up when it takes too long, and
everything that is not text of the first large table is passed over.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser
from typing import Final

from desktop.core.amounts import read_amount

_PIECE: Final = 16_384
_LONGEST: Final = 3.0  # seconds
_UNREAD: Final = 200_000  # characters that the parser holds back because a tag does not end
_MOST_SPAN: Final = 1000
_HIDING: Final = frozenset({"span", "p", "div", "font"})
_BREAKS: Final = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4"})
_SILENT: Final = frozenset({"style", "script", "title", "head", "xml", "template", "noscript"})
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all")
_FINEST: Final = Decimal("1E-9")
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?\Z")


@dataclass(slots=True)
class HtmlTable:
    """``rows`` of texts, ``None`` under a merged cell; ``exact`` are the places whose figure the HTML gives with all its digits."""

    rows: list[list[str | None]] = field(default_factory=list)
    exact: set[tuple[int, int]] = field(default_factory=set)
    has_spans: bool = False
    too_large: bool = False

    def exact_at(self) -> list[list[bool]]:
        return [[(at, column) in self.exact for column in range(len(row))] for at, row in enumerate(self.rows)]


def read_html_table(html: str, most: int) -> HtmlTable | None:
    """The largest table in the HTML; None where there is none that can be read. ``most`` limits its cells."""
    reader = _Reader(most)
    end = time.monotonic() + _LONGEST
    begin = max(html.lower().find("<table"), 0)
    for at in range(begin, len(html), _PIECE):
        try:
            reader.feed(html[at : at + _PIECE])
        except (AssertionError, ValueError):  # declarations that the parser does not know
            return None
        if reader.too_large:
            return HtmlTable(too_large=True)
        if time.monotonic() > end or len(reader.rawdata) > _UNREAD:
            return None
    reader.finish()
    found = [table for table in reader.tables if table.rows]
    return max(found, key=lambda table: sum(map(len, table.rows)), default=None)


class _Reader(HTMLParser):
    """Collects the tables; a table inside a cell is text of that cell."""

    def __init__(self, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[HtmlTable] = []
        self.too_large = False
        self._left = most
        self._depth = 0
        self._silent = 0
        self._hidden = 0
        self._said = False
        self._covered: dict[tuple[int, int], None] = {}
        self._row: list[str | None] | None = None
        self._parts: list[str] | None = None
        self._span = (1, 1)
        self._value: str | None = None

    # tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(HtmlTable())
                self._covered = {}
        elif self._depth == 1 and tag == "tr":
            self._end_row()
            self._row = []
        elif self._depth == 1 and tag in ("td", "th"):
            self._begin_cell(given)
        elif self._parts is not None and (tag == "br" or (tag in _BREAKS and self._said)):
            self._parts.append("\n")
        if tag in _HIDING and (self._hidden or _HIDDEN.search(given.get("style", "").lower())):
            self._hidden += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "td", "th"):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "table":
            if self._depth == 1:
                self._end_row()
            self._depth = max(self._depth - 1, 0)
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
        elif tag in _HIDING and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if self._parts is not None and not self._silent and not self._hidden:
            # Line breaks of the file are spaces; only <br> and paragraphs break a line.
            self._parts.append(re.sub(r"[ \t\r\n\f]+", " ", data))
            self._said = self._said or bool(data.strip())

    def finish(self) -> None:
        """What is left of a file that ends in the middle."""
        self._end_row()

    # cells

    def _begin_cell(self, given: dict[str, str]) -> None:
        self._end_cell()
        if self._row is None:
            self._row = []
        self._parts = []
        self._hidden, self._said = 0, False
        self._span = (_span(given.get("rowspan", "")), _span(given.get("colspan", "")))
        self._value = next((given[name].strip() for name in ("sdval", "x:num") if _NUMBER.match(given.get(name, "").strip())), None)

    def _end_cell(self) -> None:
        if self._parts is None or self._row is None or not self.tables:
            self._parts = None
            return
        table, row, at = self.tables[-1], self._row, len(self.tables[-1].rows)
        while (at, len(row)) in self._covered:
            row.append(None)
        text = _tidy("".join(self._parts))
        self._parts = None
        figure = _exact(self._value, text) if self._value is not None else ""
        if figure:
            text = figure
            table.exact.add((at, len(row)))
        rows, columns = self._span
        self._left -= rows * columns
        if self._left < 0:
            self.too_large = True
            return
        if rows * columns > 1:
            table.has_spans = True
            left = len(row)
            for down in range(1, rows):
                self._covered.update(dict.fromkeys((at + down, left + right) for right in range(columns)))
        row.append(text)
        row += [None] * (columns - 1)

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is None or not self.tables:
            return
        table = self.tables[-1]
        while (len(table.rows), len(self._row)) in self._covered:
            self._row.append(None)
        table.rows.append(self._row)
        self._row = None


def _span(text: str) -> int:
    plain = text.strip()
    return min(max(int(plain), 1), _MOST_SPAN) if plain.isascii() and plain.isdigit() and len(plain) < 9 else 1


def _exact(value: str, shown: str) -> str:
    """The figure behind a printed one: 1234.567 behind 1,234.57. "" where it is something else: the number of a date, a figure shown in 万元."""
    exact = Decimal(value)
    if exact.adjusted() > 20:
        return ""
    exact = Decimal(format(exact.quantize(_FINEST).normalize(), "f"))  # what floating point adds far behind is no part of it
    if shown and set(shown) == {"#"}:  # too long for its column there
        return format(exact, "f")
    reading = read_amount(shown)
    if reading.problem or reading.unit or not isinstance(reading.value, Decimal):
        return ""
    exponent = reading.value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return format(exact, "f") if abs(exact - reading.value) <= Decimal("0.500001").scaleb(-places) else ""


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \u00a0]+", " ", line).strip() for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)
