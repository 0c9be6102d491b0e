"""The one description of a printed table: screen, PDF, Excel and ``mingzhang show`` all draw a :class:`TableGrid`.

Head, body and footer are rows of cells over the same printed columns; ``None`` stands where a merged cell covers. A value cell carries
its :class:`~desktop.core.cells.CellRef`, so whoever draws can also edit, light up or explain it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from desktop.core.amounts import NA_PRINTED
from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.core.definitions import BlockDef, ColumnDef, FormDef, HeadCell, PanelDef
from desktop.core.quiet import collector_paused
from desktop.forms.record_layout import body_width, record_body
from desktop.forms.table_grid import Align, GridCell, GridRow, Role, TableGrid

if TYPE_CHECKING:
    from desktop.core.evaluate import Model, RowView
    from desktop.core.rounding import Figures

__all__ = ["Align", "GridCell", "GridRow", "Role", "TableGrid", "lay_out"]

LABEL, LINE_NO, CODE, NAME = "项目", "行次", "科目代码", "科目名称"
"""Printed columns that are not value columns (see PanelDef)."""
_FRAME: Final = frozenset({LABEL, LINE_NO, CODE, NAME})
_WIDTHS: Final = {LABEL: 56.0, LINE_NO: 12.0, CODE: 22.0, NAME: 56.0}
_VALUE_WIDTH: Final = 26.0
_WHOLE: Final = {"portrait": 160.0, "landscape": 247.0}
_CELL_IN_FOOTER: Final = re.compile(r"\[([^,\[\]]+)[,，]([^,\[\]]+)\]\Z")


class _Texts:
    """Texts of value cells: from the presented figures, or empty when the drawer asks for them live."""

    def __init__(self, figures: Figures | None) -> None:
        self.of = figures.text if figures is not None else lambda ref: ""


def lay_out(model: Model, form: str, figures: Figures | None = None) -> TableGrid:
    """The printed table of a form. Without ``figures`` the texts of value cells stay empty (the screen asks for them one by one)."""
    definition = model.form(form)
    panels = printed_panels(definition)
    texts = _Texts(figures)
    footer, in_footer = _footer(definition, texts)
    headings: tuple[tuple[int, int], ...] = ()
    with collector_paused():
        if definition.layout.body:
            record = record_body(model, definition, figures)
            body, row_ids, headings = record.body, record.row_ids, record.headings
        else:
            by_block: dict[str, list[RowView]] = {block.id: [] for block in definition.blocks}
            for row in model.rows(form):
                if row.id not in in_footer:
                    by_block[row.block].append(row)
            strips = [_strip(definition, panel, by_block, texts) for panel in panels]
            body, row_ids = _side_by_side(strips, [len(panel.columns) for panel in panels])
    words = _words(model, form, figures)
    layout = definition.layout
    notes = [_fill(note, words) for note in definition.notes]
    if definition.tail_note and figures is not None and figures.tail_difference(form):
        notes.append(_fill(definition.tail_note, words))
    return TableGrid(
        form=definition,
        title=_fill(definition.title, words),
        form_no=definition.form_no,
        meta=(_fill(layout.meta_left, words), _fill(layout.meta_center, words), _fill(layout.meta_right, words)),
        head=_head(definition, panels),
        body=body,
        footer=footer,
        notes=tuple(notes),
        sentence=sentence_under(model, definition),
        widths=layout.widths or _default_widths(definition, panels),
        row_ids=row_ids,
        headings=headings,
    )


def sentence_under(model: Model, form: FormDef) -> str:
    """What stands under the table: the clerk's sentence; a table that does not apply by the cover gets its sentence by itself."""
    written = str(model.value(CellRef(form.code, SENTENCE_ROW, SENTENCE_COLUMN)) or "")
    if written or model.table_applies(form.code):
        return written
    return _fill(form.empty_sentence, _words(model, form.code, None))


