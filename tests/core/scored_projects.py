"""A small pack with a list of projects and, for each of them, a target form and a self-evaluation that follows it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from engine_forms import COVER

from desktop.core.definitions import BlockDef, CalcDef, CheckDef, ColumnDef, FamilyDef, FormDef, MirrorDef, PackDef, RowDef
from desktop.core.scoring_profile import ExecutionRule, GradeBand, LevelBand, QuantityRule, ScoringProfile

INDICATORS = FamilyDef("free", prefix="指", label_column="三级指标", grouped_by=("一级指标", "二级指标"), total_row="")
LEVELS = (
    ColumnDef("一级指标", "一级指标", kind="text"),
    ColumnDef("二级指标", "二级指标", kind="text"),
    ColumnDef("三级指标", "三级指标", kind="text"),
)
PROJECTS = FormDef(
    "项目", "项目清单", view="grid",
    blocks=(
        BlockDef("清单", (
            ColumnDef("项目名称", "项目名称", kind="text"),
            ColumnDef("主管部门", "主管部门", kind="text"),
            ColumnDef("全年预算数", "全年预算数"),
            ColumnDef("全年执行数", "全年执行数"),
            ColumnDef("总分", "总分", kind="score"),
        ), family=FamilyDef("free", label_column="项目名称", total_row="")),
        BlockDef("合计", (ColumnDef("合计预算", "全年预算数合计"), ColumnDef("合计得分", "各项目总分之和", kind="score")), (RowDef("全部项目", "全部项目", source="算"),)),
    ),
    calcs=(
        CalcDef("项目-合计", "[全部项目,合计预算] = 合计([*,全年预算数])", "各项目之和"),
        CalcDef("项目-得分", "[全部项目,合计得分] = 合计(自评[总分,得分])", "各自评表总分之和"),
        CalcDef("项目-总分", "[*,总分] = 自评#本行[总分,得分]", "各项目自评表的总分", fixed=True),
    ),
    checks=(
        CheckDef("项目-执行", "[本行,全年执行数] ≤ [本行,全年预算数]", "{行}：执行数 {左} 大于预算数 {右}。", "执行不超预算。", "核对。", each="[*]"),
        CheckDef("项目-指标数", "计数(自评#本行[*,分值]) ≥ 1", "{行}没有指标。", "要有指标。", "填写指标。", "warning", "绩效", each="[*]"),
    ),
)  # fmt: skip
TARGET = FormDef(
    "目标", "项目支出绩效目标表", view="indicators", per="项目", stage="目标",
    blocks=(
        BlockDef("基本", (ColumnDef("内容", "内容", kind="text"),), (RowDef("项目名称", "项目名称", source="算"), RowDef("预期目标", "预期目标"))),
        BlockDef("指标", (*LEVELS, ColumnDef("指标值", "指标值", kind="indicator"), ColumnDef("分值", "分值", kind="score")), family=INDICATORS),
    ),
    calcs=(CalcDef("目标-名称", "[项目名称,内容] = 项目[本项,项目名称]", "项目清单", fixed=True),),
    mirrors=(MirrorDef("自评"),),
)  # fmt: skip
SELF = FormDef(
    "自评", "项目支出绩效自评表", view="indicators", per="项目", stage="自评",
    blocks=(
        BlockDef("基本", (ColumnDef("内容", "内容", kind="text"),), (RowDef("项目名称", "项目名称", source="算"),)),
        BlockDef("资金", (
            ColumnDef("全年预算数", "全年预算数"), ColumnDef("全年执行数", "全年执行数"), ColumnDef("执行率", "执行率", kind="percent"),
            ColumnDef("分值", "分值", kind="score"), ColumnDef("得分", "得分", kind="score"),
        ), (RowDef("总额", "年度资金总额"),)),
        BlockDef("指标", (
            *LEVELS, ColumnDef("指标值", "年度指标值", kind="indicator"), ColumnDef("完成值", "实际完成值", kind="indicator"),
            ColumnDef("分值", "分值", kind="score"), ColumnDef("得分", "得分", kind="score"),
        ), family=INDICATORS),
        BlockDef("总分", (ColumnDef("分值", "分值", kind="score"), ColumnDef("得分", "得分", kind="score")), (RowDef("总分", "总分", source="算"),)),
    ),
    calcs=(
        CalcDef("自评-名称", "[项目名称,内容] = 项目[本项,项目名称]", "项目清单", fixed=True),
        CalcDef("自评-预算", "[总额,全年预算数] = 项目[本项,全年预算数]", "项目清单", fixed=True),
        CalcDef("自评-执行", "[总额,全年执行数] = 项目[本项,全年执行数]", "项目清单", fixed=True),
        CalcDef("自评-执行率", "[总额,执行率] = 四舍五入(占比([总额,全年执行数],[总额,全年预算数]) × 100, 2)", "执行÷预算"),
        *(CalcDef(f"自评-{one}", f"[*,{one}] = 目标[本行,{one}]", "目标表", fixed=True) for one in ("一级指标", "二级指标", "三级指标", "指标值", "分值")),
        CalcDef("自评-总分值", "[总分,分值] = 合计([*,分值]) + [总额,分值]", "各指标分值与执行率分值之和"),
        CalcDef("自评-总分", "[总分,得分] = 合计([*,得分]) + [总额,得分]", "各指标得分与执行率得分之和"),
    ),
    checks=(
        CheckDef("自评-不超", "[本行,得分] ≤ [本行,分值]", "{行}：得分 {左} 高于分值 {右}。", "得分不高于分值。", "核对。", "error", "绩效", each="[*]", missing="跳过"),
        CheckDef("自评-百分", "[总分,分值] = 100", "分值合计 {左}，不是 100。", "合计 100。", "核对。", "warning", "绩效", missing="跳过"),
    ),
)  # fmt: skip
PROFILE = ScoringProfile(
    "试", "试验办法", "试",
    execution=ExecutionRule(),
    quantity=(QuantityRule("≥"), QuantityRule("≤"), QuantityRule("＝", missed="不得分")),
    levels=(LevelBand("部分达到", ("部分达成",), Decimal("0.6"), Decimal("0.8")), LevelBand("达到", ("达成",), Decimal(1), Decimal(1))),
    grades=(GradeBand(Decimal(90), "优"), GradeBand(Decimal(0), "差")),
)  # fmt: skip
SCORE = CalcDef("试-得分", "[*,得分] = 得分([本行,指标值],[本行,完成值],[本行,分值],[本行,三级指标])", "试验办法")
PACK = PackDef("绩效", "绩效试验表套", "", (2024,), "1", "万元", (COVER, PROJECTS, TARGET, SELF))


def pack_with(form: FormDef, *, calcs: tuple[CalcDef, ...] = (), checks: tuple[CheckDef, ...] = ()) -> PackDef:
    """The pack with further formulas in one form."""
    changed = replace(form, calcs=form.calcs + calcs, checks=form.checks + checks)
    return replace(PACK, forms=tuple(changed if one.code == form.code else one for one in PACK.forms))


def scored_pack() -> PackDef:
    """The pack with points by a profile, sums by condition and a look for indicators of one name."""
    calcs = (
        SCORE,
        CalcDef("试-执行", "[总额,得分] = 执行得分([总额,全年执行数],[总额,全年预算数],[总额,分值])", ""),
        CalcDef("试-总分", "[总分,得分] = 封顶得分(合计([*,得分]) + [总额,得分],[总额,执行率])", ""),
    )
    checks = (
        CheckDef("试-同名", "同名数([*,三级指标],[本行,三级指标]) ≤ 1", "{行}：{左}", "", "", each="[*]", missing="跳过"),
        CheckDef("试-产出", '合计若([*,分值],[*,一级指标],"科普经费") ≤ 10', "{左}", "", ""),
    )
    kept = tuple(calc for calc in SELF.calcs if calc.id != "自评-总分")
    form = replace(SELF, calcs=(*kept, *calcs), checks=(*SELF.checks, *checks), scoring="试")
    begun = CheckDef("项目-未评", '非 空表("自评") 或 [全部项目,合计预算] = 0', "有 {左} 的预算，一个项目也没有自评。", "", "", "warning")
    most = CheckDef("项目-最高", "最大(自评[*,得分]) ≤ 4", "最高得分 {左}", "", "", "hint")
    projects = replace(PROJECTS, checks=(*PROJECTS.checks, begun, most))
    return replace(PACK, forms=(COVER, projects, TARGET, form), scoring=(PROFILE,))
