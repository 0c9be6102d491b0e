"""Cases of packs with lists that the clerk makes and forms that exist once a project."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_pack import write_projects

from desktop.forms.cases import run_cases

GIVEN = '''
[[case]]
name = "分值加总"
given = """
# 表 | 行 | 栏 | 值
项目 | 1 | 项目名称 | 科普经费
自评表#1 | 指1 | 三级指标 | 场次
自评表#1 | 指1 | 完成值 | ≥12次
自评表#1 | 指1 | 分值 | 40
自评表#1 | 指2 | 三级指标 | 人数
自评表#1 | 指2 | 分值 | 50
"""
expect = """
# 表 | 行 | 栏 | 值
自评表#1 | 总分 | 分值 | 90
自评表#1 | 项目名称 | 内容 | 科普经费
"""
errors = []
'''


def _run(root: Path, case: str) -> tuple[str, ...]:
    folder = write_projects(root)
    (folder / "tests").mkdir()
    (folder / "tests" / "自评.toml").write_text(case, encoding="utf-8")
    (result,) = run_cases(folder)
    return result.problems


def test_rows_of_a_list_and_forms_of_a_project_can_be_given_and_expected(tmp_path):
    assert _run(tmp_path, GIVEN) == ()


def test_a_wrong_expectation_is_told(tmp_path):
    (problem,) = _run(tmp_path, GIVEN.replace("分值 | 90", "分值 | 91"))
    assert "应为 91，实为 90" in problem


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("自评表#1 | 指1 | 三级指标", "自评表 | 指1 | 三级指标", "每个项目一张"),
        ("项目 | 1 | 项目名称", "项目#1 | 1 | 项目名称", "只有一张"),
        ("自评表#1 | 指1 | 三级指标", "自评表#1 | 标1 | 三级指标", "没有“标1”这一行"),
    ],
)
def test_a_place_that_does_not_exist_is_told(tmp_path, old, new, said):
    (problem,) = _run(tmp_path, GIVEN.replace(old, new, 1))
    assert said in problem
