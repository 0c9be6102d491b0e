"""Commands about what must not be lost: unsaved work of documents that are not open. Slots of the main window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui import ask
from desktop.ui.guarding_commands import GuardingCommands
from desktop.ui.words import tr


class KeepingCommands(GuardingCommands):
    """Part of :class:`~desktop.ui.window.MainWindow`."""

    if TYPE_CHECKING:

        def open_path(self, path: Path) -> bool: ...

    def recover_unsaved(self) -> None:
        """Which documents have unsaved work that a crash left; one of them is opened with it."""
        from desktop.app import keeping

        with ask.telling(self):
            found = keeping.unsaved_work()
            if not found:
                ask.tell(self, tr("没有未保存的内容。"), problem=False, more=tr("每一步操作都随时记在本机，非正常关闭后会在这里列出。"))
                return
            shown = found[:5]
            text = "\n\n".join(f"{left.sentence}\n{left.target.parent}" for left in shown)
            choices = [(str(at), tr("打开 {name}", name=left.target.name)) for at, left in enumerate(shown)]
            answer = ask.choose(self, tr("恢复未保存的内容"), text, [*choices, ("", tr("取消"))])
            if answer:
                self.open_path(shown[int(answer)].target)
