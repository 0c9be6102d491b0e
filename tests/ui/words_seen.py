"""What can be read in a window: every text of its widgets, menus, tabs, heads and tips, each with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QTabWidget,
    QTextEdit,
    QTreeView,
    QWidget,
)

from desktop.ui.elided import Elided

Seen = tuple[str, str]
"""(place, text)"""


def widgets(root: QWidget) -> Iterator[QWidget]:
    """Everything in a window; dialogs over it are windows of their own."""
    yield root
    window = root.window()
    yield from (one for one in root.findChildren(QWidget) if one.window() is window or isinstance(one, QMenu))


def frame_words(root: QWidget) -> list[Seen]:
    """The words of the frame: not what lists, tables and texts show, which is data."""
    found: list[Seen] = []
    for widget in widgets(root):
        place = _place(widget)
        said = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.whatsThis()]
        if widget.isWindow() or isinstance(widget, QMenu):
            said.append(widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            said.append(widget.whole if isinstance(widget, Elided) else widget.text())
        if isinstance(widget, QGroupBox):
            said.append(widget.title())
        if isinstance(widget, QMenu):
            said.append(widget.title())
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            said.append(widget.placeholderText())
        if isinstance(widget, QComboBox):
            said += [widget.itemText(at) for at in range(widget.count())]
        if isinstance(widget, QTabWidget):
            said += [widget.tabText(at) for at in range(widget.count())]
        if isinstance(widget, QTableView | QTreeView) and not isinstance(widget, QHeaderView):
            said += _heads(widget)
        found += [(place, plain(text)) for text in said if text]
        found += [(f"{place} action", plain(action.text())) for action in widget.actions() if action.text()]
    found += [
        ("action", plain(text)) for action in root.findChildren(QAction) for text in (action.text(), action.toolTip(), action.iconText())
    ]
    return list(dict.fromkeys((place, text) for place, text in found if text.strip()))


def list_words(root: QWidget) -> list[Seen]:
    """What the lists, tables and texts in sight show: data, with words of the window between them."""
    found: list[Seen] = []
    for widget in widgets(root):
        if not widget.isVisible():
            continue
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            found.append((_place(widget), widget.toPlainText()))
        elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView) and widget.model() is not None:
            found += [(_place(widget), text) for text in _items(widget.model())]
    return list(dict.fromkeys((place, text) for place, text in found if text.strip()))


def plain(text: str) -> str:
    """A text without marks of rich text and mnemonics."""
    if "<" in text and Qt.mightBeRichText(text):
        text = re.sub(r"<[^>]*>", " ", text).replace("&nbsp;", " ")
    return text.replace("&", "")


def _heads(view: QTableView | QTreeView) -> list[str]:
    model = view.model()
    if model is None:
        return []
    header = widget_header(view)
    found = []
    for at in range(header.count()):
        text = model.headerData(at, Qt.Orientation.Horizontal)
        if isinstance(text, str):
            found.append(text)
    return found


def widget_header(view: QTableView | QTreeView) -> QHeaderView:
    return view.horizontalHeader() if isinstance(view, QTableView) else view.header()


def _items(model: QAbstractItemModel, most: int = 400) -> list[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    found: list[str] = []
    open_ = [model.index(-1, -1)]
    while open_ and len(found) < most:
        parent = open_.pop()
        for row in range(min(model.rowCount(parent), 60)):
            for column in range(14):
                index = model.index(row, column, parent)
                if not index.isValid():
                    break
                found += [str(text) for role in roles if isinstance(text := index.data(role), str) and text]
                if column == 0 and model.rowCount(index) > 0:
                    open_.append(index)
    return found


def _place(widget: QWidget) -> str:
    names, one = [], widget
    while one is not None and len(names) < 4:
        names.append(one.objectName() or type(one).__name__)
        one = one.parentWidget()
    return " < ".join(names)
