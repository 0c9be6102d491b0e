"""The engine's speed: ``python tests/benchmarks/bench_engine.py`` prints the figures of full builds and of single edits.

Two books on the real pack of 山西 (ten tables): *wide* has 2,400 code rows in each of 公开02, 03 and 05; *ordinary* has the size of a
bureau's real accounts. An edit is one cell typed, re-evaluated, re-checked, and the findings read.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.core.cells import Book, CellRef, Entry, Row
from desktop.core.evaluate import Model
from desktop.core.language import known_formulas
from desktop.core.operations import Edit, Operation
from desktop.forms.load import load_pack

CLOCK = time.process_time if "--cpu" in sys.argv else time.perf_counter  # --cpu: on a machine that is busy with other things
COVER = {"收入来源": "还有其他资金", "政府性基金": "没有", "国有资本经营预算": "没有", "三公经费": "有"}


def codes(total: int) -> list[str]:
    """``total`` codes of all three levels, nine 项 under a 款 and ten 款 under a 类."""
    found: list[str] = []
    for category in range(201, 240):
        found.append(str(category))
        for section in range(1, 11):
            found.append(f"{category}{section:02}")
            found.extend(f"{category}{section:02}{item:02}" for item in range(1, 10))
    return sorted(found[:total])


def book(rows: int, seed: int = 1) -> Book:
    chance = random.Random(seed)
    made = Book("sx-2024", "测试局", 2024)
    for name, value in COVER.items():
        made.sheet("封面").entered[(name, "内容")] = Entry(value)
    listed = codes(rows)
    leaves = [code for code in listed if not any(other != code and other.startswith(code) for other in listed)]
    for form in ("公开02", "公开03", "公开05"):
        sheet = made.sheet(form)
        for code in listed:
            sheet.rows[code] = Row(code, f"科目{code}")
    for code in leaves:
        basic, project = (Decimal(chance.randrange(1, 900000)) / 100 for _ in range(2))
        for form in ("公开03", "公开05"):
            made.sheet(form).entered[(code, "基本支出")] = Entry(basic)
            made.sheet(form).entered[(code, "项目支出")] = Entry(project)
        made.sheet("公开02").entered[(code, "财政拨款收入")] = Entry(basic + project)
    return made


def milliseconds(work, repeat: int = 1) -> float:
    gc.collect()
    start = CLOCK()
    for _ in range(repeat):
        work()
    return (CLOCK() - start) / repeat * 1000


def edits(model: Model, count: int, seed: int = 2) -> list[float]:
    chance = random.Random(seed)
    cells = [ref for ref, entry in model.book.entries() if isinstance(entry.value, Decimal)]
    times: list[float] = []
    for _ in range(count):
        ref = chance.choice(cells)
        old = model.book.entry(ref)
        new = Entry(Decimal(chance.randrange(1, 900000)) / 100)
        operation = Operation("填写", "typing", (Edit("cell", tuple(ref), old, new),))
        start = CLOCK()
        model.apply(operation)
        model.findings()
        times.append((CLOCK() - start) * 1000)
    return times


def rows(model: Model, count: int) -> list[float]:
    """A 项 comes with a figure and goes again."""
    times: list[float] = []
    for number in range(count):
        code = f"2010{number % 9 + 1}77"
        row = Edit("row", ("公开03", code), None, Row(code, "新科目"))
        cell = Edit("cell", ("公开03", code, "基本支出"), None, Entry(Decimal("12.34")))
        operation = Operation("增加科目", "rows", (row, cell))
        for one in (operation, operation.inverse()):
            start = CLOCK()
            model.apply(one)
            model.rows("公开03")
            model.findings()
            times.append((CLOCK() - start) * 1000)
    return times


def spread(times: list[float]) -> str:
    ordered = sorted(times)
    return f"median {statistics.median(ordered):.2f} ms, p99 {ordered[int(len(ordered) * 0.99)]:.2f} ms, max {ordered[-1]:.2f} ms"


def main() -> None:
    start = time.perf_counter()
    pack = load_pack("sx-2024")
    loaded = time.perf_counter()
    small = book(25)
    Model(pack, small)
    built = time.perf_counter()
    print(f"pack {(loaded - start) * 1000:.0f} ms; first model, parsing {len(known_formulas())} formulas: {(built - loaded) * 1000:.0f} ms")
    print(f"ordinary book: build {milliseconds(lambda: Model(pack, small), 5):.1f} ms; edit {spread(edits(Model(pack, small), 500))}")
    for size in (800, 2400):
        wide = book(size)
        print(f"3 × {size} code rows: build {milliseconds(lambda book=wide: Model(pack, book), 2):.0f} ms")
        model = Model(pack, wide)
        print(f"  {len(model.findings())} findings; edit: {spread(edits(model, 1000))}")
        print(f"  {len(model.findings())} findings after; row in and out: {spread(rows(model, 50))}")
        print(
            f"  findings(): {milliseconds(model.findings, 100):.3f} ms; explain: {milliseconds(lambda m=model: m.explain(CellRef('公开03', '合计', '基本支出')), 20):.2f} ms"
        )


if __name__ == "__main__":
    main()
