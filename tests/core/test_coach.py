"""The coach says what a target lacks, and proposes only what is certain."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.core.coach import Advice, IndicatorRow, coach, library
from desktop.core.indicator_values import read_indicator
from desktop.core.scoring_profile import ScoringProfile
from desktop.forms.load import load_pack
from desktop.forms.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
GOOD = IndicatorRow("产出指标", "数量指标", "开展科普活动次数", "≥6场次", weight=Decimal(10))


def profile(pack: str = "xj-2024", name: str = "xj-2024") -> ScoringProfile:
    return next(one for one in load_pack(pack).scoring if one.id == name)


def advise(**changed: object) -> tuple[Advice, ...]:
    return coach(profile(), VOCABULARY, replace(GOOD, **changed))  # type: ignore[arg-type]


def test_a_measurable_indicator_needs_no_advice() -> None:
    assert advise() == ()
    assert advise(level2="质量指标", name="培训合格率", target="≥95%") == ()
    assert advise(level2="时效指标", name="项目完成时间", target="2024年12月底前") == ()
    assert advise(level2="时效指标", name="资金发放及时率", target="≥90%") == ()
    assert advise(level1="成本指标", level2="经济成本指标", name="服务费", target="≤15.35万元") == ()
    assert advise(level1="满意度指标", level2="满意度指标", name="群众满意度", target="≥90%") == ()
    assert advise(level1="成本指标", level2="经济成本指标", name="运行成本降低率", target="≥5%") == ()
    assert advise(level2="质量指标", name="投诉办结率", target="≥95%") == ()
    assert advise(level1="满意度指标", level2="满意度指标", name="投诉处理满意度", target="≥90%") == ()
    assert (
        coach(profile("bj-2023", "beijing"), VOCABULARY, IndicatorRow("产出指标", "进度指标", "全部工作完成", "12", "≤", "月", Decimal(1)))
        == ()
    )
    assert (
        coach(
            profile("bj-2023", "beijing"),
            VOCABULARY,
            IndicatorRow("效益指标", "社会效益指标", "产业空间升级", "优良中低差", "定性", "项", Decimal(4)),
        )
        == ()
    )


@pytest.mark.parametrize(
    ("changed", "severity", "field", "said", "proposed"),
    [
        ({"target": ""}, "缺", "指标值", "没有指标值", ""),
        ({"name": ""}, "缺", "三级指标", "没有三级指标的名称", ""),
        ({"weight": None}, "缺", "分值", "没有分值", ""),
        ({"target": "6场次"}, "缺", "指标值", "看不出 6场次 是至少还是至多", ""),
        ({"target": "≥6"}, "缺", "指标值", "没有单位，是不是“次”", "≥6次"),
        ({"target": "≥6", "name": "培训人次"}, "缺", "指标值", "是不是“人次”", "≥6人次"),
        ({"target": "≥场次"}, "缺", "指标值", "没有数值", ""),
        ({"target": "≤≥6场次"}, "疑", "指标值", "互相矛盾", ""),
        ({"target": "提高"}, "缺", "指标值", "只说了方向", ""),
        ({"target": "待定"}, "疑", "指标值", "没有数量、时间", ""),
        ({"target": "≤6场次"}, "提示", "指标值", "数量指标一般写“≥”或“＝”", ""),
        ({"name": "活动合格率"}, "提示", "二级指标", "一般放在质量指标", ""),
        ({"level1": "成本指标", "level2": "经济成本指标", "name": "讲座", "target": "≥2万元"}, "疑", "指标值", "应写“≤”", "≤2万元"),
        ({"level1": "成本指标", "level2": "经济成本指标", "name": "劳务费", "target": "=27万元"}, "疑", "指标值", "应写“≤”", "≤27万元"),
        ({"level1": "成本指标", "level2": "经济成本指标", "name": "劳务费", "target": "27万元"}, "缺", "指标值", "没有写≥、≤或＝", "≤27万元"),
        ({"level1": "成本指标", "level2": "经济成本指标", "name": "劳务费", "target": "2024年"}, "疑", "指标值", "应写金额", ""),
        ({"level1": "满意度指标", "level2": "满意度指标", "name": "群众满意度", "target": "≤90%"}, "疑", "指标值", "越高越好", "≥90%"),
        ({"level1": "满意度指标", "level2": "满意度指标", "name": "群众满意度", "target": "≥90"}, "疑", "指标值", "是不是 90%", "≥90%"),
        ({"level2": "质量指标", "name": "讲解投诉率", "target": "≥2%"}, "疑", "指标值", "越低越好", "≤2%"),
        ({"level2": "时效指标", "name": "完成时间", "target": "提高"}, "缺", "指标值", "没有期限", ""),
        ({"level2": "时效指标", "name": "工作进度", "target": "≥3个"}, "疑", "指标值", "不是时间也不是及时率", ""),
        ({"level2": "时效指标", "name": "支付及时性", "target": "及时"}, "提示", "指标值", "没有期限", ""),
        ({"level1": "效益指标", "level2": "社会效益指标", "name": "素质", "target": "不断提高"}, "疑", "指标值", "最好写明数量、比率", ""),
        ({"level1": "效益指标"}, "疑", "一级指标", "“数量指标”属于产出指标", ""),
        ({"level1": "效益指标", "level2": "生态环境成本指标"}, "疑", "一级指标", "属于成本指标", "成本指标"),
        ({"level2": "成本指标", "target": "≤6万元", "name": "劳务费"}, "疑", "一级指标", "在新疆 2024里是一级指标", "成本指标"),
        ({"level2": "特色指标"}, "疑", "二级指标", "不在产出指标的二级指标里", ""),
        ({"level1": "特色指标"}, "疑", "一级指标", "不在新疆 2024的一级指标里", ""),
        ({"name": "群众满意度", "target": "≥90%"}, "疑", "一级指标", "应放在满意度指标", "满意度指标"),
        ({"level1": "满意度指标", "level2": "满意度指标", "name": "群众满意度", "target": "≥105%"}, "疑", "指标值", "不会超过 100%", ""),
    ],
)  # fmt: skip
def test_what_is_missing_or_does_not_fit(changed: dict[str, object], severity: str, field: str, said: str, proposed: str) -> None:
    found = [one for one in advise(**changed) if said in one.sentence]
    assert [(one.severity, one.field, one.proposed) for one in found] == [(severity, field, proposed)]


def test_the_year_of_a_date_is_held_against_the_form() -> None:
    row = replace(GOOD, level2="时效指标", name="项目完成时限", target="2021年12月底之前")
    advice = coach(profile(), VOCABULARY, row, year=2022)
    assert [(one.severity, one.proposed) for one in advice] == [("疑", "2022年12月底前")]
    assert coach(profile(), VOCABULARY, replace(row, target="12月底前"), year=2022) == ()


def test_last_year_is_told_and_an_easier_target_is_noticed() -> None:
    told = coach(profile(), VOCABULARY, GOOD, prior="≥5场次", prior_result="6场次")
    assert [one.sentence for one in told] == ["上年目标 ≥5场次，上年完成 6场次。"]
    easier = coach(profile(), VOCABULARY, GOOD, prior="≥5场次", prior_result="9场次")
    assert "比上年完成的低" in easier[0].sentence
    dear = coach(profile(), VOCABULARY, IndicatorRow("成本指标", "经济成本指标", "服务费", "≤15万元", weight=Decimal(5)), prior="≤12万元")
    assert "比上年的目标宽" in dear[0].sentence


def test_a_region_without_a_division_of_its_own_accepts_any_known_one() -> None:
    row = replace(GOOD, level1="效果指标", level2="可持续影响指标", name="制度健全率", target="≥95%")
    assert coach(profile("cn-2024", "hubei"), VOCABULARY, row) == ()
    assert coach(None, VOCABULARY, row) == ()
    assert coach(profile("hb-2022", "hb-2022"), VOCABULARY, replace(row, weight=None), weighted=False) == ()


def test_the_example_is_the_one_most_alike() -> None:
    row = replace(GOOD, level1="效益指标", level2="社会效益指标", name="不断提高公民科学素质比例", target="不断提高")
    assert "例如“公民具备科学素质比例 ≥14%”" in coach(profile(), VOCABULARY, row)[0].sentence


def test_grave_advice_comes_first() -> None:
    severities = [
        one.severity for one in coach(profile(), VOCABULARY, IndicatorRow("效益指标", "数量指标", "合格率", "", weight=None), prior="≥1次")
    ]
    assert severities == sorted(severities, key="缺疑提示".index)
    assert len(severities) >= 4


def test_taking_over_a_proposed_value_settles_that_advice() -> None:
    row = IndicatorRow("成本指标", "经济成本指标", "讲座费用", "≥2万元", weight=Decimal(7))
    proposed = coach(profile(), VOCABULARY, row)[0].proposed
    assert coach(profile(), VOCABULARY, replace(row, target=proposed)) == ()


def test_the_library_is_found_by_kind_and_words() -> None:
    costs = library(VOCABULARY, "成本指标", "经济成本指标")
    assert costs and all(model.level2 == "经济成本指标" for model in costs)
    assert library(VOCABULARY, "产出指标", "成本指标")  # the older place of costs
    assert [model.name for model in library(VOCABULARY, "产出指标", "进度指标", "发放 及时")] == ["资金发放及时率"]
    assert library(VOCABULARY, "效果指标", "社会效益指标") == library(VOCABULARY, "效益指标", "社会效益指标")
    staff = [model for model in library(VOCABULARY, project="人员类") if model.project == "人员类"]
    assert [model.target for model in staff] == ["＝100%", "≤10次", "＝100%", "≤5%"]
    assert library(VOCABULARY, project="人员类")[:4] == tuple(staff)


def test_every_model_indicator_is_measurable_and_passes_the_coach() -> None:
    assert len(VOCABULARY.models) >= 100
    for model in VOCABULARY.models:
        value = read_indicator(model.target, model.name)
        assert value.measurable and not value.question, model
        row = IndicatorRow(model.level1, model.level2, model.name, model.target, weight=Decimal(5))
        advice = [one for one in coach(None, VOCABULARY, row) if model.project != "人员类"]
        assert advice == [], (model, advice)


def test_profiles_name_a_division_that_exists() -> None:
    for pack in ("cn-2024", "xj-2024", "sx-2024", "bj-2023", "sh-2026", "sc-2024", "hb-2022"):
        for one in load_pack(pack).scoring:
            assert not one.regime or VOCABULARY.regime(one.regime) or one.id == "hubei"
