"""Last year's figures are compared in the unit of this year's book."""

from __future__ import annotations

from decimal import Decimal

import pytest
from engine_forms import PACK, pack_with

from desktop.core.cells import Book, Entry
from desktop.core.definitions import CheckDef
from desktop.core.evaluate import Model

CARRIED = CheckDef("衔接", "[拨款,金额] = 上年.[拨款,金额]", "{左}≠{右}", "应衔接。", "核对。", "warning", missing="跳过")


@pytest.mark.parametrize(
    ("this", "figure", "last", "carried", "found"),
    [
        ("万元", "5.73", "元", "57312.45", False),  # the exact figure, printed in 万元
        ("万元", "5.74", "元", "57312.45", True),
        ("元", "57312.45", "万元", "5.73", False),
        ("元", "57412.45", "万元", "5.73", True),
        ("万元", "5.73", "万元", "5.74", True),  # both printed alike: not a cent of slack
    ],
)
def test_books_in_different_units_meet_within_their_last_place(this, figure, last, carried, found):
    totals = next(form for form in PACK.forms if form.code == "公开01")
    book = Book(PACK.id, "科技局", 2024, kept_in=this)
    book.prior = Book(PACK.id, "科技局", 2023, kept_in=last)
    book.sheet("公开01").entered["拨款", "金额"] = Entry(Decimal(figure))
    book.prior.sheet("公开01").entered["拨款", "金额"] = Entry(Decimal(carried))
    model = Model(pack_with(totals, checks=(CARRIED,)), book)
    assert [finding.check for finding in model.findings() if finding.check == "衔接"] == ["衔接"] * found
