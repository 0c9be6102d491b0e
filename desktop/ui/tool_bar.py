"""The tool bar: every picture stays in sight; when the window is narrow, the words beside them go, those of what is switched most last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QToolBar, QToolButton

from desktop.ui.commands import TOOLBAR
from desktop.ui.words import tr

PICTURE, BOTH = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_NEVER_WORDS = ("undo", "redo")
_GIVE_WAY = (
    "open_document", "save", "print_tables", "preview", "export_workbook", "import_workbook", "add_code", "show_document", "show_coach",
    "show_prior", "show_explain", "show_findings",
)  # fmt: skip
"""Whose words go first."""


class ToolBar(QToolBar):
    """``suit`` decides who shows words; it is asked again whenever width, font or style change."""

    def __init__(self, commands: dict[str, QAction], window: QMainWindow) -> None:
        super().__init__(tr("工具栏"), window)
        self._buttons: dict[str, QToolButton] = {}
        self._pictures_only = False
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.setToolButtonStyle(BOTH)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        short = {
            "open_document": tr("打开"),
            "save": tr("保存"),
            "import_workbook": tr("导入表格"),
            "export_workbook": tr("导出"),
            "preview": tr("预览"),
            "print_tables": tr("打印"),
            "add_code": tr("增加科目"),
            "show_document": tr("文稿"),
        }
        for name in TOOLBAR:
            if not name:
                self.addSeparator()
                continue
            self.addAction(commands[name])
            button = self.widgetForAction(commands[name])
            assert isinstance(button, QToolButton)
            if name in short:
                commands[name].setIconText(short[name])
            if name in _NEVER_WORDS:
                button.setToolButtonStyle(PICTURE)
            self._buttons[name] = button

    def show_pictures_only(self, only: bool) -> None:
        """On a low window there is no room for words at all."""
        if only != self._pictures_only:
            self._pictures_only = only
            self.suit()

    def suit(self) -> None:
        """Take words away until everything fits."""
        for name in _GIVE_WAY:
            self._buttons[name].setToolButtonStyle(PICTURE if self._pictures_only else BOTH)
        for name in _GIVE_WAY:
            if self.sizeHint().width() <= self.width():
                return
            self._buttons[name].setToolButtonStyle(PICTURE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.suit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and getattr(self, "_buttons", None):
            self.suit()
