"""Whatever the document takes, its own program opens again: writing is no looser than opening."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from store_books import CELL, exact, make_book, new, put, reopen

from desktop.core.cells import Acknowledgement, Entry, Row
from desktop.core.operations import Edit, EditKind, Operation, State
from desktop.store.document import Document
from desktop.store.errors import DocumentError

REFUSED: dict[str, tuple[EditKind, tuple[str, ...], Any]] = {
    "a figure beyond arithmetic": ("cell", ("公开03", "9", "金额"), Entry(Decimal("1E+300"))),
    "a figure of endless digits": ("cell", ("公开03", "9", "金额"), Entry(Decimal("0." + "1" * 60))),
    "no number": ("cell", ("公开03", "9", "金额"), Entry(Decimal("NaN"))),
    "a key without a column": ("cell", ("公开03", "9"), Entry(Decimal(1))),
    "a row under another name": ("row", ("公开03", "9"), Row("8", "别的行")),
    "a reason under another name": ("acknowledgement", ("a", "b", "c"), Acknowledgement("a", "b", "d", "", "")),
    "pounds": ("setting", ("show_in",), "磅"),
    "no way of rounding": ("setting", ("rounding",), "随便"),
    "a note that is no text": ("note", ("公开03", "9", "金额"), Entry(Decimal(1))),
    "a kind that is none": ("x", ("公开03", "9", "金额"), "y"),  # type: ignore[dict-item]
    "attributes that are no texts": ("row", ("公开03", "9"), Row("9", "行", "", (("次序", 5),))),  # type: ignore[arg-type]
    "a text without an end": ("note", ("公开03", "9", "金额"), "字" * (1 << 25)),
    "half a character": ("note", ("公开03", "9", "金额"), "\ud83d"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_opening_would_refuse_is_not_written(tmp_path: Path, case: str) -> None:
    kind, key, state = REFUSED[case]
    document = new(tmp_path)
    old: State | None = "元" if key == ("show_in",) else None
    with pytest.raises(DocumentError, match=r"没有执行|无法保存") as caught:
        document.append(Operation("粘贴", "paste", (Edit(kind, key, old, state),)))
    assert len(str(caught.value)) < 200
    assert document.operations() == []
    put(document, Decimal(1))
    document.publish()
    document = reopen(document)
    assert document.book.entry(CELL) == Entry(Decimal(1))
    document.close()


@pytest.mark.parametrize("change", [{"pack": "../x"}, {"kept_in": "克"}, {"year": 0}])
def test_a_book_that_would_not_open_begins_no_document(tmp_path: Path, change: dict[str, Any]) -> None:
    book = make_book()
    for name, value in change.items():
        setattr(book, name, value)
    with pytest.raises(DocumentError, match="没有执行"):
        new(tmp_path, book=book)
    assert not list(tmp_path.glob("*.mz"))


def test_texts_at_the_edge_come_back_as_they_were(tmp_path: Path) -> None:
    document = new(tmp_path)
    texts = ["", "\x00", "\ufffe", "a\r\nb", "𠮷" * 1000, "\u202e", "'\"\\", "1E+5", "null"]
    for number, text in enumerate(texts):
        put(document, text, CELL._replace(row=f"r{number}\x00"))
    document.publish()
    before = exact(document.book)
    document = reopen(document)
    assert exact(document.book) == before and document.integrity() == []
    document.close()
    assert isinstance(document, Document)
