"""Tables for the tests of the printed page: small ones by hand, and a real one with the figures of 晋城市科学技术局 2024."""

from __future__ import annotations

from typing import Any

from desktop.core.definitions import FormDef, LayoutDef
from desktop.forms.layout import GridCell, TableGrid

META = ("部门：晋城市科学技术局", "2024年度", "金额单位：万元")
SIGNERS = ("单位负责人", "财务负责人", "填表人", "日期", "公章处")

EXPENDITURE = """
201 | 一般公共服务支出 | 162.92 | 162.92 |
20101 | 人大事务 | 162.92 | 162.92 |
2010150 | 事业运行 | 162.92 | 162.92 |
206 | 科学技术支出 | 1,607.83 | 502.13 | 1,105.70
20601 | 科学技术管理事务 | 1,394.82 | 289.12 | 1,105.70
2060101 | 行政运行 | 241.31 | 241.31 |
2060199 | 其他科学技术管理事务支出 | 1,153.51 | 47.81 | 1,105.70
20603 | 应用研究 | 213.01 | 213.01 |
2060301 | 机构运行 | 213.01 | 213.01 |
208 | 社会保障和就业支出 | 259.83 | 259.83 |
2080505 | 机关事业单位基本养老保险缴费支出 | 116.89 | 116.89 |
221 | 住房保障支出 | 94.02 | 94.02 |
2210201 | 住房公积金 | 94.02 | 94.02 |
"""


def head(text: str, row_span: int = 1, column_span: int = 1) -> GridCell:
    return GridCell("head", text, None, row_span, column_span, align="center")


def value(text: str) -> GridCell:
    return GridCell("value", text, align="right")


def subject_row(code: str, name: str, figures: list[str]) -> tuple[GridCell, ...]:
    level = {3: 0, 5: 1, 7: 2}[len(code)]
    return (GridCell("code", code, level=level), GridCell("name", name, level=level), *(value(figure) for figure in figures))


def expenditure(rows: list[tuple[GridCell | None, ...]] | None = None, **changes: Any) -> TableGrid:
    """公开03 with three value columns; ``rows`` instead of the real ones, ``changes`` to layout or grid."""
    layout = LayoutDef(
        orientation=changes.pop("orientation", "landscape"), paper=changes.pop("paper", "A4"), font_size=10.5, signature=SIGNERS
    )
    form_no = changes.pop("form_no", "公开03表")
    title = changes.pop("title", "支出决算表")
    total: tuple[GridCell | None, ...] = (
        GridCell("label", "合计", None, 1, 2, 0, True, "center"),
        None,
        value("2,195.66"),
        value("1,089.96"),
        value("1,105.70"),
    )
    if rows is None:
        lines = [[part.strip() for part in line.split("|")] for line in EXPENDITURE.strip().splitlines()]
        rows = [total, *(subject_row(line[0], line[1], line[2:5]) for line in lines)]
    values: dict[str, Any] = {
        "form": FormDef(code="公开03", title=title, form_no=form_no, layout=layout),
        "title": title,
        "form_no": form_no,
        "meta": META,
        "head": (
            (head("项目", 1, 2), None, head("本年支出合计", 2), head("基本支出", 2), head("项目支出", 2)),
            (head("科目代码"), head("科目名称"), None, None, None),
            (GridCell("column_no", "栏次", None, 1, 2, align="center"), None, *(GridCell("column_no", no, align="center") for no in "123")),
        ),
        "body": tuple(rows),
        "footer": (),
        "notes": ("注：本表反映部门本年度各项支出情况。",),
        "sentence": "",
        "widths": (22.0, 67.0, 28.0, 28.0, 28.0),
        "row_ids": (),
    }
    return TableGrid(**(values | changes))


def many_rows(count: int, name: str = "科学技术管理事务") -> list[tuple[GridCell | None, ...]]:
    """Rows with codes 2000001, 2000002 … and figures that tell them apart."""
    return [subject_row(f"{2000000 + number}", name, [f"{number}.01", "", f"{number}.02"]) for number in range(1, count + 1)]


def plain_grid(columns: list[str], rows: list[tuple[GridCell | None, ...]], **changes: Any) -> TableGrid:
    """A table with one head row."""
    layout = LayoutDef(orientation=changes.pop("orientation", "portrait"), signature=SIGNERS)
    values: dict[str, Any] = {
        "form": FormDef(code="表", title="测试表", layout=layout),
        "title": "测试表",
        "form_no": "",
        "meta": ("", "", ""),
        "head": (tuple(head(column) for column in columns),),
        "body": tuple(rows),
        "footer": (),
        "notes": (),
        "sentence": "",
        "widths": tuple(170 / len(columns) for _ in columns),
        "row_ids": (),
    }
    return TableGrid(**(values | changes))
