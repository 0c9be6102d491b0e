"""The indicator coach for the row in hand: what its target lacks, last year's figures, models from the library; weights and the forecast of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from desktop.app.projects import MONEY, is_begun, list_form, profile_of
from desktop.core.amounts import Value, format_amount, plain_text
from desktop.core.cells import Book, CellRef
from desktop.core.chain import forms_of_row
from desktop.core.coach import Advice, IndicatorRow, coach, library
from desktop.core.definitions import MONITORING, SELF_EVALUATION, TARGET, FormDef
from desktop.core.evaluate import Model
from desktop.core.indicator_values import compose
from desktop.core.indicator_vocabulary import ModelIndicator, Vocabulary
from desktop.core.instances import base_code, owner_of
from desktop.core.performance import name_key
from desktop.core.projects import NAME
from desktop.core.scoring_forecast import Forecast, ForecastMoney, ForecastRow, forecast
from desktop.core.scoring_profile import ScoringProfile, WeightSet
from desktop.forms.vocabulary import load_vocabulary

FIRST, SECOND, THIRD = "一级指标", "二级指标", "三级指标"
SIGN, GOAL, UNIT, WEIGHT = "指标性质", "指标值", "度量单位", "分值"
EXECUTION: Final = "执行率"
MONTHS: Final = 7
"""Monitoring looks at the months up to July."""


@dataclass(frozen=True, slots=True)
class CoachNote:
    """What the panel shows beside an indicator. ``row``: the free row it is about."""

    row: str
    name: str
    advice: tuple[Advice, ...]
    prior: str
    prior_result: str
    models: tuple[ModelIndicator, ...]


@dataclass(frozen=True, slots=True)
class WeightLine:
    """The points of one 一级指标 (or of the budget execution) in the form, and how many the profile gives; ``None`` = it does not say."""

    name: str
    points: Decimal
    wanted: Decimal | None


def note_for(model: Model, form: str, row: str, typed: Mapping[str, str] | None = None) -> CoachNote | None:
    """Advice for an indicator row, ``typed`` being what is just written in some of its columns; None where the row is none."""
    indicator = indicator_row(model, form, row, typed or {})
    if indicator is None:
        return None
    vocabulary, profile = load_vocabulary(), profile_of(model, form)
    prior, result = prior_indicator(model, form, indicator.name)
    columns = {column.id for column in model.columns(form, row)}
    given = coach(profile, vocabulary, indicator, prior, result, model.book.year, weighted=WEIGHT in columns)
    advice = tuple(one for one in given if one.field in columns)
    kind = "人员类" if "人员" in _project_text(model, form, "项目类别") else ""
    models = library(vocabulary, indicator.level1, indicator.level2, project=kind)
    known = name_key(indicator.name)
    return CoachNote(row, indicator.name, advice, prior, result, tuple(one for one in models if name_key(one.name) != known))


def indicator_row(model: Model, form: str, row: str, typed: Mapping[str, str]) -> IndicatorRow | None:
    """A free row as the coach reads it; None for rows of other kinds."""
    columns = {column.id for column in model.columns(form, row)}
    found = model.row(form, row)
    if THIRD not in columns or GOAL not in columns or found is None or not found.dynamic:
        return None
    text = {column: typed.get(column, _text(model.value(CellRef(form, row, column)))) for column in columns}
    weight = model.value(CellRef(form, row, WEIGHT)) if WEIGHT in columns else None
    return IndicatorRow(
        text.get(FIRST, ""),
        text.get(SECOND, ""),
        text[THIRD],
        text[GOAL],
        text.get(SIGN, ""),
        text.get(UNIT, ""),
        weight if isinstance(weight, Decimal) else None,
    )


def model_values(model: Model, form: str, row: str, chosen: ModelIndicator) -> dict[str, str]:
    """What a model indicator puts into the columns that a row has; 一级 and 二级 only where they are still blank."""
    columns = {column.id for column in model.columns(form, row)}
    values = {THIRD: chosen.name}
    if SIGN in columns:
        values |= {SIGN: chosen.sign, GOAL: chosen.value if UNIT in columns else f"{chosen.value}{chosen.unit}"}
    else:
        values[GOAL] = chosen.target
    if UNIT in columns:
        values[UNIT] = chosen.unit
    for column, text in ((FIRST, chosen.level1), (SECOND, chosen.level2)):
        if not _text(model.value(CellRef(form, row, column))):
            values[column] = text
    return {column: text for column, text in values.items() if column in columns and model.takes_entry(CellRef(form, row, column))}


def levels(model: Model, form: str, column: str, first: str = "") -> tuple[str, ...]:
    """Names to choose from in the columns 一级指标 and 二级指标 (those of ``first``, else all), under the division of the form's profile."""
    vocabulary, profile = load_vocabulary(), profile_of(model, form)
    regime = vocabulary.regime(profile.regime) if profile else None
    every = [level for one in ((regime,) if regime else vocabulary.regimes) for level in one.levels]
    if column == FIRST:
        return tuple(dict.fromkeys(level.name for level in every))
    mine = [level for level in every if vocabulary.plain(level.name) == vocabulary.plain(first)]
    return tuple(dict.fromkeys(name for level in mine or every for name in level.seconds))


