"""Findings of formulas: checks that do not hold, entries that differ from what a calc gives, and formulas that are broken.

A check compares intervals (:func:`desktop.core.formulas.compare`). What is unequal inside the slack is a *tail difference* and no finding:
:func:`tail_finding` folds those of a table into one hint. A total whose parts in the same table are all blank contradicts nothing yet: the
*bare totals* of a table are folded into one warning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.core.amounts import Value, plain_text
from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, Book, CellRef
from desktop.core.definitions import CalcDef, CheckDef
from desktop.core.findings import Finding, FindingCell, Repair
from desktop.core.labels import amount_text, cell_label, column_label, finding_cell, form_label, place_label, row_label
from desktop.core.nodes import Calc, Cell, Check, Constant, Group
from desktop.core.nodes import Operand as Node
from desktop.core.quantity import Broken, Quantity
from desktop.core.structure import FormState
from desktop.core.verdicts import Verdict, compare

MANY = 12
"""Of a group with more members than this only those that hold something are listed in a finding."""


@dataclass(frozen=True, slots=True)
class Tail:
    """A tail difference at one place."""

    place: str
    cell: CellRef
    difference: Decimal


@dataclass(frozen=True, slots=True)
class Bare:
    """A figure whose parts are all blank still."""

    place: str
    cell: CellRef


def fingerprint(cells: Iterable[FindingCell]) -> str:
    """Of the figures of a finding: an acknowledgement holds as long as they stay the same."""
    text = ";".join(f"{'/'.join(cell.ref)}={_canonical(cell.value)}" for cell in cells)
    return hashlib.blake2s(text.encode(), digest_size=8).hexdigest()


def _canonical(value: Value | None) -> str:
    if isinstance(value, Decimal):
        value = value.normalize() if value else Decimal(0)
    return plain_text(value) or ""


def operand_cells(nodes: Sequence[Node], everything: bool = False) -> list[Cell]:
    """The cells behind operands, each once; long groups without their blank members unless ``everything``."""
    found: dict[Cell, None] = {}
    for node in nodes:
        if isinstance(node, Group) and len(node.members) > MANY and not everything:
            members = [cell for cell in node.members if cell.q[0] is not None]
        elif isinstance(node, Constant):
            continue
        else:
            members = list(node.cells())
        if isinstance(node, Group):
            members.sort(key=_printed_place)
        found.update(dict.fromkeys(members))
    return list(found)


def _printed_place(cell: Cell) -> tuple[int, tuple[int, str]]:
    row = cell.form.rows.get(cell.row)
    return cell.form.index, row.position if row else (0, cell.row)


def review_check(check: Check, book: Book) -> Finding | Tail | Bare | None:
    """Judge one instance of a check on the figures as they are."""
    template = check.template
    definition = template.definition
    assert isinstance(definition, CheckDef)
    if definition.missing != "当零":
        missing = [node for node, needed in zip(check.nodes, template.required, strict=True) if needed and node.q[0] is None]
        if missing and definition.missing == "跳过":
            return None
        if missing:
            return _missing(check, definition, missing, book)
    try:
        verdict = template.compiled.judge(check.nodes)
    except Broken as error:
        return _broken(check, definition.id, definition.severity, str(error), template.form)
    if verdict.holds:
        if not verdict.tail:
            return None
        cells = operand_cells(check.nodes)
        gap = _difference(verdict)
        place = place_label(cells[0].form, cells[0].row, cells[0].column) if cells else ""
        return Tail(place, cells[0].ref, gap or Decimal(0)) if cells else None
    total = _only_figure(check) if template.inside and template.compiled.equation else None
    return Bare(place_label(total.form, total.row, total.column), total.ref) if total else _violated(check, definition, verdict, book)


def _only_figure(check: Check) -> Cell | None:
    """The one cell with a figure where all others, two or more, are blank: a total without parts, or a part without its total."""
    cells = operand_cells(check.nodes, everything=True)
    filled = [cell for cell in cells if cell.q[0] is not None]
    return filled[0] if len(filled) == 1 and len(cells) > 2 else None


def review_calc(calc: Calc, broken: Mapping[Calc, str]) -> Finding | Tail | Bare | None:
    """Compare the entry that stands over a calc with what the calc gives."""
    cell, definition = calc.cell, calc.template.definition
    assert isinstance(definition, CalcDef)
    if calc in broken:
        return _broken(calc, definition.id, definition.severity, broken[calc], cell.form)
    if cell.entry is None or calc.stuck or calc.template.unfounded or (cell.amount and isinstance(cell.entry.value, str)):
        return None
    try:
        verdict = compare("=", cell.q, cell.computed)
    except Broken as error:
        return _broken(calc, definition.id, definition.severity, str(error), cell.form)
    if verdict.holds:
        place = place_label(cell.form, cell.row, cell.column)
        return Tail(place, cell.ref, _difference(verdict) or Decimal(0)) if verdict.tail else None
    if calc.template.inside and cell.computed[0] is None and isinstance(cell.entry.value, Decimal):
        return Bare(place_label(cell.form, cell.row, cell.column), cell.ref)
    places = _places(cell)
    words = _words(calc, verdict, places, None)
    cells = [finding_cell(one) for one in dict.fromkeys([cell, *operand_cells(calc.nodes)])]
    say = definition.say or "{行}“{栏}”填的是 {左}，按公式应为 {右}，相差 {差}。"
    if not definition.say and (cell.computed[0] is None or verdict.left is None or isinstance(cell.q[0], str)):
        say = "{行}“{栏}”填的是 {左}，按公式得出的是 {右}。"
    how = definition.how or "先核对列出的各项；如果各项无误，可以改用计算数。"
    return Finding(
        check=definition.id, severity=definition.severity, tier="基本", outcome="violated", table=cell.form.code,
        scope=calc.template.scope(cell.row, cell.column), say=fill(say, words), why=definition.basis, how=fill(how, words),
        left=_side(verdict.left), right=_side(verdict.right), difference=_difference(verdict), slack=verdict.slack, cells=tuple(cells),
        repair=Repair("take_computed", cell.ref), fingerprint=fingerprint(cells),
    )  # fmt: skip


def _violated(check: Check, definition: CheckDef, verdict: Verdict, book: Book) -> Finding:
    template = check.template
    operands = operand_cells(check.nodes)
    words = _words(check, verdict, _places(*operands), book)
    cells = tuple(finding_cell(cell) for cell in operands)
    repair = None
    if definition.repair == "fill_sentence" and template.form.definition.empty_sentence:
        sentence = fill(template.form.definition.empty_sentence, {"单位": book.unit_name, "年度": str(book.year)})
        repair = Repair("fill_sentence", CellRef(template.form.code, SENTENCE_ROW, SENTENCE_COLUMN), sentence)
    return Finding(
        check=definition.id, severity=definition.severity, tier=definition.tier, outcome="violated", table=template.form.code,
        scope=template.scope(check.row, check.column), say=fill(definition.say, words), why=fill(definition.why, words),
        how=fill(definition.how, words), left=_side(verdict.left), right=_side(verdict.right), difference=_difference(verdict),
        slack=verdict.slack if verdict.left is not None else None, cells=cells, repair=repair, fingerprint=fingerprint(cells),
    )  # fmt: skip


def _missing(check: Check, definition: CheckDef, missing: Sequence[Node], book: Book) -> Finding:
    template = check.template
    blanks = operand_cells(missing, everything=True)
    names = "、".join(cell_label(cell.form, cell.row, cell.column) for cell in blanks[:5]) or "要对照的单元格"
    more = f"等 {len(blanks)} 项" if len(blanks) > 5 else ""
    cells = tuple(finding_cell(cell) for cell in operand_cells(check.nodes))
    words = _words(check, Verdict(False), 2, book)
    return Finding(
        check=definition.id, severity=definition.severity, tier=definition.tier, outcome="violated", table=template.form.code,
        scope=template.scope(check.row, check.column), say=f"缺少{names}{more}，无法核对。", why=fill(definition.why, words),
        how="请补填缺少的数；确实没有的，填 0。", cells=cells, fingerprint=fingerprint(cells),
    )  # fmt: skip


def _broken(instance: Calc | Check, check: str, severity: str, problem: str, form: FormState) -> Finding:
    definition = instance.template.definition
    formula = definition.let if isinstance(definition, CalcDef) else definition.expr
    scope = instance.template.scope(instance.row, instance.column)
    return definition_error(check, severity, form.code, scope, f"公式“{formula}”无法计算：{problem}")


def definition_error(check: str, severity: str, table: str, scope: str, problem: str) -> Finding:
    """A formula that the pack got wrong. It says so, and accuses no figure."""
    how = "填报的数据没有问题，需要更正的是表套；请把这一条转给表套的维护人。"
    return Finding(check, severity, "基本", "definition error", table, scope, problem, "这条公式没有执行。", how)  # type: ignore[arg-type]


def tail_finding(form: FormState, tails: Sequence[Tail]) -> Finding:
    """One folded hint for all tail differences of a table."""
    largest = max(abs(tail.difference) for tail in tails)
    places = "；".join(dict.fromkeys(tail.place for tail in tails[:8])) + ("……" if len(tails) > 8 else "")
    cells = [form.cells[(ref.row, ref.column)] for ref in dict.fromkeys(tail.cell for tail in tails) if (ref.row, ref.column) in form.cells]
    listed = tuple(finding_cell(cell) for cell in cells)
    return Finding(
        check="尾差", severity="hint", tier="基本", outcome="violated", table=form.code, scope="",
        say=f"本表有 {len(tails)} 处尾差，最大 {amount_text(largest, form.decimals)}：{places}。",
        why="金额折算成万元并四舍五入以后，分项之和与合计可能差在末位；差额没有超出四舍五入所能解释的范围。",
        how="不需要更正。公开时保留尾差，表下自动附注；要完全没有尾差，请按元到分记账，输出万元时选舍位平衡。", difference=largest, cells=listed, fingerprint=fingerprint(listed),
    )  # fmt: skip


def bare_finding(form: FormState, bare: Sequence[Bare]) -> Finding:
    """One folded warning for all totals of a table that stand without parts, and parts that stand without their total."""
    refs = list(dict.fromkeys(one.cell for one in bare))
    places = list(dict.fromkeys(one.place for one in bare))
    named = "；".join(places[:8]) + ("……" if len(places) > 8 else "")
    listed = tuple(finding_cell(form.cells[(ref.row, ref.column)]) for ref in refs if (ref.row, ref.column) in form.cells)
    return Finding(
        check="缺分项", severity="warning", tier="基本", outcome="violated", table=form.code, scope="",
        say=f"本表有 {len(places)} 处，合计和构成它的各项只有一方有数，另一方是空的：{named}。",
        why="合计等于各项之和，只有一方有数就无法核对。",
        how="请补填另一方；手里确实只有一方的，写明原因。", cells=listed, fingerprint=fingerprint(listed),
    )  # fmt: skip


class _Blanks(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def fill(pattern: str, words: Mapping[str, str]) -> str:
    """Fill placeholders; an unknown one stays as it is, and so does a pattern with a stray brace."""
    if "{" not in pattern:
        return pattern
    try:
        return pattern.format_map(_Blanks(words))
    except (ValueError, IndexError, KeyError):
        return pattern


def _words(instance: Calc | Check, verdict: Verdict, places: int, book: Book | None) -> dict[str, str]:
    template = instance.template
    form = template.form
    place = template.anchor or form
    row = place.rows.get(instance.row)
    columns = [instance.column] if instance.column else []
    label = row_label(place, instance.row) if instance.row else ""
    gap = _difference(verdict)
    return {
        "左": amount_text(_side(verdict.left), places),
        "右": amount_text(_side(verdict.right), places),
        "差": amount_text(abs(gap), places) if gap is not None else "",
        "行": label,
        "代码": row.code if row else (instance.row if instance.row.isdigit() else ""),
        "栏": column_label(place, instance.row, columns[0]) if columns and instance.row else _any_column(form, instance.column),
        "表": form_label(form),
        "单位": book.unit_name if book else "",
        "年度": str(book.year) if book else "",
    }


def _any_column(form: FormState, column: str) -> str:
    for block in form.definition.blocks:
        found = block.column(column)
        if found:
            return found.label or found.id
    return column


def _places(*cells: Cell) -> int:
    """Places for the figures of a finding; where no amount takes part (days between two dates) as many as a figure has."""
    return next((-int(cell.step.as_tuple().exponent) for cell in cells if cell.amount), 0 if cells else 2)


def _side(quantity: Quantity | None) -> Decimal | str | None:
    if quantity is None or isinstance(quantity[0], bool):
        return None
    return quantity[0]


def _difference(verdict: Verdict) -> Decimal | None:
    """Left less right, blank as 0; None where texts were compared or nothing was."""
    if verdict.left is None or verdict.right is None:
        return None
    left, right = verdict.left[0], verdict.right[0]
    if isinstance(left, str | bool) or isinstance(right, str | bool):
        return None
    return (left or Decimal(0)) - (right or Decimal(0))
