"""舍位平衡 on random trees of 科目 rows with columns that have a total column."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.balance import Sum, apportion, balance
from desktop.core.cells import CellRef

FORM = "公开03"
amounts = st.decimals(min_value=-50, max_value=5000, places=4, allow_nan=False, allow_infinity=False)


@st.composite
def tables(draw: st.DrawFn, signs: bool = True):
    """Exact figures and the sums between them: 合计 → 类 → 款 → 项, and 支出合计 = 基本 + 项目 + 其他 in every row."""
    columns = ["基本", "项目", "其他"][: draw(st.integers(2, 3))]
    children: dict[str, list[str]] = {"合计": []}
    leaves: list[str] = []
    for category in range(draw(st.integers(1, 4))):
        top = f"2{category:02d}"
        children["合计"].append(top)
        children[top] = []
        for item in range(draw(st.integers(0, 5))):
            children[top].append(f"{top}{item:02d}")
            leaves.append(f"{top}{item:02d}")
        if not children[top]:
            del children[top]
            leaves.append(top)
    exact: dict[CellRef, Decimal] = {}
    positive = st.decimals(min_value=0, max_value=900, places=3, allow_nan=False, allow_infinity=False)
    for leaf in leaves:
        for column in columns:
            exact[CellRef(FORM, leaf, column)] = draw(amounts if signs else positive)
        exact[CellRef(FORM, leaf, "支出合计")] = sum(exact[CellRef(FORM, leaf, column)] for column in columns)
    sums = [Sum(CellRef(FORM, leaf, "支出合计"), tuple((1, CellRef(FORM, leaf, column)) for column in columns)) for leaf in leaves]
    said_of_parents = draw(st.booleans())  # packs say it of the leaves only
    for parent in [*(code for code in children if code != "合计"), "合计"]:
        for column in [*columns, "支出合计"]:
            exact[CellRef(FORM, parent, column)] = sum(exact[CellRef(FORM, child, column)] for child in children[parent])
            sums.append(Sum(CellRef(FORM, parent, column), tuple((1, CellRef(FORM, child, column)) for child in children[parent])))
        if said_of_parents:
            sums.append(Sum(CellRef(FORM, parent, "支出合计"), tuple((1, CellRef(FORM, parent, column)) for column in columns)))
    return exact, sums


@settings(max_examples=150, deadline=None)
@given(tables())
def test_printed_parts_add_up_to_printed_totals(table):
    exact, sums = table
    before = dict(exact)
    printed = balance(exact, sums)
    assert exact == before, "the exact figures are not touched"
    assert printed.keys() == exact.keys()
    for found in sums:
        assert printed[found.total] == found.of(printed), found
    for ref in printed:
        if ref.column == "支出合计":
            assert printed[ref] == sum(value for other, value in printed.items() if other.row == ref.row and other != ref)
    assert all(value == value.to_integral_value() for value in printed.values())
    assert balance(exact, sums) == printed, "the same result on every run"


@settings(max_examples=150, deadline=None)
@given(tables())
def test_no_part_column_moves_by_a_whole_unit(table):
    exact, sums = table
    printed = balance(exact, sums)
    for ref, value in printed.items():
        if ref.column != "支出合计":
            assert abs(value - exact[ref]) < 1, ref


@settings(max_examples=80, deadline=None)
@given(tables())
def test_total_column_rarely_moves_by_a_whole_unit(table):
    """Where no exchange between rows can prevent it, it is a few units at most and only in the derived total column."""
    exact, sums = table
    printed = balance(exact, sums)
    far = [ref for ref, value in printed.items() if abs(value - exact[ref]) >= 1]
    assert all(abs(printed[ref] - exact[ref]) < 2 for ref in far)
    assert len(far) * 8 <= len(printed)


@given(st.lists(amounts, min_size=1, max_size=30))
def test_apportion_gives_the_whole_total_and_stays_within_a_unit(parts):
    total = sum(parts).quantize(Decimal(1), rounding="ROUND_HALF_UP")
    shares = apportion(total, parts)
    assert sum(shares) == total
    assert all(abs(share - part) < 1 for share, part in zip(shares, parts, strict=True))


def test_figures_that_are_whole_already_stay_as_they_are():
    exact = {CellRef(FORM, "合计", "金额"): Decimal(10), CellRef(FORM, "201", "金额"): Decimal(4), CellRef(FORM, "202", "金额"): Decimal(6)}
    sums = [Sum(CellRef(FORM, "合计", "金额"), ((1, CellRef(FORM, "201", "金额")), (1, CellRef(FORM, "202", "金额"))))]
    assert balance(exact, sums) == exact


def test_figures_printed_elsewhere_are_kept_and_the_rest_takes_the_remainder():
    total, first, second, third = (CellRef(FORM, row, "金额") for row in ("合计", "201", "202", "203"))
    exact = {total: Decimal("1.2"), first: Decimal("0.4"), second: Decimal("0.4"), third: Decimal("0.4")}
    sums = [Sum(total, ((1, first), (1, second), (1, third)))]
    assert balance(exact, sums)[first] == 1
    assert balance(exact, sums, {first: Decimal(0), second: Decimal(0)})[third] == 1
