"""The frame of the window: colours, fonts and the few style rules, light or dark. Tables and documents are :mod:`desktop.ui.paper`.

``theme.INK``, ``theme.DESK``… are the colours in force now (see :data:`LIGHT` and :data:`DARK`): asked for when something is made or
painted, never at import. Colour is never the only sign: every state that has a colour also has a mark, an icon or a word.
"""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import settings
from desktop.ui import one_font, paper
from desktop.ui.places import RESOURCES

LIGHT: Final = {name: value for name, value in vars(paper).items() if name.isupper()} | {
    "DESK": "#e9ecf0",
    "BAR": "#f7f8fa",
    "EDGE": "#8b97a5",
    "BUTTON": "#fcfdfe",
    "HOVER": "#e6ebf2",
    "PRESSED": "#d3dce8",
    "CHECKED": "#dbe7f5",
    "CHECKED_EDGE": "#a9c3e2",
    "STRIPE": "#f6f8fa",
    "FILL": "#1f5fa8",
    "FILL_HOVER": "#2a6fbd",
    "FILL_EDGE": "#0d3a70",
    "FILL_OFF": "#a9b8ca",
    "ON_FILL": "#ffffff",
    "OFF": "#9aa3ad",
    "OFF_GROUND": "#f1f3f6",
    "PLACEHOLDER": "#66717d",
    "TIP": "#fffdf2",
    "HANDLE": "#c2cad4",
    "HANDLE_HOVER": "#98a4b2",
}
DARK: Final = {
    "PAPER": "#262b31",
    "GROUND": "#2b3138",
    "INK": "#e6e9ed",
    "BLUE_INK": "#b9d2f2",
    "QUIET": "#aab3bd",
    "LINE": "#444c56",
    "HEAD": "#2f353d",
    "COMPUTED": "#2a3542",
    "SELECTED": "#31496a",
    "ACCENT": "#8abbf2",
    "LIT": "#54461d",
    "LIT_SELECTED": "#6b5820",
    "LIT_EDGE": "#e0b040",
    "IMPORTED": "#7fd0a0",
    "CHANGED": "#c8aef2",
    "OVERRIDDEN": "#ffb077",
    "ERROR": "#ff9a91",
    "WARNING": "#f2bd6a",
    "HINT": "#a9bfd6",
    "NEGATIVE": "#ff9a91",
    "HATCH": "#3d454e",
    "DESK": "#1d2126",
    "BAR": "#22272d",
    "EDGE": "#7b8793",
    "BUTTON": "#323941",
    "HOVER": "#363e47",
    "PRESSED": "#414a55",
    "CHECKED": "#2f435c",
    "CHECKED_EDGE": "#55789f",
    "STRIPE": "#2b3037",
    "FILL": "#2f6fb3",
    "FILL_HOVER": "#3a7fc8",
    "FILL_EDGE": "#b9d6f7",
    "FILL_OFF": "#3c4752",
    "ON_FILL": "#ffffff",
    "OFF": "#77818c",
    "OFF_GROUND": "#282e34",
    "PLACEHOLDER": "#9aa4af",
    "TIP": "#333a42",
    "HANDLE": "#59636e",
    "HANDLE_HOVER": "#7b8793",
}
_now: dict[str, str] = LIGHT


def __getattr__(name: str) -> str:
    """A colour of the frame as it is now."""
    try:
        return _now[name]
    except KeyError:
        raise AttributeError(name) from None


def is_dark() -> bool:
    return _now is DARK


FAMILIES_WINDOWS: Final = ("Microsoft YaHei UI", "Microsoft YaHei", "SimSun", "Gk Hei")
FAMILIES_OTHER: Final = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "PingFang SC", "Gk Hei")
INTERFACE_POINTS: Final = 10

