"""Workbooks as clerks and bureaus send them, built for the tests, and a document to import them into."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from desktop.core.cells import Book, CellRef
from desktop.core.evaluate import Model
from desktop.exchange.plan import ImportPlan, plan_import
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "jincheng-2024" / "决算公开表.xlsx"
UNIT = "晋城市科学技术局"

HEAD_03 = (
    ["项目", None, "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
    ["科目代码", "科目名称", None, None, None, None, None, None],
    ["栏次", None, 1, 2, 3, 4, 5, 6],
)
ROWS_03 = (
    ["合计", None, 300.5, 100.5, 200],
    [206, "科学技术支出", 300.5, 100.5, 200],
    [20601, "科学技术管理事务", 300.5, 100.5, 200],
    [2060101, "行政运行", 100.5, 100.5],
    [2060199, "其他科学技术管理事务支出", 200, None, 200],
)
FIGURES_03 = {
    ("合计", "本年支出合计"): "300.5",
    ("206", "基本支出"): "100.5",
    ("2060101", "本年支出合计"): "100.5",
    ("2060101", "基本支出"): "100.5",
    ("2060199", "项目支出"): "200",
}


def new_model(pack: str = "sx-2024", unit: str = UNIT, year: int = 2024, kept_in: str = "") -> Model:
    definition = load_pack(pack)
    return Model(definition, Book(definition.id, unit, year, kept_in=kept_in or definition.kept_in), subjects())


def subjects(year: int = 2024) -> SubjectCatalog:
    return SubjectCatalog(year)


def save(path: Path, rows: Sequence[Sequence[Any]], *, merges: Sequence[str] = (), name: str = "Sheet1") -> Path:
    """One sheet from rows; ``None`` cells stay empty."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None:
                sheet.cell(row, column, value)
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def rows_03(
    *,
    title: str = "支出决算表",
    meta: Sequence[Any] = (f"部门名称：{UNIT}", None, "2024年度", None, "金额单位：万元"),
    head: Sequence[Sequence[Any]] = HEAD_03,
    body: Sequence[Sequence[Any]] = ROWS_03,
    notes: Sequence[str] = ("注：本表反映部门本年度各项支出情况。",),
) -> list[list[Any]]:
    """公开03 as it is usually laid out."""
    return [[title], ["公开03表"], list(meta), *map(list, head), *map(list, body), *([note] for note in notes)]


def read_into(path: Path, model: Model | None = None, **options: Any) -> tuple[ImportPlan, Model]:
    """Plan the import and carry it out."""
    model = model or new_model()
    plan = plan_import(model, subjects(), path, **options)
    if plan.operation is not None:
        model.apply(plan.operation)
    return plan, model


def figure(model: Model, form: str, row: str, column: str) -> Decimal | str | None:
    entry = model.book.entry(CellRef(form, row, column))
    return None if entry is None else entry.value  # type: ignore[return-value]


def check_03(model: Model) -> None:
    """The figures of :data:`ROWS_03` are in their cells, and no others."""
    for (row, column), text in FIGURES_03.items():
        assert figure(model, "公开03", row, column) == Decimal(text), (row, column)
    assert sum(ref.form == "公开03" for ref, _ in model.book.entries()) == 13


def said(plan: ImportPlan) -> str:
    """Everything the plan asks or ignores, as one text."""
    lines = [plan.refused or ""]
    for sheet in plan.sheets:
        lines += [f"{remark.address} {remark.text} {remark.say}" for remark in (*sheet.questions, *sheet.ignored, *sheet.conflicts)]
    return "\n".join(lines)


def all_entries(model: Model) -> dict[CellRef, Any]:
    return {ref: entry.value for ref, entry in model.book.entries()}
