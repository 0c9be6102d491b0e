"""The check report on paper: what is wrong, both values and their difference, every cell, why it must hold and what to do.

Findings come by severity and, within it, in the order in which they are given (that of the tables).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.core.amounts import Value, format_amount
from desktop.core.cells import CellRef
from desktop.core.findings import Finding, FindingCell
from desktop.document.flow import Flow, Strip
from desktop.document.fonts import FontSet, clean, font_set
from desktop.document.pages import BASELINE, POINT, Bookmark, Fill, Line, Page, Text, line_height, paper, put_line
from desktop.document.pen import write_pages
from desktop.document.places import words
from desktop.document.table_pages import PdfReport, number_pages
from desktop.document.text import break_lines

_SEVERITIES = ("error", "warning", "hint")
_BAR = {"error": 0.15, "warning": 0.5, "hint": 0.78}
"""Grey of the bar beside a finding: it must show on a black and white printer."""
_BODY = 10.0
_SMALL = 9.0
_INSET = 4.5  # mm from the bar to the text
_VALUE_WIDTH = 30.0
_SOURCE_WIDTH = 16.0
_CELL_PAD = 1.2


def write_report_pdf(
    findings: Sequence[Finding],
    out: Path,
    *,
    unit: str,
    year: int,
    tables: Mapping[str, str] | None = None,
    decimals: Callable[[CellRef], int] | None = None,
    made: str = "",
    causes: Callable[[Finding], Sequence[str]] | None = None,
    said: Sequence[str] = (),
    fonts: FontSet | None = None,
) -> PdfReport:
    """Write the report. ``tables`` gives titles by form code, ``decimals`` the places of a cell, ``made`` is the printed time, ``causes`` what a
    difference may come from, ``said`` what else stands at the head: who looked at it by hand, who made it final.

    Raises :class:`~desktop.document.pen.DocumentOutputError`.
    """
    fonts = fonts or font_set()
    text = words()["report"]
    report = _Report(Flow(paper("A4"), fonts), text, tables or {}, decimals, causes)
    report.opening(findings, unit, year, made, said)
    for severity in _SEVERITIES:
        report.group(severity, [finding for finding in findings if finding.severity == severity])
    pages = report.flow.pages
    number_pages(pages, fonts)
    title = f"{unit}{year}年度{text['title']}"
    missing = fonts.missing_glyphs([*_texts(findings), *((text["title"], line) for line in (unit, *said))])
    write_pages(pages, out, fonts, title=title, author=unit)
    return PdfReport(len(pages), tuple(missing), tuple(mark.title for page in pages for mark in page.bookmarks))


def _texts(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for finding in findings:
        place = f"{finding.table} {finding.check}"
        found += [(place, text) for text in (finding.say, finding.why, finding.how, finding.reason)]
        for cell in finding.cells:
            found += [(place, cell.label), (place, cell.value if isinstance(cell.value, str) else "")]
    return found


class _Report:
    def __init__(
        self,
        flow: Flow,
        text: dict[str, Any],
        tables: Mapping[str, str],
        decimals: Callable[[CellRef], int] | None,
        causes: Callable[[Finding], Sequence[str]] | None = None,
    ) -> None:
        self.causes = causes
        self.flow = flow
        self.text = text
        self.tables = tables
        self.decimals = decimals
        self.x = flow.paper.left
        self.width = flow.paper.content_width

    def opening(self, findings: Sequence[Finding], unit: str, year: int, made: str, said: Sequence[str]) -> None:
        flow, text = self.flow, self.text
        flow.page.bookmarks.append(Bookmark(text["title"]))
        flow.put([flow.line(text["title"], self.x, self.width, 20.0, "center", role="title")])
        flow.gap(2.0)
        step = line_height(_BODY, 1.6)

        def meta(page: Page, y: float) -> None:
            middle = y + step / 2
            put_line(page, flow.fonts, clean(text["unit"].replace("{单位}", unit)), self.x, middle, self.width, _BODY, "left")
            put_line(page, flow.fonts, text["year"].replace("{年度}", str(year)), self.x, middle, self.width, _BODY, "center")
            put_line(page, flow.fonts, text["made"].replace("{时间}", made), self.x, middle, self.width, _BODY, "right")
            page.lines.append(Line(self.x, y + step + 0.5, self.x + self.width, y + step + 0.5, 0.9))

        flow.put([Strip(step + 2.0, meta)])
        counts = {
            "{总数}": len(findings),
            "{错误}": sum(finding.severity == "error" for finding in findings),
            "{警告}": sum(finding.severity == "warning" for finding in findings),
            "{提示}": sum(finding.severity == "hint" for finding in findings),
            "{已说明}": sum(finding.severity == "warning" and finding.state == "acknowledged" for finding in findings),
        }
        summary = text["summary"] if findings else text["none"]
        for mark, count in counts.items():
            summary = summary.replace(mark, str(count))
        flow.put(flow.paragraph(summary, self.x, self.width, _BODY))
        for line in said:
            flow.put(flow.paragraph(line, self.x, self.width, _BODY))

    def group(self, severity: str, findings: Sequence[Finding]) -> None:
        if not findings:
            return
        flow = self.flow
        heading = self.text["group"].replace("{级别}", self.text[severity]).replace("{条数}", str(len(findings)))
        cards = [self._card(finding) for finding in findings]
        flow.gap(3.5)
        first = min(sum(strip.height for strip in cards[0]), 60.0)
        strip = flow.line(heading, self.x, self.width, 13.0, role="hei", leading=1.8)

        def marked(page: Page, y: float) -> None:
            page.bookmarks.append(Bookmark(heading, 1))
            strip.draw(page, y)

        flow.put([Strip(strip.height, marked)], keep_with=first)
        for card in cards:
            flow.put([self._barred(strip, severity) for strip in card])
            flow.gap(3.0)

    def _barred(self, strip: Strip, severity: str) -> Strip:
        def draw(page: Page, y: float) -> None:
            page.fills.append(Fill(self.x, y, 1.2, strip.height, _BAR[severity]))
            strip.draw(page, y)

        return Strip(strip.height, draw)

    def _card(self, finding: Finding) -> list[Strip]:
        flow, text = self.flow, self.text
        x, width = self.x + _INSET, self.width - _INSET
        title = f"{finding.table} {self.tables.get(finding.table, '')}".strip()
        state = text[finding.state]
        room = width - flow.fonts.stack("song").width(state) * _SMALL * POINT - 3.0
        head = [
            flow.line(line, x, room, _BODY, role="hei", leading=1.5)
            for line in break_lines(clean(f"{title}　{finding.check}"), flow.fonts.stack("hei"), _BODY * POINT, room)
        ]
        first = head[0]

        def with_state(page: Page, y: float) -> None:
            first.draw(page, y)
            put_line(page, flow.fonts, state, x, y + first.height / 2, width, _SMALL, "right")

        strips = [Strip(first.height, with_state), *head[1:]]
        strips += flow.paragraph(finding.say, x, width, _BODY)
        if finding.outcome == "definition error":
            strips += flow.paragraph(text["definition_error"], x, width, _SMALL)
        strips += self._sides(finding, x, width)
        strips += self._cells(finding.cells, x, width)
        for cause in self.causes(finding) if self.causes else ():
            strips += flow.paragraph(cause, x, width, _SMALL, lead=f"{text['cause']}：")
        for lead, said in ((text["why"], finding.why), (text["how"], finding.how), (text["reason"], finding.reason)):
            if said:
                strips += flow.paragraph(said, x, width, _SMALL, lead=f"{lead}：")
        return strips

    def _sides(self, finding: Finding, x: float, width: float) -> list[Strip]:
        if finding.left is None and finding.right is None and finding.difference is None:
            return []
        ref = finding.cells[0].ref if finding.cells else None
        parts = [
            f"{self.text[name]} {self._value(value, ref)}"
            for name, value in (("left", finding.left), ("right", finding.right), ("difference", finding.difference))
            if value is not None
        ]
        return self.flow.paragraph("　　".join(parts), x, width, _BODY)

    def _value(self, value: Value | None, ref: CellRef | None) -> str:
        if value is None:
            return str(self.text["blank"])
        if isinstance(value, Decimal):
            places = self.decimals(ref) if self.decimals and ref else None
            exponent = value.normalize().as_tuple().exponent
            if places is not None and isinstance(exponent, int):
                places = max(places, min(-exponent, 6))  # what makes the difference must be seen
            return format_amount(value, places)
        return clean(format_amount(value))

    def _cells(self, cells: Sequence[FindingCell], x: float, width: float) -> list[Strip]:
        """Every cell of the finding: where it stands, its value, where the value came from."""
        if not cells:
            return []
        edges = (x, x + width - _VALUE_WIDTH - _SOURCE_WIDTH, x + width - _SOURCE_WIDTH, x + width)
        rows = [(self.text["place"], self.text["value"], self.text["source"])]
        rows += [(cell.label, self._value(cell.value, cell.ref), self.text["sources"].get(cell.source, cell.source)) for cell in cells]
        strips = [Strip(0.8, lambda page, y: None)]
        strips += [self._row(row, edges, number == 0) for number, row in enumerate(rows)]
        strips.append(Strip(1.0, lambda page, y: None))
        return strips

    def _row(self, row: tuple[str, str, str], edges: tuple[float, float, float, float], head: bool) -> Strip:
        stack = self.flow.fonts.stack("song")
        em = _SMALL * POINT
        columns = [
            break_lines(clean(text), stack, em, right - left - 2 * _CELL_PAD)
            for text, left, right in zip(row, edges, edges[1:], strict=False)
        ]
        step = line_height(_SMALL, 1.25)
        height = max(len(lines) for lines in columns) * step + 1.0

        def draw(page: Page, y: float) -> None:
            for number, lines in enumerate(columns):
                left, right = edges[number], edges[number + 1]
                base = y + (height - (len(lines) - 1) * step) / 2 + BASELINE * em
                for line in lines:
                    extent = stack.width(line) * em
                    place = left + _CELL_PAD
                    if head or number == 2:
                        place = (left + right - extent) / 2
                    elif number == 1:
                        place = right - _CELL_PAD - extent
                    page.texts.append(Text(place, base, line, _SMALL))
                    base += step
            if head:
                page.fills.append(Fill(edges[0], y, edges[-1] - edges[0], height, 0.93))
            for level in (y, y + height):
                page.lines.append(Line(edges[0], level, edges[-1], level, 0.5))
            for edge in edges:
                page.lines.append(Line(edge, y, edge, y + height, 0.5))

        return Strip(height, draw)
