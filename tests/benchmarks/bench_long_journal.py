"""A document of fifty thousand operations next to the same document without them: ``python tests/benchmarks/bench_long_journal.py [STEPS]``.

Prints open, save, size and the history of a cell, each as a ratio to the young document.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "faults")]

from kinds import long_document  # noqa: E402

from desktop.core.cells import CellRef  # noqa: E402
from desktop.store.document import Document  # noqa: E402


def best(action: Callable[[], Any], rounds: int = 5) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def measure(path: Path, data: Path) -> dict[str, float]:
    def opened() -> Document:
        return Document.open(path, who="x", data_dir=data)

    with opened() as document:
        document.publish()  # packs what was saved
    found = {"open": best(lambda: opened().close())}
    with opened() as document:
        ref = CellRef("公开01", "上级补助收入", "金额")
        found |= {
            "save": best(document.publish),
            "undo list": best(document.undoable),
            "history of a cell": best(lambda: document.history(ref)),
            "whole journal": best(document.operations),
        }
    return found | {"size": path.stat().st_size / 1e6}


def main() -> None:
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory(prefix="long-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        os.environ["MINGZHANG_DATA"] = str(folder / "data")
        young, old = (measure(long_document(folder / f"{count}.mz", count), folder / "data") for count in (100, steps))
    print(f"{'':<20} {'100 steps':>12} {f'{steps:,} steps':>14} {'ratio':>8}")
    for name in young:
        unit = "MB" if name == "size" else "ms"
        scale = 1 if name == "size" else 1e3
        print(
            f"{name:<20} {young[name] * scale:>9.2f} {unit} {old[name] * scale:>11.2f} {unit} {old[name] / max(young[name], 1e-9):>7.1f}x"
        )


if __name__ == "__main__":
    main()
