"""Commands about passwords and support: their arguments and help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any


def add_document(made: Any) -> None:
    """The document of a command, and the password that may belong to it: the same for every command that opens one."""
    made.add_argument("file", type=Path, metavar="FILE", help="文档（*.mz）")
    add_password_option(made)


def add_password_option(made: Any) -> None:
    """Every command that opens a document takes the password from a file."""
    made.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="文档的密码在这个文件的第一行（也可用 MINGZHANG_PASSWORD）",
    )


def add_guarding_commands(command: Callable[..., Any]) -> None:
    """``password`` and ``support``."""
    password = command("password", "给文档设置、更换密码（密码丢失无法找回），或用 --remove 取消")
    password.add_argument("--remove", action="store_true", help="取消密码")
    password.add_argument(
        "--new-password-file", type=Path, metavar="FILE", help="新密码在这个文件的第一行（也可用 MINGZHANG_NEW_PASSWORD）"
    )
    support = command("support", "写出支持包：出错记录、版本、设置；先列出里面有什么", file=False)
    support.add_argument("out", type=Path, metavar="OUT.zip", help="输出文件")
    support.add_argument("--with", dest="document", type=Path, metavar="FILE", help="连同这份文档（含全部数字）")
