"""Rows that the clerk lists himself: insert, delete, move, duplicate, put into another group, take over from the library."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from desktop.app import coaching
from desktop.core import entry
from desktop.core.cells import CellRef
from desktop.core.indicator_vocabulary import ModelIndicator
from desktop.core.operations import Operation
from desktop.ui.editing import Editing
from desktop.ui.words import tr


class RowWork(Editing):
    """Part of :class:`~desktop.ui.workspace.Workspace`."""

    def _lists_rows(self) -> bool:
        """Whether the table in hand has rows of the clerk's own."""
        family = self.sheet.grid.form.family if self.sheet is not None else None
        return family is not None and family.kind == "free"

    def row_in_hand(self) -> str:
        """The id of the row that the clerk works in, "" where it is none of his own."""
        if self.sheet is None or not self._lists_rows():
            return ""
        row = self.sheet.row_of(self.view.line_in_hand())
        found = self.bridge.model.row(self.sheet.form, row) if row else None
        return row if found is not None and found.dynamic else ""

    def chosen_rows(self) -> list[str]:
        """Ids of the clerk's own rows in the selection, else of the one in hand."""
        if self.sheet is None or not self._lists_rows():
            return []
        here = self.row_in_hand()
        lines = {index.row() for index in self.view.selectedIndexes() if self.sheet.owner(*self.view.at) != (index.row(), index.column())}
        found = [self.sheet.row_of(line) for line in sorted(lines | {self.view.line_in_hand()})]
        own = {row.id for row in self.bridge.model.rows(self.sheet.form) if row.dynamic}
        return list(dict.fromkeys(row for row in found if row in own)) or ([here] if here else [])

    def insert_row(self, above: bool) -> None:
        """A new row beside the one in hand, in the same group; where none is in hand, at the end."""
        if self.sheet is None or not self._lists_rows():
            self.told.emit(tr("这张表的行是固定的，不能插入。"))
            return
        rows = [row.id for row in self.bridge.model.rows(self.sheet.form) if row.dynamic]
        here = self.row_in_hand()
        after: str | None = None
        if here:
            at = rows.index(here)
            after = here if not above else rows[at - 1] if at else ""
        self._add(self._group_of(here), after)

    def add_free_row(self, text: str) -> None:
        """What was typed in the line for new rows becomes the name of one, in the group of the last."""
        if self.sheet is None:
            return
        family = self.sheet.grid.form.family
        rows = [row.id for row in self.bridge.model.rows(self.sheet.form) if row.dynamic]
        if family is not None:
            self._add({**self._group_of(rows[-1] if rows else ""), family.label_column: text}, None)

    def _group_of(self, row: str) -> dict[str, str]:
        """Texts of the columns by which rows are grouped."""
        assert self.sheet is not None
        form, model = self.sheet.grid.form, self.bridge.model
        family = form.family
        found = {}
        for column in family.grouped_by if family is not None and row else ():
            ref = CellRef(form.code, row, column)
            value = model.value(ref)
            if isinstance(value, str) and value and model.takes_entry(ref):
                found[column] = value
        return found

    def _add(self, values: dict[str, str], after: str | None) -> None:
        assert self.sheet is not None
        form = self.sheet.form
        operation = entry.add_row(self.bridge.model, form, values=values, after=after)
        if not self.bridge.do(operation) or isinstance(operation, str):
            return
        made = entry.made_rows(operation, form)
        if made:
            self._go_to_row(form, made[0], set(values))
        self.told.emit(tr("已增加一行，可撤销。"))

    def _go_to_row(self, form: str, row: str, filled: set[str]) -> None:
        """The first cell of a row that is still to be typed."""
        model = self.bridge.model
        family = model.form(form).family
        filled = filled | set(family.grouped_by if family is not None else ())
        for column in model.columns(form, row):
            ref = CellRef(form, row, column.id)
            if column.id not in filled and model.takes_entry(ref) and self.sheet is not None and self.sheet.place_of(ref).isValid():
                self.go_to(ref)
                return

    def remove_rows(self) -> bool:
        """Take the chosen rows out; whether the table has rows of the clerk's own."""
        if not self._lists_rows() or self.sheet is None:
            return False
        rows = self.chosen_rows()
        if not rows:
            self.told.emit(tr("先选中要删除的行。"))
        elif self.bridge.do(entry.remove_rows(self.bridge.model, self.sheet.form, rows)):
            self.told.emit(tr("已删除 {count} 行，可撤销。", count=len(rows)))
        return True

    def move_row(self, step: int) -> None:
        rows = self.chosen_rows()
        if self.sheet is None or not rows:
            self.told.emit(tr("这一行不能移动。"))
            return
        build = entry.move_up if step < 0 else entry.move_down
        here = self.view.reference()
        if self.bridge.do(build(self.bridge.model, self.sheet.form, rows)) and here is not None:
            self.go_to(here)

    def duplicate_row(self) -> None:
        row = self.row_in_hand()
        if self.sheet is None or not row:
            self.told.emit(tr("先选中要复制的行。"))
            return
        operation = entry.duplicate_row(self.bridge.model, self.sheet.form, row)
        if self.bridge.do(operation) and isinstance(operation, Operation):
            made = entry.made_rows(operation, self.sheet.form)
            if made:
                self._go_to_row(self.sheet.form, made[0], set())
            self.told.emit(tr("已复制一行，可撤销。"))

    # groups and the library

    def add_groups(self, menu: QMenu) -> None:
        """“归入”: every 一级 and 二级 there is, for the row in hand alone (typing in a merged cell changes all rows of the group)."""
        row = self.row_in_hand()
        if self.sheet is None or not row:
            return
        form, model = self.sheet.form, self.bridge.model
        cells = [CellRef(form, row, column) for column in (coaching.FIRST, coaching.SECOND)]
        if not all(model.takes_entry(ref) for ref in cells):
            return
        below = menu.addMenu(tr("这一行归入"))
        for first in coaching.levels(model, form, coaching.FIRST):
            for second in coaching.levels(model, form, coaching.SECOND, first):
                action = below.addAction(f"{first} › {second}")
                action.setData((first, second))
        below.triggered.connect(lambda action: self.regroup(*action.data()))

    def regroup(self, first: str, second: str) -> None:
        """Put the row in hand under another 一级 and 二级."""
        row = self.row_in_hand()
        if self.sheet is not None and row:
            self._type({coaching.FIRST: first, coaching.SECOND: second}, row)

    def take_model(self, model: ModelIndicator) -> None:
        """Write a model indicator into the row in hand."""
        row = self.row_in_hand()
        if self.sheet is not None and row:
            self._type(coaching.model_values(self.bridge.model, self.sheet.form, row, model), row)
            self.told.emit(tr("已填入参考指标，请按本项目改数。"))

    def take_proposal(self, column: str, text: str) -> None:
        row = self.row_in_hand()
        if row:
            self._type({column: text}, row)

    def _type(self, texts: dict[str, str], row: str) -> None:
        assert self.sheet is not None
        form = self.sheet.form
        here = self.view.reference()
        done = self.bridge.do(entry.type_texts(self.bridge.model, [(CellRef(form, row, column), text) for column, text in texts.items()]))
        if done and here is not None:
            self.go_to(here)
