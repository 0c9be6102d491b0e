"""Opening documents: what a crash left behind, who else has the file open, and how to go on — each as a question to the person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.ui import ask
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.app.session import Session
    from desktop.store.errors import DocumentLocked


def open_document(parent: QWidget | None, path: Path) -> Session | None:
    """Open a document, asking where something has to be decided. ``None`` when it was given up or could not be done (that was told)."""
    from desktop.app.session import Session
    from desktop.store.errors import DocumentLocked

    with ask.telling(parent):
        recover = _wants_recovery(parent, path)
        if recover is None:
            return None
        try:
            return Session.open(path, recover=recover)
        except DocumentLocked as locked:
            answer = _ask_about_lock(parent, locked)
            if answer == "read":
                return Session.open(path, read_only=True)
            return Session.open(path, recover=recover, break_lock=True) if answer == "break" else None
    return None


def _wants_recovery(parent: QWidget | None, path: Path) -> bool | None:
    """Whether to take up what a crash left unsaved (True also where nothing was left); ``None`` = do not open."""
    from desktop.app import settings
    from desktop.store.document import Document

    left = Document.recoverable(path, settings.data_dir()) if path.exists() else None
    if left is None or not left.count or not left.readable:
        return True
    answer = ask.choose(
        parent,
        tr("恢复未保存的内容"),
        left.sentence,
        [("recover", tr("恢复这些内容")), ("aside", tr("打开上次保存的版本")), ("", tr("取消"))],
        tr("恢复后文档处于未保存状态，核对后再保存。不恢复时，这些内容移入备份，不会删除。"),
    )
    return answer == "recover" if answer else None


def _ask_about_lock(parent: QWidget | None, locked: DocumentLocked) -> str:
    return ask.choose(
        parent,
        tr("文档正在使用"),
        str(locked),
        [("read", tr("以只读方式打开")), ("", tr("取消")), ("break", tr("确认没有人在用，强行打开"))],
    )


def save(parent: QWidget | None, session: Session, target: Path | None = None) -> bool:
    """Save; asks when another program changed the file, and offers another place when it cannot be written."""
    from desktop.app.problems import sentence_of
    from desktop.store.errors import ChangedOutside, DocumentError

    try:
        session.save(target)
        return True
    except ChangedOutside as changed:
        answer = ask.choose(
            parent,
            tr("文件已被改动"),
            str(changed),
            [("other", tr("另存为……")), ("over", tr("覆盖（旧文件留在备份）")), ("", tr("取消"))],
        )
        if answer == "other":
            return save_as(parent, session)
        if answer == "over":
            session.save(target, overwrite_changed=True)
            return True
        return False
    except (DocumentError, OSError) as problem:
        answer = ask.choose(parent, tr("没有保存"), sentence_of(problem) or str(problem), [("other", tr("另存为……")), ("", tr("取消"))])
        return save_as(parent, session) if answer == "other" else False


def save_as(parent: QWidget | None, session: Session) -> bool:
    """Ask for another place and save there; the document goes on under the new name."""
    path = ask.save_file(parent, tr("另存为"), tr("明账文档"), ".mz", session.document.target.name)
    if path is None:
        return False
    with ask.telling(parent):
        session.save(path, overwrite_changed=True)  # the file dialog has asked already
        return True
    return False
