"""Official tables and forms as Word tables: the same columns, rows and spans as on paper, heads repeated where a table runs on.

The XML is written directly: python-docx looks every cell up anew, which takes minutes for the tables of a large department.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from desktop.document.fonts import clean
from desktop.document.pages import POINT
from desktop.document.table_measure import INDENT, LEADING
from desktop.document.table_paging import Plan
from desktop.document.word_fields import text_run
from desktop.forms.table_grid import GridCell, GridRow, TableGrid

_MARGIN: Final = 60  # twentieths of a point at either side of a cell
_RULE: Final = 0.4  # mm that the rule between two rows takes
_SPARE: Final = 1.5
"""mm left at the foot of a page: the line that ends a section, and what programs round."""
_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_xml(grid: TableGrid, plan: Plan, font: str) -> str:
    """``<w:tbl>`` for a table; "" for one without rows. ``font`` is the East Asian face."""
    body: Sequence[GridRow] = grid.body or ((None,) * grid.column_count,)
    rows = [*grid.head, *body, *grid.footer]
    widths = [_twips(width) for width in plan.widths]
    pad = _pad(grid, plan)
    heights = [height + pad for part in (plan.head, plan.body, plan.footer) for height in part.heights]
    owners = _owners(rows, len(widths))
    parts = [_properties(sum(widths)), "<w:tblGrid>", *(f"<w:gridCol w:w={_q(width)}/>" for width in widths), "</w:tblGrid>"]
    whole = not grid.form.layout.body  # rows of a list are never torn; a form has texts longer than a page
    for r in range(len(rows)):
        height = _twips(max(0.0, heights[r] - _RULE)) if r < len(heights) else 0
        parts.append("<w:tr><w:trPr>")
        if whole or r < len(grid.head):
            parts.append("<w:cantSplit/>")
        parts.append(f"<w:trHeight w:val={_q(height)} w:hRule='atLeast'/>")
        if r < len(grid.head):
            parts.append("<w:tblHeader/>")
        parts.append("</w:trPr>")
        c = 0
        while c < len(widths):
            top, left = owners[r][c]
            cell = rows[top][left] if left < len(rows[top]) else None
            span = min(cell.column_span, len(widths) - left) if cell is not None else 1
            parts.append(_cell(cell, sum(widths[left : left + span]), span, top == r, plan.size, font))
            c = left + span
        parts.append("</w:tr>")
    return f"<w:tbl>{''.join(parts)}</w:tbl>" if rows else ""


def _pad(grid: TableGrid, plan: Plan) -> float:
    """What is added to each row. A table that has one page on paper has one here, whatever the lines around it take more."""
    rows = [height for part in (plan.head, plan.body, plan.footer) for height in part.heights]
    if len(plan.leaves) != 1 or not rows:
        return plan.pad
    caption, lines = plan.caption, bool(grid.form_no) + any(grid.meta)
    around = len(caption.title) * caption.title_size * 1.35 + lines * caption.meta_size * 1.5 + len(plan.note_lines) * plan.note_size * 1.5
    room = plan.paper.content_height - around * POINT - _SPARE - sum(rows)
    return min(plan.pad, room / len(rows))


def _owners(rows: Sequence[GridRow], columns: int) -> list[list[tuple[int, int]]]:
    """For every place the cell that covers it, by row and column; a place without a cell stands for itself."""
    found = [[(r, c) for c in range(columns)] for r in range(len(rows))]
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is not None:
                for below in range(r, min(r + cell.row_span, len(rows))):
                    for beside in range(c, min(c + cell.column_span, columns)):
                        found[below][beside] = (r, c)
    return found


def _cell(cell: GridCell | None, width: int, span: int, first: bool, size: float, font: str) -> str:
    parts = [f"<w:tc><w:tcPr><w:tcW w:w={_q(width)} w:type='dxa'/>"]
    if span > 1:
        parts.append(f"<w:gridSpan w:val={_q(span)}/>")
    if cell is not None and cell.row_span > 1:
        parts.append("<w:vMerge w:val='restart'/>" if first else "<w:vMerge/>")
    parts.append("<w:vAlign w:val='center'/></w:tcPr>")
    lines = clean(cell.text).split("\n") if cell is not None and first else [""]
    for line in lines:
        parts.append(f"<w:p><w:pPr><w:spacing w:line={_q(round(size * LEADING * 20))} w:lineRule='exact'/>")
        if cell is not None and cell.level and cell.align == "left" and cell.role != "code":
            parts.append(f"<w:ind w:left={_q(round(cell.level * INDENT * size * 20))} w:firstLine={_q(0)}/>")
        parts.append(f"<w:jc w:val={_q(cell.align if cell is not None else 'left')}/></w:pPr>")
        if line and cell is not None:
            parts.append(text_run(line, run_properties(size, font, cell.bold)))
        parts.append("</w:p>")
    return "".join([*parts, "</w:tc>"])


def run_properties(size: float, font: str, bold: bool = False, *, red: bool = False) -> str:
    """``<w:rPr>`` content of a run in points."""
    half = round(size * 2)
    colour = "<w:color w:val='CC0000'/>" if red else ""
    return f"<w:rFonts w:hint='eastAsia' w:eastAsia={quoteattr(font)}/>{'<w:b/>' if bold else ''}{colour}<w:sz w:val={_q(half)}/><w:szCs w:val={_q(half)}/>"


def _properties(width: int) -> str:
    borders = "".join(f"<w:{side} w:val='single' w:sz={_q(4)} w:space={_q(0)} w:color='000000'/>" for side in _SIDES)
    margins = "".join(f"<w:{side} w:w={_q(_MARGIN)} w:type='dxa'/>" for side in ("left", "right"))
    return (
        f"<w:tblPr><w:tblW w:w={_q(width)} w:type='dxa'/><w:jc w:val='center'/><w:tblBorders>{borders}</w:tblBorders>"
        f"<w:tblLayout w:type='fixed'/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )


def _twips(millimetres: float) -> int:
    return round(millimetres / POINT * 20)


def _q(value: str | int) -> str:
    return quoteattr(str(value))
