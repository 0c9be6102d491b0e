"""F1 in a dialog: the chapter of the manual that tells of it, in a window above the dialog (a modal one would close off any other)."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from desktop.app.manual import place_of


def give_help(dialog: QDialog) -> None:
    """Let F1 in a dialog open its chapter."""
    QShortcut(QKeySequence("F1"), dialog, lambda: show_chapter(dialog))


def show_chapter(dialog: QWidget) -> None:
    """The chapter of a dialog."""
    from desktop.ui.help_window import ManualWindow

    found = dialog.findChild(ManualWindow) or ManualWindow(dialog)
    found.show_place(*place_of("dialogs", type(dialog).__name__))
    found.show()
    found.raise_()
    found.activateWindow()
