"""What the colours and marks of the tables mean, painted as they are there."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QWidget

from desktop.core.cells import CellRef
from desktop.forms.layout import GridCell
from desktop.ui.cell_painter import CellPainter
from desktop.ui.look import Look
from desktop.ui.words import tr

_REF = CellRef("", "", "")


class Example(QWidget):
    """One painted cell."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.setFixedSize(QSize(130, 26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        cell = GridCell("value", "", _REF, align="right")
        CellPainter(self.font()).paint(painter, self.rect(), cell, self.look, False)
        painter.end()


class LegendDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("颜色和记号的意思"))
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 18, 20, 16)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        examples = (
            (Look("1,234.50", "entered"), tr("录入的数：白底")),
            (Look("1,234.50", "imported"), tr("导入的数：左上角绿色小角")),
            (Look("1,234.50", "computed"), tr("计算的数：浅蓝底")),
            (Look("1,234.50", "overridden"), tr("改写的数（盖过计算值）：左上角橙色角，粗体")),
            (Look("-1,234.50", "entered", negative=True), tr("负数：红字，带负号")),
            (Look("1,234.50", "entered", severity="error"), tr("错误：右下角红色角，下面有点线")),
            (Look("1,234.50", "entered", severity="warning"), tr("警告：右下角棕色角")),
            (Look("1,234.50", "entered", lit=True), tr("当前问题涉及的数：黄底，粗框")),
            (Look("1,234.50", "entered", note=True), tr("有备注：右上角圆点")),
            (Look("1,234.50", "entered", marked=True), tr("标记了待核对：右上角小旗")),
            (Look("1,234.50", "computed", changed=True), tr("监控、自评开始以后改动过的目标：左下角紫色角")),
            (Look("12a", "entered", refused="x"), tr("看不懂的输入：红色虚框，原来的值仍有效")),
            (Look("1,234.50", "entered", prior="1,100.00"), tr("左下角灰色小字：上年数")),
            (Look("", "blank"), tr("空白：没有数")),
            (Look("0.00", "entered"), tr("零：就是 0")),
            (Look("————", "blank", closed=True), tr("不适用或不可填写：斜线底")),
        )
        for row, (look, words) in enumerate(examples):
            grid.addWidget(Example(look, self), row, 0)
            grid.addWidget(QLabel(words, self), row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok, self)
        buttons.accepted.connect(self.accept)
        grid.addWidget(buttons, len(examples), 0, 1, 2)
