"""Tools for pack authors, and the list of packs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.app.problems import Refused
from desktop.forms.catalog import PackSummary, list_packs


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a tool found, as text and as data; ``well`` is False where something has to be mended."""

    well: bool
    lines: list[str]
    data: dict[str, Any]


def packs() -> list[PackSummary]:
    return list_packs()


def pack_data(pack: PackSummary) -> dict[str, Any]:
    """One pack for ``mingzhang packs --json``."""
    return {
        "id": pack.id,
        "title": pack.title,
        "region": pack.region,
        "years": list(pack.years),
        "version": pack.version,
        "kept_in": pack.kept_in,
        "forms": list(pack.forms),
        "problem": pack.problem or None,
        "folder": str(pack.folder),
    }


def run(action: str, path: str, out: Path | None) -> Outcome:
    """``mingzhang pack lint|test|review``.

    Raises:
        PackError: there is no such pack, or it cannot be read.
    """
    source: str | Path = Path(path) if Path(path).is_dir() or Path(path).is_file() else path
    return {"lint": _lint, "test": _test}[action](source) if action != "review" else _review(source, out)


def _lint(source: str | Path) -> Outcome:
    from desktop.forms.catalog import pack_folder
    from desktop.forms.lint import lint_path

    name = pack_folder(source).name
    problems = lint_path(source)
    lines = [f"{problem.place}：{problem.say}（{problem.rule}）" for problem in problems]
    lines.append(f"{name}：{len(problems)} 个问题。" if problems else f"{name}：没有问题。")
    data = {"pack": name, "problems": [{"rule": one.rule, "place": one.place, "say": one.say} for one in problems]}
    return Outcome(not problems, lines, data)


def _test(source: str | Path) -> Outcome:
    from desktop.forms.cases import run_cases
    from desktop.forms.load import load_pack

    pack = load_pack(source)
    results = run_cases(source)
    failed = [result for result in results if result.problems]
    lines = [f"{result.file} {result.name}：{problem}" for result in failed for problem in result.problems]
    if results:
        lines.append(f"{pack.id}：{len(results)} 个用例，{len(failed)} 个不通过。")
    else:
        lines.append(f"{pack.id}：没有用例。请在它的 tests 文件夹里写上用例，改表套时才知道有没有改坏。")
    data = {
        "pack": pack.id,
        "cases": [{"file": result.file, "name": result.name, "problems": list(result.problems)} for result in results],
    }
    return Outcome(not failed, lines, data)


def _review(source: str | Path, out: Path | None) -> Outcome:
    from desktop.exchange.tables import write_sheets
    from desktop.forms.load import load_pack
    from desktop.forms.review import review_path

    pack = load_pack(source)
    target = out or Path(f"{pack.id}-审阅.xlsx")
    if target.suffix.casefold() != ".xlsx":
        raise Refused(f"审阅工作簿“{target.name}”的扩展名应当是 .xlsx。")
    write_sheets(target, [(sheet.name, sheet.rows) for sheet in review_path(source)])
    return Outcome(True, [f"已写入 {target}"], {"pack": pack.id, "out": str(target)})
