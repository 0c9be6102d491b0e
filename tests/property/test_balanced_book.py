"""舍位平衡 of a whole set kept in 元: what is printed in 万元 adds up in every table and between the tables."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from desktop.core.additions import additions, equations
from desktop.core.cells import Book, CellRef, Entry, Row
from desktop.core.evaluate import Model
from desktop.core.rounding import Figures, present
from desktop.core.subject_rows import lineage
from desktop.forms.load import load_pack

PACK = load_pack("bj-2023")
DERIVED = {"收入来源": "只有财政拨款", "收入决算表的填法": "财政拨款收入等于本年财政拨款支出", "政府性基金": "有", "国有资本经营预算": "有"}
TYPED = {"收入来源": "还有其他资金", "政府性基金": "没有", "国有资本经营预算": "没有"}
GENERAL = ["2010101", "2010102", "2010150", "2060101", "2060199", "2060404", "2080501", "2080505", "2101101", "2101102", "2210201"]
FUNDS = ["2120801", "2120802", "2296002"]
STATE_OWNED = ["2230105", "2230107"]


class Filled:
    """A book of figures in 元 to the 分; ``put`` enters one, with the rows it needs."""

    def __init__(self, seed: int, cover: dict[str, str]) -> None:
        self.chance = random.Random(seed)
        self.book = Book(PACK.id, "某局", 2023, kept_in="元")
        for row, text in cover.items():
            self.book.sheet("封面").entered[row, "内容"] = Entry(text)

    def cents(self) -> Decimal:
        return Decimal(self.chance.randrange(1, 10**9)) / 100

    def put(self, form: str, row: str, column: str, value: Decimal) -> Decimal:
        definition = PACK.form(form)
        assert definition is not None
        if definition.family and row.isdigit():
            for code in lineage(definition.family, row):
                self.book.sheet(form).rows.setdefault(code, Row(code, code, code[:-2] if len(code) > 3 else ""))
        self.book.sheet(form).entered[row, column] = Entry(value)
        return value

    def economic(self, total: Decimal) -> None:
        """公开06 out of 30 款 that add up to ``total``."""
        definition = PACK.form("公开06")
        assert definition is not None
        rows = [
            row for block in definition.blocks for row in block.rows if len(row.id) == 5 and row.id.isdigit() and not row.not_applicable
        ]
        items = [row.id for row in rows if row.id not in ("30212", "30217", "30231", "31013")][:60:2]  # those stand in 公开09 too
        for item in items[:-1]:
            share = (total / self.chance.randrange(9, 25)).quantize(Decimal("0.01"))
            total -= self.put("公开06", item, "决算数", share)
        self.put("公开06", items[-1], "决算数", total)


def derived(seed: int) -> Model:
    """Typed once: 公开03, 公开06 and the carry-over; everything else follows."""
    made = Filled(seed, DERIVED)
    basic = sum(made.put("公开03", code, "基本支出", made.cents()) for code in GENERAL)
    for code in (*GENERAL, *FUNDS, *STATE_OWNED):
        made.put("公开03", code, "项目支出", made.cents())
    for mirror, codes in {"公开02": (*GENERAL, *FUNDS, *STATE_OWNED), "公开05": GENERAL, "公开07": FUNDS, "公开08": STATE_OWNED}.items():
        family = PACK.form(mirror).family
        for code in codes:
            for one in lineage(family, code):
                made.book.sheet(mirror).rows.setdefault(one, Row(one, one, one[:-2] if len(one) > 3 else ""))
    made.economic(Decimal(basic))
    carried = made.cents()
    made.put("公开01", "年初结转和结余", "金额", carried)
    made.put("公开01", "年末结转和结余", "金额", carried)
    return Model(PACK, made.book)


def typed(seed: int) -> Model:
    """公开02, 03 and 05 typed each by itself; carry-overs close the gap."""
    made = Filled(seed, TYPED)
    received = spent = general = treasury = basic = Decimal(0)
    for code in GENERAL:
        treasury += made.put("公开02", code, "财政拨款收入", made.cents())
        received += made.put("公开02", code, "事业收入", made.cents())
        for column in ("基本支出", "项目支出"):
            part = made.put("公开05", code, column, made.cents())
            spent += made.put("公开03", code, column, part + made.cents())
            general += part
            basic += part if column == "基本支出" else 0
    made.economic(basic)
    opening, own = Decimal("98765432.19"), Decimal("123456789.55")
    made.put("公开04", "年初一般公共预算财政拨款", "金额", opening)
    made.put("公开04", "年末财政拨款结转和结余", "一般公共预算财政拨款", opening + treasury - general)
    made.put("公开01", "年初结转和结余", "金额", opening + own)
    made.put("公开01", "年末结转和结余", "金额", opening + own + treasury + received - spent)
    return Model(PACK, made.book)


def printed(figures: Figures, parts: tuple[tuple[int, CellRef], ...]) -> Decimal:
    shown = [(sign, figures.value(ref)) for sign, ref in parts]
    return sum((sign * value for sign, value in shown if isinstance(value, Decimal)), Decimal(0))


@pytest.mark.parametrize("fill", [derived, typed])
@pytest.mark.parametrize("seed", range(5))
def test_printed_figures_add_up_in_every_table_and_between_tables(fill, seed):
    model = fill(seed)
    assert [finding for finding in model.findings() if finding.severity == "error"] == []
    uneven, figures = present(model, "万元"), present(model, "万元", "舍位平衡")
    assert any(uneven.tail_difference(form.code) for form in PACK.forms), "rounded one by one they do not add up"
    compared = 0
    for form in PACK.forms:
        if form.view == "facts":
            continue  # typed for the text; nothing of it is printed as a table
        assert not figures.tail_difference(form.code), form.code
        for addition in additions(model, form.code):
            if isinstance(model.value(addition.total), Decimal):
                assert printed(figures, ((1, addition.total),)) == printed(figures, addition.parts), addition.total
        for equation in equations(model, form.code):
            compared += 1
            assert printed(figures, equation.left) == printed(figures, equation.right), (form.code, equation)
    assert compared > 50
    again = present(model, "万元", "舍位平衡")
    for form in PACK.forms:
        if form.view == "facts":
            continue
        for row in model.rows(form.code):
            for column in model.columns(form.code, row.id):
                ref = CellRef(form.code, row.id, column.id)
                exact = model.value(ref)
                if isinstance(exact, Decimal):
                    assert abs(figures.value(ref) - exact / 10000) < Decimal("0.02"), ref
                    assert again.value(ref) == figures.value(ref)
