"""Figures of a book kept in one unit as they are shown in the other, and rounded so that printed parts add up."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from desktop.core import entry
from desktop.core.additions import additions
from desktop.core.cells import COVER, Book, CellRef
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

SUBJECTS = SubjectCatalog(2024)


def model_of(kept_in: str, amounts: dict[str, tuple[str, str]], pack: str = "cn-2024") -> Model:
    """公开03 with (基本支出, 项目支出) by code."""
    model = Model(load_pack(pack), Book(pack, "某局", 2024, kept_in=kept_in), SUBJECTS)
    for code, (basic, project) in amounts.items():
        for operation in (entry.add_subject(model, SUBJECTS, "公开03", code),):
            assert not isinstance(operation, str), operation
            model.apply(operation)
        for column, text in (("基本支出", basic), ("项目支出", project)):
            operation = entry.type_text(model, CellRef("公开03", code, column), text)
            assert not isinstance(operation, str), operation
            model.apply(operation)
    return model


THIRDS = {"2010101": ("4000", "30"), "2060101": ("4000", "30"), "2080505": ("4000", "50")}


def test_yuan_are_shown_in_ten_thousands_each_rounded_by_itself():
    figures = present(model_of("元", {"2060101": ("123450.50", "50")}), "万元")
    assert figures.unit == "万元"
    assert figures.value(CellRef("公开03", "2060101", "基本支出")) == Decimal("12.35")
    assert figures.text(CellRef("公开03", "2060101", "项目支出")) == "0.01"
    assert figures.text(CellRef("公开03", "206", "经营支出")) == ""


def test_ten_thousands_are_shown_in_yuan_exactly():
    figures = present(model_of("万元", {"2060101": ("1234.5678", "0")}), "元")
    assert figures.text(CellRef("公开03", "合计", "基本支出")) == "12,345,678.00"
    assert figures.text(CellRef("公开03", "2060101", "项目支出")) == "0.00"


def test_counts_and_texts_are_never_converted():
    model = model_of("元", {})
    for row, text in (("所属单位数", "4"), ("单位名称", "某局")):
        operation = entry.set_cover(model, row, text)
        assert not isinstance(operation, str)
        model.apply(operation)
    figures = present(model, "万元")
    assert figures.text(CellRef(COVER, "所属单位数", "内容")) == "4"
    assert figures.text(CellRef(COVER, "单位名称", "内容")) == "某局"


def test_a_tail_difference_is_told_only_where_printed_parts_do_not_add_up():
    # 0.40 + 0.40 + 0.40 are printed, and 1.20 as their total; 0.003 + 0.003 + 0.005 give 0.00 + 0.00 + 0.01 and a total of 0.01
    assert not present(model_of("元", {"2010101": ("4000", "0"), "2060101": ("8000", "0")}), "万元").tail_difference("公开03")
    uneven = model_of("元", {"2010101": ("40", "0"), "2060101": ("40", "0"), "2080505": ("40", "0")})
    assert present(uneven, "万元").tail_difference("公开03")
    assert not present(uneven, "元").tail_difference("公开03")
    assert not present(uneven, "万元", "舍位平衡").tail_difference("公开03")


def test_a_wrong_total_is_an_error_and_no_tail_difference():
    model = model_of("万元", {"2010101": ("1", "0"), "2060101": ("2", "0")})
    operation = entry.type_text(model, CellRef("公开03", "合计", "基本支出"), "9")
    assert not isinstance(operation, str)
    model.apply(operation)
    assert not present(model).tail_difference("公开03")


@pytest.mark.parametrize("seed", range(6))
def test_balanced_figures_add_up_in_every_table_and_leave_the_exact_ones_alone(seed):
    chance = random.Random(seed)
    codes = ["2010101", "2010102", "2013101", "2060101", "2060199", "2060404", "2080501", "2080505", "2101101", "2210201"]
    cents = {code: tuple(f"{chance.randrange(10**9) / 100:.2f}" for _ in range(2)) for code in codes}
    model = model_of("元", cents)
    exact = {ref: model.value(ref) for form in ("公开01", "公开03", "公开04", "公开05") for ref in amounts_of(model, form)}
    figures = present(model, "万元", "舍位平衡")
    for form in ("公开01", "公开03", "公开04", "公开05"):
        assert not figures.tail_difference(form), form
        for addition in additions(model, form):
            if all(part.form == form for _, part in addition.parts) and isinstance(model.value(addition.total), Decimal):
                printed = sum((sign * (figures.value(part) or 0) for sign, part in addition.parts), Decimal(0))
                assert figures.value(addition.total) == printed, addition.total
    for ref, value in exact.items():
        assert model.value(ref) == value
        if isinstance(value, Decimal):
            assert abs(figures.value(ref) - value / 10000) < Decimal("0.01"), ref
    again = present(model, "万元", "舍位平衡")
    assert all(again.value(ref) == figures.value(ref) for ref in exact)


def test_the_same_figure_is_printed_the_same_in_every_table():
    model = model_of("元", THIRDS | {"2010101": ("4049.49", "30.51"), "2210201": ("51.01", "0")})
    figures = present(model, "万元", "舍位平衡")
    for code in ("201", "206", "208", "221"):
        assert figures.value(CellRef("公开01", code, "金额")) == figures.value(CellRef("公开03", code, "本年支出合计"))


def test_unit_and_rounding_of_the_document_are_taken_and_wrong_ones_refused():
    model = model_of("元", {"2060101": ("123450", "0")})
    model.apply(entry.set_setting(model, "show_in", "万元"))
    assert present(model).text(CellRef("公开03", "2060101", "基本支出")) in {"12.34", "12.35"}
    with pytest.raises(ValueError, match="万元"):
        present(model, "角")
    with pytest.raises(ValueError, match="舍位平衡"):
        present(model, None, "四舍五入")


def amounts_of(model: Model, form: str) -> list[CellRef]:
    refs = [CellRef(form, row.id, column.id) for row in model.rows(form) for column in model.columns(form, row.id)]
    return [ref for ref in refs if isinstance(model.value(ref), Decimal) and model.kind(ref) == "money"]
