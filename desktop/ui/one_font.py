"""The same font in menus, lists, tables and messages.

Windows has a font for each of them, and Qt takes these over for the kinds of widgets below: the size that the person chose would not reach
the tables, and where the system's font has no Chinese nothing would be seen. A change of the Windows theme brings them back, so it is watched.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QFont, QWindow
from PySide6.QtWidgets import QApplication

KINDS = (
    "QMenu",
    "QMenuBar",
    "QMessageBox",
    "QTipLabel",
    "QStatusBar",
    "QTitleBar",
    "QWorkspaceTitleBar",
    "QMdiSubWindowTitleBar",
    "QDockWidgetTitle",
    "QAbstractItemView",
    "QListView",
    "QListBox",
    "QHeaderView",
    "QComboMenuItem",
    "QComboLineEdit",
    "QToolButton",
    "QPushButton",
    "QCheckBox",
    "QRadioButton",
    "QGroupBox",
)
"""What the themes of Windows, macOS and Linux may have fonts of their own for."""


class ThemeWatch(QWindow):
    """Never shown; Qt tells every window when the theme of the desktop changes."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = QFont()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ThemeChange:
            QTimer.singleShot(0, self.use)  # after Qt has taken over the fonts of the new theme
        return super().event(event)

    def use(self) -> None:
        """Give every kind of widget the font."""
        for kind in KINDS:  # PySide takes the name as str and says it wants bytes
            if QApplication.font(kind) != self.chosen:  # type: ignore[call-overload]
                QApplication.setFont(self.chosen, kind)  # type: ignore[arg-type]


_watch: list[ThemeWatch] = []


def set_font(app: QApplication, font: QFont) -> None:
    """The font of the whole program from now on."""
    app.setFont(font)
    if not _watch:
        _watch.append(ThemeWatch())
    _watch[0].chosen = font
    _watch[0].use()


def keep() -> None:
    """To be called after a style or style sheet was set for the program: Qt forgets the fonts then."""
    if _watch:
        _watch[0].use()


def watch() -> ThemeWatch:
    """What keeps the font; there once a font was set."""
    return _watch[0]
