"""Long work beside the window: a function in a thread, a dialog with progress and a way to stop it. The window goes on painting."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.app.jobs import Cancelled, Progress, Step, start
from desktop.ui.words import said, tr

if TYPE_CHECKING:
    from desktop.app.session import Observer, Session
    from desktop.core.changes import ChangeSet

Result = TypeVar("Result")
_SHOW_AFTER = 350  # ms; shorter work needs no dialog


_at_work: list[str] = []


def is_at_work() -> bool:
    """Whether something is being done beside the window."""
    return bool(_at_work)


class _Relay(QObject):
    """Carries what the thread tells over to the window's thread."""

    stepped = Signal(object)
    over = Signal()


class WaitDialog(QDialog):
    """What is being done, how far it is, and a button that stops it — at once where it can, else after the step in hand, and says so."""

    stop_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("明账"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(400)
        self.head, self.step = QLabel(title, self), QLabel(self)
        self.step.setObjectName("quiet")
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.button = QPushButton(tr("取消"), self)
        self.button.clicked.connect(self.stop)
        below = QHBoxLayout()
        below.addWidget(self.step, 1)
        below.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.head)
        layout.addWidget(self.bar)
        layout.addLayout(below)

    def follow(self, step: Step) -> None:
        if self.button.isEnabled():
            self.step.setText(said(step.text))
        self.bar.setMaximum(step.total)
        self.bar.setValue(step.done)

    def stop(self) -> None:
        """Ask for the end; the dialog stays until the work has really stopped."""
        if self.button.isEnabled():
            self.button.setEnabled(False)
            self.step.setText(tr("正在停止，等这一步做完……"))
            self.stop_wanted.emit()

    def reject(self) -> None:
        self.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop()
        event.ignore()


class StayOpen(QObject):
    """No window closes while the work in hand cannot be stopped."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            event.ignore()
            return True
        return False


def run_to_end(parent: QWidget | None, title: str, work: Callable[[Progress], Result]) -> Result:
    """As :func:`run_beside` for work that must not be stopped half-way (saving): keys and clicks wait until it is over, none is lost."""
    relay = _Relay()
    dialog = WaitDialog(title, parent)
    dialog.button.hide()
    dialog.step.setText(tr("这一步不能中断，很快就好。"))
    dialog.button.setEnabled(False)
    dialog.setWindowModality(Qt.WindowModality.NonModal)  # the window keeps the keys that wait meanwhile
    dialog.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    loop = QEventLoop()
    relay.over.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(dialog.show)
    timer.start(_SHOW_AFTER)
    app, guard = QApplication.instance(), StayOpen()
    assert app is not None
    app.installEventFilter(guard)
    _at_work.append(title)
    try:
        job = start(work, finished=lambda _: relay.over.emit())
        while not job.done:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return job.result()
    finally:
        _at_work.pop()
        app.removeEventFilter(guard)
        timer.stop()
        dialog.hide()
        dialog.deleteLater()


def run_on_document(parent: QWidget, title: str, session: Session, work: Callable[[], Result]) -> Result:
    """A change of the open document that takes long. Whoever watches the document is told afterwards, in the window's thread.

    Meanwhile the window is not painted, because what it shows is being changed; the dialog lives and tells that work goes on.
    """
    watching = list(session.observers)
    told: list[ChangeSet] = []
    session.observers[:] = [told.append]
    parent.setUpdatesEnabled(False)
    try:
        return run_to_end(parent, title, lambda progress: work())
    finally:
        parent.setUpdatesEnabled(True)
        session.observers[:] = watching
        from desktop.ui.stepped import run_steps

        for changes in told:
            run_steps(_telling(watching, changes))


def _telling(watching: Sequence[Observer], changes: ChangeSet) -> Generator[None, None, None]:
    for observer in watching:
        steps = observer(changes)
        yield
        if steps is not None:
            yield from steps


def in_one_piece(action: Callable[[], Result]) -> Callable[[Progress], Result]:
    """Work for :func:`run_beside` that cannot look up in between: when it was stopped meanwhile, its result counts for nothing."""

    def work(progress: Progress) -> Result:
        result = action()
        progress.step("")
        return result

    return work


def run_beside(parent: QWidget | None, title: str, work: Callable[[Progress], Result]) -> Result | None:
    """Run ``work(progress)`` in a thread and wait for it with a living window. ``None`` when it was cancelled; raises what it raised."""
    relay = _Relay()
    dialog = WaitDialog(title, parent)
    loop = QEventLoop()

    def over(future: Future[Result]) -> None:
        relay.over.emit()

    relay.stepped.connect(dialog.follow, Qt.ConnectionType.QueuedConnection)
    relay.over.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(dialog.show)
    timer.start(_SHOW_AFTER)
    focus = QApplication.focusWidget()
    if parent is not None:
        parent.setEnabled(False)
    _at_work.append(title)
    try:
        job = start(work, watch=relay.stepped.emit, finished=over)
        dialog.stop_wanted.connect(job.cancel)
        dialog.setEnabled(True)
        while not job.done:
            loop.exec()
        return job.result()
    except Cancelled:
        return None
    finally:
        _at_work.pop()
        timer.stop()
        dialog.hide()
        dialog.deleteLater()
        if parent is not None:
            parent.setEnabled(True)
            if focus is not None and shiboken6.isValid(focus) and parent.isAncestorOf(focus):
                focus.setFocus()  # taking part in nothing lost it
