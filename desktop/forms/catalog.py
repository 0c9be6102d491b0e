"""Where the program's resources lie, and which packs there are: those of the program and those in the user's own folders."""

from __future__ import annotations

import sys
from collections.abc import Callable
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


_own_folders: list[Callable[[], Path]] = []


def also_look_in(folder: Callable[[], Path]) -> None:
    """Look for packs in a further folder too (a function, as it may change); the packs of the program come first."""
    _own_folders.append(folder)


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
    """The folder of a pack, given by its id (a pack of the program or of the user) or by a path to a folder that holds ``pack.toml``.

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
    for root in (packs_root(), *_own_roots()):
        if str(id_or_path) and (root / given / "pack.toml").is_file():
            return root / given
    if str(id_or_path) and (given / "pack.toml").is_file():
        return given
    known = dict.fromkeys([*pack_ids(), *(folder.name for folder in _own_packs())])
    own = "".join(f"自编的或别人给的表套，请把它的文件夹放进“{root}”。" for root in _own_roots()[:1])
    raise PackError(f"没有表套“{id_or_path}”。现有：{'、'.join(known) or '（无）'}。{own}")


def pack_ids() -> list[str]:
    """The packs of the program."""
    root = packs_root()
    return sorted(path.parent.name for path in root.glob("*/pack.toml")) if root.is_dir() else []


def _own_roots() -> list[Path]:
    return [folder() for folder in _own_folders]


def _own_packs() -> list[Path]:
    """Folders of the packs that users added."""
    try:
        return [path.parent for root in _own_roots() for path in sorted(root.glob("*/pack.toml"))]
    except OSError:  # a folder that cannot be read holds no packs; the program starts without it
        return []


def list_packs() -> list[PackSummary]:
    """All packs, those of the program first, each sorted by id. A pack that cannot be read appears with its problem."""
    from desktop.forms.pack_heading import read_heading

    found = []
    program = pack_ids()
    for folder in [*(packs_root() / name for name in program), *_own_packs()]:
        try:
            if folder.parent != packs_root() and folder.name in program:
                raise PackError(f"{folder} 与程序附带的表套同名，没有使用；请改文件夹名和 pack.toml 里的 id。")
            found.append(read_heading(folder))
        except PackError as error:
            found.append(PackSummary(folder.name, folder.name, "", (), "", "", (), folder, str(error)))
    return found


def is_own(folder: Path) -> bool:
    """Whether a pack is not one of the program's own."""
    return folder.resolve().parent != packs_root().resolve()
