"""The functions of the formula language: what they take and give, as data. What they do stands in :mod:`desktop.core.formulas` and
:mod:`desktop.core.functions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Type = Literal["number", "text", "truth", "any"]


@dataclass(frozen=True, slots=True)
class Function:
    """Signature of a function. ``takes`` are the types of its arguments; the last one repeats when ``open_end``, the last ``spare`` may be left out."""

    takes: tuple[Type, ...]
    gives: Type
    open_end: bool = False
    use: str = ""
    spare: int = 0


FUNCTIONS: Final[dict[str, Function]] = {
    "合计": Function(("number",), "number", True, "合计([1..8,1])"),
    "计数": Function(("any",), "number", True, "计数([叶,1])"),
    "最大": Function(("number",), "number", True, "最大([1..8,1])"),
    "最小": Function(("number",), "number", True, "最小([1..8,1])"),
    "合计若": Function(("number", "any", "any"), "number", use='合计若([*,分值],[*,一级指标],"产出指标")'),
    "计数若": Function(("any", "any"), "number", use="计数若([*,三级指标],[本行,三级指标])"),
    "同名数": Function(
        ("any", "any", "any", "any"), "number", use="同名数([*,三级指标],[本行,三级指标],[*,二级指标],[本行,二级指标])", spare=2
    ),
    "重名": Function(("any",), "text", True, "重名([*,三级指标])"),
    "绝对值": Function(("number",), "number", use="绝对值([1,1])"),
    "四舍五入": Function(("number", "number"), "number", use="四舍五入([1,1],2)"),
    "差率": Function(("number", "number"), "number", use="差率([1,1],上年.[1,1])"),
    "占比": Function(("number", "number"), "number", use="占比([1,1],[27,1])"),
    "天数": Function(("any", "any"), "number", use="天数(封面[决算批复日期],封面[公开日期])"),
    "空": Function(("any",), "truth", use="空([1,1])"),
    "取或": Function(("any", "any"), "any", use="取或([1,1],0)"),
    "若": Function(("truth", "any", "any"), "any", use="若([1,1]>0,[2,1],0)"),
    "空表": Function(("text",), "truth", use='空表("公开07")'),
    "参数": Function(("text",), "number", use='参数("变动幅度")'),
    "年度": Function((), "number", use="年度()"),
    "含": Function(("any", "text"), "truth", True, '含([本行,三级指标],"率")'),
    "读懂": Function(("any",), "truth", use="读懂([本行,指标值])"),
    "自相矛盾": Function(("any",), "truth", use="自相矛盾([本行,指标值])"),
    "比较符": Function(("any",), "text", use="比较符([本行,指标值])"),
    "指标数": Function(("any",), "number", use="指标数([本行,指标值])"),
    "指标单位": Function(("any",), "text", use="指标单位([本行,指标值])"),
    "年份": Function(("any",), "number", use="年份([本行,指标值])"),
    "拼指标": Function(("any", "any", "any"), "text", use="拼指标([本行,指标性质],[本行,指标值],[本行,度量单位])"),
    "文中比率": Function(("any", "text"), "number", use='文中比率([实际完成情况,内容],"执行率")'),
    "文中数": Function(("any", "any", "any"), "number", use="文中数([实际完成情况,内容],[本行,三级指标],[本行,完成值])"),
    "文中年份": Function(("any",), "number", use="文中年份([预期目标,内容])"),
    "照抄": Function(("any", "text"), "truth", True, '照抄([主管部门,内容],"主管部门")'),
    "称已完成": Function(("any",), "truth", use="称已完成([本行,偏差原因])"),
    "未达标": Function(("any", "any", "any"), "truth", use="未达标([本行,指标值],[本行,完成值],[本行,三级指标])", spare=1),
    "偏离": Function(("any", "any", "any"), "number", use="偏离([本行,指标值],[本行,完成值],[本行,三级指标])", spare=1),
    "逾期": Function(("any", "any", "number"), "truth", use="逾期([本行,指标值],[本行,完成值],年度())", spare=1),
    "远超目标": Function(("any", "any", "any"), "truth", use="远超目标([本行,指标值],[本行,完成值],[本行,三级指标])", spare=1),
    "得分": Function(
        ("any", "any", "number", "any"), "number", use="得分([本行,指标值],[本行,完成值],[本行,分值],[本行,三级指标])", spare=1
    ),
    "执行得分": Function(
        ("number", "number", "number"), "number", use="执行得分([总额,全年执行数],[总额,全年预算数],[总额,分值])", spare=1
    ),
    "等级": Function(("number",), "text", use="等级([总分,得分])"),
    "封顶得分": Function(("number", "number"), "number", use="封顶得分(合计([*,得分]),[总额,执行率])"),
}
YEAR: Final = "年度"
"""The function that gives the year of the document, and the parameter under which it is found."""
AGGREGATES: Final = frozenset({"合计", "计数", "最大", "最小", "重名"})
"""Functions over references that mean several cells."""
CONDITIONAL: Final = {"合计若": 2, "计数若": 1, "同名数": 1}
"""Functions over cells picked out by the text of others in the same rows: how many of the arguments are such ranges."""
SCORING: Final = frozenset({"得分", "执行得分", "等级", "封顶得分"})
"""Functions that go by the scoring profile of the form."""
TOLERANT: Final = frozenset({"空", "取或", "计数", "计数若", "同名数", "重名", "空表"})
"""Functions that deal with blank cells themselves: their operands are never 缺."""
QUOTED: Final = {"空表": 0, "参数": 0, "含": 1, "文中比率": 1, "照抄": 1}
"""Functions of which one argument must be written in quotation marks, and which."""
