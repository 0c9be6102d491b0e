"""What is printed above a table: title, form number, and the line of unit, year and 金额单位."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.elided import Elided

if TYPE_CHECKING:
    from desktop.ui.sheet_model import SheetModel


class PaperHead(QWidget):
    """Follows the table with :meth:`show_sheet`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.number = QLabel(self), QLabel(self)
        big = QFont(self.font())
        big.setPointSizeF(big.pointSizeF() * 1.35)
        big.setBold(True)
        self.title.setFont(big)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self.number.setObjectName("quiet")
        self.meta = [Elided(self), Elided(self), Elided(self)]
        for label, align in zip(
            self.meta, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight), strict=True
        ):
            label.setAlignment(align)
        top, line = QHBoxLayout(), QHBoxLayout()
        self.line = line
        self.spacer = QLabel(self)
        top.addWidget(self.spacer, 1)
        top.addWidget(self.title, 4)
        top.addWidget(self.number, 1)
        for label in self.meta:
            line.addWidget(label, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 3, 2, 2)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(line)

    def show_sheet(self, sheet: SheetModel) -> None:
        self.title.setText(sheet.grid.title)
        self.number.setText(sheet.grid.form_no)
        for label, text in zip(self.meta, sheet.grid.meta, strict=True):
            label.say(text)
        self._share()

    def show_title(self, on: bool) -> None:
        """Without its title where there is no room: the tree and the value bar name the table too."""
        for label in (self.spacer, self.title, self.number):
            label.setVisible(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """The year stands in the middle, unless a long name of a unit needs more than its third."""
        needed = [self.fontMetrics().horizontalAdvance(label.whole) + 8 for label in self.meta]
        fits = max(needed) < self.width() // 3
        for at, pixels in enumerate(needed):
            self.line.setStretch(at, 1 if fits else pixels)
