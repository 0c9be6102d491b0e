"""Blocks of cells to and from the clipboard, as tab-separated text that Excel, WPS and LibreOffice understand."""

from __future__ import annotations

import csv
import io

from PySide6.QtWidgets import QApplication

from desktop.core.cells import CellRef
from desktop.core.paste import Pasted, paste_block
from desktop.ui.sheet_model import REF
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
    rows = [[model.texts.edited(index.data(REF)) if index.data(REF) else str(index.data() or "") for index in line] for line in block]
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
    line, column = index.row(), index.column()
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
    return paste_block(model.bridge.model, start, texts, order)
