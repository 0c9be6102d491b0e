"""The round through the program: a document with its tables, its text and its board, a document with projects, and what goes wrong with files.

:func:`round_trip` goes it in the language that is set, and leaves nothing open; the walk then holds all that could be read.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path

import pytest
from every_place import Walk, accept, click
from project_documents import project_document
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from window_hands import until

from desktop.app import settings
from desktop.app.diagnostics import crash_sentence
from desktop.app.jobs import Step
from desktop.app.samples import find_sample
from desktop.app.session import Session
from desktop.app.versions import save_version
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.store import passwords
from desktop.ui import ask
from desktop.ui.code_search import CodeSearchDialog
from desktop.ui.import_dialog import ImportDialog
from desktop.ui.password_dialog import PasswordDialog
from desktop.ui.window import MainWindow
from desktop.ui.work import WaitDialog

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "faults"))

from fault_layer import failing, faults

PAY = CellRef("公开03", "2060101", "基本支出")
WORD = "a sentence 2024"


def round_trip(walk: Walk, window: MainWindow, sample: Path, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Every part, one after the other. ``folder`` takes the files of the round."""
    patch.setattr(passwords, "LOG_N", 10)
    patch.setattr(passwords, "_CALM", 0.0)
    patch.setattr(passwords, "_keys", {})
    document = Path(shutil.copyfile(sample, folder / "document.mz"))
    tables(walk, window, document)
    walk.collect(window)
    board_and_text(walk, window)
    dialogs(walk, window)
    tour(walk, window)
    saving(walk, window, document, sample)
    walk.leave(window)
    files(walk, window, sample, folder)
    secret(walk, window, sample, folder)
    assert window.open_path(project_document(folder / "projects.mz", 2, patch))
    walk.data.add("填入项目")  # how that document was made
    window.workspace.show_form("自评表#1")
    for name in ("show_coach", "show_explain", "show_projects", "batch_output"):
        walk.command(window, name)
        walk.look(window, f"projects {name}")
    walk.leave(window)


def tables(walk: Walk, window: MainWindow, document: Path) -> None:
    """The tables with everything beside them, an entry that is refused, a paste that is half understood, every command."""
    assert window.open_path(document)
    workspace = window.workspace
    workspace.bridge.do(entry.type_text(workspace.bridge.model, PAY, "214.31"))
    workspace.go_to(PAY)
    workspace.sheet.setData(workspace.view.currentIndex(), "twelve")
    walk.look(window, "refused")
    workspace.sheet.drop_refused(PAY)
    for name in ("show_explain", "show_prior", "filter_rows", "show_findings"):
        window.commands[name].trigger()
    QApplication.clipboard().setText("1\t2\nx\t3\n")
    walk.command(window, "paste")
    walk.look(window, "pasted")
    workspace.undo()
    QApplication.clipboard().setText("科目代码\t基本支出\n2060103\t5\n2060101\t9\n")
    walk.command(window, "paste")
    walk.look(window, "pasted by code")
    workspace.undo()
    workspace.go_to(PAY)
    workspace.walk(1)
    workspace.explain.tell()
    window.show_cell_help()
    walk.look(window, "table")
    walk.commands(window)
    QApplication.clipboard().clear()  # what was copied must not outlive the interpreter
    walk.look(window, "after every command")


def board_and_text(walk: Walk, window: MainWindow) -> None:
    for name in ("show_board", "show_document"):
        window.commands[name].trigger()
        walk.look(window, name)
    for name in ("next_gap", "own_words", "preflight_document", "finish_document"):
        walk.command(window, name)
    window.workspace.show_form("公开03")


