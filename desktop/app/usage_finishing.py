"""Commands about the board and 定稿: their arguments and help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def add_finishing_commands(command: Callable[..., Any]) -> None:
    """``status``, ``finish`` and ``reopen``."""
    board = command("status", "看各表状态、公开期限和定稿还缺什么", as_json=True)
    board.add_argument("--confirmed", action="store_true", help="程序不能判断的规则已经人工核对")
    finish = command("finish", "定稿：检查清单都完成以后锁定文档，记下时间、操作人和内容校验", as_json=True)
    finish.add_argument("--confirmed", action="store_true", help="程序不能判断的规则已经人工核对，一并记入文档")
    reopen = command("reopen", "重新打开已定稿的文档")
    reopen.add_argument("--reason", required=True, metavar="TEXT", help="原因，记入历史")
