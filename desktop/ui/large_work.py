"""Operations with very many edits: done beside the window with progress, small ones at once as ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.app.stepwise import LARGE
from desktop.core.operations import Operation
from desktop.ui.bridge import Bridge
from desktop.ui.work import run_on_document

if TYPE_CHECKING:
    from desktop.store.records import SourceFile


def do_operation(parent: QWidget, bridge: Bridge, title: str, operation: Operation, sources: Sequence[SourceFile] = ()) -> bool:
    """As :meth:`Bridge.do`, whatever the size. A failure is told and nothing changes."""
    if len(operation.edits) < LARGE:
        return bridge.do(operation, sources)
    return bridge.attempt(lambda: run_on_document(parent, title, bridge.session, lambda: bridge.session.do(operation, sources=sources)))
