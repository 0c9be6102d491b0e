"""A department with many projects: ``python tests/benchmarks/bench_projects.py [pack]`` prints builds, single edits and what changes the list.

60 projects × 30 indicators, target and self-evaluation of each. Without a pack the small one of the tests of the engine is used; ``--cpu`` counts
the time of this process only, for a machine that is busy with other things.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.core.cells import Book, CellRef, Entry, Row
from desktop.core.chain import free_family, leaders
from desktop.core.definitions import PackDef
from desktop.core.entry import add_project, add_row, copy_project, move_rows, remove_project, type_text
from desktop.core.evaluate import Model
from desktop.core.operations import Operation

CLOCK = time.process_time if "--cpu" in sys.argv else time.perf_counter
PROJECTS, INDICATORS = 60, 30
TEXTS = {"一级指标": ("产出指标", "效益指标"), "二级指标": ("数量指标", "质量指标", "社会效益指标")}


def chosen_pack() -> PackDef:
    named = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if named:
        from desktop.forms.load import load_pack

        return load_pack(named[0])
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "core"))
    from scored_projects import scored_pack

    return scored_pack()


def place(number: int) -> tuple[tuple[str, str], ...]:
    return (("次序", f"{number * 10:06d}"),)


def filled(pack: PackDef) -> Book:
    """Every project with its indicators, and something in every cell that takes an entry and has no formula."""
    chance = random.Random(3)
    book = Book(pack.id, "测试局", 2024)
    for number in range(1, PROJECTS + 1):
        book.sheet("项目").rows[str(number)] = Row(str(number), "", "", place(number))
    model = Model(pack, book)
    for form in model.forms():
        family = free_family(model, form.code)
        if form.per and family is not None:
            rows = [Row(f"{family.prefix}{number}", "", "", place(number)) for number in range(1, INDICATORS + 1)]
            book.sheet(form.code).rows.update({row.id: row for row in rows})
    model = Model(pack, book)
    for form in model.forms():
        follows = bool(leaders(model, form.code)) if form.per else False
        for row in model.rows(form.code) if form.per or form.code == "项目" else ():
            for column in model.columns(form.code, row.id):
                ref = CellRef(form.code, row.id, column.id)
                if model.takes_entry(ref) and not model.has_formula(ref):
                    value = sample(model, ref, chance, follows)
                    if value is not None:
                        book.sheet(form.code).entered[row.id, column.id] = Entry(value)
    return book


def sample(model: Model, ref: CellRef, chance: random.Random, follows: bool) -> Decimal | str | None:
    match model.kind(ref):
        case "money":
            return Decimal(chance.randrange(1000, 90000)) / 100
        case "score":
            return Decimal(3)
        case "indicator":
            return f"{'' if follows else '≥'}{chance.randrange(50, 100)}%"
        case "text":
            return chance.choice(TEXTS.get(ref.column, (f"{ref.column}{ref.row}",)))
    return None


def milliseconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = CLOCK()
    work()
    return (CLOCK() - start) * 1000


def spread(times: list[float]) -> str:
    ordered = sorted(times)
    return f"median {statistics.median(ordered):.2f} ms, p99 {ordered[int(len(ordered) * 0.99)]:.2f} ms, max {ordered[-1]:.2f} ms"


def typing(model: Model, columns: tuple[str, ...], count: int, text: Callable[[random.Random], str]) -> list[float]:
    """Typed texts, read, followed up, and the findings read again."""
    chance = random.Random(5)
    places = [
        ref
        for form in model.forms()
        if form.per
        for row in model.rows(form.code)
        for column in model.columns(form.code, row.id)
        if column.id in columns and model.takes_entry(ref := CellRef(form.code, row.id, column.id))
    ]
    times: list[float] = []
    for _ in range(count):
        ref, typed = chance.choice(places), text(chance)
        start = CLOCK()
        operation = type_text(model, ref, typed)
        assert isinstance(operation, Operation)
        model.apply(operation)
        model.findings()
        times.append((CLOCK() - start) * 1000)
    return times


def change(model: Model, operation: Operation | str) -> str:
    assert isinstance(operation, Operation), operation
    there = milliseconds(lambda: model.apply(operation))
    back = milliseconds(lambda: model.apply(operation.inverse()))
    return f"{there:.0f} ms, undone {back:.0f} ms"


def main() -> None:
    pack = chosen_pack()
    book = filled(pack)
    print(
        f"{pack.title}: first build {milliseconds(lambda: Model(pack, book)):.0f} ms, again {milliseconds(lambda: Model(pack, book)):.0f} ms"
    )
    model = Model(pack, book)
    cells = sum(len(sheet.entered) for sheet in book.sheets.values())
    print(f"{len(model.forms())} forms, {cells} entries, {len(model.findings())} findings")
    print(f"typing a score: {spread(typing(model, ('得分',), 1000, lambda chance: str(chance.randrange(0, 400) / 100)))}")
    print(f"typing a result: {spread(typing(model, ('完成值',), 500, lambda chance: f'{chance.randrange(1, 200)}%'))}")
    print(f"typing a target: {spread(typing(model, ('指标值',), 500, lambda chance: f'≥{chance.randrange(1, 100)}%'))}")
    print(f"renaming a project: {change(model, type_text(model, CellRef('项目', '30', '项目名称'), '另一个名称'))}")
    leader = next((form.code for form in model.forms() if form.per and form.mirrors), "") or next(
        form.code for form in model.forms() if form.per
    )
    print(f"an indicator: {change(model, add_row(model, leader, values={'三级指标': '新指标'}))}")
    print(f"its place: {change(model, move_rows(model, leader, ['指1'], None))}")
    print(f"a project: {change(model, add_project(model, {'项目名称': '新项目'}))}")
    print(f"its place: {change(model, move_rows(model, '项目', ['1'], None))}")
    print(f"copied: {change(model, copy_project(model, '1'))}")
    print(f"taken out: {change(model, remove_project(model, ['1']))}")


if __name__ == "__main__":
    main()
