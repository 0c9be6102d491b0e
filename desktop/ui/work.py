"""Long work beside the window: a function in a thread, a dialog with progress and a way to stop it. The window goes on painting."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from desktop.app.jobs import Cancelled, Progress, Step, start
from desktop.ui.words import tr

Result = TypeVar("Result")
_SHOW_AFTER = 350  # ms; shorter work needs no dialog


class _Relay(QObject):
    """Carries what the thread tells over to the window's thread."""

    stepped = Signal(object)
    over = Signal()


def run_beside(parent: QWidget | None, title: str, work: Callable[[Progress], Result]) -> Result | None:
    """Run ``work(progress)`` in a thread and wait for it with a living window. ``None`` when it was cancelled; raises what it raised."""
    relay = _Relay()
    dialog = QProgressDialog(title, tr("取消"), 0, 0, parent)
    dialog.setWindowTitle(tr("明账"))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)
    dialog.setMinimumDuration(1_000_000)  # shown by our own timer
    dialog.setMinimumWidth(360)
    loop = QEventLoop()

    def stepped(step: Step) -> None:
        dialog.setLabelText(f"{title}\n{step.text}")
        dialog.setMaximum(step.total)
        dialog.setValue(step.done)

    def over(future: Future[Result]) -> None:
        relay.over.emit()

    relay.stepped.connect(stepped, Qt.ConnectionType.QueuedConnection)
    relay.over.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(dialog.show)
    timer.start(_SHOW_AFTER)
    if parent is not None:
        parent.setEnabled(False)
    try:
        job = start(work, watch=relay.stepped.emit, finished=over)
        dialog.canceled.connect(job.cancel)
        dialog.setEnabled(True)
        if not job.done:
            loop.exec()
        while not job.done:  # cancelled in the dialog: wait for the next step of the work
            loop.exec()
        return job.result()
    except Cancelled:
        return None
    finally:
        timer.stop()
        dialog.close()
        dialog.deleteLater()
        if parent is not None:
            parent.setEnabled(True)
