"""Whoever does not see the window hears it: every button and field has a name; all fits a small screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)
from window_hands import until

from desktop.ui.code_search import CodeSearchDialog
from desktop.ui.legend import LegendDialog
from desktop.ui.new_document import NewDocumentDialog
from desktop.ui.options_dialog import OptionsDialog
from desktop.ui.window import MainWindow

SMALL = (911, 480)
"""What 1366×768 leaves at 150 %, without title bar and task bar."""


def nameless(root: QWidget) -> list[str]:
    """Controls without a name: no text, no accessible name, no label that is their buddy."""
    buddies = {label.buddy() for label in root.window().findChildren(QLabel) if label.buddy() is not None}
    for form in root.window().findChildren(QFormLayout):
        for row in range(form.rowCount()):
            field, label = form.itemAt(row, QFormLayout.ItemRole.FieldRole), form.itemAt(row, QFormLayout.ItemRole.LabelRole)
            if field is not None and label is not None and field.widget() is not None:
                buddies.add(field.widget())
    found = []
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextBrowser, QComboBox, QAbstractSpinBox, QAbstractItemView)
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, kinds) or isinstance(widget, QHeaderView) or widget.objectName().startswith("qt_") or widget in buddies:
            continue
        parent = widget.parentWidget()
        if isinstance(parent, QComboBox | QAbstractSpinBox | QLineEdit) or type(widget).__name__.startswith(
            ("QComboBoxPrivate", "QTableCorner")
        ):
            continue
        if isinstance(parent, QWidget) and isinstance(parent.parentWidget(), QComboBox):
            continue
        if isinstance(widget, QAbstractButton) and (widget.text().strip("&… ×") or widget.toolTip()):
            continue
        if not widget.accessibleName():
            found.append(f"{type(parent).__name__} > {type(widget).__name__} {widget.objectName()}")
    return found


def test_every_control_of_the_window_has_a_name(opened: MainWindow) -> None:
    opened.commands["show_explain"].trigger()
    opened.commands["show_document"].trigger()
    QApplication.processEvents()
    assert not nameless(opened)


def test_every_control_of_the_projects_has_a_name(projects: MainWindow) -> None:
    projects.commands["show_projects"].trigger()
    projects.commands["show_coach"].trigger()
    QApplication.processEvents()
    assert not nameless(projects)


def dialogs(window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    session = window.workspace.session
    family = window.workspace.bridge.model.form("公开03").family
    return {
        "选项": lambda: OptionsDialog(window),
        "图例": lambda: LegendDialog(window),
        "新建": lambda: NewDocumentDialog(window),
        "科目": lambda: CodeSearchDialog(session.subjects, family, "", window),
    }


@pytest.mark.parametrize("which", ["选项", "图例", "新建", "科目"])
def test_dialogs_have_names_and_fit_a_small_screen(opened: MainWindow, which: str) -> None:
    dialog = dialogs(opened)[which]()
    dialog.show()
    QApplication.processEvents()
    try:
        assert not nameless(dialog)
        needed = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
        assert needed.width() <= SMALL[0] and needed.height() <= SMALL[1], needed
    finally:
        dialog.close()
        dialog.deleteLater()


def test_the_window_fits_a_small_screen(opened: MainWindow) -> None:
    opened.commands["show_explain"].trigger()
    opened.resize(*SMALL)
    QApplication.processEvents()
    assert (opened.width(), opened.height()) == SMALL
    view = opened.workspace.view
    until(lambda: view.viewport().height() >= 2 * view.rowHeight(0))  # two lines of figures can be seen, once the panes have given way
    assert view.viewport().width() >= 200
