"""Runs in a child process of test_recovery: writes numbered operations and saves now and then, until it is killed.

With a number N as third argument it writes three operations, saves, and ends itself hard before the Nth file operation of that save.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.core.cells import CellRef, Entry
from desktop.core.operations import Edit, Operation, apply_edits
from desktop.store.document import Document

CELL = CellRef("公开03", "2060101", "基本支出")


def say(text: str) -> None:
    os.write(1, (text + "\n").encode("utf-8"))


def write(document: Document) -> None:
    number = len(document.operations()) + 1
    edit = Edit("cell", tuple(CELL), document.book.entry(CELL), Entry(Decimal(number)))
    seq = document.append(Operation(f"第{number}步", "typing", (edit,)))
    apply_edits(document.book, (edit,))
    say(f"wrote {seq}")


def end_at(moment: int) -> None:
    left = moment

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os._exit(9)
            return function(*arguments, **options)

        return call

    os.fsync = counted(os.fsync)
    os.replace = counted(os.replace)
    Path.unlink = counted(Path.unlink)  # type: ignore[method-assign]


def main() -> None:
    target, data_dir = Path(sys.argv[1]), Path(sys.argv[2])
    document = Document.open(target, who="child", data_dir=data_dir)
    say("ready")
    if len(sys.argv) > 3:
        for _ in range(3):
            write(document)
        end_at(int(sys.argv[3]))
        document.publish()
        return
    while True:
        for _ in range(25):
            write(document)
        document.publish()
        say(f"saved {len(document.operations())}")


main()
