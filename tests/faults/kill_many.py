"""Kill the program at random moments of its work and count what is lost: ``python tests/faults/kill_many.py --count 1000 [--seed 1]``.

Every kill is a process of its own, killed by the system (SIGKILL; TerminateProcess on Windows) at a random moment, or ended inside a random file
operation. Then the document is opened, what the recovery dialog says is compared with what is there, and every step that the child had
been told was done is looked for. Some documents go through several kills without being saved in between.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE)]

from kinds import OLDER, Kind, data_folder, make_kinds  # noqa: E402
from warm import Child, Warm  # noqa: E402

from desktop.app.session import Session  # noqa: E402
from desktop.core.amounts import plain_text  # noqa: E402
from desktop.core.cells import CellRef  # noqa: E402
from desktop.store.backups import look_into  # noqa: E402
from desktop.store.document import Document  # noqa: E402

POINTS = ("录入", "粘贴", "导入", "保存", "另存", "备份", "迁移")
AGAIN = 0.5  # how often a document goes on to the next kill
COLUMNS = ("killed", "inside", "opened", "recovered", "acknowledged", "found", "lost", "cells", "cells_found")


@dataclass
class Case:
    """One document on its way through kills. ``expected`` is what every acknowledged cell must show, ``steps`` how many there are."""

    kind: Kind
    point: str
    folder: Path
    target: Path
    expected: dict[tuple[str, str, str], str] = field(default_factory=dict)
    steps: int = 0

    @property
    def data(self) -> Path:
        return self.folder / "data"


class Lost(AssertionError):
    """Something that was acknowledged is not there, or a document did not open."""


def begin(kind: Kind, point: str, folder: Path) -> Case:
    folder.mkdir(parents=True)
    case = Case(kind, point, folder, folder / "决算.mz")
    source = kind.blank if point == "导入" and kind.blank else kind.full
    case.target.write_bytes(source.read_bytes())
    return case


def environment(data: Path) -> dict[str, str]:
    """What a child finds around it: its own data folder."""
    return {**os.environ, "MINGZHANG_DATA": str(data), "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE))), "PYTHONUTF8": "1"}


def kill_one(case: Case, choose: random.Random, warm: Warm | None = None) -> Counter[str]:
    """One child, killed; what was found afterwards."""
    call = choose.randrange(1, 60) if choose.random() < 0.3 else 0
    arguments = [str(case.target), case.point, str(choose.randrange(1 << 30)), str(call), str(case.kind.workbook or "")]
    heard, errors = case.folder / "heard", case.folder / "errors"
    heard.write_bytes(b"")
    child = Child(arguments, environment(case.data), heard, errors, warm)
    try:
        deadline = time.monotonic() + 120
        while child.poll() is None and b"ready" not in heard.read_bytes():
            if time.monotonic() > deadline:
                raise Lost(f"{case.folder}: the child never began")
            time.sleep(0.005)
        end = time.monotonic() + (1.5 if call else choose.uniform(0, 0.5))
        while child.poll() is None and time.monotonic() < end:
            time.sleep(0.003)
    finally:
        child.kill()
    if child.returncode not in (9, -9, 1 if os.name == "nt" else -9):
        raise Lost(f"{case.folder}: the child failed: {errors.read_text(encoding='utf-8', errors='replace')[-600:]}")
    lines = heard.read_bytes().split(b"\n")[:-1]
    tally: Counter[str] = Counter(killed=1, inside=int(child.returncode == 9))
    with data_folder(case.data):
        return tally + look_after(case, [json.loads(line) for line in lines], choose)


def look_after(case: Case, told: list[dict[str, Any]], choose: random.Random) -> Counter[str]:
    """Open what the kill left and count. Raises Lost."""
    done = [fact for fact in told if "done" in fact]
    saved = [fact for fact in told if "saved" in fact]
    for file, steps in {fact["file"]: fact["saved"] for fact in saved}.items():
        if (there := _steps(Path(file), case)) < steps:
            raise Lost(f"{case.folder}: saved with {steps} steps, {file} holds {there}")
    for fact in told:
        if "kept" in fact:
            look_into(Path(fact["kept"]), Path(fact["kept"]), case.data)
    last = case.target
    if case.point == "另存":  # the document belongs to the file that was written last
        last = case.target = max(
            [case.target, *case.folder.glob("另存*.mz")], key=lambda path: (_steps(path, case), path.stat().st_mtime_ns)
        )
    found = Document.recoverable(last, case.data)
    in_file = _steps(last, case)
    with Session.open(last, folder=case.data) as session:
        document = session.document
        records = document.operations()
        acknowledged = done[-1]["done"] if done else case.steps
        if len(records) < acknowledged:
            raise Lost(f"{case.folder}: {acknowledged} steps acknowledged, {len(records)} there")
        unsaved = len(records) - in_file
        if (found.count if found else 0) != unsaved:
            raise Lost(f"{case.folder}: {found} offered, {unsaved} steps unsaved")
        if found and not (last.name in found.sentence and f"{unsaved} 步" in found.sentence and "最后一步在" in found.sentence):
            raise Lost(f"{case.folder}: {found.sentence}")
        if document.integrity():
            raise Lost(f"{case.folder}: {document.integrity()}")
        for fact in done:
            case.expected.update({(form, row, column): text for form, row, column, text in fact["cells"]})
        for record in records:
            if record.seq > acknowledged:
                for edit in document.operation(record.seq).operation.edits:
                    case.expected.pop(edit.key, None)  # type: ignore[call-overload]
        wrong = [key for key, text in case.expected.items() if _shown(session, key) != text]
        tally = Counter(
            opened=1,
            recovered=int(found is not None),
            acknowledged=len(done),
            found=sum(fact["done"] <= len(records) for fact in done),
            cells=len(case.expected),
            cells_found=len(case.expected) - len(wrong),
        )
        case.steps = len(records)
        if wrong:
            raise Lost(f"{case.folder}: {wrong[:5]}")
        if choose.random() < 0.5:
            session.save()
        document.close(keep_working_copy=True)
    return tally


def _steps(path: Path, case: Case) -> int:
    with Document.open(path, who="x", data_dir=case.data, read_only=True) as document:
        return len(document.operations())


def _shown(session: Session, key: tuple[str, str, str]) -> str:
    entry = session.book.entry(CellRef(*key))
    return plain_text(entry.value) if entry else ""


def pairs(kinds: list[Kind]) -> list[tuple[Kind, str]]:
    """Which kinds of documents meet which kinds of work; raising an old format can be met once by a document, so it comes up more often."""
    return [
        (kind, point)
        for kind in kinds
        for point in (*POINTS, *POINTS[-1:] * 3)
        if (point == "迁移") == (kind.name == OLDER) and not (point == "导入" and kind.workbook is None)
    ]


def run(
    count: int, seed: int, folder: Path, *, beside: int = 2, kinds: list[Kind] | None = None, watch: bool = False, seconds: float = 0
) -> dict[tuple[str, str], Counter[str]]:
    """Kill ``count`` children, ``beside`` at a time. Raises nothing: what is lost is counted, and told on standard error."""
    chosen = pairs(kinds or make_kinds(folder / "kinds"))
    table: dict[tuple[str, str], Counter[str]] = {(kind.name, point): Counter() for kind, point in chosen}
    started = time.monotonic()
    turn, guard = iter(range(count)), threading.Lock()

    def worker() -> None:
        warm = Warm(environment(folder / "kinds" / "data")) if hasattr(os, "fork") and count > 50 else None
        case: Case | None = None
        while True:
            with guard:
                number = next(turn, None)
            if number is None or (seconds and time.monotonic() - started > seconds):
                if warm is not None:
                    warm.close()
                return
            choose = random.Random(seed * 1_000_003 + number)
            if case is None or case.point == "迁移" or choose.random() > AGAIN:
                kind, point = chosen[number % len(chosen)]
                case = begin(kind, point, folder / f"{number:04d}")
            try:
                found = kill_one(case, choose, warm)
            except Exception as problem:  # whatever it is, this document counts as lost
                found = Counter(killed=1, lost=1)
                sys.stderr.write(f"{number} {case.kind.name} {case.point}: {type(problem).__name__}: {problem}\n")
                name, case = (case.kind.name, case.point), None
            else:
                name = (case.kind.name, case.point)
            with guard:
                table[name] += found
                if watch and number % 50 == 49:
                    sys.stderr.write(f"{number + 1}…\n")

    threads = [threading.Thread(target=worker) for _ in range(beside)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return table


def show(table: dict[tuple[str, str], Counter[str]]) -> str:
    lines = [
        "| 文档 | 当时在做 | 被杀 | 其中在文件操作中 | 打开 | 有未保存内容 | 确认过的步 | 找到 | 丢失 | 核对的格 | 相符 |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    total: Counter[str] = Counter()
    for (kind, point), counts in table.items():
        total += counts
        lines.append(f"| {kind} | {point} | " + " | ".join(f"{counts[name]:,}" for name in COLUMNS) + " |")
    return "\n".join([*lines, "| **合计** | | " + " | ".join(f"{total[name]:,}" for name in COLUMNS) + " |"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=0, help="stop beginning new ones after that time")
    parser.add_argument("--beside", type=int, default=2, help="children at a time")
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kills-", ignore_cleanup_errors=True) as folder:
        table = run(options.count, options.seed, Path(folder), beside=options.beside, watch=True, seconds=options.seconds)
        sys.stdout.buffer.write((show(table) + f"\n\n{time.monotonic() - started:.0f} 秒\n").encode())
    return 1 if any(counts["lost"] for counts in table.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
