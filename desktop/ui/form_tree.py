"""The tree on the left: the unit and its tables, each with its state as icon and word, and the number of open findings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from desktop.core.cells import COVER
from desktop.core.changes import ChangeSet
from desktop.ui import theme
from desktop.ui.bridge import Bridge
from desktop.ui.places import icon
from desktop.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
STATE = Qt.ItemDataRole.UserRole + 1
COUNTS = Qt.ItemDataRole.UserRole + 2
FORM = Qt.ItemDataRole.UserRole + 3
_TWO_LINES = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
STATE_ICONS = {"空": "state-empty", "填报中": "state-open", "有错": "state-error", "已核": "state-checked", "已锁": "state-locked"}


def state_words(state: str) -> str:
    return {"空": tr("空"), "填报中": tr("填报中"), "有错": tr("有错"), "已核": tr("已核"), "已锁": tr("已锁")}.get(state, state)


class FormTreeModel(QAbstractItemModel):
    """One unit with its tables. (Units below it come as further branches.)"""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.forms = [form.code for form in bridge.model.forms()]
        self._states: dict[str, tuple[str, int, int]] = {}
        self._read()
        bridge.changed.connect(self._follow)

    def _read(self) -> None:
        bridge = self.bridge
        self._states = {
            form: (bridge.model.table_state(form), bridge.tally("error", form), bridge.tally("warning", form)) for form in self.forms
        }

    def _follow(self, changes: ChangeSet) -> None:
        if changes.forms:
            self.beginResetModel()
            self.forms = [form.code for form in self.bridge.model.forms()]
            self._read()
            self.endResetModel()
            return
        before = self._states
        self._read()
        if before != self._states:
            top = self.index(0, 0)
            self.dataChanged.emit(self.index(0, 0, top), self.index(len(self.forms) - 1, 0, top))

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own signature
        if not parent.isValid():
            return self.createIndex(row, column, 0) if row == 0 else QModelIndex()
        return self.createIndex(row, column, 1) if parent.internalId() == 0 and 0 <= row < len(self.forms) else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        return self.createIndex(0, 0, 0) if index.isValid() and index.internalId() == 1 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        if not parent.isValid():
            return 1
        return len(self.forms) if parent.internalId() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 1

    def index_of(self, form: str) -> QModelIndex:
        return self.index(self.forms.index(form), 0, self.index(0, 0)) if form in self.forms else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        book = self.bridge.model.book
        if index.internalId() == 0:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                return tr("{unit} {year}年度", unit=book.unit_name, year=book.year)
            return icon("sample") if role == Qt.ItemDataRole.DecorationRole else None
        code = self.forms[index.row()]
        form = self.bridge.model.form(code)
        state, errors, warnings = self._states[code]
        name = f"{code.removeprefix('公开')} {form.title}" if form.form_no else code if code == COVER else form.title
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name
            case Qt.ItemDataRole.DecorationRole:
                return icon(STATE_ICONS.get(state, "state-open"))
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                told = tr("{title}：{state}", title=f"{code} {form.title}" if form.form_no else form.title, state=state_words(state))
                return told + (tr("，{errors} 个错误，{warnings} 个警告", errors=errors, warnings=warnings) if errors or warnings else "")
        return {STATE: state_words(state), COUNTS: (errors, warnings), FORM: code}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class FormTreeDelegate(QStyledItemDelegate):
    """Name, then at the right the number of findings and the state as a word."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = index.data(STATE)
        if state is None:
            bold = QStyleOptionViewItem(option)
            bold.font.setBold(True)
            super().paint(painter, bold, index)
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.SELECTED))
        rect = option.rect.adjusted(2, 0, -6, 0)
        index.data(Qt.ItemDataRole.DecorationRole).paint(painter, QRect(rect.left(), rect.top() + (rect.height() - 15) // 2, 15, 15))
        errors, warnings = index.data(COUNTS)
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
                painter.setBrush(QColor("#ffffff"))
                painter.drawRoundedRect(box, 7, 7)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(count))
                right -= badge + 4
        painter.setFont(option.font)
        painter.setPen(QColor(theme.INK))
        name = QRect(rect.left() + 20, rect.top(), max(right - rect.left() - 24, 10), rect.height())
        painter.drawText(name, _TWO_LINES, two_lines(str(index.data()), painter.fontMetrics(), name))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = option.fontMetrics.height()
        view = self.parent()
        if index.data(STATE) is None or not isinstance(view, QTreeView):
            return QSize(120, height + 12)
        small = option.fontMetrics.horizontalAdvance(str(index.data(STATE))) * 0.85
        badges = sum(0.85 * option.fontMetrics.horizontalAdvance(str(count)) + 13 for count in index.data(COUNTS) if count)
        room = view.viewport().width() - view.indentation() - small - badges - 42
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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("forms")
        self.setHeaderHidden(True)
        self.setIndentation(6)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setItemDelegate(FormTreeDelegate(self))
        self.setAccessibleName(tr("表格目录"))

    def show_model(self, model: FormTreeModel) -> None:
        self.setModel(model)
        self.expandAll()
        model.dataChanged.connect(self.scheduleDelayedItemsLayout)  # a badge that comes may take the room of a name
        self.selectionModel().currentChanged.connect(self._chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def choose(self, form: str) -> None:
        """Select a table without asking for it again."""
        model = self.model()
        if isinstance(model, FormTreeModel) and self.currentIndex().data(FORM) != form:
            self.setCurrentIndex(model.index_of(form))

    def neighbour(self, step: int) -> str | None:
        """The table before or after the chosen one."""
        model = self.model()
        if not isinstance(model, FormTreeModel):
            return None
        at = self.currentIndex().row() + step if self.currentIndex().data(FORM) else 0
        return model.forms[at] if 0 <= at < len(model.forms) else None

    def _chosen(self, current: QModelIndex, previous: QModelIndex) -> None:
        form = current.data(FORM)
        if form:
            self.form_chosen.emit(form)
