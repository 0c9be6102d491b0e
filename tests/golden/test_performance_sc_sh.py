"""The Sichuan self-evaluation and the Shanghai target form: no filled one was at hand, so the first case of each pack is printed and sent around."""

from __future__ import annotations

from decimal import Decimal

import pypdfium2
import pytest

from desktop.core.cells import ORDER, Book, CellRef, Entry, Row
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.core.typed import read_typed
from desktop.document.table_pages import write_tables_pdf
from desktop.exchange.plan import plan_import
from desktop.exchange.write import export_workbook
from desktop.forms.cases import read_cases
from desktop.forms.catalog import pack_folder
from desktop.forms.layout import lay_out
from desktop.forms.load import load_pack
from desktop.forms.subjects import SubjectCatalog

FORMS = {"sc-2024": "项目支出绩效自评表#1", "sh-2026": "财政项目支出绩效目标申报表#1"}


def filled(pack_id: str) -> Model:
    """The first case of the pack, typed cell by cell."""
    pack = load_pack(pack_id)
    case = next(read_cases(pack_folder(pack_id), pack))
    book = Book(pack_id, "某单位", case.year, kept_in=pack.kept_in)
    for form, row, _, _ in case.given:
        if row.removeprefix("指").isdecimal():
            rows = book.sheet(form).rows
            rows.setdefault(row, Row(row, "", "", ((ORDER, f"{10 * (len(rows) + 1):06d}"),)))
    subjects = SubjectCatalog.of_pack(pack, case.year)
    shapes = Model(pack, book, subjects)
    for form, row, column, text in case.given:
        value = read_typed(shapes, CellRef(form, row, column), text).value
        assert value is not None
        book.sheet(form).entered[row, column] = Entry(value)
    return Model(pack, book, subjects)


@pytest.fixture(params=FORMS)
def pack_id(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_it_prints_every_text_and_figure_on_one_page(pack_id, tmp_path):
    model = filled(pack_id)
    grid = lay_out(model, FORMS[pack_id], present(model))
    report = write_tables_pdf([grid], tmp_path / "表.pdf")
    assert (report.pages, report.missing_glyphs, report.notes) == (1, (), ())
    with pypdfium2.PdfDocument((tmp_path / "表.pdf").read_bytes()) as document:
        text = "".join(document[0].get_textpage().get_text_bounded().split())
    cells = [cell.text for line in (*grid.head, *grid.body, *grid.footer) for cell in line if cell is not None]
    assert [cell for cell in cells if "".join(cell.split()) not in text] == []
    assert grid.title in text and all("".join(note.split()) in text for note in grid.notes)


def test_amounts_print_in_the_unit_of_the_form():
    sichuan, shanghai = filled("sc-2024"), filled("sh-2026")
    assert present(sichuan).text(CellRef(FORMS["sc-2024"], "总额", "全年执行数")) == "46.40"
    assert present(shanghai).text(CellRef(FORMS["sh-2026"], "总额", "年初预算数")) == "5,000,000.00"
    assert shanghai.value(CellRef(FORMS["sh-2026"], "总额", "年初预算数")) == Decimal(5000000)


def test_a_score_of_separate_columns_explains_itself():
    model = filled("sc-2024")
    assert "40 × 9/12 = 30" in model.explain(CellRef(FORMS["sc-2024"], "指1", "得分")).words


def test_the_workbook_brings_everything_back(pack_id, tmp_path):
    model = filled(pack_id)
    wanted = ["项目", FORMS[pack_id]]
    export_workbook([lay_out(model, code, present(model)) for code in wanted], tmp_path / "表.xlsx")
    book = Book(pack_id, "某单位", model.book.year, kept_in=model.book.kept_in)
    subjects = SubjectCatalog.of_pack(model.pack, book.year)
    copy = Model(model.pack, book, subjects)
    plan = plan_import(copy, subjects, tmp_path / "表.xlsx")
    assert plan.operation is not None, plan.refused
    assert [remark.say for sheet in plan.sheets for remark in (*sheet.questions, *sheet.ignored, *sheet.conflicts)] == []
    copy.apply(plan.operation)
    for code in wanted:
        for row in model.rows(code):
            for column in model.columns(code, row.id):
                ref = CellRef(code, row.id, column.id)
                assert copy.value(ref) == model.value(ref), ref
