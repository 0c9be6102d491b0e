"""The published tables of 晋城 2024, as imported: no false alarm, tail differences only as hints, and the empty tables ask for their sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from published import ONLY_TREASURY, SUBJECTS, model_of, published_book

from desktop.core import entry
from desktop.core.cells import SENTENCE_COLUMN, SENTENCE_ROW, Book, CellRef, Entry, Row
from desktop.core.operations import Operation

COVERS = {"blank cover": {}, "cover as published": ONLY_TREASURY}


@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS)
def test_nothing_is_wrong_and_only_the_empty_tables_ask(cover):
    model = model_of(published_book(cover))
    findings = model.findings()
    assert [finding for finding in findings if finding.severity == "error"] == []
    assert [(finding.check, finding.table) for finding in findings if finding.severity == "warning"] == [
        ("07-空表", "公开07"),
        ("08-空表", "公开08"),
        ("09-空表", "公开09"),
    ]
    assert {finding.check for finding in findings if finding.severity == "hint"} == {"尾差"}


def test_tail_differences_are_those_of_21011_and_301():
    model = model_of(published_book(ONLY_TREASURY))
    uneven = [form.code for form in model.pack.forms if model.has_tail_difference(form.code)]
    assert uneven == ["公开02", "公开03", "公开05", "公开06"]


def test_sentences_as_published_leave_only_table_07():
    book = published_book(ONLY_TREASURY)
    for form in ("公开08", "公开09"):
        model = model_of(book)
        operation = entry.type_text(model, CellRef(form, SENTENCE_ROW, SENTENCE_COLUMN), "说明：本表无数据")
        assert isinstance(operation, Operation)
        model.apply(operation)
    warnings = [finding for finding in model_of(book).findings() if finding.severity == "warning"]
    assert [finding.check for finding in warnings] == ["07-空表"]
    repair = warnings[0].repair
    assert repair is not None and repair.text == "说明：本表无数据"


def test_a_cover_without_fund_settles_table_07():
    model = model_of(published_book({**ONLY_TREASURY, "政府性基金": "没有"}))
    assert "07-空表" not in {finding.check for finding in model.findings()}


def test_another_account_of_the_same_figures_is_found():
    """公开04 printing another 科学技术支出 than 公开05 is an error that names both cells."""
    book = published_book()
    ref = CellRef("公开04", "206", "一般公共预算财政拨款")
    model = model_of(book)
    operation = entry.type_text(model, ref, "1607.38")
    assert isinstance(operation, Operation)
    model.apply(operation)
    found = next(finding for finding in model.findings_at(ref) if finding.check == "X11")
    assert found.severity == "error"
    assert CellRef("公开05", "206", "本年支出") in {cell.ref for cell in found.cells}
    assert "1,607.38" in found.say and "1,607.83" in found.say


def test_last_years_figures_ask_for_reasons_only_where_the_change_is_large():
    book = published_book(ONLY_TREASURY)
    model = model_of(book)
    assert not [finding for finding in model.findings() if finding.tier == "波动"]
    book.prior = Book("sx-2024", book.unit_name, 2023)
    sheet = book.prior.sheet("公开05")
    for code, value in {"201": "4.14", "206": "1565.34", "208": "101.07", "210": "61.39", "221": "87.80"}.items():
        sheet.rows[code] = Row(code, code)
        sheet.entered[code, "本年支出"] = Entry(Decimal(value))
    book.prior.sheet("公开01").entered["收入总计", "金额"] = Entry(Decimal("1825.55"))
    waves = [(finding.check, finding.scope) for finding in model_of(book).findings() if finding.tier == "波动"]
    assert waves == [("05-波动", "201"), ("05-波动", "208")]


@pytest.mark.parametrize("form", ["公开01", "公开02", "公开03", "公开04", "公开05", "公开06", "公开10"])
def test_a_table_imported_alone_raises_no_error(form):
    """Figures that other tables determine are not compared with tables that are still empty."""
    book = published_book()
    book.sheets = {code: sheet for code, sheet in book.sheets.items() if code == form}
    assert [finding.say for finding in model_of(book).findings() if finding.severity == "error"] == []


def test_the_comparison_starts_when_the_other_table_is_filled():
    book = published_book()
    book.sheets = {code: sheet for code, sheet in book.sheets.items() if code == "公开01"}
    model = model_of(book)
    for build in (
        lambda: entry.add_subject(model, SUBJECTS, "公开03", "2060101"),
        lambda: entry.type_text(model, CellRef("公开03", "2060101", "基本支出"), "1607.38"),
    ):
        operation = build()
        assert isinstance(operation, Operation)
        model.apply(operation)
    scopes = {finding.scope for finding in model.findings() if finding.check == "X05"}
    assert scopes == {"201", "206", "208", "210", "221"}
    model.apply(operation.inverse())
    assert "X05" not in {finding.check for finding in model.findings()}