def printed_panels(form: FormDef) -> tuple[PanelDef, ...]:
    """The panels of a form: as its layout says, else one panel with what its blocks need, the blocks one below the other (block ``*``)."""
    if form.layout.panels or form.layout.body or not form.blocks:
        return form.layout.panels
    values = max((block.columns for block in form.blocks), key=len)
    names: tuple[str, ...]
    if form.family:
        names = (CODE, NAME) if form.family.kind == "subjects" else ()
    elif any(row.no for block in form.blocks for row in block.rows):
        names = (LABEL, LINE_NO)
    else:
        names = (LABEL,)
    return (PanelDef("*", (*names, *(column.id for column in values))),)


def _fill(pattern: str, words: dict[str, str]) -> str:
    for name, text in words.items():
        pattern = pattern.replace(name, text)
    return pattern


def _words(model: Model, form: str, figures: Figures | None) -> dict[str, str]:
    book = model.book
    unit = figures.unit if figures is not None else book.settings.get("show_in", book.kept_in)
    return {
        "{单位}": book.unit_name,
        "{代码}": book.unit_code,
        "{年度}": str(book.year),
        "{金额单位}": unit,
        "{项目名称}": model.owner_label(form),
    }


# --- head and footer ----------------------------------------------------------------------------------------------------------------


def _head(form: FormDef, panels: Sequence[PanelDef]) -> tuple[GridRow, ...]:
    grid = form.layout.head
    if not grid:
        return () if form.view == "record" or form.layout.body else _default_head(form, panels)
    last = len(grid) - 1 if form.layout.column_numbers else -1
    return tuple(
        tuple(
            None
            if cell is None
            else GridCell("column_no" if place == last else "head", cell.text, None, cell.row_span, cell.column_span, align="center")
            for cell in line
        )
        for place, line in enumerate(grid)
    )


def _default_head(form: FormDef, panels: Sequence[PanelDef]) -> tuple[GridRow, ...]:
    labels: list[GridCell | None] = []
    numbers: list[GridCell | None] = []
    for panel in panels:
        found = {column.id: column for block in panel_blocks(form, panel) for column in block.columns}
        for name in panel.columns:
            column = found.get(name)
            labels.append(GridCell("head", column.label if column else name, align="center"))
            numbers.append(GridCell("column_no", column.no if column else "", align="center"))
    has_numbers = form.layout.column_numbers and any(cell and cell.text for cell in numbers)
    return (tuple(labels), tuple(numbers)) if has_numbers else (tuple(labels),)


def _footer(form: FormDef, texts: _Texts) -> tuple[tuple[GridRow, ...], frozenset[str]]:
    """The footer's rows, and the ids of the form rows it shows (they are not printed in the body again)."""
    shown = set()
    lines: list[GridRow] = []
    for line in form.layout.footer:
        cells: list[GridCell | None] = []
        for cell in line:
            place = cell_in_footer(cell)
            if cell is None:
                cells.append(None)
            elif place is None:
                cells.append(GridCell("foot", cell.text, None, cell.row_span, cell.column_span, 0, True, "center"))
            else:
                ref = CellRef(form.code, *place)
                shown.add(ref.row)
                cells.append(GridCell("value", texts.of(ref), ref, cell.row_span, cell.column_span, 0, True, "right"))
        lines.append(tuple(cells))
    return tuple(lines), frozenset(shown)


def cell_in_footer(cell: HeadCell | None) -> tuple[str, str] | None:
    """(row id, column id) of a footer cell written ``[row,column]``, else None."""
    found = _CELL_IN_FOOTER.match(cell.text) if cell else None
    return (found[1].strip(), found[2].strip()) if found else None


# --- body ---------------------------------------------------------------------------------------------------------------------------


def panel_blocks(form: FormDef, panel: PanelDef) -> list[BlockDef]:
    return [block for block in form.blocks if panel.block in (block.id, "*")]


def _strip(form: FormDef, panel: PanelDef, by_block: dict[str, list[RowView]], texts: _Texts) -> list[tuple[str, GridRow]]:
    """The printed rows of one panel, each with its row id."""
    strip: list[tuple[str, GridRow]] = []
    for block in panel_blocks(form, panel):
        total = block.family.total_row if block.family else ""
        columns = _printed_columns(block, panel)
        for row in by_block[block.id]:
            strip.append((row.id, _body_row(form.code, row, panel.columns, columns, row.id == total, texts)))
    return strip


