"""``pack review`` and ``pack test`` for performance forms: readable sheets, cases with projects and indicators."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_pack import PROFILE, REVIEW, write_projects

from desktop.forms.cases import CaseResult, run_cases
from desktop.forms.load import load_pack
from desktop.forms.review import review_pack, review_path
from desktop.forms.words import formula_in_words


def sheet(folder: Path, name: str) -> list[list[str]]:
    return next(found.rows for found in review_path(folder) if found.name == name)


# --- review ---------------------------------------------------------------------------------------------------------------------------


def test_the_printed_form_is_shown_line_by_line(tmp_path: Path) -> None:
    rows = sheet(write_projects(tmp_path), "自评表")
    assert ["每个…一张", "项目"] in rows
    assert ["评分办法", "试点办法"] in rows
    at = next(number for number, row in enumerate(rows) if row[:1] == ["表样"])
    assert rows[at + 1][:2] == ["", "项目名称"]
    assert rows[at + 6][:3] == ["!", "年度绩效指标", "一级指标"]
    assert rows[at + 7][:3] == ["*", "", "[*,一级指标]"]


def test_free_rows_say_how_they_are_called_and_what_makes_them(tmp_path: Path) -> None:
    rows = sheet(write_projects(tmp_path), "自评表")
    assert ["自列的行", "行标识 指1、指2……", "以“三级指标”称呼", "运算公式 自评-指标"] in rows
    assert ["合并印", "一级指标", "二级指标"] in rows


def test_calcs_say_that_they_take_over(tmp_path: Path) -> None:
    row = next(row for row in sheet(write_projects(tmp_path), "公式") if row[1] == "自评-项目名称")
    assert row[-2:] == ["绩效", "不另填"]
    assert row[3] == "项目名称·内容 = 项目 本项目·项目名称"


def test_scoring_profiles_are_told_in_words(tmp_path: Path) -> None:
    text = PROFILE + '[execution]\npoints = 20\nbands = [{ at_least = "0.9", share = 1 }]\n[[grades]]\nat_least = 90\nword = "优"\n'
    rows = sheet(write_projects(tmp_path, scoring=text), "评分办法")
    assert rows[0] == ["试点办法 试点评分办法"]
    assert ["预算执行", "20 分", "90% 起记 100%", ""] in rows
    assert ["等级", "优 90 分起"] in rows
    assert ["用在", "自评表"] in rows


def test_every_sheet_is_made_of_texts(tmp_path: Path) -> None:
    for found in review_pack(load_pack(write_projects(tmp_path))):
        assert all(isinstance(cell, str) for row in found.rows for cell in row), found.name


def test_a_region_shows_what_it_changed(tmp_path: Path) -> None:
    write_projects(tmp_path)
    folder = tmp_path / "区县"
    (folder / "scoring").mkdir(parents=True)
    (folder / "pack.toml").write_text('id = "区县"\ntitle = "区县表套"\nextends = "试点"\n', encoding="utf-8")
    (folder / "scoring" / "试点办法.toml").write_text('extends = "试点办法"\nbasis = "区办法"\n', encoding="utf-8")
    edit = '[[edit]]\nop = "replace_calc"\ntarget = "自评-指标"\nfixed = false\n[layout]\nbody = "甲 | [项目名称,内容]"\n'
    (folder / "自评表.toml").write_text(f'form = "自评表"\nextends = true\n{edit}', encoding="utf-8")
    rows = sheet(folder, "改动")
    assert ["自评表", "运算公式 自评-指标 带入（不另填）", "是", "（没有）"] in rows
    body = next(row for row in rows if row[1:2] == ["版式 表样"])
    assert "*| " in body[2]
    assert body[3] == "甲 | [项目名称,内容]"
    assert next(row for row in rows if row[1:2] == ["评分办法 试点办法"])[3].startswith("依据：区办法")


def test_formulas_of_other_forms_are_read_aloud(tmp_path: Path) -> None:
    pack = load_pack(write_projects(tmp_path))
    listed = pack.form("项目")
    assert listed is not None
    assert formula_in_words(pack, listed, "[*,全年预算数] = 自评表#本行[总额,全年预算数]") == (
        "各行·全年预算数 = 自评表（本行的一张） 年度资金总额·全年预算数"
    )


# --- cases ----------------------------------------------------------------------------------------------------------------------------

GIVEN = '''given = """
# 表 | 行 | 栏 | 值
项目 | 1 | 项目名称 | 科普经费
项目 | 1 | 全年预算数 | 106.85
项目 | 2 | 项目名称 | 物业费
自评表#1 | 总额 | 执行率 | 92.80%
自评表#1 | 指1 | 三级指标 | 培训人数
自评表#1 | 指1 | 指标值 | ≥100人
自评表#1 | 指1 | 分值 | 40
自评表#1 | 指2 | 分值 | 50
自评表#2 | 指1 | 分值 | 90
"""
'''


def run(tmp_path: Path, case: str, **files: str) -> CaseResult:
    folder = write_projects(tmp_path, **files)
    (folder / "tests").mkdir(exist_ok=True)
    (folder / "tests" / "项目.toml").write_text(f'[[case]]\nname = "某例"\n{GIVEN}{case}', encoding="utf-8")
    return run_cases(folder)[0]


def test_cases_make_projects_and_indicators(tmp_path: Path) -> None:
    expect = "\n".join(
        [
            "自评表#1 | 项目名称 | 内容 | 科普经费",
            "自评表#2 | 项目名称 | 内容 | 物业费",
            "自评表#1 | 总分 | 分值 | 90",
            "自评表#2 | 总分 | 分值 | 90",
            "自评表#1 | 总额 | 执行率 | 92.8",
            "自评表#1 | 指1 | 指标值 | ≥100人",
        ]
    )
    result = run(tmp_path, f'expect = """\n# 表 | 行 | 栏 | 值\n{expect}\n"""\n')
    assert result.problems == ()


def test_a_case_finds_what_a_check_of_free_rows_says(tmp_path: Path) -> None:
    check = "[[check]]\nid = '新'\nexpr = '[本行,分值] ≤ 45'\neach = '[*]'\nsay = '错。'\nwhy = '依据。'\nhow = '改正。'\n[layout]"
    text = REVIEW.replace("[layout]", check, 1)
    assert run(tmp_path, 'contains = ["新@指2", "新@指1"]\n', 自评表=text).problems == ()
    assert run(tmp_path, 'lacks = ["新"]\n', 自评表=text).problems != ()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("自评表 | 总分 | 分值 | 1", "这张表每个项目一张，请写成“自评表#1”"),
        ("项目#1 | 1 | 项目名称 | 甲", "这张表只有一张，请写成“项目”"),
        ("自评表#1 | 标3 | 分值 | 1", "没有“标3”这一行"),
    ],
)
def test_a_case_that_names_no_form_or_row_says_so(tmp_path: Path, line: str, wanted: str) -> None:
    result = run(tmp_path, f'expect = """\n# 表 | 行 | 栏 | 值\n{line}\n"""\n')
    assert wanted in result.problems[0]
