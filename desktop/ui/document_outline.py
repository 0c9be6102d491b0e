"""The outline at the left of the text: its headings, each with what still asks for attention below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.ui.document_states import gravest, mark_words, state_colour
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.document.narrative import RenderedBlock

_BLOCK = Qt.ItemDataRole.UserRole


class Outline(QTreeWidget):
    """Tells the block of the chosen heading."""

    block_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(10)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setStyleSheet("QTreeView::branch { image: none; border-image: none; }")  # nothing opens or closes here
        self.setAccessibleName(tr("文稿目录"))
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(20)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._items: list[QTreeWidgetItem] = []
        self._starts: list[int] = []
        self._shape: list[tuple[int, str, int]] = []
        self.currentItemChanged.connect(self._chosen)

    def show_blocks(self, blocks: Sequence[RenderedBlock]) -> None:
        """Headings and their states; the tree is only built anew when a heading is another."""
        heads = [(number, each.text, each.block.level) for number, each in enumerate(blocks) if each.block.kind == "heading"]
        if heads and heads[0][0] > 0:
            heads.insert(0, (0, tr("封面和目录"), 1))
        if heads != self._shape:
            self._build(heads)
        for item, (number, text, _), after in zip(self._items, heads, [*(head[0] for head in heads[1:]), len(blocks)], strict=True):
            state = gravest(blocks[number:after])
            words = f"● {mark_words(state)}" if state else ""
            item.setText(1, words)
            item.setFirstColumnSpanned(not words)
            item.setForeground(1, QBrush(QColor(state_colour(state))))
            item.setToolTip(0, text)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{text}，{mark_words(state)}" if state else text)

    def _build(self, heads: list[tuple[int, str, int]]) -> None:
        self.blockSignals(True)
        self.clear()
        self._shape, self._items, above = heads, [], {0: self.invisibleRootItem()}
        for number, text, level in heads:
            parent = above[max(each for each in above if each < level)]
            item = QTreeWidgetItem(parent, [text, ""])
            item.setData(0, _BLOCK, number)
            above = {each: found for each, found in above.items() if each < level} | {level: item}
            self._items.append(item)
        self._starts = [number for number, _, _ in heads]
        self.expandAll()
        self.blockSignals(False)

    def follow(self, block: int) -> None:
        """Mark the heading over a block without asking for it."""
        at = sum(start <= block for start in self._starts) - 1
        if 0 <= at < len(self._items) and self.currentItem() is not self._items[at]:
            self.blockSignals(True)
            self.setCurrentItem(self._items[at])
            self.blockSignals(False)
            self.viewport().update()

    def _chosen(self, item: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.block_chosen.emit(item.data(0, _BLOCK))
