"""The tour over the sample department: a few steps that point at the parts of the real window, which stay usable while it runs.

What is not pointed at is shaded; the card tells what it is and what to try. Alt+N and Alt+P go on and back from anywhere, Esc leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.app import settings
from desktop.ui import theme
from desktop.ui.cell_editors import LineBox, TextBox
from desktop.ui.tour_steps import Step, steps
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow

_FOLLOW: Final = 200  # ms; the parts of the window move when panels open
_GAP: Final = 14


def begin(window: MainWindow) -> None:
    """Open the sample, if it is not what is open, and start. Nothing happens where the open document is not left."""
    settings.save_options({"tour_offered": True})
    sample = settings.data_dir() / "sample" / "jincheng-2024.mz"
    if window.workspace is None or window.workspace.session.document.target != sample.absolute():
        window.open_sample()
    workspace = window.workspace
    if workspace is None or workspace.session.document.target != sample.absolute():
        return
    if window.tour is not None:
        window.tour.leave()
    window.tour = Tour(window)


class Shade(QWidget):
    """Darkens the window around a place; the place itself is cut out, so that it can be used."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hole = QRect()
        self.setAccessibleName(tr("导览"))

    def point_at(self, hole: QRect) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.setGeometry(parent.rect())
        self.hole = hole
        inside = hole.adjusted(3, 3, -3, -3)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)) if inside.isValid() else QRegion(self.rect()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(20, 28, 38, 110))
        painter.setPen(QPen(QColor(theme.ACCENT), 3))
        painter.drawRect(self.hole.adjusted(1, 1, -2, -2))


class Card(QFrame):
    """Number, what it is, what to try, and the buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tourCard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(f"#tourCard {{ background: {theme.PAPER}; border: 2px solid {theme.ACCENT}; border-radius: 8px; }}")
        self.title, self.text, self.trial, self.number = QLabel(self), QLabel(self), QLabel(self), QLabel(self)
        bold = QFont(self.font())
        bold.setBold(True)
        bold.setPointSizeF(bold.pointSizeF() * 1.15)
        self.title.setFont(bold)
        self.number.setObjectName("quiet")
        self.trial.setStyleSheet(f"color: {theme.ACCENT};")
        for label in (self.text, self.trial):
            label.setWordWrap(True)
        self.back = QPushButton(tr("上一步(&P)"), self)
        self.next = QPushButton(tr("下一步(&N)"), self)
        self.close_button = QPushButton(tr("结束导览"), self)
        self.close_button.setToolTip(tr("Esc 随时结束"))
        self.next.setDefault(True)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.number)
        foot = QHBoxLayout()
        foot.addWidget(self.close_button)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addWidget(self.trial)
        layout.addSpacing(4)
        layout.addLayout(foot)
        unit = self.fontMetrics().height() / 17
        self.setFixedWidth(int(360 * unit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the card goes on, whichever of its labels was clicked."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next.click()
            return
        super().keyPressEvent(event)

    def say(self, step: Step, number: int, count: int) -> None:
        self.title.setText(step.title)
        self.text.setText(step.text)
        self.trial.setText(tr("试一试：{what}", what=step.trial))
        self.number.setText(f"{number} / {count}")
        self.back.setEnabled(number > 1)
        self.next.setText(tr("完成(&N)") if number == count else tr("下一步(&N)"))
        self.setAccessibleName(f"{step.title} · {step.text}")
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setFixedHeight(max(layout.heightForWidth(self.width()), layout.sizeHint().height()))


class Tour(QObject):
    """One walk; ``leave`` ends it. It ends by itself when the document is closed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.workspace = window.workspace
        self.steps = steps(window)
        self.at = 0
        self.shade, self.card = Shade(window), Card(window)
        self.card.next.clicked.connect(self.go_on)
        self.card.back.clicked.connect(self.go_back)
        self.card.close_button.clicked.connect(self.leave)
        self._clock = QTimer(self)
        self._clock.setInterval(_FOLLOW)
        self._clock.timeout.connect(self.place)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self._show()
        self._clock.start()

    def go_on(self) -> None:
        if self.at + 1 >= len(self.steps):
            self.leave()
            return
        self.at += 1
        self._show()

    def go_back(self) -> None:
        if self.at > 0:
            self.at -= 1
            self._show()

    def leave(self) -> None:
        """End: the window as it was, the hand at the table."""
        self._clock.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.window.tour = None
        for part in (self.shade, self.card):
            part.hide()
            part.deleteLater()
        if self.window.workspace is not None:
            self.window.workspace.view.setFocus()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves from anywhere in the window, except where it gives up what is being written."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and isinstance(watched, QWidget)
            and watched.window() is self.window
            and not isinstance(watched, LineBox | TextBox)
            and not isinstance(QApplication.focusWidget(), LineBox | TextBox)
        ):
            self.leave()
            return True
        return False

    def _show(self) -> None:
        step = self.steps[self.at]
        step.prepare()
        self.card.say(step, self.at + 1, len(self.steps))
        self.place()
        for part in (self.shade, self.card):
            part.show()
            part.raise_()
        self.card.next.setFocus()

    def place(self) -> None:
        """Shade and card where the part of the window stands now."""
        if self.window.workspace is None or self.window.workspace is not self.workspace:
            self.leave()
            return
        hole = self.steps[self.at].where().intersected(self.window.rect())
        if hole != self.shade.hole or self.shade.size() != self.window.size():
            self.shade.point_at(hole)
        self.card.move(beside(hole, self.card.rect(), self.window.rect().adjusted(8, 8, -8, -8)))


def beside(hole: QRect, card: QRect, room: QRect) -> QPoint:
    """Where the card stands: beside, below or above the place, inside the window; in its lower right corner where nothing else is left."""
    middle, centre = hole.center().y() - card.height() // 2, hole.center().x() - card.width() // 2
    for left, top in (
        (hole.right() + _GAP, middle),
        (hole.left() - card.width() - _GAP, middle),
        (centre, hole.bottom() + _GAP),
        (centre, hole.top() - card.height() - _GAP),
    ):
        place = QRect(QPoint(left, top), card.size())
        inside = QPoint(
            max(room.left(), min(place.left(), room.right() - card.width())),
            max(room.top(), min(place.top(), room.bottom() - card.height())),
        )
        moved = QRect(inside, card.size())
        if not moved.intersects(hole):
            return inside
    return QPoint(max(room.left(), hole.right() - card.width() - 20), max(room.top(), hole.bottom() - card.height() - 20))
