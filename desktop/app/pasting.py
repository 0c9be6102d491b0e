"""What another program put on the clipboard → a block of texts: tab-separated text, or the table in its HTML where that says more.

Excel, WPS, LibreOffice and Word write HTML beside the plain text. It is preferred where it holds whole figures (LibreOffice ``sdval``, Excel and WPS
``x:num``; the plain text has what is printed) or merged cells; else the plain text is exact enough and simpler.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from desktop.app.pasted_html import HtmlTable, read_html_table

MOST_CELLS = 200_000
MOST_TEXT = 20_000_000
Row = list[str | None]


@dataclass(frozen=True, slots=True)
class Block:
    """``rows`` of texts; ``None`` where a merged cell covers a place. ``too_large``: more than any table can take; nothing was read."""

    rows: list[Row]
    too_large: bool = False


def block_of(text: str, html: str = "") -> Block:
    """The block on the clipboard. Never raises: HTML that is no table is passed over, whatever it contains."""
    if len(text) > MOST_TEXT or len(html) > 4 * MOST_TEXT:
        return Block([], True)
    table = read_html_table(html, MOST_CELLS) if "<t" in html.lower() else None
    if table is not None and table.too_large:
        return Block([], True)
    plain: list[Row] = [list(row) for row in read_text(text)]
    if sum(map(len, plain)) > MOST_CELLS:
        return Block([], True)
    if table is None or not table.rows:
        return Block(_trimmed(plain))
    if not plain or table.has_spans or table.exact:
        return Block(_trimmed(_mixed(table, plain)))
    return Block(_trimmed(plain))


def _mixed(table: HtmlTable, plain: list[Row]) -> list[Row]:
    """The table of the HTML; where both have the same shape, a text with line breaks is taken from the plain text, which keeps them."""
    if [len(row) for row in plain] != [len(row) for row in table.rows]:
        return table.rows
    return [
        [
            said if here is not None and not exact and said is not None and "\n" in said else here
            for here, exact, said in zip(*three, strict=True)
        ]
        for three in zip(table.rows, table.exact_at(), plain, strict=True)
    ]


def read_text(text: str) -> list[list[str]]:
    """Cells of tab-separated text, quoted ones with their tabs and line breaks. A line break that ends the text makes no further row."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    csv.field_size_limit(MOST_TEXT)
    if plain.count('"') % 2:  # a lone mark is a character of the text (5" pipe), not the beginning of a quoted cell
        rows = [line.split("\t") for line in plain.split("\n")]
    else:
        rows = list(csv.reader(io.StringIO(plain, newline=""), dialect="excel-tab"))
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _trimmed(rows: list[Row]) -> list[Row]:
    """Without empty lines at the end: whole columns that were copied bring thousands."""
    while rows and not any(text and text.strip() for text in rows[-1]):
        rows.pop()
    return rows


def written_text(rows: list[list[str]]) -> str:
    """Tab-separated text; cells with tabs, line breaks or quotation marks are quoted, as spreadsheets expect it."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue()
