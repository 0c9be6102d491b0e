"""Commands about files: new, open, sample, save, import. Slots of the main window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app import settings
from desktop.ui import ask, ready
from desktop.ui.keeping_commands import KeepingCommands
from desktop.ui.password_dialog import with_password
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.app.jobs import Progress
    from desktop.app.session import Session
    from desktop.ui.workspace import Workspace


class FileCommands(KeepingCommands):
    """Part of :class:`~desktop.ui.window.MainWindow`, which shows and leaves documents."""

    workspace: Workspace | None

    if TYPE_CHECKING:

        def show_start(self) -> None: ...
        def show_session(self, session: Session) -> None: ...
        def leave_document(self) -> bool: ...
        def refresh_commands(self) -> None: ...
        def tell(self, sentence: str) -> None: ...

    def open_path(self, path: Path) -> bool:
        """Open a document, or import a workbook that was given in its place."""
        from desktop.ui.opening import open_document

        if path.suffix.casefold() in (".xlsx", ".xls", ".et"):
            return self.import_path(path)
        if self.workspace is not None and self.workspace.session.document.target == path.absolute():
            return True
        if not self.leave_document():
            return False
        session = open_document(self, path)
        if session is None:
            self.show_start()
            return False
        self.show_session(session)
        return True

    def new_document(self) -> None:
        self._create("", 0)

    def _create(self, unit: str, year: int) -> bool:
        from desktop.ui.stepped import run_steps

        run_steps(ready.reading(), tr("正在新建……"))
        from desktop.app.documents import new_document
        from desktop.app.next_year import Wanted, carried_words, next_document
        from desktop.ui.new_document import NewDocumentDialog
        from desktop.ui.work import run_to_end

        dialog = NewDocumentDialog(self, unit, year)
        if dialog.exec() != NewDocumentDialog.DialogCode.Accepted or dialog.target is None or dialog.pack is None:
            return False
        if not self.leave_document():
            return False
        with ask.telling(self):
            if dialog.target.exists():
                dialog.target.replace(dialog.target.with_suffix(".旧.mz"))  # the file dialog asked; nothing is thrown away
            told = ""
            if dialog.last_year is None:
                session = new_document(dialog.target, dialog.pack.id, dialog.unit, dialog.year, code=dialog.code, kept_in=dialog.kept_in)
            else:
                wanted = Wanted(dialog.pack.id, dialog.unit, dialog.year, dialog.code, dialog.kept_in, dialog.with_projects)
                target, last = dialog.target, dialog.last_year
                made = with_password(self, lambda: run_to_end(self, tr("正在新建……"), lambda progress: next_document(target, last, wanted)))
                if made is None:
                    self.show_start()
                    return False
                session, told = made[0], carried_words(made[1])
            self.show_session(session)
            if told:
                self.tell(told)
            return True
        self.show_start()
        return False

    def open_document(self) -> None:
        path = ask.open_file(self, tr("打开文档"), tr("明账文档"), ask.DOCUMENTS)
        if path is not None:
            self.open_path(path)

    def open_sample(self) -> None:
        """The sample department, made through the real import when it is not there yet."""

        if not self.leave_document():
            return
        target = settings.data_dir() / "sample" / "jincheng-2024.mz"
        if target.exists():
            if self.open_path(target):
                return
            choices = [("", tr("取消")), ("again", tr("重新生成示例"))]
            if ask.choose(self, tr("打开示例"), tr("示例没有打开，要重新生成一份吗？原来的一份留在备份里。"), choices) != "again":
                return
        from desktop.app.samples import build_sample, find_sample
        from desktop.ui.work import run_beside

        def work(progress: Progress) -> Path:
            progress.step(tr("读入工作簿"))
            build_sample(find_sample("jincheng-2024"), target).close()  # a session of the worker's own; the window opens the file
            return target

        with ask.telling(self):
            target.parent.mkdir(parents=True, exist_ok=True)
            if run_beside(self, tr("正在准备示例……"), work) is not None:
                self.open_path(target)

    # saving

    def save(self) -> None:
        self._save(None)

    def save_as(self) -> None:
        from desktop.ui.opening import save_as

        if self.workspace is not None and save_as(self, self.workspace.session):
            settings.remember_recent(self.workspace.session.document.target)
            self.refresh_commands()
            self.tell(tr("已另存为 {name}。", name=self.workspace.session.document.target.name))

    def _save(self, target: Path | None) -> bool:
        from desktop.ui.opening import save

        if self.workspace is None:
            return True
        self.workspace.explain.keep_note()
        done = save(self, self.workspace.session, target)
        if done:
            self.tell(tr("已保存到 {path}。", path=str(self.workspace.session.document.target)))
        self.refresh_commands()
        return done

    def restore_backup(self) -> None:
        """A backup of the open document, or of one that is chosen, as a new document."""
        from desktop.app import documents
        from desktop.ui.backups_dialog import BackupsDialog
        from desktop.ui.work import run_to_end

        if self.workspace is not None:
            target: Path | None = self.workspace.session.document.target
        else:
            target = ask.open_file(self, tr("恢复哪个文档的备份"), tr("明账文档"), ask.DOCUMENTS)
        if target is None:
            return
        with ask.telling(self):
            found = documents.backups(target)
            if not found:
                ask.tell(self, tr("“{name}”还没有备份。每次保存都会自动备份。", name=target.name), problem=False)
                return
            dialog = BackupsDialog(target, found, self)
            if dialog.exec() == BackupsDialog.DialogCode.Accepted:
                work = partial(run_to_end, self, tr("正在恢复备份……"), lambda progress: documents.restore(target, None, dialog.which))
                made = with_password(self, work)
                if made is not None:
                    self.open_path(made)

    # workbooks in

    def import_workbook(self) -> None:
        path = ask.open_file(self, tr("导入工作簿"), tr("Excel 或 WPS 工作簿"), ask.WORKBOOKS)
        if path is not None:
            self.import_path(path)

    def import_path(self, path: Path) -> bool:
        """Import into the open document; without one, a new one is made first."""
        from desktop.store.records import SourceFile
        from desktop.ui.import_dialog import ImportDialog

        if self.workspace is None and not self._create("", 0):
            return False
        assert self.workspace is not None
        if self.workspace.bridge.read_only:
            ask.tell(self, tr("文档以只读方式打开，不能导入。"))
            return False
        dialog = ImportDialog(self.workspace.session, path, self)
        taken = False
        with ask.telling(self):
            read = dialog.read()
            if read and dialog.plan is not None and dialog.plan.refused and not dialog.plan.sheets:
                ask.tell(self, dialog.plan.refused)
                return False
            taken = read and dialog.exec() == ImportDialog.DialogCode.Accepted
        if not taken:
            return False
        plan = dialog.plan
        if plan is None or plan.operation is None:
            return False
        sources = [SourceFile(plan.path.name, plan.sha256)]
        if not self.workspace.bridge.do(plan.operation, sources, tr("正在导入……")):
            return False
        if plan.tables:
            self.workspace.show_form(plan.tables[0])
        self.tell(tr("已导入 {name}，可用撤销整体退回。", name=path.name))
        return True
