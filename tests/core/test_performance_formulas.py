"""Functions of formulas for performance forms: sums by condition, indicator values, texts, and points that explain themselves."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from engine_forms import Desk
from scored_projects import PACK, PROFILE, SCORE, SELF

from desktop.core.cells import CellRef, Entry, Row
from desktop.core.definitions import BlockDef, CalcDef, CheckDef, ColumnDef, RowDef
from desktop.core.evaluate import Model
from desktop.core.language import FormulaError, parse_expr


def desk(*calcs: CalcDef, checks: tuple[CheckDef, ...] = (), results: tuple[str, ...] = ()) -> Desk:
    """One project with three indicators; further formulas in the self-evaluation, text results in a block of their own."""
    block = BlockDef(
        "结果", (ColumnDef("值", "值", kind="text"), ColumnDef("数", "数", kind="percent")), tuple(RowDef(one, one) for one in results)
    )
    kept = tuple(calc for calc in SELF.calcs if calc.id not in {one.id for one in calcs})
    form = replace(SELF, blocks=(*SELF.blocks, block), calcs=(*kept, *calcs), checks=checks, scoring="试")
    made = Desk(replace(PACK, forms=(*PACK.forms[:-1], form), scoring=(PROFILE,)))
    made.book.sheet("项目").rows["1"] = Row("1", "", "", (("次序", "000010"),))
    for number in (1, 2, 3):
        made.book.sheet("自评#1").rows[f"指{number}"] = Row(f"指{number}", "", "", (("次序", f"{number * 10:06d}"),))
    made.model = Model(made.model.pack, made.book)
    return made


def put(made: Desk, row: str, **values: object) -> None:
    for column, value in values.items():
        made.edit(made._edit("cell", ("自评#1", row, column), None if value is None else Entry(value)))  # type: ignore[arg-type]


def test_sums_and_counts_by_the_text_of_another_column() -> None:
    made = desk(
        CalcDef("甲", '[产出,数] = 合计若([*,分值],[*,一级指标],"产出指标")', ""),
        CalcDef("乙", '[产出,值] = 若(计数若([*,一级指标],"产出指标") = 2, "两项", "不是两项")', ""),
        results=("产出",),
    )
    put(made, "指1", 一级指标="产出指标", 分值=Decimal(5))
    put(made, "指2", 一级指标="产出\n指标", 分值=Decimal(7))
    put(made, "指3", 一级指标="效益指标", 分值=Decimal(9))
    assert (made.get("自评#1", "产出", "数"), made.get("自评#1", "产出", "值")) == ("12.00", "两项")
    put(made, "指3", 一级指标="产出指标")
    assert (made.get("自评#1", "产出", "数"), made.get("自评#1", "产出", "值")) == ("21.00", "不是两项")
    made.drop("自评#1", "指2")
    assert made.get("自评#1", "产出", "数") == "14.00"
    assert "一级指标" not in made.model.explain(CellRef("自评#1", "产出", "数")).words
    assert made.model.explain(CellRef("自评#1", "产出", "数")).words.endswith("第 1 行·分值 5 + 第 2 行·分值 9")


def test_indicators_of_one_name_are_found_whatever_their_numbering() -> None:
    check = CheckDef(
        "重复",
        "同名数([*,三级指标],[本行,三级指标]) ≤ 1",
        "{行}列了 {左} 次。",
        "不重复。",
        "删除。",
        "error",
        "绩效",
        each="[*]",
        missing="跳过",
    )
    made = desk(checks=(check,))
    put(made, "指1", 三级指标="指标1：课题数量")
    put(made, "指2", 三级指标="课题数量（%）")
    assert made.found("重复") == []
    put(made, "指3", 三级指标=" 课题数量 ")
    assert [finding.scope for finding in made.found("重复")] == ["指2", "指3"]
    assert made.found("重复")[0].say.endswith("列了 2 次。")
    put(made, "指2", 三级指标="其他")
    assert made.found("重复") == []


@pytest.mark.parametrize(
    ("formula", "texts", "expected"),
    [
        ("比较符([指1,指标值])", {"指标值": ">=95%"}, "≥"),
        ("指标单位([指1,指标值])", {"指标值": "≥20万人次"}, "人次"),
        ("拼指标([指1,一级指标],[指1,指标值],[指1,二级指标])", {"一级指标": "≥", "指标值": "90", "二级指标": "%"}, "≥90%"),
        ('若(含([指1,三级指标],"满意","合格"),"是","否")', {"三级指标": "产品合格率"}, "是"),
        ('若(含([指1,三级指标],"满意"),"是","否")', {"三级指标": None}, "否"),
        ('若(读懂([指1,指标值]),"是","否")', {"指标值": "≥95%"}, "是"),
        ('若(读懂([指1,指标值]),"是","否")', {"指标值": "≤≥95%"}, "否"),
        ('若(照抄([指1,三级指标],"主管部门"),"是","否")', {"三级指标": "主管部门"}, "是"),
        ('若(称已完成([指1,三级指标]),"是","否")', {"三级指标": "已完成"}, "是"),
        ('若(未达标([指1,指标值],[指1,完成值]),"是","否")', {"指标值": "≥510人", "完成值": "462人"}, "是"),
        ('若(逾期([指1,指标值],[指1,完成值],年度()),"是","否")', {"指标值": "2024年6月", "完成值": "2024年8月"}, "是"),
        ('若(远超目标([指1,指标值],[指1,完成值]),"是","否")', {"指标值": "≥5000人", "完成值": "8000人"}, "是"),
    ],
)
def test_texts_and_indicators_are_read(formula: str, texts: dict[str, str | None], expected: str) -> None:
    made = desk(CalcDef("试", f"[结果,值] = {formula}", ""), results=("结果",))
    put(made, "指1", **texts)
    assert made.get("自评#1", "结果", "值") == expected


@pytest.mark.parametrize(
    ("formula", "texts", "expected"),
    [
        ("指标数([指1,指标值])", {"指标值": "≥20万人次"}, "200000.00"),
        ("年份([指1,指标值])", {"指标值": "2022年12月底前"}, "2022.00"),
        ('文中比率([指1,三级指标],"执行率")', {"三级指标": "全年预算执行率为 98.46%，满意度 90%。"}, "98.46"),
        ("文中年份([指1,三级指标])", {"三级指标": "2023年完成任务"}, "2023.00"),
        ("偏离([指1,指标值],[指1,完成值]) × 100", {"指标值": "≥5000人", "完成值": "8000人"}, "60.00"),
        ("年度() - 2000", {"三级指标": "甲"}, "24.00"),
    ],
)
def test_figures_are_taken_out_of_texts(formula: str, texts: dict[str, str], expected: str) -> None:
    made = desk(CalcDef("试", f"[结果,数] = {formula}", ""), results=("结果",))
    put(made, "指1", **texts)
    assert made.get("自评#1", "结果", "数") == expected


def test_a_score_is_made_and_explains_itself() -> None:
    made = desk(SCORE)
    put(made, "指1", 三级指标="培训人数", 指标值="≥510人", 完成值="462人", 分值=Decimal(5))
    assert made.get("自评#1", "指1", "得分") == "4.53"
    assert "5 × 462/510 = 4.53" in made.model.explain(CellRef("自评#1", "指1", "得分")).words
    put(made, "指1", 得分=Decimal(5))
    found = made.found("试-得分")[0]
    assert "5 × 462/510 = 4.53" in found.say and "填的是 5" in found.say
    assert found.repair is not None
    put(made, "指1", 得分=Decimal("4.53"))
    assert made.found("试-得分") == []
    assert "与计算一致" in made.model.explain(CellRef("自评#1", "指1", "得分")).words


def test_a_judgement_is_held_within_its_bounds() -> None:
    made = desk(SCORE)
    put(made, "指1", 三级指标="效果", 指标值="明显提升", 完成值="部分达成目标", 分值=Decimal(10))
    assert made.get("自评#1", "指1", "得分") is None
    put(made, "指1", 得分=Decimal(7))
    assert made.found("试-得分") == []
    put(made, "指1", 得分=Decimal(9))
    assert "6–8" in made.found("试-得分")[0].say
    assert made.found("试-得分")[0].repair is None


def test_what_cannot_be_scored_is_left_to_the_clerk() -> None:
    made = desk(SCORE)
    put(made, "指1", 指标值="≥510人", 分值=Decimal(5), 得分=Decimal(5))
    assert made.found("试-得分") == []
    put(made, "指1", 完成值="正在统计")
    assert made.found("试-得分") == []


def test_points_of_another_row_are_recognised_and_followed() -> None:
    made = desk(SCORE)
    put(made, "指1", 指标值="≥10", 完成值="12", 分值=Decimal(5), 得分=Decimal(3))
    assert "别的分值" not in made.found("试-得分")[0].say
    put(made, "指2", 分值=Decimal(3))
    assert "别的分值 3" in made.found("试-得分")[0].say


def test_a_check_may_tell_the_steps_too() -> None:
    check = CheckDef(
        "核分", "[本行,得分] = 得分([本行,指标值],[本行,完成值],[本行,分值])", "{行}：{过程}。{另解}", "", "", each="[*]", missing="跳过"
    )
    made = desk(checks=(check,))
    put(made, "指1", 三级指标="人数", 指标值="≥510人", 完成值="462人", 分值=Decimal(5), 得分=Decimal(5))
    steps, other = made.found("核分")[0].say.split("5 × 462/510 = 4.53。")
    assert steps.startswith("人数：") and other


def test_execution_total_and_grade_follow() -> None:
    made = desk(
        CalcDef("执行", "[总额,得分] = 执行得分([总额,全年执行数],[总额,全年预算数],[总额,分值])", ""),
        CalcDef("自评-总分", "[总分,得分] = 封顶得分(合计([*,得分]) + [总额,得分],[总额,执行率])", ""),
        CalcDef("等级", "[结果,值] = 等级([总分,得分])", ""),
        results=("结果",),
    )
    put(made, "总额", 全年预算数=Decimal("50.00"), 全年执行数=Decimal("46.40"), 分值=Decimal(10))
    put(made, "指1", 得分=Decimal(85))
    assert made.get("自评#1", "总额", "得分") == "9.28"
    assert made.get("自评#1", "总分", "得分") == "94.28"
    assert made.get("自评#1", "结果", "值") == "优"
    put(made, "结果", 值="差")
    assert "应为 “优”" in made.found("等级")[0].say
    put(made, "结果", 值=" 优 ")
    assert made.found("等级") == []


def test_a_form_without_profile_says_so_once() -> None:
    form = replace(SELF, calcs=(*SELF.calcs, SCORE))
    made = Desk(replace(PACK, forms=(*PACK.forms[:-1], form)))
    for number in (1, 2):
        made.edit(made._edit("row", ("项目", str(number)), Row(str(number), "")))
    assert len(made.found("试-得分")) == 1 and "评分办法" in made.found("试-得分")[0].say


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("合计若(5,[*,一级指标],1)", "区域"),
        ("含([1,1],[2,1])", "引号"),
        ("得分([1,1],[2,1])", "个数"),
        ("年度(1)", "个数"),
        ('等级("优")', "数"),
    ],
)
def test_wrong_calls_are_told(text: str, word: str) -> None:
    with pytest.raises(FormulaError, match=word):
        parse_expr(text)


def test_indicator_values_are_judged_as_they_are_typed() -> None:
    made = desk()
    put(made, "指1", 三级指标="合格率", 指标值="≤≥95%", 完成值="100")
    assert [(one.severity, one.scope) for one in made.found("指标值-矛盾")] == [("error", "指1/指标值")]
    assert [one.scope for one in made.found("指标值-疑似百分比")] == ["指1/完成值"]
    put(made, "指1", 三级指标="培训期数")
    assert made.found("指标值-疑似百分比") == []
    put(made, "指1", 指标值="≥95%")
    assert made.found("指标值-矛盾") == []
