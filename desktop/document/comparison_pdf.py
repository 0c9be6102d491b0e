"""Two versions side by side on paper: A4, what differs summed up first, then cells and sentences; more pages only where there is more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from desktop.document.flow import Flow, Strip
from desktop.document.fonts import FontSet, clean, font_set
from desktop.document.own_words import Piece
from desktop.document.pages import BASELINE, POINT, Align, Fill, Line, Page, Text, line_height, paper
from desktop.document.pen import write_pages
from desktop.document.places import words
from desktop.document.report_parts import BODY, SMALL, heading, opening, row
from desktop.document.table_pages import number_pages
from desktop.document.text import break_lines

_VALUES: Final = 27.0  # mm of each of the three columns with values
_MOST_LINES: Final = 40  # of one cell
_MOST_CELLS: Final = 2000  # more differences than anybody reads; the rest is counted


class ReportCell(NamedTuple):
    """A cell that differs, as texts."""

    table: str
    place: str
    before: str
    after: str
    difference: str


class ReportSentence(NamedTuple):
    """A sentence that differs, with the heading over it."""

    heading: str
    pieces: tuple[Piece, ...]


def write_comparison_pdf(
    out: Path,
    *,
    unit: str,
    year: int,
    before: str,
    after: str,
    summary: str,
    cells: Sequence[ReportCell],
    sentences: Sequence[ReportSentence],
    fonts: FontSet | None = None,
) -> int:
    """Write the report; the number of pages. Raises :class:`~desktop.document.pen.DocumentOutputError`."""
    fonts = fonts or font_set()
    text = words()["comparison"]
    report = _Report(Flow(paper("A4"), fonts), text)
    report.opening(unit, year, before, after, summary, cells)
    report.cells(cells)
    report.sentences(sentences)
    pages = report.flow.pages
    number_pages(pages, fonts)
    write_pages(pages, out, fonts, title=f"{unit}{year}年度{text['title']}", author=unit)
    return len(pages)


class _Report:
    def __init__(self, flow: Flow, text: dict[str, Any]) -> None:
        self.flow, self.text = flow, text
        self.x, self.width = flow.paper.left, flow.paper.content_width

    def opening(self, unit: str, year: int, before: str, after: str, summary: str, cells: Sequence[ReportCell]) -> None:
        flow, text = self.flow, self.text
        about: list[tuple[str, Align]] = [
            (text["unit"].replace("{单位}", unit), "left"),
            (text["year"].replace("{年度}", str(year)), "right"),
        ]
        opening(flow, text["title"], 18.0, about, 1.5)
        flow.put(flow.paragraph(clean(summary), self.x, self.width, BODY))
        counts = Counter(cell.table for cell in cells)
        if len(counts) > 1:
            said = "；".join(
                text["of_table"].replace("{表}", table).replace("{处数}", str(count)) for table, count in counts.most_common(12)
            )
            flow.put(flow.paragraph(clean(said), self.x, self.width, SMALL))

    def cells(self, cells: Sequence[ReportCell]) -> None:
        if not cells:
            return
        self._heading(self.text["cells"].replace("{处数}", str(len(cells))))
        right = self.x + self.width
        edges = (self.x, right - 3 * _VALUES, right - 2 * _VALUES, right - _VALUES, right)
        head = self._row((self.text["place"], self.text["before"], self.text["after"], self.text["difference"]), edges, head=True)
        self.flow.put([head], keep_with=10.0)
        table = ""
        for cell in cells[:_MOST_CELLS]:
            if cell.table != table:
                table = cell.table
                self.flow.put([self._row((table, "", "", ""), (edges[0], right), bar=True)], keep_with=8.0)
            place = f"{cell.place}"
            self.flow.put([self._row((place, cell.before, cell.after, cell.difference), edges)])
        if len(cells) > _MOST_CELLS:
            self.flow.put(
                self.flow.paragraph(self.text["more"].replace("{处数}", str(len(cells) - _MOST_CELLS)), self.x, self.width, SMALL)
            )

    def sentences(self, sentences: Sequence[ReportSentence]) -> None:
        if not sentences:
            return
        self._heading(self.text["sentences"].replace("{处数}", str(len(sentences))))
        self.flow.put(self.flow.paragraph(self.text["marks"], self.x, self.width, SMALL), keep_with=10.0)
        above = None
        for sentence in sentences:
            if sentence.heading != above:
                above = sentence.heading
                self.flow.gap(1.5)
                self.flow.put(self.flow.paragraph(above, self.x, self.width, BODY, role="hei"), keep_with=6.0)
            self.flow.put(self._marked(sentence.pieces))
            self.flow.gap(1.0)

    def _heading(self, text: str) -> None:
        heading(self.flow, text, 12.0, gap=3.0, keep_with=16.0)

    def _marked(self, pieces: Sequence[Piece]) -> list[Strip]:
        """The lines of a sentence: what went is struck out, what came is underlined on grey."""
        stack, em = self.flow.fonts.stack("song"), BODY * POINT
        text = "".join(clean(piece.text) for piece in pieces)
        marks = [piece.change for piece in pieces for _ in clean(piece.text)]
        step = line_height(BODY, 1.45)
        strips, at = [], 0
        for line in break_lines(text, stack, em, self.width):
            at = text.find(line, at) if line else at
            runs: list[tuple[str, str]] = []
            for character, mark in zip(line, marks[at : at + len(line)], strict=False):
                if runs and runs[-1][0] == mark:
                    runs[-1] = (mark, runs[-1][1] + character)
                else:
                    runs.append((mark, character))
            at += len(line)

            def draw(page: Page, y: float, runs: list[tuple[str, str]] = runs) -> None:
                x, base = self.x, y + step / 2 + BASELINE * em
                for mark, words_of_it in runs:
                    extent = stack.width(words_of_it) * em
                    if mark == "new":
                        page.fills.append(Fill(x, y + step / 2 - em * 0.55, extent, em * 1.1, 0.9))
                        page.lines.append(Line(x, base + 0.6, x + extent, base + 0.6, 0.7))
                    page.texts.append(Text(x, base, words_of_it, BODY))
                    if mark == "gone":
                        page.lines.append(Line(x, y + step / 2, x + extent, y + step / 2, 0.7))
                    x += extent

            strips.append(Strip(step, draw))
        return strips

    def _row(self, texts: tuple[str, ...], edges: tuple[float, ...], *, head: bool = False, bar: bool = False) -> Strip:
        aligns: list[Align] = ["center"] * len(texts) if head else ["left", "right", "right", "right"]
        return row(
            self.flow,
            texts,
            edges,
            aligns[: len(texts)],
            fill=0.9 if head else 0.96 if bar else 0.0,
            role="hei" if bar else "song",
            most=_MOST_LINES,
        )
