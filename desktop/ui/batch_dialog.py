"""批量输出: which forms of which projects, as what, into one file or one for each project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.app import batches
from desktop.app.batches import Batch
from desktop.app.jobs import Progress
from desktop.app.projects import projects
from desktop.app.session import Session
from desktop.ui import ask
from desktop.ui.help_key import give_help
from desktop.ui.words import tr
from desktop.ui.work import run_beside


class BatchDialog(QDialog):
    """``chosen``: projects selected in the overview; with more than one of them only those are offered first."""

    def __init__(self, session: Session, chosen: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.chosen = chosen
        self.setWindowTitle(tr("批量输出"))
        give_help(self)
        self.kinds = {code: QCheckBox(code, self) for code in batches.kinds(session.model)}
        which = QGroupBox(tr("哪些表"), self)
        inside = QVBoxLayout(which)
        for box in self.kinds.values():
            box.setChecked(True)
            box.toggled.connect(self._count)
            inside.addWidget(box)
        self.all = QRadioButton(tr("全部项目（{count} 个）", count=len(projects(session))), self)
        self.some = QRadioButton(tr("选中的项目（{count} 个）", count=len(chosen)), self)
        self.one_file, self.each_file = QRadioButton(tr("合成一个文件"), self), QRadioButton(tr("每个项目一个文件"), self)
        self.pdf, self.workbook = QRadioButton(tr("PDF（正式表样）"), self), QRadioButton(tr("Excel 工作簿"), self)
        self.signature = QCheckBox(tr("带签章栏"), self)
        self.empty = QCheckBox(tr("没有填的表也输出"), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(which)
        for title, boxes in (
            (tr("哪些项目"), (self.all, self.some)),
            (tr("怎样输出"), (self.one_file, self.each_file)),
            (tr("格式"), (self.pdf, self.workbook)),
        ):
            group, buttons = QGroupBox(title, self), QButtonGroup(self)
            line = QHBoxLayout(group)
            for choice in boxes:
                buttons.addButton(choice)
                choice.toggled.connect(self._count)
                line.addWidget(choice)
            line.addStretch(1)
            layout.addWidget(group)
        self.some.setEnabled(bool(chosen))
        (self.some if len(chosen) > 1 else self.all).setChecked(True)
        self.one_file.setChecked(True)
        self.pdf.setChecked(True)
        self.empty.toggled.connect(self._count)
        self.pdf.toggled.connect(self.signature.setEnabled)
        layout.addWidget(self.signature)
        layout.addWidget(self.empty)
        self.count = QLabel(self)
        self.count.setObjectName("quiet")
        layout.addWidget(self.count)
        self.decide = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.decide.button(QDialogButtonBox.StandardButton.Ok).setText(tr("输出……"))
        self.decide.accepted.connect(self.accept)
        self.decide.rejected.connect(self.reject)
        layout.addWidget(self.decide)
        self._count()

    def tables(self) -> list[str]:
        """Codes of the forms that would be written."""
        kinds = [code for code, box in self.kinds.items() if box.isChecked()]
        wanted = self.chosen if self.some.isChecked() else []
        return batches.tables_of(self.session, kinds, wanted, empty=self.empty.isChecked()) if kinds else []

    def _count(self) -> None:
        if not hasattr(self, "decide"):
            return  # still being built
        found = self.tables()
        self.count.setText(tr("共 {count} 张表", count=len(found)) if found else tr("没有填过的表可以输出"))
        self.decide.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(found))

    def write(self) -> str | None:
        """Ask where and write there; what to tell, None when it was given up."""
        kind: batches.Kind = "pdf" if self.pdf.isChecked() else "xlsx"
        parent = self.parentWidget() or self
        tables, signature = self.tables(), self.signature.isChecked() and kind == "pdf"
        place: Path | None
        if self.each_file.isChecked():
            place = ask.folder(parent, tr("放在哪个文件夹"))
        else:
            name = f"{self.session.book.unit_name}{self.session.book.year}{tr('项目绩效表')}.{kind}"
            words = tr("PDF 文件") if kind == "pdf" else tr("Excel 工作簿")
            place = ask.save_file(parent, tr("批量输出"), words, f".{kind}", name)
        if place is None:
            return None
        target, each = place, self.each_file.isChecked()

        def work(progress: Progress) -> Batch:
            if each:
                return batches.write_each(self.session, target, tables, kind, signature=signature, progress=progress)
            return batches.write_one(self.session, target, tables, signature=signature, progress=progress)

        made = run_beside(parent.window(), tr("正在输出 {count} 张表……", count=len(tables)), work)
        if made is None:
            return tr("已取消，没有写出文件。")
        said = tr("已输出 {count} 个文件到 {out}。", count=len(made.files), out=str(target))
        if made.notes:
            ask.tell(parent, said, problem=False, more="\n".join(made.notes[:12]))
        return said
