"""What can be written on the command line about the disclosure document. Imports nothing heavy."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


def add_disclosure_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands ``document``, ``facts``, ``reason``, ``text``, ``preflight``, ``package``."""

    def which(made: argparse.ArgumentParser) -> None:
        made.add_argument("--narrative", default="", metavar="NAME", help="表套里的哪一份文稿（不写：第一份）")

    document = command("document", "生成公开文稿：目录、表、情况说明和附件在一个文件里", as_json=True)
    document.add_argument("outs", type=Path, nargs="+", metavar="OUT.pdf|OUT.docx", help="输出文件；可以同时写一个 .pdf 和一个 .docx")
    which(document)
    document.add_argument("--word", action="store_true", help="FILE 是文件夹时：写 Word 文件（不写：PDF）")
    document.add_argument("--report", type=Path, metavar="OUT", help="FILE 是文件夹时：写出各文档结果（.xlsx 或 .json）")

    command("facts", "列出文稿可以引用的每个数和文字", as_json=True)

    reason = command("reason", "填一项原因或资料，文中用到它的各句都跟着变")
    reason.add_argument("block", metavar="BLOCK", help="资料的名称（收支总体原因、206/与上年比原因），或要用原因的块")
    reason.add_argument("text", metavar="TEXT", help='原因；清空写 ""')

    text = command("text", "改写文稿的一块；不写文字，看这一块的状态", as_json=True)
    text.add_argument("block", metavar="BLOCK", help="块的名称，见 document --json")
    text.add_argument("text", metavar="TEXT", nargs="?", help='自己的文字；恢复生成的文字写 ""')
    text.add_argument("--keep", action="store_true", help="数据变了，自己的文字仍然合适：不再提示")
    which(text)

    preflight = command("preflight", "公开前检查：文稿和表按公开要求逐条核对", as_json=True)
    which(preflight)

    package = command("package", "生成公开文件：PDF、Word、工作簿和校验和，放入一个文件夹", as_json=True)
    package.add_argument("folder", type=Path, metavar="DIR", help="文件夹（没有就新建）")
    package.add_argument("--draft", action="store_true", help="还有错误时也生成，文件名标明（草稿）")
    which(package)
