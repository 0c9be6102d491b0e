"""The recent documents of the start page. Whether a file is still there is found out in a thread: a dead share must not stop the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desktop.app.settings import option, save_options
from desktop.ui.places import icon
from desktop.ui.words import tr

if TYPE_CHECKING:
    from concurrent.futures import Future

    from desktop.app.jobs import Progress

Index = QModelIndex | QPersistentModelIndex
PATH = Qt.ItemDataRole.UserRole + 1
NOTE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Found:
    """``there`` None = not known yet."""

    there: bool | None = None
    changed: str = ""


class RecentModel(QAbstractListModel):
    _looked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths: list[Path] = []
        self.found: dict[Path, Found] = {}
        self._looked.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def read(self) -> None:
        """Read the list anew and look for the files."""
        stored = option("recent")
        self.beginResetModel()
        self.paths = [Path(path) for path in stored] if isinstance(stored, list) else []
        self.endResetModel()
        if self.paths:
            QTimer.singleShot(0, self._look)  # after the first paint

    def _look(self) -> None:
        from desktop.app.jobs import start

        paths = list(self.paths)
        start(lambda progress: look_for(paths, progress), finished=self._over)

    def forget(self, path: Path) -> None:
        """Take a document off the list; the file itself stays."""
        self.beginResetModel()
        self.paths = [each for each in self.paths if each != path]
        self.endResetModel()
        try:
            save_options({"recent": [str(each) for each in self.paths]})
        except OSError:
            return

    def _over(self, future: Future[dict[Path, Found]]) -> None:
        if future.exception() is None:
            self._looked.emit(future.result())

    def _take(self, found: dict[Path, Found]) -> None:
        self.found = found
        if self.paths:
            self.dataChanged.emit(self.index(0), self.index(len(self.paths) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.paths)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        path = self.paths[index.row()]
        found = self.found.get(path, Found())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return path.stem
            case Qt.ItemDataRole.DecorationRole:
                return icon("missing" if found.there is False else "recent")
            case Qt.ItemDataRole.ToolTipRole:
                return str(path)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{path.stem}，{self.note(path)}，{path.parent}"
        if role == PATH:
            return path
        return self.note(path) if role == NOTE else None

    def note(self, path: Path) -> str:
        found = self.found.get(path, Found())
        if found.there is False:
            return tr("找不到文件")
        return tr("{time} 修改", time=found.changed) if found.changed else ""


def look_for(paths: list[Path], progress: Progress) -> dict[Path, Found]:
    """Which files are there, and when they were changed last."""
    answer: dict[Path, Found] = {}
    for path in paths:
        progress.step(path.name)
        try:
            answer[path] = Found(True, f"{datetime.fromtimestamp(path.stat().st_mtime).astimezone():%Y-%m-%d %H:%M}")
        except OSError:
            answer[path] = Found(False)
    return answer
