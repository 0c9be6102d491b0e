"""A check of many rows that asks whether other cells are all blank: it is judged anew when the answer changes, not with every figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from engine_forms import TOTALS, Desk, pack_with

from desktop.core import reviewing
from desktop.core.definitions import CheckDef
from desktop.core.evaluate import Model

CODES = ("206", "20601", "2060101", "2060102", "2060103")


@pytest.fixture
def desk() -> Desk:
    """Two checks of every leaf of 公开03, one while any leaf has a figure, one while any has one in another column."""
    check = CheckDef(
        "甲", "若(计数(公开03[叶,基本]) = 0, 0, [本行,基本]) = 0", "{行}有数。", "不应有。", "核对。", each="[叶]", columns="基本"
    )
    other = CheckDef(
        "乙", "若(计数(公开03[叶,项目]) > 0, [本行,基本], 0) = 0", "{行}有数。", "不应有。", "核对。", each="[叶]", columns="基本"
    )
    pack = pack_with(TOTALS)
    forms = tuple(replace(form, checks=(*form.checks, check, other)) if form.code == "公开03" else form for form in pack.forms)
    made = Desk(replace(pack, forms=forms))
    made.rows("公开03", *CODES)
    return made


def scopes(desk: Desk, check: str) -> set[str]:
    found = {finding.scope.split("/")[0] for finding in desk.found(check)}
    fresh = {finding.scope.split("/")[0] for finding in Model(desk.model.pack, desk.model.book).findings() if finding.check == check}
    assert found == fresh
    return found


def test_it_follows_figures_that_come_and_go(desk: Desk) -> None:
    assert scopes(desk, "甲") == set()
    desk.put("公开03", "2060101", "基本", "5.00")
    assert scopes(desk, "甲") == {"2060101"} and scopes(desk, "乙") == set()
    desk.put("公开03", "2060102", "基本", "7.00")
    assert scopes(desk, "甲") == {"2060101", "2060102"}
    desk.put("公开03", "2060103", "项目", "1.00")
    assert scopes(desk, "乙") == {"2060101", "2060102"}, "told to every row when the first figure comes"
    desk.put("公开03", "2060103", "项目", None)
    assert scopes(desk, "乙") == set()
    desk.put("公开03", "2060101", "基本", None)
    assert scopes(desk, "甲") == {"2060102"}


def test_it_follows_rows_that_come_and_go(desk: Desk) -> None:
    desk.put("公开03", "2060101", "基本", "5.00")
    desk.rows("公开03", "2060104")
    desk.put("公开03", "2060104", "项目", "3.00")
    assert scopes(desk, "乙") == {"2060101"}


def test_a_figure_does_not_make_every_row_be_judged_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put("公开03", "2060101", "基本", "5.00")
    judged = []
    real = reviewing.review_check
    monkeypatch.setattr(reviewing, "review_check", lambda check, book: judged.append(check) or real(check, book))
    desk.put("公开03", "2060101", "基本", "6.00")
    assert {check.row for check in judged if check.template.definition.id in ("甲", "乙")} == {"2060101"}


def test_a_finding_does_not_list_the_cells_of_the_condition(desk: Desk) -> None:
    desk.put("公开03", "2060101", "基本", "5.00")
    desk.put("公开03", "2060102", "基本", "7.00")
    assert [[cell.ref.row for cell in finding.cells] for finding in desk.found("甲")] == [["2060101"], ["2060102"]]
