"""How often a slip of the hand in published tables is diagnosed rightly, and how often a diagnosis is wrong.

Each figure is spoiled in turn, in every way that the diagnosis knows: digits swapped, decimal point moved, 元 for 万元, sign, one digit another
one, one digit too many or missing, the figure of the row beside it, two rows exchanged, income and expenditure added together, a part left out
of a total or added twice. Then come faults that it does not know: a figure replaced by any other one, and two faults at once. Of findings
that show a difference it is counted whether what is said is right (the cell, and the figure that stood there), or wrong.

Run: ``python tests/golden/measure_diagnosis.py [--list] [STEP]`` (every STEP-th fault only).
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

import published
import published_elsewhere

from desktop.core.cells import CellRef, Entry
from desktop.core.diagnosis import Diagnosis
from desktop.core.evaluate import Model
from desktop.core.operations import Edit, Operation

SLIPS = ("swapped", "point", "unit", "sign", "digit", "length", "copied", "row", "added", "left_out", "twice")
OTHERS = ("any figure", "two faults")


@dataclass(frozen=True, slots=True)
class Fault:
    """``cells`` hold other figures than published; ``at`` is the one to be named, ``other`` a second one that may be."""

    kind: str
    cells: tuple[tuple[CellRef, Decimal], ...]
    at: CellRef
    true: Decimal
    other: CellRef | None = None


def jincheng() -> Model:
    """晋城 2024 with all figures entered, and the cover as its text says."""
    return published.model_of(published.published_book(published.ONLY_TREASURY))


def urumqi() -> Model:
    return published_elsewhere.model_of("xj-2024", "乌鲁木齐市科学技术局", published_elsewhere.URUMQI, "", {})


def mentougou() -> Model:
    return published_elsewhere.model_of("bj-2023", "门头沟区科信局", published_elsewhere.MENTOUGOU, "", {})


def faults(model: Model, seed: int = 2024) -> Iterator[Fault]:
    """Every fault of every figure of the model."""
    chance = random.Random(seed)
    figures = [(ref, entry.value) for ref, entry in model.book.entries() if isinstance(entry.value, Decimal) and entry.value]
    by_ref = dict(figures)
    for ref, value in figures:
        for kind, wrong in _slips(value, chance):
            if wrong != value:
                yield Fault(kind, ((ref, wrong),), ref, value)
        rows = [row.id for row in model.rows(ref.form)]
        level = [row for row in rows if len(row) == len(ref.row)] if ref.row.isdigit() else rows
        at = level.index(ref.row) if ref.row in level else -1
        for near in (at - 1, at + 1):
            other = by_ref.get(CellRef(ref.form, level[near], ref.column)) if at >= 0 and 0 <= near < len(level) else None
            if other is not None and other != value:
                there = CellRef(ref.form, level[near], ref.column)
                yield Fault("copied", ((ref, other),), ref, value, there)
                if near > at:
                    yield Fault("row", ((ref, other), (there, value)), ref, value, there)
        wrong = Decimal(chance.randrange(1, 10 ** len(value.as_tuple().digits))).scaleb(int(value.as_tuple().exponent))
        if wrong != value:
            yield Fault("any figure", ((ref, wrong),), ref, value)
        there, other = figures[chance.randrange(len(figures))]
        if there != ref:
            first, second = (dict(_slips(one, chance)).get("digit", one) for one in (value, other))
            yield Fault("two faults", ((ref, first), (there, second)), ref, value, there)
    yield from _of_totals(model, by_ref)


def _of_totals(model: Model, by_ref: dict[CellRef, Decimal]) -> Iterator[Fault]:
    for ref, value in by_ref.items():
        operands = model.explain(ref).operands
        parts = [cell.ref for cell in operands if by_ref.get(cell.ref) and cell.ref.form == ref.form]
        if len(parts) > 1 and model.has_formula(ref):
            part = parts[len(parts) // 2]
            if by_ref[part] != value:
                yield Fault("left_out", ((ref, value - by_ref[part]),), ref, value, part)
                yield Fault("twice", ((ref, value + by_ref[part]),), ref, value, part)
        for other, same in by_ref.items():
            if other != ref and other.form == ref.form and same == value and "总计" in other.row and "总计" in ref.row:
                yield Fault("added", ((ref, value + same), (other, value + same)), ref, value, other)
                yield Fault("added", ((ref, value + same),), ref, value, other)


def _slips(value: Decimal, chance: random.Random) -> Iterator[tuple[str, Decimal]]:
    places = -int(value.as_tuple().exponent)
    digits = format(abs(value), "f").replace(".", "")
    yield "sign", -value
    yield "unit", value * 10000
    yield "point", value * chance.choice((10, 100))
    yield "point", value / chance.choice((10, 100))
    swaps = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
    if swaps:
        at = chance.choice(swaps)
        yield "swapped", Decimal(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]).scaleb(-places)
    at = chance.randrange(len(digits))
    other = chance.choice([digit for digit in "0123456789" if digit != digits[at]])
    yield "digit", Decimal(digits[:at] + other + digits[at + 1 :]).scaleb(-places)
    yield "length", Decimal(digits[:at] + chance.choice("123456789") + digits[at:]).scaleb(-places)
    if len(digits) > 2:
        yield "length", Decimal(digits[:at] + digits[at + 1 :]).scaleb(-places)


def said(model: Model, fault: Fault) -> list[Diagnosis] | None:
    """What is diagnosed; None when no new finding shows a difference. The model is left as it was."""
    before = {(finding.key, finding.say) for finding in model.findings()}
    edits = tuple(Edit("cell", tuple(ref), model.book.entry(ref), Entry(wrong, published.IMPORTED)) for ref, wrong in fault.cells)
    operation = Operation("改", "typing", edits)
    model.apply(operation)
    found = [finding for finding in model.findings() if finding.severity != "hint" and finding.difference]
    found = [finding for finding in found if (finding.key, finding.say) not in before]  # what was published wrongly already
    told = list(dict.fromkeys(one for finding in found for one in model.diagnose(finding)))
    model.apply(operation.inverse())
    return told if found else None


def judge(fault: Fault, told: list[Diagnosis] | None) -> str:
    """ "unseen" no finding · "silent" · "right" · "also" right, and another reading beside it · "near" the cell with another figure · "wrong"."""
    if told is None:
        return "unseen"
    if not told:
        return "silent"
    cells = {ref for ref, _ in fault.cells}
    true = dict.fromkeys([fault.at], fault.true)
    if fault.kind == "row":
        right = [one for one in told if one.kind == "row" and {one.cell, one.other} == cells]
    else:
        right = [one for one in told if one.cell in cells and (one.cell not in true or one.meant == fault.true)]
    if right:
        return "right" if len(right) == len(told) else "also"
    return "near" if any(one.cell in cells or one.other in cells for one in told) else "wrong"


def measure(model: Model, step: int = 1, only: Callable[[Fault], bool] | None = None) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Counts by (kind, judgement), and what was said wrongly."""
    counts: Counter[tuple[str, str]] = Counter()
    wrong = []
    for number, fault in enumerate(faults(model)):
        if number % step or (only and not only(fault)):
            continue
        told = said(model, fault)
        judged = judge(fault, told)
        counts[fault.kind, judged] += 1
        if judged in ("wrong", "near"):
            cells = "，".join(f"{' '.join(ref)} {figure}" for ref, figure in fault.cells)
            wrong.append(
                f"{fault.kind} {judged}：{cells}（应为 {fault.true}）→ " + "；".join(f"[{one.kind}] {one.say}" for one in told or ())
            )
    return counts, wrong


def main() -> None:
    step = next((int(word) for word in sys.argv[1:] if word.isdigit()), 1)
    for name, made in (("晋城 2024", jincheng), ("乌鲁木齐 2024", urumqi), ("门头沟 2023", mentougou)):
        counts, wrong = measure(made(), step)
        print(name)
        for kind in (*SLIPS, *OTHERS):
            number = {judged: counts[kind, judged] for judged in ("right", "also", "near", "wrong", "silent", "unseen")}
            seen = sum(number.values()) - number["unseen"]
            if seen:
                rate = (number["right"] + number["also"]) / seen
                false = number["wrong"] / seen
                print(f"  {kind:12} 显出差额 {seen:5}，说对 {rate:6.1%}，说错 {false:5.1%}  {number}")
        if "--list" in sys.argv:
            print("\n".join(f"    {line}" for line in wrong))


if __name__ == "__main__":
    main()
