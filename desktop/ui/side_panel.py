"""The frame that panels at the side of the table share: a head with its name and a button that closes it, and room below."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget


def side_panel(owner: QWidget, title: str, tip: str, name: str, close_wanted: SignalInstance) -> tuple[QFrame, QVBoxLayout]:
    """The frame and the layout below its head. ``tip`` and ``name`` are the tooltip and the accessible name of the closing button."""
    head = QLabel(title, owner)
    head.setObjectName("panelHead")
    close = QToolButton(owner)
    close.setObjectName("close")
    close.setText("×")
    close.setToolTip(tip)
    close.setAccessibleName(name)
    close.clicked.connect(close_wanted)
    top = QHBoxLayout()
    top.setContentsMargins(0, 0, 5, 0)
    top.addWidget(head, 1)
    top.addWidget(close)
    panel = QFrame(owner)
    panel.setObjectName("panel")
    inside = QVBoxLayout(panel)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.setSpacing(0)
    inside.addLayout(top)
    return panel, inside
