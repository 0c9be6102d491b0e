"""A damaged document is repaired from what is left of it: each time it is said before what will be lost, and the file itself is kept."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from store_books import CELL, exact, new, put, reopen

from desktop.core.cells import CellRef, Entry
from desktop.store.backups import list_backups
from desktop.store.document import Document
from desktop.store.errors import DamagedDocument, DocumentError, NotADocument
from desktop.store.repair import find_repair

OTHER = CellRef("公开05", "r1", "金额")


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Path, object]:
    """A document of forty operations, saved twice and closed, with what it held."""
    document = new(tmp_path)
    for number in range(20):
        put(document, Decimal(f"{number}.55"), label=f"第{number}步，说明文字说明文字说明文字说明文字说明文字说明文字说明文字")
    document.publish()
    for number in range(20):
        put(document, Decimal(f"1{number}.75"), OTHER)
    document.publish()
    document.close()
    return document.target, exact(document.book)


def damage(target: Path, statement: str) -> None:
    """Another program changed rows under the seals."""
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute(statement)


def repaired(target: Path, data: Path) -> Document:
    with pytest.raises((DamagedDocument, NotADocument)):
        Document.open(target, who="张三", data_dir=data)
    document = Document.open(target, who="张三", data_dir=data, repair=True)
    assert document.dirty, "nothing is written over the file before the user saves"
    assert any("已修复" in notice for notice in document.notices)
    assert any(backup.reason == "损坏" for backup in list_backups(target, data))
    assert document.integrity() == []
    assert document.operations(1)[0].label == "修复损坏的文件"
    return document


def drop_backups(data: Path, keep: int = 0) -> None:
    """``keep`` of the oldest stay."""
    for backup in sorted((data / "backups").glob("*/*.mz"))[keep:]:
        backup.unlink()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda content: content[: len(content) // 3],
    "zeroed head": lambda content: bytes(4096) + content[4096:],
    "torn page": lambda content: content[:8192] + bytes(4096) + content[12288:],
    "flipped digit": lambda content: content.replace(b"119.75", b"919.75"),
}


@pytest.mark.parametrize("case", DAMAGES)
def test_every_saved_version_is_in_the_backups_and_comes_back_whole(tmp_path: Path, saved: tuple[Path, object], case: str) -> None:
    target, book = saved
    target.write_bytes(DAMAGES[case](target.read_bytes()))
    found = find_repair(target, tmp_path / "data")
    assert found is not None and found.way in ("same", "older")
    document = repaired(target, tmp_path / "data")
    assert exact(document.book) == book
    assert len(document.operations()) == 41
    document.publish()
    assert exact(reopen(document).book) == book


def test_figures_are_remade_from_an_older_backup_and_the_journal(tmp_path: Path, saved: tuple[Path, object]) -> None:
    target, book = saved
    drop_backups(tmp_path / "data", keep=2)
    damage(target, "UPDATE entry SET amount = '9' WHERE form = '公开05'")
    found = find_repair(target, tmp_path / "data")
    assert found is not None and found.way == "replay" and "20 步" in found.sentence and "不会丢失" in found.sentence
    document = repaired(target, tmp_path / "data")
    assert exact(document.book) == book
    assert [record.seq for record in document.operations()] == list(range(41, 0, -1))
    assert document.undoable(2)[0].label == "填写"
    document.close()


def test_without_any_backup_the_journal_remakes_what_it_speaks_of(tmp_path: Path, saved: tuple[Path, object]) -> None:
    target, book = saved
    drop_backups(tmp_path / "data")
    damage(target, "UPDATE entry SET amount = '9' WHERE form = '公开05'")
    found = find_repair(target, tmp_path / "data")
    assert found is not None and found.way == "journal" and "重建 2 处" in found.sentence and "逐一核对" in found.sentence
    document = repaired(target, tmp_path / "data")
    assert exact(document.book) == book
    assert len(document.history(OTHER)) == 20
    document.close()


def test_a_broken_journal_leaves_the_figures(tmp_path: Path, saved: tuple[Path, object]) -> None:
    target, book = saved
    drop_backups(tmp_path / "data")
    damage(target, "UPDATE edit SET new = NULL WHERE seq = 7")
    found = find_repair(target, tmp_path / "data")
    assert found is not None and found.way == "figures" and "重新开始" in found.sentence
    document = repaired(target, tmp_path / "data")
    assert exact(document.book) == book
    put(document, Decimal(1))
    document.publish()
    document.close()


def test_where_nothing_else_is_left_the_newest_whole_backup_is_offered_with_its_time(tmp_path: Path, saved: tuple[Path, object]) -> None:
    target, _ = saved
    drop_backups(tmp_path / "data", keep=2)
    target.write_bytes(b"")
    found = find_repair(target, tmp_path / "data")
    assert found is not None and found.way == "older" and "会丢失" in found.sentence and "第 20 步" in found.sentence
    document = repaired(target, tmp_path / "data")
    assert document.book.entry(CELL) == Entry(Decimal("19.55"))
    document.close()


def test_nothing_is_offered_for_a_whole_document_nor_where_nothing_is_left(tmp_path: Path, saved: tuple[Path, object]) -> None:
    target, _ = saved
    assert find_repair(target, tmp_path / "data") is None
    drop_backups(tmp_path / "data")
    target.write_bytes(b"")
    assert find_repair(target, tmp_path / "data") is None
    with pytest.raises(DocumentError, match="无法修复"):
        Document.open(target, who="张三", data_dir=tmp_path / "data", repair=True)
    assert target.read_bytes() == b""


def test_a_damaged_working_copy_gives_its_steps_back_by_its_journal(tmp_path: Path, saved: tuple[Path, object]) -> None:
    target, _ = saved
    document = Document.open(target, who="张三", data_dir=tmp_path / "data")
    for number in range(3):
        put(document, Decimal(f"7{number}.25"))
    document.close(keep_working_copy=True)
    work = next((tmp_path / "data" / "working").glob("*/work.mz"))
    content = work.read_bytes()
    with closing(sqlite3.connect(work, isolation_level=None)) as connection:
        connection.execute("UPDATE entry SET amount = '999' WHERE form = '公开03'")
    assert work.read_bytes() != content
    document = Document.open(target, who="张三", data_dir=tmp_path / "data")
    assert document.book.entry(CELL) == Entry(Decimal("72.25"))
    assert any("重做了 3 步" in notice for notice in document.notices)
    assert document.unsaved == 3 and document.integrity() == []
    document.close()


def test_bytes_outside_the_content_are_told_and_do_no_harm(tmp_path: Path, saved: tuple[Path, object]) -> None:
    """A flipped byte in the free space of a page: no table holds it, the seal over the file does."""
    target, book = saved
    content = target.read_bytes()
    seen = 0
    for place in range(150, len(content), len(content) // 24):
        target.write_bytes(content[:place] + bytes([content[place] ^ 0x20]) + content[place + 1 :])
        try:
            document = Document.open(target, who="张三", data_dir=tmp_path / "data", read_only=True)
        except DocumentError:
            continue
        assert any("不在内容里" in notice for notice in document.notices)
        assert exact(document.book) == book and document.integrity() == []
        document.close()
        seen += 1
    assert seen, "there are such bytes"
    shutil.rmtree(tmp_path / "data" / "reading", ignore_errors=True)
