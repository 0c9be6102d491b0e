"""Light like paper: colours, fonts and the few style rules of the window.

Colour is never the only sign: every state that has a colour also has a mark, an icon or a word.
"""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.places import RESOURCES

DESK: Final = "#e9ecf0"
PAPER: Final = "#ffffff"
INK: Final = "#1d2530"
QUIET: Final = "#5f6b78"
LINE: Final = "#c3cad3"
HEAD: Final = "#f1f4f8"
COMPUTED: Final = "#eef3f9"
SELECTED: Final = "#cfe0f5"
ACCENT: Final = "#1f5fa8"
LIT: Final = "#fff1c2"
LIT_EDGE: Final = "#c98a00"
IMPORTED: Final = "#2e7d4f"
OVERRIDDEN: Final = "#d9730d"
ERROR: Final = "#b3261e"
WARNING: Final = "#a66300"
HINT: Final = "#5a7390"
NEGATIVE: Final = "#c0201a"
HATCH: Final = "#d5dae1"

FAMILIES_WINDOWS: Final = ("Microsoft YaHei UI", "Microsoft YaHei", "SimSun", "Gk Hei")
FAMILIES_OTHER: Final = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "PingFang SC", "Gk Hei")
INTERFACE_POINTS: Final = 10

STYLE: Final = f"""
QMainWindow, QDialog, QWizard {{ background: {DESK}; }}
QToolBar {{ background: #f7f8fa; border: none; border-bottom: 1px solid {LINE}; spacing: 2px; padding: 3px 6px; }}
QToolBar QToolButton {{ padding: 3px 7px; border: 1px solid transparent; border-radius: 4px; }}
QToolBar QToolButton:hover {{ background: #e6ebf2; border-color: #d3dae3; }}
QToolBar QToolButton:checked {{ background: #dbe7f5; border-color: #a9c3e2; }}
FindingsPanel QToolButton {{ padding: 2px 8px; border: 1px solid {LINE}; border-radius: 9px; background: {DESK}; color: {QUIET}; }}
FindingsPanel QToolButton:checked {{ background: {PAPER}; color: {INK}; border-color: #9fb0c4; }}
FindingsPanel QToolButton:hover {{ border-color: {ACCENT}; }}
FindingsPanel QPushButton {{ padding: 2px 12px; }}
QStatusBar QLabel {{ padding: 0 8px; }}
QToolBar::separator {{ background: {LINE}; width: 1px; margin: 4px 5px; }}
QMenuBar {{ background: #f7f8fa; }}
QStatusBar {{ background: #f7f8fa; border-top: 1px solid {LINE}; }}
QStatusBar::item {{ border: none; }}
QDockWidget {{ titlebar-close-icon: none; }}
QSplitter::handle {{ background: {DESK}; }}
QTreeView, QTableView, QListView, QTextBrowser, QPlainTextEdit {{ border: 1px solid {LINE}; background: {PAPER}; }}
QTreeView#forms {{ border: none; background: #f7f8fa; }}
QTreeView#forms::item {{ padding: 3px 0; }}
QHeaderView::section {{ background: {HEAD}; border: none; border-right: 1px solid {LINE}; border-bottom: 1px solid {LINE}; padding: 3px 6px; }}
QToolTip {{ background: #fffdf2; color: {INK}; border: 1px solid #c9c3a5; padding: 3px; }}
QPushButton#plain {{ text-align: left; padding: 7px 10px; border: 1px solid {LINE}; border-radius: 5px; background: {PAPER}; }}
QPushButton#plain:hover, QPushButton#plain:focus {{ border-color: {ACCENT}; background: #f4f8fd; }}
QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QLabel#quiet {{ color: {QUIET}; }}
QLabel#problem {{ color: {ERROR}; }}
"""


INTERFACE_FILE: Final = "GkHei-Medium.ttf"
RARE_FILES: Final = ("GkSong-Regular.ttf", "GkKai-Regular.ttf")


def register_fonts(names: tuple[str, ...] = (INTERFACE_FILE,)) -> list[str]:
    """Make bundled fonts known to Qt; the families that were found."""
    families: list[str] = []
    for name in names:
        path = RESOURCES / "fonts" / name
        number = QFontDatabase.addApplicationFont(str(path)) if path.exists() else -1
        if number >= 0:
            families += QFontDatabase.applicationFontFamilies(number)
    return families


def register_rare_fonts() -> None:
    """Fonts for rare characters in names; Qt falls back to them by itself. Done after the first paint."""
    register_fonts(RARE_FILES)


def interface_font() -> QFont:
    """The system's Chinese font where there is one, else the bundled one; digits of equal width are asked for."""
    font = QFont()
    font.setFamilies(list(FAMILIES_WINDOWS if sys.platform == "win32" else FAMILIES_OTHER))
    font.setPointSizeF(INTERFACE_POINTS)
    return font


def dress(app: QApplication) -> None:
    """Style, palette and font for the whole program."""
    app.setStyle("Fusion")
    palette = QPalette(QColor("#f2f4f7"))
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, DESK),
        (roles.WindowText, INK),
        (roles.Base, PAPER),
        (roles.AlternateBase, "#f6f8fa"),
        (roles.Text, INK),
        (roles.ButtonText, INK),
        (roles.Button, "#f2f4f7"),
        (roles.Highlight, SELECTED),
        (roles.HighlightedText, INK),
        (roles.Link, ACCENT),
        (roles.PlaceholderText, "#8a94a0"),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#9aa3ad"))
    app.setPalette(palette)
    register_fonts()
    app.setFont(interface_font())
    app.setStyleSheet(STYLE)
