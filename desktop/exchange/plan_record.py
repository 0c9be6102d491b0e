"""The plan of forms with a printed body: which project each belongs to, which rows are new, and every cell as an edit or a question."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.amounts import Value
from desktop.core.cell_edits import value_edits
from desktop.core.cells import SENTENCE_ROW, Book, CellRef, Entry, Origin
from desktop.core.definitions import MONITORING, SELF_EVALUATION, TARGET
from desktop.core.instances import base_code, instance_code, owner_of
from desktop.core.operations import Edit
from desktop.core.projects import NAME, PROJECTS
from desktop.exchange.grid import SheetCell
from desktop.exchange.located import Located, Remark, form_name
from desktop.exchange.pending import Pending
from desktop.exchange.plan import LineKind, PlanLine, SheetPlan, shown
from desktop.exchange.plan_heading import Amount, ask_about_heading, unit_rule
from desktop.exchange.plan_listed import ListedRows
from desktop.exchange.plan_projects import Projects, ask, project_texts
from desktop.exchange.values import UnitRule, read_record_value
from desktop.exchange.words import fold, plain

if TYPE_CHECKING:
    from desktop.core.evaluate import Model

_STAGES = (TARGET, "", MONITORING, SELF_EVALUATION)
Sheets = list[tuple[Located, SheetPlan]]


class RecordPlanner:
    """Plans all such forms of one workbook together: lists of projects first, then targets, then what follows them."""

    def __init__(self, model: Model, file: str, prior: bool, replace: bool, target: str = "") -> None:
        self.model, self.file, self.prior, self.replace, self.target = model, file, prior, replace, target
        book = model.book
        self.book: Book = (book.prior or Book(book.pack, book.unit_name, book.year - 1, book.unit_code, book.kept_in)) if prior else book
        self.pending = Pending(model, self.book, prior)
        lists = dict.fromkeys([*(form.per for form in model.pack.forms if form.per), PROJECTS])
        self.lists = {code: Projects(self.pending, code) for code in lists if model.pack.form(code) is not None}
        self.listed = ListedRows(self.pending, self.lists)
        self.edits: list[Edit] = []
        self.many: Counter[tuple[str, str]] = Counter()  # forms of one kind for projects of one name
        self.read: dict[str, tuple[Located, SheetPlan]] = {}  # code of a form → where it is read from

    def plan(self, sheets: Sheets) -> list[Edit]:
        """Edits of all forms; counts, lines and questions go into their plans."""
        named = [(one.form.code, fold(project_texts(one).get(NAME, ""))) for one, _ in sheets if one.form.per and self._filled(one)]
        self.many = Counter(named)
        order = {form.code: number for number, form in enumerate(self.model.pack.forms)}
        for located, about in sorted(sheets, key=lambda entry: self._rank(entry[0], order)):
            code = self._code(located, about)
            if code:
                about.table = code
                self._plan(located, about, code)
        return [*self.pending.row_edits(), *self.edits]

    def _rank(self, located: Located, order: dict[str, int]) -> tuple[bool, int, int]:
        form = located.form
        stage = _STAGES.index(form.stage) if form.stage in _STAGES else len(_STAGES)
        return (form.code not in self.lists, stage, order.get(form.code, 0))

    # which form -------------------------------------------------------------------------------------------------------------------

    def _code(self, located: Located, about: SheetPlan) -> str:
        """The code of the form with its project; "" where it is not read, and why is said."""
        form = located.form
        code = form.code
        if form.per:
            if not self._filled(located):
                about.ignored.append(Remark("", located.sheet.name, "空白的表样，没有填写，没有读取。"))
                return ""
            code = self.target or self._of_project(located, about)
        if not code:
            return ""
        if self.pending.locked(code):
            about.questions.append(Remark("", form_name(form), f"{form_name(form)} 已锁定，没有读取。请先解除锁定再导入。"))
            return ""
        rival = self.read.get(code)
        if rival is not None:
            say = f"工作表“{rival[0].sheet.name}”里已有同一张表，读的是那一张，这一张没有读取，请核对。"
            about.questions.insert(0, Remark("", located.sheet.name, say))
            return ""
        self.read[code] = (located, about)
        return code

    def _of_project(self, located: Located, about: SheetPlan) -> str:
        texts = project_texts(located)
        taken = {owner_of(code) for code in self.read if base_code(code) == located.form.code}
        found = self.lists[located.form.per].find(
            texts, within=located.sheet.name, taken=taken, many=self.many[located.form.code, fold(texts.get(NAME, ""))]
        )
        name = texts.get(NAME, located.sheet.name)
        if found.problem:
            about.questions.insert(0, ask(located, name, found.problem))
            return ""
        if found.note:
            about.questions.append(ask(located, name, found.note))
        if found.new:
            about.projects.append(name)
            say = "项目清单里没有这个项目，将新增一行。"
            about.lines.append(PlanLine("new", located.form.per, f"新增项目 {name}", "", name, located.sheet.name, "", say))
        return instance_code(located.form.code, found.row)

    def _filled(self, located: Located) -> bool:
        return any(located.sheet.at(*place) is not None for (row, _), place in located.places.items() if row != SENTENCE_ROW)

    # one form ---------------------------------------------------------------------------------------------------------------------

    def _plan(self, located: Located, about: SheetPlan, code: str) -> None:
        rule = unit_rule(located, self.book)
        self._ask_about_hidden(located, about)
        rows = self.listed.rows(located, about, code)
        names = {row.id: row.texts for row in located.listed}
        amounts: list[Amount] = []
        for (row, column), place in located.places.items():
            own = rows.get(row) if row.startswith("*") else row
            if own is None:
                continue
            ref = CellRef(code, own, column)
            label = self._label(located, row, column, names)
            cell = located.sheet.at(*place)
            if cell is None:
                self._blank(ref, located, about, label)
            else:
                self._cell(ref, row, cell, rule, located, about, label, amounts)
        for row, (column, text) in located.group_names.items():
            own = rows.get(row)
            if own is not None:
                cell = SheetCell(-1, -1, text, text)
                self._cell(CellRef(code, own, column), row, cell, rule, located, about, self._label(located, row, column, names), amounts)
        ask_about_heading(located, about, rule, amounts, self.book, self.prior)

    def _ask_about_hidden(self, located: Located, about: SheetPlan) -> None:
        hidden = sorted(
            {row for row, column in located.places.values() if row in located.sheet.hidden_rows and located.sheet.at(row, column)}
        )
        if hidden:
            shown_rows = "、".join(str(row + 1) for row in hidden[:8])
            say = f"第 {shown_rows} 行{'等' if len(hidden) > 8 else ''}是隐藏的，其中的内容照样读取，请核对。"
            about.questions.append(Remark(f"第 {hidden[0] + 1} 行", located.sheet.name, say))

    def _cell(
        self,
        ref: CellRef,
        row: str,
        cell: SheetCell,
        rule: UnitRule,
        located: Located,
        about: SheetPlan,
        label: str,
        amounts: list[Amount],
    ) -> None:
        assert located.record is not None
        known = located.record.about("*" if row.startswith("*") else row, ref.column)
        spot = known.spot
        read = read_record_value(cell, known.kind, rule, spot.before if spot else "", spot.behind if spot else "", known.choices)
        at = cell.address if cell.row >= 0 else ""
        if read.problem:
            about.questions.append(Remark(at, cell.text, read.problem))
            return
        if read.value is None:
            self._blank(ref, located, about, label)
            return
        if known.column is not None and not self._applies(known.row.applies if known.row else "", known.column.applies):
            about.questions.append(Remark(at, cell.text, f"{label}：按封面所填的情况，这一格不用填，没有读取；如果要填，请先核对封面。"))
            return
        if read.doubt:
            about.questions.append(Remark(at, cell.text, read.doubt))
        before = self.pending.value(ref)
        if known.kind == "money" and isinstance(read.value, Decimal):
            amounts.append((read.value, before if isinstance(before, Decimal) else None, cell))
        self._put(ref, read.value, at, cell, located, about, label)

    def _applies(self, *conditions: str) -> bool:
        return self.prior or all(self.model.holds(condition) for condition in conditions)

    def _put(self, ref: CellRef, value: Value, at: str, cell: SheetCell, located: Located, about: SheetPlan, label: str) -> None:
        origin = Origin("imported", self.file, located.sheet.name, at)
        entry = self.book.entry(ref)
        sources = self.pending.sources(ref) if entry is None else []
        target = ref
        if sources:
            taken = next((known for source in sources if (known := self.pending.value(source)) is not None), None)
            if taken is not None and same(taken, value):
                self._line("same", ref, shown(taken), value, at, located, about, label)
                return
            target = next((source for source in reversed(sources) if source.form in self.lists), ref) if taken is None else ref
            if target is not ref and self.pending.locked(target.form):
                about.questions.append(Remark(at, cell.text, f"{label}：要填在{self._named(target)}里，它已锁定，没有读取。"))
                return
            if target is not ref and not self._fits(target, value):
                about.questions.append(Remark(at, cell.text, f"{label}：项目清单里没有“{shown(value)}”这一项可选，没有读取，请核对。"))
                return
            if taken is not None:
                say = f"{label}：文档里取自{self._named(sources[0])}，是“{shown(taken)}”，工作簿里是“{shown(value)}”，照工作簿读入，审核时会列出，请核对。"
                about.questions.append(Remark(at, cell.text, say))
        before = self.book.entry(target)
        kind: LineKind = "new" if before is None else ("same" if same(before.value, value) else "changed")
        taker = "" if self.prior or kind == "same" else self.model.locked_by(target)
        if taker:
            say = f"{label}：{self.model.form_label(taker)}要用这一格，它已锁定，没有读取；请先解除那张表的锁定再导入。"
            about.questions.append(Remark(at, cell.text, say))
            return
        self._line(kind, target, shown(before.value) if before else "", value, at, located, about, label)
        if kind == "same":
            return
        self.pending.values[target] = value
        if self.prior:
            self.edits.append(Edit("prior", tuple(target), before, Entry(value, origin)))
        else:
            self.edits += value_edits(self.model, target, value, origin)

    def _line(self, kind: LineKind, ref: CellRef, old: str, value: Value, at: str, located: Located, about: SheetPlan, label: str) -> None:
        about.count(kind)
        about.lines.append(PlanLine(kind, ref.form, label, old, shown(value), located.sheet.name, at, "", ref))

    def _named(self, ref: CellRef) -> str:
        form = self.pending.form(ref.form)
        return form_name(form) if form else ref.form

    def _fits(self, ref: CellRef, value: Value) -> bool:
        form = self.pending.form(ref.form)
        column = next((c for block in form.blocks if block.family for c in block.columns if c.id == ref.column), None) if form else None
        return column is None or column.kind != "choice" or value in column.choices

    def _blank(self, ref: CellRef, located: Located, about: SheetPlan, label: str) -> None:
        """Blank in the workbook: what stands in the document is kept and listed, or cleared where that was asked for."""
        before = self.book.entry(ref)
        if before is None or ref in self.pending.values:
            return
        say = "工作簿里是空的，文档里的内容将清空。" if self.replace else "工作簿里是空的，文档里已有内容，保留不动。"
        about.conflicts.append(Remark(label, shown(before.value), say))
        about.lines.append(PlanLine("conflict", ref.form, label, shown(before.value), "", located.sheet.name, "", say, ref))
        if self.replace:
            self.edits += [Edit("prior", tuple(ref), before, None)] if self.prior else value_edits(self.model, ref, None)

    def _label(self, located: Located, row: str, column: str, names: dict[str, dict[str, str]]) -> str:
        plan = located.record
        assert plan is not None
        known = plan.about("*" if row.startswith("*") else row, column)
        name = known.row.label if known.row else names.get(row, {}).get(plan.family.label_column, "") if plan.family else row
        return f"{form_name(located.form)} {name or '没有名称的一行'} · {known.column.label if known.column else column}"


def same(left: Value, right: Value) -> bool:
    """Equal figures, or texts that differ in white space and look-alike characters only."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right or plain(left) == plain(right)
    return left == right
