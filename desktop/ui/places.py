"""Where the window finds its own files: icons, fonts, translations. Works from the tree and from a bundle."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

BASE = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[2]))
RESOURCES = BASE / "resources"
TRANSLATIONS = BASE / "i18n"


@cache
def icon(name: str) -> QIcon:
    """A drawn icon of ``resources/icons`` by its stem."""
    path = str(RESOURCES / "icons" / f"{name}.svg")
    found = QIcon(path)
    found.addFile(path, QSize(), QIcon.Mode.Selected)  # else Qt tints it in a selected line, and red is no longer red
    return found
