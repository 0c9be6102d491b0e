"""Write a file beside its target, look at it, and only then put it in the target's place."""

from __future__ import annotations

import contextlib
import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from desktop.core.reasons import reason
from desktop.exchange.grid import WorkbookError


def replace_with(out: Path, write: Callable[[BinaryIO], None], check: Callable[[Path], None]) -> None:
    """``write`` writes the new file into a stream, ``check`` reads it back from the path it is given and raises if something is wrong.

    Raises:
        WorkbookError: nothing was replaced; one sentence says why.
    """
    # The ending stays: readers of the temporary file look at it.
    draft = out.with_name(f".{out.stem[:40]}.{os.getpid()}.tmp{out.suffix}")
    try:
        # First in memory: a package that cannot be finished on a full disk complains once more when it is thrown away.
        packed = io.BytesIO()
        _pack(write, packed)
        with draft.open("wb") as file:
            file.write(packed.getbuffer())
            file.flush()
            os.fsync(file.fileno())
        check(draft)
        draft.replace(out)
    except PermissionError:
        raise WorkbookError(
            f"“{out}”写不进去：它可能正在 Excel 或 WPS 中打开，或者文件夹不能写。请关闭它，或换一个文件名、文件夹。"
        ) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)):
            raise WorkbookError(f"磁盘空间不够，“{out.name}”没有写成，原来的文件没有改动。请清理磁盘或换一个位置。") from None
        raise WorkbookError(f"“{out}”没有写成：{reason(error)}。请检查文件夹和磁盘后重试。") from None
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _pack(write: Callable[[BinaryIO], None], packed: BinaryIO) -> None:
    """The sheets go through files in the system's temporary folder; where lxml is installed it has an error of its own when that is full."""
    try:
        write(packed)
    except Exception as error:
        if type(error).__name__ == "SerialisationError":
            raise OSError(errno.ENOSPC, str(error)) from error
        raise
