"""What is done for every dialog of the program, wherever it is made, as soon as it stands before the person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QDialog


def for_every_dialog(app: QApplication, name: str, care: Callable[[QDialog], object]) -> None:
    """Call ``care`` once for each dialog that is opened from now on; asked again under the same ``name``, nothing is added."""
    if app.property(name):
        return
    app.setProperty(name, True)

    def met(window: QWindow | None) -> None:
        for widget in QApplication.topLevelWidgets() if window is not None else ():
            if isinstance(widget, QDialog) and widget.windowHandle() is window and not widget.property(name):
                widget.setProperty(name, True)
                care(widget)

    app.focusWindowChanged.connect(met)
