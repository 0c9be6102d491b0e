"""Blocks of cells to and from the clipboard: tab-separated text and an HTML table beside it, as Excel, WPS and LibreOffice understand them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from desktop.app.pasting import Row, written_text
from desktop.core.cells import CellRef
from desktop.core.paste import Pasted, block_steps, row_steps
from desktop.forms.layout import GridCell
from desktop.ui.look import NUMBERS
from desktop.ui.sheet_model import SheetModel
from desktop.ui.sheet_view import SheetView
from desktop.ui.words import tr

_HTML = '<html><head><meta charset="utf-8"></head><body><table border="1" cellspacing="0">\n{rows}</table></body></html>'
_AS_TEXT = " style='mso-number-format:\"\\@\"'"


def copy(view: SheetView) -> int:
    """Put the selection on the clipboard, every figure with all its digits. Returns the number of cells."""
    return _put([[_content(view.sheet(), *place) for place in line] for line in view.chosen_places()])


def copy_with_heads(view: SheetView) -> int:
    """The selection with the printed head above it and the names of its lines at the left, to be laid into a letter or another workbook."""
    block, sheet = view.chosen_places(), view.sheet()
    if not block:
        return 0
    columns = [column for _, column in block[0]]
    names = [at for at in range(columns[0]) if any(_is_name(sheet, line[0][0], at) for line in block)]
    rows: list[list[_Cell]] = []
    for line in sheet.grid.head:
        rows.append([_Cell(_head_text(line, at)) for at in (*names, *columns)])
    for places in block:
        row = places[0][0]
        labels = [_Cell(str(sheet.index(row, at).data() or "").strip()) for at in names]
        rows.append(labels + [_content(sheet, *place) for place in places])
    return _put(rows)


class _Cell:
    """A text, and whether it is a figure."""

    def __init__(self, text: str, figure: bool = False) -> None:
        self.text, self.figure = text, figure


def _content(sheet: SheetModel, line: int, column: int) -> _Cell:
    cell = sheet.lines[line][column]
    if cell is None or cell.ref is None:
        return _Cell(str(sheet.index(line, column).data() or "").strip() if cell is not None and cell.role != "entry" else "")
    ref = cell.ref
    text = sheet.texts.exact(ref)
    return _Cell(text, sheet.bridge.model.kind(ref) in NUMBERS and text not in ("", "————"))


def _is_name(sheet: SheetModel, line: int, column: int) -> bool:
    cell = sheet.lines[line][column]
    return cell is not None and cell.role in ("label", "name", "code") and bool(cell.text)


def _head_text(line: Sequence[GridCell | None], column: int) -> str:
    cell = line[column] if column < len(line) else None
    return cell.text if cell is not None else ""


def _put(rows: list[list[_Cell]]) -> int:
    if not rows:
        return 0
    data = QMimeData()
    data.setText(written_text([[cell.text for cell in row] for row in rows]))
    lines = "".join(f"<tr>{''.join(map(_html, row))}</tr>\n" for row in rows)
    data.setHtml(_HTML.format(rows=lines))
    QApplication.clipboard().setMimeData(data)
    return sum(len(row) for row in rows)


def _html(cell: _Cell) -> str:
    """Codes stay texts (001 is not 1), figures are figures whatever the other program shows of them."""
    if cell.figure:
        return f'<td align="right" sdval="{escape(cell.text)}" x:num="{escape(cell.text)}">{escape(cell.text)}</td>'
    return f"<td{_AS_TEXT}>{escape(cell.text).replace(chr(10), '<br>')}</td>"


def content(with_html: bool = True) -> tuple[str, str]:
    """Text and HTML that the clipboard holds; nothing while another program keeps it to itself."""
    data: QMimeData | None = QApplication.clipboard().mimeData()  # None on Windows when it is empty or held
    if data is None:
        return "", ""
    return data.text() or "", data.html() if with_html and data.hasHtml() else ""


def paste_steps(view: SheetView, rows: list[Row]) -> Generator[int, None, Pasted | str] | str:
    """What the block would fill from the current cell on, worked out step by step; a sentence where nothing can be pasted."""
    model, texts = view.sheet(), rows
    chosen = view.chosen_places()
    index = model.index(*chosen[0][0]) if chosen else view.currentIndex()
    order = model.order()
    line, column = view.at if model.owner(*view.at) == (index.row(), index.column()) else (index.row(), index.column())
    if line == model.entry_line:
        return _new_rows(model, texts, line)
    # A block that was copied with its labels starts left of the figures: the labels stay behind.
    shift = 0
    while column + shift < model.columnCount() and order[line][column + shift] is None:
        shift += 1
    if column + shift >= model.columnCount() or (shift and shift >= max(len(row) for row in texts)):
        return tr("这里没有可以填写的格，请先选中要粘贴到的第一个数字格。")
    texts = _tiled([row[shift:] for row in texts], len(chosen), len(chosen[0]) - shift if chosen else 0)
    column += shift
    start = order[line][column]
    assert isinstance(start, CellRef)
    own = free_rows(model)
    if start.row in own:
        columns = [ref.column for ref in order[line] if ref is not None and ref.row == start.row]
        texts = _filled_down(model, texts, columns[columns.index(start.column) :])
        if len(texts) > len(own) - own.index(start.row):
            return row_steps(model.bridge.model, start, texts, columns, model.texts.with_unit)
    seen = [cells for at, cells in enumerate(order) if at not in model.hidden]  # nothing is pasted where nobody looks
    return block_steps(model.bridge.model, start, texts, seen, model.texts.with_unit)


def _tiled(texts: list[Row], rows: int, columns: int) -> list[Row]:
    """A selection that holds the block several times is filled with it: one value fills all that is selected."""
    down, across = len(texts), max((len(row) for row in texts), default=0)
    if not down or not across or rows * columns <= down * across or rows % down or columns % across:
        return texts
    padded = [row + [""] * (across - len(row)) for row in texts]
    return [padded[at % down] * (columns // across) for at in range(rows)]


def free_rows(model: SheetModel) -> list[str]:
    """Ids of the rows that the clerk lists himself, as printed."""
    family = model.grid.form.family
    rows = model.bridge.model.rows(model.form) if family is not None and family.kind == "free" else ()
    return [row.id for row in rows if row.dynamic]


def _new_rows(model: SheetModel, texts: list[Row], line: int) -> Generator[int, None, Pasted | str] | str:
    """Lines pasted where a new row begins: each becomes one."""
    family = model.grid.form.family
    own = free_rows(model)
    if family is None or family.kind != "free":
        return tr("这里没有可以填写的格，请先选中要粘贴到的第一个数字格。")
    printed = [ref.column for ref in model.order()[line - 1] if ref is not None and ref.row in own] if own else _columns(model)
    texts = _filled_down(model, texts, printed)
    return row_steps(model.bridge.model, CellRef(model.form, "", printed[0]), texts, printed, model.texts.with_unit)


def _columns(model: SheetModel) -> list[str]:
    """Columns of the clerk's own rows, where none is printed yet."""
    return [column.id for block in model.grid.form.blocks if block.family is not None for column in block.columns]


def _filled_down(model: SheetModel, texts: list[Row], columns: list[str]) -> list[Row]:
    """What a merged cell of the other program said once is meant for every row beside it."""
    family = model.grid.form.family
    grouped = {at for at, column in enumerate(columns) if family is not None and column in family.grouped_by}
    found: list[Row] = []
    for row in texts:
        above = found[-1] if found else []
        found.append([above[at] if at in grouped and not (text or "").strip() and at < len(above) else text for at, text in enumerate(row)])
    return found
