"""Commands over folders: the same command for every document in them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.answers import DATA_ERRORS, DONE, FAILED, answer, say, tell

if TYPE_CHECKING:
    from desktop.app.many import Found, Outcome


def check_many(options: argparse.Namespace) -> int:
    """``check DIR…``"""
    tier = ["--tier", options.tier] if options.tier else []
    return _over(options, [options.file, *options.more], lambda found: ["check", str(found.file), "--json", *tier])


def write_many(options: argparse.Namespace, command: str, folder: Path | None, suffix: str, extra: Sequence[str] = ()) -> int:
    """``pdf``, ``export``, ``document`` with a folder instead of a document: the outputs lie in ``folder`` as the documents lie in theirs."""
    from desktop.app.many import place_out
    from desktop.app.problems import Refused
    from desktop.core.reasons import reason

    if folder is None or (folder.suffix and not folder.is_dir()):
        raise Refused(f"“{options.file}”是一个文件夹，输出也要写一个文件夹，例如 {options.file.name}-输出。")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(f"输出文件夹“{folder}”建不了：{reason(problem)}。请换一个位置。") from None
    outs: dict[Path, Path] = {}

    def arguments(found: Found) -> list[str]:
        outs[found.file] = place_out(found, folder, suffix)
        return [command, str(found.file), str(outs[found.file]), *extra]

    return _over(options, [options.file], arguments, outs)


def one_only(options: argparse.Namespace) -> None:
    """The report over many documents is not for one.

    Raises:
        Refused: it was asked for.
    """
    from desktop.app.problems import Refused

    if options.report is not None:
        raise Refused(f"--report 用于文件夹里的许多文档；“{options.file}”是一个文档，请去掉 --report。")


def shown_as(options: argparse.Namespace) -> list[str]:
    """The options that are handed on to every document."""
    passed = [part for name in ("unit", "rounding") if getattr(options, name, "") for part in (f"--{name}", getattr(options, name))]
    passed += [part for table in getattr(options, "table", ()) for part in ("--table", table)]
    return passed + (["--signature"] if getattr(options, "signature", False) else [])


def _over(options: argparse.Namespace, paths: Sequence[Path], arguments, outs: dict[Path, Path] | None = None) -> int:  # type: ignore[no-untyped-def]
    from desktop.app import many
    from desktop.app.exporting import needs

    report: Path | None = options.report
    if report is not None:
        needs(report, (".xlsx", ".json"))

    def watch(done: int, total: int, outcome: Outcome) -> None:
        if outs is not None and outcome.code == DONE:
            outcome.out = outs[outcome.found.file]
        tell(f"{done}/{total} {many.one_line(outcome)}")

    outcomes = many.run_many(many.documents_in(paths), arguments, watch)
    if report is not None:
        many.write_report(outcomes, report)
    if getattr(options, "json", False):
        answer(many.many_data(outcomes))
    else:
        say(many.summary(outcomes) + (f"报告已写入 {report}" if report is not None else ""))
    if any(outcome.code not in (DONE, DATA_ERRORS) for outcome in outcomes):
        return FAILED
    return DATA_ERRORS if any(outcome.code for outcome in outcomes) else DONE
