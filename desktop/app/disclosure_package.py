"""The publication package: the document as PDF and Word file and its tables as a workbook, named and in order, with check sums.

Files are made aside and put into the folder together. While errors are open nothing is made unless a draft is asked for; then every name
says that it is one.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from desktop.app import checking, disclosure, disclosure_review, exporting
from desktop.app.jobs import Progress
from desktop.app.problems import Refused
from desktop.app.session import Session

DRAFT: Final = "（草稿）"
SUMS: Final = "校验和.txt"
_UNFIT: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_SHOWN: Final = 5


class NotReady(Refused):
    """Errors are open, and no draft was asked for."""


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file of the package: its name, what it is, its SHA-256 sum and size in bytes."""

    name: str
    what: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Package:
    """What was put into the folder. ``open`` are sentences about what is still to be done; ``draft`` when errors were open."""

    folder: Path
    files: tuple[PackageFile, ...]
    draft: bool
    pages: int
    open: tuple[str, ...]


def write_package(session: Session, folder: Path, *, wanted: str = "", draft: bool = False, progress: Progress | None = None) -> Package:
    """Make the package. ``draft`` allows one with open errors.

    Raises:
        NotReady: errors are open and no draft was asked for.
        Refused: the folder is a file.
        DocumentOutputError, WorkbookError, Cancelled: the folder is as it was.
    """
    from desktop.document.disclosure import file_stem

    watch = progress or Progress()
    if folder.exists() and not folder.is_dir():
        raise Refused(f"“{folder}”是一个文件，请写明放公开文件的文件夹。")
    narrative = disclosure.open_narrative(session, wanted)
    watch.step("正在审核……")
    errors, todo = _open_errors(session, wanted)
    if errors and not draft:
        shown = "；".join(errors[:_SHOWN]) + ("……" if len(errors) > _SHOWN else "")
        raise NotReady(f"还有 {len(errors)} 条错误没有改，不能生成公开文件：{shown}。请先改正；只是要看样子，请生成草稿。")
    stem = _UNFIT.sub("_", file_stem(narrative)) + (DRAFT if errors else "")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".mingzhang-", dir=folder, ignore_cleanup_errors=True) as name:
        aside = Path(name)
        paper, word, book = (aside / f"{number:02d} {stem}{ending}" for number, ending in ((1, ".pdf"), (2, ".docx"), (3, "（表）.xlsx")))
        report = disclosure.write(session, [paper, word], wanted=wanted, progress=watch)
        watch.step(book.name)
        exporting.export_workbook(session, book)
        files = tuple(_described(path, what) for path, what in ((paper, "文稿（PDF）"), (word, "文稿（Word）"), (book, "公开表（Excel）")))
        sums = aside / SUMS
        sums.write_text("".join(f"{file.sha256}  {file.name}\n" for file in files), encoding="utf-8")
        watch.step("正在放入文件夹……")
        for path in (paper, word, book, sums):
            _put(path, folder)
        _drop_outdated(folder, stem, {file.name for file in files})
    return Package(folder, files, bool(errors), report.pages, (*errors, *todo, *disclosure.notes(report)))


def package_data(package: Package) -> dict[str, Any]:
    """``mingzhang package --json``."""
    return {
        "folder": str(package.folder),
        "draft": package.draft,
        "pages": package.pages,
        "files": [{"name": file.name, "what": file.what, "sha256": file.sha256, "size": file.size} for file in package.files],
        "open": list(package.open),
    }


def _open_errors(session: Session, wanted: str) -> tuple[list[str], list[str]]:
    """Sentences of the open errors of tables and text, and what else is open."""
    known = checking.findings(session)
    review = disclosure_review.review(session, wanted)
    ids = {(finding.check, finding.table, finding.scope) for finding in known}
    found = [*known, *(finding for finding in review.findings if (finding.check, finding.table, finding.scope) not in ids)]
    errors = [f"{finding.table} {finding.say}".strip().rstrip("。") for finding in found if finding.severity == "error" and finding.blocks]
    number = checking.counts(found)
    return errors, [*([f"还有 {number['warning']} 条警告没有说明。"] if number["warning"] else []), review.summary]


def _described(path: Path, what: str) -> PackageFile:
    data = path.read_bytes()
    return PackageFile(path.name, what, hashlib.sha256(data).hexdigest(), len(data))


def _put(path: Path, folder: Path) -> None:
    target = folder / path.name
    try:
        path.replace(target)
    except PermissionError as problem:
        raise Refused(f"不能写入“{target}”：文件可能正在别的程序中打开。请关闭它后重试。") from problem
    except OSError:
        shutil.move(path, target)


def _drop_outdated(folder: Path, stem: str, made: set[str]) -> None:
    """A draft of the same document that stood there before, or the final files that a draft follows, must not lie beside the new ones."""
    bare = stem.removesuffix(DRAFT)
    for path in _older(folder, bare):
        if path.name not in made:
            path.unlink(missing_ok=True)


def _older(folder: Path, bare: str) -> Iterator[Path]:
    pattern = re.compile(rf"\d\d {re.escape(bare)}(?:{re.escape(DRAFT)})?(?:\.pdf|\.docx|（表）\.xlsx)\Z")
    yield from [path for path in folder.iterdir() if path.is_file() and pattern.match(path.name)]
