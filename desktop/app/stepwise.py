"""A large operation carried out in steps, so that a window lives meanwhile; in effect the same as ``do``, ``undo`` and ``redo`` of the session.

It is written down whole first, in one durable transaction, and then applied to the model piece by piece; whoever watches is told once, at the
end. Nothing else may change the document between the steps: the caller keeps the hands off it, and runs it to its end.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from desktop.app.jobs import Cancelled
from desktop.app.session import Session
from desktop.core.cells import COVER
from desktop.core.changes import ChangeSet
from desktop.core.operations import Operation

LARGE = 300
"""Edits; smaller operations are done at once."""
_FEW_ROWS = 60
_LOOK = 0.004  # seconds


def is_large(operation: Operation) -> bool:
    """Whether carrying it out would be felt."""
    return len(operation.edits) > LARGE


def can_step(operation: Operation) -> bool:
    """Whether doing it in steps gains anything, and may be done: figures, notes and a few rows do not change which formulas apply.

    Many rows come and go in one piece, or make the book be built anew; an import is kept as a version first: those belong beside the window,
    whole.
    """
    rows = sum(edit.kind == "row" for edit in operation.edits)
    plain = all(edit.kind in ("cell", "note", "row") and edit.key[0] != COVER for edit in operation.edits)
    return is_large(operation) and plain and rows <= _FEW_ROWS and operation.cause not in ("import", "finish")


def do_in_steps(
    session: Session, operation: Operation, *, undoes: int | None = None, redoes: int | None = None
) -> Generator[None, None, ChangeSet]:
    """Carry the operation out, pausing often.

    :class:`Cancelled` may be thrown in at any pause: what was begun is brought to its end then and taken back as a whole, as by an undo, so that
    no part of it ever stands there alone; and is raised again.

    Raises:
        Refused, DocumentError: as the session; nothing changed.
        Cancelled: thrown in; everything is as it was.
    """
    session.admit(operation)
    # Writing takes its time in another thread; the document is used by nobody else meanwhile.
    with ThreadPoolExecutor(1) as pool:
        writing: Future[int] = pool.submit(session.document.append, operation, undoes=undoes, redoes=redoes)
        _, stopped = yield from _patiently(_waiting(writing))
        before = writing.result()
    try:
        changes: ChangeSet
        changes, stopped_later = yield from _patiently(session.model.applying(operation))
    except BaseException:
        session.take_back(operation, before)
        session._tell(ChangeSet(everything=True))
        raise
    _, stopped_last = yield from _patiently(session.telling(changes))
    if stopped or stopped_later or stopped_last:
        yield from do_in_steps(session, operation.inverse("undo"), undoes=before)
        raise Cancelled
    return changes


def _waiting(writing: Future[int]) -> Generator[None, None, None]:
    while not writing.done():
        wait([writing], _LOOK)
        yield


def _patiently(steps: Iterator[None]) -> Generator[None, None, tuple[Any, bool]]:
    """Follow to the end whatever happens; the result, and whether somebody wanted it to stop."""
    stopped = False
    while True:
        try:
            next(steps)
        except StopIteration as over:
            return over.value, stopped
        try:
            yield
        except Cancelled:
            stopped = True
