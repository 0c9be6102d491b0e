"""A typed score beside the computed one: equal, inside the bounds of a judgement, or a finding that shows every step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from desktop.core.definitions import CalcDef
from desktop.core.findings import Finding, Repair
from desktop.core.graph import Graph
from desktop.core.labels import amount_text, finding_cell, place_label
from desktop.core.nodes import Calc
from desktop.core.nodes import Operand as Node
from desktop.core.score_calls import ScoreCall
from desktop.core.structure import FormState
from desktop.core.verdicts import Verdict
from desktop.core.wording import difference, figure_text, fill, finding_words, fingerprint, operand_cells, same_words, side


def other_points(calc: Calc) -> list[Decimal]:
    """The points in the other rows of the list: a wrong score is often one of theirs. In an order that does not hang on that of the rows."""
    form, found = calc.cell.form, set()
    for row in form.rows.values():
        if not row.dynamic or row.id == calc.row:
            continue
        for column in row.block.columns:
            cell = form.cells.get((row.id, column.id))
            if cell is not None and cell.score and isinstance(cell.q[0], Decimal):
                found.add(cell.q[0])
    return sorted(found)


def touch_scores(graph: Graph, forms: Iterable[FormState]) -> None:
    """Points of some row changed: what is said about differing scores in the other rows may be another thing now."""
    for form in forms:
        for instances in form.instances.values():
            for one in instances:
                if isinstance(one, Calc) and one.cell.entry is not None and one.template.compiled.scored:
                    graph.touched[one] = None


def score_words(scoring: ScoreCall, nodes: Sequence[Node], typed: object) -> dict[str, str]:
    """What {过程} and {另解} stand for in a check that compares a typed score with a computed one."""
    result = scoring.result(nodes)
    other = scoring.other_way(nodes, typed) if isinstance(typed, Decimal) else ""
    return {"过程": result.process if result else "", "另解": other}


def review_score(calc: Calc, definition: CalcDef) -> Finding | None:
    """Hold a typed score against the computed one, or against the bounds between which the rule leaves it to judgement."""
    cell, scoring = calc.cell, calc.template.compiled.scoring
    typed = cell.q[0]
    assert scoring is not None
    result = scoring.result(calc.nodes)
    if result is None:  # a grade, or nothing to work out yet
        if cell.computed[0] is None or same_words(cell.q, cell.computed):
            return None
        due, steps, other = amount_text(side(cell.computed), 2), "", ""
    elif isinstance(typed, Decimal):
        if result.incomparable:
            return _unchecked(calc, definition, typed, result.problem)
        if result.admits(typed) or (result.value is None and result.low is None):
            return None
        due = figure_text(result.value) if result.value is not None else f"{figure_text(result.low)}–{figure_text(result.high)}"
        steps, other = result.process, scoring.other_way(calc.nodes, typed, other_points(calc))
    else:
        return None
    verdict = Verdict(False, False, cell.q, cell.computed)
    words = {**finding_words(calc, verdict, _score_places(typed), None), "右": due, "过程": steps, "另解": other}
    if result is not None and result.value is None and isinstance(typed, Decimal):
        words["差"] = figure_text(max((result.low or Decimal(0)) - typed, typed - (result.high or Decimal(0))))  # from the nearer bound
    cells = [finding_cell(one) for one in dict.fromkeys([cell, *operand_cells(calc.nodes)])]
    say = definition.say or "{行}“{栏}”填的是 {左}，按评分办法应为 {右}" + ("（{过程}）。" if steps else "。") + "{另解}"
    how = definition.how or "请核对目标值、完成值和分值；都无误的，可以改用计算出的得分。"
    return Finding(
        check=definition.id, severity=definition.severity, tier=definition.tier, outcome="violated", table=cell.form.code,
        scope=calc.template.scope(cell.row, cell.column), say=fill(say, words), why=fill(definition.basis, words), how=fill(how, words),
        left=side(cell.q), right=side(cell.computed), difference=difference(verdict) if cell.computed[0] is not None else None,
        cells=tuple(cells), repair=Repair("take_computed", cell.ref) if cell.computed[0] is not None else None, fingerprint=fingerprint(cells),
    )  # fmt: skip


def _unchecked(calc: Calc, definition: CalcDef, typed: Decimal, problem: str) -> Finding:
    """A typed score that nothing can be held against, because target and result are not in the same measure."""
    cell = calc.cell
    place = place_label(cell.form, cell.row, cell.column)
    cells = tuple(finding_cell(one) for one in dict.fromkeys([cell, *operand_cells(calc.nodes)]))
    return Finding(
        check=definition.id, severity="hint", tier=definition.tier, outcome="violated", table=cell.form.code,
        scope=calc.template.scope(cell.row, cell.column), say=f"{place}填的是 {figure_text(typed)}，没法核对：{problem}",
        why=definition.basis, how="把指标值和完成值写成同一单位；得分由评分人另行确定的，可以不改。", cells=cells, fingerprint=fingerprint(cells),
    )  # fmt: skip


def _score_places(typed: object) -> int:
    return max(0, -int(typed.normalize().as_tuple().exponent)) if isinstance(typed, Decimal) else 2
