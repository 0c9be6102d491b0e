"""The plan of one located table: its cells as edits, with questions about unit, year, department and every figure that needs a look."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cell_edits import value_edits, why_no_entry
from desktop.core.cells import COVER, SENTENCE_ROW, Book, CellRef, Entry, Origin, Row
from desktop.core.definitions import ColumnDef, FormDef, RowDef
from desktop.core.operations import Edit
from desktop.core.subject_rows import subject_edits, why_no_code
from desktop.exchange.grid import SheetCell
from desktop.exchange.located import FoundRow, Located, Remark
from desktop.exchange.plan import LineKind, PlanLine, SheetPlan, shown
from desktop.exchange.plan_heading import Amount, ask_about_heading, unit_rule
from desktop.exchange.values import is_na, read_value
from desktop.exchange.words import fold

if TYPE_CHECKING:
    from desktop.core.definitions import SubjectLookup
    from desktop.core.evaluate import Model

_UNIT_NAME = "单位名称"  # row of the cover that a document without a name takes from the workbook


class TablePlanner:
    """Plans the tables of one workbook one after the other. ``forms``: codes of all tables that the workbook brings."""

    def __init__(self, model: Model, subjects: SubjectLookup, file: str, forms: set[str], prior: bool, replace: bool) -> None:
        self.model, self.subjects, self.file, self.forms = model, subjects, file, forms
        self.prior, self.replace = prior, replace
        book = model.book
        self.book: Book = (book.prior or Book(book.pack, book.unit_name, book.year - 1, book.unit_code, book.kept_in)) if prior else book
        self._rows: dict[tuple[str, str], Edit] = {}
        self._mirrored: dict[tuple[str, str], Edit] = {}
        self._named = False

    def row_edits(self) -> list[Edit]:
        """Rows of all tables planned so far, then rows that appear by mirroring in tables which the workbook does not bring."""
        extra = [edit for place, edit in self._mirrored.items() if place not in self._rows]
        return [*self._rows.values(), *extra]

    def plan(self, located: Located, about: SheetPlan) -> list[Edit]:
        """Edits of the cells of one table; counts, lines and questions go into ``about``."""
        form = located.form
        if not self.prior and self.book.is_locked(form.code):
            say = f"{form.code} 已锁定，没有读取。请先解除锁定再导入。"
            about.questions.append(Remark("", form.title, say))
            return []
        rule = unit_rule(located, self.book)
        rows = {row.id: row for row in located.rows}
        self._plan_rows(located, about)
        definitions = _definitions(form)
        sheet = self.book.sheets.get(form.code)
        entered = sheet.entered if sheet else {}
        edits: list[Edit] = []
        amounts: list[Amount] = []
        for (row_id, column_id), place in located.places.items():
            cell = located.sheet.at(*place)
            if cell is None and (row_id, column_id) not in entered:
                continue
            ref = CellRef(form.code, row_id, column_id)
            row, columns = definitions.get(row_id) or definitions[""]
            column = columns.get(column_id)
            if cell is None:
                edits += self._blank(ref, located, about, rows.get(row_id), column)
                continue
            kind = "text" if row_id == SENTENCE_ROW else ((row.kind if row and row.kind else None) or (column.kind if column else "money"))
            read = read_value(cell, kind, rule)
            if read.problem:
                about.questions.append(Remark(cell.address, cell.text, read.problem))
                continue
            if read.value is None:
                edits += self._blank(ref, located, about, rows.get(row_id), column)
                continue
            problem = self._refusal(ref, row, read.value, row_id in rows and rows[row_id].dynamic)
            if problem is not None:
                if problem:
                    about.questions.append(Remark(cell.address, cell.text, problem))
                continue
            if read.doubt:
                about.questions.append(Remark(cell.address, cell.text, read.doubt))
            before = self.book.entry(ref)
            if kind == "money" and isinstance(read.value, Decimal) and isinstance(cell.value, Decimal | str):
                amounts.append((read.value, before.value if before and isinstance(before.value, Decimal) else None, cell))
            edits += self._put(ref, read.value, cell, located, about, rows.get(row_id), column)
        self._missing_rows(located, about)
        ask_about_heading(located, about, rule, amounts, self.book, self.prior)
        edits += self._take_name(located)
        return edits

    # cells ------------------------------------------------------------------------------------------------------------------------

    def _refusal(self, ref: CellRef, row: RowDef | None, value: Value, dynamic: bool) -> str | None:
        """Why the value is not read: a question, ``""`` where there is nothing to ask (———— where the form has it), ``None``: it is read."""
        if row is not None and row.not_applicable:
            return "" if is_na(value) else "表样规定这一格不适用（————），这个数没有读取，请核对。"
        if is_na(value):
            return "这一格在表样中要填数，“————”没有读取；没有数请留空。"
        if row is not None and row.source in ("空", "节"):
            return "表样的这一行是空行或标题，不填数，这个数没有读取，请核对。"
        if self.prior or dynamic:
            return None
        return why_no_entry(self.model, ref) or None

    def _put(
        self,
        ref: CellRef,
        value: Value,
        cell: SheetCell,
        located: Located,
        about: SheetPlan,
        row: FoundRow | None,
        column: ColumnDef | None,
    ) -> list[Edit]:
        origin = Origin("imported", self.file, located.sheet.name, cell.address)
        before = self.book.entry(ref)
        kind: LineKind = "new" if before is None else ("same" if before.value == value else "changed")
        about.count(kind)
        old = shown(before.value) if before else ""
        label = self._label(located.form, ref, row, column)
        about.lines.append(PlanLine(kind, ref.form, label, old, shown(value), located.sheet.name, cell.address, "", ref))
        if kind == "same":
            return []
        if self.prior:
            return [Edit("prior", tuple(ref), before, Entry(value, origin))]
        return value_edits(self.model, ref, value, origin)

    def _blank(self, ref: CellRef, located: Located, about: SheetPlan, row: FoundRow | None, column: ColumnDef | None) -> list[Edit]:
        """Blank in the workbook: what stands in the document is kept and listed, or cleared where that was asked for."""
        before = self.book.entry(ref)
        if before is None or ref.row == SENTENCE_ROW:
            return []
        place = located.sheet.name
        label = self._label(located.form, ref, row, column)
        say = "工作簿里是空的，文档里的数将清空。" if self.replace else "工作簿里是空的，文档里已有数，保留不动。"
        about.conflicts.append(Remark(label, shown(before.value), say))
        about.lines.append(PlanLine("conflict", ref.form, label, shown(before.value), "", place, "", say, ref))
        if not self.replace:
            return []
        return [Edit("prior", tuple(ref), before, None)] if self.prior else value_edits(self.model, ref, None)

    def _missing_rows(self, located: Located, about: SheetPlan) -> None:
        """科目 rows of the document with figures that the workbook does not have: they stay, and are listed."""
        sheet = self.book.sheets.get(located.form.code)
        if sheet is None:
            return
        here = {row.id for row in located.rows}
        for row in sheet.sorted_rows():
            figures = [entry for (row_id, _), entry in sheet.entered.items() if row_id == row.id]
            if row.id not in here and figures:
                say = "工作簿里没有这一行，文档里的数保留不动。"
                label = f"{located.form.code} {row.id} {row.label}"
                about.conflicts.append(Remark(label, "", say))
                about.lines.append(PlanLine("conflict", located.form.code, label, "", "", located.sheet.name, "", say))

    def _label(self, form: FormDef, ref: CellRef, row: FoundRow | None, column: ColumnDef | None) -> str:
        if ref.row == SENTENCE_ROW:
            return f"{form.code} {form.title} 说明"
        name = (row.name if row else "") or ref.row
        code = f"{ref.row} " if row and row.dynamic else ""
        return f"{form.code} {form.title} {code}{name} · {column.label if column else ref.column}"

    # rows -------------------------------------------------------------------------------------------------------------------------

    def _plan_rows(self, located: Located, about: SheetPlan) -> None:
        form = located.form
        family = form.family
        if family is None:
            return
        sheet = self.book.sheets.get(form.code)
        present = sheet.rows if sheet else {}
        fresh: list[tuple[str, str]] = []
        codes = [row.id for row in located.dynamic_rows]
        for row in located.dynamic_rows:
            known = present.get(row.id)
            cell = located.sheet.at(row.row, located.head.columns.get((row.panel, "科目代码"), -1))
            at = cell.address if cell else f"第 {row.row + 1} 行"
            if known is None:
                leaf = not any(code != row.id and code.startswith(row.id) for code in codes)
                # 类 and 款 are shared by the budgets; only the codes below them belong to one
                problem = "" if self.prior or not leaf else why_no_code(self.subjects, family, row.id)
                if problem:
                    about.questions.append(Remark(at, f"{row.id} {row.name}", problem))
                fresh.append((row.id, row.name))
            elif row.name and fold(known.label) != fold(row.name):
                say = f"科目 {row.id} 在文档里叫“{known.label}”，工作簿里是“{row.name}”，名称没有改，请核对。"
                about.questions.append(Remark(at, row.name, say))
        if self.prior:
            self._prior_rows(form, fresh, present)
            return
        # names that the sheet gives come before names that another sheet or the list would give
        for edit in subject_edits(self.model, self.subjects, form.code, fresh):
            place = (edit.key[0], edit.key[1])
            (self._rows if place[0] == form.code else self._mirrored if place[0] not in self.forms else {})[place] = edit

    def _prior_rows(self, form: FormDef, fresh: list[tuple[str, str]], present: dict[str, Row]) -> None:
        family = form.family
        assert family is not None
        names = dict(fresh)
        for code, _ in fresh:
            for length in sorted(family.levels):
                at = code[:length]
                if length > len(code) or at in present or (form.code, at) in self._rows:
                    continue
                shorter = [level for level in family.levels if level < length]
                subject = self.subjects.find(family.subjects, at)
                label = names.get(at) or (subject.name if subject else "") or at
                row = Row(at, label, at[: max(shorter)] if shorter else "")
                self._rows[form.code, at] = Edit("prior_row", (form.code, at), None, row)

    def _take_name(self, located: Located) -> list[Edit]:
        """A document without a name takes the department of the first table, on the cover."""
        meta, model = located.meta, self.model
        if self.prior or self._named or not meta.department or meta.department_cell is None or model.book.unit_name:
            return []
        cover = model.pack.form(COVER)
        column = (
            next((block.columns[0].id for block in cover.blocks for row in block.rows if row.id == _UNIT_NAME), None) if cover else None
        )
        if column is None or model.book.entry(CellRef(COVER, _UNIT_NAME, column)) is not None:
            return []
        self._named = True
        origin = Origin("imported", self.file, located.sheet.name, meta.department_cell.address)
        return value_edits(model, CellRef(COVER, _UNIT_NAME, column), meta.department, origin)


def _definitions(form: FormDef) -> dict[str, tuple[RowDef | None, dict[str, ColumnDef]]]:
    """Row id → definition and columns; ``""`` for rows by code."""
    found: dict[str, tuple[RowDef | None, dict[str, ColumnDef]]] = {"": (None, {})}
    for block in form.blocks:
        columns = {column.id: column for column in block.columns}
        for row in block.rows:
            found[row.id] = (row, columns)
        if block.family:
            found[""] = (None, columns)
    return found
