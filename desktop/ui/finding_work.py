"""What is done about findings in the workspace: go there, explain, repair one or all of a kind, give a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.app import checking
from desktop.core import entry
from desktop.core.findings import Finding, Repair
from desktop.core.repairs import alike, last_reason, repair, repair_all, repairs_of
from desktop.ui import ask
from desktop.ui.board_work import BoardWork
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.findings_panel import FindingsPanel


class FindingWork(BoardWork):
    """Part of :class:`~desktop.ui.workspace.Workspace`."""

    findings: FindingsPanel
    _lit_key: tuple[str, str, str] | None = None

    def walk(self, step: int) -> None:
        """F4/F8: the next or previous finding, its cell, both sides lit."""
        finding = self.findings.walk(step)
        if finding is None:
            self.told.emit(tr("没有审核问题。"))
            return
        self.findings.show()
        self.go_to_finding(finding)

    def go_to_finding(self, finding: Finding) -> None:
        cells = [cell.ref for cell in finding.cells]
        own = [ref for ref in cells if ref.form == finding.table]
        self._lit_key = finding.key
        self.bridge.light(frozenset(cells))
        if self.document_desk is not None and self.document_desk.go_to_finding(finding):
            return
        for ref in (*own, *cells):
            if self.bridge.model.find_form(ref.form) is not None and self.go_to(ref):
                return
        if self.bridge.model.find_form(finding.table) is not None:
            self.show_form(finding.table)

    def go_to_block(self, block: str) -> None:
        """Bring a block of the document to the front."""
        if self.document_desk is not None:
            self.document_desk.go_to_block(block)

    def repair(self, finding: Finding) -> None:
        """The first certain repair of a finding."""
        found = repairs_of(self.bridge.model, finding)
        if found:
            self.make_repair(finding, found[0])
        else:
            self.told.emit(tr("这一条没有可以自动改正的办法，请按“怎么办”手工改正。"))

    def make_repair(self, finding: Finding, wanted: Repair) -> None:
        if self.bridge.do(repair(self.bridge.model, finding, wanted)):
            self.told.emit(tr("已改正，可撤销。"))

    def repair_alike(self, finding: Finding) -> None:
        """Every repair of the kind that this finding offers, looked at before they are made; one step to undo."""
        from desktop.ui.repair_preview import RepairPreview

        found = repairs_of(self.bridge.model, finding)
        if not found:
            return
        changes = alike(self.bridge.model, self.bridge.findings, found[0].kind)
        dialog = RepairPreview(self.bridge, changes, self)
        if dialog.exec() == RepairPreview.DialogCode.Accepted:
            chosen = dialog.chosen()
            if self.bridge.do(repair_all(self.bridge.model, chosen)):
                self.told.emit(tr("已改正 {count} 处，可撤销。", count=len(chosen)))

    def acknowledge(self, finding: Finding) -> None:
        """Ask for the reason; the one given before stands there already, last year's beside it."""
        words = finding.say
        if finding.state == "stale":
            words += "\n\n" + tr("数字在写明原因以后变了，请重新核对。")
        if finding.reason_at is not None:
            words += "\n\n" + tr("原因只写这一次：文稿里用到“{label}”的句子都用它。", label=self.bridge.model.label(finding.reason_at))
        filled = finding.reason or finding.reason_given
        reason = ask.reason(self, tr("写明原因"), words, filled, last_reason(self.bridge.model, finding))
        if reason is not None:
            self.bridge.do(checking.acknowledgement(self.session, finding, reason))

    def withdraw(self, finding: Finding) -> None:
        """Take the reason back; one step."""
        if self.bridge.do(entry.withdraw_acknowledgement(self.bridge.model, finding)):
            self.told.emit(tr("已撤回说明，可撤销。"))
