"""A large button of the start page: an icon, what it does in bold, and a quiet line below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui import theme

_ICON, _PAD = 26, 14


class StartButton(QPushButton):
    """``text`` may have a key behind ``&``; Enter presses the button as Space does."""

    def __init__(self, picture: QIcon, text: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.title, self.hint, self.picture = text, hint, picture
        self.setAccessibleName(text.split("(")[0])
        self.setAccessibleDescription(hint)
        self.setShortcut(QKeySequence.mnemonic(text))
        self._bold = QFont(self.font())
        self._bold.setBold(True)
        self.setMinimumHeight(2 * self.fontMetrics().height() + 14)

    def sizeHint(self) -> QSize:
        wide = max(QFontMetrics(self._bold).horizontalAdvance(self.title), self.fontMetrics().horizontalAdvance(self.hint))
        return QSize(max(wide + _ICON + 4 * _PAD, 300), 2 * self.fontMetrics().height() + 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        middle, line = self.height() // 2, self.fontMetrics().height()
        self.picture.paint(painter, QRect(_PAD, middle - _ICON // 2, _ICON, _ICON))
        left = 2 * _PAD + _ICON
        painter.setFont(self._bold)
        painter.setPen(QColor(theme.INK))
        show = int(Qt.TextFlag.TextShowMnemonic | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(left, middle - line - 1, self.width() - left, line), show, self.title)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.QUIET))
        painter.drawText(QRect(left, middle + 2, self.width() - left - 4, line), int(Qt.AlignmentFlag.AlignVCenter), self.hint)
        painter.end()
