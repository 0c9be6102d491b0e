"""What the colours and marks of the tables mean, painted as they are there."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.core.cells import CellRef
from desktop.forms.layout import GridCell
from desktop.ui import paper, theme
from desktop.ui.cell_painter import CellPainter
from desktop.ui.help_key import give_help
from desktop.ui.look import Look
from desktop.ui.words import tr

_REF = CellRef("", "", "")
_YEARS = ((2022, Decimal(12)), (2023, Decimal(11)), (2024, Decimal(13)))


class Example(QWidget):
    """One painted cell."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.painter = CellPainter(self.font())
        lines = self.painter.small_metrics.height() if look.two else 0
        self.setFixedSize(QSize(190 if look.two else 130, 26 + lines))
        self.setAccessibleName(look.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        cell = GridCell("value", "", _REF, align="right")
        self.painter.paint(painter, self.rect(), cell, self.look, False)
        painter.end()


class LegendDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("颜色和记号的意思"))
        give_help(self)
        page = QWidget(self)
        page.setObjectName("legend")
        theme.as_paper(page)
        page.setStyleSheet(f"#legend {{ background: {paper.PAPER}; }} #legend QLabel {{ color: {paper.INK}; }}")
        grid = QGridLayout(page)
        grid.setContentsMargins(16, 12, 16, 12)
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
            (
                Look("1,234.50", "entered", two=True, prior="1,100.00", change="+134.50", rate="+12.23%", years=_YEARS),
                tr("上年数（左下）、增减和增减率（右下），小折线是最近两三年"),
            ),
            (Look("", "blank"), tr("空白：没有数")),
            (Look("0.00", "entered"), tr("零：就是 0")),
            (Look("————", "blank", closed=True), tr("不适用或不可填写：斜线底")),
        )
        for row, (look, words) in enumerate(examples):
            grid.addWidget(Example(look, self), row, 0)
            said = QLabel(words, self)
            said.setWordWrap(True)
            grid.addWidget(said, row, 1)
        grid.setColumnStretch(1, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok, self)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(buttons)
        wanted = page.sizeHint()
        room = self.screen().availableGeometry()
        self.resize(min(wanted.width() + 60, room.width() - 40), min(wanted.height() + 90, room.height() - 60))
