"""Paths that Windows does not take: 259 characters and no more, unless the computer was set to allow longer ones.

The administrator allows them (``LongPathsEnabled``), and the program says in its manifest that it can use them; Windows knows the outcome.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

LONGEST = 259
BESIDE = 16  # what the names of the files beside a document (lock, parcel) are longer than its own


def too_long(path: Path) -> bool:
    """Whether this computer cannot keep a document at ``path`` because of the length of the whole path."""
    return sys.platform == "win32" and len(os.path.abspath(path)) + BESIDE > LONGEST and not long_paths_allowed()  # noqa: PTH100


@cache
def long_paths_allowed() -> bool:
    """What Windows says about this process; False where it does not know the question."""
    if sys.platform != "win32":
        return True
    import ctypes

    try:
        return bool(ctypes.WinDLL("ntdll").RtlAreLongPathsEnabled())
    except (AttributeError, OSError):
        return False


def say_too_long(path: Path) -> str:
    length = len(os.path.abspath(path))  # noqa: PTH100
    return f"路径过长（{length} 个字符，这台电脑最多约 {LONGEST - BESIDE} 个）：“{path}”。请放到较浅的文件夹，或缩短文件夹和文件的名称。"
