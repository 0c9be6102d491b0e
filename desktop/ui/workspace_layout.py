"""Where the parts of the workspace stand: tables at the left, the table or the overview in the middle, explanation and coach at the right, findings below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui import panes, theme
from desktop.ui.paper import INK, LINE, PAPER, QUIET

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WorkspacePanes:
    """``middle`` holds the table with its bar, and the overview of projects beside it; the splitters keep their sizes."""

    middle: QStackedWidget
    side: QSplitter
    across: QSplitter
    down: QSplitter
    whole: QSplitter

    def by_name(self) -> dict[str, QSplitter]:
        return {"whole": self.whole, "across": self.across, "down": self.down, "side": self.side}


def arrange(workspace: Workspace) -> WorkspacePanes:
    """Lay the parts of a workspace out in it."""
    unit = workspace.fontMetrics().height() / 17
    for part in (workspace.explain, workspace.coach):
        part.setMinimumSize(int(230 * unit), int(90 * unit))
    workspace.view.setMinimumHeight(int(110 * unit))  # the window asks for more where it has room (room.py)
    workspace.findings.setMinimumHeight(int(64 * unit))
    workspace.findings.setMinimumWidth(int(400 * unit))
    workspace.tree.setMinimumWidth(int(150 * unit))
    sheet = QWidget(workspace)
    column = QVBoxLayout(sheet)
    column.setContentsMargins(6, 6, 6, 4)
    column.setSpacing(4)
    column.addWidget(workspace.value_bar)
    paper = QWidget(workspace)
    paper.setObjectName("sheet")
    paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    theme.as_paper(paper)
    paper.setStyleSheet(
        f"#sheet {{ background: {PAPER}; border: 1px solid {LINE}; }} #sheet QLabel {{ color: {INK}; }} #sheet QLabel#quiet {{ color: {QUIET}; }}"
    )
    inside = QVBoxLayout(paper)
    inside.setContentsMargins(10, 2, 10, 8)
    inside.setSpacing(2)
    inside.addWidget(workspace.paper_head)
    inside.addWidget(workspace.view, 1)
    column.addWidget(paper, 1)
    middle = QStackedWidget(workspace)
    middle.addWidget(sheet)
    side, across = QSplitter(Qt.Orientation.Vertical, workspace), QSplitter(Qt.Orientation.Horizontal, workspace)
    side.addWidget(workspace.coach)
    side.addWidget(workspace.explain)
    across.addWidget(middle)
    across.addWidget(side)
    down = QSplitter(Qt.Orientation.Vertical, workspace)
    down.addWidget(across)
    down.addWidget(workspace.findings)
    down.setCollapsible(0, False)
    whole = QSplitter(Qt.Orientation.Horizontal, workspace)
    whole.addWidget(workspace.tree)
    whole.addWidget(down)
    for splitter in (side, across, down, whole):
        splitter.setHandleWidth(5)
        splitter.setChildrenCollapsible(False)
    whole.setSizes([int(250 * unit), int(1116 * unit)])
    across.setSizes([800, int(300 * unit)])
    down.setSizes([500, int(165 * unit)])
    made = WorkspacePanes(middle, side, across, down, whole)
    panes.recall(made.by_name())
    whole.setStretchFactor(1, 1)
    across.setStretchFactor(0, 1)
    down.setStretchFactor(0, 1)
    for closed in (workspace.explain, workspace.coach, side):
        closed.hide()
    layout = QHBoxLayout(workspace)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(whole)
    return made
