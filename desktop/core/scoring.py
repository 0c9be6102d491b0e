"""Points, totals and grades under a scoring profile: what formulas, windows and reports use. The rules themselves stand in the modules named here."""

from __future__ import annotations

from desktop.core.scoring_explain import explain_execution, explain_typed
from desktop.core.scoring_forecast import Forecast, ForecastLine, ForecastMoney, ForecastRow, forecast
from desktop.core.scoring_points import ScoreResult, figure, level_of, percent, score
from desktop.core.scoring_total import cap, execution_score, grade

__all__ = [
    "Forecast",
    "ForecastLine",
    "ForecastMoney",
    "ForecastRow",
    "ScoreResult",
    "cap",
    "execution_score",
    "explain_execution",
    "explain_typed",
    "figure",
    "forecast",
    "grade",
    "level_of",
    "percent",
    "score",
]
