"""Import of the published workbook next to openpyxl's bare load of the same file in the same run: ``python tests/benchmarks/bench_import.py``.

The import is everything a user waits for: read, locate, plan, apply with all checks, and the durable journal of the document.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import openpyxl

from desktop.core.cells import Book
from desktop.core.evaluate import Model
from desktop.exchange.locate import Locator
from desktop.exchange.plan import plan_import, plan_workbook
from desktop.exchange.read import read_workbook
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog
from desktop.store.document import Document

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "jincheng-2024" / "决算公开表.xlsx"
ROUNDS = 15


def median(step: Callable[[], object]) -> float:
    """Milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        step()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def main() -> None:
    pack, subjects = load_pack("sx-2024"), SubjectCatalog(2024)

    def new_model() -> Model:
        return Model(pack, Book(pack.id, "晋城市科学技术局", 2024, kept_in=pack.kept_in), subjects)

    model = new_model()
    plan_import(model, subjects, SAMPLE)  # everything is loaded once, as in the open program
    workbook = read_workbook(SAMPLE)
    bare = median(lambda: openpyxl.load_workbook(SAMPLE))
    parts = {
        "read": median(lambda: read_workbook(SAMPLE)),
        "locate": median(lambda: [Locator(pack).locate(sheet) for sheet in workbook.sheets]),
        "locate and plan": median(lambda: plan_workbook(model, subjects, workbook)),
    }
    whole, applied, journaled = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            fresh = new_model()
            document = Document.create(Path(folder) / f"{number}.mz", fresh.book, who="测量", data_dir=Path(folder) / "data")
            start = time.perf_counter()
            plan = plan_import(fresh, subjects, SAMPLE)
            assert plan.operation is not None
            planned = time.perf_counter()
            document.append(plan.operation)
            written = time.perf_counter()
            fresh.apply(plan.operation)
            end = time.perf_counter()
            whole.append((end - start) * 1e3)
            journaled.append((written - planned) * 1e3)
            applied.append((end - written) * 1e3)
            document.close()
    parts |= {"journal": statistics.median(journaled), "apply": statistics.median(applied)}
    print(f"openpyxl.load_workbook                {bare:8.1f} ms")
    for name, value in parts.items():
        print(f"  {name:<34}  {value:8.1f} ms")
    total = statistics.median(whole)
    print(f"import: read, locate, plan, journal, apply {total:8.1f} ms = {total / bare:.2f} times (aim: at most 2)")


if __name__ == "__main__":
    main()
