"""What the coach says, as data for ``--json`` and as text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from desktop.app.coaching import CoachNote, WeightLine, forecast_data, forecast_text
from desktop.core.amounts import format_amount, plain_text
from desktop.core.scoring_forecast import Forecast


def coach_data(form: str, notes: Sequence[CoachNote], weights: Sequence[WeightLine], forecast: Forecast | None) -> dict[str, Any]:
    """``mingzhang coach --json``."""
    return {
        "table": form,
        "indicators": [
            {
                "row": note.row,
                "name": note.name,
                "advice": [
                    {"severity": one.severity, "say": one.sentence, "column": one.field, "proposed": one.proposed or None}
                    for one in note.advice
                ],
                "prior": note.prior or None,
                "prior_result": note.prior_result or None,
                "models": [{"name": model.name, "target": model.target, "source": model.source} for model in note.models],
            }
            for note in notes
        ],
        "weights": [{"name": line.name, "points": plain_text(line.points), "wanted": plain_text(line.wanted)} for line in weights],
        "forecast": forecast_data(forecast) if forecast else None,
    }


def coach_text(notes: Sequence[CoachNote], weights: Sequence[WeightLine], forecast: Forecast | None) -> str:
    """``mingzhang coach`` for people."""
    lines = []
    for note in notes:
        lines.append(f"{note.row}  {note.name or '（没有名称）'}" + ("：没有意见" if not note.advice else ""))
        for one in note.advice:
            lines.append(f"    [{one.severity}] {one.sentence}" + (f" 可以写“{one.proposed}”。" if one.proposed else ""))
    if weights:
        lines.append("分值：" + weights_text(weights))
    if forecast:
        lines.append("预计得分：" + forecast_text(forecast))
    return "\n".join(lines) or "还没有指标；用 row add 增加。"


def weights_text(weights: Sequence[WeightLine]) -> str:
    """“产出指标 40/40，成本指标 20/20，执行率 10/10；合计 100”."""
    parts = [f"{line.name} {_points(line.points)}" + ("" if line.wanted is None else f"/{_points(line.wanted)}") for line in weights]
    return "，".join(parts) + f"；合计 {_points(total(weights))}"


def total(weights: Sequence[WeightLine]) -> Decimal:
    return sum((line.points for line in weights), Decimal(0))


def _points(value: Decimal) -> str:
    return format_amount(value, None)
