"""河北 2022: the four target forms that 唐山市科协 published, one a project, as they stand in the document, faults included."""

from __future__ import annotations

import pytest
from performance_forms import GoldenBook, found_and_reviewed, golden_book, golden_forms
from performance_pages import brought_back, changed, found, printed_lines

from desktop.core.cells import Book, CellRef
from desktop.core.evaluate import Model
from desktop.forms.cases import run_cases
from desktop.forms.layout import lay_out
from desktop.forms.lint import lint_pack
from desktop.forms.load import load_pack

FORM = "预算项目绩效目标表"
NAMES = [form.name for form in golden_forms("hb")]
KINDS = (
    ("产出指标", "数量指标"), ("", "质量指标"), ("", "时效指标"), ("", "成本指标"),
    ("效果指标", "经济效益指标"), ("", "社会效益指标"), ("", "生态效益指标"), ("", "可持续影响指标"), ("满意度指标", "服务对象满意度指标"),
)  # fmt: skip


def tangshan() -> GoldenBook:
    return golden_book("hb", "hb-2022", "唐山市科学技术协会", 2022)


@pytest.fixture(scope="module")
def published() -> GoldenBook:
    return tangshan()


@pytest.mark.parametrize("name", NAMES)
def test_the_program_finds_exactly_the_faults_that_were_seen_by_eye(published, name):
    program, reviewed = found_and_reviewed(published, name)
    assert program == reviewed


def test_nothing_is_found_elsewhere_and_no_formula_is_broken(published):
    findings = published.model.findings()
    assert {one.table for one in findings} <= set(published.codes.values())
    assert {one.outcome for one in findings} == {"violated"}
    assert not any("{" in one.say for one in findings)


def test_a_cost_beside_the_budget_is_compared_in_the_same_unit(published):
    (cost,) = [one for one in published.model.findings() if one.check == "目标-成本与预算"]
    assert cost.say == "成本指标“年运营成本”是 625.87 万元，项目的预算金额是 625.88 万元，相差 0.01。"


@pytest.mark.parametrize(
    ("row", "column", "text", "expected"),
    [
        ("第一季度", "累计进度", "60", ("目标-进度二", "")),
        ("第二季度", "累计进度", "80", ("目标-进度三", "")),
        ("第三季度", "累计进度", "120", ("目标-进度四", "")),
        ("第四季度", "累计进度", "95", ("目标-全年进度", "")),
        ("第三季度", "累计进度", "", ("目标-缺进度", "")),
        ("预期目标", "内容", "", ("目标-缺绩效目标", "")),
        ("预期目标", "内容", "2021年全面推进科学普及。", ("目标-目标年份", "")),
        ("资金用途", "内容", "", ("目标-缺资金用途", "")),
        ("项目名称", "内容", "科普经费", ("目标-项目名称", "")),
        ("项目编码", "内容", "405002B21DX0030", ("目标-项目编码", "")),
        ("指1", "指标值", "", ("目标-缺指标值", "指1")),
        ("指5", "指标值", "5%", ("目标-缺指标名称", "指5")),
        ("指3", "指标值", "2023年6月", ("目标-以后年度", "指3")),
        ("指4", "指标值", "≥50万元", ("目标-成本方向", "指4")),
        ("指4", "指标值", "≤52万元", ("目标-成本与预算", "指4")),
        ("指9", "指标值", "≤≥90%", ("指标值-矛盾", "指9/指标值")),
        ("指9", "指标值", "90", ("指标值-疑似百分比", "指9/指标值")),
    ],
)
def test_a_fault_put_in_is_found(row, column, text, expected):
    book = tangshan()
    code = book.codes["2_科普专项经费绩效目标表"]
    place = (expected[0], code, expected[1])
    assert place not in found(book.model)
    assert place in found(changed(book.model, {(code, row, column): text}))


