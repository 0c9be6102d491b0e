"""The manual on the screen: contents and search at the left, the chapter at the right, the way back and forward. It reads local files only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app import manual
from desktop.ui import help_places, theme
from desktop.ui.words import tr

_PLACE: Final = int(Qt.ItemDataRole.UserRole)
_DELAY: Final = 200


def style() -> str:
    """Rules of the pages, in the colours of the window."""
    return (
        f"body {{ color: {theme.INK}; }} h1 {{ color: {theme.ACCENT}; font-size: 17pt; margin: 4px 0 10px 0; }}"
        f"h2 {{ color: {theme.ACCENT}; font-size: 13pt; margin: 20px 0 6px 0; }} h3 {{ font-size: 11pt; margin: 12px 0 4px 0; }}"
        f"p {{ margin: 5px 0; line-height: 135%; }} li {{ margin: 3px 0; line-height: 130%; }} a {{ color: {theme.ACCENT}; }}"
        f"table.grid {{ border-color: {theme.LINE}; border-style: solid; border-collapse: collapse; }} th {{ background: {theme.HEAD}; }}"
        f"table.tip {{ background: {theme.TIP}; }} table.code {{ background: {theme.HEAD}; }} i {{ color: {theme.QUIET}; }}"
    )


class Pages(QTextBrowser):
    """Shows chapters; links go to chapters, sections and nowhere else. Pictures are made as wide as there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setSearchPaths([str(manual.folder())])
        self.document().setDocumentMargin(18)
        self.setAccessibleName(tr("手册正文"))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        url = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value or url.scheme() not in ("", "file"):
            return QByteArray()  # nothing is fetched from anywhere else
        path = manual.folder() / url.path()
        if manual.folder().resolve() not in path.resolve().parents:
            return QByteArray()
        picture = QImage(str(path))
        room, scale = max(260, self.viewport().width() - 60), self.devicePixelRatioF()
        if picture.width() > room * scale:
            picture = picture.scaledToWidth(int(room * scale), Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(scale)
        return picture


class ManualWindow(QDialog):
    """One window that stays beside the program. ``show_place("审核", "…")`` opens a chapter at a section."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("使用手册"))
        self.setWindowFlags(self.windowFlags() | Qt.WindowType.WindowMinMaxButtonsHint)
        self.setModal(False)
        self._trail: list[tuple[str, str]] = []
        self._at = -1
        self.is_stale = False  # the language changed: the window that is wanted next is made anew
        self.find_line = QLineEdit(self)
        self.find_line.setPlaceholderText(tr("在手册里查找"))
        self.find_line.setAccessibleName(tr("在手册里查找"))
        self.find_line.setClearButtonEnabled(True)
        self.contents = QTreeWidget(self)
        self.contents.setHeaderHidden(True)
        self.contents.setAccessibleName(tr("手册目录"))
        self.count = QLabel(self)
        self.count.setObjectName("quiet")
        self.count.hide()
        self.pages = Pages(self)
        self.back, self.forward = QToolButton(self), QToolButton(self)
        self.title = QLabel(self)
        self._arrange()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_DELAY)
        self._later.timeout.connect(self.look)
        self.find_line.textChanged.connect(lambda text: self._later.start())
        self.find_line.returnPressed.connect(self._first)
        self.contents.currentItemChanged.connect(self._chosen)
        self.pages.anchorClicked.connect(self._follow)
        for keys, slot in (("Ctrl+F", self._search), ("Alt+Left", self.go_back), ("Alt+Right", self.go_forward)):
            QShortcut(QKeySequence(keys), self, slot)
        self._fill_contents()
        self.resize(self._usual_size())

    def _arrange(self) -> None:
        for button, sign, name, slot in ((self.back, "◀", tr("后退"), self.go_back), (self.forward, "▶", tr("前进"), self.go_forward)):
            button.setText(sign)
            button.setAutoRaise(True)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(slot)
        self.title.setObjectName("panelHead")
        way = QHBoxLayout()
        way.addWidget(self.back)
        way.addWidget(self.forward)
        way.addWidget(self.title, 1)
        right, left = QWidget(self), QWidget(self)
        page = QVBoxLayout(right)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(4)
        page.addLayout(way)
        page.addWidget(self.pages, 1)
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(6)
        for part in (self.find_line, self.count):
            side.addWidget(part)
        side.addWidget(self.contents, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        unit = self.fontMetrics().height() / 17
        split.setSizes([int(230 * unit), int(760 * unit)])
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(split)

    def _usual_size(self) -> QSize:
        room = self.screen().availableGeometry().size() if self.screen() else QSize(1366, 768)
        return QSize(min(1040, int(room.width() * 0.82)), min(760, int(room.height() * 0.86)))

    # contents and search

    def _fill_contents(self) -> None:
        self.contents.blockSignals(True)
        self.contents.clear()
        for each in manual.chapters():
            item = QTreeWidgetItem([each.title])
            item.setData(0, _PLACE, (each.id, ""))
            for section in each.sections:
                if section.anchor:
                    child = QTreeWidgetItem([section.title])
                    child.setData(0, _PLACE, (each.id, section.anchor))
                    item.addChild(child)
            self.contents.addTopLevelItem(item)
        self.contents.blockSignals(False)
        self.count.hide()
        self._mark()

    def look(self) -> None:
        """List what holds the words of the line, or the contents where it is empty."""
        self._later.stop()
        words = self.find_line.text().strip()
        if not words:
            self._fill_contents()
            return
        hits = manual.search(words, help_places.fill)
        self.contents.blockSignals(True)
        self.contents.clear()
        for hit in hits:
            item = QTreeWidgetItem([f"{hit.chapter.title} › {hit.section.title}" if hit.section.anchor else hit.chapter.title])
            item.setData(0, _PLACE, (hit.chapter.id, hit.section.anchor))
            item.setToolTip(0, hit.excerpt)
            child = QTreeWidgetItem([hit.excerpt])
            child.setData(0, _PLACE, (hit.chapter.id, hit.section.anchor))
            child.setToolTip(0, hit.excerpt)
            item.addChild(child)
            self.contents.addTopLevelItem(item)
            item.setExpanded(True)
        self.contents.blockSignals(False)
        self.count.setText(tr("{n} 处", n=len(hits)) if hits else tr("手册里没有“{words}”。", words=words))
        self.count.show()

    def _search(self) -> None:
        self.find_line.setFocus()
        self.find_line.selectAll()

    def _first(self) -> None:
        """Enter in the line goes to the first place found."""
        self.look()
        first = self.contents.topLevelItem(0)
        if first is not None and self.find_line.text().strip():
            self.contents.setCurrentItem(first)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            chapter, anchor = item.data(0, _PLACE)
            self.show_place(chapter, anchor)

    # the page

    def show_place(self, chapter: str, anchor: str = "") -> bool:
        """Open a chapter at a section; False where there is no such chapter."""
        if manual.chapter(chapter) is None:
            return False
        place = (chapter, anchor)
        if not (0 <= self._at < len(self._trail) and self._trail[self._at] == place):
            del self._trail[self._at + 1 :]
            self._trail.append(place)
            self._at = len(self._trail) - 1
        self._set(place)
        return True

    def place(self) -> tuple[str, str]:
        """Chapter and section in hand."""
        return self._trail[self._at] if self._trail else ("", "")

    def _set(self, place: tuple[str, str]) -> None:
        found = manual.chapter(place[0])
        if found is None:
            return
        self.pages.document().setDefaultStyleSheet(style())
        self.pages.setHtml(f"<body>{manual.page(found.source, help_places.fill)}</body>")
        self.title.setText(found.title)
        if place[1]:
            self.pages.scrollToAnchor(place[1])
            QTimer.singleShot(0, self.pages, lambda: self.pages.scrollToAnchor(place[1]))  # after the pictures took their room
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at + 1 < len(self._trail))
        self._mark()

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.contents.topLevelItem(at) for at in range(self.contents.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _mark(self) -> None:
        """The line of the contents that is shown."""
        if self.find_line.text().strip():
            return
        chapter, anchor = self.place()
        self.contents.blockSignals(True)
        for item in self._items():
            is_here = item.data(0, _PLACE)[0] == chapter
            item.setExpanded(is_here)
            if is_here:
                every = [item, *(child for number in range(item.childCount()) if (child := item.child(number)) is not None)]
                self.contents.setCurrentItem(next((one for one in every if one.data(0, _PLACE)[1] == anchor), item))
        self.contents.blockSignals(False)

    def _follow(self, url: QUrl) -> None:
        """A link: ``review.md#anchor``, ``#anchor`` or a key table's place."""
        text = url.toString()
        name, _, anchor = text.partition("#")
        chapter = name.removesuffix(".md") if name else self.place()[0]
        self.show_place(chapter, QUrl.fromPercentEncoding(QByteArray(anchor.encode())))

    def go_back(self) -> None:
        if self._at > 0:
            self._at -= 1
            self._set(self._trail[self._at])

    def go_forward(self) -> None:
        if self._at + 1 < len(self._trail):
            self._at += 1
            self._set(self._trail[self._at])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._trail and event.oldSize().width() != event.size().width():
            at = self.pages.verticalScrollBar().value()
            self._set(self._trail[self._at])
            self.pages.verticalScrollBar().setValue(at)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._trail:
            self._set(self._trail[self._at])
        elif event.type() == QEvent.Type.LanguageChange:
            self.is_stale = True
            self.close()
