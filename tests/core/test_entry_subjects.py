"""科目 rows: missing parents come by themselves, rows appear where the same code stands again, and what is removed takes its traces along."""

from __future__ import annotations

import pytest

from desktop.core import entry
from desktop.core.cells import Book, CellRef
from desktop.core.evaluate import Model
from desktop.core.operations import Operation
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

SUBJECTS = SubjectCatalog(2024)


@pytest.fixture
def model() -> Model:
    return Model(load_pack("cn-2024"), Book("cn-2024", "某局", 2024), SUBJECTS)


def done(model: Model, operation: Operation | str) -> Operation:
    assert isinstance(operation, Operation), operation
    model.apply(operation)
    return operation


def codes(model: Model, form: str) -> list[str]:
    return [row.id for row in model.rows(form) if row.dynamic]


def test_a_code_brings_its_parents_with_their_names(model):
    done(model, entry.add_subject(model, SUBJECTS, "公开03", " ２060101 "))
    assert codes(model, "公开03") == ["206", "20601", "2060101"]
    assert model.row("公开03", "2060101").label == "行政运行"
    assert model.row("公开03", "206").label == "科学技术支出"


def test_an_unknown_code_is_allowed_and_keeps_the_name_given(model):
    done(model, entry.add_subject(model, SUBJECTS, "公开03", "2069977", name="试点支出"))
    assert model.row("公开03", "2069977").label == "试点支出"
    assert any("2069977" in found.scope for found in model.findings())


@pytest.mark.parametrize(("code", "word"), [("20601011", "位"), ("2060", "位"), ("abc", "数字"), ("", "数字")])
def test_codes_of_the_wrong_shape_are_refused(model, code, word):
    assert word in str(entry.add_subject(model, SUBJECTS, "公开03", code))


def test_a_code_of_another_budget_is_refused_where_the_table_lists_one_budget(model):
    assert "政府性基金" in str(entry.add_subject(model, SUBJECTS, "公开07", "2060101"))


def test_fixed_tables_and_codes_that_are_there_already_say_so(model):
    assert "固定" in str(entry.add_subject(model, SUBJECTS, "公开01", "2060101"))
    done(model, entry.add_subject(model, SUBJECTS, "公开03", "2060101"))
    assert "已经有" in str(entry.add_subject(model, SUBJECTS, "公开03", "2060101"))


def test_rows_appear_in_the_mirrored_tables_when_the_cover_says_so(model):
    mirrors = {form.code: [mirror for mirror in form.mirrors if mirror.when] for form in model.pack.forms}
    assert mirrors["公开03"], "the pack mirrors 公开03 under a condition"
    done(model, entry.set_cover(model, "收入来源", "只有财政拨款"))
    done(model, entry.set_cover(model, "一般公共预算支出表的填法", "由支出决算表推出"))
    done(model, entry.add_subject(model, SUBJECTS, "公开03", "2060101"))
    assert "2060101" in codes(model, "公开05")


def test_removing_takes_entries_empty_parents_and_mirrored_rows_in_one_step(model):
    done(model, entry.set_cover(model, "收入来源", "只有财政拨款"))
    done(model, entry.set_cover(model, "一般公共预算支出表的填法", "由支出决算表推出"))
    for code in ("2060101", "2060199", "2080505"):
        done(model, entry.add_subject(model, SUBJECTS, "公开03", code))
    ref = CellRef("公开03", "2080505", "基本支出")
    done(model, entry.type_text(model, ref, "=5+1"))
    removed = done(model, entry.remove_subject(model, "公开03", "2080505"))
    assert codes(model, "公开03") == ["206", "20601", "2060101", "2060199"]
    assert "2080505" not in codes(model, "公开05")
    assert model.value(CellRef("公开03", "合计", "基本支出")) is None
    model.apply(removed.inverse())
    assert model.value(ref) == 6
    assert "2080505" in codes(model, "公开05")


def test_a_parent_with_a_typed_figure_and_a_mirrored_row_with_one_stay(model):
    done(model, entry.set_cover(model, "收入来源", "只有财政拨款"))
    done(model, entry.set_cover(model, "一般公共预算支出表的填法", "由支出决算表推出"))
    done(model, entry.add_subject(model, SUBJECTS, "公开03", "2060101"))
    done(model, entry.type_text(model, CellRef("公开03", "20601", "基本支出"), "7"))
    done(model, entry.type_text(model, CellRef("公开05", "2060101", "基本支出"), "7"))
    done(model, entry.remove_subject(model, "公开03", "2060101"))
    assert codes(model, "公开03") == ["206", "20601"]
    assert "2060101" in codes(model, "公开05")


def test_rows_with_children_are_not_removed(model):
    done(model, entry.add_subject(model, SUBJECTS, "公开03", "2060101"))
    assert "下级" in str(entry.remove_subject(model, "公开03", "206"))
    assert isinstance(entry.remove_subject(model, "公开03", "2010101"), str)
