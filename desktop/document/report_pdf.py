"""The check report on paper: what is wrong, both values and their difference, every cell, why it must hold and what to do.

Findings come by severity and, within it, in the order in which they are given (that of the tables).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from desktop.core.amounts import Value, format_amount
from desktop.core.cells import CellRef
from desktop.core.findings import Finding, FindingCell
from desktop.document.flow import Flow, Strip
from desktop.document.fonts import FontSet, clean, font_set
from desktop.document.pages import POINT, Align, Fill, Page, paper, put_line
from desktop.document.pen import write_pages
from desktop.document.places import words
from desktop.document.report_parts import BODY, SMALL, heading, opening, row
from desktop.document.table_pages import PdfReport, number_pages
from desktop.document.text import break_lines

_SEVERITIES = ("error", "warning", "hint")
_BAR = {"error": 0.15, "warning": 0.5, "hint": 0.78}
"""Grey of the bar beside a finding: it must show on a black and white printer."""
_INSET = 4.5  # mm from the bar to the text
_VALUE_WIDTH = 30.0
_SOURCE_WIDTH = 16.0
_HEAD: Final[tuple[Align, ...]] = ("center", "center", "center")
_VALUES: Final[tuple[Align, ...]] = ("left", "right", "center")


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
        about: list[tuple[str, Align]] = [
            (text["unit"].replace("{单位}", unit), "left"),
            (text["year"].replace("{年度}", str(year)), "center"),
            (text["made"].replace("{时间}", made), "right"),
        ]
        opening(flow, text["title"], 20.0, about, 2.0)
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
        flow.put(flow.paragraph(summary, self.x, self.width, BODY))
        for line in said:
            flow.put(flow.paragraph(line, self.x, self.width, BODY))

    def group(self, severity: str, findings: Sequence[Finding]) -> None:
        if not findings:
            return
        flow = self.flow
        title = self.text["group"].replace("{级别}", self.text[severity]).replace("{条数}", str(len(findings)))
        cards = [self._card(finding) for finding in findings]
        heading(flow, title, 13.0, gap=3.5, keep_with=min(sum(strip.height for strip in cards[0]), 60.0))
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
        room = width - flow.fonts.stack("song").width(state) * SMALL * POINT - 3.0
        head = [
            flow.line(line, x, room, BODY, role="hei", leading=1.5)
            for line in break_lines(clean(f"{title}　{finding.check}"), flow.fonts.stack("hei"), BODY * POINT, room)
        ]
        first = head[0]

        def with_state(page: Page, y: float) -> None:
            first.draw(page, y)
            put_line(page, flow.fonts, state, x, y + first.height / 2, width, SMALL, "right")

        strips = [Strip(first.height, with_state), *head[1:]]
        strips += flow.paragraph(finding.say, x, width, BODY)
        if finding.outcome == "definition error":
            strips += flow.paragraph(text["definition_error"], x, width, SMALL)
        strips += self._sides(finding, x, width)
        strips += self._cells(finding.cells, x, width)
        for cause in self.causes(finding) if self.causes else ():
            strips += flow.paragraph(cause, x, width, SMALL, lead=f"{text['cause']}：")
        for lead, said in ((text["why"], finding.why), (text["how"], finding.how), (text["reason"], finding.reason)):
            if said:
                strips += flow.paragraph(said, x, width, SMALL, lead=f"{lead}：")
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
        return self.flow.paragraph("　　".join(parts), x, width, BODY)

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
        strips += [
            row(self.flow, texts, edges, _HEAD if at == 0 else _VALUES, fill=0.93 if at == 0 else 0.0) for at, texts in enumerate(rows)
        ]
        strips.append(Strip(1.0, lambda page, y: None))
        return strips
