"""Published performance forms as workbooks: their figures land in the right cells, however the sheets are laid out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from awkward_books import all_entries, read_into, said
from openpyxl import Workbook, load_workbook
from performance_books import SELF, asked, listed, model_of, printed, put, value, write_books

from desktop.core.cells import CellRef
from desktop.core.entry import add_rows, lock_table

STYLES = ("plain", "merged", "resolved")


@pytest.mark.parametrize("style", STYLES)
def test_the_self_evaluation_of_a_project(tmp_path: Path, style) -> None:
    plan, model = read_into(write_books(tmp_path / "a.xlsx", {"Sheet1": printed("科普经费")}, style), model_of("xj-2024"))
    assert said(plan).strip() == ""
    assert [sheet.projects for sheet in plan.sheets] == [["科普经费"]]
    form = f"{SELF}#1"
    assert plan.tables == [form]
    # what the list of projects holds is put there, and taken over from it
    assert [value(model, "项目", "1", c) for c in ("项目名称", "主管部门", "实施单位", "年初预算数", "全年执行数")] == [
        "科普经费",
        "乌鲁木齐市科学技术协会",
        "乌鲁木齐市科学技术协会",
        "106.85",
        "60.35",
    ]
    assert model.book.entry(CellRef(form, "总额", "年初预算数")) is None
    assert value(model, form, "总额", "年初预算数") == "106.85"
    assert [value(model, form, "总额", c) for c in ("执行率", "得分", "分值")] == ["100.00", "10.00", "10"]
    assert [value(model, form, "其他资金", c) for c in ("年初预算数", "全年预算数")] == ["0", "0"]
    assert value(model, form, "预期目标", "内容").startswith("1、推动科普文化传播")
    assert value(model, form, "实际完成情况", "内容").endswith("人次达462人次。")
    rows = listed(model, form, "一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分")
    assert len(rows) == 11
    assert rows[0] == ("产出指标", "数量指标", "科技工作者慰问人数", ">=510人", "=462人", "5", "4.53")
    assert rows[5][:4] == ("产出指标", "质量指标", "科技工作者慰问行业领域覆盖率", ">=5个")
    assert rows[8] == ("成本指标", "经济成本指标", "融媒体宣传服务费", "<=30万元", "=29.5万元", "7", "6.88")
    assert rows[10] == ("满意度指标", "满意度指标", "群众满意度", ">=90%", "=100%", "10", "10")
    assert [value(model, form, "总分", c) for c in ("分值", "得分")] == ["100", "99.41"]


def test_merged_cells_make_no_difference(tmp_path: Path) -> None:
    for name, pack in (
        ("科普经费", "xj-2024"),
        ("新疆整体", "xj-2024"),
        ("遗属补助", "sx-2024"),
        ("房屋租金", "hb-2022"),
        ("密云目标", "bj-2024"),
    ):
        found = [
            all_entries(read_into(write_books(tmp_path / f"{name}{style}.xlsx", {"a": printed(name)}, style), model_of(pack))[1])
            for style in ("plain", "merged")
        ]
        assert found[0] == found[1], name


@pytest.mark.parametrize("style", STYLES)
def test_indicators_printed_twice_stay_twice(tmp_path: Path, style) -> None:
    plan, model = read_into(write_books(tmp_path / "a.xlsx", {"Sheet1": printed("物业管理费甲")}, style), model_of("xj-2024"))
    assert said(plan).strip() == ""
    rows = listed(model, f"{SELF}#1", "三级指标", "得分")
    assert len(rows) == 14
    assert rows[6:10] == [("资金发放及时率", "8.33"), ("资金发放及时率", "8.33"), ("保安月服务费", "0"), ("保安月服务费", "20")]
    again, _ = read_into(tmp_path / "a.xlsx", model)
    assert again.operation is not None and again.operation.edits == ()


@pytest.mark.parametrize("style", ("plain", "merged"))
def test_forms_of_other_regions(tmp_path: Path, style) -> None:
    _, shanxi = read_into(write_books(tmp_path / "sx.xlsx", {"a": printed("遗属补助")}, style), model_of("sx-2024"))
    form = f"{SELF}#1"
    assert [value(shanxi, form, "总额", c) for c in ("目标申报数", "全年预算数", "资金结余", "执行率", "得分")] == [
        "2.2",
        "1.907",
        "0",
        "100",
        "10",
    ]
    assert listed(shanxi, form, "二级指标", "年初指标值", "指标值", "完成值", "分值")[3] == (
        "成本指标",
        "≤元",
        "≤22000元",
        "≤19072元",
        "10",
    )
    assert (value(shanxi, form, "总分", "得分"), value(shanxi, form, "自评等级", "内容")) == ("100", "优")
    assert value(shanxi, form, "满意度情况", "内容").startswith("给我单位3位遗属")

    _, hebei = read_into(write_books(tmp_path / "hb.xlsx", {"a": printed("房屋租金")}, style), model_of("hb-2022"))
    assert [value(hebei, "项目", "1", c) for c in ("项目名称", "项目编码")] == ["唐山市总工会房屋租金", "405002B19DX0002"]
    rows = listed(hebei, "预算项目绩效目标表#1", "一级指标", "二级指标", "三级指标", "指标值")
    assert len(rows) == 9
    assert rows[2] == ("产出指标", "时效指标", "项目完成时限", "2022.12")
    assert rows[6] == ("效果指标", "生态效益指标", "", "")


def test_department_forms_and_the_list_by_groups(tmp_path: Path) -> None:
    path = write_books(tmp_path / "a.xlsx", {"一": printed("密云目标"), "二": printed("密云监控")})
    plan, model = read_into(path, model_of("bj-2024"))
    form = next(form.code for form in model.forms() if form.code.endswith("目标申报表"))
    assert [value(model, form, row, "金额") for row in ("资金总额", "基本支出", "项目支出")] == ["1899.34", "1836.44", "62.90"]
    assert [row[0] for row in listed(model, form, "三级指标")] == ["基本支出", "科技馆保安保洁费", "科学城东区展厅模型沙盘展台展板设计制作"]
    # every line of the summary is a project: new ones come into the list, with the group above them
    assert plan.sheets[1].projects == ["科技馆保安保洁费", "科学城东区展厅模型沙盘展台展板设计制作"]
    assert [(value(model, "项目", row, "项目类别"), value(model, "项目", row, "年初预算数")) for row in "12"] == [
        ("运转类项目", "30.6"),
        ("特定目标类项目", "32.3"),
    ]
    assert listed(model, "项目支出绩效目标执行监控汇总表", "执行率", "完成说明", "偏差原因") == [
        ("50", "已完成", "目标执行无偏差"),
        ("100", "已完成", "目标执行无偏差"),
    ]


def test_two_lists_with_the_same_columns_need_their_titles(tmp_path: Path) -> None:
    _, model = read_into(write_books(tmp_path / "a.xlsx", {"一": printed("门头沟目标"), "二": printed("门头沟产出")}), model_of("bj-2023"))
    assert len(listed(model, "部门整体绩效目标设立情况", "三级指标")) == 21
    assert listed(model, "产出完成情况分析", "三级指标", "完成值", "偏差原因")[15] == ("6.党组织建设", "0.6", "2023年新建立党组织3家")
    plan, _ = read_into(write_books(tmp_path / "b.xlsx", {"一": printed("门头沟产出")[2:]}), model_of("bj-2023"))
    assert plan.refused is not None and "分不清是哪一张" in plan.refused


def test_a_department_in_one_workbook_and_in_one_sheet(tmp_path: Path) -> None:
    names = ("新疆整体", "科普经费", "物业管理费甲", "物业管理费乙")
    one = printed(names[0])
    for name in names[1:]:
        one += [[], *printed(name)]
    books = {"many": {name: printed(name) for name in names}, "single": {"全部": one}}
    models = []
    for key, sheets in books.items():
        plan, model = read_into(write_books(tmp_path / f"{key}.xlsx", sheets), model_of("xj-2024"))
        assert said(plan).strip() == ""
        assert plan.tables == ["部门整体支出绩效自评表", f"{SELF}#1", f"{SELF}#2", f"{SELF}#3"]
        models.append({ref: entry.value for ref, entry in model.book.entries()})
    assert models[0] == models[1]
    # two projects of the same name are told apart by who carries them out
    assert models[0]["项目", "2", "项目名称"] == models[0]["项目", "3", "项目名称"] == "物业管理费"


def test_numbers_typed_as_numbers(tmp_path: Path) -> None:
    book = Workbook()
    for number, row in enumerate(printed("科普经费"), 1):
        for column, text in enumerate(row, 1):
            put(book.active, number, column, text)
    for place, typed, shown in (("C6", 106.85, "#,##0.00"), ("G6", 1, "0.00%"), ("H6", 10, '0.00"分"'), ("H12", 4.53, "0.00")):
        book.active[place].value, book.active[place].number_format = typed, shown
    book.active["E22"].value, book.active["E22"].number_format = 0.9, "0%"
    book.save(tmp_path / "a.xlsx")
    plan, model = read_into(tmp_path / "a.xlsx", model_of("xj-2024"))
    assert said(plan).strip() == ""
    form = f"{SELF}#1"
    assert [model.value(CellRef(form, "总额", column)) for column in ("年初预算数", "执行率", "得分")] == [Decimal("106.85"), 100, 10]
    assert listed(model, form, "指标值")[10] == ("90%",)
    book.active["G6"].number_format = "General"
    book.save(tmp_path / "b.xlsx")
    plan, model = read_into(tmp_path / "b.xlsx", model_of("xj-2024"))
    assert any(line.startswith("G6") and "没有百分号" in line for line in asked(plan))


def test_one_operation_that_can_be_taken_back(tmp_path: Path) -> None:
    path = write_books(tmp_path / "a.xlsx", {name: printed(name) for name in ("科普经费", "物业管理费甲")})
    plan, model = read_into(path, model_of("xj-2024"))
    assert plan.operation is not None and plan.operation.cause == "import"
    model.apply(plan.operation.inverse())
    assert list(model.book.entries()) == []
    assert all(not sheet.rows for sheet in model.book.sheets.values())


def test_a_target_gives_its_rows_the_place_of_those_already_reviewed(tmp_path: Path) -> None:
    """Indicators came with the self-evaluation first; the target that follows them must not double them."""
    _, model = read_into(write_books(tmp_path / "a.xlsx", {"自评": printed("科普经费")}), model_of("xj-2024"))
    rows = listed(model, f"{SELF}#1", "一级指标", "二级指标", "三级指标", "指标值", "分值")
    target = [["项目支出绩效目标表"], ["（2024年度）"], ["项目名称", "科普经费"], ["年度总体目标", "科普"]]
    target += [
        ["一级指标", "二级指标", "三级指标", "指标值", "分值权重（90）"],
        *map(list, rows),
        ["产出指标", "数量指标", "新的一项", "≥1次", "0"],
    ]
    plan, model = read_into(write_books(tmp_path / "b.xlsx", {"目标": target}), model)
    assert [line for line in asked(plan) if "保留不动" in line] == []
    ids = [row.id for row in model.rows(f"{SELF}#1") if row.dynamic]
    assert ids == [row.id for row in model.rows("项目支出绩效目标表#1") if row.dynamic]
    assert len(ids) == 12
    # what follows the target takes over from it now; the self-evaluation read before is the same
    assert listed(model, f"{SELF}#1", "一级指标", "二级指标", "三级指标", "指标值", "分值")[:11] == rows
    again, _ = read_into(tmp_path / "a.xlsx", model)
    assert again.operation is not None and again.operation.edits == ()
    assert [line for line in asked(again) if "新的一项" in line]  # the row that it does not have is named, and stays


def test_a_figure_that_differs_from_the_list_is_kept_and_asked_about(tmp_path: Path) -> None:
    model = model_of("xj-2024")
    operation = add_rows(model, "项目", [{"项目名称": "科普经费", "年初预算数": "200"}])
    assert not isinstance(operation, str)
    model.apply(operation)
    plan, model = read_into(write_books(tmp_path / "a.xlsx", {"a": printed("科普经费")}), model)
    assert plan.sheets[0].projects == []
    assert any("年初预算数" in line and "200" in line and "106.85" in line for line in asked(plan))
    assert value(model, "项目", "1", "年初预算数") == "200"
    assert model.value(CellRef(f"{SELF}#1", "总额", "年初预算数")) == Decimal("106.85")


def test_rows_that_are_gone_are_asked_about_and_new_ones_appended(tmp_path: Path) -> None:
    rows = printed("科普经费")
    path = write_books(tmp_path / "a.xlsx", {"a": rows})
    _, model = read_into(path, model_of("xj-2024"))
    changed = [row for row in rows if "科技工作者慰问成本" not in row]
    at = next(number for number, row in enumerate(changed) if "融媒体宣传服务费" in row)
    changed.insert(at, ["", "", "", "科普读物印制费", "<=2万元", "=2万元", "5", "5", ""])
    plan, model = read_into(write_books(tmp_path / "b.xlsx", {"a": changed}), model)
    assert any("科技工作者慰问成本" in line and "保留不动" in line for line in asked(plan))
    names = [row[0] for row in listed(model, f"{SELF}#1", "三级指标")]
    assert len(names) == 12 and "科技工作者慰问成本" in names and names[-1] == "科普读物印制费"


def test_a_renamed_indicator_in_its_place_is_the_same_row(tmp_path: Path) -> None:
    rows = printed("科普经费")
    _, model = read_into(write_books(tmp_path / "a.xlsx", {"a": rows}), model_of("xj-2024"))
    changed = [["科技工作者慰问的人数" if cell == "科技工作者慰问人数" else cell for cell in row] for row in rows]
    plan, model = read_into(write_books(tmp_path / "b.xlsx", {"a": changed}), model)
    assert len(listed(model, f"{SELF}#1", "三级指标")) == 11
    assert any("认作同一行" in line for line in asked(plan))
    assert listed(model, f"{SELF}#1", "三级指标", "得分")[0] == ("科技工作者慰问的人数", "4.53")


def test_only_one_project_may_be_asked_for(tmp_path: Path) -> None:
    model = model_of("xj-2024")
    operation = add_rows(model, "项目", [{"项目名称": "甲"}, {"项目名称": "乙"}])
    assert not isinstance(operation, str)
    model.apply(operation)
    rows = [["项目名称", ""] if row[:1] == ["项目名称"] else row for row in printed("科普经费")]
    path = write_books(tmp_path / "a.xlsx", {"a": rows})
    plan, _ = read_into(path, model)
    assert any("不知道是哪个项目" in line for line in asked(plan))
    plan, model = read_into(path, model, table=f"{SELF}#2")
    assert plan.tables == [f"{SELF}#2"]
    assert len(listed(model, f"{SELF}#2", "三级指标")) == 11 and not listed(model, f"{SELF}#1", "三级指标")
    plan, _ = read_into(path, model, table=f"{SELF}#9")
    assert plan.refused is not None and f"{SELF}#9" in plan.refused


def test_last_year_and_locked_forms(tmp_path: Path) -> None:
    path = write_books(tmp_path / "a.xlsx", {"a": [[cell.replace("2024", "2023") for cell in row] for row in printed("科普经费")]})
    plan, model = read_into(path, model_of("xj-2024"), prior=True)
    assert model.book.prior is not None and not list(model.book.entries())
    assert len(model.book.prior.sheets[f"{SELF}#1"].rows) == 11
    assert asked(plan) == []
    _, model = read_into(write_books(tmp_path / "b.xlsx", {"a": printed("科普经费")}), model_of("xj-2024"))
    model.apply(lock_table(model, f"{SELF}#1"))
    before = dict(model.book.sheets[f"{SELF}#1"].entered)
    changed = write_books(tmp_path / "c.xlsx", {"a": [["4" if cell == "4.53" else cell for cell in row] for row in printed("科普经费")]})
    plan, model = read_into(changed, model)
    assert any("已锁定" in line for line in asked(plan))
    assert model.book.sheets[f"{SELF}#1"].entered == before


def test_a_locked_list_takes_no_new_project(tmp_path: Path) -> None:
    model = model_of("xj-2024")
    model.apply(lock_table(model, "项目"))
    plan, model = read_into(write_books(tmp_path / "a.xlsx", {"a": printed("科普经费")}), model)
    assert any("清单已锁定" in line for line in asked(plan))
    assert all_entries(model) == {} and not model.instances(SELF)


def test_blank_cells_keep_what_is_there_or_clear_it(tmp_path: Path) -> None:
    _, model = read_into(write_books(tmp_path / "a.xlsx", {"a": printed("科普经费")}), model_of("xj-2024"))
    blank = [["" if cell == "4.53" else cell for cell in row] for row in printed("科普经费")]
    plan, model = read_into(write_books(tmp_path / "b.xlsx", {"a": blank}), model)
    assert listed(model, f"{SELF}#1", "得分")[0] == ("4.53",)
    assert any("保留不动" in remark.say for remark in plan.sheets[0].conflicts)
    _, model = read_into(tmp_path / "b.xlsx", model, replace=True)
    assert model.book.entry(CellRef(f"{SELF}#1", "指1", "得分")) is None


def test_amounts_in_yuan_are_converted(tmp_path: Path) -> None:
    rows = [["项目资金（元）" if cell.startswith("项目资金") else cell for cell in row] for row in printed("科普经费")]
    rows = [["1068500" if cell == "106.85" else cell for cell in row] for row in rows]
    plan, model = read_into(write_books(tmp_path / "a.xlsx", {"a": rows}), model_of("xj-2024"))
    assert model.value(CellRef("项目", "1", "年初预算数")) == Decimal("106.85")
    assert any("已换算" in line for line in asked(plan))


def test_the_workbook_stays_readable_for_people(tmp_path: Path) -> None:
    """The plan names every new project and counts every cell, also as JSON."""
    plan, _ = read_into(write_books(tmp_path / "a.xlsx", {"a": printed("科普经费")}), model_of("xj-2024"))
    sheet = plan.to_json()["sheets"][0]
    assert (sheet["table"], sheet["title"], sheet["projects_new"]) == (f"{SELF}#1", SELF, ["科普经费"])
    assert sheet["cells_new"] == sheet["cells_read"] > 90
    assert any(line.label == "新增项目 科普经费" for line in plan.lines())
    assert load_workbook(tmp_path / "a.xlsx").active["E12"].value == ">=510人"
