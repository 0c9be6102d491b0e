"""Where the window finds its own files: icons, fonts, translations. Works from the tree and from a bundle."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap

BASE = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[2]))
RESOURCES = BASE / "resources"
TRANSLATIONS = BASE / "i18n"


_DARK = {"#44515f": "#c9d1da", "#1f5fa8": "#8abbf2", "#2e7d4f": "#7fd0a0", "#5a7390": "#a9bfd6", "#8a94a0": "#9aa4af"}
"""Strokes of the icons in a dark window."""
_SIZES = (16, 18, 24, 32, 36, 48, 72)


def icon(name: str) -> QIcon:
    """A drawn icon of ``resources/icons`` by its stem, light strokes in a dark window."""
    from desktop.ui import theme

    return _dark_icon(name) if theme.is_dark() else _icon(name)


@cache
def _dark_icon(name: str) -> QIcon:
    drawn = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    for stroke, other in _DARK.items():
        drawn = drawn.replace(stroke, other)
    found = QIcon()
    for size in _SIZES:
        pixmap = QPixmap()
        pixmap.loadFromData(drawn.replace('width="24" height="24"', f'width="{size}" height="{size}"', 1).encode(), "SVG")
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            found.addPixmap(pixmap, mode)
    return found


@cache
def _icon(name: str) -> QIcon:
    path = str(RESOURCES / "icons" / f"{name}.svg")
    found = QIcon(path)
    found.addFile(path, QSize(), QIcon.Mode.Selected)  # else Qt tints it in a selected line, and red is no longer red
    return found
