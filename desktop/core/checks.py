"""Findings of formulas: checks that do not hold, entries that differ from what a calc gives, and formulas that are broken.

A check compares intervals (:func:`desktop.core.formulas.compare`). What is unequal inside the slack is a *tail difference* and no finding:
:func:`tail_finding` folds those of a table into one hint. A total whose parts in the same table are all blank contradicts nothing yet: the
*bare totals* of a table are folded into one warning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, Book, CellRef
from desktop.core.definitions import CalcDef, CheckDef
from desktop.core.findings import Finding, Repair
from desktop.core.labels import amount_text, cell_label, finding_cell, place_label
from desktop.core.nodes import Calc, Cell, Check, Reason
from desktop.core.nodes import Operand as Node
from desktop.core.quantity import Broken
from desktop.core.score_review import review_score, score_words
from desktop.core.structure import FormState
from desktop.core.verdicts import Verdict, compare
from desktop.core.wording import difference, fill, finding_words, fingerprint, operand_cells, places_of, same_words, side


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
        gap = difference(verdict)
        place = place_label(cells[0].form, cells[0].row, cells[0].column) if cells else ""
        return Tail(place, cells[0].ref, gap or Decimal(0)) if cells else None
    total = _only_figure(check) if template.inside and template.compiled.equation else None
    if total:
        return Bare(place_label(total.form, total.row, total.column), total.ref)
    return _with_reason(_violated(check, definition, verdict, book), check)


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
    if cell.entry is None or calc.stuck or (cell.amount and isinstance(cell.entry.value, str)):
        return None
    if definition.fixed:
        if cell.computed[0] is None or same_words(cell.q, cell.computed):
            return None  # there is nothing to take over yet, or it is what stands here
    elif calc.template.unfounded:
        return None
    elif cell.computed[0] is None and not calc.template.inside and (isinstance(cell.entry.value, str) or definition.tier == "绩效"):
        return None  # another form has no such text (yet); what the list of projects does not say is unknown, not 0
    if calc.template.compiled.scored:
        return review_score(calc, definition)
    try:
        verdict = compare("=", cell.q, cell.computed)
    except Broken as error:
        return _broken(calc, definition.id, definition.severity, str(error), cell.form)
    if verdict.holds:
        place = place_label(cell.form, cell.row, cell.column)
        return Tail(place, cell.ref, difference(verdict) or Decimal(0)) if verdict.tail else None
    if calc.template.inside and cell.computed[0] is None and isinstance(cell.entry.value, Decimal):
        return Bare(place_label(cell.form, cell.row, cell.column), cell.ref)
    places = places_of(cell)
    words = finding_words(calc, verdict, places, None)
    cells = [finding_cell(one) for one in dict.fromkeys([cell, *operand_cells(calc.nodes)])]
    say = definition.say or "{行}“{栏}”填的是 {左}，按公式应为 {右}，相差 {差}。"
    if not definition.say and (cell.computed[0] is None or verdict.left is None or isinstance(cell.q[0], str)):
        say = "{行}“{栏}”填的是 {左}，按公式得出的是 {右}。"
    how = definition.how or "先核对列出的各项；如果各项无误，可以改用计算数。"
    return Finding(
        check=definition.id, severity=definition.severity, tier=definition.tier, outcome="violated", table=cell.form.code,
        scope=calc.template.scope(cell.row, cell.column), say=fill(say, words), why=definition.basis, how=fill(how, words),
        left=side(verdict.left), right=side(verdict.right), difference=difference(verdict), slack=verdict.slack, cells=tuple(cells),
        repair=Repair("take_computed", cell.ref), fingerprint=fingerprint(cells),
    )  # fmt: skip


def _with_reason(finding: Finding, check: Check) -> Finding:
    """The finding with the text that is its reason, which sentences of the document use too."""
    node = check.nodes[-1] if check.template.reason is not None else None
    if not isinstance(node, Reason):
        return finding
    text = node.q[0]
    return replace(finding, reason_at=node.ref, reason_given=text.strip() if isinstance(text, str) else "")


def _violated(check: Check, definition: CheckDef, verdict: Verdict, book: Book) -> Finding:
    template = check.template
    operands = operand_cells(check.nodes)
    words = finding_words(check, verdict, places_of(*operands), book)
    if template.compiled.scoring is not None:
        words |= score_words(template.compiled.scoring, check.nodes, side(verdict.left))
    cells = tuple(finding_cell(cell) for cell in operands)
    repair = None
    if definition.repair == "fill_sentence" and template.form.definition.empty_sentence:
        sentence = fill(template.form.definition.empty_sentence, {"单位": book.unit_name, "年度": str(book.year)})
        repair = Repair("fill_sentence", CellRef(template.form.code, SENTENCE_ROW, SENTENCE_COLUMN), sentence)
    return Finding(
        check=definition.id, severity=definition.severity, tier=definition.tier, outcome="violated", table=template.form.code,
        scope=template.scope(check.row, check.column), say=fill(definition.say, words), why=fill(definition.why, words),
        how=fill(definition.how, words), left=side(verdict.left), right=side(verdict.right), difference=difference(verdict),
        slack=verdict.slack if verdict.left is not None else None, cells=cells, repair=repair, fingerprint=fingerprint(cells),
    )  # fmt: skip


def _missing(check: Check, definition: CheckDef, missing: Sequence[Node], book: Book) -> Finding:
    template = check.template
    blanks = operand_cells(missing, everything=True)
    names = "、".join(cell_label(cell.form, cell.row, cell.column) for cell in blanks[:5]) or "要对照的单元格"
    more = f"等 {len(blanks)} 项" if len(blanks) > 5 else ""
    cells = tuple(finding_cell(cell) for cell in operand_cells(check.nodes))
    words = finding_words(check, Verdict(False), 2, book)
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
