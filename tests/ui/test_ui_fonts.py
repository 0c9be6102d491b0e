"""One font in the whole window, whatever the theme of the desktop has for menus and lists."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.ui import one_font
from desktop.ui.main import make_application


def test_menus_lists_and_tables_have_the_font_of_the_program_also_after_the_theme_changes(qapp: QApplication, qtbot: object) -> None:
    make_application(["mingzhang"])
    wanted = QApplication.font()
    assert {kind for kind in one_font.KINDS if QApplication.font(kind) != wanted} == set()
    QApplication.setFont(QFont("Courier", 7), "QMenu")
    QApplication.setFont(QFont("Courier", 7), "QAbstractItemView")
    QApplication.sendEvent(one_font.watch(), QEvent(QEvent.Type.ThemeChange))
    qtbot.waitUntil(lambda: QApplication.font("QAbstractItemView") == wanted)  # type: ignore[attr-defined]
    assert QApplication.font("QMenu") == wanted
