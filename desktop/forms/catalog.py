"""Where the program's resources lie, and which packs there are."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desktop.forms.schema import PackError


@dataclass(frozen=True, slots=True)
class PackSummary:
    """What a list of packs shows. ``problem`` is set instead of the rest when the pack cannot be read."""

    id: str
    title: str
    region: str
    years: tuple[int, ...]
    version: str
    kept_in: str
    forms: tuple[str, ...]
    folder: Path
    problem: str = ""


@cache
def resources_root() -> Path:
    """The folder ``resources``: in the source tree, or inside a program bundled by PyInstaller."""
    bundled = getattr(sys, "_MEIPASS", None)
    if bundled:
        return Path(bundled) / "resources"
    return Path(__file__).resolve().parents[2] / "resources"


def packs_root() -> Path:
    return resources_root() / "packs"


def pack_folder(id_or_path: str | Path) -> Path:
    """The folder of a pack, given by its id (a folder of ``resources/packs``) or by a path to a folder that holds ``pack.toml``.

    Raises:
        PackError: there is no such pack; the message lists the known ones.
    """
    given = Path(id_or_path)
    if given.name == "pack.toml" and given.is_file():
        return given.parent
    if given.is_absolute() or len(given.parts) > 1 or isinstance(id_or_path, Path):
        if (given / "pack.toml").is_file():
            return given
        raise PackError(f"{given} 里没有 pack.toml，请指定一个表套文件夹。")
    inside = packs_root() / given
    if str(id_or_path) and (inside / "pack.toml").is_file():
        return inside
    if str(id_or_path) and (given / "pack.toml").is_file():
        return given
    raise PackError(f"没有表套“{id_or_path}”。现有：{'、'.join(pack_ids()) or '（无）'}。")


def pack_ids() -> list[str]:
    root = packs_root()
    return sorted(path.parent.name for path in root.glob("*/pack.toml")) if root.is_dir() else []


def list_packs() -> list[PackSummary]:
    """All packs of the program, bases first as sorted by id. A pack that cannot be read appears with its problem."""
    from desktop.forms.load import read_heading

    found = []
    for name in pack_ids():
        folder = packs_root() / name
        try:
            found.append(read_heading(folder))
        except PackError as error:
            found.append(PackSummary(name, name, "", (), "", "", (), folder, str(error)))
    return found
