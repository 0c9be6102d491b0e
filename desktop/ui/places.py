"""Where the window finds its own files: icons, fonts, translations. Works from the tree and from a bundle."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from PySide6.QtGui import QIcon

BASE = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[2]))
RESOURCES = BASE / "resources"
TRANSLATIONS = BASE / "i18n"


@cache
def icon(name: str) -> QIcon:
    """A drawn icon of ``resources/icons`` by its stem."""
    return QIcon(str(RESOURCES / "icons" / f"{name}.svg"))
