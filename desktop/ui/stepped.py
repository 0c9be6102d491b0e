"""Work on the open document that takes longer than a blink, done in the window's own thread step by step.

Between the steps the window paints and its timers run; keys and clicks wait until the work is over, so that nobody changes what is being
worked on (see :mod:`desktop.ui.held_keys`). What takes longer still is told in a dialog, where it can be stopped if it knows how. (Work that does not need the document runs beside the window instead, see :mod:`desktop.ui.work`.)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Any, Final, TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication

from desktop.app.jobs import Cancelled, Step
from desktop.ui.held_keys import HeldKeys, keys_held
from desktop.ui.words import tr
from desktop.ui.work import WaitDialog

Result = TypeVar("Result")
_SLICE: Final = 0.012  # seconds between two looks at what waits
_BUSY_AFTER: Final = 0.4
_TELL_AFTER: Final = 1.2


def run_steps(steps: Generator[Any, None, Result], title: str = "", can_stop: bool = False) -> Result:
    """Run to the end; raises what the work raises. ``title``: what a dialog says when it takes long; with ``can_stop`` the clerk may end it there.
    Work that yields :class:`Step` tells how far it is.

    Raises:
        Cancelled: the clerk ended it; it is raised where the work pauses, which may take some more steps to leave everything as it was.
    """
    with keys_held() as held:
        return _run(steps, title, can_stop, held)


def _run(steps: Generator[Any, None, Result], title: str, can_stop: bool, held: HeldKeys) -> Result:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dialog: WaitDialog | None = None
    stopped: list[bool] = []
    started = last = time.perf_counter()
    busy = False
    try:
        while True:
            try:
                if stopped:
                    stopped.clear()
                    held.drop()
                    told = steps.throw(Cancelled())
                else:
                    told = next(steps)
            except StopIteration as stop:
                found: Result = stop.value
                return found
            if dialog is not None and isinstance(told, Step):
                dialog.follow(told)
            if time.perf_counter() - last < _SLICE:
                continue
            held.watch()
            if not busy and time.perf_counter() - started > _BUSY_AFTER:
                app.setOverrideCursor(Qt.CursorShape.BusyCursor)
                busy = True
            if title and dialog is None and time.perf_counter() - started > _TELL_AFTER:
                dialog = _telling(title, can_stop, lambda: stopped.append(True))
                held.dialog = dialog if can_stop else None
            if held.dialog is not None:
                app.processEvents()  # nothing but the dialog takes keys and clicks now
            else:
                app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            last = time.perf_counter()
    finally:
        held.dialog = None
        held.leave()
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()
        if busy:
            app.restoreOverrideCursor()


def _telling(title: str, can_stop: bool, stop: Callable[[], object]) -> WaitDialog:
    """The dialog over the window that the clerk works in, which keeps the keys."""
    dialog = WaitDialog(title, QApplication.activeWindow())
    dialog.setWindowModality(Qt.WindowModality.NonModal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    dialog.button.setAutoDefault(False)  # an Enter that was meant for the table stops nothing
    if can_stop:
        dialog.step.setText(tr("按 Esc 停止；别的键等做完再照办。"))
        dialog.stop_wanted.connect(stop)
    else:
        dialog.button.hide()
        dialog.button.setEnabled(False)
        dialog.step.setText(tr("这一步不能中断，做完以后可以撤销。"))
    dialog.show()
    return dialog
