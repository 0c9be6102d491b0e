"""Column widths and zoom of every table, kept from one time to the next: options of the person, not part of the document.

A width is kept in hundredths of the height of a text line, so that it means the same at another zoom and another size of letters.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from desktop.app import settings
from desktop.core.instances import base_code

NAME = "sheets"
_MOST = 300  # tables; the ones not shown for longest are forgotten


@dataclass(frozen=True, slots=True)
class Memory:
    """``zoom`` in hundredths; ``widths`` is empty while the columns fit themselves."""

    zoom: int = 100
    widths: tuple[int, ...] = ()


def table_key(pack: str, form: str, compared: bool) -> str:
    """A table of a table set; the forms of all projects count as one, and so do its columns with last year's figures in them."""
    return f"{pack}/{base_code(form)}{'+' if compared else ''}"


def recall(key: str) -> Memory:
    """How a table was left."""
    return _stored().get(key, Memory())


def keep(key: str, memory: Memory) -> None:
    """Remember how a table is left; what is as usual needs no place."""
    stored = _stored()
    if stored.get(key, Memory()) == memory:
        return
    stored.pop(key, None)
    if memory != Memory():
        stored[key] = memory
    lines = [f"{name}={kept.zoom};{','.join(map(str, kept.widths))}" for name, kept in stored.items()]
    with suppress(OSError):  # a width that cannot be kept is no reason to stop
        settings.save_options({NAME: lines[-_MOST:]})


def _stored() -> dict[str, Memory]:
    stored = settings.option(NAME)
    found = {}
    for line in stored if isinstance(stored, list) else ():
        name, _, rest = line.rpartition("=")
        zoom, _, widths = rest.partition(";")
        parts = widths.split(",") if widths else []
        if name and zoom.isdigit() and 60 <= int(zoom) <= 250 and all(part.isdigit() for part in parts):
            found[name] = Memory(int(zoom), tuple(map(int, parts)))
    return found