def _printed_columns(block: BlockDef, panel: PanelDef) -> tuple[ColumnDef | None, ...]:
    """The value column behind each printed column. In a panel of several blocks (``*``) they are matched by place."""
    if panel.block != "*":
        return tuple(block.column(name) for name in panel.columns)
    frame = sum(name in _FRAME for name in panel.columns)
    own: list[ColumnDef | None] = [None] * frame + list(block.columns)
    return tuple(own + [None] * (len(panel.columns) - len(own)))


_BLANK: Final = GridCell("blank", "")
_TEXT_KINDS: Final = frozenset({"text", "choice", "date", "indicator"})
# Value cells are the many: made without the Python-level constructor of named tuples, which would take half of the time.
_new: Final = tuple.__new__


def _body_row(code: str, row: RowView, names: Sequence[str], columns: Sequence[ColumnDef | None], is_total: bool, texts: _Texts) -> GridRow:
    if row.source == "节":
        return (GridCell("section", row.label, None, 1, len(names), row.level, True), *(None,) * (len(names) - 1))
    # A computed row whose label ends in 计 (合计, 总计) is printed bold and centred, as in the official tables.
    total = is_total or (row.source == "算" and not row.code and row.label.endswith("计"))
    level = row.level
    cells: list[GridCell | None] = []
    text_of, no_entry, row_id, row_kind = texts.of, row.not_applicable, row.id, row.kind
    for name, column in zip(names, columns, strict=True):
        if column is not None:
            if row.source == "空":
                cells.append(_BLANK)
                continue
            ref = _new(CellRef, (code, row_id, column.id))
            if no_entry:
                cells.append(GridCell("value", NA_PRINTED, ref, 1, 1, 0, False, "center"))
            else:
                align = "left" if (row_kind or column.kind) in _TEXT_KINDS else "right"
                cells.append(_new(GridCell, ("value", text_of(ref), ref, 1, 1, 0, total, align, "", "", ())))
        elif is_total and name == CODE and NAME in names and names.index(NAME) == len(cells) + 1:
            cells += [GridCell("label", row.label, None, 1, 2, 0, True, "center"), None]
        elif is_total and name == NAME and CODE in names:
            continue  # covered by the label of the total row
        elif name == CODE:
            cells.append(GridCell("code", row.code, None, 1, 1, level))
        elif name == NAME:
            cells.append(GridCell("name", row.label, None, 1, 1, level))
        elif name == LINE_NO:
            cells.append(GridCell("line_no", row.no, align="center"))
        elif name == LABEL:
            cells.append(GridCell("label", row.label, None, 1, 1, level, total, "center" if total else "left"))
        else:
            cells.append(_BLANK)
    return tuple(cells)


def _side_by_side(
    strips: Sequence[list[tuple[str, GridRow]]], widths: Sequence[int]
) -> tuple[tuple[GridRow, ...], tuple[tuple[str, ...], ...]]:
    """Panels next to each other; a panel that ends earlier is filled with blank cells."""
    if len(strips) == 1:
        return tuple(cells for _, cells in strips[0]), tuple((row_id,) for row_id, _ in strips[0])
    fills = [(_BLANK,) * width for width in widths]
    body, row_ids = [], []
    for line in range(max(map(len, strips), default=0)):
        cells: list[GridCell | None] = []
        ids = []
        for strip, fill in zip(strips, fills, strict=True):
            row_id, part = strip[line] if line < len(strip) else ("", fill)
            cells += part
            ids.append(row_id)
        body.append(tuple(cells))
        row_ids.append(tuple(ids))
    return tuple(body), tuple(row_ids)


def _default_widths(form: FormDef, panels: Sequence[PanelDef]) -> tuple[float, ...]:
    if form.layout.body:
        return (_WHOLE[form.layout.orientation] / body_width(form),) * body_width(form)
    return tuple(_WIDTHS.get(name, _VALUE_WIDTH) for panel in panels for name in panel.columns)
