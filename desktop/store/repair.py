"""A damaged document made whole again: from a backup, from a backup and the journal, from the journal alone, or from the figures alone.

    found = find_repair(target, data_dir)      # looks only; None where nothing can be done
    print(found.sentence)                      # what would be restored, and what would be lost
    found.write(to)                            # with the user's consent: a database at ``to``

The damaged file is never changed. Ways are tried from the one that loses nothing to the one that loses most.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop.store import passwords
from desktop.store.backups import Backup, list_backups
from desktop.store.envelope import close_up, open_up
from desktop.store.errors import DamagedDocument, DocumentError, NotADocument, TargetExists, from_os_error
from desktop.store.examine import distrust, examine
from desktop.store.files import copy_durably, remove_file, replace_file
from desktop.store.places import Place, check_new_name, sqlite_uri
from desktop.store.seals import seal_of, write_seals
from desktop.store.shapes import SHAPES

Way = Literal["same", "replay", "journal", "figures", "older"]
_JOURNAL = frozenset({"operation", "edit", "journal_part"})
_MARKS = frozenset({"seal", "source"})  # the list of imported files is told to be lost with the journal
_ABSENT = (0, "")


@dataclass(frozen=True, slots=True)
class Repair:
    """What can be done for a damaged document. ``problem`` says what is wrong, ``sentence`` what would be restored and lost."""

    target: Path
    problem: str
    way: Way
    sentence: str
    write: Callable[[Path], None]
    """Makes the database at a path. Raises DocumentError."""


def find_repair(target: Path | str, data_dir: Path | str) -> Repair | None:
    """The best way to repair the target; None when it is sound or nothing is left of it anywhere.

    Raises:
        DocumentError: it cannot be read at all, or there is no room to look into it.
    """
    place = Place.of(target, data_dir)
    with scratch(place) as copy:
        try:
            copy_durably(place.target, copy)
            seal = open_up(copy, place.target, lenient=True)
        except OSError as error:
            raise from_os_error(error, place.target, "打开") from error
        try:
            examine(copy, place.target)
            return _unused_bytes(place, copy) if seal == "altered" and passwords.lock_of(place.target) else None
        except (DamagedDocument, NotADocument) as problem:
            return _best_way(place, copy, str(problem))


def _unused_bytes(place: Place, copy: Path) -> Repair:
    """The bytes of a protected file that are not as they were belong to nothing: every table fits its seal."""
    say = (
        "损坏的字节不在内容里：全部数字和修改记录的校验值都相符，可以恢复，不会丢失任何内容。原来的文件不会删除，移到备份中（注明“损坏”）。"
    )
    data = _copied(copy)
    return Repair(place.target, f"“{place.target.name}”中有字节与保存时不同。", "same", say, lambda to: _write(to, data))


def _write(to: Path, data: bytes) -> None:
    try:
        to.write_bytes(data)
    except OSError as error:
        raise from_os_error(error, to, "修复") from error


def _protected(place: Place, source: Path) -> passwords.Vault | None:
    """What is made of a protected file is protected too. Raises PasswordNeeded."""
    damaged = Place(source, place.data_dir)
    files = [source, *(backup.path for backup in list_backups(source, damaged.data_dir)[:1])]
    return next((passwords.vault_of(file, source) for file in files if passwords.lock_of(file)), None)


@contextmanager
def scratch(place: Place) -> Iterator[Path]:
    """A path in the private folder that is cleared away afterwards."""
    path = place.data_dir / "reading" / f"{os.urandom(8).hex()}.mz"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield path
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            passwords.drop(path.with_name(path.name + ending))


@dataclass(frozen=True, slots=True)
class _Remains:
    """What still holds of a damaged database: the seals it was saved with, and the tables that fit them."""

    seals: dict[str, tuple[int, str]]
    sound: frozenset[str]
    last_seq: int


def _best_way(place: Place, copy: Path, problem: str) -> Repair | None:
    from desktop.store import remaking

    remains = _look_through(copy)
    whole: list[tuple[Backup, dict[str, tuple[int, str]], int]] = []
    kept_at_saving = [backup for backup in list_backups(place.target, place.data_dir) if backup.reason == "保存"]
    kept = "原来的文件不会删除，移到备份中（注明“损坏”）。"

    def made(way: Way, say: str, write: Callable[[Path], None]) -> Repair:
        return Repair(place.target, problem, way, f"{say}{kept}", write)

    for backup, seals, last in _whole_backups(place):
        whole.append((backup, seals, last))
        if (remains.seals and seals == remains.seals) or passwords.same_file(place.target, backup.path):
            say = f"备份中有与它保存时完全相同的一份（{_time(backup)}），可以原样恢复，不会丢失任何内容。"
            return made("same", say, lambda to, found=backup: _take(found.path, to))  # type: ignore[misc]
    journal, figures = _needed(remains, _JOURNAL), _needed(remains, frozenset(remains.seals) - _JOURNAL - _MARKS)
    if journal:
        for backup, _, last in whole:
            if last <= remains.last_seq and remaking.continues(backup.path, copy, last, place):
                later = remains.last_seq - last
                say = f"可以用 {_time(backup)} 的备份加上文件中完好的修改记录恢复，备份之后的 {later} 步逐步重做，不会丢失任何内容。"
                return made("replay", say, remaking.replayed(backup.path, _copied(copy), last, place))
    if figures:
        say = "损坏的只是修改记录，填报的数字和文字都完好，可以恢复；修改历史和撤销从恢复时重新开始。"
        return made("figures", say, remaking.from_figures(_copied(copy), place))
    if journal and (found := remaking.from_journal(_copied(copy), place)) is not None:
        remade, unchecked, write = found
        say = f"填报数所在的部分已损坏，修改记录完好：可以按修改记录重建 {remade} 处内容"
        say += f"；另有 {unchecked} 处没有修改记录，按文件中还能读出的内容恢复，请逐一核对。" if unchecked else "，没有其他内容丢失。"
        return made("journal", say, write)
    for backup, _, last in sorted(whole, key=lambda kept: kept[0].reason == "未保存"):  # what the user gave up comes last
        say = f"文件本身无法修复。最近一份完好的备份是 {_time(backup)} 的（到第 {last} 步操作），可以恢复到那时；"
        say += (
            "这是本机最后一次保存的版本，文件如果后来在别处保存过，那些修改会丢失。"
            if kept_at_saving[:1] == [backup]
            else "此后的修改会丢失。"
        )
        return made("older", say, lambda to, found=backup: _take(found.path, to))  # type: ignore[misc]
    return None


def _needed(remains: _Remains, tables: frozenset[str]) -> bool:
    wanted = {table for table in tables if table in remains.seals}
    return bool(wanted) and wanted <= remains.sound


def _time(backup: Backup) -> str:
    from desktop.store.places import local_time

    return local_time(backup.when.isoformat())


def _take(source: Path, to: Path) -> None:
    try:
        copy_durably(source, to)
        open_up(to, source)
    except OSError as error:
        raise from_os_error(error, source, "恢复") from error


def _copied(copy: Path) -> bytes:
    """The damaged database, held until the user has answered; a document is a few megabytes at most."""
    return copy.read_bytes()


def _look_through(copy: Path) -> _Remains:
    """Table by table, because one torn page must not hide the others."""
    try:
        with closing(sqlite3.connect(sqlite_uri(copy, "ro&immutable=1"), uri=True, isolation_level=None)) as connection:
            distrust(connection)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            seals = {name: (count, sha256) for name, count, sha256 in connection.execute("SELECT name, count, sha256 FROM seal")}
            shape = SHAPES.get(version, {})
            sound = frozenset(table for table, columns in shape.items() if _is_sound(connection, table, columns, seals.get(table, _ABSENT)))
            last = connection.execute("SELECT max(seq) FROM operation").fetchone()[0] if "operation" in sound else 0
            return _Remains({name: seals[name] for name in seals if name in shape}, sound, int(last or 0))
    except (sqlite3.Error, UnicodeDecodeError, TypeError, ValueError):
        return _Remains({}, frozenset(), 0)


def _is_sound(connection: sqlite3.Connection, table: str, columns: tuple[str, ...], seal: tuple[int, str]) -> bool:
    try:
        return seal_of(connection, table, columns) == seal
    except (sqlite3.Error, UnicodeDecodeError, ValueError):
        return False


def _whole_backups(place: Place) -> Iterator[tuple[Backup, dict[str, tuple[int, str]], int]]:
    """(backup, its seals, its last operation), the newest first; those that are damaged themselves are left out."""
    for backup in list_backups(place.target, place.data_dir):
        with scratch(place) as copy:
            try:
                _take(backup.path, copy)
                last = examine(copy, backup.path).last_seq
                with closing(sqlite3.connect(sqlite_uri(copy, "ro&immutable=1"), uri=True)) as connection:
                    seals = {name: (count, sha256) for name, count, sha256 in connection.execute("SELECT name, count, sha256 FROM seal")}
            except passwords.PasswordNeeded:
                raise
            except (DocumentError, sqlite3.Error):
                continue
            yield backup, seals, last


def write_copy(found: Repair, to: Path, data_dir: Path) -> Path:
    """The repaired document as a new file. Raises TargetExists, UnusableName, DocumentError; the damaged file is as it was."""
    check_new_name(to)
    if to.exists():
        raise TargetExists(f"“{to}”已经存在。修复不会覆盖已有文件，请换一个文件名。", to)
    place = Place.of(to, data_dir)
    with scratch(place) as made:
        found.write(made)
        with closing(sqlite3.connect(sqlite_uri(made, "rw"), uri=True, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN IMMEDIATE")
            write_seals(connection, SHAPES[connection.execute("PRAGMA user_version").fetchone()[0]])
            connection.execute("COMMIT")
        examine(made, found.target)
        try:
            close_up(made, _protected(place, found.target))
            copy_durably(made, place.parcel)
            replace_file(place.parcel, place.target)
        except OSError as error:
            raise from_os_error(error, to, "修复") from error
        finally:
            remove_file(place.parcel)
    return to
