"""What can be written on the command line about projects, their indicators and their forms. Imports nothing heavy."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.app.usage_guarding import add_document

_TABLE = "表号或标题；每个项目一张的表写 表号#项目编号，例如 项目支出绩效自评表#2"
_PROJECT = "项目的编号、名称或项目编码"


def add_project_commands(command: Callable[..., Any], helped: Callable[[Any], None]) -> None:
    """Add the commands. ``command(name, say, …)`` makes one, ``helped(parser)`` gives a parser its help option."""

    def actions(name: str, say: str) -> Callable[..., Any]:
        made = command(name, say, file=False)
        inner = made.add_subparsers(dest="action", metavar="操作", title="操作", required=True, parser_class=type(made))

        def action(which: str, told: str, *, as_json: bool = False) -> Any:
            one = inner.add_parser(which, help=told, description=told, add_help=False)
            helped(one)
            add_document(one)
            if as_json:
                one.add_argument("--json", action="store_true", help="以 JSON 输出")
            return one

        return action

    command("projects", "列出项目：各表状态、得分、等级、疑点数", as_json=True)
    project = actions("project", "项目：add 增加，copy 复制，remove 删除，move 移动，changes 目标改动，forecast 预测得分")
    added = project("add", "增加一个项目，它的各张表随着出现", as_json=True)
    added.add_argument("name", metavar="NAME", help="项目名称")
    added.add_argument("--code", default="", metavar="CODE", help="项目编码")
    added.add_argument("--category", default="", metavar="TEXT", help="项目类别")
    added.add_argument("--from", dest="source", default="", metavar="PROJECT", help=f"照这个项目的目标和预算（{_PROJECT}）")
    added.add_argument("--set", dest="values", action="append", default=[], metavar="栏=值", help="清单中其他各栏，可以重复")
    added.add_argument("--after", default=None, metavar="PROJECT", help="放在这个项目后面（不写：放在最后）")
    copied = project("copy", "复制一个项目和它的各张表", as_json=True)
    copied.add_argument("project", metavar="PROJECT", help=_PROJECT)
    copied.add_argument("name", metavar="NAME", nargs="?", default="", help="新项目的名称（不写：原名称加“（副本）”）")
    copied.add_argument("--no-results", action="store_true", help="不带完成值、得分等结果")
    removed = project("remove", "删除项目和它的各张表；可以用 undo 撤销")
    removed.add_argument("projects", metavar="PROJECT", nargs="+", help=_PROJECT)
    moved = project("move", "把项目移到清单的第几位")
    moved.add_argument("project", metavar="PROJECT", help=_PROJECT)
    moved.add_argument("to", type=int, metavar="N", help="第几位，1 是最前")
    changes = project("changes", "监控、自评开始以后，绩效目标改动了什么", as_json=True)
    changes.add_argument("project", metavar="PROJECT", nargs="?", default="", help=f"{_PROJECT}（不写：全部项目）")
    forecast = project("forecast", "按监控数预测自评得分", as_json=True)
    forecast.add_argument("project", metavar="PROJECT", nargs="?", default="", help=f"{_PROJECT}（不写：全部项目）")

    row = actions("row", "自列行（指标、项目）：add 增加，remove 删除，move 移动，copy 复制")
    row_added = row("add", "增加一行")
    row_added.add_argument("table", metavar="TABLE", help=_TABLE)
    row_added.add_argument("values", metavar="栏=值", nargs="*", help="这一行的内容，例如 三级指标=培训人次 指标值=≥300人次")
    row_added.add_argument("--after", default=None, metavar="ROW", help="放在这一行后面（不写：放在最后）")
    row_removed = row("remove", "删除行；可以用 undo 撤销")
    row_removed.add_argument("table", metavar="TABLE", help=_TABLE)
    row_removed.add_argument("rows", metavar="ROW", nargs="+", help="行标识或这一行的名称")
    row_moved = row("move", "移动一行")
    row_moved.add_argument("table", metavar="TABLE", help=_TABLE)
    row_moved.add_argument("row", metavar="ROW", help="行标识或这一行的名称")
    row_moved.add_argument("to", type=int, metavar="N", help="第几位，1 是最前")
    row_copied = row("copy", "复制一行到它后面")
    row_copied.add_argument("table", metavar="TABLE", help=_TABLE)
    row_copied.add_argument("row", metavar="ROW", help="行标识或这一行的名称")

    coach = command("coach", "指标助手：每条指标缺什么、该怎么写、上年是多少，各级分值对不对", as_json=True)
    coach.add_argument("table", metavar="TABLE", help=_TABLE)
    coach.add_argument("row", metavar="ROW", nargs="?", default="", help="只看这一条指标")


def add_batch_options(made: argparse.ArgumentParser) -> None:
    """Options of export and pdf for the forms of projects."""
    made.add_argument("--project", default=[], action="append", metavar="PROJECT", help=f"只要这个项目的表（{_PROJECT}），可以重复")
    made.add_argument("--per-project", type=Path, metavar="DIR", help="每个项目一个文件，写入这个文件夹（这时不写输出文件）")
