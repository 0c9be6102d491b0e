"""A reading in the child process can be ended by whoever waits for it."""

from __future__ import annotations

import time

import pytest

from desktop.exchange.grid import WorkbookError
from desktop.exchange.isolated import run_isolated


def test_a_reading_that_is_stopped_ends_at_once() -> None:
    asked: list[float] = []

    def stop() -> bool:
        asked.append(time.monotonic())
        return len(asked) > 2

    with pytest.raises(WorkbookError, match="取消"):
        run_isolated(time.sleep, 60, name="慢.xls", stop=stop)
    assert len(asked) == 3
