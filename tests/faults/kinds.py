"""The documents that are killed: of every kind one full and one that a workbook is imported into, made once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from desktop.app.samples import Sample, build_sample, find_sample
from desktop.app.session import Session
from desktop.core.cells import CellRef, Entry
from desktop.core.operations import Edit, Operation, apply_edits

OLD = Path(__file__).resolve().parents[1] / "old_documents" / "v1-small.mz"
SAMPLES = {"决算公开表": "jincheng-2024", "项目支出绩效自评": "jincheng-2024-projects", "绩效目标和监控": "miyun-2024"}
LONG, OLDER = "五千步流水", "旧版格式"
STEPS = 5600


@dataclass(frozen=True)
class Kind:
    """``full`` a document with figures, ``blank`` the same one without, ``workbook`` what can be imported into it."""

    name: str
    full: Path
    blank: Path | None = None
    workbook: Path | None = None


@contextmanager
def data_folder(folder: Path) -> Iterator[None]:
    before = os.environ.get("MINGZHANG_DATA")
    os.environ["MINGZHANG_DATA"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["MINGZHANG_DATA"]
        else:
            os.environ["MINGZHANG_DATA"] = before


def make_kinds(folder: Path, names: tuple[str, ...] = (*SAMPLES, LONG, OLDER)) -> list[Kind]:
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    with data_folder(folder / "data"):
        for name in names:
            if name in SAMPLES:
                found.append(_sample(folder, name, find_sample(SAMPLES[name])))
            elif name == LONG:
                found.append(Kind(LONG, long_document(folder / "long.mz", STEPS)))
            else:
                shutil.copyfile(OLD, folder / "old.mz")
                found.append(Kind(OLDER, folder / "old.mz"))
    return found


def _sample(folder: Path, name: str, sample: Sample) -> Kind:
    full, blank = folder / f"{sample.id}.mz", folder / f"{sample.id}-blank.mz"
    build_sample(sample, full).close()
    Session.create(blank, sample.pack, sample.unit, sample.year).close()
    return Kind(name, full, blank, sample.workbooks[-1])


def long_document(path: Path, steps: int) -> Path:
    """A document of many steps that were all saved, none packed yet. They are written in portions: durable one by one would take minutes."""
    from desktop.store import engine, journal
    from desktop.store.places import now
    from desktop.store.records import OperationRecord
    from desktop.store.repository import write_edits

    with Session.create(path, "cn-2024", "某市科学技术局", 2024) as session:
        document, connection = session.document, session.document._connection
        lines = [row.id for row in session.model.rows("公开01") if session.model.takes_entry(CellRef("公开01", row.id, "金额"))]
        with connection.begin():
            for seq in range(1, steps + 1):
                ref = CellRef("公开01", lines[seq % len(lines)], "金额")
                edit = Edit("cell", tuple(ref), session.book.entry(ref), Entry(Decimal(seq) / 100))
                operation = Operation(f"填写 {seq}", "typing", (edit,))
                write_edits(connection, operation.edits)
                journal.write_operation(connection, OperationRecord(seq, now(), "张三", operation.label, "typing"), operation.edits, ())
                apply_edits(session.book, operation.edits)
        assert engine.raw(connection).execute("SELECT count(*) FROM operation").fetchone()[0] == steps
        document._seq = steps
        document._stacks.undo.extend(range(1, steps + 1))
        session.save()
    return path
