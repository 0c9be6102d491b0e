"""Findings about single indicator values as they were typed: contradictions, figures that are missing, what cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.core.amounts import format_amount, quoted
from desktop.core.cells import CellRef, Entry
from desktop.core.findings import Finding, FindingCell, Severity
from desktop.core.functions import reading
from desktop.core.labels import cell_label, place_label
from desktop.core.structure import FormState
from desktop.core.wording import fingerprint

if TYPE_CHECKING:
    from desktop.core.indicator_values import IndicatorValue

UNIT: Final = "度量单位"
"""Where a form has a column for the unit, what stands there belongs to the values of the row."""


def inspect_indicator(form: FormState, row_id: str, column_id: str, entry: Entry) -> Finding | None:
    """The finding about an indicator value, if any."""
    from desktop.core.indicator_values import compose

    typed = entry.value if isinstance(entry.value, str) else format_amount(entry.value, None, grouped=False)
    unit = form.cells.get((row_id, UNIT))
    beside = unit.q[0] if unit is not None else None
    row = form.rows.get(row_id)
    name = row.label if row is not None and row.dynamic else ""
    read = reading(compose("", typed, beside) if isinstance(beside, str) else typed, name)
    said = _said(read, typed)
    if said is None:
        return None
    check, severity, say, why, how = said
    ref = CellRef(form.code, row_id, column_id)
    cells = (FindingCell(ref, cell_label(form, row_id, column_id), entry.value, "entered"),)
    return Finding(
        check, severity, "绩效", "violated", form.code, f"{row_id}/{column_id}", f"{place_label(form, row_id, column_id)}：{say}", why, how,
        cells=cells, fingerprint=fingerprint(cells),
    )  # fmt: skip


def _said(read: IndicatorValue, typed: str) -> tuple[str, Severity, str, str, str] | None:
    """(check, severity, what is said, why, how) of a value that is not as it should be."""
    if read.no_number:
        return "指标值-缺数值", "warning", read.problem, "只有符号没有数值，无法考核。", "请补上数值。"
    if read.problem:
        why = "一个指标值只能有一个方向，自相矛盾就无法考核。"
        return "指标值-矛盾", "error", read.problem, why, "请改成一个明确的指标值，如 ≥95%。"
    if read.question and not read.asks_percent:
        return "指标值-疑问", "warning", read.question, "看不清意思的指标值无法考核。", "请核对，改写成 ≥95%、＝12次 这样的形式。"
    if read.question:
        why = "比率指标的数值要带 %，否则会按另一个数量级计算。"
        return "指标值-疑似百分比", "warning", read.question, why, "请核对；是百分比的，补上 %；不是的，请说明。"
    if read.unread:
        say = f"{quoted(typed)}读不出数值、日期或等级，按文字保留，不参加计算。"
        how = "如果是数值指标，请写成 ≥95%、＝12次 这样的形式；定性指标可以不改。"
        return "指标值-读不懂", "hint", say, "能读出数值的指标值才能计算完成程度。", how
    return None