def prior_indicator(model: Model, form: str, name: str) -> tuple[str, str]:
    """Last year's target and result of the indicator of the same name, of the project of the same name; blank where there is none."""
    prior, wanted = model.book.prior, name_key(name)
    if prior is None or not wanted:
        return "", ""
    owners = _same_project(model, prior, form)
    target = result = ""
    for code, sheet in prior.sheets.items():
        base = model.pack.form(base_code(code))
        if base is None or (owner_of(code) not in owners if owner_of(code) else base.code != base_code(form)):
            continue
        for (row, column), entry in sheet.entered.items():
            if column != THIRD or name_key(_text(entry.value)) != wanted:
                continue
            texts = {other: _text(found.value) for (at, other), found in sheet.entered.items() if at == row}
            target = target or compose(texts.get(SIGN, ""), texts.get(GOAL, ""), texts.get(UNIT, ""))
            if base.stage == SELF_EVALUATION:
                result = result or texts.get("完成值", "")
    return target, result


def _same_project(model: Model, prior: Book, form: str) -> set[str]:
    listed, owner = list_form(model), owner_of(form)
    sheet = prior.sheets.get(listed.code) if listed else None
    name = name_key(model.owner_label(form))
    if sheet is None or not owner:
        return set()
    return {row for (row, column), entry in sheet.entered.items() if column == NAME and name_key(_text(entry.value)) == name}


def weights(model: Model, form: str) -> list[WeightLine]:
    """Points by 一级指标 beside those of the weight set of the profile that fits the form best. Empty where the form has no weights."""
    points: dict[str, Decimal] = {}
    for row in model.rows(form):
        value = model.value(CellRef(form, row.id, WEIGHT)) if row.dynamic else None
        if isinstance(value, Decimal):
            first = _text(model.value(CellRef(form, row.id, FIRST))) or "（没有一级指标）"
            points[first] = points.get(first, Decimal(0)) + value
    if not points:
        return []
    profile, vocabulary = profile_of(model, form), load_vocabulary()
    own = {vocabulary.plain(name) for name in points}
    chosen = _fitting(profile, own, vocabulary) if profile else None
    wanted = {vocabulary.plain(part.name): part.points for part in chosen.parts} if chosen else {}
    lines = [WeightLine(name, total, wanted.get(vocabulary.plain(name))) for name, total in points.items()]
    if chosen:
        lines += [WeightLine(part.name, Decimal(0), part.points) for part in chosen.parts if not _met(part.name, own, vocabulary)]
    if profile:
        lines.append(WeightLine(EXECUTION, profile.execution.points, profile.execution.points))
    return lines


