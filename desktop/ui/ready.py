"""What an open document needs is read when the first one is opened, module by module, so that the window lives meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Generator
from importlib import import_module
from typing import Final

MODULES: Final = (
    "desktop.core.definitions", "desktop.core.language", "desktop.core.cells", "desktop.core.checks", "desktop.core.engine",
    "desktop.core.evaluate", "desktop.forms.edits", "desktop.forms.load", "desktop.store.document", "desktop.app.session",
    "desktop.core.entry", "desktop.ui.bridge", "desktop.forms.layout", "desktop.ui.look", "desktop.ui.cell_delegate", "desktop.core.coach",
    "desktop.app.coaching", "desktop.ui.coach_panel", "desktop.ui.explain_panel", "desktop.ui.findings_panel", "desktop.ui.form_tree",
    "desktop.ui.sheet_view", "desktop.ui.paste_work", "desktop.core.rounding", "desktop.app.finishing", "desktop.ui.board_work",
    "desktop.ui.workspace", "desktop.ui.help_window", "desktop.ui.document_own", "desktop.ui.document_desk", "desktop.ui.goto_trail", "desktop.ui.seeing_desk",
)  # fmt: skip
"""In this order each takes no longer than a few hundredths of a second."""


def reading() -> Generator[None, None, None]:
    """Read what is not read yet, a module a step."""
    for name in MODULES:
        if name not in sys.modules:
            import_module(name)
            yield
