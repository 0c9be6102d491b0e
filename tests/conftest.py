"""Every test runs without a screen, without the user's own settings, and from the tree that it stands in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

if TYPE_CHECKING:
    from desktop.app.session import Session

ROOT = Path(__file__).resolve().parents[1]
# Tests start many children; where the surroundings forbid compiled modules each of them would compile the program again.
sys.dont_write_bytecode = False
sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / "out" / "pycache")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# No example database, and what Hypothesis keeps besides goes to out: a run leaves nothing in the tree, and two runs do the same.
# The thorough run (MINGZHANG_THOROUGH=1) looks for something new each time.
set_hypothesis_home_dir(ROOT / "out" / "hypothesis")
settings.register_profile("mingzhang", database=None, deadline=None, derandomize="MINGZHANG_THOROUGH" not in os.environ)
settings.load_profile("mingzhang")
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(ROOT))


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Working copies, backups, logs and settings of a test go to a folder of its own."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("MINGZHANG_DATA", str(folder))
    monkeypatch.setenv("MINGZHANG_FONTS", "bundled")  # the same pages on every machine
    return folder


@pytest.fixture(scope="module")
def jincheng(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The sample of 晋城, open for the tests of a file; they only read it, or copy its book."""
    from desktop.app.samples import build_sample, find_sample

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_DATA", str(tmp_path_factory.mktemp("own")))
        with build_sample(find_sample("jincheng-2024"), tmp_path_factory.mktemp("sample") / "a.mz") as made:
            yield made
