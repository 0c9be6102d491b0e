"""Passwords at the window: asking for one, setting one, and doing again what wanted one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.words import said, tr

Result = TypeVar("Result")


def with_password(parent: QWidget | None, work: Callable[[], Result]) -> Result | None:
    """``work()``, asking for the password of every file that it turns out to need; ``None`` when that was given up. Raises as ``work``."""
    from desktop.store.passwords import PasswordNeeded

    while True:
        try:
            return work()
        except PasswordNeeded as needed:
            assert needed.path is not None
            if not _unlocked(parent, needed.path, needed.lock):
                return None


def _unlocked(parent: QWidget | None, path: Path, lock: bytes) -> bool:
    """Ask until it is the right one; each try takes a moment, and longer after every wrong one. Raises DamagedDocument."""
    from desktop.app.jobs import Progress
    from desktop.store.passwords import Vault, WrongPassword, unlock
    from desktop.ui.work import run_to_end

    problem = ""
    while True:
        dialog = PasswordDialog(parent, path, problem)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return False
        word = dialog.word.text()

        def work(progress: Progress, word: str = word) -> Vault:
            return unlock(lock, word, path)

        try:
            run_to_end(parent, tr("正在核对密码……"), work)
            return True
        except WrongPassword as wrong:
            problem = str(wrong)


class PasswordDialog(QDialog):
    """The password of a file."""

    def __init__(self, parent: QWidget | None, path: Path, wrong: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("输入密码"))
        self.word = _field(self, tr("密码"))
        head = QLabel(tr("“{name}”设有密码。", name=path.name), self)
        problem = QLabel(said(wrong), self)
        problem.setObjectName("problem")
        problem.setWordWrap(True)
        problem.setVisible(bool(wrong))
        layout = _layout(self)
        layout.addWidget(head)
        layout.addWidget(problem)
        layout.addWidget(self.word)
        layout.addWidget(_shown(self, self.word))
        self.buttons = _buttons(self)
        layout.addWidget(self.buttons)
        _fit(self, layout, 420)
        self.word.setFocus()


class NewPasswordDialog(QDialog):
    """A password to be set. It cannot be accepted before it is long enough, typed twice alike, and the person knows that it is final."""

    def __init__(self, parent: QWidget | None, path: Path, change: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("更换密码") if change else tr("设置密码"))
        self.first, self.second = _field(self, tr("新密码")), _field(self, tr("再输入一次"))
        self.known = QCheckBox(tr("我知道：密码丢失后，任何人都打不开这份文档"), self)
        self.hint = QLabel(self)
        self.hint.setObjectName("quiet")
        self.hint.setWordWrap(True)
        self.buttons = _buttons(self)
        layout = _layout(self)
        final = tr("密码丢失后无法找回：程序、作者和任何人都打不开这个文件和它的备份。请另外保管好密码。")
        meanwhile = tr(
            "密码保护保存的文件和备份。编辑时的工作副本没有加密，放在本机您自己的用户文件夹里，正常关闭文档时覆盖后删除；程序异常退出的，要到下次用密码打开这份文档时才会清理。导出的表格、PDF 和 Word 文件也不加密。"
        )
        for text in (final, meanwhile):
            label = QLabel(text, self)
            label.setWordWrap(True)
            layout.addWidget(label)
        fields = QFormLayout()
        fields.addRow(tr("新密码"), self.first)
        fields.addRow(tr("再输入一次"), self.second)
        layout.addLayout(fields)
        for part in (_shown(self, self.first, self.second), self.known, self.hint, self.buttons):
            layout.addWidget(part)
        for field in (self.first, self.second):
            field.textChanged.connect(self._look)
        self.known.toggled.connect(self._look)
        self._look()
        _fit(self, layout, 480)
        self.first.setFocus()

    def _look(self) -> None:
        from desktop.store.passwords import SHORTEST

        problem = ""
        if len(self.first.text()) < SHORTEST:
            problem = tr("密码至少要 {count} 个字符，可以用一句容易记住的话。", count=SHORTEST)
        elif self.first.text() != self.second.text():
            problem = tr("两次输入的密码还不一样。")
        self.hint.setText(problem)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not problem and self.known.isChecked())


def _field(dialog: QDialog, name: str) -> QLineEdit:
    field = QLineEdit(dialog)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    return field


def _shown(dialog: QDialog, *fields: QLineEdit) -> QCheckBox:
    """Hidden fields switch the input method off; who wants a Chinese sentence for a password shows it."""
    box = QCheckBox(tr("显示密码（可以用中文输入法）"), dialog)

    def show(on: bool) -> None:
        for field in fields:
            field.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    box.toggled.connect(show)
    return box


def _buttons(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, dialog)
    buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("确定"))
    buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("取消"))
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons


def _layout(dialog: QDialog) -> QVBoxLayout:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 18, 20, 16)
    layout.setSpacing(12)
    return layout


def _fit(dialog: QDialog, layout: QVBoxLayout, width: int) -> None:
    """As high as the broken lines need; the hint of a dialog reckons with shorter ones."""
    height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    dialog.setMinimumSize(width, height)
    dialog.resize(width, height)
