"""One edit as the clerk feels it: type, journal durably, re-evaluate, re-check. ``python tests/benchmarks/bench_edit.py``.

Ten tables of 山西 with 2,400 code rows in all (800 in each of 公开02, 03 and 05), through the real session. Beside it, in the same run, a
bare sqlite3 insert and commit with the same durability, since the disk decides the larger part.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import bench_engine
import bench_store

from desktop.app.session import Session
from desktop.core.cells import CellRef, Entry
from desktop.core.entry import type_text
from desktop.core.operations import Edit, Operation

ROWS = 800
EDITS = 1000


def fill(session: Session) -> None:
    """The whole book as one import-like operation."""
    made = bench_engine.book(ROWS)
    edits: list[Edit] = []
    for form, sheet in made.sheets.items():
        edits += [Edit("row", (form, row.id), None, row) for row in sheet.rows.values()]
        for place, entry in sheet.entered.items():
            if session.book.entry(CellRef(form, *place)) is None:
                edits.append(Edit("cell", (form, *place), None, entry))
    session.do(Operation("导入", "import", tuple(edits)))


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["MINGZHANG_DATA"] = str(folder / "data")
        with Session.create(folder / "大表.mz", "sx-2024", "测试局", 2024) as session:
            fill(session)
            chance = random.Random(3)
            cells = [ref for ref, entry in session.book.entries() if isinstance(entry, Entry) and isinstance(entry.value, Decimal)]
            times: list[float] = []
            for _ in range(EDITS):
                ref, text = chance.choice(cells), str(Decimal(chance.randrange(1, 900000)) / 100)
                start = time.perf_counter()
                operation = type_text(session.model, ref, text)
                assert isinstance(operation, Operation), operation
                session.do(operation)
                session.model.findings()
                times.append((time.perf_counter() - start) * 1e3)
            rows = sum(len(sheet.rows) for sheet in session.book.sheets.values())
        (bare,) = bench_store.measure(bench_store.bare(folder), rounds=EDITS)
    times.sort()
    print(f"{rows} code rows, {len(cells)} typed cells, {EDITS} edits")
    print(bench_store.line("one edit: type, journal, evaluate, check", times))
    print(bench_store.line("bare sqlite3 insert + commit, synchronous=FULL", bare))
    print(f"ratio of medians {statistics.median(times) / statistics.median(bare):.2f}")


if __name__ == "__main__":
    main()
