"""Preview: the pages of the very PDF that is saved and printed, as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter, QPaintEvent, QPixmap, QShortcut, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.help_key import give_help
from desktop.ui.words import said, tr

if TYPE_CHECKING:
    from desktop.document.render import Rendering

_GAP = 14
_KEPT = 8  # pictures of pages kept; an A3 page at 200 % takes 12 MB


def picture_of(pdf: Rendering, number: int, scale: float) -> QImage:
    """A page as an image of its own memory."""
    picture = pdf.page(number, scale)
    return QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888).copy()


class PagesView(QAbstractScrollArea):
    """Pages one below the other. Only pages in sight are drawn."""

    page_changed = Signal(int)

    def __init__(self, pdf: Rendering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pdf = pdf
        self.sizes = [pdf.size(number) for number in range(pdf.page_count())]
        self.zoom = 0.0  # 0 = fit the width
        self._pictures: dict[tuple[int, int], QPixmap] = {}
        self.setAccessibleName(tr("打印预览"))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setStyleSheet("QAbstractScrollArea { background: #cfd5dc; border: none; }")

    def scale(self) -> float:
        """Pixels a point."""
        if self.zoom:
            return self.zoom * self.logicalDpiX() / 72
        widest = max((width for width, _ in self.sizes), default=595.0)
        return max((self.viewport().width() - 2 * _GAP) / widest, 0.2)

    def _tops(self) -> list[int]:
        scale, at, tops = self.scale(), _GAP, []
        for _, height in self.sizes:
            tops.append(at)
            at += int(height * scale) + _GAP
        return [*tops, at]

    def fit(self) -> None:
        """Scroll bars for the pages at this scale."""
        scale = self.scale()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._tops()[-1] - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(40)
        width = int(max((width for width, _ in self.sizes), default=0) * scale) + 2 * _GAP
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, width - self.viewport().width()))
        across.setPageStep(self.viewport().width())
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """1.0 = as on paper; 0 = fit the width."""
        page = self.current_page()
        self.zoom = min(max(zoom, 0.25), 3.0) if zoom else 0.0
        self._pictures.clear()
        self.fit()
        self.go_to(page)

    def current_page(self) -> int:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max(sum(top <= middle for top in self._tops()[:-1]) - 1, 0)

    def go_to(self, page: int) -> None:
        tops = self._tops()
        self.verticalScrollBar().setValue(tops[min(max(page, 0), len(self.sizes) - 1)] - _GAP)

    def _scrolled(self, value: int) -> None:
        self.viewport().update()
        self.page_changed.emit(self.current_page())

    def resizeEvent(self, event: object) -> None:
        if not self.zoom:
            self._pictures.clear()
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            now = self.scale() * 72 / self.logicalDpiX()
            self.set_zoom(now * (1.15 if event.angleDelta().y() > 0 else 1 / 1.15))
            return
        super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor("#cfd5dc"))
        scale, tops = self.scale(), self._tops()
        top, left = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        for number, (width, height) in enumerate(self.sizes):
            rect = QRect(0, tops[number] - top, int(width * scale), int(height * scale))
            rect.moveLeft(max((self.viewport().width() - rect.width()) // 2, _GAP) - left)
            if rect.bottom() < 0 or rect.top() > self.viewport().height():
                continue
            painter.fillRect(rect.translated(2, 3), QColor("#aab2bc"))
            painter.drawPixmap(rect, self._picture(number, scale))
        painter.end()

    def _picture(self, number: int, scale: float) -> QPixmap:
        sharp = scale * self.devicePixelRatioF()
        key = (number, round(sharp * 1000))
        found = self._pictures.get(key)
        if found is None:
            while len(self._pictures) >= _KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            found = self._pictures[key] = QPixmap.fromImage(picture_of(self.pdf, number, sharp))
        return found


class PreviewDialog(QDialog):
    """Shows a PDF given as bytes; saving and printing take the same bytes."""

    save_wanted = Signal()
    print_wanted = Signal()
    signature_toggled = Signal(bool)

    def __init__(self, data: bytes, title: str, notes: list[str], signature: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from desktop.document.render import Rendering

        self.setWindowTitle(title)
        give_help(self)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.data = data
        self.pdf = Rendering(data)
        self.pages = PagesView(self.pdf, self)
        self.count = QLabel(self)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 8, 6)
        bar.setSpacing(6)
        for text, slot in (("◀", self._back), ("▶", self._forward)):
            turn = QToolButton(self)
            turn.setText(text)
            turn.setAccessibleName(tr("上一页") if text == "◀" else tr("下一页"))
            turn.clicked.connect(slot)
            bar.addWidget(turn)
        bar.addWidget(self.count)
        bar.addSpacing(16)
        for text, slot in ((tr("适合宽度"), self._fit), (tr("原大"), self._natural)):
            zoom = QPushButton(text, self)
            zoom.setAutoDefault(False)
            zoom.clicked.connect(slot)
            bar.addWidget(zoom)
        self.signature = QToolButton(self)
        self.signature.setText(tr("签章栏"))
        self.signature.setCheckable(True)
        self.signature.setChecked(signature)
        self.signature.toggled.connect(self.signature_toggled)
        bar.addWidget(self.signature)
        bar.addStretch(1)
        for text, signal in ((tr("保存为 PDF……"), self.save_wanted), (tr("打印……"), self.print_wanted)):
            out = QPushButton(text, self)
            out.setAutoDefault(False)
            out.clicked.connect(signal)
            bar.addWidget(out)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        self.notes = QLabel(said("\n".join(notes)), self)
        self.notes.setWordWrap(True)
        self.notes.setVisible(bool(notes))
        self.notes.setStyleSheet(f"color: {theme.WARNING}; padding: 2px 10px 6px 10px;")
        layout.addWidget(self.notes)
        layout.addWidget(self.pages, 1)
        self.pages.page_changed.connect(self._tell_page)
        QShortcut(QKeySequence(QKeySequence.StandardKey.MoveToNextPage), self, self._forward)
        QShortcut(QKeySequence(QKeySequence.StandardKey.MoveToPreviousPage), self, self._back)
        self.resize(920, 690)
        self._tell_page(0)

    def show_data(self, data: bytes, notes: list[str]) -> None:
        """Other pages in the same window (the signature block was switched)."""
        from desktop.document.render import Rendering

        self.pdf.close()
        self.data = data
        self.pdf = Rendering(data)
        self.pages.pdf = self.pdf
        self.pages.sizes = [self.pdf.size(number) for number in range(self.pdf.page_count())]
        self.notes.setText(said("\n".join(notes)))
        self.notes.setVisible(bool(notes))
        self.pages.set_zoom(self.pages.zoom)
        self._tell_page(self.pages.current_page())

    def _tell_page(self, page: int) -> None:
        self.count.setText(tr("第 {page} 页，共 {count} 页", page=page + 1, count=len(self.pages.sizes)))

    def _back(self) -> None:
        self.pages.go_to(self.pages.current_page() - 1)

    def _forward(self) -> None:
        self.pages.go_to(self.pages.current_page() + 1)

    def _fit(self) -> None:
        self.pages.set_zoom(0)

    def _natural(self) -> None:
        self.pages.set_zoom(1)

    def done(self, result: int) -> None:
        super().done(result)
        self.pdf.close()
