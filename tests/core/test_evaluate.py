"""Figures: what is computed from what, what an entry shields, and how rows and the cover change it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from engine_forms import GENERAL, PACK, RECORD, TOTALS, Desk, cell, pack_with

from desktop.core.amounts import NA
from desktop.core.cells import LOCKED, Entry, Row
from desktop.core.definitions import CalcDef
from desktop.core.evaluate import Model
from desktop.core.operations import Edit, StaleEdit


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.rows("公开03", "206", "20601", "2060101", "2060102", "208", "20805", "2080505")
    made.put("公开03", "2060101", "基本", "10.50")
    made.put("公开03", "2060101", "项目", "3")
    made.put("公开03", "2060102", "基本", "1.25")
    made.put("公开03", "2080505", "项目", "7.01")
    return made


def test_sums_go_up_the_tree_and_into_other_tables(desk: Desk) -> None:
    assert desk.get("公开03", "2060101", "合计") == "13.50"
    assert desk.get("公开03", "20601", "基本") == "11.75"
    assert desk.get("公开03", "合计", "合计") == "21.76"
    assert desk.get("公开01", "206", "金额") == "14.75"
    assert desk.get("公开01", "支出合计", "金额") == "21.76"


def test_a_change_names_every_cell_that_differs_and_no_other(desk: Desk) -> None:
    change = desk.put("公开03", "2080505", "项目", "8.01")
    assert change.cells == {cell("公开03", code, column) for code in ("2080505", "20805", "208", "合计") for column in ("项目", "合计")} | {
        cell("公开01", "208", "金额"),
        cell("公开01", "支出合计", "金额"),
    }
    assert not change.rows and not change.everything


def test_a_change_ends_where_the_figure_stays_the_same(desk: Desk) -> None:
    change = desk.edit(
        Edit("cell", ("公开03", "2060101", "基本"), Entry(Decimal("10.50")), Entry(Decimal("9.50"))),
        Edit("cell", ("公开03", "2060101", "项目"), Entry(Decimal("3")), Entry(Decimal("4"))),
    )
    assert cell("公开03", "2060101", "合计") not in change.cells
    assert cell("公开01", "206", "金额") not in change.cells


def test_blank_zero_and_not_applicable_differ(desk: Desk) -> None:
    assert desk.get("公开03", "208", "基本") is None
    desk.put("公开03", "2080505", "基本", "0")
    assert desk.get("公开03", "208", "基本") == "0.00"
    desk.put("公开03", "2080505", "基本", NA)
    assert desk.get("公开03", "208", "基本") is None
    assert desk.model.value(cell("公开03", "2080505", "基本")) is NA
    assert desk.model.value(cell("公开01", "国资", "金额")) is NA


def test_an_entry_shields_what_depends_on_it(desk: Desk) -> None:
    desk.put("公开01", "206", "金额", "20.00")
    change = desk.put("公开03", "2060102", "基本", "2.25")
    assert desk.get("公开01", "支出合计", "金额") == "27.01"
    assert cell("公开01", "支出合计", "金额") not in change.cells
    assert str(desk.model.computed(cell("公开01", "206", "金额"))) == "15.75"
    desk.put("公开01", "206", "金额", None)
    assert desk.get("公开01", "支出合计", "金额") == "22.76"


def test_sources(desk: Desk) -> None:
    model = desk.model
    assert model.source(cell("公开03", "2060101", "基本")) == "entered"
    assert model.source(cell("公开03", "206", "基本")) == "computed"
    assert model.source(cell("公开03", "208", "基本")) == "blank"
    desk.put("公开03", "206", "基本", "11.75", imported=True)
    assert model.source(cell("公开03", "206", "基本")) == "imported"
    desk.put("公开03", "206", "基本", "11.76", imported=True)
    assert model.source(cell("公开03", "206", "基本")) == "overridden"
    desk.put("公开03", "2060101", "项目", "3", imported=True)
    assert model.source(cell("公开03", "2060101", "项目")) == "imported"


def test_a_new_item_turns_its_parent_from_leaf_to_sum(desk: Desk) -> None:
    desk.rows("公开03", "20602")
    desk.put("公开03", "20602", "基本", "5")
    assert desk.get("公开03", "20602", "合计") == "5.00"
    desk.put("公开03", "20602", "基本", None)
    change = desk.rows("公开03", "2060201")
    assert change.rows == {"公开03"}
    desk.put("公开03", "2060201", "项目", "4")
    assert desk.get("公开03", "20602", "项目") == "4.00"
    assert desk.model.row("公开03", "20602").is_leaf is False  # type: ignore[union-attr]
    desk.drop("公开03", "2060201")
    assert desk.get("公开03", "20602", "项目") is None
    assert desk.get("公开03", "合计", "合计") == "21.76"


def test_entries_of_a_removed_row_count_nowhere_until_it_is_back(desk: Desk) -> None:
    desk.drop("公开03", "2060102")
    assert desk.get("公开03", "合计", "基本") == "10.50"
    desk.rows("公开03", "2060102")
    assert desk.get("公开03", "合计", "基本") == "11.75"


def test_children_of_a_missing_parent_are_summed_into_the_next_one_above(desk: Desk) -> None:
    desk.drop("公开03", "20601")
    assert desk.get("公开03", "206", "基本") == "11.75"
    desk.rows("公开03", "20601")
    assert desk.get("公开03", "20601", "基本") == "11.75"


def test_rows_as_printed(desk: Desk) -> None:
    rows = desk.model.rows("公开03")
    assert [row.id for row in rows] == ["合计", "206", "20601", "2060101", "2060102", "208", "20805", "2080505"]
    assert [(row.level, row.source, row.is_leaf) for row in rows[1:4]] == [(0, "算", False), (1, "算", False), (2, "填", True)]
    assert [row.id for row in desk.model.rows("公开01")][:4] == ["拨款", "事业", "空行", "收入合计"]
    assert desk.model.columns("公开01", "空行") == ()


def test_many_rows_at_once(desk: Desk) -> None:
    codes = [f"{section}{item:02}" for section in range(20901, 20940) for item in range(1, 12)]
    parents = sorted({code[:5] for code in codes} | {"209"})
    edits = [desk._edit("cell", ("公开03", code, "基本"), Entry(Decimal("0.01"))) for code in codes]
    change = desk.edit(*(desk._edit("row", ("公开03", code), Row(code, code)) for code in [*parents, *codes]), *edits)
    assert desk.get("公开03", "209", "合计") == str(Decimal("0.01") * len(codes))
    assert cell("公开03", "合计", "合计") in change.cells


def test_cells_and_where_entries_go(desk: Desk) -> None:
    model = desk.model
    assert model.has_cell(cell("公开03", "2060101", "基本"))
    assert not model.has_cell(cell("公开03", "2060199", "基本"))
    assert not model.has_cell(cell("公开01", "空行", "金额"))
    assert not model.has_cell(cell("公开99", "1", "1"))
    assert model.takes_entry(cell("公开03", "合计", "合计"))
    assert model.takes_entry(cell("公开05", "说明", "文字"))
    assert not model.takes_entry(cell("公开01", "国资", "金额"))
    assert model.takes_entry(cell("公开01", "基金支出", "金额"))
    desk.put("封面", "政府性基金", "内容", "没有")
    assert not desk.model.takes_entry(cell("公开01", "基金支出", "金额"))
    desk.edit(Edit("setting", (LOCKED + "公开03",), None, "是"))
    assert not desk.model.takes_entry(cell("公开03", "2060101", "基本"))


def test_kinds_places_and_labels(desk: Desk) -> None:
    model = desk.model
    assert model.kind(cell("公开10", "车", "数")) == "count"
    assert model.decimals(cell("公开10", "车", "数")) == 0
    assert model.decimals(cell("公开03", "206", "基本")) == 2
    assert model.label(cell("公开03", "2060101", "基本")) == "公开03 支出决算表 2060101 科目2060101 · 基本支出"
    assert model.label(cell("公开01", "拨款", "金额")) == "公开01 收入支出决算总表 第 1 行 一、财政拨款收入 · 金额"
    assert model.label(cell("上年.公开01", "拨款", "金额")).startswith("上年 公开01")


def test_defaults_of_the_cover() -> None:
    desk = Desk()
    assert desk.get("封面", "级次", "内容") == "市级"
    desk.put("封面", "级次", "内容", "省级")
    assert desk.get("封面", "级次", "内容") == "省级"


def test_last_year_is_what_was_put_there_and_not_computed(desk: Desk) -> None:
    change = desk.last_year("公开03", "206", "基本", "40")
    assert change.cells
    assert desk.model.prior(cell("公开03", "206", "基本")) == 40
    assert desk.model.prior(cell("公开03", "合计", "合计")) is None
    desk.last_year("公开03", "合计", "合计", "42.5")
    assert desk.model.prior(cell("公开03", "合计", "合计")) == Decimal("42.5")
    assert desk.get("公开03", "合计", "合计") == "21.76"


def test_last_year_in_another_unit_is_converted(desk: Desk) -> None:
    desk.last_year("公开03", "合计", "基本", "40000.00")
    assert desk.book.prior is not None
    desk.book.prior.kept_in = "元"
    again = Desk()
    again.book.prior = desk.book.prior
    assert Model(PACK, again.book).prior(cell("公开03", "合计", "基本")) == Decimal("4")


@pytest.mark.parametrize(
    ("kept_in", "entries", "expected"),
    [
        ("万元", ["1.10", "2.20", "0"], "0.010"),
        ("万元", ["1.1", "2"], "0.010"),
        ("万元", ["1.125"], "0.0005"),
        ("万元", [], "0"),
        ("元", ["1.10", "2.20"], "0"),
    ],
)
def test_half_widths(kept_in: str, entries: list[str], expected: str) -> None:
    desk = Desk(kept_in=kept_in)
    desk.rows("公开03", "206", *(f"206{index:02}" for index in range(1, len(entries) + 1)))
    for index, text in enumerate(entries, 1):
        desk.put("公开03", f"206{index:02}", "基本", text)
    assert desk.model.half_width(cell("公开03", "206", "基本")) == Decimal(expected)


def test_half_widths_through_rates(desk: Desk) -> None:
    desk.rows("公开05", "206")
    desk.put("公开05", "206", "基本", "5.44")
    assert desk.get("公开10", "率", "数") == "25.00"
    half = desk.model.half_width(cell("公开10", "率", "数"))
    assert Decimal("0.02") < half < Decimal("0.1")


def test_division_by_nothing_is_blank() -> None:
    desk = Desk(pack_with(RECORD, calcs=(CalcDef("商", "[车,数] = 公开03[合计,1] ÷ 公开03[合计,2]", "b"),)))
    desk.rows("公开03", "206")
    desk.put("公开03", "206", "合计", "5")
    assert desk.get("公开10", "车", "数") is None
    desk.put("公开03", "206", "基本", "0")
    assert desk.get("公开10", "车", "数") is None
    desk.put("公开03", "206", "基本", "2")
    assert desk.get("公开10", "车", "数") == "2.5"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("最大([1..2,1])", "3.00"),
        ("最小([1..2,1], 1)", "-2.00"),
        ("计数([1..2,1])", "2.00"),
        ("绝对值([2,1]) × 1.5", "3.00"),
        ("若([2,1] < 0, 0, [2,1])", "0.00"),
        ("若(空([6,2]) 且 非 空([1,1]), 7, 8)", "7.00"),
        ("取或([6,2], 4)", "4.00"),
        ("四舍五入([1,1] ÷ 7, 1)", "0.40"),
        ("[1,1] − [2,1] × 2 + 1", "8.00"),
        ("[6,2] + 1", None),
        ('参数("幅度") + [1,1]', "33.00"),
    ],
)
def test_functions(formula: str, expected: str | None) -> None:
    desk = Desk(pack_with(TOTALS, calcs=(CalcDef("试", f"[基金支出,金额] = {formula}", "b"),)))
    desk.put("公开01", "拨款", "金额", "3")
    desk.put("公开01", "事业", "金额", "-2")
    assert desk.get("公开01", "基金支出", "金额") == expected


def test_a_condition_of_the_cover_switches_a_formula() -> None:
    calc = CalcDef("推出", "[叶,项目] = 公开03[本行,项目]", "b", when='封面[资金来源] = "财政拨款"')
    desk = Desk(pack_with(GENERAL, calcs=(calc,)))
    for form in ("公开03", "公开05"):
        desk.rows(form, "206")
    desk.put("公开03", "206", "项目", "9")
    assert desk.get("公开05", "206", "项目") is None
    change = desk.put("封面", "资金来源", "内容", "财政拨款")
    assert change.everything
    assert desk.get("公开05", "206", "项目") == "9.00"
    assert desk.get("公开05", "合计", "合计") == "9.00"
    assert not desk.put("封面", "级次", "内容", "省级").everything


def test_a_stale_operation_changes_nothing(desk: Desk) -> None:
    before = desk.get("公开03", "合计", "合计")
    with pytest.raises(StaleEdit):
        desk.edit(
            Edit("cell", ("公开03", "2080505", "项目"), Entry(Decimal("7.01")), Entry(Decimal("99"))),
            Edit("cell", ("公开03", "2060101", "基本"), None, Entry(Decimal("99"))),
        )
    assert desk.get("公开03", "合计", "合计") == before
    assert desk.get("公开03", "2080505", "项目") == "7.01"


def test_notes_are_reported_as_changes(desk: Desk) -> None:
    change = desk.edit(Edit("note", ("公开03", "206", "基本"), None, "见附件"))
    assert change.cells == {cell("公开03", "206", "基本")}


def test_states_of_a_table(desk: Desk) -> None:
    model = desk.model
    assert model.table_state("公开10") == "空"
    assert model.table_state("公开03") == "已核"
    assert model.is_empty("公开05")
    desk.put("公开03", "2060101", "基本", "-1")
    assert model.table_state("公开03") == "填报中"
    desk.put("公开03", "206", "基本", "99")
    assert model.table_state("公开03") == "有错"
    desk.edit(Edit("setting", (LOCKED + "公开03",), None, "是"))
    assert model.table_state("公开03") == "已锁"


def test_the_same_sum_whatever_came_before() -> None:
    """Running sums leave no trace: neither rounding nor trailing zeros of figures that are gone."""
    desk = Desk()
    desk.rows("公开03", "206", "20601", "20602")
    for text in ("0.1", "123456789.123456789", "0.000000001", "99999999999999.99", "2.5"):
        desk.put("公开03", "20601", "基本", text)
        desk.put("公开03", "20602", "基本", text)
    desk.put("公开03", "20602", "基本", "0.5")
    assert desk.get("公开03", "合计", "基本") == "3.00"
