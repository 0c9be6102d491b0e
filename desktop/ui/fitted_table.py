"""A table view that fits its columns and lines to the printed proportions, to the room there is, and to what stands in the cells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QFont, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QTableView, QWidget

from desktop.ui.cell_delegate import CellDelegate
from desktop.ui.cell_painter import PAD
from desktop.ui.look import NUMBERS
from desktop.ui.printed_head import PrintedHead
from desktop.ui.sheet_fit import column_widths, line_heights
from desktop.ui.sheet_model import SheetModel
from desktop.ui.words import tr

Index = QModelIndex | QPersistentModelIndex


class FittedTable(QTableView):
    """Base of :class:`~desktop.ui.sheet_view.SheetView`: which table, and how large everything is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PrintedHead(self)
        self.setHorizontalHeader(self.head)
        self.verticalHeader().hide()
        self.cells = CellDelegate(self)
        self.setItemDelegate(self.cells)
        self.zoom = 1.0
        self._fitted = True  # until a column is drawn by hand
        self._fitting = False
        self._scrolled = (0, 0)
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.timeout.connect(self.fit_widths)
        self.head.sectionResized.connect(self._widths_by_hand)

    def show_model(self, model: SheetModel) -> None:
        """Show another table; its first input cell becomes the current one."""
        old = self.model()
        if isinstance(old, SheetModel):
            old.modelAboutToBeReset.disconnect(self._keep_place)
            old.laid_out.disconnect(self._dress)
            old.lines_changed.disconnect(self._dress)
            old.text_changed.disconnect(self._fit_line)
        self.cells.sheet = model
        self.setModel(model)
        self._scrolled = (0, 0)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.laid_out.connect(self._dress)
        model.lines_changed.connect(self._dress)
        model.text_changed.connect(self._fit_line)
        self._fitted = True
        self.setAccessibleName(tr("表格 {form} {title}", form=model.form, title=model.grid.title))
        self._dress()

    def sheet(self) -> SheetModel:
        model = self.model()
        assert isinstance(model, SheetModel)
        return model

    def _dress(self) -> None:
        """Spans, widths and heights of the table as it stands now."""
        self.clearSpans()
        model = self.sheet()
        for span in model.spans:
            self.setSpan(span.row, span.column, span.rows, span.columns)
        self.head.set_rows(model.grid.head)
        self.fit_widths()
        self.horizontalScrollBar().setValue(self._scrolled[0])
        self.verticalScrollBar().setValue(self._scrolled[1])

    def _keep_place(self) -> None:
        """The table is about to be laid out anew; what is in sight stays in sight."""
        self._scrolled = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def fit_widths(self) -> None:
        """Widths for the room there is; see :mod:`desktop.ui.sheet_fit`."""
        if not isinstance(self.model(), SheetModel):
            return
        self._fitting = True
        for column, pixels in enumerate(column_widths(self.sheet(), self.cells.painter, self.viewport().width() - 2)):
            self.setColumnWidth(column, pixels)
        self._fitting = False
        self._fit_heights()
        self.updateGeometries()

    def _usual_height(self) -> int:
        return self.cells.painter.metrics.height() + int(5 * self.zoom)

    def _widths(self) -> list[int]:
        return [self.columnWidth(column) for column in range(self.sheet().columnCount())]

    def _fit_heights(self) -> None:
        usual = self._usual_height()
        self.verticalHeader().setDefaultSectionSize(usual)
        for at, height in enumerate(line_heights(self.sheet(), self.cells.painter, self._widths(), usual)):
            if self.rowHeight(at) != height:
                self.setRowHeight(at, height)

    def _fit_line(self, line: int) -> None:
        """A text in this line was changed: it may need more lines, or fewer; so may a cell that reaches over it."""
        model, widths, usual = self.sheet(), self._widths(), self._usual_height()
        if any(span.rows > 1 for span in model.spans):
            self._fit_heights()
        else:
            self.setRowHeight(line, line_heights(model, self.cells.painter, widths, usual, range(line, line + 1))[0])

    def dataChanged(self, top: Index, bottom: Index, roles: Sequence[int] = ()) -> None:
        """A figure that grew out of its column makes the columns be fitted anew."""
        super().dataChanged(top, bottom, roles)
        ref = self.sheet().ref_at(top) if self._fitted and top == bottom else None
        if ref is not None and self.sheet().bridge.model.kind(ref) in NUMBERS:
            look = self.sheet().look(ref)
            cell = self.sheet().cell_at(top)
            shown = cell.printed(look.text) if cell is not None else look.text
            if not look.refused and self.cells.painter.width(shown, True) > self.visualRect(top).width() - 2 * PAD:
                self._refit.start(0)

    def _widths_by_hand(self, section: int, old: int, new: int) -> None:
        if not self._fitting:
            self._fitted = False
            QTimer.singleShot(0, self._fit_heights)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted and event.oldSize().width() != event.size().width():
            self.fit_widths()
            if self.currentIndex().isValid():
                self.scrollTo(self.currentIndex())  # other widths make other heights; what is worked on stays in sight

    def set_zoom(self, zoom: float) -> None:
        self.zoom = min(max(zoom, 0.6), 2.5)
        font = QFont(self.window().font())
        font.setPointSizeF(font.pointSizeF() * self.zoom)
        self.setFont(font)
        self.head.setFont(font)
        self.cells.dress(font)
        self._fitted = True
        self.fit_widths()

    def scrollContentsBy(self, across: int, down: int) -> None:
        super().scrollContentsBy(across, down)
        model = self.model()
        if isinstance(model, SheetModel) and any(span.rows > 3 for span in model.spans):
            self.viewport().update()  # the text of a tall cell follows what is seen of it

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            event.accept()
            return
        super().wheelEvent(event)
