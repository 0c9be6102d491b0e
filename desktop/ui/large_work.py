"""Operations with very many edits: done beside the window with progress, small ones at once as ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from desktop.app.problems import sentence_of
from desktop.core.operations import Operation
from desktop.ui.bridge import Bridge
from desktop.ui.work import run_on_document

if TYPE_CHECKING:
    from desktop.store.records import SourceFile

LARGE: Final = 300
"""Edits; fewer are done between two key strokes."""


def do_operation(parent: QWidget, bridge: Bridge, title: str, operation: Operation, sources: Sequence[SourceFile] = ()) -> bool:
    """As :meth:`Bridge.do`, whatever the size. A failure is told and nothing changes."""
    if len(operation.edits) < LARGE:
        return bridge.do(operation, sources)
    try:
        run_on_document(parent, title, bridge.session, lambda: bridge.session.do(operation, sources=sources))
    except Exception as error:  # what carries no sentence goes on to the crash handler
        sentence = sentence_of(error)
        if sentence is None:
            raise
        bridge.problem.emit(sentence)
        return False
    return True
