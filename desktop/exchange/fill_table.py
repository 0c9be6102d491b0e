"""Filling one table of a template: fixed rows at their places, rows by 科目代码 row by row, the sentence, what the heading leaves open."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop.core.amounts import NA_PRINTED, NotApplicable, Value
from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.exchange.grid import address
from desktop.exchange.grow import insert_rows
from desktop.exchange.located import Located, Place
from desktop.exchange.sheet_style import put_value
from desktop.exchange.words import plain, words
from desktop.forms.layout import CODE, NAME

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from desktop.core.evaluate import Model, RowView
    from desktop.core.rounding import Figures


class TableFiller:
    """Fills one located table; ``notes`` of the report say what was not filled and what is to be looked at."""

    def __init__(self, model: Model, figures: Figures, book: Any, sheet: Worksheet, table: Located, notes: list[str]) -> None:
        self.model, self.book, self.sheet, self.table, self.notes = model, book, sheet, table, notes
        self.code = table.form.code
        unit = table.meta.unit
        if unit and unit != figures.unit:
            from desktop.core.rounding import UNITS, present

            if unit in UNITS:
                figures = present(model, unit, figures.rounding)
                notes.append(f"{self.code}：模板以{unit}为单位，已按{unit}填写。")
            else:
                notes.append(f"{self.code}：模板的单位是{unit}，按{figures.unit}填写，请核对并改正模板上的单位。")
        self.figures = figures
        self.replaced: list[str] = []
        self.expected: dict[tuple[str, str], Value | None] = {}

    def fill(self) -> dict[tuple[str, str], Value | None]:
        """Put all values; returns what has to be found when the file is read again."""
        self._sentence()
        places = dict(self.table.places)
        places.pop((SENTENCE_ROW, SENTENCE_COLUMN), None)
        if self.table.form.family is not None:
            dynamic = {row.id for row in self.table.dynamic_rows}
            places = {place: at for place, at in places.items() if place[0] not in dynamic}
            places.update(self._rows_by_code(places))
        for (row_id, column_id), at in places.items():
            ref = CellRef(self.code, row_id, column_id)
            if self.model.has_cell(ref):
                value = self.figures.value(ref)
                self._put(at, value)
                self.expected[row_id, column_id] = value
        missing = self._not_in_template(places)
        if missing:
            self.notes.append(
                f"{self.code}：模板里没有这些行，它们的数没有填：{'、'.join(missing[:8])}{' 等' if len(missing) > 8 else ''}。"
            )
        if self.replaced:
            self.notes.append(
                f"{self.code}：有 {len(self.replaced)} 个原来是公式的单元格填成了数（{'、'.join(self.replaced[:5])}{' 等' if len(self.replaced) > 5 else ''}）。"
            )
        self._heading()
        return self.expected

    def _put(self, at: Place, value: Value | None) -> None:
        cell = self._cell(at)
        if cell.data_type == "f":
            self.replaced.append(address(*at))
        if isinstance(value, NotApplicable):
            put_value(cell, NA_PRINTED)
        elif isinstance(value, str):
            cell.quotePrefix = put_value(cell, value)
        else:
            cell.value = value

    def _cell(self, at: Place) -> Any:
        """The cell that can hold a value there: the first of a merged range."""
        row, column = at[0] + 1, at[1] + 1
        for merge in self.sheet.merged_cells.ranges:
            if merge.min_row <= row <= merge.max_row and merge.min_col <= column <= merge.max_col:
                return self.sheet.cell(merge.min_row, merge.min_col)
        return self.sheet.cell(row, column)

    def _not_in_template(self, places: dict[tuple[str, str], Place]) -> list[str]:
        rows = {row_id for row_id, _ in places}
        return [
            row.label or row.id
            for row in self.model.rows(self.code)
            if row.id not in rows
            and any(
                isinstance(self.figures.value(CellRef(self.code, row.id, c.id)), Decimal) for c in self.model.columns(self.code, row.id)
            )
        ]

    # rows by code -----------------------------------------------------------------------------------------------------------------

    def _rows_by_code(self, fixed: dict[tuple[str, str], Place]) -> dict[tuple[str, str], Place]:
        """Places of the 科目 rows, after making room for them."""
        table = self.table
        family = table.form.family
        assert family is not None
        rows: list[RowView] = [row for row in self.model.rows(self.code) if row.dynamic]
        panel = next((number for number, name in table.head.columns if name in (CODE, NAME)), 0)
        columns = {name: column for (number, name), column in table.head.columns.items() if number == panel}
        total = next((row.row for row in table.rows if row.id == family.total_row), None)
        start, end = self._room(total)
        lacking = len(rows) - (end - start)
        if lacking > 0:
            # before the last row, so that sums over the rows grow with them
            before = end - 1 if end - start > 1 else end
            insert_rows(self.book, self.sheet, before + 1, lacking, max(before - 1, start) + 1)
            for place, at in list(fixed.items()):
                if at[0] >= before:
                    fixed[place] = (at[0] + lacking, at[1])
        elif lacking < 0 and rows:
            self.notes.append(f"{self.code}：模板比实际多 {-lacking} 行，多出的行留空。")
        found: dict[tuple[str, str], Place] = {}
        parts = table.head.code_parts.get(panel, ())
        values = {name: column for name, column in columns.items() if self._is_value(name)}
        for offset in range(max(len(rows), end - start)):
            line = start + offset
            row = rows[offset] if offset < len(rows) else None
            self._code_cells(line, row.code if row else None, parts, columns)
            if NAME in columns:
                self._put((line, columns[NAME]), row.label if row else None)
            for name, column in values.items():
                if row is None:
                    self._put((line, column), None)
                else:
                    found[row.id, name] = (line, column)
        return found

    def _is_value(self, name: str) -> bool:
        return any(block.family and block.column(name) for block in self.table.form.blocks)

    def _room(self, total: int | None) -> tuple[int, int]:
        """First row for codes, and the row behind the last one, as the template stands."""
        table = self.table
        dynamic = [row.row for row in table.dynamic_rows]
        below = [at for at in (total, table.notes_row) if at is not None and at > table.head.bottom]
        start = min(dynamic) if dynamic else table.head.bottom + 1
        if total is not None and total == start:
            start += 1
        stops = [at for at in below if at >= start]
        if stops:
            end = min(stops)
        else:
            end = max([start - 1, *dynamic, *(row.row for row in table.rows)]) + 1
            while self._kept_blank(end):
                end += 1
        while end > start and not dynamic and not self._free(end - 1):
            end -= 1
        return start, end

    def _free(self, row: int) -> bool:
        """A blank row that the template keeps for codes has borders."""
        border = self.sheet.cell(row + 1, min(column for column in self.table.head.columns.values()) + 1).border
        return bool(border and (border.left.style or border.bottom.style or border.top.style))

    def _kept_blank(self, row: int) -> bool:
        """A row without content, but with borders: kept for codes, even where nothing stands below the table."""
        return all(self.table.sheet.at(row, column) is None for column in range(self.table.sheet.width)) and self._free(row)

    def _code_cells(self, at: int, code: str | None, parts: tuple[int, ...], columns: dict[str, int]) -> None:
        if not parts:
            if CODE in columns:
                self._put((at, columns[CODE]), code)
            return
        pieces = [code[:3], *(code[start : start + 2] for start in range(3, len(code), 2))] if code else []
        for number, column in enumerate(parts):
            self._put((at, column), pieces[number] if number < len(pieces) else None)

    # text -------------------------------------------------------------------------------------------------------------------------

    def _sentence(self) -> None:
        """The sentence of an empty table: into its place in the template, else under the table."""
        value = self.model.value(CellRef(self.code, SENTENCE_ROW, SENTENCE_COLUMN))
        place = self.table.places.get((SENTENCE_ROW, SENTENCE_COLUMN))
        if place is not None:
            self._put(place, value)
        elif value is not None:
            table = self.table
            row = max(table.head.bottom, *(row.row for row in table.rows), table.notes_row or 0, table.bottom) + 1
            while self._kept_blank(row):
                row += 1
            if any(table.sheet.at(row, column) is not None for column in range(table.sheet.width)):
                insert_rows(self.book, self.sheet, row + 1, 1, row)  # another table begins there
            self._put((row, min(self.table.head.columns.values(), default=0)), value)
        if value is not None:
            self.expected[SENTENCE_ROW, SENTENCE_COLUMN] = value

    def _heading(self) -> None:
        """部门：, 年度 and unit, where the template leaves them open."""
        book, table = self.model.book, self.table
        for row in range(table.top, table.head.top):
            for cell in [cell for place, cell in table.sheet.cells.items() if place[0] == row]:
                text = plain(cell.text)
                for key in words().department_keys:
                    if text == f"{key}:" and (row, cell.column + 1) not in table.sheet.cells:
                        self._put((row, cell.column), cell.text.rstrip() + book.unit_name)
                        break
                if re.fullmatch(r"_*年度?", text):
                    self._put((row, cell.column), f"{book.year}年度")
        if table.meta.department_cell is not None and plain(table.meta.department) != plain(book.unit_name):
            self.notes.append(f"{self.code}：模板上的单位是“{table.meta.department}”，与文档的“{book.unit_name}”不同，没有改，请核对。")
        if table.meta.year is not None and table.meta.year != book.year:
            self.notes.append(f"{self.code}：模板上是 {table.meta.year} 年度，文档是 {book.year} 年度，没有改，请核对。")
