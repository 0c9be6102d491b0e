"""What a region does not print is not spoken of: tables without a number go by their titles, in every text and label."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from desktop.core.cells import Book, CellRef, Entry
from desktop.core.definitions import PackDef
from desktop.core.evaluate import Model
from desktop.forms.load import load_pack, read_pack
from desktop.forms.naming import call_by_titles

NUMBER = re.compile(r"公开\d\d")


def texts(pack: PackDef) -> list[str]:
    found: list[str] = []
    for form in pack.forms:
        found += [form.help, form.empty_sentence, form.tail_note, *form.notes]
        found += [text for calc in form.calcs for text in (calc.basis, calc.say, calc.how)]
        found += [text for check in form.checks for text in (check.say, check.why, check.how)]
        for block in form.blocks:
            found += [text for row in block.rows for text in (row.label, row.hint, *row.choices)]
            found += [text for column in block.columns for text in (column.label, column.hint)]
    return found


def test_no_text_of_shanghai_names_a_table_number():
    assert [text for text in texts(load_pack("sh-2024")) if NUMBER.search(text)] == []
    assert [text for text in texts(read_pack("sh-2024").pack) if NUMBER.search(text)], "as they are written they do"


@pytest.mark.parametrize("name", ["cn-2024", "sx-2024", "xj-2024", "bj-2023"])
def test_sets_that_print_numbers_keep_them(name):
    pack = load_pack(name)
    assert call_by_titles(pack) == pack


def test_several_tables_named_together_are_named_one_by_one():
    check = next(one for one in load_pack("sh-2024").form("公开04").checks if one.id == "04-收支不全")
    assert check.how == (
        "补填《收入决算表》或《一般公共预算财政拨款支出决算表》、"
        "《政府性基金预算财政拨款收入支出决算表》、《国有资本经营预算财政拨款收入支出决算表》。"
    )


def test_line_numbers_that_are_not_printed_are_said_to_be_the_national_ones():
    shanghai, nation = load_pack("sh-2024").form("公开01"), load_pack("cn-2024").form("公开01")
    assert "按全国统一表式" in next(one.basis for one in shanghai.calcs if one.id == "01-A1")
    assert "按全国统一表式" not in next(one.basis for one in nation.calcs if one.id == "01-A1")


def test_findings_and_explanations_of_shanghai_speak_of_titles():
    pack = load_pack("sh-2024")
    book = Book(pack.id, "某局", 2024)
    book.sheet("公开01").entered["206", "金额"] = Entry(Decimal(5))
    book.sheet("公开01").entered["收入总计", "金额"] = Entry(Decimal(7))
    model = Model(pack, book)
    assert model.findings()
    for finding in model.findings():
        said = [finding.say, finding.why, finding.how, *(cell.label for cell in finding.cells)]
        assert not any(NUMBER.search(text) for text in said), finding
    told = model.explain(CellRef("公开01", "206", "金额"))
    assert not any(NUMBER.search(text) for text in (told.label, told.words, told.basis, *(one.label for one in told.operands)))
    assert "《支出决算表》" in told.words
