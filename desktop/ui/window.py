"""The main window: start page or one open document, the menus, and everything about files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget

from desktop.app import settings
from desktop.ui import ask, words
from desktop.ui.board_commands import BoardCommands
from desktop.ui.document_commands import DocumentCommands
from desktop.ui.edit_commands import EditCommands
from desktop.ui.elided import Elided
from desktop.ui.file_commands import FileCommands
from desktop.ui.help_commands import HelpCommands
from desktop.ui.paper_commands import PaperCommands
from desktop.ui.places import TRANSLATIONS, icon
from desktop.ui.room import RoomInWindow
from desktop.ui.row_commands import RowCommands
from desktop.ui.seeing_commands import SeeingCommands
from desktop.ui.seek_commands import SeekCommands
from desktop.ui.start_page import StartPage
from desktop.ui.table_commands import TableCommands
from desktop.ui.window_menus import MenusInWindow
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.app.session import Session
    from desktop.ui.output import PreviewDesk
    from desktop.ui.workspace import Workspace


class MainWindow(
    BoardCommands,
    HelpCommands,
    SeeingCommands,
    SeekCommands,
    FileCommands,
    PaperCommands,
    DocumentCommands,
    EditCommands,
    TableCommands,
    RowCommands,
    MenusInWindow,
    RoomInWindow,
    QMainWindow,
):
    """Methods without underscore are the slots of :mod:`desktop.ui.commands`."""

    def __init__(self) -> None:
        super().__init__()
        self.workspace: Workspace | None = None
        self.preview_desk: PreviewDesk | None = None
        self.commands: dict[str, QAction] = {}
        self.needs: dict[str, str] = {}
        self.start = StartPage(self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.start)
        self.setCentralWidget(self.pages)
        self.message = Elided(self)
        self.counts, self.saved = QLabel(self), QLabel(self)
        self.statusBar().addWidget(self.message, 1)
        self.statusBar().addPermanentWidget(self.counts)
        self.statusBar().addPermanentWidget(self.saved)
        self.statusBar().setSizeGripEnabled(False)
        self._build_menus()
        self._connect_start()
        self.setWindowIcon(icon("mingzhang"))
        self.setWindowTitle(tr("明账"))
        self.setMinimumSize(620, 300)
        self.resize(1320, 760)
        self.refresh_commands()

    # building

    def _connect_start(self) -> None:
        self.start.new_wanted.connect(self.new_document)
        self.start.open_wanted.connect(self.open_document)
        self.start.import_wanted.connect(self.import_workbook)
        self.start.sample_wanted.connect(self.open_sample)
        self.start.recent_wanted.connect(self.open_path)
        self.start.tour_wanted.connect(self.take_tour)

    def tell(self, sentence: str) -> None:
        """A sentence in the status bar."""
        self.message.say(words.said(sentence))

    def finish_edit(self) -> None:
        """What stands in an open editor counts for every command."""
        if self.workspace is not None:
            self.workspace.view.finish_edit()
            if self.desk is not None:
                self.desk.finish_edit()

    # opening and closing

    def show_start(self) -> None:
        self.start.refresh()
        self.pages.setCurrentWidget(self.start)

    def show_session(self, session: Session) -> None:
        """Show an open document; the one before must be closed already."""
        from desktop.ui.workspace import Workspace

        workspace = Workspace(session, self)
        workspace.told.connect(self.tell)
        workspace.changed.connect(self.refresh_commands)
        workspace.code_search_wanted.connect(self.search_code)
        workspace.explain_closed.connect(self._close_explain)
        self.attach_document(workspace)
        workspace.coach_closed.connect(self._close_coach)
        workspace.set_show_prior(self.commands["show_prior"].isChecked())
        workspace.show_findings(self.commands["show_findings"].isChecked())
        workspace.show_explain(self.commands["show_explain"].isChecked())
        workspace.show_coach(self.commands["show_coach"].isChecked())
        self.workspace = workspace
        self.suit_room()
        self.pages.addWidget(workspace)
        self.pages.setCurrentWidget(workspace)
        settings.remember_recent(session.document.target)
        self.refresh_commands()
        workspace.view.setFocus()
        notices = list(getattr(session.document, "notices", ()))
        if session.document.read_only_reason:
            notices.insert(0, session.document.read_only_reason)
        self.tell(" ".join(notices) if notices else tr("F4 看下一个问题，F3 看数字的来历。"))

    def leave_document(self) -> bool:
        """Close the open document, asking about unsaved work; False when the person stays."""
        if self.workspace is None:
            return True
        workspace = self.workspace
        self.finish_edit()
        workspace.explain.keep_note()
        document = workspace.session.document
        if document.dirty:
            answer = ask.choose(
                self,
                tr("关闭文档"),
                tr("“{name}”有 {n} 步修改还没有保存。", name=document.target.name, n=document.unsaved),
                [("save", tr("保存")), ("drop", tr("不保存")), ("", tr("取消"))],
            )
            if not answer or (answer == "save" and not self._save(None)):
                return False
        workspace.finish()
        workspace.explain.forget()
        self._forget_parts()
        self.pages.removeWidget(workspace)
        workspace.session.close()
        workspace.deleteLater()
        self.refresh_commands()
        self.tell("")
        return True

    def _forget_parts(self) -> None:
        """What knows the document that was closed would keep all of it in memory."""
        for part in (self.preview_desk, self.cell_help):
            if part is not None:
                part.deleteLater()
        self.workspace = self.seeing = self._trail = self.preview_desk = self.cell_help = self.document_dialog = None

    def close_document(self) -> None:
        if self.leave_document():
            self.show_start()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept() if self.leave_document() else event.ignore()

    # language

    def in_chinese(self) -> None:
        self._speak("zh")

    def in_english(self) -> None:
        self._speak("en")

    def _speak(self, language: str) -> None:
        """Change the language of the window now; the open document stays open."""
        settings.save_options({"language": language})
        app = QApplication.instance()
        assert app is not None
        words.install(app, language, TRANSLATIONS)
        QTimer.singleShot(0, self._rebuild)

    def _rebuild(self) -> None:
        """Build everything that carries words again."""
        self._build_menus()
        old = self.start
        self.start = StartPage(self)
        self.pages.addWidget(self.start)
        self.pages.removeWidget(old)
        old.deleteLater()
        self._connect_start()
        if self.workspace is not None:
            workspace, session = self.workspace, self.workspace.session
            workspace.finish()
            self.workspace = None
            self.pages.removeWidget(workspace)
            workspace.deleteLater()
            self.show_session(session)
        else:
            self.show_start()
            self.refresh_commands()

    def legend(self) -> None:
        from desktop.ui.legend import LegendDialog

        LegendDialog(self).exec()

    def about(self) -> None:
        from desktop import __version__

        ask.tell(
            self,
            tr("明账 {version}", version=__version__),
            problem=False,
            more=tr("部门决算公开的填报、审核和公开文本。全部数据留在本机，不联网。"),
        )
