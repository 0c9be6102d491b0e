"""Look at a file from outside before anything in it is trusted. Works on a private copy; the file itself is only ever read as bytes.

In order: the first hundred bytes (is it SQLite, ours, this version, complete), then SQLite with its schema distrusted (only the tables
and columns of that version, no triggers, views, checks or generated columns), its own check, and the seal of every table.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.store.errors import DamagedDocument, NewerDocument, NotADocument, from_sqlite
from desktop.store.places import sqlite_uri
from desktop.store.seals import broken_seals
from desktop.store.shapes import APPLICATION_ID, INDEXES, SHAPES, VERSION, Shape

_MAGIC = b"SQLite format 3\x00"
_LIMIT_LENGTH = 64 << 20  # bytes; no text of a document comes near
_CHECK = re.compile(r"\bCHECK\s*\(", re.IGNORECASE)
_WAY_OUT = "请用“恢复备份”取回最近一次保存的版本，或向提供文件的人重新索取。"


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that can be opened: the version of its format and the number of its last operation.

    ``index_sound`` False: the contents are those that were sealed, but an index does not fit them; REINDEX makes it anew.
    """

    version: int
    last_seq: int
    index_sound: bool


def examine(copy: Path, name: Path) -> Examined:
    """Whether the document in ``copy`` can be trusted; sentences name the file ``name`` that it was copied from.

    Raises:
        NotADocument, DamagedDocument, NewerDocument: it cannot be opened; nothing was changed.
    """
    version = _read_header(copy, name)
    try:
        with _open_distrusted(copy) as connection:
            _compare_schema(connection, version, name)
            index_sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            problem = "ok" if index_sound else connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if problem != "ok":
                raise DamagedDocument(f"“{name.name}”已损坏（数据库结构不完整）。文件没有改动。{_WAY_OUT}", name)
            if broken := broken_seals(connection, SHAPES[version]):
                tables = "、".join(broken)
                raise DamagedDocument(
                    f"“{name.name}”的内容与保存时的校验值不符（{tables}），可能被其他程序改动或磁盘出错。{_WAY_OUT}", name
                )
            _compare_types(connection, SHAPES[version], name)
            last = connection.execute("SELECT max(seq) FROM operation").fetchone()[0]
            return Examined(version, int(last or 0), index_sound)
    except sqlite3.Error as error:
        raise DamagedDocument(f"“{name.name}”已损坏，无法读取。文件没有改动。{_WAY_OUT}", name) from error
    except UnicodeDecodeError as error:  # SQLite quotes the damaged bytes in its message
        raise DamagedDocument(f"“{name.name}”已损坏，无法读取（文字不是 UTF-8）。文件没有改动。{_WAY_OUT}", name) from error


def _read_header(copy: Path, name: Path) -> int:
    with copy.open("rb") as file:
        head = file.read(100)
    size = copy.stat().st_size
    if size == 0:
        raise NotADocument(f"“{name.name}”是空文件（0 字节），不是明账文档。{_WAY_OUT}", name)
    if not head.startswith(_MAGIC[: len(head)]):
        raise NotADocument(f"“{name.name}”不是明账文档（*.mz）。如果是表格文件，请用“导入”打开。", name)
    if len(head) < 100:
        raise DamagedDocument(f"“{name.name}”不完整，只有 {size} 字节。{_WAY_OUT}", name)
    application, version = int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")
    if application != APPLICATION_ID:
        raise NotADocument(f"“{name.name}”是其他程序的数据库，不是明账文档。请选择扩展名为 .mz 的明账文档。", name)
    if version > VERSION:
        raise NewerDocument(
            f"“{name.name}”由较新版本的明账保存（文件格式 {version}，本程序最高支持 {VERSION}）。请升级程序后再打开。", name
        )
    if version not in SHAPES:
        raise DamagedDocument(f"“{name.name}”的格式版本 {version} 不存在，文件已损坏。{_WAY_OUT}", name)
    if not {head[18], head[19]} <= {1, 2}:  # with any other number SQLite would take the file for one of the future and read-only
        raise DamagedDocument(f"“{name.name}”的文件头已损坏，无法读取。文件没有改动。{_WAY_OUT}", name)
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    if size < page * pages or page < 512:
        raise DamagedDocument(f"“{name.name}”不完整：应有 {page * pages} 字节，实际 {size} 字节，可能没有复制完。{_WAY_OUT}", name)
    return version


@contextmanager
def _open_distrusted(copy: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(sqlite_uri(copy, "ro&immutable=1"), uri=True, isolation_level=None)
    try:
        distrust(connection)
        connection.execute("PRAGMA query_only = ON")
        yield connection
    finally:
        connection.close()


def distrust(connection: sqlite3.Connection) -> None:
    """Settings for a database that somebody else may have made: its schema may not run code, nothing may be attached."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LIMIT_LENGTH)
    connection.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)


def _compare_schema(connection: sqlite3.Connection, version: int, name: Path) -> None:
    shape, indexes = SHAPES[version], INDEXES[version]
    seen: set[str] = set()
    for kind, item, owner, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"):
        known = (kind == "table" and item in shape and not _CHECK.search(sql or "")) or (
            kind == "index" and owner in shape and (sql is None or item in indexes)
        )
        if not known:
            raise DamagedDocument(f"“{name.name}”中有不属于明账的内容（{kind} {str(item)[:40]}），出于安全没有打开。{_WAY_OUT}", name)
        seen.add(item)
    for table, columns in shape.items():
        found = tuple(
            f"{column} {type_} {'*' if key else ''}{'!' if required else ''}" if default is None and not hidden else ""
            for _, column, type_, required, default, key, hidden in connection.execute(f'PRAGMA table_xinfo("{table}")')
        )
        if found != columns:
            raise DamagedDocument(f"“{name.name}”的数据表“{table}”与明账的格式不符，文件已损坏或被改动。{_WAY_OUT}", name)
    for index, columns in indexes.items():
        parts = tuple(row[2] for row in connection.execute(f'PRAGMA index_info("{index}")'))
        if index not in seen or parts != columns:
            raise DamagedDocument(f"“{name.name}”的索引“{index}”与明账的格式不符，文件已损坏或被改动。{_WAY_OUT}", name)


def _compare_types(connection: sqlite3.Connection, shape: Shape, name: Path) -> None:
    """SQLite keeps in any column whatever it is given; a text that is a blob would only be noticed somewhere in the window."""
    for table, columns in shape.items():
        parts = [text.split(" ") for text in columns]
        wrong = " OR ".join(f"typeof({column}) NOT IN ('{kind.lower()}', 'null')" for column, kind, _ in parts)
        if connection.execute(f'SELECT 1 FROM "{table}" WHERE {wrong} LIMIT 1').fetchone():
            raise DamagedDocument(f"“{name.name}”的数据表“{table}”中有类型不对的内容，文件已损坏或被改动。{_WAY_OUT}", name)


def check_structure(connection: sqlite3.Connection, path: Path, *, thorough: bool = False) -> list[str]:
    """Problems that SQLite itself finds in an open database, as it words them; empty when there are none."""
    try:
        rows = connection.execute("PRAGMA integrity_check(20)" if thorough else "PRAGMA quick_check(20)").fetchall()
    except sqlite3.Error as error:
        raise from_sqlite(error, path, "检查文档") from error
    return [str(row[0]) for row in rows if row[0] != "ok"]
