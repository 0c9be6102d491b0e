"""Sizes of the parts of the window, kept from one time to the next."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtWidgets import QSplitter

from desktop.app import settings


def recall(panes: Mapping[str, QSplitter]) -> None:
    """Sizes as they were left last time; splitters that were never left keep theirs."""
    for name, sizes in _stored().items():
        splitter = panes.get(name)
        if splitter is not None and len(sizes) == splitter.count() and all(sizes):
            splitter.setSizes(sizes)


def keep(panes: Mapping[str, QSplitter]) -> None:
    """Keep the sizes of every splitter whose parts are all shown."""
    before = _stored()
    now = before | {name: splitter.sizes() for name, splitter in panes.items() if all(splitter.sizes())}
    if now != before:
        with suppress(OSError):  # a size that cannot be kept is no reason to stop
            settings.save_options({"panes": [f"{name}={','.join(map(str, sizes))}" for name, sizes in now.items()]})


def _stored() -> dict[str, list[int]]:
    stored = settings.option("panes")
    found = {}
    for line in stored if isinstance(stored, list) else ():
        name, _, sizes = line.partition("=")
        found[name] = [int(part) for part in sizes.split(",") if part.isdigit()]
    return found
