"""The real program with a pair of eyes in it: ``python eyes.py SOCKET [FILE]``.

The program runs as always (:func:`desktop.ui.main.run`); beside it a local socket answers where things stand on the screen and what is
shown, so that the script that moves mouse and keyboard need not guess pixels. Eyes never do anything to the window.
"""

from __future__ import annotations

import json
import sys

from PySide6 import QtWidgets
from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QMenuBar,
    QWidget,
)

from desktop.core.cells import CellRef
from desktop.ui import main
from desktop.ui.window import MainWindow


class Eyes(QObject):
    """Answers one line of Python with one line of JSON; an error is ``{"error": …}``."""

    def __init__(self, name: str, app: QApplication) -> None:
        super().__init__(app)
        self.server = QLocalServer(self)
        QLocalServer.removeServer(name)
        if not self.server.listen(name):
            raise SystemExit(self.server.errorString())
        self.server.newConnection.connect(self._meet)

    def _meet(self) -> None:
        socket = self.server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._answer(socket))

    def _answer(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            wanted = bytes(socket.readLine().data()).decode()
            try:
                said = {
                    "value": eval(wanted, {**vars(QtWidgets), **globals(), **self._names()})
                }  # questions of the script beside, never input
            except Exception as problem:  # the script says what it asked
                said = {"error": f"{type(problem).__name__}: {problem}"}
            socket.write(json.dumps(said, ensure_ascii=False, default=str).encode() + b"\n")
            socket.flush()

    def _names(self) -> dict[str, object]:
        windows = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]
        window = windows[-1] if windows else None
        return {"window": window, "work": window.workspace if window else None, "app": QApplication.instance()}


def middle(widget: QWidget, rect: QRect | None = None, right: bool = False) -> list[int]:
    """The middle (or right lower corner) of a widget or of a part of it, in pixels of the screen."""
    box = rect if rect is not None else widget.rect()
    point = widget.mapToGlobal(box.bottomRight() if right else box.center())
    ratio = widget.devicePixelRatioF()
    origin = widget.screen().geometry().topLeft()
    at = origin + QPoint(round((point.x() - origin.x()) * ratio), round((point.y() - origin.y()) * ratio))
    return [at.x(), at.y()]


def button(text: str) -> list[int]:
    """A visible button of the active window with this text (its mnemonic left out)."""
    found = [
        each
        for each in QApplication.allWidgets()
        if isinstance(each, QAbstractButton) and each.isVisible() and each.isEnabled() and each.text().replace("&", "").strip() == text
    ]
    found.sort(key=lambda each: each.window() is not QApplication.activeWindow())
    return middle(found[0])


def menu(text: str) -> list[int]:
    """An item of an open menu, or a title of the menu bar."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QMenu | QMenuBar) and widget.isVisible():
            for action in widget.actions():
                if action.text().split("\t")[0].split("(")[0].rstrip("…") == text.rstrip("…"):
                    return middle(widget, widget.actionGeometry(action))
    raise LookupError(text)


def cell(form: str, row: str, column: str, corner: bool = False) -> list[int]:
    """A cell of the table that is shown, brought into sight as the wheel would."""
    view = seen().view
    place = view.model().place_of(CellRef(form, row, column))
    view.scrollTo(place)
    return middle(view.viewport(), view.visualRect(place), corner)


def item(view: QAbstractItemView, index: QModelIndex) -> list[int]:
    return middle(view.viewport(), view.visualRect(index))


def table(form: str) -> list[int]:
    """The line of a table in the tree at the left."""
    tree = seen().tree
    index = seen().tree_model.index_of(form)
    tree.scrollTo(index)
    return item(tree, index)


def seen():  # type: ignore[no-untyped-def]
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)).workspace


def value(form: str, row: str, column: str) -> str:
    """What the window knows of a cell."""
    return str(seen().bridge.model.value(CellRef(form, row, column)))


def at() -> list[str]:
    """The cell in hand."""
    return list(seen().view.reference() or ())


def cut_off() -> list[str]:
    """Buttons, labels and fields of the active window that stand outside of it or of the screen: what a small screen hides."""
    top = QApplication.activeModalWidget() or QApplication.activeWindow()
    if top is None:
        return []
    room = top.screen().availableGeometry()
    frame = top.frameGeometry()
    found = [] if room.contains(frame) else [f"{type(top).__name__} {frame.width()}×{frame.height()} > {room.width()}×{room.height()}"]
    for each in top.findChildren(QWidget):
        if each.isVisible() and isinstance(each, QAbstractButton | QLineEdit) and each.visibleRegion().isEmpty():
            found.append(f"{type(each).__name__} {each.text()!r}")
    return found


def start(arguments: list[str]) -> int:
    app = main.make_application(["mingzhang"])
    eyes = Eyes(arguments[0], app)
    code = main.run(arguments[1:])
    del eyes
    return code


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
