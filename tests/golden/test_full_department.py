"""The false-alarm test for what published sets leave empty: a department with everything raises no error and no warning, and fills itself in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from full_department import PACKS, FullDepartment, full_model

from desktop.core.cells import COVER, CellRef
from desktop.core.evaluate import Model


def loud(model: Model) -> list[str]:
    return [f"{finding.check}@{finding.scope} {finding.say}" for finding in model.findings() if finding.check != "尾差"]


@pytest.mark.parametrize("pack", PACKS)
def test_every_printed_figure_is_what_the_formulas_give(pack: str) -> None:
    model = full_model(pack)
    assert sum(ref.form != COVER for ref, _ in model.book.entries()) > 900
    assert loud(model) == []
    assert [finding.table for finding in model.findings()] == []  # exact figures: not even a tail difference
    entries = [(ref, entry.value) for ref, entry in model.book.entries() if model.has_formula(ref)]
    assert [(ref, value, model.computed(ref)) for ref, value in entries if model.computed(ref) != value] == []


@pytest.mark.parametrize(("pack", "only_treasury"), [("cn-2024", False), ("sx-2024", True), ("xj-2024", True), ("sh-2024", False)])
def test_figures_rounded_one_by_one_give_tail_differences_and_nothing_else(pack: str, only_treasury: bool) -> None:
    model = FullDepartment(pack, only_treasury=only_treasury, converted=True, seed="乙").model()
    assert loud(model) == []
    assert {finding.table for finding in model.findings()} >= {"公开02", "公开03", "公开04", "公开05", "公开06", "公开07"}


FROM_TOTALS = {"合计的填法": "从合计往下", "年末结转的填法": "由收支差额得出"}


@pytest.mark.parametrize(
    ("pack", "cover", "only_treasury", "share"),
    [
        ("cn-2024", {}, False, "0.31"),
        ("sx-2024", FROM_TOTALS, True, "0.26"),
        ("xj-2024", FROM_TOTALS, False, "0.31"),
        ("sh-2024", {}, True, "0.26"),
        ("bj-2023", {}, False, "0.31"),
        ("bj-2023", FROM_TOTALS, True, "0.26"),
    ],
)
def test_the_smallest_items_fill_in_the_whole_set(pack: str, cover: dict[str, str], only_treasury: bool, share: str) -> None:
    department = FullDepartment(pack, only_treasury=only_treasury)
    full = department.model(cover)
    book = department.book(cover)
    for ref in [ref for ref, _ in book.entries() if ref.form != COVER and full.has_formula(ref)]:
        del book.sheets[ref.form].entered[ref.row, ref.column]
    model = Model(department.pack, book, department.catalog)
    figures = department.figures()
    assert [(ref, value, model.value(ref)) for ref, value in figures.items() if model.value(ref) != value] == []
    others = [
        ref
        for form in department.pack.forms
        if form.code != COVER and form.view != "facts"
        for row in model.rows(form.code)
        for column in model.columns(form.code, row.id)
        if (ref := CellRef(form.code, row.id, column.id)) not in figures and isinstance(model.value(ref), Decimal) and model.value(ref)
    ]
    assert others == [], "figures that the department does not have"
    assert loud(model) == []
    typed = sum(ref.form != COVER for ref, _ in book.entries())
    assert typed < Decimal(share) * len(figures), f"{typed} of {len(figures)} typed"
