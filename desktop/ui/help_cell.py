"""F1 at a cell: its help in a card beside it, which follows the cell while it stays open.

It is a part of the window and no window of its own: an editor that is open stays open, because nothing takes the keys from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser, QVBoxLayout

from desktop.core.cells import CellRef
from desktop.ui import theme
from desktop.ui.cell_editors import LineBox, TextBox
from desktop.ui.help_story import MANUAL, help_html
from desktop.ui.links import cell_of
from desktop.ui.side_panel import side_panel
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace

_DELAY: Final = 80
_GAP: Final = 24


class CellHelp(QFrame):
    """Esc or F1 closes. Links to cells go there, links to the manual are passed on."""

    manual_wanted = Signal(str, str)  # chapter, section
    close_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.window())
        self.workspace = workspace
        self.ref: CellRef | None = None
        self.setObjectName("cellHelp")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(f"#cellHelp {{ background: {theme.PAPER}; border: 2px solid {theme.ACCENT}; border-radius: 6px; }}")
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr("填表说明"))
        self.text.document().setDocumentMargin(9)
        self.text.anchorClicked.connect(self._follow)
        panel, inside = side_panel(self, tr("填表说明"), tr("关闭（F1）"), tr("关闭填表说明"), self.close_wanted)
        inside.addWidget(self.text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(panel)
        self.close_wanted.connect(self.close_help)
        QShortcut(QKeySequence("Esc"), self, self.close_help, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_DELAY)
        self._later.timeout.connect(self.tell)
        workspace.view.current_ref.connect(self._moved)
        workspace.destroyed.connect(self._gone)
        self.hide()

    def show_beside(self) -> None:
        """Show it; it takes the keys only when nothing is being written."""
        self.tell()
        self.show()
        self.raise_()
        if not isinstance(QApplication.focusWidget(), LineBox | TextBox):
            self.text.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_help(self) -> None:
        """Close, and the hand back to the table."""
        had = self.text.hasFocus()
        self.hide()
        if had:
            self.workspace.view.setFocus()

    def tell(self) -> None:
        """Write the help of the cell in hand."""
        self._later.stop()
        ref = self.workspace.view.reference()
        if ref is None or not self.workspace.bridge.model.has_cell(ref):
            self.text.setPlainText(tr("选中要填的格，这里说明填什么、依据是什么。"))
            self.ref = None
        else:
            self.ref = ref
            self.text.setHtml(help_html(self.workspace.bridge, ref))
        self.setGeometry(self._beside())

    def _gone(self) -> None:
        """The document was closed."""
        self._later.stop()
        self.hide()

    def _moved(self, ref: CellRef | None) -> None:
        if self.isVisible():
            self._later.start()

    def _beside(self) -> QRect:
        """Right of the cell, or left of it, so that the cell stays in sight; inside the window."""
        view, window = self.workspace.view, self.workspace.window()
        unit = self.fontMetrics().height() / 17
        room = window.rect().adjusted(8, 40, -8, -30)
        width, height = min(int(390 * unit), room.width() // 2), min(int(440 * unit), room.height())
        cell = view.visualRect(view.currentIndex())
        place = QRect(view.viewport().mapTo(window, cell.topLeft()), cell.size())
        left = place.right() + _GAP
        if left + width > room.right():
            left = place.left() - width - _GAP
        corner = QPoint(max(room.left(), min(left, room.right() - width)), max(room.top(), min(place.top() - 60, room.bottom() - height)))
        return QRect(corner.x(), corner.y(), width, height)

    def _follow(self, url: QUrl) -> None:
        text = url.toString()
        if text.startswith(MANUAL):
            chapter, _, anchor = text.removeprefix(MANUAL).partition("#")
            self.manual_wanted.emit(chapter, anchor)
            return
        ref = cell_of(text)
        if ref is not None:
            self.workspace.go_to(ref)
