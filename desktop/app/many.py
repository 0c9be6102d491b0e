"""One command over many documents: each in a process of its own, several side by side, so that one bad file never stops the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

from desktop.app.problems import Refused
from desktop.core.reasons import reason

SUFFIX: Final = ".mz"
SECONDS: Final = 900
"""How long one document may take; far more than the largest needs, so that a hanging one is left behind and the others go on."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document, and its place below the folder that was named (only its name where it was named itself)."""

    file: Path
    place: Path


@dataclass(slots=True)
class Outcome:
    """What the command said of one document. ``code`` is its exit code (None: it was never begun or was stopped)."""

    found: Found
    code: int | None = None
    said: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    data: dict[str, Any] | None = None
    out: Path | None = None


def documents_in(paths: Sequence[Path]) -> list[Found]:
    """The documents that are named or lie below the folders named, each once, in the order of their names.

    Raises:
        Refused: there is none.
    """
    found: dict[Path, Found] = {}
    for path in paths:
        if path.is_dir():
            inside = [file for file in path.rglob("*") if file.suffix.casefold() == SUFFIX and file.is_file()]
            shown = [file for file in inside if not any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)]
            for file in sorted(shown, key=lambda one: [part.casefold() for part in one.relative_to(path).parts]):
                found.setdefault(file.resolve(), Found(file, file.relative_to(path)))
        else:
            found.setdefault(path.resolve(), Found(path, Path(path.name)))
    if not found:
        raise Refused(f"{'、'.join(f'“{path}”' for path in paths)}里没有明账文档（*{SUFFIX}）。请换一个文件夹。")
    return list(found.values())


def run_many(
    found: Sequence[Found],
    arguments: Callable[[Found], Sequence[str]],
    watch: Callable[[int, int, Outcome], None] | None = None,
    *,
    workers: int = 0,
) -> list[Outcome]:
    """Run ``mingzhang`` with ``arguments(document)`` for every document; the outcomes in the order of ``found``.

    ``watch(done, total, outcome)`` is called as they come in, in this thread. ``workers``: how many side by side (0: as many as the machine
    has cores). What a document's command says on standard output is read as JSON where it is an object.
    """
    outcomes = [Outcome(one) for one in found]
    pool = ThreadPoolExecutor(workers or os.cpu_count() or 1)
    try:
        waiting = {pool.submit(_run, outcome, list(arguments(outcome.found))): outcome for outcome in outcomes}
        for done, future in enumerate(as_completed(waiting), 1):
            future.result()
            if watch:
                watch(done, len(outcomes), waiting[future])
    finally:
        pool.shutdown(cancel_futures=True)
    return outcomes


