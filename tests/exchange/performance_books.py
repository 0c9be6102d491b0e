"""Published performance forms as workbooks: rows as printed (``data/performance.json``), with merged cells or without, or in an official layout."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from awkward_books import new_model
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.core.cells import CellRef
from desktop.core.evaluate import Model
from desktop.exchange.plan import ImportPlan
from desktop.forms.load import load_pack

Rows = list[list[Any]]
Style = Literal["plain", "merged", "resolved"]
_PRINTED: dict[str, Rows] = json.loads((Path(__file__).parent / "data" / "performance.json").read_text(encoding="utf-8"))
SELF = "项目支出绩效自评表"


def printed(name: str) -> Rows:
    """The rows of a published form; may be changed."""
    return copy.deepcopy(_PRINTED[name])


def model_of(pack: str) -> Model:
    return new_model(pack, unit="", year=load_pack(pack).years[0])


def write_books(path: Path, sheets: Mapping[str, Rows], style: Style = "plain") -> Path:
    """One sheet for each name; texts stay texts, as they were copied from the document."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows, style)
    book.save(path)
    return path


def _fill(sheet: Worksheet, rows: Rows, style: Style) -> None:
    if style != "plain":
        rows = _with_total_in_place(rows)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            put(sheet, number, column, value)
    if style == "plain":
        return
    width = max(len(row) for row in rows)
    for number, row in enumerate(rows, 1):
        used = len(row)
        listed_row = used >= width - 1 or (row[:1] == [""] and used == 2)  # rows of a list whose last cells are blank
        if 0 < used < width and row[-1] and not listed_row:
            _merge(sheet, number, used, number, width, style)
    for column in range(1, 4):
        _merge_down(sheet, rows, column, style)


def _with_total_in_place(rows: Rows) -> Rows:
    """The row of the total as it stands in the table: its figures under 分值 and 得分, 总分 over all columns before."""
    heads = [row.index("分值") for row in rows if "分值" in row and "一级指标" in row]
    if not heads:
        return rows
    found = []
    for row in rows:
        if row[:1] == ["总分"] and len(row) < heads[0]:
            figures = [cell for cell in row[1:] if cell]
            row = ["总分", *[""] * (heads[0] - 1), *figures]
        found.append(row)
    return found


def _merge_down(sheet: Worksheet, rows: Rows, column: int, style: Style) -> None:
    """A name and the blank cells below it become one cell, as long as the rows have something further right."""

    def text(number: int) -> str:
        row = rows[number]
        return str(row[column - 1]) if len(row) >= column else ""

    at = 2
    while at < len(rows):
        end = at
        while text(at) and end + 1 < len(rows) and len(rows[end + 1]) > column and not text(end + 1):
            end += 1
        if end > at:
            _merge(sheet, at + 1, column, end + 1, column, style)
        at = end + 1


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int, style: Style) -> None:
    if style == "merged":
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        return
    value = sheet.cell(top, left).value
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            put(sheet, row, column, value)


def put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    if value in ("", None):
        return
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"  # =462人 is no formula


def value(model: Model, form: str, row: str, column: str) -> str:
    found = model.value(CellRef(form, row, column))
    return "" if found is None else str(found)


def listed(model: Model, form: str, *columns: str) -> list[tuple[str, ...]]:
    """Values of the free rows of a form, in their order."""
    return [tuple(value(model, form, row.id, column) for column in columns) for row in model.rows(form) if row.dynamic]


def asked(plan: ImportPlan) -> list[str]:
    return [f"{remark.address} {remark.text} {remark.say}" for sheet in plan.sheets for remark in sheet.questions]


def replaced(rows: Rows, old: str, new: str) -> Rows:
    """The rows with one text changed; it must be there."""
    assert any(old in row for row in rows), old
    return [[new if cell == old else cell for cell in row] for row in rows]


__all__: Sequence[str] = ["SELF", "asked", "listed", "model_of", "printed", "put", "replaced", "value", "write_books"]
