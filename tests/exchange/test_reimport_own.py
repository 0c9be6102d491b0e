"""The program's own workbook read again: computed figures stay computed, projects of the same name find their forms."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.app import entering, exporting, importing
from desktop.app.entering import Line
from desktop.app.session import Session
from desktop.core.cells import CellRef

EVALUATION = "项目支出绩效自评表"


@pytest.fixture
def session(tmp_path: Path):
    with Session.create(tmp_path / "a.mz", "xj-2024", "某局", 2024) as made:
        yield made


def filled(session: Session, *names: str) -> None:
    lines = [
        Line("公开03", "2060101", "基本支出", "241.31"),
        Line("公开03", "2060101", "项目支出", "10"),
        *(Line("项目", str(number), "项目名称", name) for number, name in enumerate(names, 1)),
        *(Line("项目", str(number), "实施单位", "某局") for number, _ in enumerate(names, 1)),
    ]
    for number, _ in enumerate(names, 1):
        form = f"{EVALUATION}#{number}"
        lines += [
            Line(form, "总额", "全年预算数", str(100 * number)),
            Line(form, "总额", "全年执行数", str(90 * number)),
            Line(form, "指1", "三级指标", f"培训人次{number}"),
            Line(form, "指1", "指标值", "≥100人"),
            Line(form, "指1", "完成值", "80人"),
            Line(form, "指1", "分值", "20"),
        ]
    entering.set_lines(session, lines, begin_rows=True)


def exported(session: Session, folder: Path) -> Path:
    exporting.export_workbook(session, folder / "自己.xlsx")
    return folder / "自己.xlsx"


def changes(session: Session, book: Path) -> list[str]:
    plan = importing.plan_import(session, book)
    assert plan.refused is None
    return [f"{line.kind} {line.label}" for line in plan.lines() if line.kind in ("new", "changed")]


def test_the_own_workbook_brings_nothing_new(session: Session, tmp_path: Path) -> None:
    filled(session, "科普经费")
    assert changes(session, exported(session, tmp_path)) == []
    before = list(session.book.entries())
    importing.apply_import(session, importing.plan_import(session, tmp_path / "自己.xlsx"))
    assert list(session.book.entries()) == before


def test_a_changed_figure_moves_the_total_that_the_workbook_has_right(session: Session, tmp_path: Path) -> None:
    filled(session)
    book = exported(session, tmp_path)
    sheet, cells = figures(book, "公开03")
    for cell in cells[Decimal("241.31")]:
        sheet[cell] = 250
    for cell in cells[Decimal("251.31")]:
        sheet[cell] = 260
    sheet.parent.save(book)
    importing.apply_import(session, importing.plan_import(session, book))
    assert session.model.value(CellRef("公开03", "合计", "本年支出合计")) == Decimal(260)
    assert not [finding for finding in session.model.findings() if finding.table == "公开03" and finding.severity == "error"]


def test_a_changed_figure_with_an_unchanged_total_is_told(session: Session, tmp_path: Path) -> None:
    filled(session)
    book = exported(session, tmp_path)
    sheet, cells = figures(book, "公开03")
    leaf = cells[Decimal("241.31")][-1]
    sheet[leaf] = 250
    sheet.parent.save(book)
    importing.apply_import(session, importing.plan_import(session, book))
    assert session.model.value(CellRef("公开03", "2060101", "基本支出")) in (Decimal(250), Decimal("241.31"))
    assert [finding for finding in session.model.findings() if finding.table == "公开03" and finding.severity == "error"]


def figures(path: Path, table: str):
    book = load_workbook(path)
    sheet = next(one for one in book.worksheets if table in one.title or one["A1"].value == "支出决算表")
    found: dict[Decimal, list[str]] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, (int, float)):
                found.setdefault(Decimal(str(cell.value)), []).append(cell.coordinate)
    return sheet, found


def test_projects_of_one_name_and_unit_find_their_own_forms(session: Session, tmp_path: Path) -> None:
    filled(session, "科普经费", "科普经费")
    assert changes(session, exported(session, tmp_path)) == []
    plan = importing.plan_import(session, tmp_path / "自己.xlsx")
    assert {sheet.table for sheet in plan.sheets} >= {f"{EVALUATION}#1", f"{EVALUATION}#2"}
    assert any("按次序认作第 2 个" in question.say for sheet in plan.sheets for question in sheet.questions)


def test_projects_of_one_name_go_into_an_empty_document_as_two(session: Session, tmp_path: Path) -> None:
    filled(session, "科普经费", "科普经费")
    book = exported(session, tmp_path)
    with Session.create(tmp_path / "b.mz", "xj-2024", "某局", 2024) as other:
        importing.apply_import(other, importing.plan_import(other, book))
        assert [row.label for row in other.model.rows("项目")] == ["科普经费", "科普经费"]
        for number in (1, 2):
            assert other.model.value(CellRef(f"{EVALUATION}#{number}", "总额", "全年预算数")) == Decimal(100 * number)
