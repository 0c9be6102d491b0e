"""The status board in the workspace: show it, go where a line of the check list points, make the document final and open it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.app import checking, finishing, hand_check
from desktop.app.finishing import Task
from desktop.app.status import DOCUMENT
from desktop.app.text_review import text_review
from desktop.core import finished
from desktop.ui import ask
from desktop.ui.project_work import ProjectWork
from desktop.ui.stepped import run_steps
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.board_page import BoardPage


class BoardWork(ProjectWork):
    """Part of :class:`~desktop.ui.workspace.Workspace`. The page is made when it is first wanted."""

    board: BoardPage | None = None

    def show_board(self) -> None:
        """Tables, states, deadline, and what is missing for 定稿."""
        if self.board is None:
            from desktop.ui.board_page import BoardPage

            self.board = page = BoardPage(self.bridge, self)
            page.form_wanted.connect(self._open_line)
            page.task_wanted.connect(self.go_to_task)
            page.finish_wanted.connect(self.finish_document)
            page.reopen_wanted.connect(self.reopen_document)
            page.hand_check_wanted.connect(self.keep_hand_check)
            self.middle.addWidget(page)
            if self.document_desk is not None:
                self.document_desk.watch.settled.connect(page.follow_text)
        self.view.finish_edit()
        self.middle.setCurrentWidget(self.board)
        self.side.hide()  # it is about cells
        self.tree.selectionModel().clear()  # so that the table that was shown can be chosen again
        self.board.tables.setFocus()

    def _open_line(self, code: str) -> None:
        if code == DOCUMENT and self.document_desk is not None:
            self.document_desk.show_document()
        else:
            self.show_form(code)

    def go_to_task(self, task: Task) -> None:
        """Where something is missing: a cell, a block of the document, the drawer, the pre-flight."""
        desk = self.document_desk
        if task.place == "preflight" and desk is not None:
            desk.command_wanted.emit("preflight_document")
        elif task.block and desk is not None:
            desk.go_to_block(task.block)
        elif task.place == "document" and desk is not None:
            desk.show_document()
        elif task.cell is not None and self.go_to(task.cell):
            return
        elif task.table and self.bridge.model.find_form(task.table) is not None:
            self.show_form(task.table)

    def keep_hand_check(self, done: bool) -> None:
        """Keep in the document that somebody looked at what no program can judge, or take that back."""
        step = hand_check.hand_check(self.session)
        if step is None:
            return
        with ask.telling(self):
            if done:
                hand_check.tick(self.session, step)
            else:
                checking.withdraw(self.session, step)
            self.told.emit(tr("已记入文档，可撤销。") if done else tr("已撤回。"))

    def finish_document(self) -> None:
        """定稿: what is missing is told; else the person is asked once more."""
        if self.bridge.model.book.is_finished:
            self.told.emit(tr("文档已经定稿。"))
            return
        run_steps(text_review(self.session).steps(), tr("正在检查文稿……"))
        tasks = finishing.tasks(self.session)
        if not finishing.is_ready(tasks):
            missing = "\n".join(f"× {task.say}" for task in tasks if task.needed and not task.done)
            self.show_board()
            ask.tell(self, tr("还不能定稿。"), more=missing)
            return
        more = tr("以后要修改，需要重新打开并写明原因；定稿不能用撤销取消。")
        if (
            ask.choose(self, tr("定稿"), tr("定稿以后，整份文档锁定，不能再改。"), [("finish", tr("定稿")), ("", tr("取消"))], more)
            != "finish"
        ):
            return
        with ask.telling(self):
            self.bridge.beside(tr("正在定稿……"), lambda: finishing.finish(self.session))
            self.told.emit(tr("已定稿，请保存。"))

    def reopen_document(self) -> None:
        """Open a final document again, with the reason."""
        if finished.stamp(self.bridge.model.book) is None:
            self.told.emit(tr("文档没有定稿，可以直接修改。"))
            return
        words = tr("为什么要重新打开？原因记入文档的历史。")
        reason = ask.reason(self, tr("重新打开"), f"{finishing.stamp_words(self.session)}\n\n{words}", "")
        if reason is None:
            return
        with ask.telling(self):
            finishing.reopen(self.session, reason)
            self.told.emit(tr("已重新打开，可以修改。"))
