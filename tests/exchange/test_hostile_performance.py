"""Performance forms as they should not be: every trouble is said in a sentence with its place, and nothing lands in a wrong cell."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from awkward_books import all_entries, read_into, said
from openpyxl import load_workbook
from performance_books import SELF, asked, listed, model_of, printed, replaced, value, write_books

from desktop.core.cells import CellRef
from desktop.core.entry import add_rows

FORM = f"{SELF}#1"


def one(tmp_path: Path, rows, name: str = "a"):
    return read_into(write_books(tmp_path / f"{name}.xlsx", {"Sheet1": rows}), model_of("xj-2024"))


def test_a_value_without_its_label_is_not_read(tmp_path: Path) -> None:
    rows = replaced(printed("科普经费"), "实施单位", "")
    plan, model = one(tmp_path, rows)
    assert value(model, "项目", "1", "实施单位") == ""
    assert value(model, "项目", "1", "主管部门") == "乌鲁木齐市科学技术协会"
    assert any(line.startswith("D4 ") for line in said(plan).splitlines())


def test_a_row_of_money_without_its_name(tmp_path: Path) -> None:
    plan, model = one(tmp_path, replaced(printed("科普经费"), "年度资金总额", ""))
    assert model.book.entry(CellRef(FORM, "总额", "执行率")) is None
    assert value(model, FORM, "财政拨款", "年初预算数") == "106.85"
    assert any(line.startswith("C6 106.85") for line in asked(plan))


def test_a_heading_without_its_text(tmp_path: Path) -> None:
    rows = printed("科普经费")
    at = next(number for number, row in enumerate(rows) if "三级指标" in row)
    rows[at] = ["" if cell == "实际完成值" else cell for cell in rows[at]]
    plan, model = one(tmp_path, rows)
    assert any("左右两栏中间的一栏按“实际完成值”读取" in line for line in asked(plan))
    assert listed(model, FORM, "完成值", "分值")[0] == ("=462人", "5")


def test_a_heading_that_is_gone_with_its_column(tmp_path: Path) -> None:
    rows = [row[:7] + row[8:] if len(row) > 8 else row for row in printed("科普经费")]
    plan, model = one(tmp_path, rows)
    assert any("得分" in misfit for misfit in plan.sheets[0].misfits)
    assert model.book.entry(CellRef(FORM, "指1", "得分")) is None
    assert listed(model, FORM, "分值", "偏差原因")[0] == ("5", "因慰问负责人lz,部分慰问品暂无下落，导致未完成预定慰问人数。")


def test_labels_with_line_breaks_spaces_and_other_characters(tmp_path: Path) -> None:
    changed = {
        "项目名称": "项 目\n名 称",
        "主管部门": "主管部門：",
        "项目资金 （万元）": "项目资金\n(万元)",
        "三级指标": "三级\n指标",
        "总分": "总　　分",
    }
    rows = [[changed.get(cell, cell) for cell in row] for row in printed("科普经费")]
    plan, model = one(tmp_path, rows)
    plain = one(tmp_path, printed("科普经费"), "b")[1]
    assert said(plan).strip() == ""
    assert all_entries(model) == all_entries(plain)


def test_an_extra_column_and_lines_are_listed_and_do_no_harm(tmp_path: Path) -> None:
    rows = []
    for row in printed("科普经费"):
        rows.append(
            [*row, *[""] * (9 - len(row)), "核对意见"]
            if "三级指标" in row
            else [*row, *[""] * (9 - len(row)), "已核"]
            if "群众满意度" in row
            else row
        )
        if row[:1] == ["项目名称"]:
            rows.append(["项目负责人", "张三"])
    plan, model = one(tmp_path, rows)
    plain = one(tmp_path, printed("科普经费"), "b")[1]
    assert all_entries(model) == all_entries(plain)
    assert {"项目负责人", "张三", "核对意见", "已核"} <= {remark.text for remark in (*plan.sheets[0].questions, *plan.sheets[0].ignored)}


def test_lines_in_another_order(tmp_path: Path) -> None:
    rows = printed("科普经费")
    at = next(number for number, row in enumerate(rows) if any("其他资金" in str(cell) for cell in row))
    rows[at], rows[at - 1] = rows[at - 1], rows[at]
    rows[2], rows[3] = rows[3], rows[2]
    plan, model = one(tmp_path, rows)
    plain = one(tmp_path, printed("科普经费"), "b")[1]
    assert all_entries(model) == all_entries(plain)
    assert said(plan).strip() == ""


def test_two_projects_of_the_same_name(tmp_path: Path) -> None:
    model = model_of("xj-2024")
    operation = add_rows(model, "项目", [{"项目名称": "科普经费"}, {"项目名称": "科普经费"}])
    assert not isinstance(operation, str)
    model.apply(operation)
    plan, model = read_into(write_books(tmp_path / "a.xlsx", {"a": printed("科普经费")}), model)
    assert any("分不清是哪一个" in line for line in asked(plan))
    assert plan.tables == [] and len(all_entries(model)) == 2


def test_the_same_form_twice(tmp_path: Path) -> None:
    path = write_books(tmp_path / "a.xlsx", {"甲": printed("科普经费"), "乙": replaced(printed("科普经费"), "4.53", "3")})
    plan, model = read_into(path, model_of("xj-2024"))
    assert plan.tables == [FORM]
    assert any("已有同一张表" in line for line in asked(plan))
    assert listed(model, FORM, "得分")[0] == ("4.53",)


def test_the_wrong_year_and_the_wrong_form(tmp_path: Path) -> None:
    plan, _ = one(tmp_path, replaced(printed("科普经费"), "(2024年度)", "(2021年度)"))
    assert any("2021 年度" in line and line.startswith("A2 ") for line in asked(plan))
    rows = [["项目支出绩效自评表"], ["姓名", "电话"], ["张三", "123"]]
    plan, _ = one(tmp_path, rows, "b")
    assert plan.refused is not None and "没有读取" in plan.refused
    plan, _ = one(tmp_path, [["产品", "数量"], ["笔", "3"]], "c")
    assert plan.refused is not None


def test_the_order_of_the_sheets_does_not_matter(tmp_path: Path) -> None:
    sheets = {
        "清单": [
            ["预算项目清单"],
            ["金额单位：万元"],
            ["序号", "项目名称", "项目编码", "年初预算数"],
            ["1", "科普经费", "K1", "106.85"],
            ["合计", "", "", "106.85"],
        ]
    }
    sheets["自评"] = printed("科普经费")
    sheets["目标"] = [["项目支出绩效目标表"], ["项目名称", "科普经费"], ["一级指标", "二级指标", "三级指标", "指标值", "分值权重（90）"]]
    sheets["目标"] += [["产出指标", "数量指标", "科技工作者慰问人数", ">=510人", "5"]]
    found = []
    for number, order in enumerate(itertools.permutations(sheets)):
        path = write_books(tmp_path / f"{number}.xlsx", {name: sheets[name] for name in order})
        plan, model = read_into(path, model_of("xj-2024"))
        assert not [line for line in asked(plan) if "没有找到" not in line]
        found.append((all_entries(model), {code: sorted(sheet.rows) for code, sheet in model.book.sheets.items()}))
    assert all(one == found[0] for one in found)
    assert len(found[0][1]["项目"]) == 1 and len(found[0][1][FORM]) == 11


def test_hidden_rows_and_sheets_are_named(tmp_path: Path) -> None:
    path = write_books(tmp_path / "a.xlsx", {"a": printed("科普经费")})
    book = load_workbook(path)
    book.active.row_dimensions[13].hidden = True
    book.create_sheet("空")
    book["a"].sheet_state = "hidden"
    book.save(path)
    plan, model = read_into(path, model_of("xj-2024"))
    assert any("第 13 行是隐藏的" in line for line in asked(plan))
    assert any("隐藏的工作表" in line for line in asked(plan))
    assert len(listed(model, FORM, "三级指标")) == 11


def test_a_thousand_rows(tmp_path: Path) -> None:
    rows = printed("科普经费")
    at = next(number for number, row in enumerate(rows) if row[:1] == ["总分"])
    many = [["", "产出指标", "数量指标", f"第{number}项指标", f"≥{number}个", "", "1", "1", ""] for number in range(1000)]
    plan, model = one(tmp_path, [*rows[:at], *many, *rows[at:]])
    assert len(listed(model, FORM, "三级指标")) == 1011
    assert value(model, FORM, "总分", "得分") == "99.41"
    junk = [["行政区划", f"第{number}条", "无关的内容"] for number in range(1000)]
    plan, _ = one(tmp_path, [*rows, *junk], "b")
    assert len(plan.sheets[0].ignored) == 3000


@pytest.mark.parametrize("text", ["很多", "1e999", "12.5.3", "#REF!"])
def test_what_is_no_number_is_asked_about(tmp_path: Path, text: str) -> None:
    plan, model = one(tmp_path, replaced(printed("科普经费"), "4.53", text))
    assert any(line.startswith("H12 ") for line in asked(plan))
    assert model.book.entry(CellRef(FORM, "指1", "得分")) is None


def test_a_form_whose_formulas_were_never_calculated_is_refused(tmp_path: Path) -> None:
    path = write_books(tmp_path / "a.xlsx", {"a": printed("科普经费")})
    book = load_workbook(path)
    book.active["H12"] = "=5*462/510"
    book.save(path)
    plan, model = read_into(path, model_of("xj-2024"))
    assert plan.refused is not None and "H12" in plan.refused
    assert all_entries(model) == {}
