"""A table view that fits its columns and lines to the printed proportions, to the room there is, and to what stands in the cells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.cell_delegate import CellDelegate
from desktop.ui.cell_painter import PAD
from desktop.ui.look import NUMBERS
from desktop.ui.printed_head import PrintedHead
from desktop.ui.seeing_frozen import FrozenTable, name_columns
from desktop.ui.seeing_memory import Memory, keep, recall, table_key
from desktop.ui.sheet_fit import column_widths, line_heights, needed_widths
from desktop.ui.sheet_model import SheetModel
from desktop.ui.words import tr

Index = QModelIndex | QPersistentModelIndex


REFIT_DELAY = 150  # ms after the last of many changes
KEEP_DELAY = 600  # ms after a width or the zoom was changed


class FittedTable(FrozenTable):
    """Base of :class:`~desktop.ui.sheet_view.SheetView`: which table, and how large everything is."""

    table_shown = Signal()
    """Another table, or the same one laid out anew."""

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
        self._key = ""
        self._needed: tuple[object, tuple[object, ...], list[int]] | None = None  # what figures need, until one changes
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEEP_DELAY)
        self._later.timeout.connect(self.remember)

    def show_model(self, model: SheetModel) -> None:
        """Show another table; its first input cell becomes the current one."""
        old = self.model()
        self.remember()
        if isinstance(old, SheetModel):
            old.modelAboutToBeReset.disconnect(self._keep_place)
            old.laid_out.disconnect(self._dress)
            old.lines_changed.disconnect(self._dress)
            old.text_changed.disconnect(self._fit_lines)
        self.cells.sheet = model
        self.setModel(model)
        self._scrolled = (0, 0)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.laid_out.connect(self._dress)
        model.lines_changed.connect(self._dress)
        model.text_changed.connect(self._fit_lines)
        self.setAccessibleName(tr("表格 {form} {title}", form=model.form, title=model.grid.title))
        self._recall()
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
        self.names = name_columns(model)
        if self._key != self._own_key():
            self.remember()
            self._recall()
        if self._fitted:
            self.fit_widths()
        else:
            self._fit_heights()
        self.horizontalScrollBar().setValue(self._scrolled[0])
        self.verticalScrollBar().setValue(self._scrolled[1])
        self.table_shown.emit()

    # what is remembered

    def _own_key(self) -> str:
        sheet = self.sheet()
        return table_key(sheet.bridge.model.book.pack, sheet.form, sheet.compares)

    def _recall(self) -> None:
        """Zoom and widths as this table was left."""
        self._key = self._own_key()
        memory = recall(self._key)
        self._set_size(memory.zoom / 100)
        widths, unit = memory.widths, self.cells.painter.metrics.height()
        self._fitted = len(widths) != self.sheet().columnCount()
        if not self._fitted:
            self._fitting = True
            for column, width in enumerate(widths):
                self.setColumnWidth(column, max(round(width * unit / 100), 18))
            self._fitting = False

    def remember(self) -> None:
        """Keep zoom and widths of the table in hand, if they were changed."""
        if self._later.isActive() and self._key and isinstance(self.model(), SheetModel):
            unit = self.cells.painter.metrics.height()
            by_hand = () if self._fitted else tuple(round(width * 100 / unit) for width in self._widths())
            keep(self._key, Memory(round(self.zoom * 100), by_hand))
        self._later.stop()

    def widths_as_printed(self) -> None:
        """Forget widths that were drawn by hand."""
        self._fitted = True
        self.fit_widths()
        self._later.start()

    def _keep_place(self) -> None:
        """The table is about to be laid out anew; what is in sight stays in sight."""
        self._scrolled = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def fit_widths(self) -> None:
        """Widths for the room there is; see :mod:`desktop.ui.sheet_fit`."""
        if not isinstance(self.model(), SheetModel):
            return
        self._refit.stop()
        self._fitting = True
        sheet, painter = self.sheet(), self.cells.painter
        key = (sheet.compares, sheet.bridge.figures.unit, painter.font.key())
        if self._needed is None or self._needed[0] is not sheet.grid or self._needed[1] != key:
            self._needed = (sheet.grid, key, needed_widths(sheet, painter))
        for column, pixels in enumerate(column_widths(sheet, painter, self.viewport().width() - 2, self._needed[2])):
            self.setColumnWidth(column, pixels)
        self._fitting = False
        self._fit_heights()
        self.updateGeometries()

    def _pad(self) -> int:
        return int(5 * self.zoom)

    def _usual_height(self) -> int:
        """Of a line of text; with last year's figures below those of this year, of two."""
        painter = self.cells.painter
        return painter.metrics.height() + self._pad() + (painter.small_metrics.height() if self.sheet().compares else 0)

    def _widths(self) -> list[int]:
        return [self.columnWidth(column) for column in range(self.sheet().columnCount())]

    def _fit_heights(self) -> None:
        usual = self._usual_height()
        self.verticalHeader().setDefaultSectionSize(usual)
        for at, height in enumerate(line_heights(self.sheet(), self.cells.painter, self._widths(), usual, None, self._pad())):
            if self.rowHeight(at) != height:
                self.setRowHeight(at, height)

    def _fit_lines(self, lines: set[int]) -> None:
        """Texts in these lines were changed: they may need more room, or less; so may a cell that reaches over them."""
        model, widths, usual = self.sheet(), self._widths(), self._usual_height()
        if any(span.rows > 1 for span in model.spans):
            self._fit_heights()
            return
        for line in lines:
            self.setRowHeight(line, line_heights(model, self.cells.painter, widths, usual, range(line, line + 1), self._pad())[0])

    def dataChanged(self, top: Index, bottom: Index, roles: Sequence[int] = ()) -> None:
        """A figure that grew out of its column makes the columns be fitted anew; of many figures at once nobody asks which."""
        super().dataChanged(top, bottom, roles)
        self._needed = None
        if self._fitted and top != bottom:
            self._refit.start(REFIT_DELAY)
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
            self._later.start()
            QTimer.singleShot(0, self._fit_heights)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted and event.oldSize().width() != event.size().width():
            self.fit_widths()
            if self.currentIndex().isValid():
                self.scrollTo(self.currentIndex())  # other widths make other heights; what is worked on stays in sight

    def set_zoom(self, zoom: float) -> None:
        """Letters and columns larger or smaller; columns drawn by hand keep their proportion."""
        before = [width / self.cells.painter.metrics.height() for width in self._widths()]
        self._set_size(zoom)
        if self._fitted:
            self.fit_widths()
        else:
            self._fitting = True
            for column, width in enumerate(before):
                self.setColumnWidth(column, round(width * self.cells.painter.metrics.height()))
            self._fitting = False
            self._fit_heights()
        self._later.start()

    def _set_size(self, zoom: float) -> None:
        zoom = min(max(zoom, 0.6), 2.5)
        font = QFont(self.window().font())
        font.setPointSizeF(font.pointSizeF() * zoom)
        if zoom == self.zoom and font == self.font():
            return
        self.zoom = zoom
        self.setFont(font)
        self.head.setFont(font)
        self.cells.dress(font)

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
