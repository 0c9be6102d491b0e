"""Texts laid on cells one after the other: what is read, what is left out and why — the part that every kind of pasting shares.

A figure that a formula gives is not pasted over: the sums of a block come from its parts. What the block says there is kept in
``Pasted.computed``, so that a sum that turns out otherwise can be named. Where the formula gives nothing even with the block (only totals are known),
and where an entry stands over the formula already, the figure goes in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cell_edits import value_edits
from desktop.core.cells import TYPED, CellRef
from desktop.core.nodes import Cell
from desktop.core.operations import Edit, Operation
from desktop.core.typed import Unreadable, read_typed
from desktop.core.wording import operand_cells

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

NAMED_PROBLEMS = 5
STEP = 64
"""Cells between two pauses of a long paste."""
_NAMED_SUMS = 3
AsTyped = Callable[[CellRef, str], str]
"""What a text means as an entry of a cell: a bare number may be meant in the unit of the screen."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste comes to. ``skipped``: texts that fell on no cell · ``locked``: cells that take no entry · ``problems``: sentences ·
    ``computed``: cells that a formula gives, with what the block said there · ``added``: codes or rows that come with it · ``emptied``: cells
    that lost what stood in them."""

    operation: Operation
    filled: int
    skipped: int
    locked: int
    problems: tuple[str, ...] = ()
    computed: tuple[tuple[CellRef, Value], ...] = ()
    added: int = 0
    by_code: bool = False
    verb: str = "粘贴"
    emptied: int = 0

    def summary(self, model: Model | None = None) -> str:
        """One sentence for the status bar. With the model after the paste, sums that the block had otherwise are named."""
        parts = [f"{self.verb} {self.filled} 格" + ("（按科目代码）" if self.by_code else "")]
        if self.emptied:
            parts.append(f"清空 {self.emptied} 格")
        if self.added:
            parts.append(f"新增 {self.added} 行")
        if self.computed:
            parts.append(f"{len(self.computed)} 格由公式算出，没有改动{self._otherwise(model)}")
        if self.locked:
            parts.append(f"{self.locked} 格不可填写，已跳过")
        if self.skipped:
            parts.append(f"{self.skipped} 个内容落在表格之外或标题上，已跳过")
        if self.problems:
            shown = "；".join(problem.removesuffix("。") for problem in self.problems[:NAMED_PROBLEMS])
            parts.append(f"{len(self.problems)} 个内容看不懂，没有填写：{shown}")
        return "，".join(parts) + "。"

    def _otherwise(self, model: Model | None) -> str:
        different = [ref for ref, value in self.computed if model is not None and not _same(model, ref, value)]
        if model is None or not different:
            return ""
        named = "、".join(model.label(ref) for ref in different[:_NAMED_SUMS])
        return f"（其中 {len(different)} 格与{self.verb}的数不同：{named}{'等' if len(different) > _NAMED_SUMS else ''}）"


def _same(model: Model, ref: CellRef, value: Value) -> bool:
    """Whether a printed sum is the computed one, to the places that are printed."""
    found = model.value(ref)
    if not isinstance(found, Decimal) or not isinstance(value, Decimal):
        return found == value
    exponent = value.as_tuple().exponent
    places = max(-exponent if isinstance(exponent, int) else 0, model.decimals(ref))
    return abs(found - value) <= Decimal("0.5").scaleb(-places)


class Layer:
    """Collects what a block of texts does to the cells of a model. ``spares_formulas``: entries over formulas stay, too (filling is less deliberate)."""

    def __init__(self, model: Model, as_typed: AsTyped | None = None, *, spares_formulas: bool = False) -> None:
        self.model = model
        self.spares_formulas = spares_formulas
        self.as_typed = as_typed
        self.edits: list[Edit] = []
        self.problems: list[str] = []
        self.filled = self.skipped = self.locked = self.emptied = 0
        self._seen: set[CellRef] = set()
        self._sums: list[tuple[CellRef, str, Value]] = []
        self._known: dict[CellRef, bool] = {}

    def put(self, ref: CellRef | None, text: str | None) -> None:
        """Lay a text on a cell; ``None`` is a place that a merged cell of the block covers, and leaves the cell as it is."""
        if text is None:
            return
        if ref is None or ref in self._seen:
            self.skipped += bool(text.strip())
            return
        self._seen.add(ref)
        model = self.model
        if not model.takes_entry(ref):
            self.locked += bool(text.strip())
            return
        try:
            read = read_typed(model, ref, self.as_typed(ref, text) if self.as_typed else text)
        except Unreadable as unreadable:
            self.problems.append(f"{model.label(ref)}：{unreadable}")
            return
        if model.has_formula(ref) and (model.book.entry(ref) is None or (self.spares_formulas and model.computed(ref) is not None)):
            if read.value is not None:
                self._sums.append((ref, read.expression, read.value))
            return
        self.emptied += read.value is None and model.value(ref) is not None
        self._take(ref, read.value, read.expression)
        self.filled += read.value is not None

    def _take(self, ref: CellRef, value: Value | None, expression: str) -> None:
        self.edits += value_edits(self.model, ref, value, TYPED, expression)
        self._known[ref] = value is not None

    def pasted(self, label: str, *, added: int = 0, before: list[Edit] | None = None, by_code: bool = False, verb: str = "粘贴") -> Pasted:
        """The result. ``label`` may hold ``{filled}``; ``before`` are edits for rows that must be there first."""
        computed: list[tuple[CellRef, Value]] = []
        for ref, expression, value in self._sums:
            cell = self.model._cell(ref)
            if cell is not None and self._will_give(cell):
                computed.append((ref, value))
            else:
                self._take(ref, value, expression)
                self.filled += 1
        operation = Operation(label.format(filled=self.filled), "paste", (*(before or ()), *self.edits))
        counts = self.filled, self.skipped, self.locked
        return Pasted(operation, *counts, tuple(self.problems), tuple(computed), added, by_code, verb, self.emptied)

    def _will_give(self, cell: Cell) -> bool:
        """Whether the formula of a cell has something to work with once the block is in."""
        assert cell.calc is not None
        if cell.computed[0] is not None:
            return True
        return any(self._will_hold(operand) for operand in operand_cells(cell.calc.nodes, True))

    def _will_hold(self, cell: Cell) -> bool:
        known = self._known.get(cell.ref)
        if known is None:
            self._known[cell.ref] = cell.q[0] is not None  # a circle of formulas holds nothing by itself
            known = cell.q[0] is not None or (cell.calc is not None and cell.present and self._will_give(cell))
            self._known[cell.ref] = known
        return known
