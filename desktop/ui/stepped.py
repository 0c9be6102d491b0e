"""Work on the open document that takes longer than a blink, done in the window's own thread step by step.

Between the steps the window paints and its timers run; keys and clicks wait until the work is over, so that nobody changes what is being
worked on. (Work that does not need the document runs beside the window instead, see :mod:`desktop.ui.work`.)
"""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any, Final, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtWidgets import QApplication

Result = TypeVar("Result")
_SLICE: Final = 0.012  # seconds between two looks at what waits
_BUSY_AFTER: Final = 0.4


class _StayOpen(QObject):
    """The window cannot be closed while the document in it is being worked on."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            event.ignore()
            return True
        return False


def run_steps(steps: Generator[Any, None, Result]) -> Result:
    """Run to the end; raises what the work raises."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    guard = _StayOpen()
    started = last = time.perf_counter()
    guarded = busy = False
    try:
        while True:
            try:
                next(steps)
            except StopIteration as stop:
                found: Result = stop.value
                return found
            if time.perf_counter() - last < _SLICE:
                continue
            if not guarded:
                app.installEventFilter(guard)
                guarded = True
            if not busy and time.perf_counter() - started > _BUSY_AFTER:
                app.setOverrideCursor(Qt.CursorShape.BusyCursor)
                busy = True
            app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            last = time.perf_counter()
    finally:
        if guarded:
            app.removeEventFilter(guard)
        if busy:
            app.restoreOverrideCursor()
