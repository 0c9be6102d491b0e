"""填表说明 of a pack: what to write into a table, a column, a row. ``help/<form>.toml`` beside the forms of the pack.

The texts explain and decide nothing, so they are no part of the definition: a better sentence does not make another pack of it. A derived
pack inherits the texts of its base and replaces those it has itself.

    source = "…"             # where the texts of this file come from, told under each of them
    table = "…"              # the table as a whole
    [columns]                # by the id of the column
    [rows]                   # by the id of the row; 类 款 项 合计 stand for the levels of code rows
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from desktop.core.instances import base_code
from desktop.forms.load import LoadedPack, read_pack
from desktop.forms.schema import PackError

FOLDER: Final = "help"


@dataclass(frozen=True, slots=True)
class HelpText:
    """One 填表说明 and where it stands; ``source`` may be empty."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class FormHelp:
    """The texts of one form, by the id of what they are about."""

    table: HelpText | None = None
    columns: dict[str, HelpText] = field(default_factory=dict)
    rows: dict[str, HelpText] = field(default_factory=dict)


def form_help(pack_id: str | Path, form: str) -> FormHelp:
    """The texts about a form (the code of a project's form may carry its number).

    Raises:
        PackError: the pack or one of its files cannot be read.
    """
    code = base_code(form)
    made = FormHelp()
    for folder in _folders(read_pack(pack_id)):
        made = _over(made, _read(folder / FOLDER / f"{code}.toml"))
    return made


def files(pack_id: str | Path) -> Iterator[Path]:
    """Every file of texts that a pack itself has."""
    yield from sorted((read_pack(pack_id).folder / FOLDER).glob("*.toml"))


def _folders(pack: LoadedPack) -> list[Path]:
    """From the first base to the pack itself."""
    return [*(_folders(pack.base) if pack.base else ()), pack.folder]


def _over(base: FormHelp, own: FormHelp) -> FormHelp:
    return FormHelp(own.table or base.table, {**base.columns, **own.columns}, {**base.rows, **own.rows})


def _read(path: Path) -> FormHelp:
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        return FormHelp()
    return _parsed(path, stamp)


@lru_cache(maxsize=64)
def _parsed(path: Path, stamp: int) -> FormHelp:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as problem:
        raise PackError(f"{path.parent.parent.name}/{FOLDER}/{path.name}：读不懂（{problem}），请检查引号和等号。") from problem
    source = str(content.get("source", ""))
    table = content.get("table")
    return FormHelp(
        HelpText(table, source) if isinstance(table, str) else None,
        {name: HelpText(str(text), source) for name, text in dict(content.get("columns", {})).items()},
        {name: HelpText(str(text), source) for name, text in dict(content.get("rows", {})).items()},
    )
