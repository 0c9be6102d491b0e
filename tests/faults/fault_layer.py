"""A thin layer of faults under the program: the file operations of Python, counted; the n-th one fails, is torn, or ends the process.

SQLite does its own reading and writing beneath Python; its faults are made with limits of the system and of the database instead.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_CALLS = ("replace", "rename", "fsync", "unlink", "mkdir")
SHORT = "short"
Trouble = Callable[[str, str], str | None]  # (operation, path): raises, ends the process, lets half of a write be lost (SHORT), or returns


class _Writer:
    """A file opened for writing; ``before`` may tear the write in its middle."""

    def __init__(self, file: Any, path: str, before: Trouble) -> None:
        self._file, self._path, self._before = file, path, before

    def write(self, data: Any) -> Any:
        try:
            if self._before("write", self._path) == SHORT:
                self._file.write(data[: len(data) // 2])
                return len(data)
        except BaseException:
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            raise
        return self._file.write(data)

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class _Ended(BaseException):
    pass


def install(before: Trouble) -> Callable[[], None]:
    """Let ``before`` hear of every file operation first; the function that takes the layer away again."""
    real = {name: getattr(os, name) for name in _CALLS}
    real_open, real_system_open = io.open, os.open

    def heard(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            before(name, str(arguments[-1] if name in ("replace", "rename") else arguments[0]))
            return real[name](*arguments, **options)

        return call

    def opened(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        if not set(mode) & set("wax+") or isinstance(file, int):
            return real_open(file, mode, *arguments, **options)
        before("open", str(file))
        return _Writer(real_open(file, mode, *arguments, **options), str(file), before)

    def system_opened(path: Any, flags: int, *arguments: Any, **options: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            before("open", str(path))
        return real_system_open(path, flags, *arguments, **options)

    for name in _CALLS:
        setattr(os, name, heard(name))
    builtins.open = io.open = opened  # type: ignore[assignment]
    os.open = system_opened

    def remove() -> None:
        for name, function in real.items():
            setattr(os, name, function)
        builtins.open = io.open = real_open
        os.open = real_system_open

    return remove


@contextlib.contextmanager
def faults(before: Trouble) -> Iterator[None]:
    remove = install(before)
    try:
        yield
    finally:
        remove()


def failing(error: Callable[[str], OSError], under: Path, *, only: tuple[str, ...] = ()) -> Trouble:
    """Every operation under a folder (of the kinds ``only``) raises."""

    def before(name: str, path: str) -> None:
        if (not only or name in only) and path.startswith(str(under)):
            raise error(path)

    return before


def short_writes(under: Path) -> Trouble:
    """Half of every write under a folder is lost, and nobody says so: what a bad stick does."""
    return lambda name, path: SHORT if name == "write" and path.startswith(str(under)) else None


def end_at_call(number: int) -> None:
    """End this process hard at the n-th operation; a write is torn in its middle."""
    left = number

    def before(name: str, path: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            if name != "write":
                os._exit(9)
            raise _Ended  # _Writer writes half of it first
        if left < 0:
            os._exit(9)

    install(before)
    _end_on_ended()


def _end_on_ended() -> None:
    """Whatever clears up behind a torn write must not run: the process is gone at that moment."""
    write = _Writer.write

    def torn(self: _Writer, data: Any) -> Any:
        try:
            return write(self, data)
        except _Ended:
            os._exit(9)

    _Writer.write = torn  # type: ignore[method-assign]
