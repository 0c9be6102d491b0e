"""The cover decides which codes appear in which tables, whatever was filled in first."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from command import Command, new_document

COVER = "封面,收入来源,内容,只有财政拨款\n封面,收入决算表的填法,内容,财政拨款收入等于本年财政拨款支出\n封面,政府性基金,内容,有\n"
FIGURES = "公开03,2060101,基本支出,12\n公开03,2120801,项目支出,5\n"


@pytest.fixture
def document(command, tmp_path) -> Path:
    return new_document(command, tmp_path)


def amounts(command: Command, document: Path) -> list[Decimal]:
    cells = [
        ("公开02", "合计", "财政拨款收入"),
        ("公开05", "2060101", "基本支出"),
        ("公开07", "2120801", "项目支出"),
        ("公开04", "212", "政府性基金预算财政拨款"),
        ("公开01", "收入总计", "金额"),
    ]
    return [Decimal(command("get", document, *cell, "--json").json["value"]) for cell in cells]


@pytest.mark.parametrize("text", [COVER + FIGURES, FIGURES + COVER], ids=["封面在前", "封面在后"])
def test_a_csv_with_the_cover_in_it_fills_all_tables(command, document, tmp_path, text):
    source = tmp_path / "全部.csv"
    source.write_text(text, encoding="utf-8")
    command("set", document, "--from", source)
    assert amounts(command, document) == [17, 12, 5, 5, 17]


def test_answers_on_the_cover_given_last_bring_the_codes_and_are_undone_with_them(command, document, tmp_path):
    source = tmp_path / "数.csv"
    source.write_text(FIGURES, encoding="utf-8")
    command("set", document, "--from", source)
    assert "没有" in command("get", document, "公开05", "2060101", "基本支出", code=2).err
    source.write_text(COVER, encoding="utf-8")
    command("set", document, "--from", source)
    assert amounts(command, document) == [17, 12, 5, 5, 17]
    command("undo", document)
    assert "没有" in command("get", document, "公开05", "2060101", "基本支出", code=2).err
    command("redo", document)
    assert amounts(command, document) == [17, 12, 5, 5, 17]


def test_a_table_that_the_csv_itself_opens_takes_its_figures(command, document, tmp_path):
    command("set", document, "封面", "政府性基金", "内容", "没有")
    source = tmp_path / "数.csv"
    source.write_text("公开07,2120801,项目支出,5\n封面,政府性基金,内容,有\n", encoding="utf-8")
    command("set", document, "--from", source)
    assert command("get", document, "公开07", "合计", "项目支出", "--json").json["text"] == "5.00"
