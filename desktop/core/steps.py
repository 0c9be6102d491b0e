"""Work in steps: a generator that pauses now and then and returns its result, so that whoever runs it can do something else between."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeVar

Result = TypeVar("Result")


def finished(steps: Generator[Any, None, Result]) -> Result:
    """Run to the end at once."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            found: Result = stop.value
            return found
