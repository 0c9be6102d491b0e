"""A reading in the child process can be ended by whoever waits for it, has limits, and takes nothing with it when it dies."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path

import pytest

from desktop.app import importing
from desktop.app.session import Session
from desktop.exchange import read
from desktop.exchange.grid import WorkbookError
from desktop.exchange.isolated import MEMORY, run_isolated

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
ON_WINE = sys.platform == "win32" and hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")


def test_a_reading_that_is_stopped_ends_at_once() -> None:
    asked: list[float] = []

    def stop() -> bool:
        asked.append(time.monotonic())
        return len(asked) > 2

    with pytest.raises(WorkbookError, match="取消"):
        run_isolated(time.sleep, 60, name="慢.xls", stop=stop)
    assert len(asked) == 3


@pytest.mark.skipif(ON_WINE, reason="wine keeps the limit of a job but does not hold a process to it")
def test_a_reading_that_asks_for_too_much_memory_is_a_sentence() -> None:
    with pytest.raises(WorkbookError, match="占用内存过多"):
        run_isolated(bytearray, 2 * MEMORY, name="大内存.xlsx")


def _die(*_: object) -> None:
    os._exit(3)  # as a parser in native code that aborts


def test_an_ordinary_workbook_that_kills_its_reader_is_refused_and_the_document_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = next((SAMPLES / "jincheng-2024").glob("*.xlsx"))
    monkeypatch.setattr(read, "_read_alone", _die)
    with Session.create(tmp_path / "a.mz", "sx-2024", "测试局", 2024, folder=tmp_path / "data") as session:
        plan = importing.plan_import(session, book)
        assert "读不了" in plan.refused and book.name in plan.refused
        assert not importing.apply_import(session, plan)
        assert session.document.undoable(1) == []
