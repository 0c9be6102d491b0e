"""What a difference may come from is said where it is clear, and nothing is said where it is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from engine_forms import Desk, cell

from desktop.core.diagnosis import Diagnosis


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.rows("公开03", "206", "20601", "2060101", "2060102", "2060103")
    for row, column, figure in (
        ("2060101", "基本", "1200"), ("2060101", "项目", "35.5"), ("2060102", "基本", "307"), ("2060102", "项目", "46.82"),
        ("2060103", "基本", "818.4"), ("2060103", "项目", "2"),
    ):  # fmt: skip
        made.put("公开03", row, column, figure)
    for row in ("2060101", "2060102", "2060103", "20601", "206"):
        for column in ("合计", "基本", "项目"):
            value = made.model.value(cell("公开03", row, column))
            made.put("公开03", row, column, str(value), imported=True)
    return made


def told(desk: Desk) -> list[Diagnosis]:
    return list(dict.fromkeys(one for finding in desk.model.findings() for one in desk.model.diagnose(finding)))


def test_nothing_is_said_of_sound_tables(desk: Desk) -> None:
    assert told(desk) == []


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("2100", "swapped", "颠倒"),
        ("12000", "point", "小数点"),
        ("12", "point", "小数点"),
        ("12000000", "unit", "元和万元"),
        ("-1200", "sign", "正负号"),
        ("1700", "digit", "一位数字写错"),
        ("12030", "length", "多写或少写"),
    ],
)
def test_a_slip_is_named_with_cell_and_figure(desk: Desk, typed: str, kind: str, words: str) -> None:
    desk.put("公开03", "2060101", "基本", typed)
    (one,) = told(desk)
    assert (one.kind, one.cell, one.meant) == (kind, cell("公开03", "2060101", "基本"), Decimal(1200))
    assert words in one.say
    assert "1,200.00" in one.say
    assert "2060101" in one.say
    assert one.proven, "row and column both ask for it"


def test_the_sentence_says_the_difference_and_both_figures(desk: Desk) -> None:
    desk.put("公开03", "2060101", "基本", "2100")
    (one,) = told(desk)
    assert one.say == "相差 900.00，正好是“2060101 科目2060101 · 基本支出”的 1,200.00 写成 2,100.00 的差：可能有两位数字颠倒了。"


def test_figures_of_two_rows_exchanged(desk: Desk) -> None:
    desk.put("公开03", "2060101", "基本", "307")
    desk.put("公开03", "2060102", "基本", "1200")
    every = told(desk)
    assert every
    for one in every:
        assert one.kind == "row"
        assert {one.cell.row, one.other.row if one.other else ""} == {"2060101", "2060102"}


def test_a_part_left_out_of_a_total(desk: Desk) -> None:
    right = desk.model.value(cell("公开03", "20601", "项目"))
    assert isinstance(right, Decimal)
    desk.put("公开03", "20601", "项目", str(right - Decimal("46.82")))
    every = told(desk)
    assert {(one.cell.row, one.meant) for one in every} == {("20601", right)}
    (left_out,) = [one for one in every if one.kind == "left_out"]
    assert left_out.other is not None
    assert left_out.other.row == "2060102"
    assert "漏加" in left_out.say


def test_two_unrelated_faults_are_not_explained_away(desk: Desk) -> None:
    desk.put("公开03", "2060101", "基本", "1188.13")
    desk.put("公开03", "2060102", "基本", "392.56")
    for one in told(desk):
        assert one.cell.row in ("2060101", "2060102")
        assert one.meant in (Decimal(1200), Decimal(307))


def test_correcting_what_was_said_leaves_nothing_to_say(desk: Desk) -> None:
    desk.put("公开03", "2060102", "项目", "64.82")
    (one,) = told(desk)
    assert one.meant == Decimal("46.82")
    desk.put("公开03", "2060102", "项目", "46.82")
    assert told(desk) == []
