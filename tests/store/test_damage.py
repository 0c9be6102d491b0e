"""Files that are no documents, or no longer: each gets its sentence, and not one byte of it is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from store_books import new, put

from desktop.store.document import Document
from desktop.store.errors import DamagedDocument, DocumentError, DocumentMissing, NewerDocument, NotADocument
from desktop.store.seals import write_seals
from desktop.store.shapes import SHAPES, VERSION


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a document of several pages."""
    folder = tmp_path_factory.mktemp("whole")
    document = new(folder)
    for number in range(150):
        put(document, Decimal(f"{number}.55"), label=f"第{number}步，说明文字说明文字说明文字说明文字")
    document.publish()
    document.close()
    return document.target.read_bytes()


def with_sql(*statements: str) -> Callable[[bytes], bytes]:
    """The document after another program ran SQL in it."""

    def change(content: bytes) -> bytes:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(content)
            connection.execute("PRAGMA writable_schema = ON")
            for statement in statements:
                connection.execute(statement)
            connection.commit()
            return connection.serialize()

    return change


def flipped(content: bytes) -> bytes:
    """One digit of one amount turned, as a bad stick does it; the structure of the database stays sound."""
    place = content.index(b"145.55")
    return content[: place + 2] + b"7" + content[place + 3 :]


def torn(content: bytes) -> bytes:
    """A page that was never written."""
    return content[:4096] + bytes(4096) + content[8192:]


