"""The line above the findings: what is to be seen of them, how they are grouped, and the buttons for the one in hand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QWidget

from desktop.app import settings
from desktop.ui.findings_groups import SEVERITIES
from desktop.ui.places import icon
from desktop.ui.words import tr


class FindingsBar(QWidget):
    """``buttons`` by what they do, ``severity_buttons`` by the severity they show."""

    filtered = Signal()
    grouped = Signal()
    wanted = Signal(str)  # the name of a button

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(tr("筛选：表号、科目、文字……"))
        self.words.setAccessibleName(tr("筛选审核结果"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(60)
        self.words.setMaximumWidth(self.fontMetrics().horizontalAdvance(self.words.placeholderText()) + 56)
        self.words.textChanged.connect(self.filtered)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 3, 0, 4)
        line.setSpacing(6)
        self.severity_buttons = {severity: self._severity_button(severity) for severity in SEVERITIES}
        self.here = QToolButton(self)
        self.here.setCheckable(True)
        self.here.setAutoRaise(True)
        self.here.setText(tr("只看本表"))
        self.here.toggled.connect(self.filtered)
        self.by = QComboBox(self)
        self.by.addItem(tr("按级别分组"), "severity")
        self.by.addItem(tr("按表分组"), "table")
        self.by.setAccessibleName(tr("审核结果的分组"))
        self.by.setCurrentIndex(max(self.by.findData(settings.option("findings_by")), 0))
        self.by.currentIndexChanged.connect(self.grouped)
        self.buttons = {
            name: self._button(name, text)
            for name, text in (
                ("go", tr("转到")),
                ("explain", tr("解释")),
                ("repair", tr("改正")),
                ("alike", tr("改正同类……")),
                ("acknowledge", tr("写明原因……")),
                ("withdraw", tr("撤回说明")),
            )
        }
        for shown in (*self.severity_buttons.values(), self.here, self.by):
            line.addWidget(shown)
        line.addWidget(self.words, 1)
        line.addStretch(0)
        for button in self.buttons.values():
            line.addWidget(button)

    def _severity_button(self, severity: str) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setChecked(True)
        button.setAutoRaise(True)
        button.setIcon(icon(f"severity-{severity}"))
        button.setIconSize(QSize(15, 15))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.toggled.connect(self.filtered)
        return button

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(text)  # in full, also where there is room for a short word only
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.wanted.emit(name))
        return button

    @property
    def severities(self) -> set[str]:
        """Those that are to be seen."""
        return {severity for severity, button in self.severity_buttons.items() if button.isChecked()}

    @property
    def grouped_by(self) -> str:
        return str(self.by.currentData())

    def offer(self, can: Mapping[str, bool]) -> None:
        """What can be done with the finding in hand, by the names of the buttons."""
        for name, button in self.buttons.items():
            button.setEnabled(can.get(name, False))

    def spare(self, roomy: bool) -> None:
        """On a small screen what keys and menus do as well has no button; taking a reason back is offered where there is one."""
        for spared in (self.here, self.by, *(self.buttons[name] for name in ("go", "explain", "alike"))):
            spared.setVisible(roomy)
        self.buttons["withdraw"].setVisible(roomy and self.buttons["withdraw"].isEnabled())

    def name(self, counts: Mapping[str, int], narrow: bool) -> None:
        """Words where there is room for them; on a small screen counts and short names."""
        texts = {
            "error": tr("错误 {n}", n=counts["error"]),
            "warning": tr("警告 {n}", n=counts["warning"]),
            "hint": tr("提示 {n}", n=counts["hint"]),
        }
        for severity, button in self.severity_buttons.items():
            button.setText(str(counts[severity]) if narrow else texts[severity])
            button.setToolTip(texts[severity])
            button.setAccessibleName(texts[severity])
        self.here.setText(tr("本表") if narrow else tr("只看本表"))
        self.here.setToolTip(tr("只看本表"))
        self.by.setItemText(0, tr("级别") if narrow else tr("按级别分组"))
        self.by.setItemText(1, tr("表") if narrow else tr("按表分组"))
        self.buttons["alike"].setText(tr("同类……") if narrow else tr("改正同类……"))
        self.buttons["acknowledge"].setText(tr("原因……") if narrow else tr("写明原因……"))
        self.buttons["withdraw"].setText(tr("撤回") if narrow else tr("撤回说明"))
