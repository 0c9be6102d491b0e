"""The forms with a printed body of a pack, prepared for finding on sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.core.definitions import FormDef
from desktop.exchange.blueprint import blueprint, has_blueprint
from desktop.exchange.grid import GridSheet, SheetCell
from desktop.exchange.line_match import Labels
from desktop.exchange.located import Located
from desktop.exchange.record import find_record
from desktop.exchange.words import fold, plain

FITS = 0.5
"""Share of labels from which a form under its own title counts as found."""
FITS_ALONE = 0.72
"""The same without a title."""
APART = 0.03
_NAME = "{项目名称}"
_PATTERN = re.compile(r"\{[^{}]*\}")


class RecordFinder:
    """``titles``: (folded title, form, whether any words may stand before it), for every form with a body."""

    def __init__(self, forms: Iterable[FormDef]) -> None:
        self.labels = {form.code: Labels(blueprint(form)) for form in forms if has_blueprint(form)}
        self.known = frozenset(plain(spot.text) for labels in self.labels.values() for spot in labels.plan.labels)
        self.titles: list[tuple[str, FormDef, bool]] = []
        for labels in self.labels.values():
            form = labels.plan.form
            for text in (form.title, *form.titles):
                parts = [fold(part) for part in _PATTERN.split(text)]
                # {年度}年项目支出… : the year is no word of the title
                key = max((part.removeprefix("年度").removeprefix("年") for part in parts), key=len)
                if len(key) >= 4:
                    self.titles.append((key, form, _NAME in text))

    def __bool__(self) -> bool:
        return bool(self.labels)

    def with_title(
        self, sheet: GridSheet, by_row: dict[int, list[SheetCell]], top: int, bottom: int, title: str
    ) -> list[tuple[Located, float]]:
        """Every form between two rows, below a title that one or several forms have."""
        same = {form.code for key, form, _ in self.titles if key == title}
        found = []
        while top <= bottom:
            best = self._best(same, sheet, by_row, top, bottom)
            if best is None or best[1] < FITS:
                others = self._best(set(self.labels) - same, sheet, by_row, top, bottom)
                if others is not None and others[1] >= FITS_ALONE and others[1] > (best[1] if best else 0.0):
                    best = others
            if best is None:
                break
            found.append(best)
            if best[1] < FITS:
                break
            top = best[0].bottom + 1
        return found

    def without_title(
        self, sheet: GridSheet, by_row: dict[int, list[SheetCell]], last: int
    ) -> tuple[list[tuple[Located, float]], list[str]]:
        """Every form on a sheet that says nowhere which it is; codes of those between which it cannot be told."""
        found: list[tuple[Located, float]] = []
        top = 0
        while top <= last:
            ranked = self._ranked(set(self.labels), sheet, by_row, top, last)
            if not ranked or ranked[0][1] < FITS_ALONE:
                break
            if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < APART:
                return found, [located.form.code for located, _ in ranked[:3]]
            found.append(ranked[0])
            top = ranked[0][0].bottom + 1
        return found, []

    def _best(
        self, codes: set[str], sheet: GridSheet, by_row: dict[int, list[SheetCell]], top: int, bottom: int
    ) -> tuple[Located, float] | None:
        ranked = self._ranked(codes, sheet, by_row, top, bottom)
        return ranked[0] if ranked else None

    def _ranked(
        self, codes: set[str], sheet: GridSheet, by_row: dict[int, list[SheetCell]], top: int, bottom: int
    ) -> list[tuple[Located, float]]:
        found = []
        for code, labels in self.labels.items():
            if code in codes:
                one = find_record(labels, sheet, by_row, top, bottom, self.known)
                if one is not None:
                    found.append(one)
        return sorted(found, key=lambda entry: -entry[1])
