"""Opening documents: what a crash left behind, who else has the file open, what is damaged — each as a question to the person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.ui import ask, ready
from desktop.ui.password_dialog import with_password
from desktop.ui.saving import save, save_as
from desktop.ui.stepped import run_steps
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.app.session import Session
    from desktop.store.errors import DocumentLocked

__all__ = ["open_document", "save", "save_as"]


def open_document(parent: QWidget | None, path: Path) -> Session | None:
    """Open a document, asking where something has to be decided. ``None`` when it was given up or could not be done (that was told)."""
    with ask.telling(parent):
        run_steps(ready.reading(), tr("正在打开……"))
        recover = _wants_recovery(parent, path)
        if recover is not None:
            return with_password(parent, lambda: _opened(parent, path, recover))
    return None


def _opened(parent: QWidget | None, path: Path, recover: bool) -> Session | None:
    from desktop.store.errors import DamagedDocument, DocumentLocked, NotADocument

    try:
        return _open(parent, path, recover=recover)
    except DocumentLocked as locked:
        answer = _ask_about_lock(parent, locked)
        if answer == "read":
            return _open(parent, path, read_only=True)
        return _open(parent, path, recover=recover, break_lock=True) if answer == "break" else None
    except (DamagedDocument, NotADocument) as damage:
        return _repaired(parent, path, str(damage))


def _open(
    parent: QWidget | None, path: Path, *, recover: bool = True, read_only: bool = False, break_lock: bool = False, repair: bool = False
) -> Session | None:
    """Read the document beside the window, which a large one takes seconds for; ``None`` when it was stopped. Raises as Session.open."""
    from desktop.app.jobs import Cancelled, Progress
    from desktop.app.session import Session
    from desktop.ui.work import run_beside

    def work(progress: Progress) -> Session:
        progress.step(path.name)
        session = Session.open(path, recover=recover, read_only=read_only, break_lock=break_lock, repair=repair)
        try:
            progress.step(tr("正在显示……"))
        except Cancelled:
            session.close()
            raise
        return session

    return run_beside(parent, tr("正在打开……"), work)


def _wants_recovery(parent: QWidget | None, path: Path) -> bool | None:
    """Whether to take up what a crash left unsaved (True also where nothing was left); ``None`` = do not open."""
    from desktop.app import settings
    from desktop.store.document import Document

    left = Document.recoverable(path, settings.data_dir())
    if left is None or not left.count or not left.readable:
        return True
    there = path.exists()
    choices = [("recover", tr("恢复这些内容")), ("", tr("取消"))]
    if there:
        choices.insert(1, ("aside", tr("打开上次保存的版本")))
    answer = ask.choose(
        parent,
        tr("恢复未保存的内容"),
        left.sentence,
        choices,
        tr("文件：{path}", path=str(left.target))
        + ("\n" if there else tr("（文件现在不在那里，可能是 U 盘或网络盘没有连接；恢复后请另存到别处。）\n"))
        + tr("恢复后文档处于未保存状态，核对后再保存。不恢复时，这些内容移入备份，不会删除。"),
    )
    return answer == "recover" if answer else None


def _repaired(parent: QWidget | None, path: Path, damage: str) -> Session | None:
    """A damaged file: what is left of it, with the person's consent. Raises DocumentError, Refused."""
    from desktop.app import keeping
    from desktop.ui.work import in_one_piece, run_beside, run_to_end

    looked = run_beside(parent, tr("正在查看能恢复什么……"), in_one_piece(lambda: (keeping.find_repair(path),)))
    if looked is None:
        return None
    (found,) = looked
    if found is None:  # something else was in the way, and is not any more
        return _open(parent, path)
    answer = ask.choose(
        parent,
        tr("文件已损坏"),
        damage,
        [("repair", tr("修复并打开")), ("copy", tr("修复为新文件……")), ("", tr("取消"))],
        found.sentence,
    )
    if answer == "repair":
        return _open(parent, path, repair=True)
    if answer == "copy":
        to = ask.save_file(parent, tr("修复为新文件"), tr("明账文档"), ".mz", tr("{name}-修复.mz", name=path.stem))
        if to is None:
            return None
        return _open(parent, run_to_end(parent, tr("正在修复……"), lambda progress: keeping.repaired_copy(found, to)))
    return None


def _ask_about_lock(parent: QWidget | None, locked: DocumentLocked) -> str:
    return ask.choose(
        parent,
        tr("文档正在使用"),
        str(locked),
        [("read", tr("以只读方式打开")), ("", tr("取消")), ("break", tr("确认没有人在用，强行打开"))],
    )
