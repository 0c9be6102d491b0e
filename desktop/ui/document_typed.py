"""Below the editor of own words: the figures that were typed by hand, why each is marked, and the live figure that can take its place."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop.ui.document_figures import OwnFigures
from desktop.ui.document_marks import state_words
from desktop.ui.document_words_edit import OwnWordsEdit, TypedFigure
from desktop.ui.places import icon
from desktop.ui.words import tr

_ICONS = {"known": "severity-hint", "unknown": "severity-warning", "contradiction": "severity-error"}


class TypedFigures(QWidget):
    """Ctrl+B makes the figure at the cursor follow the data; a double click or Enter in the list does the same."""

    def __init__(self, editor: OwnWordsEdit, figures: OwnFigures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor, self.figures = editor, figures
        self.head = QLabel(self)
        self.head.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setColumnCount(3)
        self.list.setHeaderLabels([tr("手写的数"), tr("情况"), tr("说明")])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(tr("手写的数"))
        self.list.setFixedHeight(self.fontMetrics().lineSpacing() * 7)
        self.list.currentItemChanged.connect(self._chosen)
        self.list.itemClicked.connect(self._show_place)
        self.list.itemActivated.connect(self.bind)
        self.head.setBuddy(self.list)
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(tr("换成哪个数"))
        self.choice.setMinimumWidth(120)
        self.one = QPushButton(tr("换成活的数（Ctrl+B）"), self)
        self.one.clicked.connect(self.bind)
        self.all = QPushButton(tr("有把握的都换"), self)
        self.all.setToolTip(tr("只换说得准是哪个数的；同一个数有几处来历的，请逐个选"))
        self.all.clicked.connect(self.bind_all)
        below = QHBoxLayout()
        below.addWidget(self.choice, 1)
        for button in (self.one, self.all):
            button.setAutoDefault(False)
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(self.head)
        layout.addWidget(self.list)
        layout.addLayout(below)
        editor.bind_wanted.connect(self.bind_here)
        editor.figures_changed.connect(self.refresh)
        editor.cursorPositionChanged.connect(self._follow_cursor)

    def refresh(self) -> None:
        """The list as the text is now, at the same row."""
        row = max(self._row(), 0)
        self.list.blockSignals(True)
        self.list.clear()
        for figure in self.editor.figures:
            item = QTreeWidgetItem(self.list, [figure.match.figure.text, state_words(figure.match), figure.match.why])
            item.setIcon(0, icon(_ICONS[figure.match.state]))
            item.setToolTip(2, figure.match.why)
        for column in (0, 1):
            self.list.resizeColumnToContents(column)
        count = len(self.editor.figures)
        if count:
            self._take(min(row, count - 1))
        self.list.blockSignals(False)
        live = len(self.editor.live())
        told = tr("活的数 {live} 处，跟着表变。", live=live) + " "
        self.head.setText(told + (tr("手写的数 {count} 处：", count=count) if count else tr("没有手写的数。")))
        for part in (self.list, self.choice, self.one, self.all):
            part.setVisible(bool(count))
        self.all.setEnabled(any(self.figures.is_sure(figure.match) for figure in self.editor.figures))
        self._offer()

    def _row(self) -> int:
        item = self.list.currentItem()
        return self.list.indexOfTopLevelItem(item) if item is not None else -1

    def _take(self, row: int) -> None:
        item = self.list.topLevelItem(row)
        if item is not None:
            self.list.setCurrentItem(item)

    def current(self) -> TypedFigure | None:
        row = self._row()
        return self.editor.figures[row] if 0 <= row < len(self.editor.figures) else None

    def _chosen(self, item: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        self._offer()

    def _offer(self) -> None:
        figure = self.current()
        self.choice.clear()
        if figure is not None:
            for choice in self.figures.choices(figure.match):
                self.choice.addItem(self.figures.told(choice), choice)
        self.choice.setEnabled(self.choice.count() > 0)
        self.one.setEnabled(self.choice.count() > 0)

    def _show_place(self, item: QTreeWidgetItem) -> None:
        figure = self.current()
        if figure is not None:
            cursor = self.editor.textCursor()
            cursor.setPosition(figure.start)
            cursor.setPosition(figure.end, QTextCursor.MoveMode.KeepAnchor)
            self.editor.setTextCursor(cursor)

    def _follow_cursor(self) -> None:
        figure = self.editor.figure_at(self.editor.textCursor().position())
        if figure is not None and figure is not self.current():
            self._take(self.editor.figures.index(figure))

    # making figures live

    def bind(self) -> None:
        """The chosen figure follows what was chosen for it."""
        figure, choice = self.current(), self.choice.currentData()
        if figure is None or choice is None:
            return
        words = self.figures.bound(figure.match, choice)
        if words:
            self.editor.replace(figure, words)

    def bind_here(self) -> None:
        """The figure at the cursor follows the likeliest."""
        self.editor.look()
        if self.editor.figure_at(self.editor.textCursor().position()) is not None:
            self._follow_cursor()
            self.bind()

    def bind_all(self) -> None:
        """Every figure of which it is certain what it is."""
        self.editor.look()
        for figure in reversed([figure for figure in self.editor.figures if self.figures.is_sure(figure.match)]):
            self.editor.replace(figure, self.figures.bound(figure.match, self.figures.choices(figure.match)[0]))
