"""新建: which table set, which unit, which year, and last year's document (or workbook) that the new one goes on from."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.forms.catalog import PackSummary, list_packs
from desktop.ui import ask
from desktop.ui.help_key import give_help
from desktop.ui.still import StillComboBox, StillSpinBox
from desktop.ui.words import tr


class NewDocumentDialog(QDialog):
    """Its answers: ``pack``, ``unit``, ``code``, ``year``, ``kept_in``, ``last_year``, ``with_projects`` — and ``target`` after :meth:`accept`."""

    def __init__(self, parent: QWidget | None = None, unit: str = "", year: int = 0) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("新建文档"))
        give_help(self)
        self.target: Path | None = None
        self.last_year: Path | None = None
        self.packs = sorted(
            (pack for pack in list_packs() if not pack.problem), key=lambda pack: pack.region != "全国"
        )  # the national set first
        self.pack_box = StillComboBox(self)
        for pack in self.packs:
            self.pack_box.addItem(pack.title, pack.id)
        self.unit_edit = QLineEdit(unit, self)
        self.unit_edit.setPlaceholderText(tr("例如：某市科学技术局"))
        self.code_edit = QLineEdit(self)
        self.code_edit.setPlaceholderText(tr("可以不填"))
        self.year_box = StillSpinBox(self)
        self.year_box.setRange(2000, 2100)
        self.year_box.setValue(year or datetime.date.today().year - 1)  # noqa: DTZ011 - the calendar of the desk
        self.kept_box = StillComboBox(self)
        for unit_name in ("万元", "元"):
            self.kept_box.addItem(unit_name, unit_name)
        self.kept_note = QLabel(tr("数字按这个单位录入和保存；随时可以换一种单位显示。"), self)
        self.kept_note.setObjectName("quiet")
        self.last_label = QLabel(tr("（不选）"), self)
        last_button = QPushButton(tr("选择……"), self)
        last_button.clicked.connect(self._choose_last)
        last = QHBoxLayout()
        last.addWidget(self.last_label, 1)
        last.addWidget(last_button)
        self.last_note = QLabel(tr("选了上年文档，科目、文字、年初结转结余和上年数一起带来；原因只放在旁边作参考。"), self)
        self.last_note.setObjectName("quiet")
        self.last_note.setWordWrap(True)
        self.projects_box = QCheckBox(tr("连同上年的项目和绩效目标(&J)"), self)
        self.projects_box.setEnabled(False)
        self.about = QLabel(self)
        self.about.setObjectName("quiet")
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.hide()
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow(tr("表套(&P)"), self.pack_box)
        form.addRow("", self.about)
        form.addRow(tr("单位名称(&U)"), self.unit_edit)
        form.addRow(tr("单位代码(&C)"), self.code_edit)
        form.addRow(tr("决算年度(&Y)"), self.year_box)
        form.addRow(tr("金额单位(&M)"), self.kept_box)
        form.addRow("", self.kept_note)
        form.addRow(tr("上年文档"), last)
        form.addRow("", self.projects_box)
        form.addRow("", self.last_note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("新建……"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)
        self.pack_box.currentIndexChanged.connect(self._pack_changed)
        self._pack_changed(self.pack_box.currentIndex())
        self.setMinimumWidth(520)
        self.unit_edit.setFocus()

    @property
    def pack(self) -> PackSummary | None:
        at = self.pack_box.currentIndex()
        return self.packs[at] if 0 <= at < len(self.packs) else None

    def choose_pack(self, pack_id: str) -> None:
        self.pack_box.setCurrentIndex(max(self.pack_box.findData(pack_id), 0))

    @property
    def unit(self) -> str:
        return self.unit_edit.text().strip()

    @property
    def code(self) -> str:
        return self.code_edit.text().strip()

    @property
    def year(self) -> int:
        return self.year_box.value()

    @property
    def kept_in(self) -> str:
        return str(self.kept_box.currentData())

    def _pack_changed(self, at: int) -> None:
        pack = self.pack
        if pack is not None:
            self.kept_box.setCurrentIndex(self.kept_box.findData(pack.kept_in))
            years = "、".join(str(year) for year in pack.years)
            self.about.setText(
                tr("{count} 张表，适用年度 {years}，第 {version} 版", count=len(pack.forms), years=years, version=pack.version)
            )

    @property
    def with_projects(self) -> bool:
        return self.projects_box.isChecked()

    def _choose_last(self) -> None:
        path = ask.open_file(self, tr("选择上年文档"), tr("上年的文档或工作簿"), f"{ask.DOCUMENTS} {ask.WORKBOOKS}")
        if path is not None:
            self.go_on_from(path)

    def go_on_from(self, path: Path) -> None:
        """Take last year's document: what it says of itself fills what is still blank here. Of a workbook only the figures are known."""
        from desktop.app.next_year import is_workbook, look_at
        from desktop.ui.password_dialog import with_password
        from desktop.ui.work import in_one_piece, run_beside

        note = ""
        if not is_workbook(path):
            with ask.telling(self):
                about = with_password(self, lambda: run_beside(self, tr("正在读取上年文档……"), in_one_piece(lambda: look_at(path))))
                if about is None:
                    return
                self.unit_edit.setText(self.unit or about.unit)
                self.code_edit.setText(self.code or about.code)
                self.year_box.setValue(about.year + 1)
                self.choose_pack(about.next_pack)
                self.kept_box.setCurrentIndex(max(self.kept_box.findData(about.kept_in), 0))
                note = about.note
                self._take_last(path, note)
            return
        self._take_last(path, note)

    def _take_last(self, path: Path, note: str) -> None:
        self.last_year = path
        self.last_label.setText(path.name)
        self.last_label.setToolTip(str(path))
        self.projects_box.setEnabled(True)
        self.last_note.setText(note or tr("选了上年文档，科目、文字、年初结转结余和上年数一起带来；原因只放在旁边作参考。"))

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()

    def accept(self) -> None:
        """Ask where the document is to stand; stay open while something is missing."""
        if self.pack is None:
            self._refuse(tr("没有可用的表套，请重新安装程序。"))
            return
        if not self.unit:
            self._refuse(tr("请填写单位名称。"))
            self.unit_edit.setFocus()
            return
        name = "".join("_" if character in '<>:"/\\|?*' else character for character in f"{self.unit}{self.year}年度决算.mz")
        self.target = ask.save_file(self, tr("新文档保存到"), tr("明账文档"), ".mz", name)
        if self.target is not None:
            super().accept()
