"""Saving, and what may stand in its way: another program changed the file, the disk is full, the stick is gone — each with a way out.

Whatever the answer is, the work stays in the working copy on this computer until it is saved somewhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui import ask
from desktop.ui.password_dialog import with_password
from desktop.ui.words import said, tr
from desktop.ui.work import in_one_piece, run_beside, run_to_end

if TYPE_CHECKING:
    from desktop.app.session import Session

_SHOWN = 2000  # lines of a comparison


def save(parent: QWidget | None, session: Session, target: Path | None = None) -> bool:
    """Save; asks when another program changed the file, and offers another place when it cannot be written."""
    from desktop.store.errors import ChangedOutside, DocumentError

    overwrite = False
    while True:
        try:
            _write(parent, session, target, overwrite)
            return True
        except ChangedOutside as changed:
            answer = _ask_about_change(parent, session, target, str(changed))
        except (DocumentError, OSError) as problem:
            answer = _ask_about_failure(parent, problem)
        if answer == "other":
            return save_as(parent, session)
        if answer == "over":
            overwrite = True
        elif answer != "again":
            return False


def save_as(parent: QWidget | None, session: Session) -> bool:
    """Ask for another place and save there; the document goes on under the new name."""
    path = ask.save_file(parent, tr("另存为"), tr("明账文档"), ".mz", session.document.target.name)
    if path is None:
        return False
    with ask.telling(parent):
        _write(parent, session, path, True)  # the file dialog has asked already
        return True
    return False


def _write(parent: QWidget | None, session: Session, target: Path | None, overwrite: bool) -> None:
    """The window paints meanwhile; what is typed waits until the file is written. Raises as Session.save."""
    run_to_end(parent, tr("正在保存……"), lambda progress: session.save(target, overwrite_changed=overwrite))


def _ask_about_change(parent: QWidget | None, session: Session, target: Path | None, sentence: str) -> str:
    """ "other", "over" or "". Looking at the differences asks again."""
    outside = target or session.document.target
    while True:
        answer = ask.choose(
            parent,
            tr("文件已被改动"),
            sentence,
            [("other", tr("另存为……")), ("over", tr("覆盖（旧文件留在备份）")), ("compare", tr("比较两份的不同……")), ("", tr("取消"))],
            tr("没有保存以前，您的修改都在本机的工作副本里，不会丢失。"),
        )
        if answer != "compare":
            return answer
        with ask.telling(parent):
            found = with_password(parent, lambda: run_beside(parent, tr("正在比较……"), in_one_piece(lambda: differences(session, outside))))
            if found is not None:
                show_differences(parent, found)


def _ask_about_failure(parent: QWidget | None, problem: Exception) -> str:
    from desktop.app.problems import sentence_of

    return ask.choose(
        parent,
        tr("没有保存"),
        sentence_of(problem) or str(problem),
        [("other", tr("另存为……")), ("again", tr("再试一次")), ("", tr("取消"))],
        tr("取消后可以继续填报，以后再保存。"),
    )


def differences(session: Session, outside: Path) -> list[str]:
    """What the file holds now against what is open here, a line a difference. Raises DocumentError when it is no document any more."""
    from desktop.app import version_words, versions

    found = versions.compare(versions.side_of_file(outside), versions.side_now(session))
    return list(version_words.comparison_lines(found, _SHOWN))


def show_differences(parent: QWidget | None, lines: list[str]) -> None:
    """The differences to be read; nothing is decided here."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(tr("比较两份的不同"))
    head = QLabel(tr("先是现在文件里的内容，→ 后面是这里打开的内容。"), dialog)
    text = QPlainTextEdit("\n".join(map(said, lines)) or tr("两份内容没有不同。"), dialog)
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(tr("比较两份的不同"))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("返回"))
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 18, 20, 16)
    layout.setSpacing(12)
    for part in (head, text, buttons):
        layout.addWidget(part)
    dialog.resize(640, 420)
    dialog.exec()
    dialog.deleteLater()
