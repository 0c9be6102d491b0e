"""The small line of up to three years beside the value bar, with its figures in words for whoever does not see it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.seeing_beside import paint_years
from desktop.ui.seeing_compare import Compared
from desktop.ui.words import tr


class YearsLine(QWidget):
    """Shows nothing where fewer than two years are known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.years: tuple[tuple[int, Decimal], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(64, self.fontMetrics().height())

    def say(self, found: Compared) -> None:
        self.years = found.years
        words = tr("各年：{course}", course=found.course()) if found.years else ""
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setVisible(bool(found.years))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_years(painter, QRectF(self.rect()).adjusted(0, 1, 0, -1), self.years, QColor(theme.ACCENT), QColor(theme.PAPER))
        painter.end()
