"""What sentences can name: tables, their rows, the facts of the department. Only values come out, never objects of the program."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop.core.amounts import Value
from desktop.core.cells import CellRef
from desktop.core.definitions import FormDef
from desktop.core.narrative import ProseStyle
from desktop.core.structure import PRIOR
from desktop.core.typed import convert
from desktop.document.prose_figures import Figure
from desktop.document.spans import Span, unmarked

if TYPE_CHECKING:
    from desktop.core.evaluate import Model, RowView

FACTS = "facts"
"""View of the forms whose rows are facts: what the text needs and no table prints."""
_NUMBERS = ("money", "count", "percent", "score")


class UnknownName(Exception):
    """A sentence names a row or column that is not there; the text is a Chinese sentence."""


class Facts:
    """Looks figures up in a model and writes down which cells and forms were asked for."""

    def __init__(self, model: Model, style: ProseStyle) -> None:
        self.model, self.style = model, style
        self.used: set[CellRef] = set()
        self.forms_used: set[str] = set()

    def at(self, form: str, row: str, column: str) -> Figure | Span:
        """The figure or text of a cell. A blank cell of a table is nil; a blank fact, or last year's figure that is not there, is missing."""
        ref = CellRef(form, row, column)
        if not self.model.has_cell(ref) and not form.startswith(PRIOR) and not self._may_come(ref):
            raise UnknownName(f"{form}没有“{row}”行“{column}”栏。")
        self.used.add(ref)
        kind = self.model.kind(ref)
        value = self.model.value(ref)
        name = self._name(ref)
        if kind in _NUMBERS:
            number = value if isinstance(value, Decimal) else None
            if number is None and self._blank_is_nil(ref):
                number = Decimal(0)
            if number is not None and kind == "money":
                number = convert(number, self.model.book.kept_in, self.style.unit)
            return Figure(number, kind, name, (ref,), self.model.label(ref), expression_of(self.model, ref))
        return _text(value, name, ref, expression_of(self.model, ref))

    def rows(self, form: str, word: str, gone: bool = False) -> list[RowView]:
        """The rows of a level; with ``gone`` also those that only last year's table has, all in the order of their codes."""
        self.forms_used.add(form)
        found = self.model.rows(form)
        if gone:
            self.forms_used.add(PRIOR + form)
            here = {row.id for row in found}
            found = [*found, *(row for row in self.model.rows(PRIOR + form) if row.dynamic and row.id not in here)]
            found.sort(key=lambda row: row.code)
        lengths = {"类": 3, "款": 5, "项": 7}
        if word in lengths:
            return [row for row in found if len(row.code) == lengths[word]]
        return [row for row in found if row.dynamic and row.is_leaf]

    def nothing(self, form: str, row: RowView, column: str) -> Figure:
        """This year's figure of a row that only last year's table has: nil, and the same place of last year says what it is."""
        prior = CellRef(PRIOR + form, row.id, column)
        if not self.model.has_cell(prior):
            raise UnknownName(f"{form}没有“{row.id}”行“{column}”栏。")
        self.used.add(prior)
        return Figure(Decimal(0), self.model.kind(prior), f"{row.label}：{column}", (prior,), f"{form} 本年没有 {row.label}")

    def _name(self, ref: CellRef) -> str:
        definition = self.model.find_form(ref.form.removeprefix(PRIOR))
        if definition is not None and definition.view == FACTS:
            row = self.model.row(ref.form, ref.row)
            label = row.label if row else ref.row
            blocks = [block for block in definition.blocks if block.family or len(block.columns) > 1]
            columns = [column for block in blocks for column in block.columns if column.id == ref.column]
            return label + "".join(f"：{column.label}" for column in columns[:1])
        return self.model.label(ref)

    def _may_come(self, ref: CellRef) -> bool:
        """A fact about a 科目 or project whose line the clerk has not begun: it is asked for, the text is not wrong."""
        definition = self.model.find_form(ref.form)
        if definition is None or definition.view != FACTS or definition.family is None:
            return False
        return any(column.id == ref.column for block in definition.blocks for column in block.columns)

    def _blank_is_nil(self, ref: CellRef) -> bool:
        definition = self.model.find_form(ref.form.removeprefix(PRIOR))
        if definition is None or definition.view == FACTS:
            return False
        if not ref.form.startswith(PRIOR):
            return True
        prior = self.model.book.prior
        return prior is not None and bool(prior.sheets.get(ref.form.removeprefix(PRIOR), None) and prior.sheets[definition.code].entered)


