"""Blocks laid on the cells of a table, by position and by code: what goes in, what stays out, and the sentence about it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.core import entry
from desktop.core.amounts import NA
from desktop.core.cells import Book, CellRef
from desktop.core.evaluate import Model
from desktop.core.filling import copy_steps, series_steps
from desktop.core.operations import Operation
from desktop.core.paste_codes import code_steps, read_codes
from desktop.core.steps import finished
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

SUBJECTS = SubjectCatalog(2024)
COLUMNS = ["本年支出合计", "基本支出", "项目支出"]
BASIC = CellRef("公开03", "2060101", "基本支出")
WORK = BASIC._replace(column="项目支出")
BOTH = BASIC._replace(column="本年支出合计")


@pytest.fixture
def model() -> Model:
    made = Model(load_pack("sx-2024"), Book("sx-2024", "某局", 2024), SUBJECTS)
    for code in ("2060101", "2060199"):
        done(made, entry.add_subject(made, SUBJECTS, "公开03", code))
    return made


def done(model: Model, operation: Operation | str) -> Operation:
    assert isinstance(operation, Operation), operation
    model.apply(operation)
    return operation


def grid(*rows: str) -> list[list[CellRef | None]]:
    return [[CellRef("公开03", row, column) for column in COLUMNS] for row in rows]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", "1234.50"),
        ("(12.3)", "-12.3"),
        ("12.3万", "12.3"),
        ("０", "0"),
        ("￥7", "7"),
        ("3。5", "3.5"),
        (" 8 ", "8"),
        ("5元", "0.0005"),
    ],
)
def test_figures_are_understood_as_people_write_them(model, text, value):
    pasted = entry.paste_block(model, BASIC, [[text]], grid("2060101"))
    done(model, pasted.operation)
    assert model.value(BASIC) == Decimal(value)


def test_a_dash_is_blank_and_four_of_them_say_that_nothing_applies(model):
    done(model, entry.type_text(model, BASIC, "3"))
    done(model, entry.paste_block(model, BASIC, [["—", "————"]], grid("2060101")).operation)
    assert model.value(BASIC) is None and model.value(WORK) is NA


def test_what_a_formula_gives_is_not_pasted_over_and_a_sum_that_differs_is_named(model):
    pasted = entry.paste_block(model, BOTH, [["3", "1", "2"], ["9", "1", "2"]], grid("2060101", "2060199"))
    assert (pasted.filled, len(pasted.computed)) == (4, 2)
    done(model, pasted.operation)
    assert model.source(BOTH) == "computed"
    said = pasted.summary(model)
    assert "2 格由公式算出" in said and "其中 1 格与粘贴的数不同" in said and "2060199" in said


def test_a_total_without_its_parts_goes_in(model):
    pasted = entry.paste_block(model, BOTH, [["3"], ["", "1"]], grid("2060101", "2060199"))
    assert (pasted.filled, pasted.computed) == (2, ())
    done(model, pasted.operation)
    assert model.value(BOTH) == 3


def test_what_a_merged_cell_covers_changes_nothing_and_a_blank_clears(model):
    done(model, entry.type_text(model, BASIC, "3"))
    done(model, entry.type_text(model, WORK, "4"))
    pasted = entry.paste_block(model, BASIC, [[None, ""]], grid("2060101"))
    done(model, pasted.operation)
    assert (model.value(BASIC), model.value(WORK)) == (3, None)
    assert pasted.summary(model) == "粘贴 0 格，清空 1 格。"


def test_the_sentence_about_what_could_not_be_read_ends_once(model):
    said = entry.paste_block(model, BASIC, [["abc", "x"]], grid("2060101")).summary(model)
    assert "。。" not in said and "。；" not in said and "“abc”不是数字；" in said


def by_code(model: Model, texts: list[list[str | None]], start: str = "") -> tuple[object, object]:
    block = read_codes(model, SUBJECTS, "公开03", texts)
    assert block is not None
    return block, finished(code_steps(model, "公开03", block, COLUMNS, start, []))


def test_figures_go_to_the_rows_with_their_codes_in_any_order(model):
    texts = [
        ["科目代码", "名称", "合计", "基本支出", "项目支出"],
        ["2060199", "其他", "7", "3", "4"],
        ["2060101.0", "行政运行", "3", "1", "2"],
        ["合计", "", "10", "4", "6"],
    ]
    block, pasted = by_code(model, texts)
    assert not block.missing and block.ignored == 5
    done(model, pasted.operation)
    assert [model.value(ref) for ref in (BASIC, WORK, BASIC._replace(row="2060199"))] == [1, 2, 3]
    assert model.value(CellRef("公开03", "合计", "本年支出合计")) == 10
    assert "按科目代码" in pasted.summary(model) and "不同" not in pasted.summary(model)


def test_missing_codes_are_named_and_wrong_ones_refused(model):
    block, _ = by_code(
        model, [["2060101", "行政运行", "1"], ["2060102", "一般行政管理事务", "5"], ["99", "x", "1"], ["2060101", "又", "2"]]
    )
    assert block.missing == (("2060102", "一般行政管理事务"),)
    assert len(block.problems) == 2 and "99" in block.problems[0] and "两次" in block.problems[1]


def test_a_block_with_fewer_figures_begins_at_the_chosen_column(model):
    _, pasted = by_code(model, [["2060199", "5"], ["2060101", "6"]], "项目支出")
    done(model, pasted.operation)
    assert (model.value(WORK), model.value(BASIC)) == (6, None)


def test_amounts_are_not_taken_for_codes(model):
    assert read_codes(model, SUBJECTS, "公开03", [["12.5", "3"], ["201.33", "4"]]) is None
    assert read_codes(model, SUBJECTS, "公开03", [["5", "3"], ["7", "4"]]) is None
    assert read_codes(model, SUBJECTS, "公开01", [["2060101", "3"]]) is None, "a table without codes"
    assert read_codes(model, SUBJECTS, "公开03", [["2060101"]]) is None, "codes alone are no figures"


def test_filling_copies_or_counts_on(model):
    done(model, entry.type_text(model, BASIC, "5.10"))
    other = BASIC._replace(row="2060199")
    done(model, finished(copy_steps(model, [(BASIC, other), (BASIC, BOTH)])).operation)
    assert str(model.value(other)) == "5.10" and model.source(BOTH) == "computed"
    done(model, entry.type_text(model, BASIC, "2"))
    done(model, entry.type_text(model, other, "5"))
    made = finished(series_steps(model, [([BASIC, other], [WORK, WORK._replace(row="2060199")])]))
    done(model, made.operation)
    assert (model.value(WORK), model.value(WORK._replace(row="2060199"))) == (8, 11)
    assert made.summary().startswith("填充 2 格")


def test_a_sum_may_have_its_unit_behind_it(model):
    done(model, entry.type_text(model, BASIC, "=10000+5000元"))
    assert model.value(BASIC) == Decimal("1.5")
    assert "除以 0" in str(entry.type_text(model, BASIC, "=1/0元")) and model.value(BASIC) == Decimal("1.5")


def test_mark_sum_and_words_of_a_note_live_side_by_side(model):
    from desktop.app.marks import follow_ups, noted_cells

    done(model, entry.set_note(model, BASIC, "按工资表"))
    done(model, entry.set_marks(model, [BASIC, WORK], True))
    done(model, entry.type_text(model, BASIC, "=1+2"))
    assert [(one.ref, one.note, one.marked) for one in noted_cells(model)] == [(BASIC, "=1+2\n按工资表", True), (WORK, "", True)]
    done(model, entry.type_text(model, BASIC, "8"))
    assert [one.note for one in follow_ups(model)] == ["按工资表", ""]
    taken = done(model, entry.set_marks(model, [BASIC, WORK], False))
    assert follow_ups(model) == [] and [one.note for one in noted_cells(model)] == ["按工资表"]
    model.apply(taken.inverse())
    assert len(follow_ups(model)) == 2
