"""Draws a record: rows cut between lines, heading rows printed again, cells over several rows that go on over the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.document.fonts import FontSet
from desktop.document.pages import BASELINE, POINT, Page, Text
from desktop.document.signature import SignatureBlock
from desktop.document.table_drawing import Drawing
from desktop.document.table_measure import LEADING, PAD, Cell
from desktop.document.table_paging import Leaf, Plan

Place = tuple[int, int]


class _Strip(NamedTuple):
    """A row as far as it stands on a page."""

    row: int
    cut: tuple[int, int] | None
    height: float


class RecordDrawing(Drawing):
    """Draws a form of the record kind: cells whose text goes on over pages, heads that are repeated."""

    def __init__(self, plan: Plan, fonts: FontSet, block: SignatureBlock | None) -> None:
        super().__init__(plan, fonts, block)
        self.step = plan.size * POINT * LEADING
        body = plan.body
        self.content: dict[Place, tuple[Cell, list[str]]] = {
            (cell.row, cell.column): (cell, lines)
            for row, all_lines in zip(body.section.cells, body.lines, strict=True)
            for cell, lines in zip(row, all_lines, strict=True)
        }
        self.whole = self._shown_whole() if len(plan.leaves) > 1 else frozenset()
        self.printed: dict[Place, int] = {}  # lines of a cell whose text goes on over pages

    def _strips(self, leaf: Leaf) -> list[_Strip]:
        plan = self.plan
        strips = [_Strip(row, None, plan.row_height(row)) for row in leaf.again]
        for piece in leaf.pieces:
            for row in range(piece.first, piece.last):
                height = plan.row_height(row) if piece.cut is None else (piece.cut[1] - piece.cut[0]) * self.step + plan.pad
                strips.append(_Strip(row, piece.cut, height))
        return strips

    def _areas(self, strips: Sequence[_Strip]) -> dict[Place, tuple[int, int]]:
        """For every cell on the page its first and its last strip."""
        owners = self.plan.body.section.owners
        found: dict[Place, tuple[int, int]] = {}
        for number, strip in enumerate(strips):
            for place in owners[strip.row]:
                found[place] = (found[place][0] if place in found else number, number)
        return found

    def _shown_whole(self) -> frozenset[Place]:
        """Cells over several rows that have room for all of their text on one page at least."""
        found = set()
        for leaf in self.plan.leaves:
            strips = self._strips(leaf)
            for place, (first, last) in self._areas(strips).items():
                cell, lines = self.content.get(place, (None, []))
                if cell is not None and cell.row_span > 1 and len(lines) <= self._room(strips, first, last):
                    found.add(place)
        return frozenset(found)

    def _room(self, strips: Sequence[_Strip], first: int, last: int) -> int:
        """Lines that fit into an area of a page."""
        return int((sum(strip.height for strip in strips[first : last + 1]) - self.plan.pad) / self.step + 1e-6)

    def _body(self, page: Page, leaf: Leaf, y: float) -> float:
        strips = self._strips(leaf)
        if not strips:
            return y
        edges = [y]
        for strip in strips:
            edges.append(edges[-1] + strip.height)
        for place, (first, last) in self._areas(strips).items():
            cell, lines = self.content.get(place, (None, []))
            if cell is None or not cell.text:
                continue
            cut = strips[first].cut
            if cell.row_span > 1:
                shown = self._part(place, lines, strips, first, last)
                self._cell(page, cell, shown, edges[first], edges[last + 1])
            elif cut is None or (cell.align != "left" and len(lines) <= cut[1] - cut[0]):
                self._cell(page, cell, lines, edges[first], edges[last + 1])
            else:
                self._from_top(page, cell, lines[cut[0] : cut[1]], edges[first])
        self._borders(page, self.plan.body, [strip.row for strip in strips], edges)
        return edges[-1]

    def _part(self, place: Place, lines: list[str], strips: Sequence[_Strip], first: int, last: int) -> Sequence[str]:
        """Lines of a cell over several rows on this page: all of them where they fit; a text that fits nowhere goes on from page to page."""
        cell, _ = self.content[place]
        rows = [strip.row for strip in strips[first : last + 1]]
        complete = len(rows) == cell.row_span and all(strip.cut is None for strip in strips[first : last + 1])
        room = self._room(strips, first, last)
        if complete or len(lines) <= room:
            return lines
        if place in self.whole:
            return ()
        start = self.printed.get(place, 0)
        ends = rows[-1] == cell.row + cell.row_span - 1 and strips[last].cut is None
        end = len(lines) if ends else start + max(1, room)
        self.printed[place] = end
        return lines[start:end]

    def _from_top(self, page: Page, cell: Cell, lines: Sequence[str], top: float) -> None:
        """Lines of a cut row: they begin at the top, whatever stands beside them."""
        em = self.plan.size * POINT
        left, right = self.offsets[cell.column], self.offsets[cell.column + cell.column_span]
        width_of = self.fonts.stack("song").width
        base = top + self.plan.pad / 2 + self.step / 2 + BASELINE * em
        for line in lines:
            x = left + (PAD + cell.indent) * em
            if cell.align == "center":
                x = (left + right - width_of(line) * em) / 2
            elif cell.align == "right":
                x = right - PAD * em - width_of(line) * em
            page.texts.append(Text(x, base, line, self.plan.size, "song", cell.bold))
            base += self.step