CASES: dict[str, tuple[Callable[[bytes], bytes], type[DocumentError], str]] = {
    "empty": (lambda _: b"", NotADocument, "空文件"),
    "text": (lambda _: "不是数据库".encode(), NotADocument, "不是明账文档"),
    "zip": (lambda _: b"PK\x03\x04" + bytes(500), NotADocument, "导入"),
    "head only": (lambda content: content[:60], DamagedDocument, "不完整"),
    "truncated": (lambda content: content[: len(content) // 2], DamagedDocument, "不完整"),
    "last page missing": (lambda content: content[:-4096], DamagedDocument, "不完整"),
    "torn page": (torn, DamagedDocument, "损坏"),
    "schema that is no text": (lambda content: content.replace(b"CREATE TABLE", b"CREATE\xa0TABLE", 1), DamagedDocument, "损坏"),
    "format of the future": (lambda content: content[:18] + b"\x09\x09" + content[20:], DamagedDocument, "文件头"),
    "noise": (lambda content: content[:4096] + bytes(range(256)) * ((len(content) - 4096) // 256), DamagedDocument, "损坏"),
    "flipped digit": (flipped, DamagedDocument, "校验"),
    "edited outside": (with_sql("UPDATE entry SET amount = '9'"), DamagedDocument, "校验"),
    "rows deleted": (with_sql("DELETE FROM edit WHERE seq = 3"), DamagedDocument, "校验"),
    "foreign": (with_sql("PRAGMA application_id = 12"), NotADocument, "其他程序"),
    "newer": (with_sql("PRAGMA user_version = 999"), NewerDocument, "升级"),
    "version zero": (with_sql("PRAGMA user_version = 0"), DamagedDocument, "版本"),
    "trigger": (with_sql("CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM note; END"), DamagedDocument, "不属于明账"),
    "view": (with_sql("DROP TABLE note", "CREATE VIEW note AS SELECT * FROM entry"), DamagedDocument, "不属于明账"),
    "virtual table": (with_sql("CREATE VIRTUAL TABLE x USING fts5(a)"), DamagedDocument, "不属于明账"),
    "table missing": (with_sql("DROP TABLE setting"), DamagedDocument, "格式不符"),
    "column added": (with_sql("ALTER TABLE note ADD COLUMN more TEXT"), DamagedDocument, "格式不符"),
    "index missing": (with_sql("DROP INDEX edit_by_key"), DamagedDocument, "格式不符"),
    "index on an expression": (
        with_sql("DROP INDEX edit_by_key", "CREATE INDEX edit_by_key ON edit (kind, key, abs(seq))"),
        DamagedDocument,
        "格式不符",
    ),
    "default that runs": (
        with_sql("DROP TABLE setting", "CREATE TABLE setting (back INTEGER NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL DEFAULT (hex(1)), PRIMARY KEY (back, name)) WITHOUT ROWID"),
        DamagedDocument,
        "格式不符",
    ),
}  # fmt: skip


FORGED = {
    "figure beyond arithmetic": "UPDATE entry SET amount = '1E+300'",
    "figure of endless digits": "UPDATE entry SET amount = printf('%.*c', 100000, '9')",
    "figure that is no text": "UPDATE entry SET amount = x'31'",
    "label that is no text": "INSERT INTO sheet_row VALUES (0, '公开03', '9', x'ff00', '', '')",
    "year that is no number": "UPDATE header SET year = 'abc'",
    "attributes that are no pairs": "INSERT INTO sheet_row VALUES (0, '公开03', '9', '', '', '[1, 2]')",
    "attributes without a bottom": "INSERT INTO sheet_row VALUES (0, '公开03', '9', '', '', printf('%.*c', 100000, '['))",
    "a folder for a pack": "UPDATE header SET pack = '../../etc'",
    "a share for a pack": "UPDATE header SET pack = '\\\\server\\share'",
    "a unit of weight": "UPDATE header SET kept_in = '克'",
    "figures shown in pounds": "UPDATE setting SET text = '磅'",
}


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_content_under_true_seals_is_refused_before_anybody_meets_it(tmp_path: Path, whole: bytes, case: str) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(whole)
        connection.execute(FORGED[case])
        write_seals(connection, SHAPES[VERSION])
        (tmp_path / "伪.mz").write_bytes(connection.serialize())
    with pytest.raises(DamagedDocument) as caught:
        Document.open(tmp_path / "伪.mz", who="张三", data_dir=tmp_path / "data")
    assert str(caught.value).endswith("。") and "恢复备份" in str(caught.value)


def test_a_forged_journal_is_a_sentence_when_it_is_read(tmp_path: Path, whole: bytes) -> None:
    for number, change in enumerate(("key = '[]'", "new = replace(hex(zeroblob(100000)), '00', '[')", "new = '{}'", "kind = 'x'")):
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.deserialize(whole)
            connection.execute(f"UPDATE edit SET {change}")
            write_seals(connection, SHAPES[VERSION])
            (tmp_path / f"{number}.mz").write_bytes(connection.serialize())
        document = Document.open(tmp_path / f"{number}.mz", who="张三", data_dir=tmp_path / "data")
        with pytest.raises(DamagedDocument, match="修改记录"):
            document.integrity()
        document.close()


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_cannot_be_opened_is_told_and_left_alone(tmp_path: Path, whole: bytes, case: str, read_only: bool) -> None:
    change, error, words = CASES[case]
    target = tmp_path / "决算.mz"
    content = change(whole)
    target.write_bytes(content)
    before = target.stat().st_mtime_ns
    with pytest.raises(error, match=words) as caught:
        Document.open(target, who="张三", data_dir=tmp_path / "data", read_only=read_only)
    assert "决算.mz" in str(caught.value)
    assert str(caught.value).endswith("。")
    assert target.read_bytes() == content
    assert target.stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["决算.mz"], "no lock, no leftovers"


def test_the_whole_file_opens(tmp_path: Path, whole: bytes) -> None:
    target = tmp_path / "决算.mz"
    target.write_bytes(whole)
    with Document.open(target, who="张三", data_dir=tmp_path / "data") as document:
        assert len(document.operations()) == 150
        assert document.integrity() == []


@pytest.mark.parametrize("position", range(40))
def test_any_flipped_byte_is_either_found_or_harmless(tmp_path: Path, whole: bytes, position: int) -> None:
    target = tmp_path / "决算.mz"
    place = (position * 7919 + 113) % len(whole)
    target.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
    try:
        document = Document.open(target, who="张三", data_dir=tmp_path / "data")
    except DocumentError as error:
        assert str(error).endswith("。")
    else:  # free space between the cells of a page
        assert document.integrity() == []
        assert document.operations(1)[0].seq == 150
        document.close()


def test_a_missing_file_or_folder_is_told(tmp_path: Path) -> None:
    for target in (tmp_path / "没有.mz", tmp_path / "没有" / "没有.mz"):
        for read_only in (False, True):
            with pytest.raises(DocumentMissing, match="找不到"):
                Document.open(target, who="张三", data_dir=tmp_path / "data", read_only=read_only)
    assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == []
    with pytest.raises(DocumentError, match="文件夹"):
        Document.open(tmp_path, who="张三", data_dir=tmp_path / "data")


def test_integrity_finds_what_was_changed_behind_the_journal(tmp_path: Path) -> None:
    from desktop.store import engine

    document = new(tmp_path)
    put(document, Decimal("1.00"))
    assert document.integrity() == []
    engine.raw(document._connection).execute("UPDATE entry SET amount = '2.00' WHERE row_id = '2060101' AND column_id = '基本支出'")
    assert any("2060101" in problem for problem in document.integrity())
    document.close()
