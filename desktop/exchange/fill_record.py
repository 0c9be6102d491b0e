"""Fill forms with a printed body in a bureau's own template: values at the places that belong to the labels, rows as many as there are.

A blank form of which every project has one is filled once for each: the first on its own sheet, the others on copies of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.core.amounts import NotApplicable, Value
from desktop.core.cells import CellRef
from desktop.core.instances import base_code, owner_of
from desktop.core.projects import NAME
from desktop.exchange.blueprint import About
from desktop.exchange.fill_rows import make_room, merge_runs
from desktop.exchange.grid import Workbook, WorkbookError, address
from desktop.exchange.locate import Locator
from desktop.exchange.located import Located, Place, form_name
from desktop.exchange.plan_projects import project_texts
from desktop.exchange.read import read_workbook
from desktop.exchange.sheet_style import put_value, sheet_name
from desktop.exchange.values import UnitRule, read_record_value
from desktop.exchange.words import fold, plain

if TYPE_CHECKING:
    from desktop.core.evaluate import Model
    from desktop.core.rounding import Figures

_OPEN_YEAR = re.compile(r"([（(])[\s_]*(年度?[）)])\Z")
Expected = dict[tuple[str, str], Value | None]
"""(row id, or ``*0``, ``*1`` … for free rows in their order, column id) → what must be found there."""


@dataclass(slots=True)
class Filled:
    """What was filled: form, sheet, and what has to be found when the file is read again."""

    code: str
    sheet: str
    expected: Expected


class Job(NamedTuple):
    """A form to be filled: its code, where it stands in the template, the sheet (the one it was found on, or a copy)."""

    code: str
    located: Located
    sheet: str


class RecordFiller:
    """Fills all such forms of one template. ``wanted``: codes of the forms to be filled."""

    def __init__(self, model: Model, figures: Figures, book: Any, wanted: Sequence[str], notes: list[str]) -> None:
        self.model, self.figures, self.book, self.wanted, self.notes = model, figures, book, wanted, notes

    def prepare(self, source: Workbook) -> list[Job]:
        """What is to be filled where, after blank forms were copied; what the template has no place for is said in the notes."""
        blank: dict[str, Located] = {}
        own: list[tuple[str, Located]] = []
        locator = Locator(self.model.pack)
        for sheet in source.sheets:
            for located in locator.locate(sheet).tables:
                if located.record is None:
                    continue
                if not located.form.per:
                    own.append((located.form.code, located))
                elif fold(project_texts(located).get(NAME, "")):
                    own += [(code, located) for code in self._named(located)]
                else:
                    blank.setdefault(located.form.code, located)
        own = [(code, located) for code, located in dict(own).items() if code in self.wanted]
        made = self._copies(blank, {code for code, _ in own})
        jobs = [*(Job(code, located, located.sheet.name) for code, located in own), *made]
        missing = [code for code in self.wanted if code not in {job.code for job in jobs}]
        for base in dict.fromkeys(base_code(code) for code in missing):
            self.notes.append(f"模板里没有找到“{form_name(self.model.form(base))}”{'的空表' if owner_of(missing[0]) else ''}，没有填。")
        return jobs

    def fill(self, job: Job) -> Filled:
        """Fill one form. Of several on a sheet the lowest comes first, so that rows that grow do not move what is still to be filled."""
        return Filled(job.code, job.sheet, self._fill(job.code, job.located, self.book[job.sheet]))

    def _named(self, located: Located) -> list[str]:
        name = fold(project_texts(located).get(NAME, ""))
        return [code for code in self.model.instances(located.form.code) if fold(self.model.owner_label(code)) == name][:1]

    def _copies(self, blank: dict[str, Located], done: set[str]) -> list[Job]:
        found: list[Job] = []
        taken = {sheet.title.casefold() for sheet in self.book.worksheets}
        for base, located in blank.items():
            codes = [code for code in self.model.instances(base) if code in self.wanted and code not in done]
            title = located.sheet.name
            for number, code in enumerate(codes):
                if number == 0:
                    found.append(Job(code, located, title))
                    continue
                stage = located.form.stage or base
                copied = copy_sheet(self.book, self.book[title], sheet_name(f"{stage} {self.model.owner_label(code)}", taken))
                found.append(Job(code, located, copied.title))
        return found

    # one form ---------------------------------------------------------------------------------------------------------------------

    def _fill(self, code: str, located: Located, sheet: Any) -> Expected:
        plan = located.record
        assert plan is not None
        figures = self._figures(located, code)
        places = dict(located.places)
        expected: Expected = {}
        rows = [row.id for row in self.model.rows(code) if row.dynamic]
        area = located.list_area
        if area is not None:
            places = {place: at for place, at in places.items() if not place[0].startswith("*")}
            grown = make_room(self.book, sheet, area, len(rows))
            places = {place: (at[0] + grown if at[0] >= area.end else at[0], at[1]) for place, at in places.items()}
            for number in range(max(len(rows), area.end - area.start)):
                line = area.start + number
                row = rows[number] if number < len(rows) else None
                if area.number is not None:
                    self._put(sheet, (line, area.number), Decimal(number + 1) if row else None, None)
                for column, sheet_column in area.columns.items():
                    value = figures.value(CellRef(code, row, column)) if row else None
                    self._put(sheet, (line, sheet_column), value, plan.about("*", column))
                    if row:
                        expected[f"*{number}", column] = _found(value)
            family = plan.family
            levels = [area.columns[column] for column in family.grouped_by if column in area.columns] if family else []
            merge_runs(sheet, levels, area.start, len(rows))
        for (row_id, column), at in places.items():
            value = figures.value(CellRef(code, row_id, column))
            self._put(sheet, at, value, plan.about(row_id, column))
            expected[row_id, column] = _found(value)
        self._year(located, sheet)
        return expected

    def _figures(self, located: Located, code: str) -> Figures:
        unit = located.meta.unit
        if not unit or unit == self.figures.unit:
            return self.figures
        from desktop.core.rounding import UNITS, present

        if unit in UNITS:
            self.notes.append(f"{self.model.form_label(code)}：模板以{unit}为单位，已按{unit}填写。")
            return present(self.model, unit, self.figures.rounding)
        self.notes.append(f"{self.model.form_label(code)}：模板的单位是{unit}，按{self.figures.unit}填写，请核对并改正模板上的单位。")
        return self.figures

    def _put(self, sheet: Any, at: Place, value: Value | None, about: About | None) -> None:
        cell = sheet.cell(at[0] + 1, at[1] + 1)
        for merge in sheet.merged_cells.ranges:
            if merge.min_row <= at[0] + 1 <= merge.max_row and merge.min_col <= at[1] + 1 <= merge.max_col:
                cell = sheet.cell(merge.min_row, merge.min_col)
        if isinstance(value, str):
            cell.quotePrefix = put_value(cell, value)
        elif value is None or isinstance(value, NotApplicable):
            cell.value = None
        else:
            signed = (
                about is not None
                and about.kind == "percent"
                and ("%" in str(cell.number_format) or (about.spot and "%" in about.spot.behind))
            )
            cell.value = value / 100 if signed else value
            if signed and "%" not in str(cell.number_format):
                cell.number_format = "0.00%"

    def _year(self, located: Located, sheet: Any) -> None:
        for row in range(located.top, located.head.top):
            for cell in [cell for place, cell in located.sheet.cells.items() if place[0] == row]:
                found = _OPEN_YEAR.match(cell.text.strip())
                if found:
                    self._put(sheet, (row, cell.column), f"{found[1]}{self.model.book.year}{found[2]}", None)


def _found(value: Value | None) -> Value | None:
    """What is read again: blank for 不适用, texts without white space around them."""
    if isinstance(value, NotApplicable):
        return None
    return (value.strip() or None) if isinstance(value, str) else value


def copy_sheet(book: Any, sheet: Any, title: str) -> Any:
    """A copy of a sheet with everything that belongs to its looks; openpyxl alone leaves some of it behind."""
    from copy import copy

    made = book.copy_worksheet(sheet)
    made.title = title
    for validation in sheet.data_validations.dataValidation:
        made.add_data_validation(copy(validation))
    made.conditional_formatting = copy(sheet.conditional_formatting)
    made.print_title_rows, made.print_title_cols = sheet.print_title_rows, sheet.print_title_cols
    if sheet.print_area:
        made.print_area = sheet.print_area.rpartition("!")[2] if isinstance(sheet.print_area, str) else sheet.print_area
    made.freeze_panes = sheet.freeze_panes
    made.oddFooter, made.oddHeader = copy(sheet.oddFooter), copy(sheet.oddHeader)
    made.print_options = copy(sheet.print_options)
    return made


def compare_records(model: Model, draft: Path, filled: Sequence[Filled]) -> None:
    """Read and locate the filled copy, and compare every value.

    Raises:
        WorkbookError: a value is not where it belongs.
    """
    locator = Locator(model.pack)
    sheets = {sheet.name: sheet for sheet in read_workbook(draft).sheets} if filled else {}
    rule = UnitRule("元", "元", 6)
    for one in filled:
        tables = locator.locate(sheets[one.sheet]).tables if one.sheet in sheets else []
        located = next((table for table in tables if table.form.code == base_code(one.code)), None)
        if located is None or located.record is None:
            raise WorkbookError(f"填好的文件读回来找不到 {model.form_label(one.code)}，没有写出。请核对模板。")
        for (row, column), wanted in one.expected.items():
            at = located.places.get((row, column))
            cell = located.sheet.at(*at) if at else None
            about = located.record.about("*" if row.startswith("*") else row, column)
            spot = about.spot
            kind = "text" if isinstance(wanted, str) else about.kind
            read = read_record_value(cell, kind, rule, spot.before if spot else "", spot.behind if spot else "") if cell else None
            got = read.value if read else None
            blank = wanted is None or (isinstance(wanted, str) and read is not None and read.value is None)
            same = got is None if blank else (plain(str(got)) == plain(wanted) if isinstance(wanted, str) else got == wanted)
            if not same:
                where = address(*at) if at else "（没有找到）"
                raise WorkbookError(
                    f"填好的文件读回来不一致：{model.form_label(one.code)} {row} · {column} 在 {where}，没有写出。请核对模板。"
                )
