"""F1 in a dialog: the chapter of the manual that tells of it, in a window above the dialog (a modal one would close off any other).

It is caught on its way up from the part that has the focus: a shortcut of the dialog would be one of two where the dialog stays open beside the
window, and Qt obeys neither of two.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from desktop.app.manual import places
from desktop.ui.dialogs import for_every_dialog
from desktop.ui.words import CONTEXT

_HELPED = "mingzhangHelps"


def watch(app: QApplication) -> None:
    """Let F1 help in every dialog that is opened from now on."""
    for_every_dialog(app, "mingzhangMet", _help_in)


def _help_in(dialog: QDialog) -> None:
    from desktop.ui.help_window import ManualWindow

    if not isinstance(dialog, ManualWindow | QFileDialog):
        give_help(dialog)


def give_help(dialog: QDialog) -> None:
    """Let F1 in a dialog open its chapter."""
    if not dialog.property(_HELPED):
        dialog.setProperty(_HELPED, True)
        dialog.installEventFilter(_Key(dialog))


class _Key(QObject):
    """Belongs to a dialog, and sees what its parts leave over."""

    def eventFilter(self, dialog: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_F1 or event.modifiers() != Qt.KeyboardModifier.NoModifier or not isinstance(dialog, QDialog):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            show_chapter(dialog)
        return True


def chapter_of(dialog: QWidget) -> tuple[str, str]:
    """Chapter and section: by the kind of dialog, by its title, or those of the dialog it belongs to; else the first chapter."""
    of_titles = {QCoreApplication.translate(CONTEXT, title): place for title, place in places("titles").items()}
    each: QWidget | None = dialog
    while each is not None:
        place = places("dialogs").get(type(each).__name__) or of_titles.get(each.windowTitle())
        if place:
            chapter, _, anchor = place.partition("#")
            return chapter, anchor
        each = each.parentWidget()
    return "start", ""


def show_chapter(dialog: QWidget) -> None:
    """The chapter of a dialog."""
    from desktop.ui.help_window import ManualWindow

    found = dialog.findChild(ManualWindow)
    if found is None:
        found = ManualWindow(dialog)
        found.finished.connect(dialog.activateWindow)  # not every window manager goes back to a dialog that stays open beside the window
    found.show_place(*chapter_of(dialog))
    found.show()
    found.raise_()
    found.activateWindow()
