"""Fill a copy of a bureau's own template with the figures of a document, through the same anchors by which workbooks are read.

Only values are put, only into cells of located tables; styles, merged cells, formulas in other cells and other sheets stay. Rows by
科目代码 grow row by row. The result is read back, located again and compared before it replaces anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.core.amounts import NA_PRINTED, NotApplicable, Value
from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, CellRef
from desktop.core.instances import base_code
from desktop.exchange.fill_check import best_tables, compare_filled
from desktop.exchange.fill_record import Filled, Job, RecordFiller, compare_records
from desktop.exchange.grid import Workbook, WorkbookError, address
from desktop.exchange.grow import insert_rows
from desktop.exchange.locate import Locator
from desktop.exchange.located import Located, Place
from desktop.exchange.read import read_workbook
from desktop.exchange.safe_file import replace_with
from desktop.exchange.sheet_style import put_value
from desktop.exchange.template import has_macros, open_template
from desktop.exchange.words import plain, words
from desktop.forms.layout import CODE, NAME

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from desktop.core.evaluate import Model, RowView
    from desktop.core.rounding import Figures


@dataclass(slots=True)
class FillReport:
    """``tables``: codes that were filled. ``notes``: sentences for the user (tables not found, formulas replaced, rows left blank …)."""

    tables: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def fill_template(
    model: Model, figures: Figures, template: str | Path, out: str | Path, *, tables: Sequence[str] | None = None
) -> FillReport:
    """Fill a copy of ``template`` (.xlsx or .xlsm) and write it to ``out``.

    Raises:
        WorkbookError: the template cannot be used, no table was found in it, or the copy could not be written; ``out`` is untouched.
    """
    template, out = Path(template), Path(out)
    source = read_workbook(template)
    if source.kind != "xlsx":
        raise WorkbookError(f"模板“{template.name}”不是 .xlsx 格式，不能填写。请用 Excel 或 WPS 另存为 .xlsx 后再用。")
    if out.exists() and template.exists() and out.samefile(template):
        raise WorkbookError("输出文件与模板是同一个文件。请换一个文件名，模板保持原样。")
    macros = has_macros(template)
    if macros != (out.suffix.lower() == ".xlsm"):
        ending = ".xlsm" if macros else ".xlsx"
        raise WorkbookError(f"模板{'带有宏' if macros else '没有宏'}，输出文件的扩展名应当是 {ending}，请改文件名“{out.name}”。")
    report = FillReport()
    located = _locate(model, source, tables, report)
    records = _records(model, source, tables)
    if not located and not records:
        raise WorkbookError(
            f"模板“{template.name}”里没有认出要填的表，没有写出文件。请核对模板的标题和表头是否与表套“{model.pack.title}”一致。"
        )
    book = open_template(template, macros, report.notes)
    expected: dict[str, dict[tuple[str, str], Value | None]] = {}
    filler = RecordFiller(model, figures, book, records, report.notes)
    filled: list[Filled] = []
    jobs: list[tuple[int, Located | Job]] = [(table.top, table) for table in located]
    jobs += [(job.located.top, job) for job in (filler.prepare(source) if records else [])]
    # From the bottom up, so that rows that grow do not move tables that are still to be filled.
    for _, job in sorted(jobs, key=lambda entry: -entry[0]):
        if isinstance(job, Job):
            filled.append(filler.fill(job))
        else:
            expected[job.form.code] = _Filler(model, figures, book, book[job.sheet.name], job, report).fill()
    report.tables = [form.code for form in model.forms() if form.code in expected or any(one.code == form.code for one in filled)]

    def compare(draft: Path) -> None:
        compare_filled(model, draft, expected)
        compare_records(model, draft, filled)

    replace_with(out, book.save, compare)
    return report


def _records(model: Model, source: Workbook, tables: Sequence[str] | None) -> list[str]:
    """Codes of the forms with a printed body that the template may have and that are asked for; of those nobody has begun none."""
    forms = [form for form in model.forms() if form.layout.body and (tables is None or form.code in tables)]
    begun = [form.code for form in forms if tables is not None or _is_begun(model, form.code)]
    here = {table.form.code for sheet in source.sheets for table in Locator(model.pack).locate(sheet).tables if table.record is not None}
    return [code for code in begun if base_code(code) in here]


def _is_begun(model: Model, code: str) -> bool:
    sheet = model.book.sheets.get(code)
    return sheet is not None and bool(sheet.entered or sheet.rows)


def _locate(model: Model, source: Workbook, tables: Sequence[str] | None, report: FillReport) -> list[Located]:
    best = best_tables(model, source)
    grids = [form for form in model.pack.forms if form.view != "record" and not form.layout.body]
    wanted = [form.code for form in grids if (form.view != "facts" if tables is None else form.code in tables)]
    for code in wanted:
        if code not in best:
            report.notes.append(f"模板里没有找到“{code} {model.form(code).title}”，这张表没有填。")
        else:
            report.notes += [f"{code}：模板里{misfit}，这一栏没有填。" for misfit in best[code].misfits if "栏" in misfit]
    return [best[code] for code in wanted if code in best]


class _Filler:
    """Fills one located table."""

    def __init__(self, model: Model, figures: Figures, book: Any, sheet: Worksheet, table: Located, report: FillReport) -> None:
        self.model, self.book, self.sheet, self.table, self.report = model, book, sheet, table, report
        self.code = table.form.code
        unit = table.meta.unit
        if unit and unit != figures.unit:
            from desktop.core.rounding import UNITS, present

            if unit in UNITS:
                figures = present(model, unit, figures.rounding)
                report.notes.append(f"{self.code}：模板以{unit}为单位，已按{unit}填写。")
            else:
                report.notes.append(f"{self.code}：模板的单位是{unit}，按{figures.unit}填写，请核对并改正模板上的单位。")
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
            self.report.notes.append(
                f"{self.code}：模板里没有这些行，它们的数没有填：{'、'.join(missing[:8])}{' 等' if len(missing) > 8 else ''}。"
            )
        if self.replaced:
            self.report.notes.append(
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
            self.report.notes.append(f"{self.code}：模板比实际多 {-lacking} 行，多出的行留空。")
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
            self.report.notes.append(
                f"{self.code}：模板上的单位是“{table.meta.department}”，与文档的“{book.unit_name}”不同，没有改，请核对。"
            )
        if table.meta.year is not None and table.meta.year != book.year:
            self.report.notes.append(f"{self.code}：模板上是 {table.meta.year} 年度，文档是 {book.year} 年度，没有改，请核对。")
