"""Documents as files: a new one, backups, and what the journal tells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.app import settings
from desktop.app.problems import Refused
from desktop.app.session import Session
from desktop.core.amounts import plain_text
from desktop.core.cells import Entry

if TYPE_CHECKING:
    from desktop.store.backups import Backup
    from desktop.store.records import HistoryEntry, OperationRecord

CAUSES = {
    "typing": "填写",
    "paste": "粘贴",
    "import": "导入",
    "repair": "自动改正",
    "rows": "增减行",
    "acknowledge": "说明",
    "setting": "设置",
    "undo": "撤销",
    "redo": "恢复",
    "restore": "恢复备份",
    "finish": "定稿",
    "reopen": "重新打开",
}


def new_document(target: Path, pack: str, unit: str, year: int, *, code: str = "", kept_in: str = "") -> Session:
    """A new, empty document; next year's from last year's is :func:`desktop.app.next_year.next_document`.

    Raises:
        Refused, PackError, DocumentError: with their sentences; no file is made.
    """
    return Session.create(target, pack, unit, year, unit_code=code, kept_in=kept_in)


def back_up(target: Path) -> Backup:
    """A backup of the file as it stands now."""
    from desktop.store.backups import make_backup

    return make_backup(target, settings.data_dir())


def backups(target: Path) -> list[Backup]:
    """Backups of a document, the newest first; they outlive the document itself."""
    from desktop.store.backups import list_backups

    return list_backups(target, settings.data_dir())


def restore(target: Path, to: Path | None, which: int = 1) -> Path:
    """Write a backup (1 = the newest) to a new file; the document itself stays as it is.

    Raises:
        Refused: there is no such backup, or it is not said where to.
    """
    from desktop.store.backups import restore_backup

    found = backups(target)
    if not found:
        raise Refused(f"“{target}”还没有备份；每次保存都会自动备份，也可以用 backup 命令备份。")
    if not 1 <= which <= len(found):
        raise Refused(f"没有第 {which} 份备份，现有 {len(found)} 份；用 --list 查看。")
    return restore_backup(found[which - 1], to or _free_name(target))


def _free_name(target: Path) -> Path:
    number = 1
    while True:
        free = target.with_name(f"{target.stem}-恢复{number if number > 1 else ''}.mz")
        if not free.exists():
            return free
        number += 1


def backup_lines(found: Sequence[Backup]) -> list[str]:
    return [
        f"{number:>3}  {backup.when.astimezone():%Y-%m-%d %H:%M:%S}  {backup.size / 1024:>8,.0f} KB  {backup.reason}"
        for number, backup in enumerate(found, 1)
    ]


def backup_data(backup: Backup) -> dict[str, Any]:
    return {"path": str(backup.path), "when": backup.when.isoformat(), "reason": backup.reason, "size": backup.size}


def operation_data(record: OperationRecord) -> dict[str, Any]:
    """One line of the journal for ``--json``."""
    return {
        "seq": record.seq,
        "when": record.when,
        "who": record.who,
        "cause": record.cause,
        "label": record.label,
        "undoes": record.undoes,
        "redoes": record.redoes,
    }


def change_data(change: HistoryEntry) -> dict[str, Any]:
    """One change of a cell for ``--json``."""
    return {
        "seq": change.seq,
        "when": change.when,
        "who": change.who,
        "cause": change.cause,
        "label": change.label,
        "old": plain_text(change.old_value),
        "new": plain_text(change.new_value),
        "origin": _origin(change),
    }


def change_line(change: HistoryEntry) -> str:
    from desktop.store.places import local_time

    old, new = plain_text(change.old_value) or "（空）", plain_text(change.new_value) or "（空）"
    origin = _origin(change)
    source = f"，来自 {origin}" if origin else ""
    return f"{change.seq:>4}  {local_time(change.when)}  {change.who}  {CAUSES.get(change.cause, change.cause)}：{old} → {new}{source}"


def operation_line(record: OperationRecord) -> str:
    from desktop.store.places import local_time

    return f"{record.seq:>4}  {local_time(record.when)}  {record.who}  {CAUSES.get(record.cause, record.cause)}：{record.label}"


def _origin(change: HistoryEntry) -> str:
    if isinstance(change.new, Entry) and change.new.origin.how == "imported":
        origin = change.new.origin
        return " ".join(part for part in (origin.file, origin.sheet, origin.address) if part)
    return ""
