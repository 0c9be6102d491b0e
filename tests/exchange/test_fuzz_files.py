"""Every awkward spreadsheet of other libraries' test suites through the import, in a child process with 10 s of the processor and 1 GB for each file.

The files are no part of this repository; without them the test is skipped.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FUZZ = ROOT.parent / "shared" / "fuzz"
SECONDS = 10.0  # of the processor
PATIENCE = 90.0  # on the clock, for a machine that does other things as well


class Worker:
    """The child, and its answers with a deadline (a thread reads them, which works on Windows too)."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None
        self.answers: queue.Queue[str] = queue.Queue()

    def ask(self, path: Path) -> dict[str, Any]:
        fresh = self.process is None
        if fresh:
            self._start()
        assert self.process is not None
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(f"{path}\n")
            self.process.stdin.flush()
            line = self.answers.get(timeout=PATIENCE * (2 if fresh else 1))  # it has to load the program first
        except OSError:
            line = ""
        except queue.Empty:
            self.stop()
            return {"crashed": f"no answer within {PATIENCE} s"}
        if not line:
            self.stop()
            return {"crashed": "the process died"}
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _start(self) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(Path(__file__).parent)]), "PYTHONIOENCODING": "utf-8"}
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("fuzz_worker.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env=environment,
        )
        answers = self.answers = queue.Queue()
        stream = self.process.stdout
        assert stream is not None

        def listen() -> None:
            for line in stream:
                answers.put(line)
            answers.put("")

        threading.Thread(target=listen, daemon=True).start()

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            self.process = None


@pytest.mark.skipif(not FUZZ.is_dir(), reason="the collection of awkward spreadsheets is not here")
@pytest.mark.timeout(1800)
def test_no_file_crashes_hangs_or_eats_memory() -> None:
    files = sorted(path for path in FUZZ.rglob("*") if path.is_file())
    if sys.platform == "win32":
        files = files[::10]  # all of them are read on Linux; here it is the child process that may behave otherwise
    assert files
    worker = Worker()
    failed: dict[str, str] = {}
    try:
        for path in files:
            answer = worker.ask(path)
            name = str(path.relative_to(FUZZ))
            if "crashed" in answer:
                failed[name] = answer["crashed"]
            elif answer["seconds"] > SECONDS:
                failed[name] = f"took {answer['seconds']} s"
            elif not any("\u4e00" <= character <= "\u9fff" for character in answer["refused"] or ""):
                # none of them is a table of final accounts: every one must be turned down, and in Chinese
                failed[name] = f"no sentence: {answer}"
    finally:
        worker.stop()
    assert failed == {}


def test_a_worker_that_dies_is_noticed(tmp_path: Path) -> None:
    """The run above must not pass because nothing was run."""
    worker = Worker()
    path = tmp_path / "a.xlsx"
    path.write_text("甲,乙\n", encoding="utf-8")
    assert "文本文件" in worker.ask(path)["refused"]
    assert worker.process is not None
    worker.process.kill()
    worker.process.wait()
    assert "crashed" in worker.ask(path)
    assert "文本文件" in worker.ask(path)["refused"]
    worker.stop()
