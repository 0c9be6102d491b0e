"""A walk through the whole window: every command, every dialog it opens, and what goes wrong; all that can be read is collected.

Dialogs that wait for an answer are shown, read and given up, or answered as the walk has planned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from data_words import data_words
from PySide6.QtCore import QEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QMessageBox, QWidget
from words_seen import Seen, frame_words, list_words

from desktop.ui.window import MainWindow
from desktop.ui.words import tr

Answer = Callable[[QDialog], object]
LEAVING = {
    "close",
    "close_document",
    "in_chinese",
    "in_english",
    "open_sample",
    "take_tour",
    "next_pane",
    "undo",
    "redo",
    "save_pdf",
    "key_list",
}
"""Commands that end the walk, that it takes by itself, or that show what another one shows."""


class Walk:
    """``frame`` and ``lists`` are what was read, each text with its place; ``opened`` are the titles of the dialogs."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.frame: list[Seen] = []
        self.lists: list[Seen] = []
        self.opened: list[str] = []
        self.answers: list[Answer | None] = []
        self.data: set[str] = set()
        for kind in (QDialog, QMessageBox, QFileDialog, QPrintDialog):
            patch.setattr(kind, "exec", lambda dialog: self._exec(dialog))

    def read(self, root: QWidget, where: str = "") -> None:
        """All words of a window or dialog."""
        QApplication.processEvents()
        name = where or f"{type(root).__name__} “{root.windowTitle()}”"
        for found, words in ((self.frame, frame_words(root)), (self.lists, list_words(root))):
            found += [(f"{name}: {place}", text) for place, text in words]

    def _exec(self, dialog: QDialog) -> int:
        dialog.show()
        QApplication.processEvents()
        self.opened.append(f"{type(dialog).__name__} {dialog.windowTitle()}")
        if isinstance(dialog, QFileDialog):  # its lists are the files of the machine
            own = [dialog.windowTitle(), *dialog.nameFilters(), *map(dialog.labelText, QFileDialog.DialogLabel)]
            self.frame += [("file dialog", text) for text in own]
        else:
            self.read(dialog)
        answer = self.answers.pop(0) if self.answers else None
        if answer is None:
            dialog.reject()
        else:
            answer(dialog)
        dialog.hide()
        return dialog.result()

    def dialogs_beside(self, window: QWidget) -> None:
        """Read and close what stands beside the window."""
        QApplication.processEvents()
        for one in QApplication.topLevelWidgets():
            if one.isVisible() and one is not window and isinstance(one, QDialog):
                self.opened.append(f"{type(one).__name__} {one.windowTitle()}")
                self.read(one)
                one.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def command(self, window: MainWindow, name: str, *answers: Answer | None) -> None:
        """Take a command as the person does, and read what it shows."""
        if window.commands[name].isEnabled():
            self.answers = list(answers)
            window.commands[name].trigger()
            self.dialogs_beside(window)
            self.answers = []

    def commands(self, window: MainWindow) -> None:
        """Every command that can be taken here."""
        for name in list(window.commands):
            if name and name not in LEAVING:
                self.command(window, name)

    def collect(self, window: MainWindow) -> None:
        """What the open document brings along."""
        self.data |= set(data_words(window.workspace.session))

    def leave(self, window: MainWindow) -> None:
        """Close the document without saving it."""
        if window.workspace is not None:
            self.collect(window)
            self.answers = [click("不保存")] if window.workspace.session.document.dirty else []
            assert window.leave_document()

    def look(self, window: MainWindow, where: str) -> None:
        self.read(window, where)


def click(label: str) -> Answer:
    """Press a button of a question, by its Chinese name."""

    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        next(button for button in dialog.buttons() if button.text() == tr(label)).click()

    return press


def accept(fill: Callable[[QDialog], object] = lambda dialog: None) -> Answer:
    """Fill a dialog in and press its button."""

    def done(dialog: QDialog) -> None:
        fill(dialog)
        box = dialog.findChild(QDialogButtonBox)
        button = box.button(QDialogButtonBox.StandardButton.Ok) if box is not None else None
        (button.click if button is not None else dialog.accept)()

    return done


@contextmanager
def walking() -> Iterator[Walk]:
    with pytest.MonkeyPatch.context() as patch:
        yield Walk(patch)
