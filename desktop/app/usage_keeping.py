"""Commands about what must not be lost: their arguments and help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.app.usage_guarding import add_password_option


def add_keeping_commands(command: Callable[..., Any]) -> None:
    """``repair`` and ``recover``."""
    repair = command("repair", "检查损坏的文档，说明能恢复什么；写明 --to 或 --yes 才恢复", as_json=True)
    way = repair.add_mutually_exclusive_group()
    way.add_argument("--to", type=Path, metavar="NEW", help="把恢复出的文档写成新文件，原文件不动")
    way.add_argument("--yes", action="store_true", help="就地修复：原文件移到备份中（注明“损坏”）")
    recover = command("recover", "列出各文档没有保存的内容；写明 --to 或 --save 才恢复", file=False, as_json=True)
    recover.add_argument("file", type=Path, nargs="?", metavar="FILE", help="只看这份文档")
    add_password_option(recover)
    take = recover.add_mutually_exclusive_group()
    take.add_argument("--save", action="store_true", help="恢复并保存到原文件")
    take.add_argument("--to", type=Path, metavar="NEW", help="恢复并另存为新文件")
