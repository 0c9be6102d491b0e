"""Files that survive a power cut: fingerprints, durable copies, atomic replacement. No SQL here.

POSIX and Windows differ in three points, all handled here: a folder cannot be fsynced on Windows, a file that another program holds open
cannot be replaced there, and a virus scanner may hold a fresh file for a moment.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.store.errors import NO_ROOM

_CHUNK = 1 << 20
_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds; only Windows waits, for virus scanners


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file was when it was read. Two files are the same when size and SHA-256 are; the time is only told to the user."""

    size: int
    mtime_ns: int
    sha256: str

    def same_content(self, other: Fingerprint | None) -> bool:
        return other is not None and (self.size, self.sha256) == (other.size, other.sha256)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(data: Any) -> Fingerprint | None:
        try:
            return Fingerprint(int(data["size"]), int(data["mtime_ns"]), str(data["sha256"]))
        except (KeyError, TypeError, ValueError):
            return None


def fingerprint(path: Path) -> Fingerprint:
    """Size, time and SHA-256 of a file. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
        facts = os.fstat(file.fileno())
    return Fingerprint(facts.st_size, facts.st_mtime_ns, digest.hexdigest())


def fingerprint_if_there(path: Path) -> Fingerprint | None:
    """The fingerprint, or None when there is no such file. Other OSErrors are raised."""
    try:
        return fingerprint(path)
    except FileNotFoundError:
        return None


def copy_durably(source: Path, to: Path) -> Fingerprint:
    """Copy ``source`` to ``to`` (replaced if there), flushed to the disk. Returns the fingerprint of what was read. Raises OSError."""
    digest = hashlib.sha256()
    size = 0
    with source.open("rb") as reader, _naming(to), to.open("wb") as writer:
        facts = os.fstat(reader.fileno())
        while chunk := reader.read(_CHUNK):
            digest.update(chunk)
            writer.write(chunk)
            size += len(chunk)
        writer.flush()
        os.fsync(writer.fileno())
    return Fingerprint(size, facts.st_mtime_ns, digest.hexdigest())


@contextlib.contextmanager
def _naming(to: Path) -> Iterator[None]:
    """A write that fails does not say which file it was about; without that the user would clean up the wrong disk."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno in NO_ROOM:
            error.filename = str(to)
        raise


def flush_file(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make a rename in the folder durable. Where the system cannot (Windows, some shares), nothing happens."""
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def replace_file(source: Path, target: Path) -> None:
    """``os.replace`` and a flush of the folder. On Windows it is tried again for a moment while another program holds the file."""
    for pause in (*_PATIENCE, None):
        try:
            os.replace(source, target)  # noqa: PTH105 - tests put a fault into this very call
            break
        except PermissionError:
            if sys.platform != "win32" or pause is None:
                raise
            time.sleep(pause)
    flush_folder(target.parent)


def remove_file(path: Path) -> None:
    """Remove a file of ours; that it is gone already or cannot be removed now is no matter."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write a small JSON file so that a reader sees the old one or the new one, never half of it. Raises OSError."""
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    replace_file(part, path)


def read_json(path: Path) -> dict[str, Any] | None:
    """The object in the file, or None when it is missing, torn or no object."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None
