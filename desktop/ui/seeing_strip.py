"""The strip above the table: which rows are looked for, and how many are out of sight. Esc drops it all and goes back to the table."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.ui.elided import Elided
from desktop.ui.seeing_hidden import HiddenLines
from desktop.ui.seeing_rows import BLANK, CHANGED, EMPTY, FINDINGS
from desktop.ui.still import StillComboBox
from desktop.ui.words import tr

_PAUSE = 120  # ms in typing; a long table is not searched for every letter


class FilterStrip(QWidget):
    """Follows the table in hand with :meth:`tell`."""

    left = Signal()  # the person is done here

    def __init__(self, hidden: HiddenLines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hidden = hidden
        self._open = False
        self.setObjectName("filterStrip")
        self.text = QLineEdit(self)
        self.text.setPlaceholderText(tr("名称、代码或拼音首字母"))
        self.text.setAccessibleName(tr("筛选：名称、代码或拼音首字母"))
        self.text.setClearButtonEnabled(True)
        self.only = StillComboBox(self)
        self.only.setAccessibleName(tr("只看哪些行"))
        for value, words in (
            ("", tr("全部行")),
            (FINDINGS, tr("有问题的行")),
            ("error", tr("有错误的行")),
            ("warning", tr("有警告的行")),
            ("hint", tr("有提示的行")),
            (CHANGED, tr("与上年不同的行")),
            (BLANK, tr("还有空白的行")),
            (EMPTY, tr("一个数也没有的行")),
        ):
            self.only.addItem(words, value)
        self.said = Elided(self)
        self.said.setObjectName("quiet")
        self.again = QPushButton(tr("重新筛选"), self)
        self.again.setToolTip(tr("改过数以后，按现在的数再筛选一次"))
        self.all = QPushButton(tr("显示全部"), self)
        self.all.setToolTip(tr("取消筛选，零行也显示出来（Esc）"))
        self.shut = QToolButton(self)
        self.shut.setObjectName("close")
        self.shut.setText("×")
        self.shut.setAccessibleName(tr("取消筛选"))
        self.shut.setToolTip(tr("取消筛选（Esc）"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(6)
        for part in (self.text, self.only, self.said, self.again, self.all, self.shut):
            line.addWidget(part)
        self.said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.said.setMinimumWidth(80)
        self.text.setMinimumWidth(90)
        self.text.setMaximumWidth(240)
        for button in (self.again, self.all):
            button.setAutoDefault(False)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self._filter)
        self.text.textEdited.connect(lambda: self._later.start())
        self.text.textChanged.connect(lambda text: None if text else self._later.start())
        self.only.activated.connect(self._filter)
        self.again.clicked.connect(hidden.apply)
        self.all.clicked.connect(self.show_all)
        self.shut.clicked.connect(self.drop)
        hidden.changed.connect(self.tell)
        self.hide()

    def open(self) -> None:
        """Come here to look for rows."""
        self._open = True
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()
        self.tell()

    def tell(self) -> None:
        """Show what is asked of the table in hand, and what came of it."""
        wanted = self.hidden.wanted()
        if not self._later.isActive() and self.text.text() != wanted.text:
            self.text.setText(wanted.text)
            self._later.stop()
        if self.only.currentData() != wanted.only:
            self.only.setCurrentIndex(max(self.only.findData(wanted.only), 0))
        count = self.hidden.count
        self.setVisible(wanted.is_filter or count > 0 or self._open)
        for part in (self.text, self.only, self.again):
            part.setEnabled(self.hidden.possible())
        self.said.say(self._words())

    def _words(self) -> str:
        wanted, count = self.hidden.wanted(), self.hidden.count
        if not self.hidden.possible():
            return tr("这张表按表样逐格印出，各行都显示。")
        if not count:
            return tr("没有隐藏的行。") if wanted.hides else tr("共 {left} 行。", left=self.hidden.left)
        if not wanted.zeros and not wanted.is_filter:
            return tr("隐藏了 {count} 个没有数的行，显示 {left} 行；打印不受影响。", count=count, left=self.hidden.left)
        return tr("显示 {left} 行，隐藏 {count} 行；打印不受影响。", left=self.hidden.left, count=count)

    def _filter(self) -> None:
        self._later.stop()
        self.hidden.filter(self.text.text().strip(), str(self.only.currentData()))

    def drop(self) -> None:
        """Filter nothing any more; zero rows stay as they are."""
        self._later.stop()
        self.text.clear()
        self._later.stop()
        self.only.setCurrentIndex(0)
        self._open = False
        self.left.emit()
        self.hidden.filter("", "")

    zeros_wanted = Signal()

    def show_all(self) -> None:
        self.drop()
        if not self.hidden.zeros:
            self.zeros_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and self.text.hasFocus():
            self._filter()
            self.left.emit()
        else:
            super().keyPressEvent(event)
