"""What a clerk types, pastes and chooses becomes one operation, or a sentence that says why not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.core import entry
from desktop.core.amounts import NA
from desktop.core.cells import COVER, Book, CellRef, Origin
from desktop.core.evaluate import Model
from desktop.core.operations import Operation
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

SUBJECTS = SubjectCatalog(2024)


@pytest.fixture
def model() -> Model:
    made = Model(load_pack("sx-2024"), Book("sx-2024", "某局", 2024), SUBJECTS)
    done(made, entry.add_subject(made, SUBJECTS, "公开03", "2060101"))
    return made


def done(model: Model, operation: Operation | str) -> Operation:
    assert isinstance(operation, Operation), operation
    model.apply(operation)
    return operation


BASIC = CellRef("公开03", "2060101", "基本支出")
TOTAL = CellRef("公开03", "合计", "本年支出合计")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.34", "12.34"),
        ("1,234.50", "1234.50"),
        ("１２.３４", "12.34"),
        ("(5)", "-5"),
        ("123456元", "12.3456"),
        ("12.3万元", "12.3"),
        ("0.5亿元", "5000"),
        ("=1200+35.5", "1235.5"),
        ("0", "0"),
    ],
)
def test_amounts_are_kept_exactly_in_the_unit_of_the_book(model, text, value):
    done(model, entry.type_text(model, BASIC, text))
    assert model.value(BASIC) == Decimal(value)
    assert model.value(TOTAL) == Decimal(value)


def test_ten_thousands_become_yuan_in_a_book_kept_in_yuan():
    model = Model(load_pack("sx-2024"), Book("sx-2024", "某局", 2024, kept_in="元"), SUBJECTS)
    done(model, entry.add_subject(model, SUBJECTS, "公开03", "2060101"))
    done(model, entry.type_text(model, BASIC, "1.5万元"))
    assert model.value(BASIC) == Decimal(15000)


@pytest.mark.parametrize("text", ["abc", "1,23", "12辆", "5%", "=A1", "1e99", "= 1 +"])
def test_what_is_no_amount_is_refused_with_its_place_and_changes_nothing(model, text):
    before = model.value(BASIC)
    answer = entry.type_text(model, BASIC, text)
    assert isinstance(answer, str)
    assert "2060101" in answer and answer.endswith("。")
    assert model.value(BASIC) == before


@pytest.mark.parametrize("text", ["5" * 5000, "一整页粘贴的文字" * 1000, "1," * 3000])
def test_a_pasted_page_is_quoted_by_its_beginning(model, text):
    told = entry.type_text(model, BASIC, text)
    assert isinstance(told, str) and text[:20] in told and len(told) < 200


def test_marks_that_turn_the_direction_never_enter_a_text(model):
    """Behind such a mark the figures of a sentence would be shown in reverse order."""
    cell = CellRef("公开07", "说明", "文字")
    operation = done(model, entry.type_text(model, cell, "\u202e说明：\u2067没有\x07收入。\n\u200f"))
    assert model.value(cell) == "说明：没有收入。"
    note = entry.set_note(model, BASIC, "\u202e核对过\x1b")
    assert [edit.new for edit in note.edits] == ["核对过"]
    done(model, operation.inverse("undo"))
    assert entry.type_text(model, cell, "\u202e \u200e").edits == ()


def test_blank_zero_and_not_applicable_are_three_values(model):
    done(model, entry.type_text(model, BASIC, "0"))
    assert model.value(BASIC) == 0 and model.value(BASIC) is not None
    done(model, entry.type_text(model, BASIC, "————"))
    assert model.value(BASIC) is NA
    done(model, entry.type_text(model, BASIC, "  "))
    assert model.entry(BASIC) is None


def test_the_sum_behind_a_figure_is_kept_as_its_note_and_goes_with_it(model):
    notes = model.book.sheet("公开03").notes
    done(model, entry.type_text(model, BASIC, "=1200+35.5"))
    assert notes["2060101", "基本支出"] == "=1200+35.5"
    done(model, entry.type_text(model, BASIC, "8"))
    assert ("2060101", "基本支出") not in notes


def test_a_note_of_the_clerk_stays_whatever_is_typed(model):
    done(model, entry.set_note(model, BASIC, "按工资表"))
    done(model, entry.type_text(model, BASIC, "=1+2"))
    done(model, entry.type_text(model, BASIC, "8"))
    assert model.book.sheet("公开03").notes["2060101", "基本支出"] == "按工资表"


def test_the_same_figure_again_changes_nothing_but_more_places_do(model):
    done(model, entry.set_values(model, [(BASIC, Decimal("5.1"), Origin("imported", "a.xlsx"))], "导入", "import"))
    again = entry.type_text(model, BASIC, "5.1")
    assert isinstance(again, Operation) and again.edits == ()
    assert entry.type_text(model, BASIC, "5.10").edits


def test_a_computed_cell_may_be_overridden_and_given_back(model):
    done(model, entry.type_text(model, BASIC, "3"))
    done(model, entry.type_text(model, TOTAL, "4"))
    assert model.value(TOTAL) == 4
    finding = next(found for found in model.findings() if found.repair and found.repair.ref == TOTAL)
    done(model, entry.apply_repair(model, finding))
    assert model.value(TOTAL) == 3


@pytest.mark.parametrize(
    ("ref", "word"),
    [
        (CellRef("公开99", "1", "金额"), "公开99"),
        (CellRef("公开03", "不存在", "基本支出"), "没有这一格"),
        (CellRef("公开03", "2060101", "不存在"), "没有这一格"),
        (CellRef("公开01", "空9", "金额"), "没有这一格"),
    ],
)
def test_cells_that_take_no_entry_say_why(model, ref, word):
    answer = entry.type_text(model, ref, "1")
    assert isinstance(answer, str) and word in answer


def test_a_locked_table_takes_nothing_until_it_is_unlocked(model):
    done(model, entry.lock_table(model, "公开03"))
    assert "锁定" in str(entry.type_text(model, BASIC, "1"))
    assert "锁定" in str(entry.add_subject(model, SUBJECTS, "公开03", "2060199"))
    assert "锁定" in str(entry.remove_subject(model, "公开03", "2060101"))
    done(model, entry.unlock_table(model, "公开03"))
    done(model, entry.type_text(model, BASIC, "1"))
    assert model.value(BASIC) == 1


@pytest.mark.parametrize("text", ["2025-08-20", "2025.8.20", "2025年8月20日", "２０２５年８月２０日", "20250820", "2025/8/20"])
def test_dates_become_iso(model, text):
    done(model, entry.set_cover(model, "公开日期", text))
    assert model.value(CellRef(COVER, "公开日期", "内容")) == "2025-08-20"


@pytest.mark.parametrize("text", ["2025-02-30", "8月20日", "明天", "2025-13-01"])
def test_what_is_no_date_is_refused(model, text):
    assert isinstance(entry.set_cover(model, "公开日期", text), str)


def test_choices_are_taken_by_their_beginning_and_others_named(model):
    done(model, entry.set_cover(model, "收入来源", "只有"))
    assert model.value(CellRef(COVER, "收入来源", "内容")) == "只有财政拨款"
    assert "还有其他资金" in str(entry.set_cover(model, "收入来源", "借款"))


def test_counts_are_whole(model):
    done(model, entry.set_cover(model, "所属单位数", "4 个"))
    assert model.value(CellRef(COVER, "所属单位数", "内容")) == 4
    assert "整数" in str(entry.set_cover(model, "所属单位数", "4.5"))
    assert isinstance(entry.set_cover(model, "所属单位数", "4万元"), str)


def test_paste_is_one_operation_and_counts_what_it_left_out(model):
    done(model, entry.add_subject(model, SUBJECTS, "公开03", "2060199"))
    rows = ["2060101", "2060199"]
    grid = [[None, *(CellRef("公开03", row, column) for column in ("本年支出合计", "基本支出", "项目支出"))] for row in rows]
    pasted = entry.paste_block(model, CellRef("公开03", "2060101", "基本支出"), [["1.5", "2", "9"], ["x", "4"], ["7", ""]], grid)
    assert (pasted.filled, pasted.skipped, pasted.locked, len(pasted.problems)) == (3, 2, 0, 1)
    assert "跳过" in pasted.summary() and "“x”" in pasted.summary()
    done(model, pasted.operation)
    assert model.value(CellRef("公开03", "合计", "项目支出")) == 6
    model.apply(pasted.operation.inverse())
    assert model.value(CellRef("公开03", "合计", "项目支出")) is None


def test_paste_leaves_locked_cells_alone(model):
    done(model, entry.lock_table(model, "公开03"))
    pasted = entry.paste_block(model, BASIC, [["1", "2"]], [[BASIC, BASIC._replace(column="项目支出")]])
    assert (pasted.filled, pasted.locked, pasted.operation.edits) == (0, 2, ())


def test_a_warning_is_acknowledged_with_a_reason_and_an_error_never(model):
    done(model, entry.type_text(model, BASIC, "3"))
    warning = next(found for found in model.findings() if found.severity == "warning")
    assert isinstance(entry.acknowledge(model, warning, "  ", "张三", "2025-08-20"), str)
    done(model, entry.acknowledge(model, warning, "确实没有", "张三", "2025-08-20"))
    state = {found.key: found.state for found in model.findings()}
    assert state[warning.key] == "acknowledged"
    done(model, entry.withdraw_acknowledgement(model, warning))
    assert {found.key: found.state for found in model.findings()}[warning.key] == "open"
    done(model, entry.type_text(model, TOTAL, "4"))
    error = next(found for found in model.findings() if found.severity == "error")
    assert "必须改正" in str(entry.acknowledge(model, error, "说明", "张三", "2025-08-20"))


def test_the_sentence_of_an_empty_table_is_filled_in_one_click(model):
    done(model, entry.type_text(model, BASIC, "3"))
    finding = next(found for found in model.findings() if found.repair and found.repair.kind == "fill_sentence")
    done(model, entry.apply_repair(model, finding))
    sentence = model.value(CellRef(finding.table, "说明", "文字"))
    assert isinstance(sentence, str) and "{" not in sentence
    assert finding.key not in {found.key for found in model.findings()}


def test_prior_figures_bring_their_rows_and_are_undone_as_one(model):
    ref = CellRef("公开05", "206", "本年支出")
    operation = entry.set_prior(model, SUBJECTS, [(ref, Decimal("1565.34"), Origin("imported"))], "上年数")
    done(model, operation)
    assert model.prior(ref) == Decimal("1565.34")
    model.apply(operation.inverse())
    assert model.prior(ref) is None