def test_a_unit_cost_far_below_the_budget_is_no_slip_of_the_pen():
    book = tangshan()
    code = book.codes["2_科普专项经费绩效目标表"]
    model = changed(book.model, {(code, "指4", "三级指标"): "单场活动成本", (code, "指4", "指标值"): "≤12.5万元"})
    assert found(model, code) == {("目标-以前年度", code, "指3")}


def test_names_codes_and_forms_come_from_the_list_of_projects():
    book = tangshan()
    model = changed(book.model, {("项目", "3", "项目名称"): "科技馆运营费"})
    code = f"{FORM}#3"
    assert model.instances(FORM) == [f"{FORM}#{number}" for number in (1, 2, 3, 4)]
    model.book.sheet(code).entered.pop(("项目名称", "内容"), None)
    again = changed(model, {})
    assert again.value(CellRef(code, "项目名称", "内容")) == "科技馆运营费"
    assert not again.takes_entry(CellRef(code, "项目名称", "内容"))
    assert lay_out(again, code).title == "科技馆运营费绩效目标表"


@pytest.mark.parametrize("name", NAMES)
def test_every_form_prints_what_was_published(published, name):
    golden, code = published.forms[name], published.codes[name]
    cells = golden.cells
    lines = printed_lines(published.model, code)
    quarters = [cells[f"{quarter}季度", "累计进度"] for quarter in ("第一", "第二", "第三", "第四")]
    assert lines[0] == ["项目编码", cells["项目编码", "内容"], "项目名称", cells["项目名称", "内容"]]
    assert lines[1] == ["项目资金主要用途", cells["资金用途", "内容"]]
    assert lines[2] == ["资金支出计划(累计进度%)", "第一季度", "第二季度", "第三季度", "第四季度"]
    assert lines[3] == quarters
    assert lines[4] == ["绩效目标", cells["预期目标", "内容"]]
    assert lines[5] == ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
    columns = ("三级指标", "指标说明", "指标值", "指标依据")
    expected = [
        [*(kind for kind in kinds if kind), *(row.get(column, "") for column in columns)]
        for kinds, row in zip(KINDS, golden.rows, strict=True)
    ]
    assert lines[6:] == expected


def test_a_kind_without_an_indicator_is_an_empty_row_and_no_fault(published):
    for name in NAMES:
        rows = published.forms[name].rows
        assert [row["二级指标"] for row in rows if "三级指标" not in row] == ["经济效益指标", "生态效益指标", "可持续影响指标"]
        scopes = {scope for _, _, scope in found(published.model, published.codes[name])}
        assert not scopes & {"指5", "指7", "指8"}


def test_the_forms_go_out_to_a_workbook_and_back_unchanged(published, tmp_path):
    """With the list of projects: the budgets stand in no form."""
    model = published.model
    edits, fresh = brought_back(model, ["项目", *published.codes.values()], tmp_path / "绩效.xlsx")
    assert edits == ()
    for code in published.codes.values():
        assert printed_lines(fresh, code) == printed_lines(model, code)
        for row in model.rows(code):
            for column in model.columns(code, row.id):
                ref = CellRef(code, row.id, column.id)
                assert fresh.value(ref) == model.value(ref), ref
    assert found(fresh) == found(model)


def test_the_forms_alone_bring_their_projects_with_them(published, tmp_path):
    _, fresh = brought_back(published.model, list(published.codes.values()), tmp_path / "绩效.xlsx")
    names = [fresh.value(CellRef("项目", row.id, "项目名称")) for row in fresh.rows("项目")]
    assert names == [form.project["项目名称"] for form in published.forms.values()]
    for code in published.codes.values():
        assert printed_lines(fresh, code) == printed_lines(published.model, code)


def test_the_pack_is_sound():
    pack = load_pack("hb-2022")
    assert [str(problem) for problem in lint_pack(pack)] == []
    assert {result.name: result.problems for result in run_cases(pack) if not result.passed} == {}
    assert Model(pack, Book(pack.id, "某单位", pack.years[0])).findings() == ()
    for form in pack.forms:
        assert sum(form.layout.widths) == pytest.approx(257 if form.layout.orientation == "landscape" else 170), form.code
