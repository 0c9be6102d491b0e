"""What hands do at the window: press keys, look for the open editor, wait until something is so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from desktop.ui.cell_editors import LineBox, TextBox


def press(widget: QWidget, character: str) -> None:
    """A key with its text; QTest only knows the keys of a Latin keyboard."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))


def open_editor(view: QTableView) -> LineBox | TextBox:
    """The editor that stands over a cell now."""
    found = [edit for edit in view.viewport().findChildren(QWidget) if isinstance(edit, LineBox | TextBox) and edit.isVisible()]
    assert len(found) == 1, "one editor is open"
    return found[0]


def until(reached: Callable[[], bool]) -> None:
    """Let the window work until something is so. What it does "in a moment" may need several rounds of events on a busy machine."""
    for _ in range(1000):
        if reached():
            return
        QTest.qWait(10)
    raise AssertionError("it never came to this")


def hit(window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, at: QWidget | None = None) -> None:
    """A key of a command, sent to the window or to a widget of it once the window is active: before that it reaches no command."""
    if not window.isActiveWindow():
        window.activateWindow()
        until(window.isActiveWindow)
    QTest.keyClick(at or window, key, held)
