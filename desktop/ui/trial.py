"""The window of the self-test: opened on a document, looked at, typed into, and closed without a change."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFontInfo, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMessageBox, QWidget

from desktop.ui.cell_editors import LineBox, TextBox
from desktop.ui.words import tr

_PATIENCE = 60.0  # seconds; an old computer with a virus scanner that sees the program for the first time
_kept: list[QApplication] = []  # the application object lives as long as the process


class WindowProblem(Exception):
    """The window did not come, or not as it should."""


def try_window(document: Path, picture: Path) -> str:
    """Open ``document`` in a window, save a picture of it, and type a figure that is given up again. The outcome in a sentence.

    Raises:
        WindowProblem: with what did not happen; Chinese.
    """
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.ui.main import make_application
    from desktop.ui.window import MainWindow

    app = make_application(["mingzhang"])
    _kept.append(app)
    window = MainWindow()
    window.resize(1280, 720)
    asked: list[str] = []
    answering = QTimer(window)
    answering.timeout.connect(lambda: _answer(asked))
    answering.start(200)
    try:
        window.show()
        _until(app, window.isVisible, tr("窗口没有显示出来。"))
        if not window.open_path(document) or window.workspace is None:
            raise WindowProblem(asked[0] if asked else tr("窗口没有打开样例文档。"))
        _until(app, lambda: _has_content(window), tr("窗口一直是空白的。"))
        window.grab().save(str(picture))
        _type_and_give_up(app, window.workspace.view)
        screen = window.screen()
        size = screen.size()
        return tr(
            "打开了样例，可以输入；屏幕 {width}×{height}，缩放 {scale}，字体 {font}，{platform}。",
            width=size.width(),
            height=size.height(),
            scale=f"{screen.devicePixelRatio():.0%}",
            font=QFontInfo(app.font()).family(),
            platform=app.platformName(),
        )
    finally:
        window.leave_document()  # by itself too: where there is no screen at all, the window is not asked when it is closed
        window.close()
        window.deleteLater()
        app.processEvents()


def _answer(asked: list[str]) -> None:
    """Nobody sits there: a question is noted and given up, or the test would wait for ever. A display of progress is none."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QMessageBox):
        asked.append(dialog.text())
        dialog.reject()


def _until(app: QApplication, reached: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not reached():
        if time.monotonic() > end:
            raise WindowProblem(otherwise)
        app.processEvents()
        time.sleep(0.01)


def _has_content(window: QWidget) -> bool:
    """Whether more than a few colours were painted."""
    image = window.grab().toImage()
    points = [(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
    return len({image.pixel(x, y) for x, y in points}) > 8


def _type_and_give_up(app: QApplication, view: QAbstractItemView) -> None:
    model = view.model()
    index = next(
        (
            model.index(row, column)
            for row in range(model.rowCount())
            for column in range(model.columnCount())
            if model.flags(model.index(row, column)) & Qt.ItemFlag.ItemIsEditable
        ),
        None,
    )
    if index is None:
        raise WindowProblem(tr("样例的第一张表没有可以填的格。"))
    before = index.data()
    view.setFocus()
    view.setCurrentIndex(index)
    _press(view, 0, "7")
    _until(app, lambda: view.state() == QAbstractItemView.State.EditingState, tr("表格没有接受键盘输入。"))
    for editor in [*view.viewport().findChildren(LineBox), *view.viewport().findChildren(TextBox)]:
        _press(editor, Qt.Key.Key_Escape, "")
    _until(app, lambda: view.state() != QAbstractItemView.State.EditingState, tr("按 Esc 没有放弃输入。"))
    app.processEvents()
    if index.data() != before:
        raise WindowProblem(tr("按 Esc 以后单元格的内容变了。"))


def _press(widget: QWidget, key: int, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
