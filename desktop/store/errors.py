"""What can go wrong with a document, each as a Chinese sentence: what happened, where, and what to do.

Nothing here is an internal error: the user interface shows ``str(error)`` as it is. Whatever is raised, the working copy keeps every
acknowledged operation.
"""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from desktop.core.reasons import reason


class DocumentError(Exception):
    """A document could not be opened, changed or saved. ``str()`` is the sentence for the user, ``path`` the file it is about."""

    def __init__(self, message: str, path: Path | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


class DocumentMissing(DocumentError):
    """There is no file at the place, or its folder is gone."""


class DocumentLocked(DocumentError):
    """Somebody has the document open. ``who``, ``host`` and ``since`` (UTC, ISO) say who; it can be opened read-only."""

    def __init__(self, message: str, path: Path, *, who: str = "", host: str = "", since: str = "") -> None:
        super().__init__(message, path)
        self.who, self.host, self.since = who, host, since


class NotADocument(DocumentError):
    """The file is something else: no SQLite, another program's SQLite, empty."""


class DamagedDocument(DocumentError):
    """The file was a document, but parts of it are broken, missing or not as this program writes them."""


class NewerDocument(DocumentError):
    """The file was saved by a newer version of the program."""


class ChangedOutside(DocumentError):
    """The target is not what was opened: another program changed it since. Save elsewhere or with ``overwrite_changed``."""


class TargetExists(ChangedOutside):
    """A new document was to be written where a file stands already."""


class ReadOnlyTarget(DocumentError):
    """The target or its folder must not be written, or the document was opened read-only."""


class UnusableName(DocumentError):
    """The path is too long, or the name is one that Windows reserves or cannot write."""


class DiskFull(DocumentError):
    """No room left, beside the target or in the folder of the working copies."""


NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_WINDOWS_FULL = frozenset({39, 112})  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
_WINDOWS_IN_USE = frozenset({32, 33})  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_WINDOWS_BAD_NAME = frozenset({123, 206})  # ERROR_INVALID_NAME, ERROR_FILENAME_EXCED_RANGE
_SQLITE_FULL, _SQLITE_READONLY, _SQLITE_CORRUPT, _SQLITE_NOTADB, _SQLITE_BUSY, _SQLITE_IOERR = 13, 8, 11, 26, 5, 10

_SAVING = frozenset({"保存", "另存"})
WORK_DAMAGED = "本机的工作副本已损坏。请用“另存为”保存成新文件：已经填报的数字都在，修改记录从新文件重新开始。"
KEPT = "已经填报的内容都保存在本机的工作副本中，没有丢失。"


def from_os_error(error: OSError, path: Path, doing: str) -> DocumentError:
    """The sentence for an operating-system error. ``doing`` is a verb phrase: "保存", "打开", "备份".

    The folder it names is that of the file that failed, which may be the data folder and not that of ``path``.
    """
    windows = getattr(error, "winerror", None)
    failed = Path(error.filename) if isinstance(error.filename, str) else path
    folder = failed.parent
    if doing not in _SAVING:
        return _while_reading(error, path, failed, doing)
    if error.errno in NO_ROOM or windows in _WINDOWS_FULL:
        return DiskFull(f"{doing}“{path.name}”时磁盘空间不足（{folder}{_room(folder)}）。{KEPT}请清理磁盘，或另存到其他磁盘后再试。", path)
    if windows in _WINDOWS_IN_USE:
        return ReadOnlyTarget(f"{doing}“{path.name}”失败：文件正被其他程序占用（{path}）。请关闭占用它的程序，或另存为新文件。{KEPT}", path)
    if error.errno == errno.ENAMETOOLONG or windows in _WINDOWS_BAD_NAME:
        return UnusableName(f"{doing}失败：路径过长或含有不能使用的字符（{path}）。请换一个较短的文件名或较浅的文件夹。{KEPT}", path)
    if error.errno in FORBIDDEN:
        return ReadOnlyTarget(f"{doing}“{path.name}”失败：没有写入权限或介质只读（{folder}）。请另存到可以写入的文件夹。{KEPT}", path)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return DocumentMissing(f"{doing}失败：找不到“{path}”。请检查 U 盘或网络盘是否已断开，或另存到其他位置。{KEPT}", path)
    return DocumentError(f"{doing}“{path.name}”失败：{reason(error)}（{path}）。请检查磁盘或网络连接后再试，或另存到其他位置。{KEPT}", path)


def _room(folder: Path) -> str:
    """How much is left on the disk of a folder, in the words of a sentence; "" where that cannot be asked."""
    try:
        free = shutil.disk_usage(folder).free
    except (OSError, ValueError):
        return ""
    return f"，剩余 {free / 2**20:,.1f} MB" if free < 2**30 else f"，剩余 {free / 2**30:,.1f} GB"


def _while_reading(error: OSError, path: Path, failed: Path, doing: str) -> DocumentError:
    """Opening, backing up, making anew: nothing typed is at stake, and there is nothing to be saved elsewhere."""
    windows = getattr(error, "winerror", None)
    name, folder = path.name, failed.parent
    if error.errno in NO_ROOM or windows in _WINDOWS_FULL:
        return DiskFull(f"{doing}“{name}”时磁盘空间不足（{folder}{_room(folder)}）。没有改动任何文件。请清理这个磁盘后再试。", path)
    if windows in _WINDOWS_IN_USE:
        return ReadOnlyTarget(f"{doing}“{name}”失败：文件正被其他程序占用（{failed}）。请关闭占用它的程序后再试。", path)
    if error.errno == errno.ENAMETOOLONG or windows in _WINDOWS_BAD_NAME:
        return UnusableName(f"{doing}失败：路径过长或含有不能使用的字符（{path}）。请换一个较短的文件名或较浅的文件夹。", path)
    if error.errno in FORBIDDEN and error.filename == str(path):
        return ReadOnlyTarget(f"{doing}“{name}”失败：没有读写这个文件的权限（{path}）。请检查文件的权限，或请有权限的人另复制一份。", path)
    if error.errno in FORBIDDEN:
        return ReadOnlyTarget(f"{doing}“{name}”失败：没有写入权限或介质只读（{folder}）。请检查权限，或改用可以写入的文件夹。", path)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return DocumentMissing(f"{doing}失败：找不到“{path}”。请检查文件是否已移动、改名或删除，U 盘、网络盘是否已断开。", path)
    return DocumentError(f"{doing}“{name}”失败：{reason(error)}（{failed}）。请检查磁盘或网络连接后再试。", path)


def from_sqlite(error: Exception, path: Path, doing: str) -> DocumentError:
    """The sentence for an error of SQLite (bare or wrapped by SQLAlchemy) on the working copy at ``path``."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, UnicodeEncodeError):
        return DocumentError(f"{doing}失败：内容中有无法保存的字符（多半来自粘贴的文字）。请删去后重新填写。", path)
    code = getattr(cause, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary == _SQLITE_FULL:
        return DiskFull(
            f"{doing}时磁盘空间不足（{path.parent}{_room(path.parent)}）。这一步没有执行，此前的内容都在。请清理磁盘后再试。", path
        )
    if primary == _SQLITE_READONLY:
        return ReadOnlyTarget(f"{doing}失败：工作副本不能写入（{path}）。请检查文件夹权限；此前的内容都在。", path)
    if primary in {_SQLITE_CORRUPT, _SQLITE_NOTADB}:
        way_out = WORK_DAMAGED if doing in _SAVING or doing.startswith("记录") else "文件内容已损坏，请从备份恢复。"
        return DamagedDocument(f"{doing}失败（{path}）。{way_out}", path)
    if primary == _SQLITE_BUSY:
        return DocumentLocked(f"{doing}失败：本机的另一个窗口正在使用这份文档的工作副本（{path}）。请关闭那个窗口后再试。", path)
    if primary == _SQLITE_IOERR:
        return DocumentError(f"{doing}时磁盘读写失败（{path.parent}）。这一步没有执行，此前的内容都在。请检查磁盘空间和磁盘状态。", path)
    return DocumentError(f"{doing}失败：{cause}（{path}）。此前的内容都在；请重新打开文档后再试。", path)
