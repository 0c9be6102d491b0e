"""Where the files of the printed page lie: fonts and the words of the frame."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from desktop.forms.catalog import resources_root


def fonts_folder() -> Path:
    return resources_root() / "fonts"


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The words of the frame (续表, 第 x 页 …) from ``resources/paper/words.toml``."""
    return tomllib.loads((resources_root() / "paper" / "words.toml").read_text(encoding="utf-8"))
