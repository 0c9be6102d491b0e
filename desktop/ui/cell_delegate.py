"""Paints one printed cell and opens a plain line edit over it.

Marks beside colours: computed cells have a tinted ground, imported ones a small triangle top left, overridden ones an orange triangle and
bold figures, findings a triangle bottom right with a wavy line, notes a dot top right, cells that take no entry fine hatching.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.amounts import NA
from desktop.forms.layout import GridCell
from desktop.ui import theme
from desktop.ui.look import PLAIN, Look
from desktop.ui.sheet_model import CELL, LOOK, SheetModel
from desktop.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
PAD = 5
INDENT = 14
WRAPPING = ("label", "name", "note", "sentence", "entry", "section", "foot")
_SEVERITY = {"error": theme.ERROR, "warning": theme.WARNING, "hint": theme.HINT}
_NUMBERS = ("money", "count", "percent")


class CellDelegate(QStyledItemDelegate):
    """Keys that end an edit are told through :attr:`moved` (rows, columns), so that the view moves as spreadsheets do."""

    moved = Signal(int, int)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: GridCell | None = index.data(CELL)
        rect = option.rect
        if cell is None:
            painter.fillRect(rect, QColor(theme.PAPER))
            return
        self.paint_cell(painter, option, cell, index.data(LOOK) or PLAIN)

    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, cell: GridCell, look: Look) -> None:
        """Ground, text and marks of one cell."""
        rect = option.rect
        painter.save()
        painter.setClipRect(rect)
        self._ground(painter, rect, cell, look, bool(option.state & QStyle.StateFlag.State_Selected))
        self._text(painter, option, cell, look)
        if cell.ref is not None:
            self._marks(painter, rect, look)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, cell: GridCell, look: Look, selected: bool) -> None:
        colour = theme.PAPER
        if cell.role in ("section", "foot", "line_no"):
            colour = "#f8f9fb"
        elif look.source == "computed":
            colour = theme.COMPUTED
        if look.lit:
            colour = theme.LIT
        if selected:
            colour = "#e3d9a8" if look.lit else theme.SELECTED
        painter.fillRect(rect, QColor(colour))
        if cell.ref is not None and look.closed and cell.role == "value":
            painter.fillRect(rect, QBrush(QColor(theme.HATCH), Qt.BrushStyle.BDiagPattern))

    def _text(self, painter: QPainter, option: QStyleOptionViewItem, cell: GridCell, look: Look) -> None:
        text = look.text if cell.ref is not None else cell.text
        inside = option.rect.adjusted(PAD, 0, -PAD, 0)
        if look.prior and cell.role == "value":
            small = QFont(option.font)
            small.setPointSizeF(max(option.font.pointSizeF() * 0.8, 6.5))
            painter.setFont(small)
            painter.setPen(QColor("#8793a0"))
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), look.prior)
        if not text:
            if cell.role == "sentence":
                painter.setFont(option.font)
                painter.setPen(QColor("#8a94a0"))
                painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), tr("（空表的说明写在这里）"))
            return
        font = QFont(option.font)
        font.setBold(cell.bold or look.source == "overridden")
        colour = theme.INK
        if cell.role in ("line_no", "code"):
            colour = theme.QUIET
        elif cell.role in ("entry", "note"):
            colour = theme.ACCENT if cell.role == "entry" else theme.QUIET
        elif look.refused or look.negative:
            colour = theme.NEGATIVE
        elif look.source == "computed":
            colour = "#274669"
        painter.setFont(font)
        painter.setPen(QColor(colour))
        align = {"left": Qt.AlignmentFlag.AlignLeft, "center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}[
            cell.align
        ]
        if cell.role in ("label", "name", "section"):
            inside.setLeft(inside.left() + cell.level * INDENT)
        if cell.role in WRAPPING or (cell.role == "value" and cell.align == "left"):
            painter.drawText(inside, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), text)
            return
        metrics = QFontMetrics(font)
        if metrics.horizontalAdvance(text) > inside.width() and cell.role == "value" and not look.refused:
            text = "#" * max(1, inside.width() // max(1, metrics.horizontalAdvance("#")))  # a cut figure would be a wrong one
        painter.drawText(inside, int(align | Qt.AlignmentFlag.AlignVCenter), text)

    def _marks(self, painter: QPainter, rect: QRect, look: Look) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left, top, right, bottom = rect.left(), rect.top(), rect.right() + 1, rect.bottom() + 1
        if look.source in ("imported", "overridden"):
            size = 5 if look.source == "imported" else 8
            painter.setBrush(QColor(theme.IMPORTED if look.source == "imported" else theme.OVERRIDDEN))
            painter.drawPolygon(QPolygonF([QPointF(left, top), QPointF(left + size, top), QPointF(left, top + size)]))
        if look.severity:
            painter.setBrush(QColor(_SEVERITY[look.severity]))
            painter.drawPolygon(QPolygonF([QPointF(right, bottom), QPointF(right - 8, bottom), QPointF(right, bottom - 8)]))
            if look.severity == "error":
                painter.setPen(QPen(QColor(theme.ERROR), 1, Qt.PenStyle.DotLine))
                painter.drawLine(left + 2, bottom - 2, right - 9, bottom - 2)
                painter.setPen(Qt.PenStyle.NoPen)
        if look.note:
            painter.setBrush(QColor(theme.ACCENT))
            painter.drawEllipse(QPointF(right - 5, top + 5), 2.4, 2.4)
        if look.lit or look.refused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            colour = theme.NEGATIVE if look.refused else theme.LIT_EDGE
            painter.setPen(QPen(QColor(colour), 2, Qt.PenStyle.DashLine if look.refused else Qt.PenStyle.SolidLine))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, QFontMetrics(option.font).height() + 8)

    # editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, SheetModel)
        ref = model.ref_at(index)
        kind = model.bridge.model.kind(ref) if ref else "text"
        if ref is not None and kind == "choice":
            box = QComboBox(parent)
            box.addItems(["", *model.choices(ref)])
            box.activated.connect(self._chosen)
            return box
        edit = QLineEdit(parent)
        edit.setFrame(False)
        edit.setTextMargins(PAD - 2, 0, PAD - 2, 0)
        edit.setStyleSheet(f"QLineEdit {{ border: 2px solid {theme.ACCENT}; background: white; }}")
        edit.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        if kind in _NUMBERS:
            # Without an input method the first digit arrives at once; full-width digits are still read.
            edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            edit.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhNoPredictiveText)
            edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        return edit

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findText(text), 0))
        elif isinstance(editor, QLineEdit):
            model = index.model()
            ref = index.data(CELL).ref
            blank = ref is not None and model.bridge.model.value(ref) is NA  # type: ignore[attr-defined]
            editor.setText("————" if blank and not text else text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        text = editor.currentText() if isinstance(editor, QComboBox) else editor.text() if isinstance(editor, QLineEdit) else ""
        model.setData(index, text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        if isinstance(editor, QLineEdit):
            rect.setWidth(max(rect.width(), 90))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab commit and move; the next cell is chosen, not opened."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            move = _MOVES.get(Qt.Key(event.key()))
            if move is not None and not (isinstance(editor, QComboBox) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                view = self.parent()
                cell = view.currentIndex().data(CELL) if isinstance(view, QAbstractItemView) else None
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                if cell is not None and cell.role == "entry":
                    return True  # the new row decides where to go on
                rows, columns = move
                self.moved.emit(-rows if back else rows, -columns if back else columns)
                return True
        return super().eventFilter(editor, event)

    def _chosen(self, at: int) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


_MOVES: dict[Any, tuple[int, int]] = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, 1),  # always with Shift
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
