"""Commands about who may read what: the password of the document, and the bundle for whoever helps. Slots of the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from desktop.ui import ask
from desktop.ui.words import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget as Window

    from desktop.app.jobs import Progress
    from desktop.ui.workspace import Workspace
else:
    Window = object


class GuardingCommands(Window):
    """Part of :class:`~desktop.ui.window.MainWindow`."""

    workspace: Workspace | None

    if TYPE_CHECKING:

        def refresh_commands(self) -> None: ...
        def tell(self, sentence: str) -> None: ...

    def set_password(self) -> None:
        from desktop.ui.password_dialog import NewPasswordDialog

        if self.workspace is None:
            return
        document = self.workspace.session.document
        dialog = NewPasswordDialog(self, document.target, document.protected)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._protect(dialog.first.text())
        dialog.deleteLater()

    def remove_password(self) -> None:
        if self.workspace is None:
            return
        document = self.workspace.session.document
        if not document.protected:
            ask.tell(self, tr("这份文档没有密码。"), problem=False)
            return
        choices = [("", tr("取消")), ("remove", tr("取消密码"))]
        say = tr("取消密码以后，“{name}”和它的备份不再加密，拿到文件的人都能打开。", name=document.target.name)
        if ask.choose(self, tr("取消密码"), say, choices) == "remove":
            self._protect(None)

    def _protect(self, word: str | None) -> None:
        """Saves the document: what lies beside the person must be what he was told."""
        from desktop.ui.work import run_to_end

        assert self.workspace is not None
        self.workspace.explain.keep_note()
        document = self.workspace.session.document
        with ask.telling(self):
            left = run_to_end(self, tr("正在保存……"), lambda progress: document.set_password(word))
            self.tell(tr("已取消密码并保存。") if word is None else tr("已设置密码并保存。密码丢失后无法找回，请另外保管好。"))
            if left:
                ask.tell(self, tr("有 {count} 份较早的备份仍是原来的样子。", count=left), problem=False)
        self.refresh_commands()

    def support_bundle(self) -> None:
        """Says what is inside before anything is written; the document goes along only when that is chosen."""
        from desktop.app import support
        from desktop.ui.work import run_beside

        with ask.telling(self):
            choices = [("plain", tr("写出……")), ("", tr("取消"))]
            document = self.workspace.session.document.target if self.workspace is not None else None
            if document is not None:
                choices.insert(1, ("with", tr("连同这份文档写出……")))
            pieces = support.collect()
            more = tr("程序不会把它发给任何人，写出后请自己转交。")
            if document is not None:
                more += "\n" + tr("连同文档写出时，另加：{name}（上次保存的内容，含全部数字和名称）。", name=document.name)
            answer = ask.choose(self, tr("支持包"), tr("支持包里有：") + "\n" + support.listed(pieces), choices, more)
            if not answer:
                return
            out = ask.save_file(self, tr("写出支持包"), tr("压缩包"), ".zip", tr("明账支持包.zip"))
            if out is None:
                return
            out.unlink(missing_ok=True)  # the file dialog has asked

            def work(progress: Progress) -> Path:
                progress.step(out.name)
                return support.write(out, support.collect(document if answer == "with" else None))

            if run_beside(self, tr("正在写出支持包……"), work) is not None:
                self.tell(tr("已写出支持包 {path}。", path=str(out)))