def _met(name: str, own: set[str], vocabulary: Vocabulary) -> bool:
    return vocabulary.plain(name) in own or EXECUTION in name


def _fitting(profile: ScoringProfile, own: set[str], vocabulary: Vocabulary) -> WeightSet | None:
    def misfit(one: WeightSet) -> int:
        names = {vocabulary.plain(part.name) for part in one.parts if EXECUTION not in part.name}
        return len(names ^ own)

    return min(profile.weights, key=misfit, default=None)


def forecast_of(model: Model, project: str) -> Forecast | None:
    """What the self-evaluation of a project would come to by its monitoring; None where nothing was monitored or there is no profile."""
    listed = list_form(model)
    forms = forms_of_row(model, listed.code, project) if listed else []
    by_stage = {form.stage: form for form in reversed(forms) if model.table_applies(form.code)}
    watched = by_stage.get(MONITORING)
    rated = by_stage.get(SELF_EVALUATION) or by_stage.get(TARGET) or watched
    profile = profile_of(model, rated.code) if rated else None
    if watched is None or profile is None or listed is None or not is_begun(model, watched.code):
        return None
    rows = []
    for row in model.rows(watched.code):
        if not row.dynamic:
            continue
        text = {column.id: _text(model.value(CellRef(watched.code, row.id, column.id))) for column in model.columns(watched.code, row.id)}
        goal = compose(text.get(SIGN, ""), text.get(GOAL, ""), text.get(UNIT, ""))
        weight = _weight(model, (watched, by_stage.get(TARGET), by_stage.get(SELF_EVALUATION)), row.id)
        rows.append(ForecastRow(text.get(THIRD) or row.label, goal, weight, text.get("完成值", ""), text.get("全年预计完成", "")))
    return forecast(profile, rows, _money(model, watched.code, listed.code, project), MONTHS)


def _weight(model: Model, forms: tuple[FormDef | None, ...], row: str) -> Decimal:
    for form in forms:
        value = model.value(CellRef(form.code, row, WEIGHT)) if form else None
        if isinstance(value, Decimal):
            return value
    return Decimal(0)


def _money(model: Model, watched: str, listed: str, project: str) -> ForecastMoney:
    def number(form: str, row: str, *columns: str) -> Decimal | None:
        values = (model.value(CellRef(form, row, column)) for column in columns)
        return next((value for value in values if isinstance(value, Decimal)), None)

    budget = number(listed, project, MONEY[1], MONEY[0])
    budget = budget if budget is not None else number(watched, "总额", MONEY[1], MONEY[0])
    return ForecastMoney(budget, number(watched, "总额", "监控期执行数", MONEY[2]), number(watched, "总额", "全年预计执行数"))


def forecast_data(found: Forecast) -> dict[str, Any]:
    """For ``--json``."""
    lines = [*found.lines, *([found.execution] if found.execution else [])]
    return {
        "low": plain_text(found.low),
        "high": plain_text(found.high),
        "grade_low": found.grade_low or None,
        "grade_high": found.grade_high or None,
        "lines": [
            {
                "name": line.name,
                "result": line.result or None,
                "low": plain_text(line.low),
                "high": plain_text(line.high),
                "assumption": line.assumption,
            }
            for line in lines
        ],
        "assumptions": list(found.assumptions),
    }


def forecast_text(found: Forecast) -> str:
    """“83.2–91.5 分（良–优）”."""
    low, high = format_amount(found.low, None), format_amount(found.high, None)
    grades = found.grade_low if found.grade_low == found.grade_high else f"{found.grade_low}–{found.grade_high}"
    return f"{low if low == high else f'{low}–{high}'} 分" + (f"（{grades}）" if grades.strip("–") else "")


def _project_text(model: Model, form: str, column: str) -> str:
    listed, owner = list_form(model), owner_of(form)
    return _text(model.value(CellRef(listed.code, owner, column))) if listed and owner else ""


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else format_amount(value, None, grouped=False)
