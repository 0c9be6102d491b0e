"""Between the session and the screen: one operation → one ChangeSet → one Qt signal.

Every view follows :attr:`Bridge.changed` and nothing else of the session. The session and its SQLite file are used from the main
thread only; workers get plain data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.app.checking import joined
from desktop.app.jobs import Cancelled
from desktop.app.problems import sentence_of
from desktop.core.cells import CellRef
from desktop.core.changes import ChangeSet
from desktop.core.definitions import TARGET
from desktop.core.findings import Finding
from desktop.core.instances import owner_of
from desktop.core.operations import Edit, Operation
from desktop.ui import large_work
from desktop.ui.followers import Followers
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.app.session import Session
    from desktop.app.target_changes import TargetChange, TargetLog
    from desktop.core.evaluate import Model
    from desktop.core.rounding import Figures
    from desktop.store.records import OperationRecord, SourceFile

Result = TypeVar("Result")
RANK = {"error": 0, "warning": 1, "hint": 2}
LARGE = 1500  # typed cells; balancing the rounded figures of a larger book takes longer than a key stroke may
PAUSE = 600  # ms


class Bridge(QObject):
    """The open document as the window sees it. ``lit`` are the cells of the finding or explanation in hand.

    In a large book whose figures are balanced (舍位平衡) a changed figure is first shown rounded by itself; after a pause in typing all
    are balanced, and :attr:`settled` says so.
    """

    lit_changed = Signal(object)  # frozenset[CellRef]: cells that were or are lit
    problem = Signal(str)  # a sentence for the status bar
    settled = Signal()  # balanced figures after a pause
    text_judged = Signal()  # other findings of the text than before, see document_watch

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.changed = Followers()
        self.lit: frozenset[CellRef] = frozenset()
        self._findings: tuple[Finding, ...] | None = None
        self._of_text: tuple[Finding, ...] = ()
        self._at_cells: dict[CellRef, tuple[Finding, ...]] = {}  # characters without glyph
        self._tally: Counter[tuple[str, str]] | None = None  # of the tables
        self._text_tally: Counter[tuple[str, str]] = Counter()
        self._targets: dict[CellRef, TargetChange] | None = None
        self._log: TargetLog | None = None
        self._between: Figures | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._settle)
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
        return self._between or self.session.figures

    @property
    def is_between(self) -> bool:
        """Whether figures are shown rounded by themselves until there is time to balance them."""
        return self._between is not None

    @property
    def moves_units(self) -> bool:
        """Whether a change of one figure may change how others are shown at once."""
        return self._between is None and self.session.figures.moves_units

    @property
    def findings(self) -> tuple[Finding, ...]:
        if self._findings is None:
            self._findings = joined(self.model.findings(), self._of_text)
        return self._findings

    @property
    def text_findings(self) -> tuple[Finding, ...]:
        """Those of :attr:`findings` that are about the words of the document and about characters; another tuple when they are different."""
        return self._of_text

    def show_text_findings(self, found: tuple[Finding, ...]) -> None:
        """What was found in the words of the document and in characters joins the findings of the tables."""
        if found != self._of_text:
            self._of_text, self._findings, self._text_tally = found, None, _counted(found)
            self._at_cells = {one.cells[0].ref: (one,) for one in found if one.cells and one.cells[0].ref.form == one.table}
            self.text_judged.emit()

    def tally(self, severity: str, table: str = "") -> int:
        """Number of findings of a table ("" = all) that are open: error, warning, hint; or of those that are "acknowledged"."""
        if self._tally is None:
            self._tally = _counted(self.model.findings())
        return self._tally[severity, table] + self._text_tally[severity, table]

    def target_change(self, ref: CellRef) -> TargetChange | None:
        """What was changed in a target after its monitoring or self-evaluation was begun: for its cell and for those that take it over."""
        if not owner_of(ref.form):
            return None
        from desktop.app.target_changes import origin_in_target

        self._targets = still = self._still_different() if self._targets is None else self._targets
        if not still:
            return None
        return still.get(ref) or still.get(origin_in_target(self.model, ref) or ref)

    def target_log(self) -> list[TargetChange]:
        """Every change of a target after the forms that follow it had been begun, the oldest first."""
        from desktop.app.target_changes import TargetLog

        self._log = self._log or TargetLog(self.session)
        self._log.update()
        return self._log.changes

    def _still_different(self) -> dict[CellRef, TargetChange]:
        from desktop.app.target_changes import still_different

        return still_different(self.target_log())

    def mark(self, ref: CellRef) -> str:
        """Gravest open severity at a cell, or "": error, warning, hint. Of two sides that differ, blank operands carry no mark."""
        worst = ""
        for finding in (*self.model.findings_at(ref), *self._at_cells.get(ref, ())):
            if finding.state == "acknowledged" or (worst and RANK[finding.severity] >= RANK[worst]):
                continue
            if finding.difference is None or self.model.value(ref) is not None or ref == finding.cells[0].ref:
                worst = finding.severity
        return worst

    def do(self, operation: Operation | str, sources: Sequence[SourceFile] = (), title: str = "") -> bool:
        """Carry out an operation; a builder's sentence or a failure is told and nothing changes. Returns whether it was done.

        A large one is done in steps or beside the window; ``title`` is what is said meanwhile.
        """
        if isinstance(operation, str):
            self.problem.emit(operation)
            return False
        if not operation.edits:
            return True
        title = title or tr("正在填入……")
        return self.attempt(lambda: large_work.carry_out(self.session, self._window(), title, operation, sources))

    def undo(self) -> tuple[Edit, ...] | None:
        """Take the last operation back; what it had changed, or None where nothing was done."""
        return self._step(self.session.document.undoable(1), False)

    def redo(self) -> tuple[Edit, ...] | None:
        """Do again what was taken back last; what that changed, or None where nothing was done."""
        return self._step(self.session.document.redoable(1), True)

    def _step(self, records: list[OperationRecord], forward: bool) -> tuple[Edit, ...] | None:
        found: list[tuple[Edit, ...]] = []
        if records and self.attempt(lambda: found.append(large_work.step(self.session, self._window(), records[-1], forward))):
            return found[0]
        return None

    def beside(self, title: str, work: Callable[[], Result]) -> Result:
        """Work on the document in another thread, with what is said meanwhile."""
        return large_work.beside(self.session, self._window(), title, work)

    def _window(self) -> QWidget | None:
        parent = self.parent()
        return parent.window() if isinstance(parent, QWidget) else None

    @property
    def is_large(self) -> bool:
        """Whether the book is so large that work on the whole of it is felt."""
        return sum(len(sheet.entered) for sheet in self.model.book.sheets.values()) > LARGE

    def attempt(self, action: Callable[[], Any]) -> bool:
        """Do it; what fails with a sentence is told as a problem, and the answer is False."""
        try:
            action()
        except Cancelled:
            self.problem.emit(tr("已取消，文档和原来一样。"))
            return False
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
        self._pause.stop()
        if self._follow in self.session.observers:
            self.session.observers.remove(self._follow)

    def _follow(self, changes: ChangeSet) -> Iterator[None]:
        """Tell all views; the session lets the event loop turn between two of them after a large change."""
        self._findings = None
        if self._of_text:
            from desktop.document.preflight import with_state

            now = tuple(with_state(finding, self.model.book.acknowledgements) for finding in self._of_text)
            if now != self._of_text:
                self._of_text, self._text_tally = now, _counted(now)
        self._count(changes)
        if changes.forms or changes.everything or any(self._is_target(ref) for ref in changes.cells):
            self._targets = None
        figures = self.session.figures
        self._between = None
        if not figures.is_settled and self.is_large:
            from desktop.core.rounding import present

            self._between = present(self.model, figures.unit, "保留尾差")
            self._pause.start()
        yield
        yield from self.changed.emitting(changes)

    def _count(self, changes: ChangeSet) -> None:
        if self._tally is None or changes.everything:
            self._tally = None
            return
        self._tally.update(_counted(changes.findings_new))
        self._tally.subtract(_counted(changes.findings_gone))
        if sum(self._tally[kind, ""] for kind in (*RANK, "acknowledged")) != self.model.count_findings():
            self._tally = None  # of findings that are the same in everything a change names one

    def _is_target(self, ref: CellRef) -> bool:
        return bool(owner_of(ref.form)) and self.model.form(ref.form).stage == TARGET

    def _settle(self) -> None:
        self._between = None
        self.settled.emit()


def _counted(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    """How many there are of a severity, or acknowledged, in a table ("" = in all)."""
    found: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        kind = "acknowledged" if finding.state == "acknowledged" else finding.severity
        found[kind, finding.table] += 1
        found[kind, ""] += 1
    return found
