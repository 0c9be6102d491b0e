"""``pack test``: a case passes when values and findings are as written, and its failure says what was found instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from pack_writing import PACK, SUMMARY, TREE, write_base

from desktop.core.definitions import Subject
from desktop.forms.cases import CaseResult, run_cases
from desktop.forms.schema import PackError

NAMES = {"206": "科学技术支出", "20601": "科学技术管理事务", "2060101": "行政运行"}


class Lists:
    def find(self, subjects: str, code: str) -> Subject | None:
        name = NAMES.get(code)
        return Subject(code, name, len(code) // 2, code[:-2], verified="yes") if name else None

    def is_official(self, subjects: str) -> bool:
        return False


GIVEN = '''given = """
# 表 | 行 | 栏 | 值
公开01 | 拨款 | 金额 | 1,200.00
公开01 | 行2 | 栏1 | 34.5
公开03 | 2060101 | 基本支出 | 1000
公开03 | 2060101 | 项目支出 | 234.5
"""
'''


def run(tmp_path: Path, case: str, **files: str) -> CaseResult:
    folder = write_base(tmp_path, **files)
    (folder / "tests").mkdir(exist_ok=True)
    (folder / "tests" / "收支.toml").write_text(f'[[case]]\nname = "某例"\n{case}', encoding="utf-8")
    results = run_cases(folder, Lists())
    assert [(result.file, result.name) for result in results] == [("base/tests/收支.toml", "某例")]
    return results[0]


def expect(*lines: str) -> str:
    body = "\n".join(lines)
    return f'expect = """\n# 表 | 行 | 栏 | 值\n{body}\n"""\n'


def test_values_follow_from_what_is_given(tmp_path: Path) -> None:
    result = run(
        tmp_path,
        GIVEN
        + expect(
            "公开01 | 收入合计 | 金额 | 1234.50",
            "公开01 | 行6 | 栏2 | 1234.5",
            "公开03 | 206 | 本年支出 | 1234.5",
            "公开03 | 合计 | 项目支出 | 234.50",
            "公开03 | 20601 | 栏2 | 1000",
        ),
    )
    assert result.problems == () and result.passed


def test_a_wrong_value_is_told_with_the_value_that_was_found(tmp_path: Path) -> None:
    result = run(tmp_path, GIVEN + expect("公开01 | 收入合计 | 金额 | 1234.51", "公开01 | 收入合计 | 金额 | （空）"))
    assert not result.passed
    assert result.problems[0] == "公开01[收入合计,金额]：应为 1234.51，实为 1234.5。"
    assert "应为 （空）" in result.problems[1]


def test_blank_is_not_zero(tmp_path: Path) -> None:
    result = run(tmp_path, 'given = """\n# 表|行|栏|值\n公开01|拨款|金额|0\n"""\n' + expect("公开01 | 其他 | 金额 | 0"))
    assert result.problems == ("公开01[其他,金额]：应为 0，实为 （空）。",)


def test_findings_that_are_expected(tmp_path: Path) -> None:
    wrong = GIVEN.replace("1,200.00", "1,300.00")
    assert run(tmp_path, wrong + 'errors = ["01-收支"]\ncontains = ["01-收支"]\nlacks = ["03-A1"]\n').passed
    assert run(tmp_path, GIVEN + "errors = []\n").passed


def test_findings_that_are_missing_or_too_many_are_told(tmp_path: Path) -> None:
    missing = run(tmp_path, GIVEN + 'errors = ["01-收支"]\ncontains = ["03-A1@2060101"]\n')
    assert missing.problems == ("应有错误 01-收支，但没有查出。", "应查出 03-A1@2060101，但没有查出。")
    surplus = run(tmp_path, GIVEN.replace("栏1 | 34.5", "栏1 | 35.5") + 'errors = []\nlacks = ["01-收支"]\n')
    assert [problem.split("：")[0] for problem in surplus.problems] == ["不应有错误 01-收支@（公开01）", "不应查出 01-收支@（公开01）"]


