"""The lock beside a target: a small JSON file that says who has the document open, so that a colleague is told a name and a time.

A lock whose process is gone (same computer, process ended or its number given to another program) is taken over. A lock from another
computer cannot be judged from here; the user may break it when he knows better.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.store.errors import KEPT, DocumentLocked
from desktop.store.files import read_json, remove_file
from desktop.store.places import local_time, now

_TORN_AFTER = 10.0  # seconds; a lock that is still not readable then was left half written by a crash
_held: set[str] = set()  # tokens of the locks of this process


@dataclass(frozen=True, slots=True)
class Holder:
    """The content of a lock file. ``started`` tells a process from a later one with the same number; it is "" where unknown."""

    who: str
    host: str
    pid: int
    started: str
    since: str
    program: str
    token: str


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that we hold: the file beside the target, and what we wrote into it."""

    path: Path
    holder: Holder

    def is_held(self) -> bool:
        """Whether the file beside the target is still ours; it is not when somebody broke it or the stick was changed."""
        found = read_holder(self.path)
        return found is not None and found.token == self.holder.token

    def renew(self, target: Path) -> None:
        """Make sure of the lock before writing. Raises DocumentLocked when somebody else has it now, OSError."""
        if not self.is_held():
            try:
                _take(self.path, self.holder, target, break_lock=False)
            except DocumentLocked as error:
                say = f"{error.message.split('。')[0]}，没有保存。请另存为新文件，或等对方关闭后再保存。{KEPT}"
                raise DocumentLocked(say, target, who=error.who, host=error.host, since=error.since) from error

    def release(self) -> None:
        """Remove our lock file; that it is gone or out of reach is no matter, it counts as stale by then."""
        _held.discard(self.holder.token)
        if self.is_held():
            remove_file(self.path)


def this_host() -> str:
    """The name of this computer. Python asks Windows for it through its network library; the environment says it as well."""
    if sys.platform == "win32" and os.environ.get("COMPUTERNAME"):
        return os.environ["COMPUTERNAME"]
    return platform.node()


def acquire(path: Path, target: Path, *, who: str, program: str, break_lock: bool = False) -> Lock:
    """Take the lock.

    Raises:
        DocumentLocked: somebody has it.
        OSError: the folder cannot be written.
    """
    holder = Holder(who, this_host(), os.getpid(), process_start(os.getpid()), now(), program, os.urandom(8).hex())
    _held.add(holder.token)
    try:
        _take(path, holder, target, break_lock=break_lock)
    except BaseException:
        _held.discard(holder.token)
        raise
    return Lock(path, holder)


def _take(path: Path, holder: Holder, target: Path, *, break_lock: bool) -> None:
    text = json.dumps(asdict(holder), ensure_ascii=False).encode("utf-8", "replace")
    for last in (False,) * 9 + (True,):
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            pass
        except PermissionError:
            if last or sys.platform != "win32":
                raise
            time.sleep(0.05)  # Windows says so also of a file that goes away at this moment
            continue
        else:
            try:
                os.write(handle, text)
            except OSError:
                os.close(handle)
                remove_file(path)
                raise
            os.close(handle)
            return
        found = read_holder(path)
        if found is None and not _is_old(path):
            time.sleep(0.05)  # being written at this moment, or just released
            continue
        if found is not None and not break_lock and is_alive(found):
            raise locked(target, found)
        if not _move_away(path, found):
            time.sleep(0.05)
    raise locked(target, read_holder(path))


def _move_away(path: Path, stale: Holder | None) -> bool:
    """Remove a stale lock, but never a fresh one that another process has put in its place meanwhile: rename first, then look.

    False: another process has it in hand at this moment (Windows moves no file that is open).
    """
    aside = path.with_name(f"{path.name}{os.urandom(4).hex()}")
    try:
        os.rename(path, aside)  # noqa: PTH104
    except FileNotFoundError:
        return True
    except PermissionError:
        if sys.platform != "win32":
            raise
        return False
    moved = read_holder(aside)
    if moved is not None and moved != stale and is_alive(moved) and not path.exists():
        os.rename(aside, path)  # noqa: PTH104
    else:
        remove_file(aside)
    return True


