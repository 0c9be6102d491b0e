"""Watches the words of the document while the clerk works: after a pause in typing the rules are judged, a few at a time between two events.

What they find stands among the findings of the tables. Nothing is judged while keys are being pressed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from threading import Thread
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.app.problems import sentence_of
from desktop.app.text_review import text_review
from desktop.core.changes import ChangeSet
from desktop.ui.bridge import Bridge

_PAUSE: Final = 700  # ms without a change before the text is judged
_SLICE: Final = 0.008  # s of work between two events


class TextWatch(QObject):
    """``settled`` says that what was found belongs to the document as it is now."""

    settled = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.review = text_review(bridge.session)
        self._steps: Iterator[None] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._begin)
        self._work = QTimer(self)
        self._work.setInterval(0)
        self._work.timeout.connect(self._slice)
        bridge.changed.connect(self._follow)
        self._ready = Thread(target=_read_modules, name="mingzhang-words", daemon=True)
        if bridge.session.pack.narratives:
            self._ready.start()
        self._pause.start()

    @property
    def is_busy(self) -> bool:
        return self._pause.isActive() or self._work.isActive()

    def stop(self) -> None:
        """The document is about to be closed, and perhaps the program with it: that must not happen while a thread is still reading modules."""
        self._pause.stop()
        self._work.stop()
        self._steps = None
        if self._ready.is_alive():
            self._ready.join()

    def finish(self) -> None:
        """Judge what is left at once: somebody wants to see the result."""
        if self.is_busy:
            if self._ready.is_alive():
                self._ready.join()
            self._begin()
            while self._steps is not None:
                self._slice()

    def _follow(self, changes: ChangeSet) -> None:
        self._work.stop()
        self._steps = None
        self._pause.start()

    def _begin(self) -> None:
        if self._ready.is_alive():
            self._pause.start()  # a moment later
            return
        self._pause.stop()
        self._steps = self.review.steps()
        self._work.start()

    def _slice(self) -> None:
        if self.review.is_judging:
            return
        end = perf_counter() + _SLICE
        try:
            while self._steps is not None and perf_counter() < end:
                if next(self._steps, self) is self:
                    self._done()
        except Exception as problem:
            self.stop()
            if sentence_of(problem) is None:  # what carries no sentence goes on to the crash handler
                raise

    def _done(self) -> None:
        self._work.stop()
        self._steps = None
        self.bridge.show_text_findings(self.review.found)
        self.settled.emit()


def _read_modules() -> None:
    """What judging needs is read beside the window: it takes longer than a key stroke may."""
    from desktop.document import glyph_check, narrative, preflight  # noqa: F401
    from desktop.forms.rules import load_rules

    with suppress(Exception):  # whoever judges tells what is wrong with a rule file
        load_rules()
