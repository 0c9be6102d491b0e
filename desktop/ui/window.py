"""The main window: start page or one open document, the menus, and everything about files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QToolBar, QToolButton

from desktop.app import settings
from desktop.ui import ask, words
from desktop.ui.commands import TOOLBAR, menus
from desktop.ui.elided import Elided
from desktop.ui.places import TRANSLATIONS, icon
from desktop.ui.start_page import StartPage
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.app.jobs import Progress
    from desktop.app.session import Session
    from desktop.ui.output import PreviewDesk
    from desktop.ui.workspace import Workspace

_GROUPS = (("show_wan", "show_yuan"), ("keep_tail", "balance"), ("in_chinese", "in_english"))


class MainWindow(QMainWindow):
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
        self.setMinimumSize(900, 560)
        self.resize(1320, 760)
        self._enable()

    # building

    def _build_menus(self) -> None:
        for old in [*self.commands.values(), *(action.menu() for action in self.menuBar().actions())]:
            old.deleteLater()
        self.menuBar().clear()
        self.commands.clear()
        for title, commands in menus():
            menu = self.menuBar().addMenu(title)
            for command in commands:
                if not command.name:
                    menu.addSeparator()
                    continue
                action = QAction(command.text, self)
                if command.key:
                    action.setShortcut(QKeySequence(command.key))
                if command.icon:
                    action.setIcon(icon(command.icon))
                action.setCheckable(command.check)
                slot = getattr(self, command.name)
                (action.toggled if command.check and command.name in ("show_prior", "with_signature") else action.triggered).connect(slot)
                menu.addAction(action)
                self.commands[command.name] = action
                self.needs[command.name] = command.needs
        for names in _GROUPS:
            group = QActionGroup(self)
            for name in names:
                group.addAction(self.commands[name])
        for old_bar in self.findChildren(QToolBar):
            self.removeToolBar(old_bar)
            old_bar.deleteLater()
        bar = QToolBar(tr("工具栏"), self)
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        short = {
            "open_document": tr("打开"),
            "save": tr("保存"),
            "import_workbook": tr("导入"),
            "export_workbook": tr("导出"),
            "preview": tr("预览"),
            "print_tables": tr("打印"),
            "add_code": tr("增加科目"),
        }
        for name in TOOLBAR:
            if not name:
                bar.addSeparator()
                continue
            bar.addAction(self.commands[name])
            button = bar.widgetForAction(self.commands[name])
            if name in short:
                self.commands[name].setIconText(short[name])
            if name in ("undo", "redo") and isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.addToolBar(bar)
        self.bar = bar
        self.commands["show_prior"].setChecked(bool(settings.option("show_prior")))
        self.commands["show_findings"].setChecked(True)
        self.commands["in_english" if settings.option("language") == "en" else "in_chinese"].setChecked(True)

    def _connect_start(self) -> None:
        self.start.new_wanted.connect(self.new_document)
        self.start.open_wanted.connect(self.open_document)
        self.start.import_wanted.connect(self.import_workbook)
        self.start.sample_wanted.connect(self.open_sample)
        self.start.recent_wanted.connect(self.open_path)

    def _enable(self) -> None:
        """What can be done now."""
        document = self.workspace is not None
        write = self.workspace is not None and not self.workspace.bridge.read_only
        for name, action in self.commands.items():
            action.setEnabled({"": True, "document": document, "write": write}[self.needs[name]])
        self.bar.setVisible(document)
        if self.workspace is None:
            self.setWindowTitle(tr("明账"))
            self.counts.setText("")
            self.saved.setText("")
            return
        session = self.workspace.session
        undoable, redoable = session.document.undoable(1), session.document.redoable(1)
        for name, word, steps in (("undo", tr("撤销"), undoable), ("redo", tr("恢复"), redoable)):
            action = self.commands[name]
            action.setEnabled(write and bool(steps))
            action.setText(f"{word} {steps[-1].label}" if steps else word)
            action.setToolTip(action.text())
        dirty = session.document.dirty
        name = session.document.target.name
        only = tr("［只读］") if session.document.read_only else ""
        self.setWindowTitle(f"{name}{'*' if dirty else ''}{only} — {tr('明账')}")
        if session.document.read_only:
            self.saved.setText(tr("只读"))
        else:
            self.saved.setText(tr("已记入日志，{n} 步未保存", n=session.document.unsaved) if dirty else tr("已保存"))
        model = self.workspace.findings.model
        if model is not None:
            counts = model.counts()
            self.counts.setText(
                tr("错误 {error}　警告 {warning}　提示 {hint}", error=counts["error"], warning=counts["warning"], hint=counts["hint"])
            )
        book, figures = session.book, session.figures
        self._check("show_wan" if figures.unit == "万元" else "show_yuan")
        self._check("balance" if book.settings.get("rounding") == "舍位平衡" else "keep_tail")

    def _check(self, name: str) -> None:
        action = self.commands[name]
        if not action.isChecked():
            action.setChecked(True)

    def tell(self, sentence: str) -> None:
        """A sentence in the status bar."""
        self.message.say(sentence)

    # opening and closing

    def show_start(self) -> None:
        self.start.refresh()
        self.pages.setCurrentWidget(self.start)

    def show_session(self, session: Session) -> None:
        """Show an open document; the one before must be closed already."""
        from desktop.ui.workspace import Workspace

        workspace = Workspace(session, self)
        workspace.told.connect(self.tell)
        workspace.changed.connect(self._enable)
        workspace.code_search_wanted.connect(self.search_code)
        workspace.set_show_prior(self.commands["show_prior"].isChecked())
        workspace.show_findings(self.commands["show_findings"].isChecked())
        workspace.show_explain(self.commands["show_explain"].isChecked())
        self.workspace = workspace
        self.pages.addWidget(workspace)
        self.pages.setCurrentWidget(workspace)
        settings.remember_recent(session.document.target)
        self._enable()
        workspace.view.setFocus()
        notices = list(getattr(session.document, "notices", ()))
        if session.document.read_only_reason:
            notices.insert(0, session.document.read_only_reason)
        self.tell(" ".join(notices) if notices else tr("F8 看下一个问题，F3 看数字的来历。"))

    def leave_document(self) -> bool:
        """Close the open document, asking about unsaved work; False when the person stays."""
        if self.workspace is None:
            return True
        workspace = self.workspace
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
        self.workspace = None
        self.pages.removeWidget(workspace)
        workspace.session.close()
        workspace.deleteLater()
        self._enable()
        self.tell("")
        return True

    def close_document(self) -> None:
        if self.leave_document():
            self.show_start()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept() if self.leave_document() else event.ignore()

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
        from desktop.app.documents import new_document
        from desktop.ui.new_document import NewDocumentDialog

        dialog = NewDocumentDialog(self, unit, year)
        if dialog.exec() != NewDocumentDialog.DialogCode.Accepted or dialog.target is None or dialog.pack is None:
            return False
        if not self.leave_document():
            return False
        with ask.telling(self):
            if dialog.target.exists():
                dialog.target.replace(dialog.target.with_suffix(".旧.mz"))  # the file dialog asked; nothing is thrown away
            session = new_document(
                dialog.target,
                dialog.pack.id,
                dialog.unit,
                dialog.year,
                code=dialog.code,
                last_year=dialog.last_year,
                kept_in=dialog.kept_in,
            )
            self.show_session(session)
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
            self._enable()
            self.tell(tr("已另存为 {name}。", name=self.workspace.session.document.target.name))

    def _save(self, target: Path | None) -> bool:
        from desktop.ui.opening import save

        if self.workspace is None:
            return True
        self.workspace.explain.keep_note()
        done = save(self, self.workspace.session, target)
        if done:
            self.tell(tr("已保存到 {path}。", path=str(self.workspace.session.document.target)))
        self._enable()
        return done

    # workbooks and paper

    def import_workbook(self) -> None:
        path = ask.open_file(self, tr("导入工作簿"), tr("Excel 或 WPS 工作簿"), ask.WORKBOOKS)
        if path is not None:
            self.import_path(path)

    def import_path(self, path: Path) -> bool:
        """Import into the open document; without one, a new one is made first."""
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
            taken = dialog.read() and dialog.exec() == ImportDialog.DialogCode.Accepted
        if not taken:
            return False
        plan = dialog.plan
        if plan is None or plan.operation is None or not self.workspace.bridge.do(plan.operation):
            return False
        if plan.tables:
            self.workspace.show_form(plan.tables[0])
        self.tell(tr("已导入 {name}，可用撤销整体退回。", name=path.name))
        return True

    def export_workbook(self) -> None:
        self._export(None)

    def fill_template(self) -> None:
        template = ask.open_file(self, tr("选择财政下发的模板"), tr("Excel 工作簿"), "*.xlsx")
        if template is not None:
            self._export(template)

    def _export(self, template: Path | None) -> None:
        from desktop.ui.output import export_workbook

        if self.workspace is None:
            return
        with ask.telling(self):
            out = export_workbook(self, self.workspace.session, template)
            if out is not None:
                self.tell(tr("已导出到 {out}。", out=str(out)))

    def write_report(self) -> None:
        from desktop.app.exporting import write_check_report

        if self.workspace is None:
            return
        name = f"{self.workspace.session.book.unit_name}{tr('审核报告')}.xlsx"
        out = ask.save_file(self, tr("导出审核报告"), tr("Excel 工作簿"), ".xlsx", name)
        if out is None:
            return
        with ask.telling(self):
            write_check_report(self.workspace.session, self.workspace.bridge.findings, out)
            self.tell(tr("已导出到 {out}。", out=str(out)))

    def preview(self) -> None:
        from desktop.ui.output import PreviewDesk

        if self.workspace is not None:
            self.preview_desk = PreviewDesk(self, self.workspace.session, (), self.commands["with_signature"].isChecked())
            self.preview_desk.open()

    def _pdf(self) -> bytes | None:
        from desktop.ui.output import make_pdf

        if self.workspace is None:
            return None
        with ask.telling(self):
            made = make_pdf(self, self.workspace.session, (), self.commands["with_signature"].isChecked())
            return made[0] if made else None
        return None

    def print_tables(self) -> None:
        from desktop.ui.output import print_pdf, set_name

        data = self._pdf()
        if data is not None and self.workspace is not None:
            print_pdf(self, data, set_name(self.workspace.session))

    def save_pdf(self) -> None:
        from desktop.ui.output import save_pdf

        data = self._pdf()
        if data is not None and self.workspace is not None:
            out = save_pdf(self, self.workspace.session, data)
            if out is not None:
                self.tell(tr("已导出到 {out}。", out=str(out)))

    # editing: the workspace does it

    def undo(self) -> None:
        if self.workspace is not None:
            self.workspace.undo()

    def redo(self) -> None:
        if self.workspace is not None:
            self.workspace.redo()

    def copy(self) -> None:
        if self.workspace is not None:
            self.workspace.copy()

    def paste(self) -> None:
        if self.workspace is not None:
            self.workspace.paste()

    def clear(self) -> None:
        if self.workspace is not None:
            self.workspace.clear()

    def take_computed(self) -> None:
        if self.workspace is not None:
            self.workspace.take_computed()

    def add_code(self) -> None:
        self.search_code("")

    def search_code(self, query: str) -> None:
        """The dialog that finds a 科目; what is chosen becomes a row."""
        from desktop.ui.code_search import CodeSearchDialog

        workspace = self.workspace
        if workspace is None or workspace.sheet is None:
            return
        family = workspace.sheet.grid.form.family
        if family is None:
            self.tell(tr("这张表的行是固定的，不能增加科目。"))
            return
        dialog = CodeSearchDialog(workspace.session.subjects, family, query, self)
        if dialog.exec() == CodeSearchDialog.DialogCode.Accepted:
            workspace.add_code(dialog.code)
        workspace.view.setFocus()

    def remove_row(self) -> None:
        if self.workspace is not None:
            self.workspace.remove_row()

    def lock_table(self) -> None:
        if self.workspace is not None:
            self.workspace.lock_table()

    def next_finding(self) -> None:
        self._walk(1)

    def previous_finding(self) -> None:
        self._walk(-1)

    def _walk(self, step: int) -> None:
        if self.workspace is not None:
            self.commands["show_findings"].setChecked(True)
            self.workspace.walk(step)

    def repair(self) -> None:
        finding = self.workspace.findings.current() if self.workspace else None
        if self.workspace is not None and finding is not None:
            self.workspace.repair(finding)

    def acknowledge(self) -> None:
        finding = self.workspace.findings.current() if self.workspace else None
        if self.workspace is not None and finding is not None:
            self.workspace.acknowledge(finding)

    # seeing

    def show_prior(self, on: bool) -> None:
        with suppress(OSError):  # a switch that cannot be kept still works now
            settings.save_options({"show_prior": on})
        if self.workspace is not None:
            self.workspace.set_show_prior(on)

    def show_explain(self, on: bool) -> None:
        if self.workspace is not None:
            self.workspace.show_explain(on)

    def show_findings(self, on: bool) -> None:
        if self.workspace is not None:
            self.workspace.show_findings(on)

    def with_signature(self, on: bool) -> None:
        self.tell(tr("打印和预览带签章栏。") if on else tr("打印和预览不带签章栏。"))

    def next_table(self) -> None:
        if self.workspace is not None:
            self.workspace.step_form(1)

    def previous_table(self) -> None:
        if self.workspace is not None:
            self.workspace.step_form(-1)

    def next_pane(self) -> None:
        """F6: tables, table, explanation, findings, and round."""
        if self.workspace is not None:
            self.workspace.next_pane()

    def zoom_in(self) -> None:
        self._zoom(1.1)

    def zoom_out(self) -> None:
        self._zoom(1 / 1.1)

    def zoom_reset(self) -> None:
        self._zoom(0)

    def _zoom(self, factor: float) -> None:
        if self.workspace is not None:
            view = self.workspace.view
            view.set_zoom(view.zoom * factor if factor else 1.0)

    def show_wan(self) -> None:
        self._set("show_in", "万元", tr("以万元显示"))

    def show_yuan(self) -> None:
        self._set("show_in", "元", tr("以元显示"))

    def keep_tail(self) -> None:
        self._set("rounding", "保留尾差", tr("保留尾差"))

    def balance(self) -> None:
        self._set("rounding", "舍位平衡", tr("舍位平衡"))

    def _set(self, name: str, value: str, label: str) -> None:
        if self.workspace is not None:
            self.workspace.set_setting(name, value, label)
            self._enable()

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
            self._enable()

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
