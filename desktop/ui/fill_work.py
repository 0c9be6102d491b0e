"""Filling in the table in hand: down, right, by the handle, the selection with one entry, today's date."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from desktop.core.cells import CellRef
from desktop.core.filling import Pair, copy_steps, series_steps, text_steps
from desktop.ui.cell_editors import LineBox, TextBox
from desktop.ui.words import tr

if TYPE_CHECKING:
    from desktop.ui.fill_handle import Block
    from desktop.ui.paste_work import PasteWork
else:
    PasteWork = object


class FillWork(PasteWork):
    """Part of :class:`~desktop.ui.workspace.Workspace`."""

    def fill_down(self) -> None:
        """The first line of the selection into those below it; of one line the line above into it."""
        self._fill_from_edge(True)

    def fill_right(self) -> None:
        """The first column of the selection into those beside it; of one column the column at its left into it."""
        self._fill_from_edge(False)

    def _fill_from_edge(self, down: bool) -> None:
        block, grid = self.view.block(), self._grid()
        if block is None or not self._may_fill():
            return
        lines = [line for line in range(block.top, block.bottom + 1) if self._seen(line)]
        pairs: list[Pair] = []
        if down:
            if len(lines) < 2:
                above = next(
                    (line for line in range(block.top - 1, -1, -1) if self._seen(line) and any(grid[line][block.left : block.right + 1])),
                    -1,
                )
                lines = [above, *lines] if above >= 0 else []
            for line in lines[1:]:
                pairs += [(grid[lines[0]][column], grid[line][column]) for column in range(block.left, block.right + 1)]
        else:
            first = block.left if block.right > block.left else block.left - 1
            for line in lines if first >= 0 else []:
                pairs += [(grid[line][first], grid[line][column]) for column in range(first + 1, block.right + 1)]
        pairs = [pair for pair in pairs if pair[0] is not None and pair[1] is not None]
        if not pairs:
            self.told.emit(tr("上面没有可以填充的数。") if down else tr("左边没有可以填充的数。"))
            return
        self._take(self._worked_out(copy_steps(self.bridge.model, pairs)))

    def fill_over(self, begun: Block, over: Block, counting: bool) -> None:
        """The handle was drawn from a selection over other cells."""
        if not self._may_fill():
            return
        grid = self._grid()
        lanes = []
        if over.left == begun.left and over.right == begun.right:
            given = [line for line in range(begun.top, begun.bottom + 1) if self._seen(line)]
            wanted = [line for line in range(over.top, over.bottom + 1) if self._seen(line)]
            if over.bottom < begun.top:
                given, wanted = given[::-1], wanted[::-1]
            for column in range(begun.left, begun.right + 1):
                lanes.append(([grid[line][column] for line in given], [grid[line][column] for line in wanted]))
        else:
            columns, beyond = list(range(begun.left, begun.right + 1)), list(range(over.left, over.right + 1))
            if over.right < begun.left:
                columns, beyond = columns[::-1], beyond[::-1]
            for line in range(begun.top, begun.bottom + 1):
                if self._seen(line):
                    lanes.append(([grid[line][column] for column in columns], [grid[line][column] for column in beyond]))
        lanes = [(given_refs, wanted_refs) for given_refs, wanted_refs in lanes if any(given_refs)]
        if counting:
            self._take(self._worked_out(series_steps(self.bridge.model, lanes)))
        else:
            pairs = [(given_refs[at % len(given_refs)], ref) for given_refs, wanted_refs in lanes for at, ref in enumerate(wanted_refs)]
            self._take(self._worked_out(copy_steps(self.bridge.model, pairs)))
        self.view.choose_block(
            min(begun.top, over.top), min(begun.left, over.left), max(begun.bottom, over.bottom), max(begun.right, over.right)
        )

    def fill_selection(self) -> None:
        """Ctrl+Enter over the table: the current cell's value into all chosen cells."""
        ref = self.view.reference()
        if ref is None or not self._may_fill():
            return
        pairs: list[Pair] = [(ref, each) for each in self.view.chosen_refs() if each != ref]
        if pairs:
            self._take(self._worked_out(copy_steps(self.bridge.model, pairs)))

    def fill_with(self, text: str) -> None:
        """Ctrl+Enter in an open editor: what was typed into all chosen cells."""
        if self.sheet is not None and self._may_fill():
            for ref in self.view.chosen_refs():
                self.sheet.drop_refused(ref)
            self._take(self._worked_out(text_steps(self.bridge.model, self.view.chosen_refs(), text, self.sheet.texts.with_unit)))

    def today(self) -> None:
        """Ctrl+;: today's date, typed into the cell."""
        ref = self.view.reference()
        kind = self.bridge.model.kind(ref) if ref is not None else ""
        if ref is None or kind not in ("date", "text", "indicator"):
            self.told.emit(tr("这一格不是日期或文字，不能填今天的日期。"))
            return
        day = datetime.datetime.now().astimezone().date()
        text = day.isoformat() if kind == "date" else f"{day.year}年{day.month}月{day.day}日"
        editor = self.view.editor_in_hand() or self.view.open_editor()
        if isinstance(editor, LineBox):
            editor.setText(text)
        elif isinstance(editor, TextBox):
            editor.insertPlainText(text)

    def _may_fill(self) -> bool:
        if self.bridge.read_only:
            self.told.emit(tr("文档以只读方式打开，不能修改。"))
        return self.sheet is not None and not self.bridge.read_only

    def _grid(self) -> list[list[CellRef | None]]:
        assert self.sheet is not None
        return self.sheet.order()

    def _seen(self, line: int) -> bool:
        return self.sheet is not None and line not in self.sheet.hidden
