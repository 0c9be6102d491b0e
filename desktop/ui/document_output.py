"""The document out of the window: PDF, Word file, publication package, preview. Written in a worker, with progress and a way to stop."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.app import disclosure
from desktop.app.jobs import Progress
from desktop.app.session import Session
from desktop.ui import ask
from desktop.ui.words import tr
from desktop.ui.work import run_beside

if TYPE_CHECKING:
    from desktop.app.disclosure_package import Package
    from desktop.ui.preview import PreviewDialog


def stem_of(session: Session, name: str) -> str:
    """How the files of the document are called."""
    from desktop.document.disclosure import file_stem

    return file_stem(disclosure.open_narrative(session, name))


def make_document(parent: QWidget, session: Session, name: str, outs: list[Path]) -> list[str] | None:
    """Write the document to files; what the clerk should know, or ``None`` when it was stopped."""

    def work(progress: Progress) -> list[str]:
        progress.step(tr("正在排版……"))
        return disclosure.notes(disclosure.write(session, outs, wanted=name, progress=progress))

    return run_beside(parent, tr("正在生成文稿……"), work)


def save_document(parent: QWidget, session: Session, name: str, suffix: str) -> Path | None:
    """Ask where, write it there."""
    title, kind = (tr("生成文稿（PDF）"), tr("PDF 文件")) if suffix == ".pdf" else (tr("生成文稿（Word）"), tr("Word 文件"))
    out = ask.save_file(parent, title, kind, suffix, stem_of(session, name) + suffix)
    if out is None:
        return None
    notes = make_document(parent, session, name, [out])
    if notes is None:
        return None
    if notes:
        ask.tell(parent, tr("已生成 {out}。", out=str(out)), problem=False, more="\n".join(notes))
    return out


def make_package(parent: QWidget, session: Session, name: str, folder: Path, draft: bool) -> Package | None:
    from desktop.app.disclosure_package import write_package

    def work(progress: Progress) -> Package:
        return write_package(session, folder, wanted=name, draft=draft, progress=progress)

    return run_beside(parent, tr("正在生成公开文件……"), work)


def open_preview(parent: QWidget, session: Session, name: str) -> PreviewDialog | None:
    """The pages of the document as they will be printed."""
    from desktop.ui.output import print_pdf
    from desktop.ui.preview import PreviewDialog

    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
        out = Path(folder) / "document.pdf"
        notes = make_document(parent, session, name, [out])
        if notes is None:
            return None
        data = out.read_bytes()
    stem = stem_of(session, name)
    dialog = PreviewDialog(data, tr("预览：{name}", name=stem), notes, False, parent)
    dialog.signature.hide()

    def save() -> None:
        target = ask.save_file(dialog, tr("生成文稿（PDF）"), tr("PDF 文件"), ".pdf", f"{stem}.pdf")
        if target is not None:
            with ask.telling(dialog):
                write_bytes(target, dialog.data)

    def paper() -> None:
        print_pdf(dialog, dialog.data, stem)

    dialog.save_wanted.connect(save)
    dialog.print_wanted.connect(paper)
    dialog.open()
    return dialog


def write_bytes(target: Path, data: bytes) -> None:
    """The file stands there whole, or the old one does."""
    fresh = target.with_name(target.name + ".tmp")
    try:
        fresh.write_bytes(data)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
