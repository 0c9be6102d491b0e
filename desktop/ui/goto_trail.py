"""Where the clerk was: the places left behind, for going back and forth and as the first suggestions of 定位."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.core.cells import CellRef
from desktop.ui.workspace import Workspace

_KEPT = 50


class Trail(QObject):
    """Belongs to a workspace. A place is kept when its table is left, and before every jump that is told by :meth:`jumping`.

    A place without row is a table as a whole: nothing was chosen in it.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.workspace = workspace
        self.past: list[CellRef] = []
        self.future: list[CellRef] = []
        self._here = self._place()
        workspace.view.current_ref.connect(self._moved)
        workspace.view.jumping.connect(self.jumping)

    def _place(self) -> CellRef:
        sheet = self.workspace.sheet
        return self.workspace.view.reference() or CellRef(sheet.form if sheet is not None else "", "", "")

    def _moved(self, ref: CellRef | None) -> None:
        before, self._here = self._here, self._place()
        if before.form != self._here.form:
            self._leave(before)

    def jumping(self) -> None:
        """Before a jump within a table: the place in hand is one to come back to."""
        self._here = self._place()
        self._leave(self._here)
        QTimer.singleShot(0, self._arrive)  # the table tells its cell in a moment; it is not left by that

    def _arrive(self) -> None:
        self._here = self._place()

    def _leave(self, ref: CellRef) -> None:
        if ref.form and self.past[-1:] != [ref]:
            self.past.append(ref)
            del self.past[:-_KEPT]
        self.future.clear()

    def back(self) -> bool:
        return self._step(self.past, self.future)

    def forward(self) -> bool:
        return self._step(self.future, self.past)

    def _step(self, source: list[CellRef], other: list[CellRef]) -> bool:
        here, past, future = self._place(), self.past, self.future
        while source:
            ref = source.pop()
            if ref == here or self.workspace.bridge.model.find_form(ref.form) is None:
                continue
            other.append(here)
            kept = (list(past), list(future))
            if not ref.row:
                self.workspace.show_form(ref.form)
            else:
                self.workspace.go_to(ref)
            past[:], future[:] = kept  # what the step itself told is no step of the clerk
            self._here = self._place()
            return True
        return False

    def recent(self) -> list[CellRef]:
        """Places left behind, the last one first, each once."""
        return [ref for ref in dict.fromkeys(reversed(self.past)) if self.workspace.bridge.model.find_form(ref.form) is not None]
