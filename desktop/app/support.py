"""What somebody who helps needs to know, in one file: log, versions, settings, and the document only when it is asked for.

Nothing in it names a person, a folder or a figure: the log is written that way (:mod:`desktop.app.diagnostics`), and of the settings those
that hold names and paths are left out.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from desktop import __version__
from desktop.app import settings
from desktop.app.diagnostics import log_file
from desktop.app.problems import Refused
from desktop.store.passwords import lock_of

_PRIVATE: Final = frozenset({"who", "recent", "last_folder"})
_PACKAGES: Final = (
    "PySide6-Essentials", "shiboken6", "sqlmodel", "SQLAlchemy", "pydantic", "openpyxl", "python-calamine", "reportlab", "pillow", "fonttools",
    "pypdfium2", "python-docx", "lxml", "Jinja2", "lark", "platformdirs", "cryptography",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the bundle: its name there, what it is in a sentence, its content."""

    name: str
    say: str
    content: bytes


def collect(document: Path | None = None, folder: Path | None = None) -> list[Piece]:
    """What a bundle would hold; nothing is written.

    Raises:
        Refused: the document cannot be read.
    """
    place = folder or settings.data_dir()
    pieces = [
        Piece("版本.json", "程序、系统和各组件的版本，表套的清单", _json(versions())),
        Piece("设置.json", "选项（不含填报人、最近文档和文件夹）", _json(_settings(place))),
    ]
    for log in (log_file(place).with_suffix(".1.log"), log_file(place)):
        try:
            content = log.read_bytes()
        except OSError:
            continue
        pieces.append(Piece(log.name, "出错记录：时间、错误的种类和在程序中的位置，没有数字、名称和路径", content))
    if document is not None:
        pieces.append(_document(document))
    return pieces


def _document(path: Path) -> Piece:
    try:
        content = path.read_bytes()
    except OSError:
        raise Refused(f"文档“{path}”读不了，没有写出支持包。请核对路径和权限。") from None
    secret = "文档本身，设有密码，不知道密码的人打不开" if lock_of(path) else "文档本身，含全部数字、名称和修改记录"
    return Piece(path.name, secret, content)


def versions() -> dict[str, Any]:
    """Program, system, packages and packs."""
    from desktop.app.pack_tools import packs

    found = {}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""
    return {
        "mingzhang": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "cores": os.cpu_count(),
        "packages": found,
        "packs": [{"id": pack.id, "version": pack.version, "usable": not pack.problem} for pack in packs()],
    }


def _settings(folder: Path) -> dict[str, Any]:
    kept = settings.load_options(folder)
    return {name: value for name, value in kept.items() if name not in _PRIVATE}


def listed(pieces: Sequence[Piece]) -> str:
    """What is inside, a line a file."""
    return "\n".join(f"{piece.name}（{max(1, len(piece.content) // 1024)} KB）：{piece.say}" for piece in pieces)


def write(out: Path, pieces: Sequence[Piece]) -> Path:
    """The bundle. Raises Refused where there is a file already or none can be written."""
    if out.suffix.casefold() != ".zip":
        raise Refused(f"支持包“{out.name}”的扩展名应当是 .zip。")
    try:
        with zipfile.ZipFile(out, "x", zipfile.ZIP_DEFLATED) as target:
            for piece in pieces:
                target.writestr(piece.name, piece.content)
    except FileExistsError:
        raise Refused(f"“{out}”已经存在，没有覆盖。请换一个文件名。") from None
    except OSError:
        out.unlink(missing_ok=True)
        raise Refused(f"“{out}”写不进去。请换一个文件夹，或清理磁盘。") from None
    return out


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8")
