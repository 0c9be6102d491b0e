"""Nothing lost: what a crash left, what can be done for a damaged file, how long backups stay. For the window and the command alike."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.app import settings
from desktop.app.problems import Refused

if TYPE_CHECKING:
    from desktop.store.repair import Repair
    from desktop.store.working import Recovery


def unsaved_work() -> list[Recovery]:
    """Unsaved work of all documents, also of those that were moved or deleted since; the latest first."""
    from desktop.store.document import Document

    return Document.list_recoverable(settings.data_dir())


def recovery_data(found: Recovery) -> dict[str, Any]:
    """Unsaved work for ``--json``."""
    return {
        "file": str(found.target),
        "count": found.count,
        "changed": found.changed,
        "target_changed": found.target_changed,
        "readable": found.readable,
        "say": found.sentence,
    }


def find_repair(target: Path) -> Repair | None:
    """What can be done for a damaged document; None when it is sound. Raises Refused when nothing is left of it anywhere."""
    from desktop.store.backups import look_into
    from desktop.store.errors import DamagedDocument, DocumentMissing, NotADocument
    from desktop.store.repair import find_repair

    if not target.is_file():
        raise DocumentMissing(f"找不到“{target}”。请检查文件是否已移动、改名或删除，U 盘、网络盘是否已断开。", target)
    found = find_repair(target, settings.data_dir())
    if found is None:
        try:
            look_into(target, target, settings.data_dir())
        except (DamagedDocument, NotADocument) as problem:
            if isinstance(problem, NotADocument) and target.stat().st_size:
                raise  # it never was one
            raise Refused(f"{problem}这份文件无法修复，本机也没有它的备份。") from problem
    return found


def repaired_copy(found: Repair, to: Path) -> Path:
    """Write the repaired document to a new file; the damaged one stays as it is. Raises DocumentError."""
    from desktop.store.repair import write_copy

    return write_copy(found, to, settings.data_dir())


def policy_sentence() -> str:
    """How long backups stay."""
    from desktop.store.policy import read_policy

    return read_policy(settings.data_dir()).sentence
