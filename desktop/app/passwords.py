"""Where a command gets passwords from: a file, the environment, or the person at the console — never from the command line, which others can read."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from desktop.app.problems import Refused
from desktop.store import passwords as keys

WORD, FILE = "MINGZHANG_PASSWORD", "MINGZHANG_PASSWORD_FILE"
NEW_WORD, NEW_FILE = "MINGZHANG_NEW_PASSWORD", "MINGZHANG_NEW_PASSWORD_FILE"
_CHANCES: Final = 3  # at the console; a script that is wrong is wrong at once
FINAL: Final = "密码丢失后无法找回：程序、作者和任何人都打不开这个文件和它的备份。请另外保管好密码。"
WHILE_OPEN: Final = (
    "密码保护保存的文件和备份。编辑时的工作副本没有加密，放在本机您自己的用户文件夹里，正常关闭文档时覆盖后删除；"
    "程序异常退出的，要到下次用密码打开这份文档时才会清理。导出的表格、PDF 和 Word 文件也不加密。"
)


@contextmanager
def asking_at_the_console(password_file: Path | None) -> Iterator[None]:
    """Commands inside answer the question for a password; those they start find the file in the environment."""
    before = os.environ.get(FILE)
    if password_file is not None:
        os.environ[FILE] = str(password_file.absolute())
    keys.asker = _asked
    try:
        yield
    finally:
        keys.asker = None
        if password_file is not None:
            os.environ.pop(FILE) if before is None else os.environ.update({FILE: before})


def _asked(path: Path, times: int) -> str | None:
    given = _given(WORD, FILE)
    if given is not None:
        return given if times == 0 else None
    return _typed(f"“{path.name}”的密码：" if times == 0 else "密码不对，请再输入一次：") if times < _CHANCES else None


def new_password(password_file: Path | None) -> str:
    """A password to be set, typed twice where nobody gave it.

    Raises:
        Refused: there is none, or the two are not the same.
    """
    given = read_file(password_file) if password_file is not None else _given(NEW_WORD, NEW_FILE)
    if given is not None:
        return given
    first = _typed(f"{FINAL}\n新密码（至少 {keys.SHORTEST} 个字符）：")
    if first is None:
        raise Refused(f"没有给出新密码。请用 --new-password-file 写明密码文件，或设环境变量 {NEW_WORD}。")
    if _typed("再输入一次：") != first:
        raise Refused("两次输入的密码不同，没有设置。")
    return first


def _given(word: str, file: str) -> str | None:
    if os.environ.get(word):
        return os.environ[word]
    return read_file(Path(os.environ[file])) if os.environ.get(file) else None


def read_file(path: Path) -> str:
    """The first line of a file, in UTF-8 or as a Chinese Windows writes it. Raises Refused."""
    try:
        raw = path.read_bytes()[:10_000].splitlines()[0]
    except IndexError:
        raise Refused(f"密码文件“{path}”是空的。请把密码写在第一行。") from None
    except OSError:
        raise Refused(f"密码文件“{path}”读不了。请核对路径和权限。") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _typed(prompt: str) -> str | None:
    """What is typed unseen; None where nobody sits at the console."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    try:
        return getpass.getpass(prompt)
    except EOFError:
        return None
