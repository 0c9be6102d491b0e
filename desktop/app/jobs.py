"""Long work beside the window: a function in a thread, with progress and a way to stop it. No Qt.

The function gets a :class:`Progress` and calls ``progress.step(...)`` at places where it may stop; a stop is an exception there, so that
everything half done is undone by the function's own ``with`` and ``finally``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Cancelled(Exception):
    """Somebody stopped the work; nothing of it remains."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far the work is: ``done`` of ``total`` (0 = unknown), and what it is doing, in Chinese."""

    text: str
    done: int = 0
    total: int = 0


class Progress:
    """Given to the working function. ``watch`` is called in the working thread with every step."""

    def __init__(self, watch: Callable[[Step], None] | None = None) -> None:
        self._watch = watch
        self._stop = threading.Event()

    def step(self, text: str, done: int = 0, total: int = 0) -> None:
        """Tell how far the work is.

        Raises:
            Cancelled: somebody asked to stop.
        """
        if self._stop.is_set():
            raise Cancelled
        if self._watch:
            self._watch(Step(text, done, total))

    def cancel(self) -> None:
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop; for work that waits for something that can be ended."""
        return self._stop.is_set()


@dataclass(frozen=True, slots=True)
class Job(Generic[Result]):
    """A running work: its future result and its progress."""

    future: Future[Result]
    progress: Progress

    def cancel(self) -> None:
        self.progress.cancel()

    @property
    def done(self) -> bool:
        return self.future.done()

    def result(self, timeout: float | None = None) -> Result:
        """What the function returned; raises what it raised (:class:`Cancelled` when it was stopped)."""
        return self.future.result(timeout)


def start(
    work: Callable[[Progress], Result],
    *,
    watch: Callable[[Step], None] | None = None,
    finished: Callable[[Future[Result]], None] | None = None,
) -> Job[Result]:
    """Run ``work`` in a thread of its own. ``finished`` is called in that thread when it is over, whatever the outcome."""
    progress = Progress(watch)
    future: Future[Result] = Future()
    future.set_running_or_notify_cancel()
    if finished:
        future.add_done_callback(finished)

    def run() -> None:
        try:
            future.set_result(work(progress))
        except BaseException as problem:
            future.set_exception(problem)

    threading.Thread(target=run, name="mingzhang-job", daemon=True).start()
    return Job(future, progress)
