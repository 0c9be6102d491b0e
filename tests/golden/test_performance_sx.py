"""The six legible self-evaluations of 晋城市科学技术局 2024: what the program finds in them, how it scores them, how they print and travel."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from performance_forms import GoldenBook, found_and_reviewed, golden_book, golden_forms
from published import ONLY_TREASURY, model_of, published_book

from desktop.core.amounts import format_amount
from desktop.core.cells import Book, CellRef, Entry
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.document.table_pages import write_tables_pdf
from desktop.exchange.plan import plan_import
from desktop.exchange.write import export_workbook
from desktop.forms.layout import lay_out
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

PACK, UNIT, YEAR = "sx-2024", "晋城市科学技术局", 2024
NAMES = [form.name for form in golden_forms("sx")]
FORM = "项目支出绩效自评表"


@cache
def golden() -> GoldenBook:
    return golden_book("sx", PACK, UNIT, YEAR)


def changed(name: str, cells: dict[CellRef, str | Decimal]) -> Model:
    """The book of one form with other entries in some cells."""
    one = golden_book("sx", PACK, UNIT, YEAR, only=[name])
    for ref, value in cells.items():
        one.model.book.sheet(ref.form).entered[ref.row, ref.column] = Entry(value)
    return Model(load_pack(PACK), one.model.book, SubjectCatalog(YEAR))


@pytest.mark.parametrize("name", NAMES)
def test_the_program_finds_what_was_reviewed_and_nothing_else(name):
    found, reviewed = found_and_reviewed(golden(), name)
    assert found == reviewed
    assert all(finding.fault for finding in golden().forms[name].findings)


def test_nothing_is_said_of_tables_that_were_not_filled():
    codes = set(golden().codes.values())
    assert [finding.say for finding in golden().model.findings() if finding.table not in codes] == []


def test_beside_the_published_accounts_only_the_misread_amount_is_added():
    """公开03 has 1,105.70 of projects for eight of them; the six legible forms have 1,299.80, because one scan says 890.732 for 590.732."""
    alone = model_of(published_book(ONLY_TREASURY)).findings()
    both = golden_book("sx", PACK, UNIT, YEAR, book=published_book(ONLY_TREASURY)).model.findings()
    accounts = [(one.check, one.table, one.scope) for one in both if one.table.startswith("公开")]
    assert accounts == [(one.check, one.table, one.scope) for one in alone]
    assert {one.check: one.severity for one in both if one.table == "项目"} == {"项目-执行合计": "warning", "项目-财政拨款合计": "warning"}
    assert len(both) == len(alone) + 2 + sum(len(form.findings) for form in golden().forms.values())


# --- scores -----------------------------------------------------------------------------------------------------------------------------

DIFFERENT = {
    ("P1_科技发展专项业务费", "指1"): ("5", "10", "643项"),
    ("P1_科技发展专项业务费", "指8"): ("7", "10", "≤11万元"),
    ("P3_科技研发基地工程项目", "指7"): ("8", "10", "≤500万元"),
    ("P4_科技研发基地运营管理费", "指1"): ("5", "3.24", "5 × 11/17 = 3.24"),
    ("P4_科技研发基地运营管理费", "指4"): ("2.28", "3", "满分 3"),
    ("P4_科技研发基地运营管理费", "指5"): ("1.8", "1.44", "2 × 28.7/40 = 1.44"),
    ("P4_科技研发基地运营管理费", "指13"): ("8", "8.4", "10 × 580/690.73 = 8.4"),
}
"""Printed scores that are not those of the rule: (printed, computed, what the explanation must contain). Levels of quality leave a range: no figure."""


def test_every_score_is_recomputed_and_no_difference_is_silent():
    model, seen, equal = golden().model, {}, 0
    for name, code in golden().codes.items():
        for row in model.rows(code):
            ref = CellRef(code, row.id, "得分")
            printed, computed = model.value(ref), model.computed(ref)
            if not row.dynamic or computed is None:
                continue
            if printed == computed:
                equal += 1
                continue
            finding = next(one for one in model.findings_at(ref) if one.check == "自评-得分")
            _, _, words = DIFFERENT[name, row.id]
            assert words in finding.say
            seen[name, row.id] = (format_amount(printed, None), format_amount(computed, None), words)
    assert seen == DIFFERENT
    assert equal == 37


@pytest.mark.parametrize(
    ("name", "row", "words"),
    [
        ("P3_科技研发基地工程项目", "指4", "部分"),
        ("P1_科技发展专项业务费", "指9", "10 × 26/40 = 6.5"),
        ("P8_遗属生活补助", "指4", "满分 10"),
    ],
)
def test_a_score_explains_itself(name, row, words):
    explanation = golden().model.explain(CellRef(golden().codes[name], row, "得分"))
    assert words in explanation.words


def test_a_full_year_budget_that_follows_the_form_s_own_note_settles_the_rate():
    """P1 with the budget as adopted: the rate is that of its text, and the points follow."""
    name, code = "P1_科技发展专项业务费", f"{FORM}#1"
    model = changed(name, {CellRef("项目", "1", "全年预算数"): Decimal(11)})
    for column, value in {"执行率": "63.14", "得分": "6.31", "资金结余": "4.055"}.items():
        assert model.computed(CellRef(code, "总额", column)) == Decimal(value)
    checks = {finding.check for finding in model.findings() if finding.table == code}
    assert "自评-预算基数" not in checks
    assert {"自评-执行率", "自评-执行得分", "自评-结余"} <= checks, "the printed 100, 10 and 0 are not those of the note"


def test_grades_follow_the_total():
    name, code = "P7_人才专项资金", f"{FORM}#1"
    model = changed(name, {CellRef(code, "总分", "得分"): Decimal("89.99")})
    (finding,) = [one for one in model.findings() if one.check == "自评-等级"]
    assert (finding.severity, "“优”" in finding.say, "“良”" in finding.say) == ("error", True, True)


# --- paper ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_what_was_published(name, tmp_path):
    model, code, form = golden().model, golden().codes[name], golden().forms[name]
    grid = lay_out(model, code, present(model))
    assert grid.title == f"{form.project['项目名称']}项目支出绩效自评表" and "（2024年度）" in grid.meta
    cells = {"".join(cell.text.split()) for line in grid.body for cell in line if cell is not None}
    published = [*form.cells.values(), *(text for row in form.rows for text in row.values()), *form.project.values()]
    assert [text for text in published if "".join(text.split()) not in cells] == []
    report = write_tables_pdf([grid], tmp_path / "自评表.pdf")
    assert (report.missing_glyphs, report.notes) == ((), ())
    pages = _pages(tmp_path / "自评表.pdf")
    assert len(pages) <= 3
    assert all(note[:12] in pages[-1] for note in ("".join(note.split()) for note in grid.notes))
    whole = "".join(pages)
    assert [row["三级指标"] for row in form.rows if "".join(row["三级指标"].split()) not in whole] == []


def test_amounts_print_with_the_places_that_were_typed():
    model, code = golden().model, golden().codes["P1_科技发展专项业务费"]
    figures = present(model)
    shown = {column: figures.text(CellRef(code, "总额", column)) for column in ("预算编制数", "全年预算数", "资金结余", "执行率", "得分")}
    assert shown == {"预算编制数": "11", "全年预算数": "6.945", "资金结余": "0", "执行率": "100", "得分": "10"}
    assert figures.text(CellRef(code, "财政拨款", "执行率")) == "100.00"


def _pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


# --- workbooks --------------------------------------------------------------------------------------------------------------------------


def test_the_workbook_brings_everything_back(tmp_path):
    """The list and the six forms, written as a workbook and read into a blank document: the same cells, the same findings, no question."""
    model, subjects = golden().model, SubjectCatalog(YEAR)
    wanted = ["项目", *golden().codes.values()]
    path = tmp_path / "自评表.xlsx"
    export_workbook([lay_out(model, code, present(model)) for code in wanted], path)
    copy = Model(load_pack(PACK), Book(PACK, UNIT, YEAR), subjects)
    plan = plan_import(copy, subjects, path)
    assert plan.operation is not None, plan.refused
    assert [remark.say for sheet in plan.sheets for remark in (*sheet.questions, *sheet.ignored, *sheet.conflicts)] == []
    copy.apply(plan.operation)
    assert _values(copy, wanted) == _values(model, wanted)
    assert [(one.check, one.table, one.scope) for one in copy.findings()] == [(one.check, one.table, one.scope) for one in model.findings()]


def _values(model: Model, codes: list[str]) -> dict[CellRef, object]:
    refs = [CellRef(code, row.id, column.id) for code in codes for row in model.rows(code) for column in model.columns(code, row.id)]
    return {ref: model.value(ref) for ref in refs}


def test_a_new_project_starts_with_a_blank_form():
    book = Book(PACK, UNIT, YEAR)
    model = Model(load_pack(PACK), book, SubjectCatalog(YEAR))
    assert model.instances(FORM) == [] and model.findings() == ()
