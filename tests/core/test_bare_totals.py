"""A total whose parts are all blank: nothing contradicts it yet, so it is no error; the totals of a table are told of together."""

from __future__ import annotations

import pytest
from engine_forms import GENERAL, Desk, cell, pack_with

from desktop.core.definitions import CheckDef

SPLIT = CheckDef("分", "[本行,合计] = [本行,基本] + [本行,项目]", "{左}≠{右}", "分项之和。", "核对。", each="[合计]")


def desk() -> Desk:
    made = Desk(pack_with(GENERAL, checks=(SPLIT,)))
    made.rows("公开05", "206", "20601", "2060101", "2060102")
    return made


def test_totals_without_parts_are_one_warning_that_names_them_all() -> None:
    made = desk()
    made.put("公开05", "合计", "合计", "12.00")
    made.put("公开05", "合计", "基本", "5.00")
    made.put("公开05", "合计", "项目", "7.00")
    (finding,) = made.found("缺分项")
    assert made.found("分") == made.found("A3") == []
    assert (finding.severity, finding.table) == ("warning", "公开05")
    assert {one.ref.column for one in finding.cells} == {"合计", "基本", "项目"}
    assert "3 处" in finding.say and "合计 · 基本支出" in finding.say
    assert not made.model.has_tail_difference("公开05")


def test_a_check_of_a_total_waits_for_its_parts_too() -> None:
    made = desk()
    made.put("公开05", "合计", "合计", "12.00")
    assert made.found("分") == made.found("A3") == []
    assert [one.ref for one in made.found("缺分项")[0].cells] == [cell("公开05", "合计", "合计")]


def test_a_part_without_its_total_is_not_called_a_total() -> None:
    made = desk()
    made.put("公开05", "合计", "基本", "5.00")
    made.put("公开05", "合计", "合计", None)
    said = " ".join(finding.say for finding in made.found("缺分项"))
    assert "合计 · 基本支出" in said and "只填了合计" not in said


@pytest.mark.parametrize(("row", "check"), [("2060101", "A1"), ("20601", "A2"), ("206", "A2"), ("合计", "A3")])
def test_with_one_part_filled_in_the_total_is_compared(row: str, check: str) -> None:
    made = desk()
    made.put("公开05", row, "合计", "12.00")
    assert made.found(check) == []
    part = {"2060101": "2060101", "20601": "2060102", "206": "20601", "合计": "206"}[row]
    made.put("公开05", part, "基本" if row == part else "合计", "5.00")
    assert [finding.severity for finding in made.found(check)] == ["error"]
    made.put("公开05", part, "基本" if row == part else "合计", None)
    assert made.found(check) == []


def test_a_zero_is_a_part() -> None:
    made = desk()
    made.put("公开05", "2060101", "合计", "12.00")
    made.put("公开05", "2060101", "基本", "0")
    assert [finding.say for finding in made.found("A1")] == ["科目2060101“本年支出合计”填的是 12.00，按公式应为 0.00，相差 12.00。"]


def test_what_another_table_should_give_stays_an_error() -> None:
    """公开01 has a class that 公开03 does not list: the tables contradict each other."""
    made = Desk()
    made.rows("公开03", "208")
    made.put("公开03", "208", "基本", "3.00")
    made.put("公开01", "206", "金额", "5.00")
    assert [(finding.scope, finding.severity) for finding in made.found("01-类")] == [("206", "error")]


def test_two_sides_of_a_balance_are_no_total_and_parts() -> None:
    made = Desk()
    made.put("公开01", "拨款", "金额", "5.00")
    assert [finding.severity for finding in made.found("01-平")] == ["error"]
    assert made.found("缺分项") == []


def test_the_warning_goes_with_its_last_row() -> None:
    made = desk()
    made.put("公开05", "2060101", "合计", "12.00")
    assert made.found("缺分项")
    made.put("公开05", "2060101", "合计", None)
    assert made.found("缺分项") == []