class FormNames:
    """``公开01["总计", "金额"]`` in a sentence; ``公开01["总计"]`` where the row has one column."""

    __slots__ = ("_code", "_facts")

    def __init__(self, facts: Facts, code: str) -> None:
        self._facts, self._code = facts, code

    def __getitem__(self, key: Any) -> Figure | Span:
        if isinstance(key, tuple) and len(key) == 2:
            return self._facts.at(self._code, str(key[0]), str(key[1]))
        columns = self._facts.model.columns(self._code, str(key))
        if len(columns) != 1:
            raise UnknownName(f"{self._code}“{key}”行不止一栏或没有这一行，要写成 {self._code}[行, 栏]。")
        return self._facts.at(self._code, str(key), columns[0].id)


class RowNames:
    """A row that a sentence is written for: ``行["小计"]``, ``行["上年.小计"]``, ``行["项说明.原因"]``, and its names ``行["类"]`` ``行["款"]`` ``行["项"]``."""

    __slots__ = ("_facts", "_form", "_row", "_year")

    def __init__(self, facts: Facts, form: str, row: RowView) -> None:
        self._facts, self._form, self._row = facts, form, row

    def __getitem__(self, key: str) -> object:
        lengths = {"类": 3, "款": 5, "项": 7}
        if key in ("代码", "名称"):
            return unmarked(self._row.code if key == "代码" else self._row.label)
        if key in lengths:
            code, model = self._row.code[: lengths[key]], self._facts.model
            above = model.row(self._form, code) or model.row(PRIOR + self._form, code)
            return unmarked(above.label) if above else ""
        form, _, column = key.rpartition(".")
        if form == "上年":
            form = PRIOR + self._form
        elif key == "只有上年":
            return not self._here(self._form)
        if not form and not self._here(self._form):
            return self._facts.nothing(self._form, self._row, column)
        return self._facts.at(form or self._form, self._row.id, column)

    def _here(self, form: str) -> bool:
        return self._facts.model.row(form, self._row.id) is not None


def row_names(facts: Facts, form: str, word: str, *, gone: bool = False) -> Iterator[RowNames]:
    for row in facts.rows(form, word, gone):
        yield RowNames(facts, form, row)


def names(facts: Facts) -> dict[str, object]:
    """Everything a sentence can name: the forms by code, the facts by row, and the unit itself."""
    model = facts.model
    year = model.book.year
    found: dict[str, object] = {"单位": unmarked(model.book.unit_name), "年度": str(year), "上年度": str(year - 1), "下年度": str(year + 1)}
    for form in model.forms():
        found[form.code] = FormNames(facts, form.code)
        found["上年" + form.code] = FormNames(facts, PRIOR + form.code)
    return found


class FactNames(dict[str, object]):
    """The variables of a sentence: what :func:`names` gives, and the rows of the facts forms, looked up when they are asked for."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(names(facts))
        for form in facts.model.forms():
            if form.view == FACTS and form.family is None:
                self.update(_rows_of(facts, form))


def _rows_of(facts: Facts, form: FormDef) -> dict[str, object]:
    return {
        row.id: _Lazy(facts, form.code, row.id, block.columns[0].id) for block in form.blocks for row in block.rows if row.source in "填算"
    }


class _Lazy:
    """A fact that is read where a sentence uses it, so that only used facts count as used."""

    __slots__ = ("_place",)

    def __init__(self, facts: Facts, form: str, row: str, column: str) -> None:
        self._place = (facts, form, row, column)

    def read(self) -> Figure | Span:
        facts, form, row, column = self._place
        return facts.at(form, row, column)


def read(value: object) -> object:
    return value.read() if isinstance(value, _Lazy) else value


def expression_of(model: Model, ref: CellRef) -> str:
    """How a sentence asks for a cell: a fact by its bare name, else ``公开01["收入总计","金额"]``; "" where its names cannot be written."""
    form = ref.form.removeprefix(PRIOR)
    if any(mark in part for part in ref for mark in '"\\{}\n'):
        return ""
    definition = model.find_form(form)
    if definition is not None and definition.view == FACTS and definition.family is None and form == ref.form and ref.row.isidentifier():
        for block in definition.blocks:
            if block.columns and block.columns[0].id == ref.column and any(row.id == ref.row for row in block.rows):
                return ref.row
    if not form.isidentifier():
        return f'格("{ref.form}","{ref.row}","{ref.column}")'
    return f'{"上年" if form != ref.form else ""}{form}["{ref.row}","{ref.column}"]'


def _text(value: Value | None, name: str, ref: CellRef, expr: str) -> Span:
    if value is None or value == "":
        return Span("missing", f"〔请填写：{name}〕", (ref,), name, expr)
    return Span("clerk", unmarked(str(value)), (ref,), name, expr)
