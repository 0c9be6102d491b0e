"""Versions of a document: kept in the file, cheap, never mistaken for another content."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from store_books import CELL, exact, new, put, reopen

from desktop.core.cells import CellRef, Entry
from desktop.core.operations import Edit, Operation, apply_edits
from desktop.store import parts
from desktop.store.document import Document
from desktop.store.errors import DamagedDocument, ReadOnlyTarget
from desktop.store.versions import AUTOMATIC_KEPT, book_at, drop_version, list_versions, save_version


def test_a_version_is_in_the_saved_file_and_in_its_copy(tmp_path: Path) -> None:
    document = new(tmp_path)
    before = exact(document.book)
    save_version(document, "送审前")
    assert document.dirty
    assert document.unsaved == 1
    put(document, Decimal(7))
    document.publish()
    document.publish(tmp_path / "另存.mz")
    with reopen(document) as again:
        (version,) = list_versions(again)
        assert (version.name, version.who, version.cause) == ("送审前", "张三", "named")
        assert exact(book_at(again, version)) == before
        drop_version(again, version.number)
        assert again.dirty
        assert list_versions(again) == []


def test_a_version_of_a_document_opened_for_reading_is_refused(tmp_path: Path) -> None:
    document = new(tmp_path)
    with reopen(document, read_only=True) as reader, pytest.raises(ReadOnlyTarget):
        save_version(reader, "看看")


def test_versions_made_by_themselves_are_thinned_and_named_ones_stay(tmp_path: Path) -> None:
    with new(tmp_path) as document:
        save_version(document, "送审前")
        for number in range(AUTOMATIC_KEPT + 3):
            save_version(document, f"导入前 {number}", "import")
        names = [version.name for version in list_versions(document)]
        assert names[-1] == "送审前"
        assert names[0] == f"导入前 {AUTOMATIC_KEPT + 2}"
        assert len(names) == AUTOMATIC_KEPT + 1


def test_a_content_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    with new(tmp_path) as document:
        version = save_version(document, "送审前")
        put(document, Decimal(9))
        document.book.entry(CELL)
        del document.book.sheet("公开03").notes["2060101", "基本支出"]  # as if memory had been damaged
        with pytest.raises(DamagedDocument, match="校验值不符"):
            book_at(document, version)


def test_a_version_behind_packed_operations_is_read_from_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "KEPT_LOOSE", 3)
    monkeypatch.setattr(parts, "_OPERATIONS", 4)
    with new(tmp_path) as document:
        put(document, Decimal(1))
        before, version = exact(document.book), save_version(document, "早先")
        for number in range(2, 20):
            put(document, Decimal(number))
        document.publish()
        put(document, Decimal(99))
        document.publish()
        assert exact(book_at(document, version)) == before
    again = Document.open(document.target, who="李四", data_dir=document.data_dir)
    with again:
        assert exact(book_at(again, list_versions(again)[0])) == before


def test_versions_of_a_large_document_cost_next_to_nothing(tmp_path: Path) -> None:
    with new(tmp_path) as document:
        edits = tuple(
            Edit("cell", tuple(CellRef("公开03", f"{row}", "项目支出")), None, Entry(Decimal(row))) for row in range(1_000_000, 1_004_000)
        )
        document.append(Operation("导入", "import", edits))
        apply_edits(document.book, edits)
        document.publish()
        before = document.target.stat().st_size
        for number in range(20):
            save_version(document, f"第 {number} 稿")
        document.publish()
        assert document.target.stat().st_size - before < 40_000
