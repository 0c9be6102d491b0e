"""Blocks of cells to and from the clipboard, as tab-separated text that Excel, WPS and LibreOffice understand."""

from __future__ import annotations

import csv
import io

from PySide6.QtWidgets import QApplication

from desktop.core.cells import CellRef
from desktop.core.paste import Pasted, paste_block, paste_rows
from desktop.ui.sheet_model import REF, SheetModel
from desktop.ui.sheet_view import SheetView
from desktop.ui.words import tr


def block_text(rows: list[list[str]]) -> str:
    """Tab-separated text; cells with tabs, line breaks or quotation marks are quoted."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue()


def read_block(text: str) -> list[list[str]]:
    """Cells of a pasted text. A line break that ends the text makes no further row."""
    rows = list(csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), dialect="excel-tab"))
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def copy(view: SheetView) -> int:
    """Put the selection on the clipboard, every figure with all its digits. Returns the number of cells."""
    block = view.chosen_block()
    model = view.sheet()
    rows = [[model.texts.exact(index.data(REF)) if index.data(REF) else str(index.data() or "") for index in line] for line in block]
    QApplication.clipboard().setText(block_text(rows))
    return sum(len(row) for row in rows)


def paste(view: SheetView) -> Pasted | str:
    """What the clipboard would fill from the current cell on; a sentence where nothing can be pasted."""
    model = view.sheet()
    texts = read_block(QApplication.clipboard().text())
    if not texts:
        return tr("剪贴板里没有文字，没有可粘贴的内容。")
    block = view.chosen_block()
    index = block[0][0] if block else view.currentIndex()
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
    texts = [row[shift:] for row in texts]
    column += shift
    if len(texts) == 1 and len(texts[0]) == 1 and len(block) * len(block[0] if block else []) > 1:
        texts = [[texts[0][0]] * len(block[0]) for _ in block]  # one value fills the selection
    texts = [
        [
            model.texts.with_unit(order[line + down][column + right], text)
            if line + down < len(order) and column + right < len(order[line + down])
            else text
            for right, text in enumerate(row)
        ]
        for down, row in enumerate(texts)
    ]
    start = order[line][column]
    assert isinstance(start, CellRef)
    own = free_rows(model)
    if start.row in own:
        columns = [ref.column for ref in order[line] if ref is not None and ref.row == start.row]
        texts = _filled_down(model, texts, columns[columns.index(start.column) :])
        if len(texts) > len(own) - own.index(start.row):
            return paste_rows(model.bridge.model, start, texts, columns)
    return paste_block(model.bridge.model, start, texts, order)


def free_rows(model: SheetModel) -> list[str]:
    """Ids of the rows that the clerk lists himself, as printed."""
    family = model.grid.form.family
    rows = model.bridge.model.rows(model.form) if family is not None and family.kind == "free" else ()
    return [row.id for row in rows if row.dynamic]


def _new_rows(model: SheetModel, texts: list[list[str]], line: int) -> Pasted | str:
    """Lines pasted where a new row begins: each becomes one."""
    family = model.grid.form.family
    own = free_rows(model)
    if family is None or family.kind != "free":
        return tr("这里没有可以填写的格，请先选中要粘贴到的第一个数字格。")
    printed = [ref.column for ref in model.order()[line - 1] if ref is not None and ref.row in own] if own else _columns(model)
    return paste_rows(model.bridge.model, CellRef(model.form, "", printed[0]), _filled_down(model, texts, printed), printed)


def _columns(model: SheetModel) -> list[str]:
    """Columns of the clerk's own rows, where none is printed yet."""
    return [column.id for block in model.grid.form.blocks if block.family is not None for column in block.columns]


def _filled_down(model: SheetModel, texts: list[list[str]], columns: list[str]) -> list[list[str]]:
    """What a merged cell of the other program said once is meant for every row beside it."""
    family = model.grid.form.family
    grouped = {at for at, column in enumerate(columns) if family is not None and column in family.grouped_by}
    found: list[list[str]] = []
    for row in texts:
        above = found[-1] if found else []
        found.append([above[at] if at in grouped and not text.strip() and at < len(above) else text for at, text in enumerate(row)])
    return found
