"""The overview of projects in the workspace: add, copy, take out, move, and files of many forms at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter, QStackedWidget

from desktop.app import projects
from desktop.core import entry
from desktop.core.projects import NAME, PROJECTS
from desktop.ui import ask
from desktop.ui.row_work import RowWork
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.core.operations import Operation
    from desktop.ui.form_tree import FormTree
    from desktop.ui.project_page import ProjectPage


class ProjectWork(RowWork):
    """Part of :class:`~desktop.ui.workspace.Workspace`. The page is made when it is first wanted."""

    tree: FormTree
    middle: QStackedWidget
    side: QSplitter
    page: ProjectPage | None

    def is_overview(self) -> bool:
        return self.page is not None and self.middle.currentWidget() is self.page

    def show_overview(self) -> None:
        """The list of all projects."""
        if projects.list_form(self.bridge.model) is None:
            self.told.emit(tr("这套表没有项目清单。"))
            return
        if self.page is None:
            from desktop.ui.project_page import ProjectPage

            self.page = page = ProjectPage(self.bridge, self)
            page.form_wanted.connect(self.show_form)
            page.cell_wanted.connect(self.go_to)
            page.add_wanted.connect(self.add_project)
            page.copy_wanted.connect(self.copy_project)
            page.remove_wanted.connect(self.remove_project)
            page.move_wanted.connect(self.move_project)
            page.batch_wanted.connect(self.batch_output)
            self.middle.addWidget(page)
        self.view.finish_edit()
        self.middle.setCurrentWidget(self.page)
        self.side.hide()  # it is about cells
        self.tree.choose_overview()
        self.page.table.setFocus()

    def _listed(self) -> str:
        listed = projects.list_form(self.bridge.model)
        return listed.code if listed is not None else PROJECTS

    def add_project(self) -> None:
        name = ask.line(self, tr("增加项目"), tr("项目名称："))
        if name is None or not name.strip():
            return
        chosen = self.page.chosen() if self.page is not None and self.is_overview() else []
        operation = entry.add_project(self.bridge.model, {NAME: name}, after=chosen[-1] if chosen else None, list_form=self._listed())
        self._made(operation)

    def copy_project(self) -> None:
        """Copy the chosen project, with what came of it or only what was planned."""
        one = self.page.current() if self.page is not None else None
        if one is None:
            return
        choices = [("target", tr("只复制目标和预算")), ("all", tr("连同完成情况一起复制")), ("", tr("取消"))]
        answer = ask.choose(self, tr("复制项目"), tr("复制“{name}”：", name=one.name), choices)
        if answer:
            self._made(entry.copy_project(self.bridge.model, one.id, results=answer == "all", list_form=self._listed()))

    def _made(self, operation: Operation | str) -> None:
        if not self.bridge.do(operation) or isinstance(operation, str):
            return
        made = entry.made_rows(operation, self._listed())
        if made and self.page is not None and self.is_overview():
            self.page.words.clear()
            self.page.choose(made[0])
        self.told.emit(tr("已增加项目，可撤销。"))

    def remove_project(self) -> None:
        """Ask, then take the chosen projects out with their forms."""
        if self.page is None or self.bridge.read_only:
            return
        rows = self.page.chosen()
        names = [one.name for one in self.page.model.shown if one.id in rows]
        if not rows:
            return
        forms, cells = projects.what_goes(self.bridge.model, rows)
        text = tr("删除“{name}”？", name=names[0]) if len(rows) == 1 else tr("删除选中的 {count} 个项目？", count=len(rows))
        more = tr("连同 {forms} 张表中填的 {cells} 格一起删除；可以撤销。", forms=forms, cells=cells)
        if ask.choose(self, tr("删除项目"), text, [("", tr("取消")), ("remove", tr("删除"))], more) != "remove":
            return
        if self.bridge.do(entry.remove_project(self.bridge.model, rows, list_form=self._listed())):
            self.told.emit(tr("已删除 {count} 个项目，可撤销。", count=len(rows)))

    def move_project(self, step: int) -> None:
        """Move the chosen projects up or down."""
        rows = self.page.chosen() if self.page is not None else []
        if not rows or self.bridge.read_only:
            return
        if self.page is not None and self.page.model.words:
            self.told.emit(tr("正在按名称查找；清空查找框后再移动。"))
            return
        build = entry.move_up if step < 0 else entry.move_down
        self.bridge.do(build(self.bridge.model, self._listed(), rows))

    def batch_output(self) -> None:
        """Files of the forms of many projects."""
        from desktop.ui.batch_dialog import BatchDialog

        with ask.telling(self):
            projects.must_have_list(self.bridge.model)
            chosen = self.page.chosen() if self.page is not None and self.is_overview() else []
            dialog = BatchDialog(self.session, chosen, self)
            if dialog.exec() == BatchDialog.DialogCode.Accepted:
                written = dialog.write()
                if written is not None:
                    self.told.emit(written)
