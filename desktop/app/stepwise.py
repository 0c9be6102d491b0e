"""A large operation carried out in steps, so that a window lives meanwhile; in effect the same as :meth:`Session.do`.

It is written down whole first, in one durable transaction, and then applied to the model in pieces; whoever watches is told once, at the end.
Nothing else may change the document between the steps: the caller keeps the hands off it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait

from desktop.app.session import Session
from desktop.core.cells import COVER, CellRef
from desktop.core.changes import ChangeSet
from desktop.core.evaluate import Model
from desktop.core.findings import Finding
from desktop.core.operations import Operation, StaleEdit, apply_edits

LARGE = 300
"""Edits; smaller operations are done at once."""
_PIECE = 40


def can_step(operation: Operation) -> bool:
    """Whether doing it in steps gains anything, and may be done: figures and notes do not change which rows and formulas there are."""
    return len(operation.edits) > LARGE and all(edit.kind in ("cell", "note", "row") and edit.key[0] != COVER for edit in operation.edits)


def do_in_steps(session: Session, operation: Operation) -> Generator[None, None, ChangeSet]:
    """Carry the operation out, pausing often. It must be run to its end.

    Raises:
        Refused, DocumentError: as :meth:`Session.do`; nothing changed.
    """
    if not can_step(operation):
        return session.do(operation)
    session._must_be_current(operation)
    # Writing takes its time in another thread; the document is used by nobody else meanwhile.
    with ThreadPoolExecutor(1) as pool:
        writing: Future[int] = pool.submit(session.document.append, operation)
        while not writing.done():
            wait([writing], 0.004)
            yield
        before = writing.result()
    model = session.model
    findings = model.findings()
    cells: set[CellRef] = set()
    rows: set[str] = set()
    forms = everything = False
    try:
        for piece in _pieces(operation):
            changes = model.apply(piece)
            cells |= changes.cells
            rows |= changes.rows
            forms, everything = forms or changes.forms, everything or changes.everything
            yield
    except BaseException:
        # The journal is ahead of the model: take the step back there and in the book, and read the model anew from what holds.
        inverse = operation.inverse("undo")
        session.document.append(inverse, undoes=before)
        _take_back(session, operation)
        session.model = Model(session.pack, session.book, session.subjects)
        session._tell(ChangeSet(everything=True))
        raise
    was, now = set(findings), set(model.findings())
    new = tuple(finding for finding in model.findings() if finding not in was)
    gone: tuple[Finding, ...] = tuple(finding for finding in findings if finding not in now)
    yield
    result = ChangeSet(frozenset(cells), frozenset(rows), new, gone, everything, forms)
    session._tell(result)
    return result


def _pieces(operation: Operation) -> list[Operation]:
    """Rows together (they come and go as a whole), then the rest a few at a time, in their order."""
    rows = tuple(edit for edit in operation.edits if edit.kind == "row")
    rest = [edit for edit in operation.edits if edit.kind != "row"]
    pieces = [rest[at : at + _PIECE] for at in range(0, len(rest), _PIECE)]
    found = [Operation(operation.label, operation.cause, rows)] if rows else []
    return found + [Operation(operation.label, operation.cause, tuple(piece)) for piece in pieces]


def _take_back(session: Session, operation: Operation) -> None:
    """Put the book back, whatever part of the operation it has."""
    for edit in reversed(operation.edits):
        with contextlib.suppress(StaleEdit):
            apply_edits(session.book, (edit.inverse(),))
