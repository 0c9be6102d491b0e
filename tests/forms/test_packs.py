"""The packs that come with the program: sound, tested by their own cases, and printed as the places print them."""

from __future__ import annotations

import re

import pytest

from desktop.core.cells import Book, CellRef, Entry, Row
from desktop.core.evaluate import Model
from desktop.forms.cases import run_cases
from desktop.forms.layout import lay_out
from desktop.forms.lint import lint_pack
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

PACKS = ["cn-2024", "sx-2024", "xj-2024", "sh-2024", "bj-2023", "sc-2024", "sh-2026"]
USABLE = {"portrait": 170.0, "landscape": 257.0}


@pytest.fixture(params=PACKS)
def pack(request):
    return load_pack(request.param)


def model_of(pack, cover: dict[str, str] | None = None) -> Model:
    book = Book(pack.id, "上海市某局", pack.years[0], kept_in=pack.kept_in)
    for row, text in (cover or {}).items():
        book.sheet("封面").entered[row, "内容"] = Entry(text)
    return Model(pack, book, SubjectCatalog.of_pack(pack, book.year))


def test_the_linter_finds_nothing(pack):
    assert [str(problem) for problem in lint_pack(pack)] == []


def test_its_own_cases_pass(pack):
    results = run_cases(pack)
    assert results
    assert {f"{result.file} {result.name}": result.problems for result in results if not result.passed} == {}


def test_an_empty_document_raises_no_alarm(pack):
    assert [finding.check for finding in model_of(pack).findings()] == []


def test_every_table_fills_the_page_width(pack):
    for form in pack.forms:
        if form.view == "facts":
            continue  # not printed
        assert sum(form.layout.widths) == pytest.approx(USABLE[form.layout.orientation]), form.code


def test_every_formula_names_its_basis_in_words(pack):
    for form in pack.forms:
        for text in [calc.basis for calc in form.calcs] + [check.why for check in form.checks]:
            assert len(text) > 8 and not re.search(r"[A-Za-z]{3,}", text), (form.code, text)


@pytest.mark.parametrize("choice", ["由分项加总", "从合计往下"])
@pytest.mark.parametrize("source", ["只有财政拨款", "还有其他资金"])
@pytest.mark.parametrize("own", ["由支出决算表推出", "逐项填列"])
def test_every_way_of_filling_in_is_free_of_contradictions(pack, choice, source, own):
    """The alternatives that the cover offers exclude each other: no cell has two formulas, no circle arises."""
    model = model_of(
        pack,
        {
            "合计的填法": choice,
            "收入来源": source,
            "一般公共预算支出表的填法": own,
            "收入决算表的填法": "财政拨款收入等于本年财政拨款支出",
            "年末结转的填法": "由收支差额得出",
        },
    )
    for form in ("公开02", "公开03", "公开05", "公开07", "公开08"):
        for code in ("206", "20601", "2060101"):
            model.book.sheet(form).rows[code] = Row(code, code, code[:-2] if len(code) > 3 else "")
    rebuilt = Model(pack, model.book)
    assert [finding.say for finding in rebuilt.findings() if finding.outcome == "definition error"] == []


def test_the_national_set_has_nine_tables_with_their_numbers():
    pack = load_pack("cn-2024")
    assert [form.form_no for form in pack.forms[1:10]] == [f"公开0{number}表" for number in range(1, 10)]
    lines = {row.no for block in pack.form("公开01").blocks for row in block.rows}
    assert lines == {str(number) for number in range(1, 63)}
    lines = {row.no for block in pack.form("公开04").blocks for row in block.rows}
    assert lines == {str(number) for number in range(1, 65)}


def test_shanxi_prints_no_line_16_in_its_tenth_table():
    form = load_pack("sx-2024").form("公开10")
    assert [row.no for row in form.blocks[0].rows if row.no] == [str(number) for number in [*range(1, 16), 17]]
    grid = lay_out(model_of(load_pack("sx-2024")), "公开10")
    assert grid.meta[0] == "部门名称：上海市某局"


def test_basic_construction_prints_dashes_in_table_06():
    model = model_of(load_pack("cn-2024"))
    grid = lay_out(model, "公开06")
    dashes = {cell.ref.row for row in grid.body for cell in row if cell and cell.text == "————"}
    assert {"309", "30901", "311", "31199"} <= dashes
    assert not model.takes_entry(CellRef("公开06", "309", "决算数"))


def test_xinjiang_table_08_takes_income_and_carryover():
    form = load_pack("xj-2024").form("公开08")
    assert form.title == "国有资本经营预算财政拨款收入支出决算表"
    assert {column.id: column.no for column in form.blocks[0].columns} == {
        "年初结转和结余": "1",
        "本年收入": "2",
        "本年支出": "3",
        "基本支出": "4",
        "项目支出": "5",
        "年末结转和结余": "6",
    }
    assert load_pack("xj-2024").form("公开06").title == "一般公共预算财政拨款基本支出决算表"


def test_shanghai_prints_in_its_own_order_without_numbers():
    pack = load_pack("sh-2024")
    printed = [form for form in pack.forms if form.view != "facts"]
    assert [form.code for form in printed] == ["封面", *(f"公开0{n}" for n in (1, 2, 3, 4, 5, 6, 9, 7, 8))]
    for form in printed[1:]:
        assert form.form_no == ""
        assert not any(row.no for block in form.blocks for row in block.rows)
        assert not any(column.no for block in form.blocks for column in block.columns)
        grid = lay_out(model_of(pack), form.code)
        assert grid.meta == ("", "", "单位：万元")


def test_shanghai_has_24_classes_and_its_own_labels():
    form = load_pack("sh-2024").form("公开01")
    classes = [row for block in form.blocks for row in block.rows if row.code]
    assert len(classes) == 24
    assert classes[-1].label == "二十四、抗疫特别国债安排的支出"
    assert any(row.label == "使用非财政拨款结余" for block in form.blocks for row in block.rows)


def test_shanghai_table_05_has_its_total_last():
    pack = load_pack("sh-2024")
    model = model_of(pack)
    model.book.sheet("公开05").rows["205"] = Row("205", "教育支出")
    assert [row.id for row in Model(pack, model.book).rows("公开05")] == ["205", "合计"]


def test_shanghai_sentence_of_an_empty_fund_table():
    pack = load_pack("sh-2024")
    grid = lay_out(model_of(pack, {"政府性基金": "没有"}), "公开07")
    assert grid.sentence == "说明：上海市某局本年度没有政府性基金预算财政拨款收入和支出，故本表无数据。"


def test_shanghai_table_06_is_two_panels():
    form = load_pack("sh-2024").form("公开06")
    assert [panel.block for panel in form.layout.panels] == ["人员经费", "公用经费一"]
    codes = [row.code for block in form.blocks for row in block.rows if row.code]
    assert codes[-9:] == ["31001", "31002", "31003", "31007", "31013", "31019", "31021", "31022", "31099"]


def test_beijing_is_kept_and_printed_in_yuan():
    pack = load_pack("bj-2023")
    assert pack.kept_in == "元"
    assert {form.unit for form in pack.forms[1:]} == {"元"}
    assert lay_out(model_of(pack), "公开01").meta[2] == "金额单位：元"
