"""What can be written on the command line about looking for things and about versions. Imports nothing heavy."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.app.usage_guarding import add_document


def add_seeking_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands ``find``, ``replace``, ``version``."""

    def where(made: argparse.ArgumentParser) -> None:
        made.add_argument("--table", default="", metavar="TABLE", help="只在这张表里找")
        made.add_argument("--document", action="store_true", help="只在文稿里找：资料、自己的话、生成的句子")
        made.add_argument("--case", action="store_true", help="区分大小写")
        made.add_argument("--whole", action="store_true", help="整格相同才算")

    find = command("find", "在全部表、备注、说明和文稿里查找文字或数", as_json=True)
    find.add_argument("text", metavar="TEXT", help="文字或数；找 1234.5 也找得到 1,234.50")
    where(find)
    replace = command("replace", "查找并替换填写的内容；公式算出的、锁定的不动", as_json=True)
    replace.add_argument("text", metavar="TEXT", help="找什么")
    replace.add_argument("new", metavar="NEW", help="换成什么")
    replace.add_argument("--dry-run", action="store_true", help="只看会改变什么，不写入")
    where(replace)

    version = command("version", "版本：保存、列出、比较、回到、删除", file=False, as_json=True)
    version.add_argument("action", choices=("save", "list", "compare", "restore", "drop"), help="save、list、compare、restore 或 drop")
    add_document(version)
    version.add_argument("names", nargs="*", metavar="NAME", help="版本的名字或序号；compare 只写一个就和现在比较，不写就用最近的一个")
    version.add_argument("--with", dest="other", type=Path, metavar="OTHER", help="compare：和另一个文档比较")
    version.add_argument("--report", type=Path, metavar="OUT.pdf", help="compare：写出对照报告")
