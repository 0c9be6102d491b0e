"""The fields, the list and the buttons of 查找和替换, as they stand in the dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.help_key import give_help
from desktop.ui.words import tr


class FindForm(QDialog):
    """``text`` is looked for, ``new`` put in its place; ``scope``, ``case`` and ``whole`` say where and how; ``list`` shows what was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("查找和替换"))
        give_help(self)
        self.setModal(False)
        self.setWindowFlag(Qt.WindowType.Tool)  # so that the keys of the window go on working
        self.text, self.new = QLineEdit(self), QLineEdit(self)
        self.scope = QComboBox(self)
        self.scope.addItems([tr("本表"), tr("全部表、备注和文稿"), tr("只在文稿和资料里")])
        self.scope.setCurrentIndex(1)
        self.case, self.whole = QCheckBox(tr("区分大小写"), self), QCheckBox(tr("整格相同"), self)
        self.list = QTableView(self)
        self.said = QLabel(self)
        self.said.setObjectName("quiet")
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(2 * self.fontMetrics().height())  # so that the list does not jump when the sentence grows
        self.next = QPushButton(tr("下一处"), self)
        self.previous = QPushButton(tr("上一处"), self)
        self.one = QPushButton(tr("替换选中"), self)
        self.all = QPushButton(tr("全部替换"), self)
        self._arrange()

    def _arrange(self) -> None:
        unit = self.fontMetrics().height() / 17
        self.text.setPlaceholderText(tr("文字或数：1234.5 也找得到 1,234.50"))
        for line, name in ((self.text, tr("查找")), (self.new, tr("替换为"))):
            line.setAccessibleName(name)
            line.setClearButtonEnabled(True)
        self.scope.setAccessibleName(tr("范围"))
        self.list.setAccessibleName(tr("找到的地方"))
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setAlternatingRowColors(True)
        self.list.setShowGrid(False)
        self.list.setWordWrap(False)
        self.list.setTabKeyNavigation(False)
        self.list.verticalHeader().hide()
        self.list.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 7)
        top = QGridLayout()
        top.setHorizontalSpacing(8)
        top.setVerticalSpacing(6)
        labels = []
        for row, (word, line) in enumerate(((tr("查找(&N)"), self.text), (tr("替换为(&E)"), self.new))):
            label = QLabel(word, self)
            label.setBuddy(line)
            labels.append(label)
            top.addWidget(label, row, 0)
            top.addWidget(line, row, 1)
        self.new_label = labels[1]
        for row, buttons in enumerate(((self.next, self.previous), (self.one, self.all))):
            for column, button in enumerate(buttons):
                button.setAutoDefault(False)
                top.addWidget(button, row, 2 + column)
        self.next.setDefault(True)
        options = QHBoxLayout()
        options.addWidget(QLabel(tr("范围"), self))
        options.addWidget(self.scope)
        options.addWidget(self.case)
        options.addWidget(self.whole)
        options.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.setSpacing(7)
        layout.addLayout(top)
        layout.addLayout(options)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.said)
        room = self.screen().availableGeometry()
        self.resize(min(int(780 * unit), room.width() - 40), min(int(360 * unit), room.height() - 80))
