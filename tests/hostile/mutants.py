"""Files made wrong: workbooks, documents and packs with bits flipped, ends cut off, parts swapped, and contents nobody would write."""

from __future__ import annotations

import io
import random
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PASSWORD = "一个只给测试用的密码"
KINDS = ("workbook", "document", "pack")
Random = random.Random


def flipped(data: bytes, chance: Random) -> bytes:
    """One to sixty-four bits."""
    raw = bytearray(data)
    for _ in range(2 ** chance.randrange(7)):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return bytes(raw)


def cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]


def swapped(data: bytes, chance: Random) -> bytes:
    """Two stretches of the same length change places."""
    size = min(len(data) // 3, 2 ** chance.randrange(4, 14))
    first, second = sorted((chance.randrange(len(data) - size), chance.randrange(len(data) - size)))
    second = max(second, first + size)
    return data[:first] + data[second : second + size] + data[first + size : second] + data[first : first + size] + data[second + size :]


def zeroed(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data))
    size = min(2 ** chance.randrange(1, 13), len(data) - start)
    return data[:start] + bytes([chance.choice((0, 255))]) * size + data[start + size :]


def stretched(data: bytes, chance: Random) -> bytes:
    """Something put in, or a stretch repeated."""
    start = chance.randrange(len(data))
    more = chance.randbytes(2 ** chance.randrange(10)) if chance.random() < 0.5 else data[start : start + 4096]
    return data[:start] + more + data[start:]


PLAIN: tuple[Callable[[bytes, Random], bytes], ...] = (flipped, cut, swapped, zeroed, stretched)


def parts_changed(data: bytes, chance: Random) -> bytes:
    """A package whose parts are sound as packed, but changed, swapped, missing, doubled, renamed or blown up."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = [(entry.filename, source.read(entry)) for entry in source.infolist()]
    way, at, other = chance.randrange(7), chance.randrange(len(parts)), chance.randrange(len(parts))
    name, content = parts[at]
    if way == 0:
        parts[at], parts[other] = (name, parts[other][1]), (parts[other][0], content)
    elif way == 1:
        del parts[at]
    elif way == 2:
        parts[at] = (chance.choice(("../../" + name, "/etc/" + name, "C:\\" + name, name.upper(), name * 9)), content)
    elif way == 3:
        parts[at] = (
            name,
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;&x;">]>' + content[55:],
        )
    elif way == 4:
        parts[at] = (name, content + b"<a>" * 200_000)
    else:
        parts[at] = (name, chance.choice(PLAIN)(content or b" " * 64, chance))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts:
            target.writestr(name, content)
    return made.getvalue()


_NASTY = (
    "", "\x00", "-1", "1E+999999999", "NaN", "9" * 5000, "[" * 3000, '{"kind":"amount","value":"1e999"}', '["公开01"]', "=cmd|' /C calc'!A0",
    "../../../x", "\\\\server\\share", "<b>粗", "公开01", "@2060101", "万元", "\ud7ff\u202e\u200b", "𠮷" * 900, "{{ 公开01 }}", None, 2**62, 1.5, b"\x00\xff",
)  # fmt: skip


def forged(data: bytes, chance: Random, scratch: Path) -> bytes:
    """A document whose contents are absurd under true seals, or whose schema brings something along."""
    from desktop.store.envelope import close_up, open_up
    from desktop.store.seals import write_seals
    from desktop.store.shapes import SHAPES

    scratch.write_bytes(data)
    open_up(scratch)
    with closing(sqlite3.connect(scratch, isolation_level=None)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        shape = SHAPES[version]
        for _ in range(chance.randrange(1, 4)):
            table = chance.choice([name for name in shape if name != "seal"])
            column = chance.choice(shape[table]).split(" ")[0]
            count = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            nasty = chance.choice(_NASTY)
            if column == "content":
                nasty = chance.choice(
                    (zlib.compress(b'{"undo":[[1,99999999999]],"redo":[]}\n'), zlib.compress(bytes(300 << 20)), zlib.compress(b"{}"))
                )
            where = (
                ""
                if chance.random() < 0.1 or not count
                else f"WHERE rowid = (SELECT rowid FROM {table} LIMIT 1 OFFSET {chance.randrange(count)})"
            )
            with_error = chance.choice(("", " OR IGNORE"))
            try:
                connection.execute(f'UPDATE{with_error} "{table}" SET "{column}" = ? {where}', (nasty,))
            except sqlite3.Error:
                continue
        if chance.random() < 0.15:
            connection.execute(chance.choice((
                "CREATE TRIGGER t AFTER INSERT ON operation BEGIN DELETE FROM entry; END",
                "CREATE VIEW v AS SELECT * FROM entry",
                "CREATE TABLE more (a, b GENERATED ALWAYS AS (a || a))",
                "CREATE VIRTUAL TABLE words USING fts5(t)",
                "CREATE INDEX i ON entry (abs(amount))",
            )))  # fmt: skip
        write_seals(connection, shape)
    close_up(scratch)
    return scratch.read_bytes()


def _lines_changed(data: bytes, chance: Random) -> bytes:
    """A text whose lines are sound, but in the wrong place, doubled, or with a word from elsewhere."""
    lines = data.decode("utf-8").split("\n")
    words = [word for line in lines for word in line.replace('"', " ").split()] or ["x"]
    for _ in range(chance.randrange(1, 4)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        way = chance.randrange(7)
        if way == 0:
            lines[at], lines[other] = lines[other], lines[at]
        elif way == 1:
            del lines[at]
            lines = lines or [""]
        elif way == 2:
            lines.insert(at, lines[other])
        elif way == 3:
            lines[at] = lines[at].replace(chance.choice(words), chance.choice(words), 1)
        elif way == 4:
            lines[at] = lines[at].replace("1", "999999999999", 1)
        elif way == 5:
            lines[at] = lines[at].replace("合计(", chance.choice(("合计(" * 400, "若(", "四舍五入(9,", "(" * 2000)), 1)
        else:
            lines[at] = lines[at].replace("[", chance.choice(("[1..99999999,", "[" * 3000, "上年.[", "[*,*", "{{")), 1)
    return "\n".join(lines).encode("utf-8")


def make(kind: str, source: Path, to: Path, chance: Random) -> str:
    """Write one mutant of ``source`` to ``to`` (a folder for a pack); what was done to it."""
    if kind == "pack":
        shutil.copytree(source, to)
        files = sorted(file for file in to.rglob("*") if file.is_file() and file.suffix in (".toml", ".txt"))
        file = chance.choice(files)
        if chance.random() < 0.06:
            other = chance.choice(files)
            file.write_bytes(other.read_bytes())
            return f"{file.name} = {other.name}"
        data = file.read_bytes()
        way = chance.choice((*PLAIN, _lines_changed, _lines_changed, _lines_changed, _lines_changed, _lines_changed))
        file.write_bytes(way(data, chance) if data else b"x")
        return f"{file.name} {way.__name__.strip('_')}"
    data = source.read_bytes()
    if kind == "workbook" and data.startswith(b"PK") and chance.random() < 0.55:
        to.write_bytes(parts_changed(data, chance))
        return "parts"
    if kind == "document" and data.startswith(b"SQLite") and chance.random() < 0.5:
        to.write_bytes(forged(data, chance, to.with_name("scratch.mz")))
        return "forged"
    way = chance.choice(PLAIN)
    to.write_bytes(way(data, chance))
    return way.__name__
