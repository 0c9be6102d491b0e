"""F1 at a cell: its help in a small window beside it, which follows the cell while it stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QTextBrowser, QVBoxLayout

from desktop.core.cells import CellRef
from desktop.ui.cell_editors import LineBox, TextBox
from desktop.ui.help_story import MANUAL, help_html
from desktop.ui.links import cell_of
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace

_DELAY: Final = 80


class CellHelpWindow(QDialog):
    """Esc or F1 closes. Links to cells go there, links to the manual are passed on."""

    manual_wanted = Signal(str, str)  # chapter, section

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.window())
        self.workspace = workspace
        self.ref: CellRef | None = None
        self.setWindowTitle(tr("填表说明"))
        self.setModal(False)
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr("填表说明"))
        self.text.document().setDocumentMargin(9)
        self.text.anchorClicked.connect(self._follow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        unit = self.fontMetrics().height() / 17
        self.resize(int(400 * unit), int(430 * unit))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_DELAY)
        self._later.timeout.connect(self.tell)
        QShortcut(QKeySequence("F1"), self, self.close)
        workspace.view.current_ref.connect(self._moved)
        workspace.destroyed.connect(self._gone)

    def show_beside(self) -> None:
        """Show it; it takes the keys only when nothing is being written, so that an open editor stays open."""
        writing = isinstance(QApplication.focusWidget(), LineBox | TextBox)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, writing)
        self.tell()
        self.show()
        self.raise_()
        if not writing:
            self.activateWindow()

    def tell(self) -> None:
        """Write the help of the cell in hand."""
        self._later.stop()
        ref = self.workspace.view.reference()
        if ref is None or not self.workspace.bridge.model.has_cell(ref):
            self.text.setPlainText(tr("选中要填的格，这里说明填什么、依据是什么。"))
            self.ref = None
            return
        self.ref = ref
        self.text.setHtml(help_html(self.workspace.bridge, ref))

    def _gone(self) -> None:
        """The document was closed."""
        self._later.stop()
        self.close()

    def _moved(self, ref: CellRef | None) -> None:
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.move(self._beside())

    def _beside(self) -> QPoint:
        """Right of the cell, or left of it, so that it stays in sight; inside the screen."""
        view = self.workspace.view
        cell = view.visualRect(view.currentIndex())
        place = QRect(view.viewport().mapToGlobal(cell.topLeft()), cell.size())
        room = self.screen().availableGeometry()
        frame = self.frameGeometry().size()
        left = place.right() + 24
        if left + frame.width() > room.right():
            left = place.left() - frame.width() - 24
        left = max(room.left(), min(left, room.right() - frame.width()))
        top = max(room.top(), min(place.top() - 60, room.bottom() - frame.height() - 40))
        return QPoint(left, top)

    def _follow(self, url: QUrl) -> None:
        text = url.toString()
        if text.startswith(MANUAL):
            chapter, _, anchor = text.removeprefix(MANUAL).partition("#")
            self.manual_wanted.emit(chapter, anchor)
            return
        ref = cell_of(text)
        if ref is not None:
            self.workspace.go_to(ref)
