"""Between the session and the screen: one operation → one ChangeSet → one Qt signal.

Every view listens to :attr:`Bridge.changed` and to nothing else of the session. The session and its SQLite file are used from the main
thread only; workers get plain data.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.app.problems import sentence_of
from desktop.core.cells import CellRef
from desktop.core.changes import ChangeSet
from desktop.core.findings import Finding
from desktop.core.operations import Operation

if TYPE_CHECKING:
    from desktop.app.session import Session
    from desktop.core.evaluate import Model
    from desktop.core.rounding import Figures

RANK = {"error": 0, "warning": 1, "hint": 2}


class Bridge(QObject):
    """The open document as the window sees it. ``lit`` are the cells of the finding or explanation in hand."""

    changed = Signal(object)  # ChangeSet
    lit_changed = Signal(object)  # frozenset[CellRef]: cells that were or are lit
    problem = Signal(str)  # a sentence for the status bar

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.lit: frozenset[CellRef] = frozenset()
        self._marks: dict[CellRef, str] | None = None
        self._findings: tuple[Finding, ...] | None = None
        session.observers.append(self._follow)

    @property
    def model(self) -> Model:
        return self.session.model

    @property
    def read_only(self) -> bool:
        return bool(self.session.document.read_only)

    @property
    def figures(self) -> Figures:
        """Figures in the unit and rounding that the document is shown in."""
        return self.session.figures

    @property
    def findings(self) -> tuple[Finding, ...]:
        if self._findings is None:
            self._findings = self.model.findings()
        return self._findings

    def mark(self, ref: CellRef) -> str:
        """Gravest open severity at a cell, or "": error, warning, hint."""
        if self._marks is None:
            self._marks = {}
            for finding in self.findings:
                if finding.state == "acknowledged":
                    continue
                for cell in finding.cells:
                    known = self._marks.get(cell.ref)
                    if known is None or RANK[finding.severity] < RANK[known]:
                        self._marks[cell.ref] = finding.severity
        return self._marks.get(ref, "")

    def do(self, operation: Operation | str) -> bool:
        """Carry out an operation; a builder's sentence or a failure is told and nothing changes. Returns whether it was done."""
        if isinstance(operation, str):
            self.problem.emit(operation)
            return False
        if not operation.edits:
            return True
        return self._attempt(lambda: self.session.do(operation))

    def undo(self) -> bool:
        return self._attempt(self.session.undo)

    def redo(self) -> bool:
        return self._attempt(self.session.redo)

    def _attempt(self, action: Callable[[], Any]) -> bool:
        try:
            action()
        except Exception as error:  # what carries no sentence goes on to the crash handler
            sentence = sentence_of(error)
            if sentence is None:
                raise
            self.problem.emit(sentence)
            return False
        return True

    def light(self, cells: frozenset[CellRef]) -> None:
        """Highlight the cells of a finding or an explanation in every table."""
        touched = self.lit | cells
        self.lit = cells
        self.lit_changed.emit(touched)

    def detach(self) -> None:
        """Stop listening; the session is about to be closed."""
        if self._follow in self.session.observers:
            self.session.observers.remove(self._follow)

    def _follow(self, changes: ChangeSet) -> None:
        self._marks = None
        self._findings = None
        self.changed.emit(changes)