_STYLE: Final = """
QMainWindow, QDialog {{ background: {DESK}; }}
QToolBar {{ background: {BAR}; border: none; border-bottom: 1px solid {LINE}; spacing: 2px; padding: 3px 6px; }}
QToolBar QToolButton {{ padding: 4px 8px; border: 1px solid transparent; border-radius: 4px; }}
QToolBar QToolButton:hover {{ background: {HOVER}; border-color: {CHECKED_EDGE}; }}
QToolBar QToolButton:pressed {{ background: {PRESSED}; }}
QToolBar QToolButton:checked {{ background: {CHECKED}; border-color: {CHECKED_EDGE}; }}
QToolBar QToolButton#qt_toolbar_ext_button {{ padding: 0; border: none; }}
QToolBar::separator {{ background: {LINE}; width: 1px; margin: 4px 5px; }}
QMenuBar {{ background: {BAR}; }}
QStatusBar {{ background: {BAR}; border-top: 1px solid {LINE}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ padding: 0 8px; }}
QSplitter::handle {{ background: {DESK}; }}
QSplitter::handle:hover {{ background: {CHECKED}; }}
QTreeView, QTableView, QListView, QTextBrowser, QPlainTextEdit {{
    border: 1px solid {LINE}; background: {PAPER}; color: {INK}; selection-background-color: {SELECTED}; selection-color: {INK}; }}
QTableView:focus, QListView:focus, QTextBrowser:focus, QPlainTextEdit:focus {{ border-color: {ACCENT}; }}
QTreeView#forms {{ border: none; background: {BAR}; }}
QHeaderView::section {{ background: {HEAD}; border: none; border-right: 1px solid {LINE}; border-bottom: 1px solid {LINE}; padding: 3px 6px; }}
QToolTip {{ background: {TIP}; color: {INK}; border: 1px solid {EDGE}; padding: 3px; }}
QPushButton {{ padding: 4px 16px; min-height: 1.25em; border: 1px solid {EDGE}; border-radius: 4px; background: {BUTTON}; color: {INK}; }}
QPushButton:hover {{ background: {HOVER}; border-color: {ACCENT}; }}
QPushButton:pressed {{ background: {PRESSED}; }}
QPushButton:focus {{ border-color: {ACCENT}; background: {HOVER}; }}
QPushButton:disabled {{ color: {OFF}; background: {OFF_GROUND}; border-color: {LINE}; }}
QPushButton:default {{ background: {FILL}; border-color: {FILL}; color: {ON_FILL}; }}
QPushButton:default:hover {{ background: {FILL_HOVER}; }}
QPushButton:default:focus {{ border: 1px solid {FILL_EDGE}; background: {FILL}; }}
QPushButton:default:disabled {{ color: {ON_FILL}; background: {FILL_OFF}; border-color: {FILL_OFF}; }}
QPushButton#plain {{ text-align: left; padding: 9px 12px; border: 1px solid {LINE}; border-radius: 6px; background: {PAPER}; color: {INK}; }}
QPushButton#plain:hover, QPushButton#plain:focus {{ border-color: {ACCENT}; background: {HOVER}; }}
FindingsPanel QToolButton {{ padding: 2px 9px; border: 1px solid {LINE}; border-radius: 10px; background: {DESK}; color: {QUIET}; }}
FindingsPanel QToolButton:checked {{ background: {PAPER}; color: {INK}; border-color: {CHECKED_EDGE}; }}
FindingsPanel QToolButton:hover, FindingsPanel QToolButton:focus {{ border-color: {ACCENT}; }}
FindingsPanel QPushButton {{ padding: 2px 12px; }}
PreviewDialog QToolButton {{ padding: 4px 10px; border: 1px solid {EDGE}; border-radius: 4px; background: {BUTTON}; }}
PreviewDialog QToolButton:hover, PreviewDialog QToolButton:focus {{ border-color: {ACCENT}; }}
PreviewDialog QToolButton:checked {{ background: {CHECKED}; border-color: {CHECKED_EDGE}; }}
QScrollBar:vertical {{ background: transparent; width: 13px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 13px; margin: 0; }}
QScrollBar::handle {{ background: {HANDLE}; border: 3px solid transparent; border-radius: 6px; background-clip: padding; }}
QScrollBar::handle:vertical {{ min-height: 34px; }}
QScrollBar::handle:horizontal {{ min-width: 34px; }}
QScrollBar::handle:hover {{ background: {HANDLE_HOVER}; background-clip: padding; }}
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
QToolButton#close:hover, QToolButton#close:focus {{ background: {HOVER}; color: {INK}; }}
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


def scheme() -> str:
    """ "light" or "dark": what the person chose, else what the system has."""
    chosen = str(settings.option("theme"))
    if chosen != "system":
        return chosen
    hints = QGuiApplication.styleHints()
    return "dark" if hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def dress(app: QApplication, points: int = 0) -> None:
    """Style, palette and font for the whole program; ``points`` is the size the person chose, 0 = the usual one."""
    app.setStyle("Fusion")
    register_fonts()
    one_font.set_font(app, interface_font(points))
    colour(app, scheme())


def colour(app: QApplication, which: str) -> None:
    """The colours of the frame from now on: "light" or "dark". What is shown already has to be made anew."""
    global _now
    _now = DARK if which == "dark" else LIGHT
    app.setPalette(palette_of(_now))
    app.setStyleSheet(_STYLE.format_map(_now))
    one_font.keep()


def palette_of(colours: dict[str, str]) -> QPalette:
    palette = QPalette(QColor(colours["BUTTON"]))
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "DESK"),
        (roles.WindowText, "INK"),
        (roles.Base, "PAPER"),
        (roles.AlternateBase, "STRIPE"),
        (roles.Text, "INK"),
        (roles.ButtonText, "INK"),
        (roles.Button, "BUTTON"),
        (roles.Highlight, "FILL"),
        (roles.HighlightedText, "ON_FILL"),
        (roles.Link, "ACCENT"),
        (roles.PlaceholderText, "PLACEHOLDER"),
        (roles.ToolTipBase, "TIP"),
        (roles.ToolTipText, "INK"),
    ):
        palette.setColor(role, QColor(colours[name]))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["OFF"]))
    return palette


def as_paper(widget: QWidget) -> None:
    """A widget, with all in it, that stays light in a dark window."""
    widget.setPalette(palette_of(LIGHT))
