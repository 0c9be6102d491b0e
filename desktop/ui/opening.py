"""Opening documents: what a crash left behind, who else has the file open, and how to go on — each as a question to the person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.ui import ask
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.app.session import Session


def open_document(parent: QWidget | None, path: Path) -> Session | None:
    """Open a document, asking where something has to be decided. ``None`` when it was given up or could not be done (that was told)."""
    from desktop.app import settings
    from desktop.store.document import Document
    from desktop.store.errors import DocumentLocked
    from desktop.store.places import local_time

    data = settings.data_dir()
    with ask.telling(parent):
        recover = True
        if path.exists():
            left = Document.recoverable(path, data)
            if left is not None and left.count and left.readable:
                answer = ask.choose(
                    parent,
                    tr("恢复未保存的内容"),
                    left.sentence,
                    [("recover", tr("恢复这些内容")), ("aside", tr("打开上次保存的版本")), ("", tr("取消"))],
                    tr("恢复后文档处于未保存状态，核对后再保存。不恢复时，这些内容移入备份，不会删除。"),
                )
                if not answer:
                    return None
                recover = answer == "recover"
        try:
            return _open(path, recover=recover)
        except DocumentLocked as locked:
            since = local_time(locked.since) if locked.since else ""
            who = " ".join(part for part in (locked.who, locked.host) if part)
            more = tr("打开者：{who}，自 {since}。", who=who or tr("不详"), since=since or tr("不详"))
            answer = ask.choose(
                parent,
                tr("文档正在使用"),
                str(locked),
                [("read", tr("以只读方式打开")), ("", tr("取消")), ("break", tr("确认没有人在用，强行打开"))],
                more,
            )
            if answer == "read":
                return _open(path, read_only=True)
            return _open(path, recover=recover, break_lock=True) if answer == "break" else None
    return None


def _open(path: Path, *, read_only: bool = False, recover: bool = True, break_lock: bool = False) -> Session:
    from desktop.app import settings
    from desktop.app.session import Session
    from desktop.forms.load import load_pack
    from desktop.store.document import Document

    data = settings.data_dir()
    data.mkdir(parents=True, exist_ok=True)
    who = settings.user_name(data)
    document = Document.open(path, who=who, data_dir=data, read_only=read_only, recover=recover, break_lock=break_lock)
    try:
        return Session(document, load_pack(document.book.pack))
    except BaseException:
        document.close()
        raise


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
