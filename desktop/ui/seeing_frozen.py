"""Name columns that stay while a table is scrolled sideways, as frozen columns of a spreadsheet do.

There is one view and no second one laid over it: what is scrolled away is painted again at the left edge, and places under the pointer and
rectangles of cells are told accordingly. So selection, editors and screen readers know of one table only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTableView, QWidget

from desktop.ui import paper

if TYPE_CHECKING:
    from desktop.ui.sheet_model import SheetModel

Index = QModelIndex | QPersistentModelIndex
_FRAME = ("label", "line_no", "code", "name")
_MOST = 0.5  # of the room; more frozen columns would leave too little for the figures
_LINE, _EDGE = QColor(paper.LINE), QColor(paper.QUIET)


def name_columns(sheet: SheetModel) -> int:
    """How many columns at the left say what a row is: code and name, 项目 and 行次, or the name that the clerk types.

    0 where two tables stand side by side, and where a merged cell lies across the edge.
    """
    form = sheet.grid.form
    if form.view in ("record", "facts") or len(form.layout.panels) > 1:
        return 0
    frame = {column for line in sheet.lines for column, cell in enumerate(line) if cell is not None and cell.role in _FRAME}
    count = 0
    while count in frame:
        count += 1
    if form.family is not None and form.family.kind == "free":
        named = form.family.label_column
        typed = [column for line in sheet.lines for column, cell in enumerate(line) if cell and cell.ref and cell.ref.column == named]
        count = max(count, min(typed) + 1) if typed and min(typed) <= 2 else count
    width = len(sheet.grid.widths)
    across = any(span.column < count < span.column + span.columns < width for span in sheet.spans)
    return 0 if across or count >= width else count


class FrozenTable(QTableView):
    """``names`` columns stay; how many of them, is cut down to what the room allows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = 0
        self.freezes = True

    def frozen(self) -> int:
        """Columns that stand still now: none while the table is not scrolled."""
        if not self.freezes or not self.names or self.horizontalScrollBar().value() <= 0:
            return 0
        room = self.viewport().width() * _MOST
        count = self.names
        while count > 1 and self._left_of(count) > room:
            count -= 1
        return count if self._left_of(count) <= self.viewport().width() * 0.7 else 0

    def frozen_width(self) -> int:
        return self._left_of(self.frozen())

    def _left_of(self, column: int) -> int:
        return self.horizontalHeader().sectionPosition(column) if column < self.horizontalHeader().count() else 0

    def set_freezes(self, on: bool) -> None:
        self.freezes = on
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    # where cells stand

    def visualRect(self, index: Index) -> QRect:
        rect = super().visualRect(index)
        if index.isValid() and index.column() < self.frozen():
            rect.moveLeft(self._left_of(index.column()))
            rect.setRight(min(rect.right(), self.frozen_width() - 1))  # a merged cell ends where the frozen part ends
        return rect

    def indexAt(self, place: QPoint) -> QModelIndex:
        column, line = self._column_under(place.x()), self.rowAt(place.y())
        if column < 0 or line < 0:
            return super().indexAt(place)
        owner = getattr(self.model(), "owner", None)
        found = owner(line, column) if owner is not None else (line, column)
        return self.model().index(*found)

    def columnAt(self, x: int) -> int:
        column = self._column_under(x)
        return column if column >= 0 else super().columnAt(x)

    def _column_under(self, x: int) -> int:
        """The frozen column at a place, or −1."""
        return next((column for column in range(self.frozen()) if self._left_of(column) <= x < self._left_of(column + 1)), -1)

    def in_sight(self, index: Index) -> QRect:
        """The part of the viewport in which a cell may be painted: not over the frozen columns, unless it is one of them."""
        room = self.viewport().rect()
        frozen = self.frozen()
        if frozen and index.column() >= frozen:
            room.setLeft(self._left_of(frozen))
        return room

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        across = self.horizontalScrollBar()
        before = across.value()
        super().scrollTo(index, hint)
        if not self.freezes or not self.names:
            return
        if index.column() < self.names and before > 0:
            across.setValue(before)
            if index.column() >= self.frozen():  # too wide to stay
                super().scrollTo(index, hint)
            return
        hidden = self.frozen_width() - self.visualRect(index).left()
        if hidden > 0 and index.column() >= self.frozen():
            across.setValue(max(across.value() - hidden, 0))

    # painting

    def scrollContentsBy(self, across: int, down: int) -> None:
        super().scrollContentsBy(across, down)
        if across and self.names:
            self.viewport().update()  # what stands still was moved along with the rest

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        width = self.frozen_width()
        for changed in (selected, deselected) if width else ():
            for part in changed:  # type: ignore[attr-defined]
                top = self.rowViewportPosition(part.top())
                bottom = self.rowViewportPosition(part.bottom()) + self.rowHeight(part.bottom())
                self.viewport().update(QRect(0, top, width, bottom - top).intersected(self.viewport().rect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frozen = self.frozen()
        if frozen and event.rect().left() < self._left_of(frozen):
            self._paint_frozen(frozen, event.region())

    def _paint_frozen(self, frozen: int, region: QRegion) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRegion(region)
        model, edge = self.model(), self._left_of(frozen)
        selection, delegate = self.selectionModel(), self.itemDelegate()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        usual = option.state & ~QStyle.StateFlag.State_Selected
        bounds = region.boundingRect()
        first, last = self.rowAt(bounds.top()), self.rowAt(bounds.bottom())
        last = model.rowCount() - 1 if last < 0 else last
        painter.fillRect(QRect(0, bounds.top(), edge, bounds.height()), QColor(paper.PAPER))
        done = set()
        for line in range(max(first, 0), last + 1):
            if self.isRowHidden(line):
                continue
            for column in range(frozen):
                place = model.owner(line, column)  # type: ignore[attr-defined]
                if place in done or place[1] >= frozen:
                    continue
                done.add(place)
                index = model.index(*place)
                rect = self.visualRect(index)
                option.rect = rect
                option.state = usual | QStyle.StateFlag.State_Selected if selection.isSelected(index) else usual
                delegate.paint(painter, option, index)
                painter.setPen(_LINE)
                painter.drawLine(rect.right() + 1, rect.top(), rect.right() + 1, rect.bottom() + 1)
                painter.drawLine(rect.left(), rect.bottom() + 1, rect.right() + 1, rect.bottom() + 1)
        end = self.rowViewportPosition(last) + self.rowHeight(last) if last >= 0 else 0
        painter.setPen(QPen(_EDGE, 1))
        painter.drawLine(edge - 1, bounds.top(), edge - 1, min(bounds.bottom(), end))
        painter.end()
