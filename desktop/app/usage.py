"""What can be written on the command line: commands, arguments and their help, in Chinese. Imports nothing heavy."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from desktop.app.disclosure_usage import add_disclosure_commands
from desktop.app.usage_finishing import add_finishing_commands
from desktop.app.usage_guarding import add_document, add_guarding_commands
from desktop.app.usage_keeping import add_keeping_commands
from desktop.app.usage_projects import add_batch_options, add_project_commands
from desktop.app.usage_seeking import add_seeking_commands

_TABLE: Final = "表号或标题，例如 公开01；每个项目一张的表写 表号#项目编号"
_EVERY: Final = "每个项目一张的表只写表号，就是全部项目的"
_WORDS: Final = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示这份帮助",
    "show program's version number and exit": "显示版本",
}
_ERRORS: Final = (
    (re.compile(r"the following arguments are required: (.*)"), "缺少参数：{}"),
    (re.compile(r"unrecognized arguments: (.*)"), "不认识的参数：{}"),
    (re.compile(r"argument (\S+): expected one argument"), "{} 后面要写一个值"),
    (re.compile(r"argument (\S+): expected at least one argument"), "{} 后面至少要写一个值"),
    (re.compile(r"argument (\S+): expected 3 arguments"), "{} 后面要写三个值：表 行 栏"),
    (re.compile(r"argument (\S+): invalid int value: '(.*)'"), "{} 要写整数，不能是“{}”"),
    (re.compile(r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)"), "{} 不能是“{}”，可以是：{}"),
    (re.compile(r"argument (.+): not allowed with argument (.+)"), "{} 不能和 {} 一起用"),
    (re.compile(r"one of the arguments (.*) is required"), "要写其中之一：{}"),
    (re.compile(r"ambiguous option: (\S+) could match (.*)"), "{} 不明确，可能是 {}"),
)


class Parser(argparse.ArgumentParser):
    """argparse that speaks Chinese and takes ``-5.2万元`` for a value."""

    def __init__(self, **settings: object) -> None:
        super().__init__(formatter_class=_Help, allow_abbrev=False, **settings)  # type: ignore[arg-type]
        self._optionals.title = _WORDS["options"]
        self._positionals.title = _WORDS["positional arguments"]
        self._negative_number_matcher = re.compile(r"-[\d.].*\Z|-\Z")

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _ERRORS:
            found = pattern.fullmatch(message)
            if found:
                message = sentence.format(*(group.replace("'", "") for group in found.groups()))
                break
        sys.stderr.write(f"{message}。用法见 {self.prog} --help。\n")
        sys.exit(2)


class _Help(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=34, width=110)

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, _WORDS["usage: "] if prefix is None else prefix)


def parser() -> Parser:
    """The parser of the whole command."""
    from desktop import __version__

    top = Parser(
        prog="mingzhang",
        description="明账：部门决算公开的填报、审核和公开文本。不带参数，或只写一个文档，打开窗口。",
        epilog="表号如 公开01；行可以写行标识、行次（行27）、科目代码（2060101）或 合计；栏可以写栏标识或栏次（栏1）。"
        "退出码：0 完成，1 数据有错误或导入被拒绝，2 用法不对、文件读不了或内部错误。",
        add_help=False,
    )
    top.add_argument("-h", "--help", action="help", help=_WORDS["show this help message and exit"])
    top.add_argument("--version", action="version", version=f"明账 {__version__}", help="显示版本")
    commands = top.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=Parser)

    def command(name: str, say: str, *, file: bool = True, as_json: bool = False) -> Parser:
        made: Parser = commands.add_parser(name, help=say, description=say, add_help=False)
        helped(made)
        if file:
            add_document(made)
        if as_json:
            made.add_argument("--json", action="store_true", help="以 JSON 输出")
        return made

    def helped(made: Parser) -> None:
        made.add_argument("-h", "--help", action="help", help=_WORDS["show this help message and exit"])

    def cell(made: Parser, optional: bool = False) -> None:
        many = "?" if optional else None
        made.add_argument("table", metavar="TABLE", help=_TABLE, nargs=many)
        made.add_argument("row", metavar="ROW", help="行标识、行次（行27）、科目代码或 合计", nargs=many)
        made.add_argument("column", metavar="COLUMN", help="栏标识或栏次（栏1）", nargs=many)

    def shown(made: Parser) -> None:
        made.add_argument("--unit", choices=("万元", "元"), default="", help="金额单位（不写：按文档设置）")
        made.add_argument("--rounding", choices=("保留尾差", "舍位平衡"), default="", help="尾差处理（不写：按文档设置）")

    def folder(made: Parser) -> None:
        made.add_argument(
            "--report", type=Path, metavar="OUT", help="FILE 是文件夹时：输出也是文件夹，各文档结果写到这里（.xlsx 或 .json）"
        )

    demo = command("demo", "把一份完整的真实样例写入文件夹：文档、工作簿、公开文稿（PDF、Word）、审核报告", file=False)
    demo.add_argument("folder", type=Path, metavar="DIR", help="文件夹（没有就新建）")
    demo.add_argument("--sample", default="jincheng-2024", metavar="ID", help="样例（默认 jincheng-2024）")
    command("samples", "列出样例", file=False, as_json=True)
    command("packs", "列出表套", file=False, as_json=True)

    new = command("new", "新建文档")
    new.add_argument("--pack", default="", metavar="ID", help="表套，见 packs；有上年文档时可以不写")
    new.add_argument("--unit", default="", metavar="NAME", help="单位名称；有上年文档时可以不写")
    new.add_argument("--code", default="", metavar="CODE", help="单位代码")
    new.add_argument("--year", default=0, type=int, metavar="YEAR", help="决算年度；有上年文档时可以不写")
    new.add_argument(
        "--from", dest="last_year", type=Path, metavar="LAST_YEAR_FILE", help="上年的文档或工作簿：带来上年数、科目、文字、年初结转结余"
    )
    new.add_argument("--with-projects", action="store_true", help="连同上年的项目和绩效目标一起带来（不带金额和结果）")
    new.add_argument("--kept-in", choices=("万元", "元"), default="", help="记账单位（不写：按表套）")

    imported = command("import", "导入工作簿（.xlsx .xls .et）", as_json=True)
    imported.add_argument("books", type=Path, nargs="+", metavar="BOOK", help="工作簿")
    imported.add_argument("--dry-run", action="store_true", help="只看会改变什么，不写入")
    imported.add_argument("--table", default="", metavar="TABLE", help="只导入这张表")
    imported.add_argument("--prior", action="store_true", help="作为上年数导入")

    subjects = command("import-subjects", "导入当年的官方科目表", file=False)
    subjects.add_argument("book", type=Path, metavar="BOOK", help="科目表（.xlsx .xls）")
    subjects.add_argument("--year", required=True, type=int, metavar="YEAR", help="科目表的年度")

    cell(command("get", "看一格的数和来源", as_json=True))
    enter = command("set", "填一格，或用 --from 填许多格；空文字清空")
    cell(enter, optional=True)
    enter.add_argument("value", metavar="VALUE", help="值，可带单位，可写 =1200+35.5", nargs="?")
    enter.add_argument("--from", dest="source", type=Path, metavar="CSV", help="四列的 CSV：表,行,栏,值")
    show = command("show", "看一张表", as_json=True)
    show.add_argument("table", metavar="TABLE", help=_TABLE)
    shown(show)

    check = command("check", "审核", as_json=True)
    check.add_argument("more", type=Path, nargs="*", metavar="DIR", help="更多文档或文件夹；FILE 也可以是文件夹")
    check.add_argument("--tier", choices=("基本", "严格", "波动", "文表", "绩效"), default="", help="只看这一类")
    check.add_argument("--report", type=Path, metavar="OUT", help="写出审核报告（.xlsx 或 .pdf；许多文档：.xlsx 或 .json）")
    ack = command("ack", "说明一条警告的原因，或用 --withdraw 撤回说明")
    ack.add_argument("check", metavar="CHECK", help="审核编号")
    ack.add_argument("scope", metavar="SCOPE", help='范围，见 check（没有范围写 ""）', nargs="?", default="")
    given = ack.add_mutually_exclusive_group(required=True)
    given.add_argument("--reason", metavar="TEXT", help="原因")
    given.add_argument("--withdraw", action="store_true", help="撤回说明")
    cell(command("explain", "说明一个数怎么来的", as_json=True))

    export = command("export", "导出工作簿")
    export.add_argument("out", type=Path, metavar="OUT.xlsx", nargs="?", help="输出文件")
    export.add_argument("--template", type=Path, metavar="BUREAU.xlsx", help="填入财政局下发的模板（写入它的副本）")
    export.add_argument("--table", default=[], action="append", metavar="TABLE", help=f"只导出这张表，可以重复；{_EVERY}")
    shown(export)
    add_batch_options(export)
    folder(export)
    pdf = command("pdf", "输出正式表 PDF")
    pdf.add_argument("out", type=Path, metavar="OUT.pdf", nargs="?", help="输出文件")
    pdf.add_argument("--table", default=[], action="append", metavar="TABLE", help=f"只输出这张表，可以重复；{_EVERY}")
    pdf.add_argument("--signature", action="store_true", help="带签章栏")
    shown(pdf)
    add_batch_options(pdf)
    folder(pdf)
    add_disclosure_commands(command)
    add_project_commands(command, helped)
    add_seeking_commands(command)
    add_finishing_commands(command)

    for name, say in (("undo", "撤销"), ("redo", "恢复撤销的操作")):
        step = command(name, say)
        step.add_argument("count", type=int, nargs="?", default=1, metavar="N", help="步数（默认 1）")
    history = command("history", "看修改记录", as_json=True)
    history.add_argument("--cell", nargs=3, metavar=("TABLE", "ROW", "COLUMN"), help="只看一格")
    command("backup", "备份文档")
    restore = command("restore", "把备份恢复为新文件", as_json=True)
    restore.add_argument("--list", action="store_true", help="列出备份")
    restore.add_argument("--to", type=Path, metavar="NEW", help="新文件")
    restore.add_argument("--which", type=int, default=1, metavar="N", help="第几份（默认 1，最新的）")

    add_keeping_commands(command)
    add_guarding_commands(command)

    pack = command("pack", "表套作者的工具：lint 检查，test 运行用例，review 输出审阅工作簿", file=False, as_json=True)
    pack.add_argument("action", choices=("lint", "test", "review"), help="lint、test 或 review")
    pack.add_argument("path", metavar="PATH", help="表套的文件夹或标识")
    pack.add_argument("out", type=Path, nargs="?", metavar="OUT.xlsx", help="review 的输出文件")
    test = command("self-test", "检查这份安装：字体、表套、文档、PDF、Word、工作簿、窗口", file=False, as_json=True)
    test.add_argument("--keep", type=Path, metavar="DIR", help="把做出的文件和记录留在这个文件夹")
    test.add_argument("--no-window", action="store_true", help="不打开窗口")
    return top


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; says what is wrong and exits with 2."""
    top = parser()
    names = _commands(top)
    first = arguments[0]
    if not first.startswith("-") and first not in names:
        near = difflib.get_close_matches(first, names, n=2, cutoff=0.5)
        hint = f"是不是 {' 或 '.join(near)}？" if near else "用 mingzhang --help 查看全部命令。"
        sys.stderr.write(f"没有“{first}”这个命令，也没有这个文档文件。{hint}\n")
        sys.exit(2)
    return top.parse_args(list(arguments))


def _commands(top: Parser) -> list[str]:
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            return list(action.choices)
    return []
