"""A document named on the command line, or opened by a double click, stands in the window that opens."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from window_hands import until

from desktop import cli
from desktop.ui.window import MainWindow


def test_a_document_named_on_the_command_line_is_opened(
    qapp: QApplication, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "决算.mz"
    shutil.copyfile(sample_file, document)
    opened: list[Path] = []

    def events_until_open() -> int:
        until(lambda: any(isinstance(widget, MainWindow) and widget.workspace is not None for widget in qapp.topLevelWidgets()))
        for widget in qapp.topLevelWidgets():
            if isinstance(widget, MainWindow) and widget.workspace is not None:
                opened.append(widget.workspace.session.document.target)
                widget.leave_document()
                widget.close()
        return 0

    monkeypatch.setattr(qapp, "exec", events_until_open)
    monkeypatch.setattr(QApplication, "exec", staticmethod(events_until_open))
    assert cli.main([str(document)]) == 0
    assert opened == [document]
