"""Books, operations and exact comparison for the tests of the document."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.core.amounts import NA, Value
from desktop.core.cells import TYPED, Acknowledgement, Book, CellRef, Entry, Origin, Row
from desktop.core.operations import Cause, Edit, Operation, apply_edits
from desktop.store.document import Document

CELL = CellRef("公开03", "2060101", "基本支出")


def make_book() -> Book:
    """A small book with one of everything, last year's figures included."""
    book = Book("cn-2024", "某市科学技术局", 2024, "410001", "万元")
    sheet = book.sheet("公开03")
    sheet.rows["2060101"] = Row("2060101", "行政运行", "20601", (("序", "1"),))
    sheet.entered["2060101", "基本支出"] = Entry(Decimal("0.10"))
    sheet.entered["2060101", "项目支出"] = Entry(Decimal("-12345678901234.5"), Origin("imported", "决算.xlsx", "表3", "C7"))
    sheet.entered["2060101", "备注"] = Entry("0.10")
    sheet.entered["2060102", "基本支出"] = Entry(NA)
    sheet.entered["说明", "文字"] = Entry("说明：本部门𠮷2024年度\n没有 “此项” 支出。")
    sheet.notes["2060101", "基本支出"] = "与人事科核对过"
    key = ("01-A1", "公开01", "")
    book.acknowledgements[key] = Acknowledgement(*key, "追加预算", "ab12", "张三", "2025-01-02T03:04:05Z")
    book.settings["show_in"] = "元"
    book.prior = Book("cn-2023", "某市科技局", 2023, "410001", "元")
    book.prior.sheet("公开03").rows["2060101"] = Row("2060101", "行政运行")
    book.prior.sheet("公开03").entered["2060101", "基本支出"] = Entry(Decimal("3.50"))
    return book


def exact(book: Book | None) -> Any:
    """Everything in a book with amounts to the last digit (0.1 and 0.10 differ), sheets without content left out."""
    if book is None:
        return None
    sheets = {
        code: (
            sorted(map(repr, sheet.rows.items())),
            sorted((place, repr(entry)) for place, entry in sheet.entered.items()),
            sorted(sheet.notes.items()),
        )
        for code, sheet in book.sheets.items()
        if sheet.rows or sheet.entered or sheet.notes
    }
    head = (book.pack, book.unit_name, book.year, book.unit_code, book.kept_in)
    return head, sheets, sorted(map(repr, book.acknowledgements.items())), sorted(book.settings.items()), exact(book.prior)


def put(document: Document, value: Value | None, ref: CellRef = CELL, cause: Cause = "typing", label: str = "填写") -> int:
    """Write one cell as the session does: into the journal first, into the book then."""
    entry = Entry(value, TYPED) if value is not None else None
    operation = Operation(label, cause, (Edit("cell", tuple(ref), document.book.entry(ref), entry),))
    seq = document.append(operation)
    apply_edits(document.book, operation.edits)
    return seq


def undo(document: Document) -> None:
    step = document.undoable()[-1]
    operation = document.operation(step.seq).operation.inverse("undo")
    document.append(operation, undoes=step.seq)
    apply_edits(document.book, operation.edits)


def redo(document: Document) -> None:
    step = document.redoable()[-1]
    operation = document.operation(step.seq).operation.inverse("redo")
    document.append(operation, redoes=step.seq)
    apply_edits(document.book, operation.edits)


def new(folder: Path, name: str = "决算.mz", book: Book | None = None) -> Document:
    return Document.create(folder / name, book or make_book(), who="张三", data_dir=folder / "data")


def reopen(document: Document, **options: Any) -> Document:
    document.close()
    return Document.open(document.target, who="李四", data_dir=document.data_dir, **options)
