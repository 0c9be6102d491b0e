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
EDGE: Final = "#b4beca"
BAR: Final = "#f7f8fa"
HEAD: Final = "#f1f4f8"
COMPUTED: Final = "#eef3f9"
SELECTED: Final = "#cfe0f5"
ACCENT: Final = "#1f5fa8"
LIT: Final = "#fff1c2"
LIT_EDGE: Final = "#c98a00"
IMPORTED: Final = "#2e7d4f"
CHANGED: Final = "#7a4fb5"
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
QMainWindow, QDialog {{ background: {DESK}; }}
QToolBar {{ background: {BAR}; border: none; border-bottom: 1px solid {LINE}; spacing: 2px; padding: 3px 6px; }}
QToolBar QToolButton {{ padding: 4px 8px; border: 1px solid transparent; border-radius: 4px; }}
QToolBar QToolButton:hover {{ background: #e6ebf2; border-color: #d3dae3; }}
QToolBar QToolButton:pressed {{ background: #d3dce8; }}
QToolBar QToolButton:checked {{ background: #dbe7f5; border-color: #a9c3e2; }}
QToolBar QToolButton#qt_toolbar_ext_button {{ padding: 0; border: none; }}
QToolBar::separator {{ background: {LINE}; width: 1px; margin: 4px 5px; }}
QMenuBar {{ background: {BAR}; }}
QStatusBar {{ background: {BAR}; border-top: 1px solid {LINE}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ padding: 0 8px; }}
QSplitter::handle {{ background: {DESK}; }}
QSplitter::handle:hover {{ background: #cdd6e1; }}
QTreeView, QTableView, QListView, QTextBrowser, QPlainTextEdit {{
    border: 1px solid {LINE}; background: {PAPER}; selection-background-color: {SELECTED}; selection-color: {INK}; }}
QTableView:focus, QListView:focus, QTextBrowser:focus, QPlainTextEdit:focus {{ border-color: {ACCENT}; }}
QTreeView#forms {{ border: none; background: {BAR}; }}
QHeaderView::section {{ background: {HEAD}; border: none; border-right: 1px solid {LINE}; border-bottom: 1px solid {LINE}; padding: 3px 6px; }}
QToolTip {{ background: #fffdf2; color: {INK}; border: 1px solid #c9c3a5; padding: 3px; }}
QPushButton {{ padding: 4px 16px; min-height: 1.25em; border: 1px solid {EDGE}; border-radius: 4px; background: #fcfdfe; }}
QPushButton:hover {{ background: #eef3f9; border-color: {ACCENT}; }}
QPushButton:pressed {{ background: #dbe5f1; }}
QPushButton:focus {{ border-color: {ACCENT}; background: #eef4fb; }}
QPushButton:disabled {{ color: #9aa3ad; background: #f1f3f6; border-color: #d6dbe2; }}
QPushButton:default {{ background: {ACCENT}; border-color: {ACCENT}; color: white; }}
QPushButton:default:hover {{ background: #2a6fbd; }}
QPushButton:default:focus {{ border: 1px solid #0d3a70; background: #17508f; }}
QPushButton:default:disabled {{ color: #eef2f7; background: #a9b8ca; border-color: #a9b8ca; }}
QPushButton#plain {{ text-align: left; padding: 9px 12px; border: 1px solid {LINE}; border-radius: 6px; background: {PAPER}; color: {INK}; }}
QPushButton#plain:hover, QPushButton#plain:focus {{ border-color: {ACCENT}; background: #f2f7fd; }}
FindingsPanel QToolButton {{ padding: 2px 9px; border: 1px solid {LINE}; border-radius: 10px; background: {DESK}; color: {QUIET}; }}
FindingsPanel QToolButton:checked {{ background: {PAPER}; color: {INK}; border-color: #9fb0c4; }}
FindingsPanel QToolButton:hover, FindingsPanel QToolButton:focus {{ border-color: {ACCENT}; }}
FindingsPanel QPushButton {{ padding: 2px 12px; }}
PreviewDialog QToolButton {{ padding: 4px 10px; border: 1px solid {EDGE}; border-radius: 4px; background: #fcfdfe; }}
PreviewDialog QToolButton:hover, PreviewDialog QToolButton:focus {{ border-color: {ACCENT}; }}
PreviewDialog QToolButton:checked {{ background: #dbe7f5; border-color: #a9c3e2; }}
QScrollBar:vertical {{ background: transparent; width: 13px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 13px; margin: 0; }}
QScrollBar::handle {{ background: #c2cad4; border: 3px solid transparent; border-radius: 6px; background-clip: padding; }}
QScrollBar::handle:vertical {{ min-height: 34px; }}
QScrollBar::handle:horizontal {{ min-width: 34px; }}
QScrollBar::handle:hover {{ background: #98a4b2; background-clip: padding; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QLabel#quiet {{ color: {QUIET}; }}
QLabel#problem {{ color: {ERROR}; }}
QLabel#panelHead {{ font-weight: bold; padding: 5px 9px; }}
QFrame#panel {{ background: {PAPER}; border: 1px solid {LINE}; }}
QFrame#panel QTextBrowser {{ border: none; border-top: 1px solid {LINE}; }}
QToolButton#close {{ border: none; border-radius: 3px; padding: 1px 6px; color: {QUIET}; }}
QToolButton#close:hover, QToolButton#close:focus {{ background: #e6ebf2; color: {INK}; }}
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


def interface_font(points: int = 0) -> QFont:
    """The system's Chinese font where there is one, else the bundled one; ``points`` 0 = the usual size."""
    font = QFont()
    font.setFamilies(list(FAMILIES_WINDOWS if sys.platform == "win32" else FAMILIES_OTHER))
    font.setPointSizeF(points or INTERFACE_POINTS)
    return font


def dress(app: QApplication, points: int = 0) -> None:
    """Style, palette and font for the whole program; ``points`` is the size the person chose, 0 = the usual one."""
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
        (roles.Highlight, ACCENT),
        (roles.HighlightedText, PAPER),
        (roles.Link, ACCENT),
        (roles.PlaceholderText, "#8a94a0"),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#9aa3ad"))
    app.setPalette(palette)
    register_fonts()
    app.setFont(interface_font(points))
    app.setStyleSheet(STYLE)