def locked(target: Path, holder: Holder | None) -> DocumentLocked:
    """The error that tells who has the document open and since when."""
    if holder is None:
        return DocumentLocked(f"“{target.name}”正被打开或关闭，请稍后再试；也可以用只读方式打开。", target)
    who, host = _shown(holder.who), _shown(holder.host)
    where = f"本机（{host}）的另一个窗口" if holder.host == this_host() else f"计算机“{host}”"
    say = (
        f"“{target.name}”已由{who or '其他用户'}在{where}打开（自{local_time(holder.since)}起）。"
        "请等对方关闭后再打开；现在可以用只读方式查看。"
    )
    return DocumentLocked(say, target, who=who, host=host, since=holder.since)


def read_holder(path: Path) -> Holder | None:
    """Who has the lock; None when there is no lock or it is not readable."""
    data = read_json(path)
    if data is None:
        return None
    try:
        return Holder(
            who=str(data["who"]),
            host=str(data["host"]),
            pid=int(data["pid"]),
            started=str(data["started"]),
            since=str(data["since"]),
            program=str(data["program"]),
            token=str(data["token"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _shown(text: Any) -> str:
    """What another computer wrote goes into a sentence: short, and without characters that are not seen or turn the line round."""
    return "".join(character for character in str(text)[:80] if character.isprintable())


def _is_old(path: Path) -> bool:
    try:
        return abs(time.time() - path.lstat().st_mtime) > _TORN_AFTER  # a clock set back must not make it young for ever
    except OSError:
        return False


def is_alive(holder: Holder) -> bool:
    """Whether the holder may still be at work. Of another computer that is always assumed."""
    if holder.host != this_host():
        return True
    if holder.pid == os.getpid():
        return holder.token in _held
    started = process_start(holder.pid)
    if started == "" and not _process_exists(holder.pid):
        return False
    known = {holder.started, started} - {"", "?"}
    return len(known) < 2


def process_start(pid: int) -> str:
    """A text that tells this process from a later one with the same number; "" when there is no such process or nothing is known."""
    if sys.platform == "win32":
        return _windows_start(pid)
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""
    fields = stat[stat.rindex(")") + 2 :].split()
    return "" if fields[0] in "ZX" else f"{boot}/{fields[19]}"  # a zombie holds nothing any more


def _process_exists(pid: int) -> bool:
    if sys.platform == "win32":
        return _windows_start(pid) != ""
    if Path("/proc/self/stat").exists():
        return process_start(pid) != ""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _windows_start(pid: int) -> str:
    """Creation time of a process that still runs. ``os.kill`` must not be used on Windows: it ends the process."""
    if sys.platform != "win32":
        return ""
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = wintypes.HANDLE
    kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    kernel.GetExitCodeProcess.argtypes = (wintypes.HANDLE, ctypes.POINTER(wintypes.DWORD))
    times = [wintypes.FILETIME() for _ in range(4)]
    kernel.GetProcessTimes.argtypes = (wintypes.HANDLE, *[ctypes.POINTER(wintypes.FILETIME)] * 4)
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return "?" if ctypes.get_last_error() == 5 else ""  # access denied: somebody else's process, so it exists
    try:
        code = wintypes.DWORD()
        if not kernel.GetExitCodeProcess(handle, ctypes.byref(code)) or code.value != 259:  # STILL_ACTIVE
            return ""
        if not kernel.GetProcessTimes(handle, *[ctypes.byref(item) for item in times]):
            return "?"
        return str((times[0].dwHighDateTime << 32) | times[0].dwLowDateTime)
    finally:
        kernel.CloseHandle(handle)
