"""Commands that find things and go to them, in the document and in its past. Slots of the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as Window

    from desktop.app.going import Place
    from desktop.app.searching import Hit
    from desktop.core.cells import CellRef
    from desktop.ui.document_desk import DocumentDesk
    from desktop.ui.find_dialog import FindDialog
    from desktop.ui.goto_dialog import GotoDialog
    from desktop.ui.goto_trail import Trail
    from desktop.ui.versions_dialog import VersionsDialog
    from desktop.ui.workspace import Workspace
else:
    Window = object


class SeekCommands(Window):
    """Part of :class:`~desktop.ui.window.MainWindow`."""

    workspace: Workspace | None
    find_dialog: FindDialog | None = None
    versions_dialog: VersionsDialog | None = None
    goto_dialog: GotoDialog | None = None
    _trail: Trail | None = None

    if TYPE_CHECKING:

        @property
        def desk(self) -> DocumentDesk | None: ...
        def tell(self, sentence: str) -> None: ...
        def refresh_commands(self) -> None: ...

    def attach_document(self, workspace: Workspace) -> None:
        """A document is shown: begin to remember places. (Its texts are attached by the next in line.)"""
        from desktop.ui.goto_trail import Trail

        super().attach_document(workspace)  # type: ignore[misc]
        self._trail = Trail(workspace)

    # going

    def go_to_place(self) -> None:
        from desktop.ui.goto_dialog import GotoDialog

        workspace, trail = self.workspace, self._trail
        if workspace is None:
            return
        here = workspace.sheet.form if workspace.sheet is not None else ""
        recent = [self._as_place(ref) for ref in trail.recent()[:20]] if trail is not None else []
        dialog = GotoDialog(workspace.session, here, recent, self)
        dialog.wanted.connect(self.show_place)
        dialog.finished.connect(dialog.deleteLater)
        self.goto_dialog = dialog
        dialog.open()

    def _as_place(self, ref: CellRef) -> Place:
        from desktop.app.going import Place

        assert self.workspace is not None
        model = self.workspace.bridge.model
        table = model.form_label(ref.form)
        if not ref.row:
            return Place("table", ref.form, table, form=ref.form)
        return Place("row", ref.form, model.label(ref).removeprefix(table).strip(), table, ref=ref, form=ref.form)

    def show_place(self, place: Place) -> None:
        """Go to what 定位 or 查找 named."""
        workspace = self.workspace
        if workspace is None:
            return
        if self._trail is not None:
            self._trail.jumping()
        if place.finding is not None:
            workspace.go_to_finding(place.finding)
        elif place.block:
            self._show_block(place.block, place.document)
        elif place.ref is not None:
            workspace.go_to(place.ref)
        elif place.form:
            workspace.show_form(place.form)

    def _show_block(self, block: str, document: str) -> None:
        if self.desk is not None and not self.desk.go_to_block(block, document):
            self.tell(tr("“{block}”现在没有印出来。", block=block))

    def go_back(self) -> None:
        if self._trail is not None and not self._trail.back():
            self.tell(tr("前面没有到过别的地方。"))

    def go_forward(self) -> None:
        if self._trail is not None and not self._trail.forward():
            self.tell(tr("后面没有到过别的地方。"))

    # finding

    def find_text(self) -> None:
        self._open_find(False)

    def replace_text(self) -> None:
        self._open_find(True)

    def find_next(self) -> None:
        if self.find_dialog is None:
            self.find_text()
        else:
            self.find_dialog.step(1)

    def find_previous(self) -> None:
        if self.find_dialog is None:
            self.find_text()
        else:
            self.find_dialog.step(-1)

    def _open_find(self, replace: bool) -> None:
        from desktop.ui.find_dialog import FindDialog

        workspace = self.workspace
        if workspace is None:
            return
        if self.find_dialog is None:
            dialog = self.find_dialog = FindDialog(workspace, self)
            dialog.hit_wanted.connect(self.show_hit)
            workspace.destroyed.connect(dialog.deleteLater)
            dialog.destroyed.connect(self._forget_find)
        self.find_dialog.open_for(replace)

    def _forget_find(self) -> None:
        self.find_dialog = None

    def show_hit(self, hit: Hit) -> None:
        workspace = self.workspace
        if workspace is None:
            return
        if self._trail is not None:
            self._trail.jumping()
        if hit.block:
            self._show_block(hit.block, hit.document)
        elif hit.ref is not None:
            if hit.ref.column and workspace.go_to(hit.ref):
                return
            workspace.show_form(hit.ref.form)
        elif hit.kind == "reason":
            key = hit.key
            finding = next((one for one in workspace.bridge.findings if one.key == key), None)
            if finding is not None:
                workspace.go_to_finding(finding)
            elif workspace.bridge.model.find_form(key[1]) is not None:
                workspace.show_form(key[1])

    # former times

    def show_versions(self) -> None:
        from desktop.ui.versions_dialog import VersionsDialog

        workspace = self.workspace
        if workspace is None:
            return
        if self.versions_dialog is None:
            dialog = self.versions_dialog = VersionsDialog(workspace, self)
            dialog.cell_wanted.connect(lambda ref: self.workspace.go_to(ref) if self.workspace else None)
            dialog.restored.connect(self._tell_restored)
            dialog.saved.connect(self.refresh_commands)
            workspace.destroyed.connect(dialog.deleteLater)
            dialog.destroyed.connect(self._forget_versions)
        self.versions_dialog.refresh()
        self.versions_dialog.show()
        self.versions_dialog.raise_()
        self.versions_dialog.activateWindow()

    def _forget_versions(self) -> None:
        self.versions_dialog = None

    def _tell_restored(self, name: str) -> None:
        self.refresh_commands()
        self.tell(tr("已回到版本“{name}”，可用撤销一次退回。", name=name))
