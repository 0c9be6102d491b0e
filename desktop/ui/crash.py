"""Errors that nobody foresaw: one sentence with the place of the log; the window stays open and the journal keeps the work."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop.app.problems import sentence_of
from desktop.ui import ask


class CrashDesk(QObject):
    """The hook may be called in any thread and inside a paint: the sentence is shown later, in the window's thread."""

    happened = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.showing = False
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def hook(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        from desktop.app.diagnostics import crash_sentence

        sentence = sentence_of(problem) if isinstance(problem, Exception) else None
        self.happened.emit(sentence or crash_sentence(problem, "这一步操作"))

    def _show(self, sentence: str) -> None:
        if self.showing:
            return  # one at a time: a broken paint must not open a hundred boxes
        self.showing = True
        try:
            ask.tell(QApplication.activeWindow(), sentence)
        finally:
            self.showing = False


def install(app: QApplication) -> CrashDesk:
    desk = CrashDesk(app)
    sys.excepthook = desk.hook
    return desk
