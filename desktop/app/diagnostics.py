"""The log file of the program: what went wrong and where in the code, without figures, names or contents of documents.

An error that nobody foresaw becomes one sentence that names the log file; the log keeps the kinds of the errors and the places in the
code. Messages of exceptions are not written, because they may quote figures, names or paths of the person's files.
"""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

import desktop
from desktop import __version__
from desktop.app.settings import data_dir

_LARGEST = 1_000_000
_OURS, _PYTHON = Path(desktop.__file__).parent, Path(traceback.__file__).parent


def log_file(folder: Path | None = None) -> Path:
    return (folder or data_dir()) / "log" / "mingzhang.log"


def record(problem: BaseException, doing: str, folder: Path | None = None) -> Path | None:
    """Append the trace of ``problem``; ``doing`` is a fixed word for the action. Returns the file, or None where it cannot be written."""
    path = log_file(folder)
    lines = [f"{datetime.now(UTC).isoformat(timespec='seconds')} {__version__} Python {platform.python_version()} {sys.platform} {doing}"]
    seen: set[int] = set()
    at: BaseException | None = problem
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        lines.append(f"  {type(at).__module__}.{type(at).__name__}")
        lines += [f"    {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(at.__traceback__)]
        at = at.__cause__ or at.__context__
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST:
            path.replace(path.with_suffix(".1.log"))
        with path.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return path


def crash_sentence(problem: BaseException, doing: str, folder: Path | None = None) -> str:
    """Record an unforeseen error and say so in one sentence."""
    path = record(problem, doing, folder)
    where = f"详细记录在 {path}，反馈时请附上这个文件" if path else "记录文件也无法写入"
    if isinstance(problem, MemoryError):
        return f"内存不足，{doing}没有完成，文件没有改动。请关闭其他程序后再试；{where}。"
    return f"程序内部出错，{doing}没有完成，文件没有改动（{type(problem).__name__}）。{where}。"


def _short(filename: str) -> str:
    """The place in the code without the folders of the machine; what is neither ours, Python's nor a package's may be called as a person is."""
    path = Path(filename)
    for root, named in ((_OURS, "desktop"), (_PYTHON, "python")):
        if "site-packages" not in path.parts and path.is_relative_to(root):
            return "/".join((named, *path.relative_to(root).parts))
    parts = path.parts
    if "site-packages" in parts:
        return "/".join(parts[len(parts) - 1 - parts[::-1].index("site-packages") :])
    if parts and not path.is_absolute() and parts[0] in ("desktop", "<frozen"):  # inside the bundled program
        return "/".join(parts)
    return filename if filename.startswith("<frozen ") else "……"