def _run(outcome: Outcome, arguments: list[str]) -> None:
    try:
        done = subprocess.run(
            [*program(), *arguments],
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        outcome.code = 2
        outcome.told = [f"“{outcome.found.file}”{SECONDS // 60} 分钟还没有做完，已停止。请单独打开它看看。"]
        return
    except OSError as problem:
        outcome.code = 2
        outcome.told = [f"“{outcome.found.file}”没有做成：另一个程序进程开不起来（{reason(problem)}）。请稍后再试。"]
        return
    outcome.code = done.returncode
    outcome.told = [line for line in done.stderr.splitlines() if line.strip()]
    text = done.stdout.strip()
    try:
        outcome.data = json.loads(text) if text.startswith("{") else None
    except ValueError:  # it ended in the middle of its answer
        outcome.code, text = 2, ""
    if outcome.data is None:
        outcome.said = text.splitlines()
    if outcome.code not in (0, 1) and not outcome.told:
        outcome.told = [f"“{outcome.found.file}”没有做成：处理它的进程意外结束（{done.returncode}）。请单独打开它看看。"]


def program() -> list[str]:
    """How this program starts itself as a command; frozen, it is the same executable."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop.cli"]


def place_out(outcome: Found, folder: Path, suffix: str) -> Path:
    """Where the output of a document goes: the same place below ``folder``, made if need be."""
    out = folder / outcome.place.with_suffix(suffix)
    out.parent.mkdir(parents=True, exist_ok=True)
    return out


_STATES: Final = {0: "完成", 1: "有错误", 2: "没有做成"}


def many_data(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """``--json`` of a command over many documents."""
    return {
        "files": [
            {
                "file": str(outcome.found.file),
                "done": outcome.code in (0, 1),
                "code": outcome.code,
                "out": str(outcome.out) if outcome.out else None,
                "said": outcome.said,
                "told": outcome.told,
                "result": outcome.data,
            }
            for outcome in outcomes
        ],
        "counts": {
            "files": len(outcomes),
            "done": sum(outcome.code in (0, 1) for outcome in outcomes),
            "with_errors": sum(outcome.code == 1 for outcome in outcomes),
            "failed": sum(outcome.code not in (0, 1) for outcome in outcomes),
        },
    }


def summary(outcomes: Sequence[Outcome]) -> str:
    """One line about all of them."""
    counts = many_data(outcomes)["counts"]
    parts = [f"{counts['files']} 个文档，完成 {counts['done']} 个"]
    if counts["with_errors"]:
        parts.append(f"其中 {counts['with_errors']} 个有错误")
    if counts["failed"]:
        parts.append(f"没有做成 {counts['failed']} 个")
    return "，".join(parts) + "。"


def one_line(outcome: Outcome) -> str:
    """What became of one document, in a line."""
    state = _STATES.get(2 if outcome.code is None else outcome.code, _STATES[2])
    if outcome.code not in (0, 1):
        return f"{outcome.found.place}：{state}。{' '.join(outcome.told)}"
    number = (outcome.data or {}).get("counts")
    if isinstance(number, dict) and "error" in number:
        return (
            f"{outcome.found.place}：错误 {number['error']}，警告 {number['warning']}，"
            f"提示 {number['hint']}，已说明 {number['acknowledged']}"
        )
    return f"{outcome.found.place}：{state}" + (f"，{outcome.out}" if outcome.out else "")


def write_report(outcomes: Sequence[Outcome], out: Path) -> None:
    """All outcomes as a workbook (a sheet of documents, a sheet of findings) or as JSON, by the ending of ``out``.

    Raises:
        Refused, WorkbookError: what stood at ``out`` is as it was.
    """
    from desktop.app.exporting import needs

    needs(out, (".xlsx", ".json"))
    if out.suffix.casefold() == ".json":
        from desktop.exchange.safe_file import replace_with

        text = json.dumps(many_data(outcomes), ensure_ascii=False, indent=1).encode()

        def write(draft: BinaryIO) -> None:
            draft.write(text)

        replace_with(out, write, lambda draft: None)
        return
    from desktop.exchange.tables import write_sheets

    sheets: list[tuple[str, list[list[Any]]]] = [("文档", [[summary(outcomes)], [], *_document_rows(outcomes)])]
    findings = _finding_rows(outcomes)
    if len(findings) > 1:
        sheets.append(("审核结果", findings))
    write_sheets(out, sheets)


def _document_rows(outcomes: Sequence[Outcome]) -> list[list[Any]]:
    rows: list[list[Any]] = [["文档", "结果", "单位", "年度", "错误", "警告", "提示", "已说明", "输出", "说明"]]
    for outcome in outcomes:
        data = outcome.data or {}
        number = data.get("counts", {})
        rows.append(
            [
                str(outcome.found.place),
                _STATES.get(2 if outcome.code is None else outcome.code, _STATES[2]),
                data.get("unit"),
                str(data["year"]) if "year" in data else None,
                *(number.get(name) for name in ("error", "warning", "hint", "acknowledged")),
                str(outcome.out) if outcome.out else None,
                "\n".join(outcome.told),
            ]
        )
    return rows


def _finding_rows(outcomes: Sequence[Outcome]) -> list[list[Any]]:
    from desktop.app.checking import SEVERITIES, STATES

    rows: list[list[Any]] = [["文档", "级别", "状态", "编号", "表", "位置", "问题", "依据", "处理办法", "说明"]]
    for outcome in outcomes:
        for found in (outcome.data or {}).get("findings", ()):
            rows.append(
                [
                    str(outcome.found.place),
                    SEVERITIES[found["severity"]],
                    STATES[found["state"]],
                    *(found[name] for name in ("check", "table", "scope", "say", "why", "how", "reason")),
                ]
            )
    return rows
