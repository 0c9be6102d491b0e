"""The tree on the left: each table with its state as icon and word, and the number of open findings; projects open and close."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from desktop.ui import theme
from desktop.ui.form_tree_model import COUNTS, FORM, KIND, OVERVIEW, STATE, FormTreeModel
from desktop.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
_TWO_LINES = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class FormTreeDelegate(QStyledItemDelegate):
    """Name, then at the right the number of findings and the state as a word."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        kind = index.data(KIND)
        if kind in ("unit", "group"):
            bold = QStyleOptionViewItem(option)
            bold.font.setBold(True)
            super().paint(painter, bold, index)
            return
        state = index.data(STATE) or ""
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.SELECTED))
        rect = option.rect.adjusted(2, 0, -6, 0)
        if kind == "form":
            index.data(Qt.ItemDataRole.DecorationRole).paint(painter, QRect(rect.left(), rect.top() + (rect.height() - 15) // 2, 15, 15))
        else:
            self._sign(painter, rect, kind, index)
        errors, warnings = index.data(COUNTS) or (0, 0)
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * 0.85)
        painter.setFont(small)
        right = rect.right()
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(state)
        painter.setPen(QColor(theme.ERROR if errors else theme.QUIET))
        painter.drawText(QRect(right - width, rect.top(), width + 1, rect.height()), int(Qt.AlignmentFlag.AlignVCenter), state)
        right -= width + 6
        for count, colour in ((warnings, theme.WARNING), (errors, theme.ERROR)):
            if count:
                badge = metrics.horizontalAdvance(str(count)) + 9
                box = QRect(right - badge, rect.top() + (rect.height() - 15) // 2, badge, 15)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QColor(colour))
                painter.setBrush(QColor(theme.PAPER))
                painter.drawRoundedRect(box, 7, 7)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(count))
                right -= badge + 4
        painter.setFont(option.font)
        painter.setPen(QColor(theme.INK))
        name = QRect(rect.left() + 20, rect.top(), max(right - rect.left() - 24, 10), rect.height())
        painter.drawText(name, _TWO_LINES, two_lines(str(index.data()), painter.fontMetrics(), name))
        painter.restore()

    def _sign(self, painter: QPainter, rect: QRect, kind: str, index: Index) -> None:
        """An arrow before a project, lines before the overview."""
        middle = QPointF(rect.left() + 7.5, rect.center().y() + 0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.QUIET), 1.5))
        if kind == OVERVIEW:
            for down in (-4, 0, 4):
                painter.drawLine(middle + QPointF(-5, down), middle + QPointF(5, down))
        else:
            view = self.parent()
            is_open = isinstance(view, QTreeView) and view.isExpanded(index)
            points = [(-4, -2), (0, 2), (4, -2)] if is_open else [(-2, -4), (2, 0), (-2, 4)]
            painter.drawPolyline(QPolygonF([middle + QPointF(x, y) for x, y in points]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = option.fontMetrics.height()
        view = self.parent()
        if not isinstance(view, QTreeView) or index.data(KIND) != "form":
            return QSize(120, height + (12 if index.data(KIND) in ("unit", "group") else 9))
        small = option.fontMetrics.horizontalAdvance(str(index.data(STATE))) * 0.85
        badges = sum(0.85 * option.fontMetrics.horizontalAdvance(str(count)) + 13 for count in index.data(COUNTS) if count)
        depth = 3 if index.parent().data(KIND) == "project" else 2 if index.parent().data(KIND) == "group" else 1
        room = view.viewport().width() - depth * view.indentation() - small - badges - 42
        lines = 2 if option.fontMetrics.horizontalAdvance(str(index.data())) > room else 1
        return QSize(120, height * lines + 9)


def two_lines(name: str, metrics: QFontMetrics, room: QRect) -> str:
    """A name broken after as many characters as fit; what does not fit into the second line either is shortened."""
    width = room.width()
    if metrics.horizontalAdvance(name) <= width:
        return name
    if room.height() < 2 * metrics.height():
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
    first = len(name)
    while first > 1 and metrics.horizontalAdvance(name[:first]) > width:
        first -= 1
    return f"{name[:first]}\n{metrics.elidedText(name[first:], Qt.TextElideMode.ElideRight, width)}"


class FormTree(QTreeView):
    """Tells the table that was chosen, by mouse or by keyboard."""

    form_chosen = Signal(str)
    overview_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("forms")
        self.setHeaderHidden(True)
        self.setIndentation(7)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(False)
        self.setItemDelegate(FormTreeDelegate(self))
        self.setAccessibleName(tr("表格目录"))
        self._open_projects: set[str] = set()

    def show_model(self, model: FormTreeModel) -> None:
        self.setModel(model)
        self._open_branches()
        model.modelReset.connect(self._open_branches)
        model.modelAboutToBeReset.connect(self._keep_open)
        model.dataChanged.connect(self.scheduleDelayedItemsLayout)  # a badge that comes may take the room of a name
        self.selectionModel().currentChanged.connect(self._chosen)

    def _keep_open(self) -> None:
        model = self.model()
        assert isinstance(model, FormTreeModel)
        self._open_projects = {node.code for node in model.nodes if node.kind == "project" and self.isExpanded(model.index_of_node(node))}

    def _open_branches(self) -> None:
        """All is open but the projects, which open one by one."""
        model = self.model()
        assert isinstance(model, FormTreeModel)
        for node in model.nodes:
            if node.kind in ("unit", "group") or (node.kind == "project" and node.code in self._open_projects):
                self.expand(model.index_of_node(node))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.data(KIND) == "project":
            self.setExpanded(index, not self.isExpanded(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.data(KIND) == "project":
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().keyPressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Indents are enough; the arrow of a project is painted with its name."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def choose(self, form: str) -> None:
        """Select a table without asking for it again."""
        model = self.model()
        if isinstance(model, FormTreeModel) and self.currentIndex().data(FORM) != form:
            self.setCurrentIndex(model.index_of(form))  # opens its branch

    def choose_overview(self) -> None:
        model = self.model()
        if isinstance(model, FormTreeModel) and self.currentIndex().data(KIND) != OVERVIEW:
            self.setCurrentIndex(model.index_of_overview())

    def neighbour(self, step: int) -> str | None:
        """The table before or after the chosen one."""
        model = self.model()
        if not isinstance(model, FormTreeModel):
            return None
        form = self.currentIndex().data(FORM)
        at = model.forms.index(form) + step if form in model.forms else 0
        return model.forms[at] if 0 <= at < len(model.forms) else None

    def _chosen(self, current: QModelIndex, previous: QModelIndex) -> None:
        form = current.data(FORM)
        if form:
            self.form_chosen.emit(form)
        elif current.data(KIND) == OVERVIEW:
            self.overview_chosen.emit()
