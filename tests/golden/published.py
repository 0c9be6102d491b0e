"""The published tables of 晋城市科学技术局 2024 as a book: what a clerk has after importing the bureau's workbook."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from desktop.core.cells import Book, CellRef, Entry, Origin, Row
from desktop.core.evaluate import Model
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

FIGURES = Path(__file__).parent / "data" / "jincheng-2024.csv"
IMPORTED = Origin("imported")
SUBJECTS = SubjectCatalog(2024)


def figures() -> list[tuple[CellRef, str, Decimal]]:
    """(cell, name of the 科目, value) of every printed figure."""
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return [
            (CellRef(line["table"], line["row"], line["column"]), line["name"], Decimal(line["value"])) for line in csv.DictReader(file)
        ]


def published_book(cover: dict[str, str] | None = None) -> Book:
    """All figures as entries; ``cover`` fills in the unit's page (empty: as in a fresh document)."""
    book = Book("sx-2024", "晋城市科学技术局", 2024, "108")
    for ref, name, value in figures():
        sheet = book.sheet(ref.form)
        if name and ref.row.isdigit():
            sheet.rows[ref.row] = Row(ref.row, name, ref.row[:-2] if len(ref.row) > 3 else "")
        sheet.entered[ref.row, ref.column] = Entry(value, IMPORTED)
    for row, text in (cover or {}).items():
        book.sheet("封面").entered[row, "内容"] = Entry(text)
    return book


def model_of(book: Book) -> Model:
    return Model(load_pack(book.pack), book, SUBJECTS)


ONLY_TREASURY = {
    "收入来源": "只有财政拨款",
    "一般公共预算支出表的填法": "由支出决算表推出",
    "收入决算表的填法": "财政拨款收入等于本年财政拨款支出",
    "单位性质": "行政、参公和事业单位都有",
}
"""What the published text says of the unit: every expenditure is paid from 财政拨款, without carry-overs of it."""
