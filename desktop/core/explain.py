"""How a figure comes about: the pack's formula, the same in words with figures, every operand, and what depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from desktop.core.amounts import Value
from desktop.core.cells import CellRef
from desktop.core.definitions import CalcDef, CheckDef
from desktop.core.engine import Engine
from desktop.core.findings import FindingCell
from desktop.core.formulas import Operand
from desktop.core.functions import matching, picked, same_name_count
from desktop.core.labels import amount_text, cell_label, cell_value, column_label, finding_cell, form_name, row_label
from desktop.core.language import Binary, Call, Compare, Expr, Logic, Not, Number, Ref, Sum, Text
from desktop.core.nodes import Calc, Cell, Check, Constant, Group
from desktop.core.nodes import Operand as Node
from desktop.core.quantity import BLANK, ZERO, Broken, Quantity, add
from desktop.core.score_review import other_points
from desktop.core.signatures import AGGREGATES, CONDITIONAL, YEAR
from desktop.core.structure import FormState
from desktop.core.wording import figure_text, operand_cells


@dataclass(frozen=True, slots=True)
class CheckUse:
    """A check that looks at a cell: what it asks for, whether it holds now (None: it asks nothing now), and its other cells."""

    check: str
    table: str
    scope: str
    asks: str
    holds: bool | None
    cells: tuple[CellRef, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """``formula`` is the text of the pack, ``words`` the same in one line with labels and figures; ``checks`` those that look at the cell."""

    cell: CellRef
    label: str
    value: Value | None
    formula: str
    words: str
    basis: str
    operands: tuple[FindingCell, ...]
    dependents: tuple[CellRef, ...]
    checks: tuple[CheckUse, ...] = ()


def explain(engine: Engine, ref: CellRef, checks: bool = True) -> Explanation:
    """Without ``checks`` it is quick enough for every step of the cursor; the total of a long table is looked at by very many."""
    form = engine.forms.get(ref.form)
    cell = form.cell(ref.row, ref.column) if form else None
    if form is None or cell is None:
        return Explanation(ref, " ".join(ref), None, "", "没有这个单元格。", "", (), ())
    label = cell_label(form, ref.row, ref.column)
    value = cell_value(cell)
    calc = cell.calc
    asked = _checks(cell) if checks else ()
    if calc is None:
        return Explanation(ref, label, value, "", _plain_words(cell, value), "", (), _dependents(cell), asked)
    definition = calc.template.definition
    assert isinstance(definition, CalcDef)
    operands = tuple(finding_cell(one) for one in operand_cells(calc.nodes, everything=True))
    steps = _steps(calc) if calc.template.compiled.scoring else ""
    if steps:
        return Explanation(ref, label, value, definition.let, steps, definition.basis, operands, _dependents(cell), asked)
    words = f"{_short(cell, form)} {amount_text(_figure(cell.computed[0]), _places(cell))} = {Words(calc).expression(calc.template.compiled.tree)}"
    if cell.entry is not None:
        words += f"；现在用的是填入的 {amount_text(value, _places(cell))}"
    return Explanation(ref, label, value, definition.let, words, definition.basis, operands, _dependents(cell), asked)


_MOST_CHECKS = 40
_LONGEST = 40
"""Characters of a text that a formula is told with."""


def _checks(cell: Cell) -> tuple[CheckUse, ...]:
    """The checks that look at the cell directly or in a sum."""
    users = [*cell.users, *(user for group in cell.groups for user in group.users)]
    instances = [user for user in dict.fromkeys(users) if isinstance(user, Check)]
    return tuple(_use(check, cell) for check in instances[:_MOST_CHECKS])


def _use(check: Check, cell: Cell) -> CheckUse:
    definition, template = check.template.definition, check.template
    assert isinstance(definition, CheckDef)
    holds: bool | None = None
    required = zip(check.nodes, template.required, strict=False)
    if definition.missing == "当零" or not any(needed and node.q[0] is None for node, needed in required):
        with suppress(Broken):
            holds = template.compiled.judge(check.nodes).holds
    others = [one.ref for one in operand_cells(check.nodes) if one is not cell]
    asks = Words(check).expression(template.compiled.tree)
    return CheckUse(definition.id, template.form.code, template.scope(check.row, check.column), asks, holds, tuple(others))


def _steps(calc: Calc) -> str:
    """How points come about under the scoring profile, step by step; "" where nothing can be worked out."""
    scoring, cell = calc.template.compiled.scoring, calc.cell
    result = scoring.result(calc.nodes) if scoring else None
    if scoring is None or result is None:
        return ""
    steps = result.process or result.problem
    if result.value is None and result.low is not None and result.high is not None and "应在" not in steps:
        steps = f"{steps.rstrip('。')}；应在 {figure_text(result.low)} 至 {figure_text(result.high)} 之间"
    match calc.template.compiled.tree:
        case Call("封顶得分", (parts, *_)):
            steps = f"{Words(calc).expression(parts)}；{steps}"
    if result.rule:
        steps += f"（{result.rule}）"
    if cell.entry is None or not isinstance(cell.entry.value, Decimal):
        return steps
    typed = cell.entry.value
    agrees = result.admits(typed)
    other = "" if agrees else scoring.other_way(calc.nodes, typed, other_points(calc))
    return (
        f"{steps}；填的是 {figure_text(typed)}"
        + ("，与计算一致" if agrees and result.value is not None else "")
        + (f"。{other}" if other else "")
    )


def _plain_words(cell: Cell, value: Value | None) -> str:
    if value is None:
        return "尚未填写；没有公式。"
    if cell.entry is None:
        return "表套给出的缺省值。"
    origin = cell.entry.origin
    if origin.how != "imported":
        return "由填报人填写；没有公式。"
    place = "".join(
        part for part in (origin.file, f" 工作表“{origin.sheet}”" if origin.sheet else "", f" {origin.address}" if origin.address else "")
    )
    return f"从 {place.strip()} 导入；没有公式。" if place else "导入的数；没有公式。"


def _dependents(cell: Cell) -> tuple[CellRef, ...]:
    """Cells whose formula uses this cell directly or in a sum."""
    users = [*cell.users, *(user for group in cell.groups for user in group.users)]
    return tuple(dict.fromkeys(user.cell.ref for user in users if isinstance(user, Calc)))


class Words:
    """Writes the formula of one instance with labels and figures in the place of references."""

    LIST = 6
    """Members of a sum that are named one by one."""

    def __init__(self, instance: Calc | Check) -> None:
        own = instance.cell if isinstance(instance, Calc) else None
        self._form = own.form if own else instance.template.form
        self._row = instance.row
        cells = [own] if own else operand_cells(instance.nodes)
        self._places = next((_places(cell) for cell in cells if cell.amount), 2)
        self._nodes: dict[Operand, Node] = dict(zip(instance.template.compiled.operands, instance.nodes, strict=False))

    def expression(self, expr: Expr, inner: bool = False) -> str:
        """An expression with labels and figures; ``inner`` puts sums in brackets."""
        match expr:
            case Number(value):
                return amount_text(value, 0)
            case Text(value):
                return f"“{value}”"
            case Ref():
                return self._reference(expr, False)
            case Sum(terms):
                text = ""
                filled = [(plus, term) for plus, term in terms if not self._is_blank(term)] or list(terms)
                for index, (plus, term) in enumerate(filled):
                    text += ("" if plus and not index else " + " if plus else " − ") + self.expression(term, True)
                text += "（其余各项空白）" if len(filled) < len(terms) else ""
                return f"（{text.strip()}）" if inner else text.strip()
            case Binary(sign, left, right):
                return f"{self.expression(left, True)} {sign} {self.expression(right, True)}"
            case Compare(sign, left, right):
                return f"{self.expression(left)} {sign} {self.expression(right)}"
            case Logic(word, parts):
                return f" {word} ".join(self.expression(part, True) for part in parts)
            case Not(part):
                return f"非 {self.expression(part, True)}"
            case Call("年度", ()):
                return f"{amount_text(_figure(self._node(Operand(parameter=YEAR, tolerant=True)).q[0]), 0).replace(',', '')} 年"
            case Call("参数", (Text(name),)):
                return f"{name} {amount_text(_figure(self._node(Operand(parameter=name, tolerant=True)).q[0]), 0)}"
            case Call("若", (Call("空", (Ref() as asked,)), blank, otherwise)) if blank == asked:
                return f"{self._reference(asked, False)}，不计算" if self._is_blank(asked) else self.expression(otherwise, inner)
            case Call("合计", (Ref() as ref,)):
                return self._reference(ref, True)
            case Call(name, arguments):
                if name in CONDITIONAL:
                    return self._picked(name, arguments)
                many = name in AGGREGATES
                inside = "，".join(self._reference(one, many) if isinstance(one, Ref) else self.expression(one) for one in arguments)
                return f"{name}（{inside}）"

    def _picked(self, name: str, arguments: tuple[Expr, ...]) -> str:
        """The cells that a condition picks out, one by one while they are few."""
        condition, wanted = arguments[CONDITIONAL[name] - 1 : CONDITIONAL[name] + 1]
        assert isinstance(condition, Ref)
        asked = self._node(Operand(condition, many=True, tolerant=True))
        value = self._value(wanted)
        conditions = list(asked.cells())
        label = column_label(conditions[0].form, conditions[0].row, conditions[0].column) if conditions else ""
        which = f"{label}为{amount_text(_figure(value[0]), 0)}的"
        if name == "计数若":
            return f"{which} {len(matching(conditions, value))} 项"
        if name == "同名数":
            if len(arguments) > 2 and isinstance(arguments[2], Ref):
                conditions = picked(
                    conditions, self._node(Operand(arguments[2], many=True, tolerant=True)).cells(), self._value(arguments[3])
                )
            return f"{label}与{amount_text(_figure(value[0]), 0)}同名的 {same_name_count(conditions, value)[0]} 项"
        summed = arguments[0]
        assert isinstance(summed, Ref)
        found = [cell for cell in picked(self._node(Operand(summed, many=True)).cells(), conditions, value) if cell.q[0] is not None]
        if 0 < len(found) <= self.LIST:
            return " + ".join(self._cell(cell) for cell in found)
        total = BLANK
        for cell in found:
            total = add(total, cell.q)
        return f"{which}各项合计 {amount_text(_figure(total[0]), self._places)}（{len(found)} 项）" if found else f"没有{which}项"

    def _value(self, expr: Expr) -> Quantity:
        match expr:
            case Text(text):
                return (text, ZERO, True)
            case Number(value):
                return (value, ZERO, True)
            case Ref():
                return self._node(Operand(expr)).q
        return BLANK

    def _node(self, operand: Operand) -> Node:
        found = self._nodes.get(operand)
        if found is None:  # the same reference in a role that deals with blanks itself
            found = next((node for one, node in self._nodes.items() if one.ref == operand.ref and one.many == operand.many), Constant())
        return found

    def _is_blank(self, term: Expr) -> bool:
        """Whether a term of a sum is a reference to nothing but blanks."""
        return isinstance(term, Ref) and self._node(Operand(term)).q[0] is None

    def _reference(self, ref: Ref, many: bool) -> str:
        node = self._node(Operand(ref, many))
        if isinstance(node, Group):
            cells = operand_cells([node], everything=True)
            filled = [cell for cell in cells if cell.q[0] is not None]
            if 0 < len(filled) <= self.LIST:
                return " + ".join(self._cell(cell) for cell in filled)
            figure = amount_text(_figure(node.q[0]), self._places)
            return f"{self._group_name(ref, cells)}的合计 {figure}（{len(filled)} 项）" if filled else "各项均为空白"
        cells = list(node.cells())
        return self._cell(cells[0]) if cells else "空白"

    def _group_name(self, ref: Ref, cells: Sequence[Cell]) -> str:
        rows = ref.rows
        names = {"下级": "下级科目", "类": "各类", "款": "各款", "项": "各项", "叶": "各末级科目", "父": "各上级科目", "*": "各行"}
        name = names.get(rows.first, f"第 {rows.first} 至 {rows.last} 行" if rows.kind == "range" else rows.first)
        return f"{form_name(cells[0].form)} {name}".replace("》 ", "》") if ref.form and cells else name

    def _cell(self, cell: Cell) -> str:
        value = cell_value(cell)
        if isinstance(value, str) and len(value) > _LONGEST:
            value = " ".join(value.split())[:_LONGEST] + "……"
        return f"{_short(cell, self._form, self._row)} {amount_text(value, _places(cell))}"


def _short(cell: Cell, own: FormState, own_row: str = "") -> str:
    """A cell named as briefly as the place allows: other forms by their code, the own row only by its column."""
    column = column_label(cell.form, cell.row, cell.column)
    if cell.form is own and cell.row == own_row:
        return column
    row = row_label(cell.form, cell.row)
    block = cell.form.block_of(cell.row)
    name = row if block is not None and len(block.columns) == 1 else f"{row}·{column}"
    if cell.form is own:
        return name
    return f"{form_name(cell.form)} {name}".replace("》 ", "》")


def _places(cell: Cell) -> int:
    if cell.score:
        return 0
    return -int(cell.step.as_tuple().exponent) if cell.amount else 2


def _figure(value: object) -> Value | None:
    return value if isinstance(value, Decimal | str) else None
