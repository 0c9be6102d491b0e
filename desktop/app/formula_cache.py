"""Formulas of a pack as ready trees, kept between runs: reading them again would take most of the time of opening a document.

The file lies in the private data folder beside the working copies and is thrown away with every change of pack, program or language.
Whatever is wrong with it, the formulas are simply read from their texts again.
"""

from __future__ import annotations

import contextlib
import pickle
import sys
import tempfile
from pathlib import Path

from desktop import __version__
from desktop.core.definitions import PackDef
from desktop.core.language import VERSION, known_formulas, remember


def recall(pack: PackDef, folder: Path) -> int:
    """Take over the trees of an earlier run; their number."""
    path = _file(pack, folder)
    try:
        with path.open("rb") as file:
            formulas = pickle.load(file)
        if not isinstance(formulas, dict):
            return 0
        remember(formulas)
    except FileNotFoundError:
        return 0
    except Exception:  # a torn or foreign pickle can raise anything; it is only a cache
        path.unlink(missing_ok=True)
        return 0
    return len(formulas)


def keep(pack: PackDef, folder: Path, before: int) -> None:
    """Write the trees for the next run when more are known than ``before``."""
    formulas = known_formulas()
    if len(formulas) <= before or not pack.content_hash:
        return
    path = _file(pack, folder)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, suffix=".tmp", delete=False) as file:
            pickle.dump(formulas, file, protocol=pickle.HIGHEST_PROTOCOL)
        Path(file.name).replace(path)
        for other in path.parent.glob(f"{pack.id}-*.formulas"):
            if other != path:
                other.unlink(missing_ok=True)


def _file(pack: PackDef, folder: Path) -> Path:
    python = f"{sys.version_info.major}{sys.version_info.minor}"
    return folder / "cache" / f"{pack.id}-{pack.content_hash[:16]}-{__version__}-{VERSION}-{python}.formulas"
