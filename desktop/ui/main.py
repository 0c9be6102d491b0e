"""Start of the window: ``python -m desktop [FILE]``. Only what the first page shows is loaded before it is painted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.app import settings
from desktop.ui import crash, help_key, room, theme, words
from desktop.ui.places import TRANSLATIONS
from desktop.ui.window import MainWindow


def make_application(argv: Sequence[str]) -> QApplication:
    """The application object with style, font and language; the one that exists already where a test made it."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([argv[0] if argv else "mingzhang"])
    app.setApplicationName("mingzhang")
    points = settings.option("text_size")
    room.watch(app)
    help_key.watch(app)
    theme.dress(app, points if isinstance(points, int) and (points == 0 or points >= 8) else 0)
    words.install(app, str(settings.option("language")), TRANSLATIONS)
    return app


def run(arguments: Sequence[str]) -> int:
    """Open the window, with the document or workbook that ``arguments`` (without the program's name) names. Returns the exit code."""
    app = make_application(["mingzhang"])
    desk = crash.install(app)
    window = MainWindow()
    window.show_start()
    screen = app.primaryScreen().availableGeometry()
    window.showMaximized() if screen.width() <= 1440 else window.show()
    QTimer.singleShot(0, theme.register_rare_fonts)
    files = [Path(text) for text in arguments if not text.startswith("-")]
    if files:
        QTimer.singleShot(0, lambda: window.open_path(files[0].absolute()))
    code = app.exec()
    del desk
    return code


def main() -> int:
    """Entry point of the graphical program."""
    return run(sys.argv[1:])
