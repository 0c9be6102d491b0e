"""Keys that are pressed while work in steps goes on: kept, and pressed again when it is over, so that none is lost and none changes what is worked on.

Until a dialog stands nothing is taken from the system at all, keys and clicks wait there. With a dialog that can be stopped there must be, so its
button and Esc are let through and everything else is kept here (keys) or passed over (clicks beside the dialog).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_KINDS = QEvent.Type
_POINTER: Final = frozenset(
    (
        _KINDS.MouseButtonPress, _KINDS.MouseButtonRelease, _KINDS.MouseButtonDblClick, _KINDS.Wheel, _KINDS.ContextMenu,
        _KINDS.DragEnter, _KINDS.Drop, _KINDS.TouchBegin, _KINDS.NativeGesture, _KINDS.InputMethod, _KINDS.Shortcut,
    )
)  # fmt: skip


class HeldKeys(QObject):
    """``dialog`` is the one that stands over the work, if any. No window closes meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.window = QApplication.activeWindow()
        self.dialog: QDialog | None = None
        self._kept: list[QKeyEvent] = []
        self._watches = False

    def watch(self) -> None:
        """From now on nothing reaches the window; every event of the program passes here."""
        app = QApplication.instance()
        if not self._watches and app is not None:
            self._watches = True
            app.installEventFilter(self)

    def leave(self) -> None:
        app = QApplication.instance()
        if self._watches and app is not None:
            self._watches = False
            app.removeEventFilter(self)

    def drop(self) -> None:
        """What was meant for after the work is not wanted any more: the work was stopped."""
        self._kept.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == _KINDS.Close and watched is not self.dialog:
            event.ignore()
            return True
        if self.dialog is None:
            return False
        if kind == _KINDS.ShortcutOverride:
            event.accept()
            return True
        if kind in (_KINDS.KeyPress, _KINDS.KeyRelease) and isinstance(event, QKeyEvent):
            if kind == _KINDS.KeyPress and event.key() == Qt.Key.Key_Escape:
                self.dialog.reject()
            elif kind == _KINDS.KeyPress:
                self._kept.append(_again(event, _KINDS.KeyPress))
            return True
        return kind in _POINTER and not self._is_of_dialog(watched)

    def _is_of_dialog(self, watched: QObject) -> bool:
        dialog = self.dialog
        if dialog is None or watched is dialog or watched == dialog.windowHandle():
            return True
        return isinstance(watched, QWidget) and dialog.isAncestorOf(watched)

    def press_again(self) -> None:
        """Press what was kept, each key where the one before it led."""
        kept, self._kept = self._kept, []
        for event in kept:
            window = self.window
            if window is None or not shiboken6.isValid(window):
                return
            target = QApplication.focusWidget() or window.focusWidget() or window
            wish = _again(event, _KINDS.ShortcutOverride)
            wish.ignore()
            QApplication.sendEvent(target, wish)
            command = None if wish.isAccepted() else _command(window, event)
            if command is not None:
                command.trigger()
            else:
                QApplication.sendEvent(target, event)
            QApplication.sendPostedEvents()


def _again(event: QKeyEvent, kind: QEvent.Type) -> QKeyEvent:
    return QKeyEvent(kind, event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count())


def _command(window: QWidget, event: QKeyEvent) -> QAction | None:
    """What a key is the shortcut of."""
    pressed = QKeySequence(event.keyCombination())
    return next((action for action in window.findChildren(QAction) if action.isEnabled() and pressed in action.shortcuts()), None)


_now: HeldKeys | None = None


@contextmanager
def keys_held() -> Iterator[HeldKeys]:
    """Around work in one or several parts: keys are pressed again behind the last of them."""
    global _now
    if _now is not None:
        yield _now
        return
    held = _now = HeldKeys()
    try:
        yield held
    finally:
        _now = None
        held.leave()
        held.press_again()
