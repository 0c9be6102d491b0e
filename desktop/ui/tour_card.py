"""The offer of the tour on the start page: once, never forced."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.app import settings
from desktop.ui import theme
from desktop.ui.words import tr


class TourCard(QFrame):
    """Two buttons; either answer is kept, and the card is not shown again."""

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tourOffer")
        self.setStyleSheet(f"#tourOffer {{ background: {theme.CHECKED}; border: 1px solid {theme.CHECKED_EDGE}; border-radius: 6px; }}")
        title = QLabel(tr("第一次用明账？"), self)
        bold = QFont(self.font())
        bold.setBold(True)
        title.setFont(bold)
        text = QLabel(
            tr("用示例部门走一遍，八步、约五分钟：填表、审核、解释、文稿。随时可以按 Esc 离开，以后在“帮助”菜单里还能再看。"), self
        )
        text.setWordWrap(True)
        self.go = QPushButton(tr("开始导览(&T)"), self)
        self.no = QPushButton(tr("不用了"), self)
        buttons = QHBoxLayout()
        buttons.addWidget(self.go)
        buttons.addWidget(self.no)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 11, 14, 11)
        layout.setSpacing(7)
        for part in (title, text):
            layout.addWidget(part)
        layout.addLayout(buttons)
        self.go.clicked.connect(self._go)
        self.no.clicked.connect(self._no)

    @staticmethod
    def is_wanted() -> bool:
        """Whether nobody has answered yet and no document was ever opened here."""
        return not settings.option("tour_offered") and not settings.option("recent")

    def _go(self) -> None:
        self.hide()
        self.wanted.emit()

    def _no(self) -> None:
        self.hide()
        with suppress(OSError):  # then it is asked again next time; no reason to stop
            settings.save_options({"tour_offered": True})
