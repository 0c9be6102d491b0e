"""Enter once: how many of the published figures of 晋城 2024 a clerk has to type, and how many the tables then fill in by themselves.

The cover says what the published text says (only 财政拨款, income equals expenditure). Typed are the smallest items only: 公开03 by 项级科目,
公开06 by 款, the carry-overs of 公开01, the parts of 公开10. Everything else must come out.

Run: ``python tests/golden/measure_entering.py``
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from published import ONLY_TREASURY, SUBJECTS, figures, model_of

from desktop.core import entry
from desktop.core.cells import Book, CellRef
from desktop.core.evaluate import Model
from desktop.core.operations import Operation


@dataclass
class Entering:
    """``typed`` amounts and ``codes`` that were typed; of the published figures ``equal`` came out, ``differing`` came out otherwise."""

    typed: int = 0
    codes: int = 0
    equal: int = 0
    differing: list[tuple[CellRef, Decimal, object]] = field(default_factory=list)

    @property
    def filled(self) -> int:
        return self.equal + len(self.differing)


def _do(model: Model, operation: Operation | str) -> None:
    assert isinstance(operation, Operation), operation
    model.apply(operation)


def typed_by_hand(ref: CellRef) -> bool:
    """Whether the figure is one that no other figure determines."""
    match ref.form:
        case "公开01":
            return ref.row in ("年初结转和结余", "年末结转和结余")
        case "公开03":
            return len(ref.row) == 7 and ref.column in ("基本支出", "项目支出")
        case "公开06":
            return len(ref.row) == 5 and ref.row.isdigit()
        case "公开10":
            return ref.row != "政府采购合计"
    return False


def enter(cover: dict[str, str] | None = None) -> tuple[Model, Entering]:
    """A fresh document filled in by typing, and what it cost."""
    model = model_of(Book("sx-2024", "晋城市科学技术局", 2024, "108"))
    count = Entering()
    for row, text in (cover or ONLY_TREASURY).items():
        _do(model, entry.set_cover(model, row, text))
    for ref, name, value in figures():
        if not typed_by_hand(ref):
            continue
        if ref.form == "公开03" and model.row("公开03", ref.row) is None:
            _do(model, entry.add_subject(model, SUBJECTS, "公开03", ref.row, name=name))
            count.codes += 1
        _do(model, entry.type_text(model, ref, str(value)))
        count.typed += 1
    for ref, _, value in figures():
        found = model.value(ref)
        if found == value:
            count.equal += 1
        else:
            count.differing.append((ref, value, found))
    return model, count


def main() -> None:
    _, count = enter()
    print(f"公开的数 {count.filled} 个；录入金额 {count.typed} 个（{count.typed / count.filled:.1%}）、科目代码 {count.codes} 个")
    print(f"自动得出且与公开数相同 {count.equal - count.typed} 个，因尾差不同 {len(count.differing)} 个：")
    for ref, published, found in count.differing:
        print("  ", " ".join(ref), published, found)


if __name__ == "__main__":
    main()
