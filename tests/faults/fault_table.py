"""Every fault that was tried, what the user is told, and that nothing is lost: ``python tests/faults/fault_table.py`` prints the table of README.md.

Each fault works on a document of its own with three acknowledged steps (the figure ends at 3), one of them saved. Afterwards the document is
opened again and must show what was acknowledged last.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE), str(HERE.parent / "store")]

from fault_layer import Trouble, failing, faults, short_writes  # noqa: E402
from store_books import CELL, make_book, put  # noqa: E402

from desktop.core.cells import Entry  # noqa: E402
from desktop.store import backups, engine, places  # noqa: E402
from desktop.store.document import Document  # noqa: E402
from desktop.store.errors import DocumentError  # noqa: E402
from desktop.store.repair import find_repair  # noqa: E402

NOTHING = "（不需要告诉：一切照常）"


@dataclass
class Trial:
    """One document under one fault. ``told`` collects the sentences; ``expected`` is the figure that must be there at the end."""

    folder: Path
    document: Document
    told: list[str]
    expected: int = 3
    found_in: Path | None = None

    @property
    def target(self) -> Path:
        return self.folder / "U盘" / "决算.mz"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def listen(self, action: Callable[[], Any]) -> Any:
        """Do something that may be refused; the sentence is what the user sees."""
        try:
            return action()
        except DocumentError as problem:
            self.told.append(str(problem))
            return None

    def save(self) -> None:
        self.listen(self.document.publish)

    def open(self, **options: Any) -> Document | None:
        found: Document | None = self.listen(lambda: Document.open(self.target, who="李四", data_dir=self.data, **options))
        if found is not None:
            self.told += [*([found.read_only_reason] if found.read_only else []), *found.notices]
        return found

    def crash(self) -> None:
        """The program ends without closing; what it left is what a kill leaves."""
        self.document.close(keep_working_copy=True)


Fault = Callable[[Trial], None]
FAULTS: dict[str, Fault] = {}


def fault(name: str) -> Callable[[Fault], Fault]:
    def keep(function: Fault) -> Fault:
        FAULTS[name] = function
        return function

    return keep


def refused(code: int, windows: int = 0) -> Callable[[str], OSError]:
    def make(path: str) -> OSError:
        error = OSError(code, os.strerror(code), path)
        if windows:
            error.winerror = windows  # type: ignore[attr-defined,unused-ignore]
        return error

    return make


def save_under(trouble: Callable[[Trial], Trouble]) -> Fault:
    """Save while a fault lasts, and again when it is over."""

    def run(trial: Trial) -> None:
        with faults(trouble(trial)):
            trial.save()
        assert trial.document.dirty, "what was not saved is not said to be"
        trial.document.publish()
        trial.document.close()

    return run


FAULTS["保存时目标盘满"] = save_under(lambda trial: failing(refused(errno.ENOSPC), trial.target.parent, only=("open", "write")))
FAULTS["保存写到一半时盘满"] = save_under(lambda trial: failing(refused(errno.ENOSPC), trial.target.parent, only=("write",)))
FAULTS["保存时本机数据盘满"] = save_under(lambda trial: failing(refused(errno.ENOSPC), trial.data, only=("open", "write", "fsync")))
FAULTS["保存时失去写入权限"] = save_under(lambda trial: failing(refused(errno.EACCES), trial.target.parent))
FAULTS["保存时介质变为只读"] = save_under(lambda trial: failing(refused(errno.EROFS), trial.target.parent))
FAULTS["保存时目标被占用（Windows 共享冲突）"] = save_under(
    lambda trial: failing(refused(errno.EACCES, 32), trial.target.parent, only=("replace",))
)
FAULTS["保存时磁盘读写错误"] = save_under(lambda trial: failing(refused(errno.EIO), trial.target.parent, only=("write",)))
FAULTS["保存时网络盘断开"] = save_under(lambda trial: failing(refused(errno.ENOENT), trial.target.parent))
FAULTS["写入的内容少了一半而系统不报错"] = save_under(lambda trial: short_writes(trial.target.parent))


@fault("录入时本机数据盘满")
def full_while_typing(trial: Trial) -> None:
    raw = engine.raw(trial.document._connection)
    raw.execute(f"PRAGMA max_page_count = {raw.execute('PRAGMA page_count').fetchone()[0]}")
    while not trial.told:
        put_one = trial.listen(lambda: put(trial.document, "说明文字" * 300))
        if put_one is not None:
            put(trial.document, Decimal(3))
    raw.execute("PRAGMA max_page_count = 1000000")
    trial.document.close(keep_working_copy=True)


@fault("打开着的 U 盘被拔出，保存")
def pulled(trial: Trial) -> None:
    away = trial.target.parent.rename(trial.folder / "拔下")
    put(trial.document, Decimal(31))
    trial.save()
    trial.found_in, trial.expected = trial.folder / "本机.mz", 31
    trial.document.publish(trial.found_in)
    trial.document.close()
    away.rename(trial.folder / "U盘")


@fault("U 盘被拔出后程序崩溃，再打开")
def pulled_and_crashed(trial: Trial) -> None:
    away = trial.target.parent.rename(trial.folder / "拔下")
    trial.crash()
    found = trial.open()
    assert found is not None and found.book.entry(CELL) == Entry(Decimal(3))
    found.close()
    away.rename(trial.folder / "U盘")


@fault("保存前文件被其他程序改动")
def changed_outside(trial: Trial) -> None:
    trial.target.write_bytes(b"theirs")
    trial.save()
    trial.document.publish(overwrite_changed=True)
    trial.document.close()


@fault("保存前文件被删除")
def deleted(trial: Trial) -> None:
    trial.target.unlink()
    trial.save()
    trial.document.close()


@fault("两个窗口打开同一份文档")
def two_windows(trial: Trial) -> None:
    trial.open()
    trial.save()
    trial.document.close()


@fault("另一台计算机打开着")
def other_computer(trial: Trial) -> None:
    trial.save()
    trial.document.close()
    held = {"who": "王五", "host": "会计室-2", "pid": 7, "started": "", "since": places.now(), "program": "", "token": "t"}
    lock = trial.target.with_name(f".~lock.{trial.target.name}#")
    lock.write_text(json.dumps(held), encoding="utf-8")
    trial.open()
    lock.unlink()


@fault("锁被别人强行拿走，保存")
def lock_taken(trial: Trial) -> None:
    other = Document.open(trial.target, who="王五", data_dir=trial.folder / "other", break_lock=True)
    trial.save()
    other.close()
    trial.document.publish()
    trial.document.close()


@fault("文件夹不能写入，打开")
def folder_not_writable(trial: Trial) -> None:
    trial.save()
    trial.document.close()
    with faults(failing(refused(errno.EACCES), trial.target.parent)):
        found = trial.open()
    assert found is not None and found.read_only
    found.close()


@contextmanager
def clock(ahead: timedelta) -> Iterator[None]:
    """Another time on this computer, as the store sees it."""

    class Shifted(datetime):
        @classmethod
        def now(cls, zone: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(zone) + ahead

    kept = [(module, module.datetime) for module in (places, backups)]  # type: ignore[attr-defined]
    for module, _ in kept:
        module.datetime = Shifted  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for module, real in kept:
            module.datetime = real  # type: ignore[attr-defined]


def save_in_another_time(ahead: timedelta) -> Fault:
    def run(trial: Trial) -> None:
        with clock(ahead):
            for number in (8, 9):
                put(trial.document, Decimal(number))
                trial.save()
            trial.crash()
            found = trial.open()
        trial.expected = 9
        assert found is not None and [entry.new_value for entry in found.history(CELL)][:2] == [Decimal(9), Decimal(8)]
        assert len(backups.list_backups(trial.target, trial.data)) == 4, "none of the new ones is thinned for its date"
        found.close()

    return run


FAULTS["时钟被拨回一年"] = save_in_another_time(timedelta(days=-365))
FAULTS["睡眠三天后继续"] = save_in_another_time(timedelta(days=3))


@fault("程序被杀，有两步未保存")
def killed(trial: Trial) -> None:
    trial.crash()
    found = Document.recoverable(trial.target, trial.data)
    assert found is not None and found.count == 2
    trial.told.append(found.sentence)


@fault("程序被杀，此后文件又被别人改动")
def killed_and_changed(trial: Trial) -> None:
    trial.crash()
    trial.target.write_bytes(b"theirs")
    found = Document.recoverable(trial.target, trial.data)
    assert found is not None and found.target_changed
    trial.told.append(found.sentence)


@fault("工作副本在崩溃时损坏")
def broken_working_copy(trial: Trial) -> None:
    trial.crash()
    work = next((trial.data / "working").glob("*/work.mz"))
    with closing(sqlite3.connect(work, isolation_level=None)) as connection:
        connection.execute("UPDATE entry SET amount = '999'")
    found = trial.open()
    assert found is not None
    found.publish()
    found.close()


@fault("工作副本被清理程序删除")
def working_copy_deleted(trial: Trial) -> None:
    if os.name != "nt":  # Windows does not let an open file go
        shutil.rmtree(trial.data / "working")
    put(trial.document, Decimal(3))
    trial.save()
    trial.document.close()


@fault("保存前的版本不能备份（备份盘满）")
def no_room_for_backup(trial: Trial) -> None:
    trial.target.write_bytes(b"theirs")
    with faults(failing(refused(errno.ENOSPC), trial.data / "backups", only=("open", "write"))):
        trial.listen(lambda: trial.document.publish(overwrite_changed=True))
    assert trial.target.read_bytes() == b"theirs"
    trial.document.publish(overwrite_changed=True)
    trial.document.close()


def damaged_by(change: Callable[[bytes], bytes], *, opens: bool = False) -> Fault:
    """Saved, closed, damaged, opened, and repaired with consent."""

    def run(trial: Trial) -> None:
        trial.save()
        trial.document.close()
        trial.target.write_bytes(change(trial.target.read_bytes()))
        document = trial.open()
        assert (document is not None) == opens
        if document is None:
            found = find_repair(trial.target, trial.data)
            assert found is not None
            trial.told.append(found.sentence)
            document = Document.open(trial.target, who="李四", data_dir=trial.data, repair=True)
            document.publish()
        document.close()

    return run


def _unused_byte(content: bytes) -> bytes:
    place = 4096 * 2 - 300  # between the cells of a page
    while content[place]:
        place += 1
    return content[:place] + b"\x55" + content[place + 1 :]


FAULTS["文件成了 0 字节"] = damaged_by(lambda _: b"")
FAULTS["文件只剩前一半"] = damaged_by(lambda content: content[: len(content) // 2])
FAULTS["文件中有一页没有写上"] = damaged_by(lambda content: content[:8192] + bytes(4096) + content[12288:])
FAULTS["文件中有一个数字被翻转"] = damaged_by(lambda content: content.replace(b'"amount","value":"2"', b'"amount","value":"7"', 1))
FAULTS["文件中没有用到的一个字节被翻转"] = damaged_by(_unused_byte, opens=True)


@fault("备份本身损坏，恢复它")
def broken_backup(trial: Trial) -> None:
    trial.save()
    trial.document.close()
    kept = backups.list_backups(trial.target, trial.data)[0]
    kept.path.write_bytes(kept.path.read_bytes()[:5000])
    trial.listen(lambda: backups.restore_backup(kept, trial.folder / "恢复.mz"))
    assert not (trial.folder / "恢复.mz").exists()


@fault("由较新版本保存的文件")
def newer(trial: Trial) -> None:
    trial.save()
    trial.document.close()
    content = trial.target.read_bytes()
    trial.target.write_bytes(content[:60] + (999).to_bytes(4, "big") + content[64:])
    trial.open()
    trial.target.write_bytes(content)


def try_fault(name: str, folder: Path) -> str:
    """What the user was told; raises AssertionError when something acknowledged is not there afterwards."""
    (folder / "U盘").mkdir(parents=True)
    document = Document.create(folder / "U盘" / "决算.mz", make_book(), who="张三", data_dir=folder / "data")
    put(document, Decimal(1))
    document.publish()
    for number in (2, 3):
        put(document, Decimal(number))
    trial = Trial(folder, document, [])
    try:
        FAULTS[name](trial)
    finally:
        document.close(keep_working_copy=True)
    with Document.open(trial.found_in or trial.target, who="赵六", data_dir=trial.data) as again:
        assert again.book.entry(CELL) == Entry(Decimal(trial.expected)), f"{name}: {again.book.entry(CELL)}"
        assert again.integrity() == []
        again.publish(overwrite_changed=True)
    for sentence in trial.told:
        assert sentence.endswith("。") and "Errno" not in sentence, sentence
    return _plain(" ‖ ".join(trial.told) or NOTHING, folder)


def _plain(text: str, folder: Path) -> str:
    """Without what differs from run to run."""
    text = text.replace(str(folder) + os.sep, "").replace(str(folder), "").replace("\\", "/").replace(platform.node(), "本机名")
    text = re.sub(r"\d{4}年\d\d月\d\d日 \d\d:\d\d", "〈时间〉", text)
    text = re.sub(r"(working|backups)/\S+?-[0-9a-f]{16}", r"\1/〈文档〉", text)
    text = re.sub(r"“\d{8}T[\d.]+Z-(\S+)”", r"“〈时间〉-\1”", text)
    return re.sub(r"剩余 [\d,.]+ [MG]B", "剩余 〈空间〉", re.sub(r"\d+ 字节", "〈n〉 字节", text))


def table() -> str:
    """The rows of the table in README.md."""
    lines = ["| 故障 | 告诉用户的话（‖ 之间是先后几句） |", "|---|---|"]
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder:
        for number, name in enumerate(FAULTS):
            lines.append(f"| {name} | {try_fault(name, Path(os.path.realpath(folder)) / str(number))} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.buffer.write((table() + "\n").encode("utf-8"))
