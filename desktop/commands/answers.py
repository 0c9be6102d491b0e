"""How a command opens its document and how it answers: sentences on standard output, notices on standard error, or one JSON object."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.app.session import Session

DONE, DATA_ERRORS, FAILED = 0, 1, 2
"""Exit codes."""


@contextlib.contextmanager
def opened(options: argparse.Namespace, *, write: bool = False) -> Iterator[Session]:
    """The document of a command. Only reading ones open what somebody else has open; nothing is saved unless the command does."""
    from desktop.app.problems import Refused
    from desktop.app.session import Session

    with Session.open(options.file, read_only=not write, recover=False) as session:
        for notice in session.document.notices:
            tell(notice)
        if write and session.document.read_only:
            raise Refused(f"{session.document.read_only_reason}这个命令要写入文档，没有执行。请把文件复制到可以写入的文件夹后再试。")
        yield session


def say(text: str) -> None:
    """The answer, on standard output."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """What went wrong or is worth knowing, on standard error."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text + "\n")


def answer(data: dict[str, Any]) -> int:
    """The JSON object of ``--json``."""
    say(json.dumps(data, ensure_ascii=False, indent=1))
    return DONE
