"""Texts of a cell in the unit of the screen: as printed, as typed, last year's, and with every digit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.amounts import Value, format_amount, read_amount
from desktop.core.arithmetic import is_sum
from desktop.core.cell_notes import parts_of
from desktop.core.cells import CellRef
from desktop.core.entry import note_at

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.ui.bridge import Bridge


class CellTexts:
    """``kept`` holds texts that could not be read, with the reason, until they are mended or dropped."""

    def __init__(self, bridge: Bridge) -> None:
        self.bridge = bridge
        self.kept: dict[CellRef, tuple[str, str]] = {}

    def printed(self, ref: CellRef) -> str:
        kept = self.kept.get(ref)
        return kept[0] if kept else self.bridge.figures.text(ref)

    def edited(self, ref: CellRef) -> str:
        """What F2 shows: every digit, in the unit that the table shows; the sum, where the figure was worked out from one."""
        if ref in self.kept:
            return self.kept[ref][0]
        entry = self.bridge.model.entry(ref)
        figure = entry is not None and isinstance(entry.value, Decimal)
        return (parts_of(note_at(self.bridge.model, ref)).expression if figure else "") or self.exact(ref)

    def exact(self, ref: CellRef) -> str:
        """The value with every digit, in the unit that the table shows, without thousands separators: what is copied."""
        value = self.bridge.model.value(ref)
        if isinstance(value, Decimal) and self._converted(ref):
            value = value.scaleb(self._shift())
        return format_amount(value, None, grouped=False)

    def last_year(self, ref: CellRef) -> str:
        """Last year's figure in the unit of the screen."""
        value = self.bridge.model.prior(ref)
        if not isinstance(value, Decimal):
            return format_amount(value)
        return format_amount(self.shown_in_unit(ref, value), self.bridge.figures.decimals(ref))

    def shown_in_unit(self, ref: CellRef, value: Decimal) -> Decimal:
        """A figure of this cell, kept in the unit of the book, in the unit of the screen."""
        return value.scaleb(self._shift()) if self._converted(ref) else value

    def with_unit(self, ref: CellRef | None, text: str) -> str:
        """A bare number or sum is meant in the unit on the screen, which need not be the one in which the book is kept."""
        if ref is None or not self._converted(ref):
            return text
        if is_sum(text):
            return text if text.rstrip().endswith(("元", "万")) else text.strip() + self.bridge.figures.unit
        reading = read_amount(text)
        bare = not reading.problem and not reading.unit and isinstance(reading.value, Decimal)
        return text.strip() + self.bridge.figures.unit if bare else text

    def _converted(self, ref: CellRef) -> bool:
        return self.bridge.model.kind(ref) == "money" and self.bridge.figures.unit != self.bridge.model.book.kept_in

    def _shift(self) -> int:
        return 4 if self.bridge.model.book.kept_in == "万元" else -4


def exact(model: Model, ref: CellRef, value: Value | None) -> str:
    """A figure with every digit, but no fewer places than its table prints: 1,105.70, not 1,105.7."""
    if not isinstance(value, Decimal):
        return format_amount(value)
    exponent = value.normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    least = model.decimals(ref) if model.kind(ref) == "money" else 0
    return format_amount(value, max(places, least))
