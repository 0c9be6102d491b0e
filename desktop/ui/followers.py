"""Who follows a change of the document: told one after the other, all at once or, after a large change, each in a turn of the event loop of its own."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from types import MethodType
from typing import Any
from weakref import WeakMethod

import shiboken6
from PySide6.QtCore import QObject

from desktop.core.changes import ChangeSet

Slot = Callable[..., Any]


class Followers:
    """As a Qt signal with one :class:`ChangeSet`: who is gone is not told any more, and what goes wrong with one keeps nobody else from hearing of it."""

    def __init__(self) -> None:
        self._slots: list[tuple[WeakMethod[Any] | Slot, bool]] = []  # and whether it wants to know what changed

    def connect(self, slot: Slot) -> None:
        """A follower may be a generator: then it pauses where the event loop may turn."""
        self._slots.append((WeakMethod(slot) if isinstance(slot, MethodType) else slot, bool(inspect.signature(slot).parameters)))

    def disconnect(self, slot: Slot) -> None:
        self._slots = [each for each in self._slots if _slot_of(each[0]) != slot]

    def emit(self, changes: ChangeSet) -> None:
        for _ in self.emitting(changes):
            pass

    def emitting(self, changes: ChangeSet) -> Iterator[None]:
        """Tell all, pausing behind each."""
        for each in list(self._slots):
            slot = _slot_of(each[0])
            if slot is None or each not in self._slots:
                continue
            try:
                told = slot(changes) if each[1] else slot()
                if inspect.isgenerator(told):
                    yield from told
            except Exception:  # as behind a Qt signal: told to the crash handler, and the others still follow
                sys.excepthook(*sys.exc_info())
            yield
        self._slots = [each for each in self._slots if _slot_of(each[0]) is not None]


def _slot_of(each: WeakMethod[Any] | Slot) -> Slot | None:
    """The function to call; None where its object is no more."""
    slot: Slot | None = each() if isinstance(each, WeakMethod) else each
    owner = getattr(slot, "__self__", None)
    return None if isinstance(owner, QObject) and not shiboken6.isValid(owner) else slot
