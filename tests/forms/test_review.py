"""A pack as sheets: an accountant finds every row, every formula with its basis in words, every check with say, why and how."""

from __future__ import annotations

from pathlib import Path

import pytest
from pack_writing import write_base, write_region

from desktop.forms.catalog import pack_ids
from desktop.forms.load import load_pack
from desktop.forms.review import ReviewSheet, review_pack, review_path


def sheet(sheets: list[ReviewSheet], name: str) -> list[list[str]]:
    return next(sheet.rows for sheet in sheets if sheet.name == name)


def line(rows: list[list[str]], first: str, place: int = 0) -> list[str]:
    return next(row for row in rows if len(row) > place and row[place] == first)


@pytest.fixture
def base(tmp_path: Path) -> list[ReviewSheet]:
    return review_pack(load_pack(write_base(tmp_path)))


def test_there_is_a_sheet_for_every_form_and_for_formulas_checks_and_parameters(base: list[ReviewSheet]) -> None:
    assert [sheet.name for sheet in base] == ["总览", "封面", "公开01", "公开03", "公式", "审核", "参数"]


def test_the_overview_counts_what_a_form_has(base: list[ReviewSheet]) -> None:
    head = line(sheet(base, "总览"), "表")
    row = dict(zip(head, line(sheet(base, "总览"), "公开01"), strict=True))
    assert (row["名称"], row["行"], row["运算公式"], row["审核公式"]) == ("收入支出决算总表", "6", "3", "1")


def test_a_form_lists_its_rows_with_source_and_the_formula_that_makes_them(base: list[ReviewSheet]) -> None:
    rows = sheet(base, "公开01")
    head = line(rows, "行标识", 1)
    total = dict(zip(head, line(rows[8:], "收入合计", 1), strict=True))
    assert (total["行次"], total["来源"], total["运算公式"]) == ("4", "计算", "01-A1")
    by_code = dict(zip(head, line(rows[8:], "206", 1), strict=True))
    assert by_code["运算公式"] == "01-A3"


def test_choices_and_the_family_are_shown(base: list[ReviewSheet]) -> None:
    assert "只有财政拨款/还有其他收入" in line(sheet(base, "封面"), "资金来源", 1)
    assert line(sheet(base, "公开03"), "科目行")[2] == "代码 3、5、7 位"


def test_formulas_have_their_basis_and_are_read_aloud_with_labels(base: list[ReviewSheet]) -> None:
    rows = sheet(base, "公式")
    row = dict(zip(rows[0], line(rows, "01-A1", 1), strict=True))
    assert row["读作"] == "收入合计·金额 = 合计(第1行至第2行·金额)"
    assert row["依据"] == "4行=(1+2)行"
    across = dict(zip(rows[0], line(rows, "01-A3", 1), strict=True))
    assert across["读作"] == "各类·金额 = 公开03 本行·本年支出"


def test_checks_say_what_why_and_how(base: list[ReviewSheet]) -> None:
    rows = sheet(base, "审核")
    row = dict(zip(rows[0], line(rows, "01-收支", 1), strict=True))
    assert row["严重程度"] == "必须改正"
    assert (row["为什么"], row["怎么办"]) == ("两边必须相等。", "核对两边。")
    assert row["读作"] == "收入合计·金额 = 支出合计·金额"


def test_parameters_are_listed(base: list[ReviewSheet]) -> None:
    assert line(sheet(base, "参数"), "变动幅度") == ["变动幅度", "30"]


def test_a_derived_pack_shows_what_it_changed(tmp_path: Path) -> None:
    write_base(tmp_path)
    edits = 'form = "公开01"\nextends = true\ntitle = "省总表"\n'
    edits += '[[edit]]\nop = "relabel"\ntarget = "拨款"\nlabel = "省拨款"\n[[edit]]\nop = "drop_check"\ntarget = "01-收支"\n'
    changes = sheet(review_path(write_region(tmp_path, 公开01=edits)), "改动")
    told = {(row[0], row[1]): row[2:] for row in changes if len(row) == 4}
    assert told["公开01", "名称"] == ["收入支出决算总表", "省总表"]
    assert told["公开01", "行 拨款"] == ["1 一、拨款 填", "1 省拨款 填"]
    assert told["公开01", "审核公式 01-收支"][1] == "（没有）"
    assert told["（整套）", "参数 变动幅度"] == ["30", "20"]
    assert ("公开01", "行 其他") not in told, "what is as in the base is not listed"


@pytest.mark.parametrize("name", pack_ids())
def test_every_pack_of_the_program_can_be_reviewed(name: str) -> None:
    sheets = review_path(name)
    names = [sheet.name for sheet in sheets]
    assert len(set(names)) == len(names) and all(len(name) <= 31 for name in names), "names that Excel takes"
    read = [row[3] for row in sheet(sheets, "公式")[1:]]
    assert read and all(read), "every formula is read aloud"
    assert not [text for one in sheets for row in one.rows for text in row if "Def(" in text], "nothing is shown as the program sees it"


def test_a_changed_formula_shows_what_changed_in_words() -> None:
    sheet = next(sheet for sheet in review_path("xj-2024") if sheet.name == "改动")
    changed = {row[1]: row[2:] for row in sheet.rows if len(row) == 4 and row[0] == "公开08"}
    assert changed["审核公式 08-负数 逐栏"] == ["基本支出、项目支出", "年初结转和结余、本年收入、基本支出、项目支出、年末结转和结余"]
    assert "审核公式 08-负数 公式" not in changed, "what stayed as it was is not shown"
    new = changed["审核公式 X22-国资"][1]
    assert "级别：须说明原因" in new and "warning" not in new and "\n依据：" in new