def test_a_figure_over_a_formula_is_found_at_its_row(tmp_path: Path) -> None:
    given = GIVEN.replace("公开03 | 2060101 | 项目支出", "公开03 | 20601 | 基本支出 | 999\n公开03 | 2060101 | 项目支出")
    assert run(tmp_path, given + 'contains = ["03-A2@20601/基本支出"]\n').passed


def test_figures_of_last_year(tmp_path: Path) -> None:
    check = "[[check]]\nid = '衔接'\nexpr = '[1,1] = 上年.[收入合计,金额]'\nmissing = '跳过'\nsay = 's'\nwhy = 'w'\nhow = 'h'\n[layout]"
    form = SUMMARY.replace("[layout]", check)
    prior = 'prior = """\n# 表|行|栏|值\n公开01|收入合计|金额|7\n"""\n'
    assert run(tmp_path, GIVEN + 'lacks = ["衔接"]\n', 公开01=form).passed, "without last year's figures nothing is compared"
    assert run(tmp_path, GIVEN + prior + 'contains = ["衔接"]\n', 公开01=form).passed


def test_answers_on_the_cover_and_the_sentence_are_texts(tmp_path: Path) -> None:
    cells = 'given = """\n# 表|行|栏|值\n封面|资金来源|内容|还有其他收入\n公开01|说明|文字|本表无数据\n"""\n'
    assert run(tmp_path, cells + expect("封面 | 资金来源 | 内容 | 还有其他收入", "公开01 | 说明 | 文字 | 本表无数据")).passed


def test_a_formula_that_cannot_be_computed_fails_every_case(tmp_path: Path) -> None:
    form = SUMMARY.replace('let = "[6,2] = [5,2]"', 'let = "[6,2] = [没有,2]"')
    result = run(tmp_path, GIVEN + expect("公开01 | 收入合计 | 金额 | 1234.5"), 公开01=form)
    assert len(result.problems) == 1 and "01-A2" in result.problems[0] and "定义错误" in result.problems[0]


def test_a_pack_without_cases_has_no_results(tmp_path: Path) -> None:
    assert run_cases(write_base(tmp_path)) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("公开99 | 拨款 | 金额 | 1", "没有“公开99”这张表"),
        ("公开01 | 没有 | 金额 | 1", "没有“没有”这一行"),
        ("公开01 | 拨款 | 数额 | 1", "没有“数额”这一栏"),
        ("公开01 | 拨款 | 金额 | 一千", "不是数字"),
        ("公开03 | 20 | 基本支出 | 1", "没有“20”这一行"),
    ],
)
def test_a_case_that_names_what_is_not_there_fails_with_its_line(tmp_path: Path, line: str, words: str) -> None:
    result = run(tmp_path, f'given = """\n# 表 | 行 | 栏 | 值\n{line}\n"""\nerrors = []\n')
    assert len(result.problems) == 1 and words in result.problems[0] and "某例" in result.problems[0]


def test_a_case_that_tests_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"收支\.toml.*某例.*什么也没有检查"):
        run(tmp_path, GIVEN)


def test_a_case_with_a_misspelt_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"error.*是不是“errors”"):
        run(tmp_path, GIVEN + 'error = ["01-收支"]\nerrors = []\n')


def test_rows_get_the_names_of_the_list_or_those_of_the_case(tmp_path: Path) -> None:
    """A check of the engine compares names with the list; a case can give a wrong one."""
    named = 'names = """\n# 表|代码|名称\n公开03|2060101|行政运转\n"""\n'
    right = run(tmp_path, GIVEN + "warnings = []\n", pack=PACK, 公开03=TREE)
    wrong = run(tmp_path, GIVEN + named + "warnings = []\n")
    assert right.passed
    assert len(wrong.problems) == 1 and "行政运转" in wrong.problems[0]
