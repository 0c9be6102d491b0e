"""Records for the tests of the printed page: long texts, then rows of indicators in merged groups beside a label that runs down."""

from __future__ import annotations

from desktop.core.definitions import BodyLine, FormDef, HeadCell, LayoutDef
from desktop.forms.layout import GridCell, GridRow, TableGrid

SIDE = "年度绩效指标"
GOALS = "年度总体目标"
WIDTHS = (10.0, 22.0, 22.0, 46.0, 30.0, 40.0)
HEADINGS = ("一级指标", "二级指标", "三级指标", "年度指标值", "偏差原因")


def label(text: str, row_span: int = 1, column_span: int = 1, role: str = "label") -> GridCell:
    return GridCell(role, text, None, row_span, column_span, align="center")  # type: ignore[arg-type]


def text(words: str, row_span: int = 1, column_span: int = 1) -> GridCell:
    return GridCell("value", words, None, row_span, column_span)


def middle(words: str, row_span: int = 1) -> GridCell:
    return GridCell("value", words, None, row_span, align="center")


def record(goal: str = "目标", done: str = "完成", groups: tuple[int, ...] = (3, 2), reason: str = "", **layout: object) -> TableGrid:
    """A record with ``groups`` of indicators: each group is one merged cell of as many rows."""
    count = sum(groups)
    rows: list[GridRow] = [
        (label("项目名称", 1, 2), None, text("科普经费", 1, 4), None, None, None),
        (label(GOALS, 2), label("预期目标", 1, 3), None, None, label("实际完成情况", 1, 2), None),
        (None, text(goal, 1, 3), None, None, text(done, 1, 2), None),
        (label(SIDE, count + 1, role="head"), *(label(name, role="head") for name in HEADINGS)),
    ]
    number = 0
    for group, size in enumerate(groups, 1):
        for at in range(size):
            number += 1
            first = middle(f"第{group}类", size) if at == 0 else None
            rows.append((None, first, middle("数量指标"), text(f"指标{number:03}的名称"), middle(f"≥{number:03}人"), text(reason)))
    rows.append((label("总分", 1, 5), None, None, None, None, middle("100")))
    form = FormDef("自评表", "自评表", layout=LayoutDef(body=(BodyLine((HeadCell("x"),)),), signature=("单位负责人", "日期"), **layout))  # type: ignore[arg-type]
    return TableGrid(
        form=form,
        title="项目支出绩效自评表",
        form_no="",
        meta=("", "（2024年度）", ""),
        head=(),
        body=tuple(rows),
        footer=(),
        notes=("注：得分由单位自评。",),
        sentence="",
        widths=WIDTHS,
        row_ids=(),
        headings=((3, 4 + count),),
    )
