"""Commands on the document of the department. Slots of the main window; the desk of the workspace does the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from desktop.ui import ask
from desktop.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from PySide6.QtWidgets import QWidget as Window

    from desktop.ui.document_desk import DocumentDesk
    from desktop.ui.workspace import Workspace
else:
    Window = object


class DocumentCommands(Window):
    """Part of :class:`~desktop.ui.window.MainWindow`."""

    workspace: Workspace | None
    commands: dict[str, QAction]
    document_dialog: QDialog | None = None
    """The preview or the pre-flight of the document, as long as it is open."""

    if TYPE_CHECKING:

        def tell(self, sentence: str) -> None: ...

    @property
    def desk(self) -> DocumentDesk | None:
        return self.workspace.document_desk if self.workspace is not None else None

    def attach_document(self, workspace: Workspace) -> None:
        """Give a new workspace its documents."""
        from desktop.ui.document_desk import DocumentDesk

        workspace.document_desk = DocumentDesk(workspace)
        workspace.document_desk.explain_wanted.connect(self._open_explain)
        workspace.document_desk.findings_wanted.connect(self._switch_findings)
        workspace.document_desk.command_wanted.connect(self._trigger)

    def _trigger(self, name: str) -> None:
        self.commands[name].trigger()

    def _open_explain(self) -> None:
        if self.workspace is not None and not self.commands["show_explain"].isChecked():
            self.commands["show_explain"].setChecked(True)
            self.workspace.show_explain(True)

    def _switch_findings(self, on: bool) -> None:
        self.commands["show_findings"].setChecked(on)
        if self.workspace is not None:
            self.workspace.show_findings(on)

    def _document(self) -> str | None:
        """The document that a command means: the one in front, else the first; told when there is none."""
        desk = self.desk
        if desk is None:
            return None
        if not desk.entries:
            self.tell(tr("这个表套没有公开文稿的样式。"))
            return None
        desk.finish_edit()
        return desk.page.narrative_id if desk.page is not None else next(iter(desk.entries))

    def show_document(self) -> None:
        name = self._document()
        if name is not None and self.desk is not None:
            self.desk.show_document(name)

    def next_gap(self) -> None:
        name = self._document()
        page = self.desk.show_document(name) if name is not None and self.desk is not None else None
        if page is not None:
            page.next_gap()

    def own_words(self) -> None:
        page = self.desk.page if self.desk is not None else None
        if page is None:
            self.show_document()
            self.tell(tr("请先把光标放到要改的那一段。"))
        else:
            page.write_own()

    def generated_words(self) -> None:
        page = self.desk.page if self.desk is not None else None
        if page is not None:
            page.restore_generated()

    def document_pdf(self) -> None:
        self._save_document(".pdf")

    def document_word(self) -> None:
        self._save_document(".docx")

    def _save_document(self, suffix: str) -> None:
        from desktop.ui.document_output import save_document

        name = self._document()
        if name is None or self.workspace is None:
            return
        with ask.telling(self):
            out = save_document(self, self.workspace.session, name, suffix)
            if out is not None:
                self.tell(tr("已生成 {out}。", out=str(out)))

    def preview_document(self) -> None:
        from desktop.ui.document_output import open_preview

        name = self._document()
        if name is not None and self.workspace is not None:
            with ask.telling(self):
                self.document_dialog = open_preview(self, self.workspace.session, name)

    def publication_package(self) -> None:
        from desktop.app.disclosure_package import NotReady
        from desktop.ui import document_output

        name = self._document()
        if name is None or self.workspace is None:
            return
        folder = ask.folder(self, tr("公开文件放在哪个文件夹"))
        if folder is None:
            return
        session = self.workspace.session
        with ask.telling(self):
            try:
                package = document_output.make_package(self, session, name, folder, False)
            except NotReady as problem:
                answer = ask.choose(
                    self,
                    tr("公开文件"),
                    str(problem),
                    [("", tr("先去改正")), ("draft", tr("只生成草稿"))],
                    tr("草稿的文件名都带“草稿”字样。"),
                )
                if answer != "draft":
                    return
                package = document_output.make_package(self, session, name, folder, True)
            if package is not None:
                listed = "\n".join(file.name for file in package.files)
                ask.tell(
                    self, tr("公开文件已放入 {folder}。", folder=str(folder)), problem=False, more="\n".join([listed, *package.open[:12]])
                )
                self.tell(tr("公开文件已放入 {folder}。", folder=str(folder)))

    def preflight_document(self) -> None:
        from desktop.ui.document_preflight import PreflightDialog

        name, workspace, desk = self._document(), self.workspace, self.desk
        if name is None or workspace is None or desk is None:
            return
        with ask.telling(self):
            dialog = PreflightDialog(workspace.bridge, name, self)
            dialog.place_wanted.connect(desk.go_to_place)
            dialog.cell_wanted.connect(workspace.go_to)
            workspace.destroyed.connect(dialog.close)
            self.document_dialog = dialog
            dialog.show()
