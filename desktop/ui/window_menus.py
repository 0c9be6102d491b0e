"""The menus of the window out of :mod:`desktop.ui.commands`, and what of them can be done now. Part of the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QLabel, QMainWindow, QToolBar

from desktop.app import settings
from desktop.ui import words
from desktop.ui.commands import QUIET, menus
from desktop.ui.places import icon
from desktop.ui.tool_bar import ToolBar
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace

_GROUPS = (("show_wan", "show_yuan"), ("keep_tail", "balance"), ("in_chinese", "in_english"))


class MenusInWindow(QMainWindow if TYPE_CHECKING else object):  # type: ignore[misc]
    """``commands`` by name; every one calls the method of the window with its name."""

    workspace: Workspace | None
    commands: dict[str, QAction]
    needs: dict[str, str]
    counts: QLabel
    saved: QLabel
    bar: ToolBar

    if TYPE_CHECKING:

        def finish_edit(self) -> None: ...

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
                    action.setShortcuts([QKeySequence(key) for key in command.key.split("|")])
                if command.icon:
                    action.setIcon(icon(command.icon))
                action.setCheckable(command.check)
                slot = getattr(self, command.name)
                if command.name not in QUIET:
                    action.triggered.connect(self.finish_edit)  # what stands in an open editor counts for every command
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
        self.bar = ToolBar(self.commands, self)
        self.addToolBar(self.bar)
        self.commands["show_prior"].setChecked(bool(settings.option("show_prior")))
        self.commands["show_findings"].setChecked(True)
        self.commands["in_english" if settings.option("language") == "en" else "in_chinese"].setChecked(True)

    def refresh_commands(self) -> None:
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
            action.setText(f"{word} {words.said(steps[-1].label)}" if steps else word)
            action.setToolTip(action.text())
        dirty = session.document.dirty
        name = session.document.target.name
        only = tr("［只读］") if session.document.read_only else tr("［已定稿］") if session.book.is_finished else ""
        self.setWindowTitle(f"{name}{'*' if dirty else ''}{only} — {tr('明账')}")
        if session.document.read_only:
            self.saved.setText(tr("只读"))
        else:
            self.saved.setText(tr("未保存 {n} 步（已随时记下）", n=session.document.unsaved) if dirty else tr("已保存"))
        tally = self.workspace.bridge.tally
        self.counts.setText(
            tr("错误 {error}　警告 {warning}　提示 {hint}", error=tally("error"), warning=tally("warning"), hint=tally("hint"))
        )
        book, figures = session.book, session.figures
        self._check("show_wan" if figures.unit == "万元" else "show_yuan")
        self._check("balance" if book.settings.get("rounding") == "舍位平衡" else "keep_tail")

    def _check(self, name: str) -> None:
        action = self.commands[name]
        if not action.isChecked():
            action.setChecked(True)
