"""How a change of the open document is carried out: small ones at once, large ones in steps or beside the window, so that it never stands still.

What only changes figures and notes goes in steps, between which the window paints; whole rows that come and go, and imports, go beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from desktop.app.stepwise import LARGE, can_step, do_in_steps, is_large
from desktop.core import finished
from desktop.core.operations import Edit, Operation
from desktop.ui.stepped import run_steps
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.app.session import Session
    from desktop.store.records import OperationRecord, SourceFile

Result = TypeVar("Result")


def carry_out(session: Session, window: QWidget | None, title: str, operation: Operation, sources: Sequence[SourceFile]) -> None:
    """As ``do`` of the session; ``title`` is what is said where it takes long. Raises as that."""
    if not sources and can_step(operation):
        run_steps(do_in_steps(session, operation), title, can_stop=True)
    elif is_large(operation):
        beside(session, window, title, lambda: session.do(operation, sources=sources))
    else:
        session.do(operation, sources=sources)


def step(session: Session, window: QWidget | None, record: OperationRecord, forward: bool) -> tuple[Edit, ...]:
    """Take an operation back, or do it again; the edits of ``record``. Raises as undo and redo of the session."""
    title = tr("正在撤销或恢复……")
    at_once = session.redo if forward else session.undo
    if record.cause in finished.BARRIERS and not forward:
        at_once()  # which says why not
        return ()
    recorded = _read(session, window, record.seq, title)
    operation = recorded.inverse("redo" if forward else "undo")
    if can_step(operation):
        run_steps(do_in_steps(session, operation, **{"redoes" if forward else "undoes": record.seq}), title)
    elif is_large(operation):
        beside(session, window, title, at_once)
    else:
        at_once()
    return recorded.edits


def _read(session: Session, window: QWidget | None, seq: int, title: str) -> Operation:
    """An operation of the journal; an import may have tens of thousands of edits."""
    if window is None or session.document.size_of(seq) <= LARGE:
        return session.document.operation(seq).operation
    from desktop.ui.work import run_to_end

    return run_to_end(window, title, lambda progress: session.document.operation(seq).operation)


def beside(session: Session, window: QWidget | None, title: str, work: Callable[[], Result]) -> Result:
    """Work on the document in another thread; the window lives and is not painted. Without a window it is done at once."""
    if window is None:
        return work()
    from desktop.ui.work import run_on_document

    return run_on_document(window, title, session, work)
