"""Colours of what is printed: tables and documents stay light like paper, also in a dark window."""

from __future__ import annotations

from typing import Final

PAPER: Final = "#ffffff"
GROUND: Final = "#f8f9fb"
INK: Final = "#1d2530"
BLUE_INK: Final = "#274669"
QUIET: Final = "#5f6b78"
LINE: Final = "#c3cad3"
HEAD: Final = "#f1f4f8"
COMPUTED: Final = "#eef3f9"
SELECTED: Final = "#cfe0f5"
ACCENT: Final = "#1f5fa8"
LIT: Final = "#fff1c2"
LIT_SELECTED: Final = "#ffe08a"
LIT_EDGE: Final = "#b07a00"
IMPORTED: Final = "#2e7d4f"
CHANGED: Final = "#7a4fb5"
OVERRIDDEN: Final = "#c8660a"
ERROR: Final = "#b3261e"
WARNING: Final = "#955a00"
HINT: Final = "#527090"
NEGATIVE: Final = "#b81e18"
HATCH: Final = "#d5dae1"
