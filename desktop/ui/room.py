"""Small screens: a laptop of 1366×768 at 150 or 200 % leaves a window of 683×313. What is needed for the work stays, the rest gives way.

Dialogs that are larger than the screen scroll, their buttons always in sight; the main window spares pictures' names and the printed title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QInputDialog,
    QMainWindow,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.dialogs import for_every_dialog

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace

_LOW, _VERY_LOW = 33, 25
"""Heights of the window in lines of text, below which the printed title is spared, and below which the tool bar shows pictures only."""
_GAP = 8


def watch(app: QApplication) -> None:
    """Make every dialog that is opened from now on fit its screen."""
    for_every_dialog(app, "mingzhangFitted", fit_screen)


def fit_screen(dialog: QDialog, room: QRect | None = None) -> None:
    """Make a dialog no larger than ``room`` (its screen) and put it inside; what has no place then is scrolled to."""
    room = room or dialog.screen().availableGeometry()
    frame = dialog.frameGeometry().size() - dialog.size()
    most = QSize(room.width() - max(frame.width(), 2), room.height() - max(frame.height(), 24))
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    if dialog.width() <= most.width() and dialog.height() <= most.height() and least.boundedTo(most) == least:
        return
    if least.boundedTo(most) != least and not isinstance(dialog, QMessageBox | QInputDialog):
        _make_scroll(dialog)
        dialog.setMinimumSize(dialog.minimumSize().boundedTo(most))
    dialog.resize(dialog.size().boundedTo(most))
    at = dialog.frameGeometry()
    at.moveLeft(max(room.left(), min(at.left(), room.right() + 1 - at.width())))
    at.moveTop(max(room.top(), min(at.top(), room.bottom() + 1 - at.height())))
    dialog.move(at.topLeft())


def make_way(dialog: QDialog, shown: QRect) -> None:
    """Move a dialog off what it shows: above or below it, made lower where there is not room enough."""
    shown = shown.adjusted(0, -_GAP, 0, _GAP)
    frame, room = dialog.frameGeometry(), dialog.screen().availableGeometry()
    if not frame.intersects(shown):
        return
    above, below = shown.top() - room.top(), room.bottom() + 1 - shown.bottom()
    rim = frame.height() - dialog.height()
    height = min(dialog.height(), max(above, below) - rim)
    if height >= dialog.minimumSizeHint().height():
        dialog.resize(dialog.width(), height)
        dialog.move(frame.x(), shown.bottom() if below >= above else shown.top() - height - rim)


def _make_scroll(dialog: QDialog) -> None:
    """Put what a dialog holds into a part that scrolls; the row of buttons at its end stays below."""
    inside = dialog.layout()
    if inside is None:
        return
    focus = dialog.focusWidget()
    last = inside.itemAt(inside.count() - 1)
    buttons = last.widget() if last is not None else None
    if isinstance(buttons, QDialogButtonBox):
        inside.removeWidget(buttons)
    content = QWidget()
    content.setLayout(inside)
    area = QScrollArea(dialog)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(content)
    outside = QVBoxLayout(dialog)
    outside.setContentsMargins(0, 0, 0, 0)
    outside.addWidget(area, 1)
    if isinstance(buttons, QDialogButtonBox):
        margins = inside.contentsMargins()
        foot = QVBoxLayout()
        foot.setContentsMargins(margins.left(), 4, margins.right(), 8)
        foot.addWidget(buttons)
        outside.addLayout(foot)
    area.show()
    dialog.resize(dialog.width() + area.verticalScrollBar().sizeHint().width(), dialog.height())
    if focus is not None:
        focus.setFocus()
        area.ensureWidgetVisible(focus)


class RoomInWindow(QMainWindow if TYPE_CHECKING else object):  # type: ignore[misc]
    """Part of the main window: what it shows in the room that it has."""

    workspace: Workspace | None
    commands: dict[str, QAction]
    _spared = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.suit_room()

    def suit_room(self) -> None:
        """Spare what the work does not need when the window is low."""
        lines = self.height() / self.fontMetrics().height()
        bar = getattr(self, "bar", None)
        if bar is not None:
            bar.show_pictures_only(lines < _VERY_LOW)
        if self.workspace is not None:
            self.workspace.paper_head.show_title(lines >= _LOW)
            self.workspace.paper_head.setVisible(lines >= _VERY_LOW)
            unit = self.fontMetrics().height() / 17
            least = 110 if lines < _VERY_LOW else 185  # a head of four lines, and a cell or some below it; the drawer gives way
            self.workspace.view.setMinimumHeight(int(least * unit))
            if lines < _VERY_LOW and not self._spared:
                self.commands["show_findings"].setChecked(False)  # F4 and the tool bar bring the drawer back
                self.workspace.show_findings(False)
            self._spared = lines < _VERY_LOW
