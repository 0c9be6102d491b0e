"""Fonts of the machine: the official faces where they are installed (Windows, WPS, Linux), and a folder of the user's own fonts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.document.fonts import FaceFile

if TYPE_CHECKING:
    from desktop.document.fonts import Role

# By file name, best first. 小标宋_GBK and the _GB2312 faces come with office packages; the sim* files with Windows.
_WANTED: dict[Role, tuple[tuple[str, int], ...]] = {
    "title": (("fzxbsjw.ttf", 0), ("fzxbsk.ttf", 0)),
    "fang": (("simfang_gb2312.ttf", 0), ("仿宋_gb2312.ttf", 0), ("fangsong_gb2312.ttf", 0), ("simfang.ttf", 0)),
    "hei": (("simhei.ttf", 0),),
    "kai": (("楷体_gb2312.ttf", 0), ("kaiti_gb2312.ttf", 0), ("simkai.ttf", 0)),
    "song": (("simsun.ttc", 0), ("simsun.ttf", 0), ("simsunb.ttf", 0)),
}
_SUFFIXES = frozenset({".ttf", ".ttc"})
_CAP = 5000  # files looked at: a font folder on a share must not hold up printing


def font_folders() -> list[Path]:
    """The folders in which this platform keeps fonts, the user's own first."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        windows = os.environ.get("WINDIR", r"C:\Windows")
        return [Path(local) / "Microsoft" / "Windows" / "Fonts"] * bool(local) + [Path(windows) / "Fonts"]
    home = Path.home()
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    return [home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]


def _registered() -> Iterator[Path]:
    """Files that the Windows registry names: fonts may be installed from any folder."""
    if sys.platform != "win32":
        return
    import winreg

    for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
        try:
            key = winreg.OpenKey(root, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts")
        except OSError:
            continue
        with key:
            for number in range(winreg.QueryInfoKey(key)[1]):
                value = winreg.EnumValue(key, number)[1]
                if isinstance(value, str) and ("\\" in value or "/" in value):
                    yield Path(value)


def _files(folder: Path) -> Iterator[Path]:
    seen = 0
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            seen += 1
            if seen > _CAP:
                return
            if Path(name).suffix.lower() in _SUFFIXES:
                yield Path(place) / name


@lru_cache(maxsize=1)
def installed() -> dict[Role, tuple[FaceFile, ...]]:
    """The official faces found on this machine, by role."""
    found: dict[str, Path] = {}
    for file in [*_registered(), *(file for folder in font_folders() if folder.is_dir() for file in _files(folder))]:
        found.setdefault(file.name.lower(), file)
    return {
        role: tuple(FaceFile(found[name], index) for name, index in wanted if name in found and found[name].is_file())
        for role, wanted in _WANTED.items()
    }


def files_in(folder: Path) -> tuple[FaceFile, ...]:
    """Every TrueType file of the user's own folder, by name."""
    return tuple(FaceFile(file) for file in _files(folder)) if folder.is_dir() else ()
