"""Certain repairs: what they would change, all of one kind at once, and what is offered only where the data prove it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from engine_forms import Desk, cell

from desktop.core.cells import Acknowledgement, Book
from desktop.core.operations import Operation
from desktop.core.repairs import alike, last_reason, repair, repair_all, repairs_of


@pytest.fixture
def desk() -> Desk:
    """Leaves typed, sums imported: every figure stands in a row and in a column."""
    made = Desk()
    made.rows("公开03", "206", "20601", "2060101", "2060102")
    for row, column, figure in (
        ("2060101", "基本", "1200"),
        ("2060101", "项目", "35.5"),
        ("2060102", "基本", "307"),
        ("2060102", "项目", "46.82"),
    ):
        made.put("公开03", row, column, figure)
    for row in ("2060101", "2060102", "20601", "206"):
        for column in ("合计", "基本", "项目"):
            made.put("公开03", row, column, str(made.model.value(cell("公开03", row, column))), imported=True)
    return made


def do(desk: Desk, operation: Operation | str) -> None:
    assert isinstance(operation, Operation), operation
    desk.model.apply(operation)


def test_a_figure_that_several_formulas_ask_for_is_offered_before_the_computed_total(desk: Desk) -> None:
    desk.put("公开03", "2060101", "基本", "2100")
    finding = next(one for one in desk.model.findings() if one.table == "公开03" and one.difference)
    first = repairs_of(desk.model, finding)[0]
    assert (first.kind, first.ref, Decimal(first.text)) == ("set_value", cell("公开03", "2060101", "基本"), Decimal(1200))
    do(desk, repair(desk.model, finding, first))
    assert desk.model.value(cell("公开03", "2060101", "基本")) == Decimal(1200)
    assert not [one for one in desk.model.findings() if one.table == "公开03" and one.difference]


def test_the_preview_says_what_stands_there_and_what_would(desk: Desk) -> None:
    desk.put("公开03", "206", "基本", "1")
    desk.put("公开03", "206", "项目", "2")
    changes = alike(desk.model, desk.model.findings(), "take_computed")
    assert {(one.repair.ref.column, one.now, one.then) for one in changes} >= {
        ("基本", Decimal(1), Decimal(1507)),
        ("项目", Decimal(2), Decimal("82.32")),
    }


def test_all_of_a_kind_are_one_operation_that_can_be_taken_back(desk: Desk) -> None:
    desk.put("公开03", "206", "基本", "1")
    desk.put("公开03", "206", "项目", "2")
    before = desk.model.findings()
    operation = repair_all(desk.model, alike(desk.model, before, "take_computed"))
    assert isinstance(operation, Operation)
    desk.model.apply(operation)
    assert not [one for one in desk.model.findings() if one.repair is not None and one.repair.kind == "take_computed"]
    assert desk.model.value(cell("公开03", "206", "基本")) == Decimal(1507)
    desk.model.apply(operation.inverse())
    assert desk.model.findings() == before


def test_a_text_that_reads_as_an_amount_becomes_one(desk: Desk) -> None:
    desk.put("公开03", "2060101", "项目", None)
    ref = cell("公开03", "2060101", "项目")
    from desktop.core.cells import Entry
    from desktop.core.operations import Edit

    for text, amount in (("３５.５０", Decimal("35.50")), ("约三十五", None), ("3万元", None)):
        old = desk.model.book.entry(ref)
        desk.model.apply(Operation("导入", "import", (Edit("cell", tuple(ref), old, Entry(text)),)))
        (finding,) = [one for one in desk.model.findings() if one.check == "填报-文字"]
        offered = repairs_of(desk.model, finding)
        assert [Decimal(one.text) for one in offered] == ([amount] if amount is not None else [])
        if offered:
            do(desk, repair(desk.model, finding, offered[0]))
            assert desk.model.value(ref) == amount


def test_last_years_reason_is_offered(desk: Desk) -> None:
    desk.put("公开03", "206", "基本", "1")
    finding = replace(desk.model.findings()[0], severity="warning")
    assert last_reason(desk.model, finding) == ""
    desk.model.book.prior = Book("试", "某局", 2023)
    desk.model.book.prior.acknowledgements[finding.key] = Acknowledgement(*finding.key, "口径不同", "x")
    assert last_reason(desk.model, finding) == "口径不同"
