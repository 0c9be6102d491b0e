"""Where a document and its private files are: the target, and in the data folder its working copy and its backups.

The key of a document is made from the resolved path of its target, so that after a crash the same target finds the same working copy.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.store.errors import DocumentMissing, UnusableName
from desktop.store.long_paths import say_too_long, too_long

SUFFIX = ".mz"
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\ud800-\udfff]')


def now() -> str:
    """UTC time as the document stores it: ISO with microseconds and Z, so that texts sort as times do."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def local_time(stamp: str) -> str:
    """A stored time in the words of a sentence, in the local time zone; a text that is no time comes back as it is."""
    try:
        return datetime.fromisoformat(stamp).astimezone().strftime("%Y年%m月%d日 %H:%M")
    except ValueError:
        return stamp


def sqlite_uri(path: Path, mode: str) -> str:
    """The file as SQLite wants it named in a URI; a share (``\\\\server\\…``) must not become the host part, which SQLite refuses."""
    uri = path.absolute().as_uri()
    if not uri.startswith("file:///"):
        uri = "file:////" + uri.removeprefix("file://")
    return f"{uri}?mode={mode}"


@dataclass(frozen=True, slots=True)
class Place:
    """The files that belong to one target."""

    target: Path
    data_dir: Path

    @staticmethod
    def of(target: Path | str, data_dir: Path | str) -> Place:
        """Links are followed, so that saving replaces the document and not the link."""
        return Place(Path(os.path.realpath(target)), Path(data_dir))

    @property
    def key(self) -> str:
        same = os.path.normcase(str(self.target))
        readable = re.sub(r"\W+", "_", self.target.stem)[:24]
        return f"{readable}-{hashlib.sha256(same.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"

    @property
    def working(self) -> Path:
        return self.data_dir / "working" / self.key

    @property
    def backups(self) -> Path:
        return self.data_dir / "backups" / self.key

    @property
    def lock(self) -> Path:
        name = self.target.name
        if len(name.encode("utf-8", "surrogatepass")) > 200:  # most file systems end at 255 bytes
            name = name[:40] + self.key[-16:]
        return self.target.with_name(f".~lock.{name}#")

    @property
    def parcel(self) -> Path:
        """The temporary file beside the target from which the target is replaced. One is enough: the lock keeps others away."""
        return self.lock.with_name(self.lock.name.replace(".~lock.", ".~save.", 1))


def check_new_name(target: Path) -> None:
    """Refuse names that Windows cannot keep, on every system, because documents travel.

    Raises:
        UnusableName: reserved word, forbidden character, trailing dot or blank, too long.
        DocumentMissing: the folder is not there.
    """
    name = target.name
    if not name or _RESERVED.match(name):
        raise UnusableName(
            f"“{name}”是系统保留的名称，不能用作文件名。请换一个名称，例如“2024年度部门决算{target.suffix or SUFFIX}”。", target
        )
    if found := _FORBIDDEN.search(name):
        raise UnusableName(
            f"文件名“{name}”中的“{ascii(found.group())[1:-1] if not found.group().isprintable() else found.group()}”不能用于文件名。请去掉这个字符。",
            target,
        )
    if name != name.rstrip(". "):
        raise UnusableName(f"文件名“{name}”末尾不能是句点或空格。请去掉后再试。", target)
    if len(name.encode("utf-8", "surrogatepass")) > 240:
        raise UnusableName(f"文件名过长（{len(name)} 个字）：“{name[:30]}…”。请缩短到 80 个字以内。", target)
    if too_long(target):
        raise UnusableName(say_too_long(target), target)
    if target.is_dir():
        raise UnusableName(f"“{target}”是一个文件夹，不能作为文档的文件名。请换一个名称。", target)
    if not target.parent.is_dir():
        raise DocumentMissing(f"文件夹“{target.parent}”不存在。请先建立文件夹，或选择其他位置。", target)
