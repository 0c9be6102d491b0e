"""A closed document is given back: nothing in the window keeps its figures in memory."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from window_hands import until

from desktop.ui.window import MainWindow


def test_a_closed_document_leaves_the_memory(opened: MainWindow) -> None:
    """Whatever was looked at in it."""
    workspace = opened.workspace
    assert workspace is not None
    workspace.show_overview()
    opened.show_board()
    opened.show_document()
    opened.commands["show_explain"].trigger()
    opened.find_text()
    opened.show_versions()
    opened.help_here()
    opened.preview()
    opened.preview()
    assert opened.find_dialog is not None and opened.versions_dialog is not None and opened.preview_desk is not None
    opened.preview_desk.dialog.close()
    opened.find_dialog.close()
    opened.versions_dialog.close()
    session, model = weakref.ref(workspace.session), weakref.ref(workspace.session.model)
    until(lambda: not opened.workspace.document_desk.watch.is_busy)
    del workspace
    opened.close_document()

    def is_gone() -> bool:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return session() is None and model() is None

    until(is_gone)
