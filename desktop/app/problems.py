"""Which errors already carry a sentence for the user, and which nobody foresaw."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.core.reasons import reason

_SENTENCES = (
    ("desktop.app.problems", "Refused"),
    ("desktop.app.self_test", "_Wrong"),
    ("desktop.forms.schema", "PackError"),
    ("desktop.core.language", "FormulaError"),
    ("desktop.store.errors", "DocumentError"),
    ("desktop.exchange.grid", "WorkbookError"),
    ("desktop.document.pen", "DocumentOutputError"),
    ("desktop.ui.trial", "WindowProblem"),
)
"""(module, class) of errors whose text is a Chinese sentence. Modules that were never loaded cannot have raised."""


class Refused(Exception):
    """What was asked for cannot be done; the text is a Chinese sentence and nothing changed."""


def sentence_of(problem: BaseException) -> str | None:
    """The sentence of an error that carries one, ``None`` where the error was not foreseen."""
    for module, name in _SENTENCES:
        loaded = sys.modules.get(module)
        known = getattr(loaded, name, None)
        if isinstance(known, type) and isinstance(problem, known):
            return str(problem)
    if isinstance(problem, OSError):
        return _of_system(problem)
    return None


def _of_system(problem: OSError) -> str | None:
    if problem.filename is None:
        return f"读写失败：{reason(problem)}。请检查磁盘和网络盘后再试。" if problem.errno else None
    path = Path(str(problem.filename))
    if isinstance(problem, FileNotFoundError):
        return f"找不到“{path}”，请核对路径和文件名。"
    if isinstance(problem, IsADirectoryError):
        return f"“{path}”是文件夹，请写明文件名。"
    if isinstance(problem, PermissionError):
        return f"没有权限读写“{path}”，或者它正被其他程序打开。请关闭占用它的程序，或换一个文件夹。"
    return f"读写“{path}”失败：{reason(problem)}。请检查磁盘和路径后再试。"
