"""Questions and sentences to the person at the window. One place, so that the rest of the window never builds a message box itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.app import settings
from desktop.app.problems import sentence_of
from desktop.ui import words
from desktop.ui.places import TRANSLATIONS
from desktop.ui.words import said, tr


def tell(parent: QWidget | None, sentence: str, *, problem: bool = True, more: str = "") -> None:
    """One sentence, and an OK button."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning if problem else QMessageBox.Icon.Information)
    box.setWindowTitle(tr("明账"))
    box.setText(said(sentence))
    box.setInformativeText(said(more))
    box.exec()
    box.deleteLater()


@contextmanager
def telling(parent: QWidget | None) -> Iterator[None]:
    """Errors that carry a sentence are told and end the block; others go on to the crash handler."""
    try:
        yield
    except Exception as problem:
        sentence = sentence_of(problem)
        if sentence is None:
            raise
        tell(parent, sentence)


def choose(parent: QWidget | None, title: str, text: str, choices: Sequence[tuple[str, str]], more: str = "") -> str:
    """Let one of ``(key, label)`` be chosen; the first is the default, "" when the dialog was closed."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setText(said(text))
    box.setInformativeText(said(more))
    buttons: dict[QPushButton, str] = {}
    for at, (key, label) in enumerate(choices):
        role = QMessageBox.ButtonRole.RejectRole if key == "" else QMessageBox.ButtonRole.AcceptRole
        button = box.addButton(label, role)
        buttons[button] = key
        if at == 0:
            box.setDefaultButton(button)
        if key == "":
            box.setEscapeButton(button)
    box.exec()
    box.deleteLater()
    return next((key for button, key in buttons.items() if button is box.clickedButton()), "")


def reason(parent: QWidget | None, title: str, text: str, filled: str = "", last_year: str = "") -> str | None:
    """A text of several lines, or ``None`` when it was given up. Last year's stands beside and is taken only when asked for."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    label = QLabel(said(text), dialog)
    label.setWordWrap(True)
    edit = QPlainTextEdit(filled, dialog)
    edit.setTabChangesFocus(True)
    edit.setAccessibleName(title)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, dialog)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 18, 20, 16)
    layout.setSpacing(12)
    for part in (label, edit):
        layout.addWidget(part)
    if last_year:
        layout.addLayout(_last_year(dialog, edit, last_year))
    layout.addWidget(buttons)
    dialog.resize(480, 300 if last_year else 240)
    edit.setFocus()
    return edit.toPlainText() if dialog.exec() == QDialog.DialogCode.Accepted else None


def _last_year(dialog: QDialog, edit: QPlainTextEdit, words: str) -> QHBoxLayout:
    """Last year's words and the button that takes them over."""
    beside = QLabel(tr("上年：{words}", words=words[:400]), dialog)
    beside.setObjectName("quiet")
    beside.setWordWrap(True)
    take = QPushButton(tr("照上年的写"), dialog)
    take.setAutoDefault(False)
    take.clicked.connect(lambda: edit.setPlainText(words))
    found = QHBoxLayout()
    found.addWidget(beside, 1)
    found.addWidget(take)
    return found


def line(parent: QWidget | None, title: str, label: str, filled: str = "") -> str | None:
    """One line of text, or ``None`` when it was given up."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(filled)
    dialog.resize(440, dialog.sizeHint().height())
    return dialog.textValue() if dialog.exec() == QDialog.DialogCode.Accepted else None


def folder(parent: QWidget | None, title: str) -> Path | None:
    """A folder to write files into."""
    dialog = _file_dialog(parent, title, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    files = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(files[0]) if accepted and files else None


def last_folder() -> str:
    folder = settings.option("last_folder")
    return folder if isinstance(folder, str) and folder else str(Path.home())


def _remember(path: str) -> Path | None:
    if not path:
        return None
    with suppress(OSError, ValueError):  # the folder is a convenience; that it cannot be kept is no reason to stop
        settings.save_options({"last_folder": str(Path(path).parent)})
    return Path(path)


DOCUMENTS = "*.mz"
WORKBOOKS = "*.xlsx *.xls *.et"


def open_file(parent: QWidget | None, title: str, kind: str, patterns: str) -> Path | None:
    """A file that exists."""
    dialog = _file_dialog(parent, title, f"{kind} ({patterns})")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def save_file(parent: QWidget | None, title: str, kind: str, suffix: str, name: str, also: Sequence[tuple[str, str]] = ()) -> Path | None:
    """A file to write; the ending is added where it is missing, before the dialog asks whether a file may be replaced.

    ``also``: other kinds with their endings, to be chosen in the dialog or by the ending that is typed.
    """
    kinds = {f"{said_of} (*{ending})": ending for said_of, ending in ((kind, suffix), *also)}
    dialog = _file_dialog(parent, title, ";;".join(kinds))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)

    def take_kind(chosen: str) -> None:
        dialog.setDefaultSuffix(kinds[chosen].removeprefix("."))
        if dialog.selectedFiles():
            dialog.selectFile(Path(dialog.selectedFiles()[0]).with_suffix(kinds[chosen]).name)

    dialog.filterSelected.connect(take_kind)
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(name)
    found = _chosen(dialog)
    return found if found is None or found.suffix.casefold() in kinds.values() else found.with_name(found.name + suffix)


def _file_dialog(parent: QWidget | None, title: str, kinds: str) -> QFileDialog:
    """The dialog of the system where it has one, else Qt's, in the language of the window."""
    app = QApplication.instance()
    if app is not None:
        words.complete(app, TRANSLATIONS)
    dialog = QFileDialog(parent, title, last_folder(), kinds)
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, tr("查找范围："))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, tr("文件类型："))
    return dialog


def _chosen(dialog: QFileDialog) -> Path | None:
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    files = dialog.selectedFiles()
    dialog.deleteLater()
    return _remember(files[0]) if accepted and files else None
