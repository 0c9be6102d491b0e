"""The tables of a template, and whether a filled copy says what it should."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cells import SENTENCE_ROW
from desktop.exchange.grid import Workbook, WorkbookError, address
from desktop.exchange.locate import Locator
from desktop.exchange.located import Located
from desktop.exchange.read import read_workbook
from desktop.exchange.values import UnitRule, read_value

if TYPE_CHECKING:
    from desktop.core.evaluate import Model


def best_tables(model: Model, book: Workbook) -> dict[str, Located]:
    """Form code → where the form stands; of several sheets a visible one, then the one that fits best."""
    best: dict[str, Located] = {}
    locator = Locator(model.pack)
    for sheet in book.sheets:
        for table in (table for table in locator.locate(sheet).tables if table.record is None):
            known = best.get(table.form.code)
            if known is None or (table.sheet.hidden, -table.score) < (known.sheet.hidden, -known.score):
                best[table.form.code] = table
    return best


def compare_filled(model: Model, draft: Path, expected: dict[str, dict[tuple[str, str], Value | None]]) -> None:
    """Read and locate the filled copy, and compare every value.

    Raises:
        WorkbookError: a figure is not where it belongs.
    """
    found = best_tables(model, read_workbook(draft))
    rule = UnitRule("元", "元", 6)
    for code, values in expected.items():
        located = found.get(code)
        if located is None:
            raise WorkbookError(f"填好的文件读回来找不到 {code}，没有写出。请核对模板。")
        for place, wanted in values.items():
            at = located.places.get(place)
            cell = located.sheet.at(*at) if at else None
            kind = "text" if place[0] == SENTENCE_ROW or isinstance(wanted, str) else "percent"
            got = read_value(cell, kind, rule).value if cell else None  # type: ignore[arg-type]
            if (str(got or "").strip() != str(wanted or "").strip()) if isinstance(wanted, str) else (got != wanted):
                where = address(*at) if at else "（没有找到）"
                raise WorkbookError(f"填好的文件读回来不一致：{code} {place[0]} · {place[1]} 在 {where}，没有写出。请核对模板。")
