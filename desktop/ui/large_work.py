"""Operations with very many edits, with what is said while they are carried out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.operations import Operation
from desktop.ui.bridge import Bridge

if TYPE_CHECKING:
    from desktop.store.records import SourceFile


def do_operation(parent: QWidget, bridge: Bridge, title: str, operation: Operation, sources: Sequence[SourceFile] = ()) -> bool:
    """As :meth:`Bridge.do`, whatever the size. A failure is told and nothing changes."""
    return bridge.do(operation, sources, title)
