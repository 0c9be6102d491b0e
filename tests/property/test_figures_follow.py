"""Figures that follow a change are those that would be made anew: texts, 尾差 and 舍位平衡, over random days of typing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from effort import TIMES
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core import entry
from desktop.core.cells import Book, CellRef
from desktop.core.evaluate import Model
from desktop.core.operations import Operation
from desktop.core.rounding import present
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

SUBJECTS = SubjectCatalog(2024)
CODES = ("2060101", "2060199", "2080501")
COLUMNS = ("基本支出", "项目支出")
FORMS = ("公开01", "公开03", "公开05")
typed = st.tuples(st.sampled_from(CODES), st.sampled_from(COLUMNS), st.integers(0, 90_000), st.integers(0, 2))


def done(model: Model, operation: Operation | str):
    assert isinstance(operation, Operation), operation
    return model.apply(operation)


@pytest.mark.parametrize("rounding", ["保留尾差", "舍位平衡"])
@settings(max_examples=12 * TIMES, deadline=None)
@given(steps=st.lists(typed, min_size=1, max_size=8), more=st.sampled_from(["2060301", ""]))
def test_figures_after_a_change_are_figures_made_anew(rounding: str, steps: list[tuple[str, str, int, int]], more: str) -> None:
    model = Model(load_pack("cn-2024"), Book("cn-2024", "某局", 2024, kept_in="元"), SUBJECTS)
    for code in CODES:
        done(model, entry.add_subject(model, SUBJECTS, "公开03", code))
    figures = present(model, "万元", rounding)
    for number, (code, column, amount, places) in enumerate(steps):
        changes = [done(model, entry.type_text(model, CellRef("公开03", code, column), str(Decimal(amount).scaleb(-places))))]
        if more and number == len(steps) // 2:
            changes.append(done(model, entry.add_subject(model, SUBJECTS, "公开03", more)))
        for change in changes:
            figures = figures.after(change)
            anew = present(model, "万元", rounding)
            for form in FORMS:
                assert figures.tail_difference(form) == anew.tail_difference(form), form
                for row in model.rows(form):
                    for cell in model.columns(form, row.id):
                        ref = CellRef(form, row.id, cell.id)
                        assert figures.text(ref) == anew.text(ref), ref


def test_nothing_is_balanced_while_every_figure_is_whole() -> None:
    model = Model(load_pack("cn-2024"), Book("cn-2024", "某局", 2024), SUBJECTS)
    done(model, entry.add_subject(model, SUBJECTS, "公开03", "2060101"))
    ref = CellRef("公开03", "2060101", "基本支出")
    changes = done(model, entry.type_text(model, ref, "12.35"))
    figures = present(model, "万元", "舍位平衡")
    assert figures.is_settled and figures.text(ref) == "12.35"
    changes = done(model, entry.type_text(model, ref, "12.345"))
    figures = figures.after(changes)
    assert not figures.is_settled
    assert figures.text(ref) == "12.35" and figures.is_settled
