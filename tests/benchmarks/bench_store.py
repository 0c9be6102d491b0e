"""How long an operation takes to be durable, next to bare sqlite3 on the same disk in the same run: ``python tests/benchmarks/bench_store.py``.

The bare one inserts one row of the same text and commits, with the same pragmas. Both wait for the same disk.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.core.cells import Book, CellRef, Entry, Origin
from desktop.core.operations import Edit, Operation, apply_edits
from desktop.store.document import Document

ROUNDS = 2000


def measure(*steps: Callable[[int], None], rounds: int = ROUNDS) -> list[list[float]]:
    """Milliseconds of each round of each step, sorted. The steps take turns, so that they meet the same disk."""
    times: list[list[float]] = [[] for _ in steps]
    for number in range(rounds):
        for step, found in zip(steps, times, strict=True):
            start = time.perf_counter()
            step(number)
            found.append((time.perf_counter() - start) * 1e3)
    return [sorted(found) for found in times]


def line(name: str, times: list[float]) -> str:
    return f"{name:<44} median {statistics.median(times):8.3f} ms   p99 {times[int(len(times) * 0.99)]:8.3f} ms"


def bare(folder: Path) -> Callable[[int], None]:
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE edit (seq INTEGER PRIMARY KEY, at TEXT, who TEXT, key TEXT, old TEXT, new TEXT)")

    def insert(number: int) -> None:
        row = (
            None,
            "2024-11-21T08:00:00.000000Z",
            "张三",
            '["公开03","2060101","基本支出"]',
            None,
            f'{{"kind":"amount","value":"{number}.55"}}',
        )
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?)", row)
        connection.execute("COMMIT")

    return insert


def appending(document: Document) -> Callable[[int], None]:
    operations: list[Operation] = []
    for number in range(ROUNDS):
        place = CellRef("公开03", f"r{number % 400}", "基本支出")
        edit = Edit("cell", tuple(place), document.book.entry(place), Entry(Decimal(number).scaleb(-2)))
        operations.append(Operation("填写 公开03 基本支出", "typing", (edit,)))
        apply_edits(document.book, (edit,))

    def append(number: int) -> None:
        document.append(operations[number])

    return append


def imported(count: int, form: str) -> Operation:
    edits = tuple(
        Edit(
            "cell",
            (form, f"r{number}", "金额"),
            None,
            Entry(Decimal(number).scaleb(-2), Origin("imported", "决算.xlsx", form, f"C{number}")),
        )
        for number in range(count)
    )
    return Operation("导入", "import", edits)


def timed(name: str, action: Callable[[], object]) -> None:
    start = time.perf_counter()
    action()
    print(f"{name:<44} {(time.perf_counter() - start) * 1e3:8.1f} ms")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        document = Document.create(folder / "a.mz", Book("cn-2024", "某局", 2024), who="张三", data_dir=folder / "data")
        raw, ours = measure(bare(folder), appending(document))
        print(line("sqlite3, one row, durable commit", raw))
        print(line("Document.append, one edit, durable", ours))
        print(f"ratio of the medians {statistics.median(ours) / statistics.median(raw):.2f}")
        for form in ("公开05", "公开06"):
            operation = imported(5000, form)
            timed(f"one operation of 5,000 edits ({form})", lambda operation=operation: document.append(operation))  # type: ignore[misc]
        timed("save (12,000 edits in the journal)", document.publish)
        timed("save again", document.publish)
        document.close()
        timed("open", lambda: Document.open(folder / "a.mz", who="张三", data_dir=folder / "data").close())


if __name__ == "__main__":
    main()
