"""How many files made wrong crash the program, hang it or fill the memory.

    python tests/hostile/mutate_many.py --count 2000 --seed 1 [--start 0] [--kind workbook] [--only 17]

Prints a table and every mutant that was not met with a sentence, with its number: the same seed and number make the same mutant again.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import mutants  # noqa: E402


def sources(folder: Path) -> dict[str, list[Path]]:
    """Sound files of every kind, made in ``folder``."""
    from desktop.app import exporting
    from desktop.app.samples import build_sample, find_sample
    from desktop.forms.catalog import resources_root
    from desktop.store import parts, passwords

    passwords.LOG_N = 10
    sample = find_sample("jincheng-2024")
    documents = [folder / name for name in ("样例.mz", "有密码.mz", "流水.mz")]
    with build_sample(sample, documents[0]) as session:
        exporting.export_workbook(session, folder / "导出.xlsx")
        session.save(documents[1])
        session.document.set_password(mutants.PASSWORD)
    shutil.copy(documents[0], documents[2])
    _long_journal(documents[2], parts)
    documents += sorted((ROOT / "tests" / "old_documents").glob("*.mz"))
    workbooks = [folder / "导出.xlsx", *sorted(sample.folder.glob("*.xlsx")), _old_workbook(folder)]
    packs = [resources_root() / "packs" / name for name in ("cn-2024", "sx-2024")]
    return {"workbook": workbooks, "document": documents, "pack": packs}


def _long_journal(path: Path, parts: Any) -> None:
    """Steps that are packed, as behind four thousand others."""
    from desktop.app.session import Session
    from desktop.core import entry
    from desktop.core.cells import CellRef

    before = parts.KEPT_LOOSE, parts._OPERATIONS
    parts.KEPT_LOOSE, parts._OPERATIONS = 3, 10
    try:
        with Session.open(path) as session:
            for number in range(40):
                session.do(entry.type_text(session.model, CellRef("公开03", "2060101", "基本支出"), f"{number}.5"))
            session.save()
            session.save()
    finally:
        parts.KEPT_LOOSE, parts._OPERATIONS = before


def _old_workbook(folder: Path) -> Path:
    import xlwt

    from desktop.exchange.read import read_workbook

    book = xlwt.Workbook()
    for sheet in read_workbook(folder / "导出.xlsx").sheets[:6]:
        made = book.add_sheet(sheet.name[:31])
        for (row, column), cell in sheet.cells.items():
            made.write(row, column, cell.text if isinstance(cell.value, str) or cell.value is None else float(cell.value))
    book.save(str(folder / "旧.xls"))
    return folder / "旧.xls"


def run(
    numbers: Iterable[int], seed: int, kinds: tuple[str, ...] = mutants.KINDS, files: dict[str, list[Path]] | None = None
) -> Iterator[tuple[int, str, str, dict[str, Any]]]:
    """(number, kind, what was done, answer) for every mutant of ``files``, by default of the sample in every form it can have."""
    with tempfile.TemporaryDirectory(prefix="mutants-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        environment = os.environ | {
            "MINGZHANG_DATA": str(folder / "data"),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(Path(__file__).parent)]),
            "PYTHONIOENCODING": "utf-8",
        }
        if files is None:
            os.environ["MINGZHANG_DATA"] = str(folder / "data")
            files = sources(folder)
        worker = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("mutant_worker.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=environment,
            cwd=ROOT,
        )
        assert worker.stdin is not None
        assert worker.stdout is not None
        try:
            for number in numbers:
                chance = random.Random(f"{seed}:{number}")
                kind = kinds[number % len(kinds)]
                source = chance.choice(files[kind])
                place = folder / str(number)
                place.mkdir()
                target = place / source.name
                done = f"{source.name} {mutants.make(kind, source, target, chance)}"
                worker.stdin.write(f"{kind}\t{target}\n")
                worker.stdin.flush()
                yield number, kind, done, json.loads(worker.stdout.readline())
                shutil.rmtree(place, ignore_errors=True)
                for left in ("working", "backups", "reading"):
                    shutil.rmtree(folder / "data" / left, ignore_errors=True)
        finally:
            worker.stdin.close()
            worker.stdout.close()
            worker.wait()


def outcome(answer: dict[str, Any]) -> str:
    """In a word, what became of a mutant; 告知 and 打开 are as they should be."""
    for word in ("crashed", "died", "hung", "memory"):
        if word in answer:
            return word
    return "告知" if answer["said"] else "打开"


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--kind", choices=mutants.KINDS)
    options.add_argument("--only", type=int)
    options.add_argument("--start", type=int, default=0)
    chosen = options.parse_args()
    table: collections.Counter[tuple[str, str]] = collections.Counter()
    slowest, largest, said = 0.0, 0, collections.Counter[str]()
    numbers = range(chosen.start, chosen.start + chosen.count) if chosen.only is None else [chosen.only]
    for number, kind, done, answer in run(numbers, chosen.seed, (chosen.kind,) if chosen.kind else mutants.KINDS):
        word = outcome(answer)
        table[kind, word] += 1
        slowest, largest = max(slowest, answer["seconds"]), max(largest, answer["megabytes"])
        said[answer.get("said", "")[:40]] += 1
        if word in ("crashed", "died", "hung", "memory") or chosen.only is not None:
            print(f"{number} {kind} {done}: {word} {answer['seconds']} s\n{answer.get('crashed', answer)}", flush=True)  # noqa: T201
        if number % 100 == 99:
            print(f"… {number + 1}: {dict(table)}", flush=True)  # noqa: T201
    for (kind, word), times in sorted(table.items()):
        print(f"{kind:10} {word:8} {times:6}")  # noqa: T201
    print(f"slowest {slowest} s, largest {largest} MB, {len(said)} different sentences")  # noqa: T201
    return int(any(word in ("crashed", "died", "hung", "memory") for _, word in table))


if __name__ == "__main__":
    sys.exit(main())
