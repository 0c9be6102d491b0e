"""Sum, count and average of the selected cells, for the status bar: exact, in the unit that the table shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from desktop.core.amounts import format_amount
from desktop.core.cells import CellRef
from desktop.ui.look import NUMBERS
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.sheet_view import SheetView

_PLACES = 4  # of an average that does not end


@dataclass(frozen=True, slots=True)
class Sums:
    """``figures`` are cells with a number, ``texts`` cells with words or 不适用, ``blanks`` empty ones. ``mixed``: of different units · ``places``: at least so many are shown."""

    total: Decimal = Decimal(0)
    figures: int = 0
    texts: int = 0
    blanks: int = 0
    unit: str = ""
    mixed: bool = False
    places: int = 0

    def words(self) -> str:
        """One line; nothing for a single cell."""
        if self.figures + self.texts + self.blanks < 2:
            return ""
        parts = []
        if self.figures and not self.mixed:
            parts.append(tr("合计 {total} {unit}", total=_text(self.total, self.places), unit=self.unit).strip())
        parts.append(tr("计数 {count}", count=self.figures))
        if self.figures and not self.mixed:
            parts.append(tr("平均 {average}", average=_average(self.total, self.figures, self.places)))
        if self.mixed:
            parts.append(tr("单位不同，不合计"))
        if self.texts:
            parts.append(tr("另有文字 {count} 格未计", count=self.texts))
        return "　".join(parts)


def sums_of(view: SheetView) -> Sums:
    """Of the selection as it is seen: hidden lines do not count, and a merged cell counts once."""
    sheet = view.sheet()
    model, figures = sheet.bridge.model, sheet.bridge.figures
    total, count, texts, blanks = Decimal(0), 0, 0, 0
    kinds: set[str] = set()
    money: CellRef | None = None
    with localcontext() as context:
        context.prec = 60  # a sum of a thousand long figures loses nothing
        for ref in _chosen(view):
            value = model.value(ref)
            if value is None or value == "":
                blanks += 1
            elif isinstance(value, Decimal) and (kind := model.kind(ref)) in NUMBERS:
                total += value
                count += 1
                kinds.add(kind)
                money = ref if kind == "money" else money
            else:
                texts += 1
        if money is not None:
            total = sheet.texts.shown_in_unit(money, total)  # of different kinds no sum is told
    unit = figures.unit if kinds == {"money"} else ""
    return Sums(total, count, texts, blanks, unit, len(kinds) > 1, sheet.grid.form.decimals if kinds == {"money"} else 0)


def _chosen(view: SheetView) -> Iterator[CellRef]:
    sheet = view.sheet()
    seen: set[tuple[int, int]] = set()
    for part in view.selectionModel().selection():  # type: ignore[attr-defined]
        for line in range(part.top(), part.bottom() + 1):
            if line in sheet.hidden:
                continue
            cells = sheet.lines[line]
            for column in range(part.left(), part.right() + 1):
                cell = cells[column]
                if cell is not None and cell.ref is not None and (line, column) not in seen:
                    seen.add((line, column))
                    yield cell.ref


def _average(total: Decimal, count: int, places: int) -> str:
    with localcontext() as context:
        context.prec = 60
        whole = total / count
        short = whole.quantize(Decimal(1).scaleb(-_PLACES))
    return _text(short, places) if short == whole else "≈" + format_amount(short, _PLACES)


def _text(value: Decimal, places: int) -> str:
    """Every digit, and no fewer places than the table prints."""
    exponent = value.normalize().as_tuple().exponent
    return format_amount(value, max(places, -exponent if isinstance(exponent, int) else 0))
