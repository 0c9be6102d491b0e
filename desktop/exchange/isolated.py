"""Run a reading in a child process with limits of time and memory, for files that cannot be judged beforehand.

One wrong byte in the declared extent of an .xls made the parser ask for terabytes and abort the process. Started with "spawn" on every
system; a frozen program must call ``multiprocessing.freeze_support()`` first in its entry point.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from desktop.exchange.grid import WorkbookError
from desktop.exchange.limits import limit_memory

SECONDS = 8.0
START = 60.0  # seconds for the child itself: old computers with a virus scanner take long to start one, which says nothing about the file
MEMORY = 900 * 1024 * 1024
_LOOK = 0.05  # seconds between two looks at whether somebody wants to stop

Result = TypeVar("Result")


def run_isolated(work: Callable[..., Result], *arguments: Any, name: str, stop: Callable[[], bool] | None = None) -> Result:
    """``work(*arguments)`` in a child process; ``work`` must be importable, the result picklable. The child is killed when ``stop()`` says so.

    Raises:
        WorkbookError: what ``work`` raised, or a sentence if the child died, was stopped or took too long. ``name`` is the file's name for it.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_serve, args=(sender, work, arguments), daemon=True)
    child.start()
    sender.close()
    try:
        begun = _answers(receiver, START, stop)
        if begun:
            receiver.recv_bytes()
        if not begun or not _answers(receiver, SECONDS, stop):
            raise WorkbookError(
                f"“{name}”读了 {SECONDS:.0f} 秒还没有读完，已停止。请用 Excel 或 WPS 另存为 .xlsx，删去无关的内容后再导入。"
            )
        outcome, result = receiver.recv()
    except (EOFError, OSError):
        raise WorkbookError(f"“{name}”读不了：内容损坏或占用内存过多，已停止读取。请用 Excel 或 WPS 另存为 .xlsx 后再导入。") from None
    finally:
        receiver.close()
        if child.is_alive():
            child.terminate()
        child.join(1)
        if child.is_alive():
            child.kill()
    if outcome == "refused":
        raise WorkbookError(str(result))
    return result  # type: ignore[no-any-return]


def _answers(receiver: Connection, seconds: float, stop: Callable[[], bool] | None) -> bool:
    """Wait for the child's next word; False when its time is over.

    Raises:
        WorkbookError: somebody stopped it.
    """
    if stop is None:
        return receiver.poll(seconds)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if receiver.poll(_LOOK):
            return True
        if stop():
            raise WorkbookError("读取已取消。")
    return False


def _serve(sender: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    # A parser that aborts writes its stack there; nobody reads it, and the command keeps standard error for sentences.
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 2)
    limit_memory(MEMORY)
    sender.send_bytes(b"begun")
    try:
        sender.send(("done", work(*arguments)))
    except WorkbookError as error:
        sender.send(("refused", str(error)))
    finally:
        sender.close()
