"""The first page: new, open, import, the sample, and the recent documents. It loads nothing that is not shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.ui import theme
from desktop.ui.places import icon
from desktop.ui.recent_model import NOTE, PATH, RecentModel
from desktop.ui.start_button import StartButton
from desktop.ui.tour_card import TourCard
from desktop.ui.words import tr


class RecentDelegate(QStyledItemDelegate):
    """Name and state in the first line, the folder in the second."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(option.rect, QColor(theme.SELECTED if option.state & QStyle.StateFlag.State_Selected else theme.HOVER))
        rect = option.rect.adjusted(10, 6, -10, -6)
        index.data(Qt.ItemDataRole.DecorationRole).paint(painter, QRect(rect.left(), rect.top() + 4, 24, 24))
        text = rect.adjusted(36, 0, 0, 0)
        half = text.height() // 2
        note = str(index.data(NOTE))
        painter.setPen(QColor(theme.ERROR if note == tr("找不到文件") else theme.QUIET))
        painter.drawText(
            QRect(text.left(), text.top(), text.width(), half), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), note
        )
        room = text.width() - painter.fontMetrics().horizontalAdvance(note) - 12
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(theme.INK))
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRect(text.left(), text.top(), room, half), int(Qt.AlignmentFlag.AlignVCenter), name)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.QUIET))
        folder = painter.fontMetrics().elidedText(str(index.data(PATH).parent), Qt.TextElideMode.ElideMiddle, text.width())
        painter.drawText(QRect(text.left(), text.top() + half, text.width(), half), int(Qt.AlignmentFlag.AlignVCenter), folder)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, option.fontMetrics.height() * 2 + 18)


class RecentList(QListView):
    """Enter and double click open, Delete takes off the list."""

    forget_wanted = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        path = self.currentIndex().data(PATH) if self.currentIndex().isValid() else None
        if event.key() == Qt.Key.Key_Delete and path is not None:
            self.forget_wanted.emit(path)
            return
        super().keyPressEvent(event)


class StartPage(QWidget):
    new_wanted = Signal()
    open_wanted = Signal()
    import_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(object)  # Path
    tour_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(tr("明账"), self)
        big = QFont(self.font())
        big.setPointSizeF(big.pointSizeF() * 2.2)
        big.setBold(True)
        title.setFont(big)
        under = QLabel(tr("部门决算公开：填报、审核、公开文本"), self)
        under.setObjectName("quiet")
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(title)
        left.addWidget(under)
        left.addSpacing(18)
        self.buttons: list[StartButton] = []
        for name, text, hint, signal in (
            ("new", tr("新建文档(&N)"), tr("选表套、单位和年度，从空表开始"), self.new_wanted),
            ("open", tr("打开文档(&O)"), tr("打开已有的 .mz 文档"), self.open_wanted),
            ("import", tr("导入工作簿(&I)"), tr("读入财政的 Excel 或 WPS 表"), self.import_wanted),
            ("sample", tr("打开示例(&S)"), tr("一个真实部门的完整决算"), self.sample_wanted),
        ):
            button = StartButton(icon(name), text, hint, self)
            button.clicked.connect(signal)
            self.buttons.append(button)
            left.addWidget(button)
        left.addStretch(1)
        version = QLabel(tr("第 {version} 版　数据全部留在本机", version=__version__), self)
        version.setObjectName("quiet")
        left.addWidget(version)
        self.recent_head = QLabel(tr("最近打开"), self)
        head_font = QFont(self.font())
        head_font.setBold(True)
        self.recent_head.setFont(head_font)
        self.recent = RecentModel(self)
        self.list = RecentList(self)
        self.list.setModel(self.recent)
        self.list.setItemDelegate(RecentDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("最近打开的文档"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.activated.connect(self._activated)
        self.list.forget_wanted.connect(self.recent.forget)
        self.list.customContextMenuRequested.connect(self._menu)
        self.empty = QLabel(tr("还没有打开过文档。第一次使用可以先看示例。"), self)
        self.empty.setObjectName("quiet")
        right = QVBoxLayout()
        right.setSpacing(8)
        self.tour_card = TourCard(self)
        self.tour_card.setVisible(TourCard.is_wanted())
        self.tour_card.wanted.connect(self.tour_wanted)
        right.addWidget(self.tour_card)
        right.addWidget(self.recent_head)
        right.addWidget(self.empty)
        right.addWidget(self.list, 1)
        right.addStretch(0)
        paper = QFrame(self)
        paper.setObjectName("paper")
        paper.setStyleSheet(f"#paper {{ background: {theme.PAPER}; border: 1px solid {theme.LINE}; border-radius: 8px; }}")
        inside = QHBoxLayout(paper)
        inside.setContentsMargins(40, 34, 40, 34)
        inside.setSpacing(44)
        inside.addLayout(left)
        inside.addLayout(right, 1)
        paper.setMaximumSize(1120, 620)
        content = QWidget(self)
        around = QHBoxLayout(content)
        around.setContentsMargins(40, 34, 40, 34)
        around.addWidget(paper)
        area = QScrollArea(self)  # it is as large as a small screen
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(content)
        for part in (area.viewport(), content):
            part.setAutoFillBackground(False)
        outside = QHBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(area)
        self.right, self.inside, self.around = right, inside, around
        self.recent.modelReset.connect(self._filled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Margins give way where they cost room for words."""
        super().resizeEvent(event)
        roomy = self.width() > 52 * self.fontMetrics().height()
        self.around.setContentsMargins(*((40, 34, 40, 34) if roomy else (8, 8, 8, 8)))
        self.inside.setContentsMargins(*((40, 34, 40, 34) if roomy else (16, 14, 16, 14)))
        self.inside.setSpacing(44 if roomy else 20)

    def refresh(self) -> None:
        """Read the recent documents anew."""
        self.tour_card.setVisible(self.tour_card.isVisibleTo(self) and TourCard.is_wanted())
        self.recent.read()

    def _filled(self) -> None:
        some = bool(self.recent.paths)
        self.empty.setVisible(not some)
        self.list.setVisible(some)
        self.right.setStretch(self.right.count() - 1, 0 if some else 1)

    def _activated(self, index: QModelIndex) -> None:
        self._open(index.data(PATH))

    def _open(self, path: Path) -> None:
        self.recent_wanted.emit(path)

    def _menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if not index.isValid():
            return
        path = index.data(PATH)
        menu = QMenu(self)
        opening = menu.addAction(tr("打开"))
        forgetting = menu.addAction(tr("从列表中去掉"))
        chosen = menu.exec(self.list.viewport().mapToGlobal(at))
        if chosen is opening:
            self._open(path)
        elif chosen is forgetting:
            self.recent.forget(path)
