"""A few of the thousands of files made wrong by ``mutate_many.py``: each is opened or met with a sentence, within its limits."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "tests" / "forms")]

from mutate_many import outcome, run  # noqa: E402
from pack_writing import write_base  # noqa: E402

from desktop.app.samples import find_sample  # noqa: E402


@pytest.mark.skipif(sys.platform == "win32", reason="without fork and limits a single bad file would stop the others")
def test_a_few_mutants_are_met_with_sentences(tmp_path: Path) -> None:
    files = {
        "workbook": sorted(find_sample("jincheng-2024").folder.glob("*.xlsx")),
        "document": sorted((ROOT / "tests" / "old_documents").glob("*.mz")),
        "pack": [write_base(tmp_path)],
    }
    found = [(number, done, outcome(answer), answer) for number, _, done, answer in run(range(9), 7, files=files)]
    assert [one for one in found if one[2] not in ("告知", "打开")] == []
    assert {one[2] for one in found} == {"告知", "打开"}