def dialogs(walk: Walk, window: MainWindow) -> None:
    """Dialogs with something in them."""
    workspace = window.workspace
    session = workspace.session
    walk.command(window, "find_text")
    window.find_text()
    window.find_dialog.text.setText("241.31")
    window.find_dialog.new.setText("x")
    until(lambda: not window.find_dialog.is_looking)
    walk.dialogs_beside(window)
    window.go_to_place()
    window.goto_dialog.line.setText("03 xzyx")
    walk.dialogs_beside(window)
    save_version(session, "A")
    from desktop.ui.versions_dialog import VersionsDialog

    versions = VersionsDialog(workspace, window)
    versions.list.selectAll()
    versions.compare()
    reading = ImportDialog(session, find_sample("jincheng-2024").workbooks[0], window)
    reading.read()
    waiting = WaitDialog("", window)
    waiting.follow(Step("正在审核……", 1, 2))
    codes = CodeSearchDialog(session.subjects, workspace.bridge.model.form("公开03").family, "xzyx", window)
    for dialog in (versions, reading, waiting, codes):
        dialog.show()
        walk.read(dialog)
        dialog.hide()
        dialog.deleteLater()
    ask.tell(window, crash_sentence(MemoryError(), "保存"))
    assert not workspace.bridge.do(entry.type_text(workspace.bridge.model, PAY._replace(row="x"), "5"))
    workspace.bridge.do(entry.lock_table(workspace.bridge.model, "公开03"))
    workspace.go_to(PAY)
    workspace.sheet.setData(workspace.view.currentIndex(), "5")
    walk.look(window, "locked")
    workspace.sheet.drop_refused(PAY)
    workspace.undo()


def tour(walk: Walk, window: MainWindow) -> None:
    from desktop.ui.tour import Tour

    window.tour = Tour(window)
    for _ in window.tour.steps[1:]:
        walk.read(window.tour.card)
        window.tour.go_on()
    walk.read(window.tour.card)
    window.tour.leave()
    until(lambda: window.tour is None)


def saving(walk: Walk, window: MainWindow, document: Path, sample: Path) -> None:
    """A disk that is full, a file that somebody else changed: looked at, then given up."""
    with faults(failing(lambda path: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path), document.parent)):
        walk.command(window, "save")
    with Session.open(Path(shutil.copyfile(sample, document.with_name("other.mz")))) as other:
        other.do(entry.type_text(other.model, PAY, "1"))
        other.save()
        shutil.copyfile(other.document.target, document)
    walk.command(window, "save", click("比较两份的不同……"))


def files(walk: Walk, window: MainWindow, sample: Path, folder: Path) -> None:
    """Files that cannot be opened or imported as they are."""
    whole = sample.read_bytes()
    contents = {
        "cut.mz": whole[:9000],
        "empty.mz": b"",
        "text.mz": b"a,b\n1,2\n" * 400,
        "bits.mz": whole[:40_000] + bytes(200) + whole[40_200:],
        "pdf.xlsx": b"%PDF-1.4\n%%EOF",
        "cut.xlsx": b"PK\x03\x04" + bytes(300),
        "page.xls": b"<html><table><tr><td>1</td></tr></table></html>",
        "empty.xlsx": b"",
    }
    for name, content in contents.items():
        path = folder / name
        path.write_bytes(content)
        if path.suffix == ".mz" and window.open_path(path):  # a few bits may lie where nothing is lost
            walk.look(window, name)
            walk.leave(window)
        walk.dialogs_beside(window)
    assert not window.open_path(folder / "gone.mz")
    crashed = Path(shutil.copyfile(sample, folder / "crashed.mz"))
    session = Session.open(crashed)
    session.do(entry.type_text(session.model, PAY, "7"))
    session.close(keep_working_copy=True)
    assert not window.open_path(crashed)
    walk.command(window, "recover_unsaved")
    crashed.unlink()
    walk.command(window, "recover_unsaved")
    used = Path(shutil.copyfile(sample, folder / "used.mz"))
    with Session.open(used):
        assert not window.open_path(used)
        walk.answers = [click("以只读方式打开")]
        assert window.open_path(used)
        walk.look(window, "read only")
        walk.command(window, "set_password")
    for name in contents:
        if not name.endswith(".mz"):
            walk.answers = []
            window.import_path(folder / name)
    walk.leave(window)


def secret(walk: Walk, window: MainWindow, sample: Path, folder: Path) -> None:
    """A password is set; the document is opened with a wrong one, then given up."""
    path = Path(shutil.copyfile(sample, folder / "secret.mz"))
    with Session.open(path) as session:
        session.document.set_password(WORD)
    patch = pytest.MonkeyPatch()
    patch.setattr(passwords, "_keys", {})

    def wrong(dialog: PasswordDialog) -> None:
        dialog.word.setText("not this one")

    walk.answers = [accept(wrong), None]  # type: ignore[arg-type]
    try:
        assert not window.open_path(path)
    finally:
        patch.undo()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settings.save_options({"last_folder": ""})
