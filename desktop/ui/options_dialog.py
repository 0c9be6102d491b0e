"""选项: the options of the program that a person sets by hand, as :mod:`desktop.app.settings` declares them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.app import settings
from desktop.app.printing_fonts import fonts_by_role
from desktop.ui import ask
from desktop.ui.help_key import give_help
from desktop.ui.still import StillComboBox, StillSpinBox
from desktop.ui.words import said, tr


class OptionsDialog(QDialog):
    """Stores what was changed when it is accepted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("选项"))
        give_help(self)
        known = settings.load_options()
        self.who = QLineEdit(str(known["who"]), self)
        self.who.setPlaceholderText(settings.user_name())
        self.enter = StillComboBox(self)
        for value, text in (("down", tr("下一行")), ("right", tr("右边一格")), ("up", tr("上一行")), ("left", tr("左边一格"))):
            self.enter.addItem(text, value)
        self.enter.setCurrentIndex(self.enter.findData(known["enter_moves"]))
        self.inputs_only = QCheckBox(tr("回车和 Tab 只到要填的格(&I)"), self)
        self.inputs_only.setChecked(bool(known["enter_to_inputs"]))
        self.theme = StillComboBox(self)
        for value, text in (("system", tr("跟随系统")), ("light", tr("浅色")), ("dark", tr("深色"))):
            self.theme.addItem(text, value)
        self.theme.setCurrentIndex(self.theme.findData(known["theme"]))
        self.size_box = StillSpinBox(self)
        self.size_box.setRange(7, 24)
        self.size_box.setSpecialValueText(tr("通常大小"))
        size = known["text_size"]
        self.size_box.setValue(size if isinstance(size, int) else 0)
        self.fonts = StillComboBox(self)
        for value, text in (("system", tr("这台电脑上的宋体、仿宋等，没有的用随程序的")), ("bundled", tr("只用随程序的字体"))):
            self.fonts.addItem(text, value)
        self.fonts.setCurrentIndex(self.fonts.findData(known["fonts"]))
        self.fonts.currentIndexChanged.connect(self._list_fonts)
        self.font_list = QLabel(self)
        self.font_list.setObjectName("quiet")
        self.font_list.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.font_list.setWordWrap(True)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        for title, box, hint in (
            (tr("填报人(&W)"), self.who, tr("写入修改记录和出错说明；留空时用电脑的登录名。")),
            (tr("回车后移到(&E)"), self.enter, ""),
            ("", self.inputs_only, tr("跳过计算的格和不可填写的格。")),
            (tr("窗口深浅(&T)"), self.theme, tr("表格和文稿始终是浅色，像纸一样。")),
            (tr("界面字号(&S)"), self.size_box, tr("下次启动时生效；表格的大小用 Ctrl 加滚轮随时调整。")),
        ):
            form.addRow(title, box)
            if hint:
                note = QLabel(hint, self)
                note.setObjectName("quiet")
                note.setWordWrap(True)
                form.addRow("", note)
                box.setAccessibleDescription(hint)
        form.addRow(tr("打印用的字体(&F)"), self.fonts)
        form.addRow("", self.font_list)
        self._list_fonts()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)

    def _list_fonts(self) -> None:
        """What would print each role; read only, because it follows from what is installed."""
        lines = []
        for font in fonts_by_role(system=self.fonts.currentData() == "system"):
            used = f"{font.name}（{font.file.name}）" if font.file else tr("{name}（随程序）", name=font.name)
            lines.append(f"{said(font.title)}：{used}")
            lines += ["    " + tr("没有用 {font}", font=reason) for reason in font.passed_over]
        self.font_list.setText("\n".join(lines))

    def accept(self) -> None:
        size = self.size_box.value()
        changes: dict[str, settings.Setting] = {
            "who": self.who.text().strip(),
            "enter_moves": str(self.enter.currentData()),
            "fonts": str(self.fonts.currentData()),
            "enter_to_inputs": self.inputs_only.isChecked(),
            "theme": str(self.theme.currentData()),
            "text_size": size if size > self.size_box.minimum() else 0,
        }
        with ask.telling(self):
            settings.save_options(changes)
            super().accept()
