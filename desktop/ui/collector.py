"""Keeps the cyclic collector of Python away from the open document.

From time to time the collector walks every object there is, in the window's thread: 150 ms for a book of 2,400 rows, 500 ms for one of sixty
projects, in the middle of typing or pasting. What belongs to the open document is told to it as staying (``gc.freeze``), so that it walks only what
came since. When the document was built anew, or is closed, it may look at everything again.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

from desktop.core.changes import ChangeSet
from desktop.ui.bridge import LARGE, Bridge
from desktop.ui.work import is_at_work

_PAUSE: Final = 3000  # ms without a further change before what an import left behind is cleared away


class Collector(QObject):
    """Belongs to one open document; :meth:`leave` before it is closed."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._seen = self._build()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._settle)
        self._later.start(0)
        self._outdated = False
        bridge.changed.connect(self._follow)

    def _build(self) -> tuple[int, int]:
        model = self._bridge.model
        return id(model), model.builds

    def _follow(self, changes: ChangeSet) -> None:
        if self._build() != self._seen:  # what the former build was made of is of no use to anybody
            self._seen, self._outdated = self._build(), True
            gc.unfreeze()
        if self._outdated:
            self._later.start(_PAUSE)

    def _settle(self) -> None:
        if self._outdated and is_at_work():  # it would stand still meanwhile, too
            self._later.start(_PAUSE)
            return
        if self._outdated and self._is_large():
            gc.collect()
        self._outdated = False
        gc.freeze()

    def _is_large(self) -> bool:
        return sum(len(sheet.entered) for sheet in self._bridge.model.book.sheets.values()) > LARGE

    def leave(self) -> None:
        """The document is about to be closed; a large one is cleared away at once."""
        self._later.stop()
        gc.unfreeze()
        if self._is_large():
            QTimer.singleShot(200, gc.collect)
