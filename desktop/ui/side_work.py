"""What stands beside the table in the workspace: explanation and coach at the right, findings below; the keyboard round through all panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.core.findings import Finding
from desktop.ui.finding_work import FindingWork

if TYPE_CHECKING:
    from desktop.ui.coach_panel import CoachPanel
    from desktop.ui.explain_panel import ExplainPanel


class SideWork(FindingWork):
    """Part of :class:`~desktop.ui.workspace.Workspace`."""

    explain: ExplainPanel
    coach: CoachPanel

    def explain_finding(self, finding: Finding) -> None:
        self.go_to_finding(finding)
        self.show_explain(True)

    def show_explain(self, on: bool) -> None:
        self.explain.setVisible(on)
        self._show_side()
        if on:
            self.explain.show_cell(self.bridge, self.view.reference())
            self.explain.tell()

    def _show_side(self) -> None:
        """The right side is there while there is something in it."""
        self.side.setVisible(not self.is_overview() and (self.coach.isVisibleTo(self.side) or self.explain.isVisibleTo(self.side)))

    def show_coach(self, on: bool) -> None:
        self.coach.setVisible(on)
        self._show_side()
        if on and self.sheet is not None:
            self.coach.show_row(self.bridge, self.sheet.form, self.row_in_hand())
            self.coach.tell()

    def show_findings(self, on: bool) -> None:
        self.findings.setVisible(on)

    def next_pane(self) -> None:
        """Keyboard round: tables, table, explanation, findings."""
        panes: list[QWidget] = [self.tree, self.view, self.coach.models, self.explain.text, self.findings.list]
        if self.page is not None:
            panes.insert(1, self.page.table)
        if self.board is not None:
            panes[1:1] = [self.board.tables, self.board.list]
        if self.document_desk is not None:
            panes[1:1] = self.document_desk.panes()
        shown = [pane for pane in panes if pane.isVisible()]
        at = next((number for number, pane in enumerate(shown) if pane.hasFocus()), -1)
        shown[(at + 1) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
