"""The format of the file: frozen shapes, migrations, and modules that load late."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from store_books import CELL, exact, make_book, new, put

from desktop.core.cells import Entry
from desktop.store import engine, examine, migrate, opening, publish, shapes
from desktop.store.backups import list_backups
from desktop.store.document import Document

ROOT = Path(__file__).parents[2]
PRESENT = shapes.VERSION
FORMAT = (shapes, examine, opening, engine, publish)  # the modules that know the present version


def test_the_tables_have_the_frozen_shape_of_their_version() -> None:
    from sqlalchemy.dialects.sqlite import dialect

    from desktop.store.tables import metadata

    found = {
        name: tuple(
            f"{column.name} {column.type.compile(dialect())} {'*' if column.primary_key else ''}{'' if column.nullable else '!'}"
            for column in table.columns
        )
        for name, table in metadata.tables.items()
    }
    assert found == shapes.SHAPES[shapes.VERSION], "a changed table needs a new version, a step in migrate.py and a fixture"


def test_there_is_a_step_from_every_version_to_the_next() -> None:
    assert set(migrate.STEPS) == set(range(1, shapes.VERSION))
    assert set(shapes.SHAPES) == set(shapes.INDEXES) == set(range(1, shapes.VERSION + 1))


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of the future, in which the settings were given one more entry by a migration."""

    def step(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO setting (back, name, text) VALUES (0, '升级', '是')")

    for module in FORMAT:
        monkeypatch.setattr(module, "VERSION", PRESENT + 1)
    monkeypatch.setitem(shapes.SHAPES, PRESENT + 1, shapes.SHAPES[PRESENT])
    monkeypatch.setitem(shapes.INDEXES, PRESENT + 1, shapes.INDEXES[PRESENT])
    monkeypatch.setitem(migrate.STEPS, PRESENT, step)


def test_an_older_file_is_raised_on_opening_and_changed_only_by_saving(tmp_path: Path, next_version: None) -> None:
    with pytest.MonkeyPatch.context() as past:
        for module in FORMAT:
            past.setattr(module, "VERSION", PRESENT)
        old = new(tmp_path)
        old.close()
    before = old.target.read_bytes()
    with Document.open(old.target, who="张三", data_dir=tmp_path / "data", read_only=True) as reader:
        assert reader.book.settings["升级"] == "是"
    assert old.target.read_bytes() == before
    with Document.open(old.target, who="张三", data_dir=tmp_path / "data") as raised:
        assert raised.book.settings == {"show_in": "元", "升级": "是"}
        assert old.target.read_bytes() == before
        kept = next(backup for backup in list_backups(old.target, tmp_path / "data") if backup.reason == "升级前")
        assert kept.path.read_bytes() == before
        put(raised, Decimal(5))
        raised.publish()
    assert int.from_bytes(old.target.read_bytes()[60:64], "big") == PRESENT + 1
    with Document.open(old.target, who="张三", data_dir=tmp_path / "data") as again:
        assert again.book.entry(CELL) == Entry(Decimal(5))


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    document = new(tmp_path)
    document.close()
    copy = tmp_path / "copy.mz"
    copy.write_bytes(document.target.read_bytes())

    def step(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM entry")
        connection.execute("this is no SQL")

    connection = sqlite3.connect(copy, isolation_level=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(migrate.STEPS, PRESENT, step)
        with pytest.raises(sqlite3.Error):
            migrate.migrate(connection, PRESENT, PRESENT + 1)
    assert connection.execute("PRAGMA user_version").fetchone() == (PRESENT,)
    connection.close()
    with Document.open(copy, who="x", data_dir=tmp_path / "data") as again:
        assert exact(again.book) == exact(make_book())


@pytest.mark.parametrize("module", ["document", "backups", "working", "lock", "errors"])
def test_the_store_is_light_until_a_document_is_opened(module: str) -> None:
    script = f"import sys, desktop.store.{module}; print(sorted({{'sqlmodel', 'sqlalchemy', 'pydantic'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.stdout == "[]\n", done.stderr
