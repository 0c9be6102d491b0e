"""How many wrong figures the checks of sx-2024 find in the published tables of 晋城 2024.

Every numeric cell of the bureau's workbook is changed in turn: each digit by one up and down, the decimal point shifted by one place either
way, two unequal neighbouring digits swapped. A change is found when an error or warning appears that was not there and names the
cell; it is hinted at when only a hint (tail difference) tells of it.

Run: ``python tests/golden/measure_detection.py [--list]`` (with the cover as published, and with an empty cover).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from published import IMPORTED, ONLY_TREASURY, figures, model_of, published_book

from desktop.core.cells import CellRef, Entry
from desktop.core.evaluate import Model
from desktop.core.operations import Edit, Operation

Found = str  # "error", "warning", "hint", "none"


def changes(value: Decimal) -> Iterator[tuple[str, Decimal]]:
    """(kind, wrong figure) for one printed figure; figures with two places keep two places unless the point moved."""
    text = format(value, "f")
    places = -int(value.as_tuple().exponent)  # type: ignore[operator]
    digits = text.replace(".", "")
    for place in range(len(digits)):
        step = Decimal(1).scaleb(len(digits) - 1 - place - places)
        yield "digit", value + step
        if value - step >= 0:
            yield "digit", value - step
    yield "point", value * 10
    yield "point", value / 10
    for place in range(len(digits) - 1):
        if digits[place] != digits[place + 1]:
            swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
            yield "swap", Decimal(swapped).scaleb(-places)


def _replace(model: Model, ref: CellRef, value: Decimal) -> Operation:
    old = model.book.entry(ref)
    return Operation("改", "typing", (Edit("cell", tuple(ref), old, Entry(value, IMPORTED)),))


def judge(model: Model, ref: CellRef, value: Decimal) -> tuple[Found, bool]:
    """What the checks say when ``ref`` holds ``value``, and whether a finding names the cell. The model is left as it was."""
    before = {(finding.key, finding.severity, finding.say) for finding in model.findings()}
    operation = _replace(model, ref, value)
    model.apply(operation)
    new = [finding for finding in model.findings() if (finding.key, finding.severity, finding.say) not in before]
    model.apply(operation.inverse())
    for severity in ("error", "warning", "hint"):
        of_severity = [finding for finding in new if finding.severity == severity]
        if of_severity:
            return severity, any(ref == cell.ref for finding in of_severity for cell in finding.cells)
    return "none", False


def measure(cover: dict[str, str]) -> tuple[Counter[tuple[str, Found]], int, list[tuple[CellRef, str, Decimal, Decimal, Found]]]:
    """Counts by (kind of change, what was said), how many of the found changes are named by cell, and the changes without error or warning."""
    model = model_of(published_book(cover))
    counts: Counter[tuple[str, Found]] = Counter()
    named = 0
    quiet = []
    for ref, _, value in figures():
        for kind, wrong in changes(value):
            found, at_the_cell = judge(model, ref, wrong)
            counts[kind, found] += 1
            if found in ("error", "warning"):
                named += at_the_cell
            else:
                quiet.append((ref, kind, value, wrong, found))
    return counts, named, quiet


def main() -> None:
    for name, cover in (("封面按公开内容填写", ONLY_TREASURY), ("封面空白", {})):
        counts, named, quiet = measure(cover)
        total = sum(counts.values())
        loud = sum(number for (_, found), number in counts.items() if found in ("error", "warning"))
        hinted = sum(number for (_, found), number in counts.items() if found == "hint")
        print(
            f"{name}：{total} 处改动，错误或警告 {loud}（{loud / total:.2%}，其中指明该格 {named}），仅提示 {hinted}（{hinted / total:.2%}）"
        )
        for kind in ("digit", "point", "swap"):
            print("  ", kind, {found: counts[kind, found] for found in ("error", "warning", "hint", "none")})
        if "--list" in sys.argv:
            by_cell: dict[CellRef, list[str]] = {}
            for ref, kind, value, wrong, found in quiet:
                by_cell.setdefault(ref, []).append(f"{value}→{wrong}({kind},{found})")
            for ref, texts in by_cell.items():
                print("  ", " ".join(ref), len(texts), " ".join(texts[:6]))


if __name__ == "__main__":
    main()
