"""Keeps lines of the table in hand out of sight, and brings back those that the clerk comes to.

What is hidden is decided when the clerk asks for it. Afterwards lines only come back: when a figure stands there now, when a search, a
finding or an undo leads there. A line that the clerk has just made zero, or a new row, does not vanish under his hands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.ui.seeing_rows import Rows, Wanted, can_hide, lines_to_hide, row_lines
from desktop.ui.sheet_model import SheetModel

if TYPE_CHECKING:
    from desktop.ui.sheet_view import SheetView


class HiddenLines(QObject):
    """``wanted`` is kept for every table; whether zero rows are shown is the same for all."""

    changed = Signal()
    """Which lines are hidden is different now."""

    def __init__(self, view: SheetView) -> None:
        super().__init__(view)
        self.view = view
        self.zeros = True
        self._wanted: dict[str, Wanted] = {}
        self._gone: set[Rows] = set()
        self._form = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._bring_back)
        view.table_shown.connect(self._shown)
        view.current_ref.connect(self._came_to)

    @property
    def count(self) -> int:
        """Number of hidden lines."""
        sheet = self._sheet()
        return len(sheet.hidden) if sheet is not None else 0

    @property
    def left(self) -> int:
        """Number of rows that are still seen."""
        sheet = self._sheet()
        return len(row_lines(sheet)) - self.count if sheet is not None else 0

    def possible(self) -> bool:
        sheet = self._sheet()
        return sheet is not None and can_hide(sheet)

    def wanted(self) -> Wanted:
        """What is asked of the table in hand."""
        sheet = self._sheet()
        kept = self._wanted.get(sheet.form, Wanted()) if sheet is not None else Wanted()
        return Wanted(kept.text, kept.only, self.zeros)

    def filter(self, text: str, only: str) -> None:
        """Ask for other rows of the table in hand."""
        sheet = self._sheet()
        if sheet is not None:
            self._wanted[sheet.form] = Wanted(text, only)
            self.apply()

    def show_zeros(self, on: bool) -> None:
        self.zeros = on
        self.apply()

    def apply(self) -> None:
        """Decide anew, as the table stands now."""
        sheet = self._sheet()
        if sheet is None:
            return
        lines = lines_to_hide(sheet, self.wanted())
        self._gone = set(lines.values())
        self._hide(sheet, frozenset(lines))

    def follow(self) -> None:
        """The document changed: lines may have to come back."""
        if self._gone:
            self._later.start(0)

    def _sheet(self) -> SheetModel | None:
        model = self.view.model()
        return model if isinstance(model, SheetModel) else None

    def _shown(self) -> None:
        """The view shows another table, or laid this one out anew, with every line in sight."""
        sheet = self._sheet()
        if sheet is None:
            return
        sheet.hidden = frozenset()
        if sheet.form != self._form:
            self._form = sheet.form
            self.apply()
        else:
            self._bring_back()

    def _bring_back(self) -> None:
        """Of what was hidden, what is not wanted still."""
        sheet = self._sheet()
        if sheet is None:
            return
        lines = {line: rows for line, rows in lines_to_hide(sheet, self.wanted()).items() if rows in self._gone}
        self._gone = set(lines.values())
        self._hide(sheet, frozenset(lines))

    def _came_to(self) -> None:
        """Who goes to a hidden line sees it."""
        sheet, index = self._sheet(), self.view.currentIndex()
        if sheet is None or index.row() not in sheet.hidden:
            return
        self._gone.discard(row_lines(sheet).get(index.row(), ()))
        self._hide(sheet, sheet.hidden - {index.row()})

    def _hide(self, sheet: SheetModel, lines: frozenset[int]) -> None:
        view = self.view
        different = [line for line in range(sheet.rowCount()) if view.isRowHidden(line) != (line in lines)]
        sheet.hidden = lines
        if different:
            view.setUpdatesEnabled(False)
            try:
                for line in different:
                    view.setRowHidden(line, line in lines)
            finally:
                view.setUpdatesEnabled(True)
            if view.currentIndex().isValid() and view.currentIndex().row() in lines:
                self._leave_hidden(sheet, lines)
        self.changed.emit()

    def _leave_hidden(self, sheet: SheetModel, lines: frozenset[int]) -> None:
        """The current line went out of sight: the next one in sight becomes the current one."""
        here = self.view.currentIndex()
        order = [*range(here.row(), sheet.rowCount()), *range(here.row() - 1, -1, -1)]
        for line in order:
            if line in lines:
                continue
            there = sheet.owner(line, here.column())
            if there[0] not in lines and sheet.lines[there[0]][there[1]] is not None:
                self.view.choose(sheet.index(*there))
                return
