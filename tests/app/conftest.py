"""Fixtures of the command's tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from command import Command

from desktop.app.session import Session
from desktop.core import entry


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A document with the people of the cover and nothing else; its pack writes a text that is far from complete."""
    file = tmp_path / "甲.mz"
    with Session.create(file, "sx-2024", "某市科学技术局", 2024) as session:
        for row, text in (("单位负责人", "王局"), ("财务负责人", "李科"), ("填表人", "张会计")):
            session.do(entry.set_cover(session.model, row, text))
        session.save()
    return file
