"""Formulas of a pack as ready trees, kept between runs: reading them again would take most of the time of opening a document.

The file lies in the private data folder beside the working copies and is thrown away with every change of pack, program or language.
It is JSON, so that nothing in it can ever be run. Whatever is wrong with it, the formulas are simply read from their texts again.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from pathlib import Path

from desktop import __version__
from desktop.core.definitions import PackDef
from desktop.core.kept_trees import from_lists, to_lists
from desktop.core.language import VERSION, FormulaError, known_formulas, remember


def recall(pack: PackDef, folder: Path) -> int:
    """Take over the trees of an earlier run; their number, 0 when there is no file or not a sound one."""
    path = _file(pack, folder)
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        formulas = {(rule, text): from_lists(tree) for rule, text, tree in kept}
    except FileNotFoundError:
        return 0
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError, RecursionError, FormulaError):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        return 0
    remember(formulas)
    return len(formulas)


def keep(pack: PackDef, folder: Path, before: int) -> None:
    """Write the trees for the next run when more are known than ``before``; a folder that cannot be written is no fault."""
    formulas = known_formulas()
    if len(formulas) <= before or not pack.content_hash:
        return
    path = _file(pack, folder)
    text = json.dumps([[rule, text, to_lists(tree)] for (rule, text), tree in formulas.items()], ensure_ascii=False)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".tmp", delete=False) as file:
            file.write(text)
        Path(file.name).replace(path)
        for other in path.parent.glob(f"{pack.id}-*.formulas"):
            if other != path:
                other.unlink(missing_ok=True)


def _file(pack: PackDef, folder: Path) -> Path:
    return folder / "cache" / f"{pack.id}-{pack.content_hash[:16]}-{__version__}-{VERSION}.formulas"
