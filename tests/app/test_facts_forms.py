"""Facts of the text are no tables: they are not printed, exported or counted, and read only when they are asked for."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from command import new_document

from desktop.app import exporting, tasks
from desktop.app.session import Session

FACTS = ("文稿资料", "科目说明")


@pytest.fixture
def document(command, tmp_path: Path) -> Path:
    file = new_document(command, tmp_path)
    command("set", file, "公开05", "2060101", "基本支出", "12.5")
    command("set", file, "文稿资料", "主要职责", "内容", "（一）拟订科技规划。\n（二）监督实施。")
    command("set", file, "文稿资料", "国内接待批次", "内容", "3")
    command("set", file, "科目说明", "206", "年初预算数", "10.25")
    return file


def sheets(path: Path) -> list[str]:
    return openpyxl.load_workbook(path, read_only=True).sheetnames


def test_the_workbook_and_the_printed_set_are_without_facts(command, document, tmp_path):
    command("export", document, tmp_path / "表.xlsx")
    assert not [name for name in sheets(tmp_path / "表.xlsx") if any(fact in name for fact in FACTS)]
    with Session.open(document, read_only=True) as session:
        assert not {form.form.code for form in exporting.grids(session)} & set(FACTS)
        assert not set(tasks.printed_forms(session)) & set(FACTS)


def test_facts_that_are_asked_for_go_out_and_come_back(command, document, tmp_path):
    out = tmp_path / "资料.xlsx"
    command("export", document, out, "--table", "科目说明")
    other = new_document(command, tmp_path, name="乙.mz")
    command("set", other, "公开05", "2060101", "基本支出", "12.5")
    found = command("import", other, out, "--table", "科目说明", "--json").json
    assert found["refused"] is None and [sheet["table"] for sheet in found["sheets"]] == ["科目说明"]
    assert command("get", other, "科目说明", "206", "年初预算数", "--json").json["value"] == "10.25"


def test_a_workbook_of_tables_is_never_read_as_facts(command, document, tmp_path):
    out = tmp_path / "05.xlsx"
    command("export", document, out, "--table", "公开05")
    book = openpyxl.load_workbook(out)
    for sheet in book:  # without its title only the columns tell what it is
        sheet.title = "Sheet1"
    book.save(out)
    other = new_document(command, tmp_path, name="乙.mz")
    assert {sheet["table"] for sheet in command("import", other, out, "--json").json["sheets"]} <= {"公开05", None, ""}


def test_empty_facts_are_no_finding_and_no_empty_table(command, tmp_path):
    file = new_document(command, tmp_path)
    found = command("check", file, "--json", code=None).json["findings"]
    assert not [finding for finding in found if finding["table"] in FACTS]


def test_facts_have_history_and_can_be_taken_back_like_any_cell(command, document):
    assert command("history", document, "--cell", "文稿资料", "国内接待批次", "内容", "--json").json["changes"]
    command("undo", document, 2)
    assert command("get", document, "文稿资料", "国内接待批次", "内容", "--json").json["value"] is None
