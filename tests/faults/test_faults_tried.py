"""A sample of the thousand kills, and every fault of the table in README.md with what the user is told."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "store")]

import fault_table  # noqa: E402
import kill_many  # noqa: E402
from kinds import OLD, OLDER, Kind  # noqa: E402

from desktop.app.samples import find_sample  # noqa: E402
from desktop.app.session import Session  # noqa: E402

SAID = (HERE / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", fault_table.FAULTS)
def test_after_every_fault_the_work_is_there_and_the_sentence_is_the_one_we_list(tmp_path: Path, name: str) -> None:
    told = fault_table.try_fault(name, Path(os.path.realpath(tmp_path)))
    assert f"| {name} | {told} |" in SAID or os.name == "nt", told


def test_sessions_killed_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    old, blank = tmp_path / "old.mz", tmp_path / "blank.mz"
    shutil.copyfile(OLD, old)
    sample = find_sample("jincheng-2024")
    Session.create(blank, sample.pack, sample.unit, sample.year).close()
    kinds = [Kind(OLDER, old), Kind("小文档", old, blank, sample.workbooks[0])]
    table = kill_many.run(5, 4, tmp_path / "kills", kinds=kinds)
    assert sum(counts["killed"] for counts in table.values()) == 5
    assert sum(counts["opened"] for counts in table.values()) == 5, kill_many.show(table)
    assert not any(counts["lost"] for counts in table.values())
