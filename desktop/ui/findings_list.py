"""The view of the findings: groups that stay closed when the clerk closed them, columns for what stands in them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from desktop.core.cells import COVER
from desktop.ui.bridge import Bridge
from desktop.ui.findings_model import FindingsModel
from desktop.ui.words import tr


class FindingsList(QTreeView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._closed: set[str] = set()  # groups that the clerk closed
        self.setAccessibleName(tr("审核结果"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setIndentation(14)
        self.setIconSize(QSize(14, 14))
        self.setExpandsOnDoubleClick(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.collapsed.connect(self._folded)
        self.expanded.connect(self._opened)

    def fit_columns(self, bridge: Bridge) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(30)
        forms = [form for form in bridge.model.forms() if form.code != COVER]
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        metrics = self.fontMetrics()
        words = max((tr("错误"), tr("警告"), tr("提示"), tr("级别")), key=metrics.horizontalAdvance)
        states = max((tr("待处理"), tr("已说明"), tr("说明已过期")), key=metrics.horizontalAdvance)
        for column, text, more in (
            (0, words, 58),
            (1, "公开01表" if all(form.form_no for form in forms if form.view != "facts") else "收入支出决算总表", 16),
            (3, "-0,000,000.00", 16),
            (4, states, 18),
        ):
            header.resizeSection(column, metrics.horizontalAdvance(text) + more)

    def spare_columns(self, narrow: bool, by_table: bool) -> None:
        """On a small screen no column for what the story tells, and none for the table where the heading of the group says it."""
        for column in (3, 4):
            self.setColumnHidden(column, narrow)
        self.setColumnHidden(1, by_table)

    def open_groups(self) -> None:
        """After all was read anew."""
        model = self.model()
        for at, group in enumerate(model.groups if isinstance(model, FindingsModel) else ()):
            self.setFirstColumnSpanned(at, QModelIndex(), True)
            self.setExpanded(model.index(at, 0), group.key not in self._closed)

    def _key(self, index: QModelIndex) -> str:
        model = self.model()
        groups = model.groups if isinstance(model, FindingsModel) else []
        return groups[index.row()].key if index.row() < len(groups) else ""

    def _folded(self, index: QModelIndex) -> None:
        self._closed.add(self._key(index))

    def _opened(self, index: QModelIndex) -> None:
        self._closed.discard(self._key(index))
