"""The official 科目 list of a year from Excel."""

from pathlib import Path

import pytest
from awkward_books import save

from desktop.exchange.grid import WorkbookError
from desktop.exchange.subjects_import import read_subject_list


def test_codes_and_names_are_found_by_their_heads(tmp_path: Path) -> None:
    rows = [
        ["2025年政府收支分类科目"],
        [],
        [None, "科目编码", "备注", "科目名称"],
        [None, 206, None, "科学技术支出"],
        [None, "20601", "x", " 科学技术 管理事务"],
        [None, 2060101.0, None, "行政运行"],
        [None, "20601011", None, "太长"],
        [None, "206", None, "科技支出"],
        [None, None, None, "没有代码"],
    ]
    found = read_subject_list(save(tmp_path / "a.xlsx", rows, name="功能"))
    assert list(found) == [("206", "科学技术支出"), ("20601", "科学技术管理事务"), ("2060101", "行政运行")]
    assert len(found.problems) == 2
    assert "工作表“功能”的 D7" in found.problems[0]
    assert "科目 206 出现两次" in found.problems[1]


def test_codes_in_three_columns(tmp_path: Path) -> None:
    rows = [
        ["科目编码", None, None, "科目名称"],
        ["类", "款", "项"],
        ["206", None, None, "科学技术支出"],
        [None, "01", None, "科学技术管理事务"],
        [None, None, "01", "行政运行"],
        [None, None, "02", "一般行政管理事务"],
        [None, "02", None, "基础研究"],
        [None, None, "01", "机构运行"],
        ["207", None, None, "文化旅游体育与传媒支出"],
    ]
    codes = [code for code, _ in read_subject_list(save(tmp_path / "a.xlsx", rows))]
    assert codes == ["206", "20601", "2060101", "2060102", "20602", "2060201", "207"]


def test_workbook_without_such_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="没有找到“科目编码"):
        read_subject_list(save(tmp_path / "a.xlsx", [["代码表"], ["甲", "乙"]]))
