"""Fonts of the machine: the official faces where they are installed (Windows, WPS, Linux), and a folder of the user's own fonts.

Which face may print which role is data (``resources/fonts/system.toml``). A face is taken only when it may be embedded and has TrueType
outlines, because the PDF carries it to computers that do not have it; everything else is passed over with a reason that the options show.
"""

from __future__ import annotations

import os
import re
import struct
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.document.faces import FaceFile
from desktop.document.fonts import BUNDLED, ROLES, first_bundled
from desktop.document.places import fonts_folder

if TYPE_CHECKING:
    from desktop.document.fonts import Role

_SUFFIXES = frozenset({".ttf", ".ttc"})
_CAP = 5000  # files looked at: a font folder on a share must not hold up printing
_RESTRICTED, _NO_SUBSET, _ONLY_BITMAPS = 0x0002, 0x0100, 0x0200  # OS/2 fsType


@dataclass(frozen=True, slots=True)
class RoleFont:
    """What prints one role: ``file`` None means the bundled face. ``passed_over`` says why an installed one is not used."""

    role: Role
    title: str
    name: str
    file: Path | None
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    registered: tuple[str, ...]
    files: tuple[str, ...]
    index: int


@lru_cache(maxsize=1)
def _wanted() -> dict[Role, tuple[str, tuple[_Candidate, ...]]]:
    """Role → its title and the candidates, best first."""
    data: dict[str, Any] = tomllib.loads((fonts_folder() / "system.toml").read_text(encoding="utf-8"))
    return {
        role: (
            str(data[role]["title"]),
            tuple(
                _Candidate(
                    font["name"],
                    tuple(text.casefold() for text in font.get("registered", ())),
                    tuple(text.casefold() for text in font.get("files", ())),
                    int(font.get("index", 0)),
                )
                for font in data[role].get("font", ())
            ),
        )
        for role in ROLES
    }


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


def _registered() -> Iterator[tuple[str, Path]]:
    """(name, file) as the Windows registry has them: fonts may be installed from any folder and under any file name."""
    if sys.platform != "win32":
        return
    import winreg

    fonts = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
    for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
        try:
            key = winreg.OpenKey(root, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts")
        except OSError:
            continue
        with key:
            for number in range(winreg.QueryInfoKey(key)[1]):
                name, value, _ = winreg.EnumValue(key, number)
                if isinstance(value, str) and value:
                    yield re.sub(r"\s*\((TrueType|OpenType|All res)\)\s*$", "", name), fonts / value


def _files(folder: Path) -> Iterator[Path]:
    seen = 0
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            seen += 1
            if seen > _CAP:
                return
            if Path(name).suffix.lower() in _SUFFIXES:
                yield Path(place) / name


def why_not(file: Path, index: int = 0) -> str:
    """Why a font file cannot be put into a PDF; "" when it can."""
    try:
        with file.open("rb") as stream:
            return _why_not(stream.read(4 + 8 + 4 * 64), stream, index)
    except (OSError, struct.error, ValueError):
        return "读不了"


def _why_not(head: bytes, stream: Any, index: int) -> str:
    start = 0
    if head[:4] == b"ttcf":
        count = struct.unpack_from(">L", head, 8)[0]
        if index >= min(count, 64):
            return f"没有第 {index} 个字体"
        start = struct.unpack_from(">L", head, 12 + 4 * index)[0]
    stream.seek(start)
    kind, tables = struct.unpack(">4sH", stream.read(6))
    stream.seek(6, os.SEEK_CUR)
    places = {}
    for _ in range(tables):
        tag, _sum, offset, _length = struct.unpack(">4sLLL", stream.read(16))
        places[tag] = offset
    if kind not in (b"\0\1\0\0", b"true") or b"glyf" not in places:
        return "轮廓不是 TrueType"
    if b"OS/2" in places:
        stream.seek(places[b"OS/2"] + 8)
        bits = struct.unpack(">H", stream.read(2))[0]
        if bits & 0x000F == _RESTRICTED:
            return "字体不允许嵌入文件"
        if bits & (_NO_SUBSET | _ONLY_BITMAPS):
            return "字体不允许部分嵌入"
    return ""


@lru_cache(maxsize=1)
def _survey() -> dict[Role, tuple[tuple[FaceFile, ...], tuple[str, ...]]]:
    """Role → the usable faces, best first, and why others that are installed are not used."""
    by_name: dict[str, Path] = {}
    by_file: dict[str, Path] = {}
    for name, file in _registered():
        by_name.setdefault(name.casefold(), file)
        by_file.setdefault(file.name.casefold(), file)
    for folder in font_folders():
        if folder.is_dir():
            for file in _files(folder):
                by_file.setdefault(file.name.casefold(), file)
    found: dict[Role, tuple[tuple[FaceFile, ...], tuple[str, ...]]] = {}
    for role, (_, candidates) in _wanted().items():
        usable: list[FaceFile] = []
        passed: list[str] = []
        for candidate in candidates:
            places = [by_name[text] for text in candidate.registered if text in by_name]
            places += [by_file[text] for text in candidate.files if text in by_file]
            place = next((place for place in places if place.is_file()), None)
            if place is None:
                continue
            problem = why_not(place, candidate.index)
            if problem:
                passed.append(f"{candidate.name}（{place.name}）：{problem}")
            else:
                usable.append(FaceFile(place, candidate.index, candidate.name))
        found[role] = (tuple(usable), tuple(passed))
    return found


def installed() -> dict[Role, tuple[FaceFile, ...]]:
    """The official faces found on this machine that may be used, by role."""
    return {role: usable for role, (usable, _) in _survey().items()}


def role_fonts(*, system: bool) -> list[RoleFont]:
    """What prints each role, for the options: the installed face where there is one and ``system`` asks for it, else the bundled one."""
    found = []
    for role, (title, _) in _wanted().items():
        usable, passed = _survey()[role] if system else ((), ())
        if usable:
            found.append(RoleFont(role, title, usable[0].name, usable[0].path, passed))
        else:
            found.append(RoleFont(role, title, BUNDLED[first_bundled(role)].rpartition(".")[0], None, passed))
    return found


def look_again() -> None:
    """Forget what was found: a font may have been installed meanwhile."""
    _survey.cache_clear()


def files_in(folder: Path) -> tuple[FaceFile, ...]:
    """Every TrueType file of the user's own folder, by name."""
    return tuple(FaceFile(file) for file in _files(folder)) if folder.is_dir() else ()
