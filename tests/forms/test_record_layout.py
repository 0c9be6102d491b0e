"""Records are laid out as printed: lines repeated for free rows, cells that grow over them, groups, words around values."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_pack import REVIEW, add_rows, project_book, write_projects

from desktop.core.cells import CellRef
from desktop.core.definitions import PackDef
from desktop.core.evaluate import Model
from desktop.core.numerals import in_chinese
from desktop.core.rounding import present
from desktop.forms.layout import GridCell, TableGrid, lay_out
from desktop.forms.load import load_pack
from desktop.forms.record_layout import label_align, merges_by

CODE = "自评表#1"
INDICATORS = [
    {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "培训人数", "指标值": "≥100人", "完成值": "120人", "分值": "10"},
    {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "活动次数", "指标值": "≥5次", "完成值": "5次", "分值": "20"},
    {"一级指标": "产出指标", "二级指标": "质量指标", "三级指标": "合格率", "指标值": "≥95%", "完成值": "96%", "分值": "20"},
    {"一级指标": "效益指标", "二级指标": "质量指标", "三级指标": "知晓率", "指标值": "≥80%", "完成值": "90%", "分值": "40"},
]
PROJECTS = [
    {"项目名称": "科普经费", "项目类别": "运转类项目", "年初预算数": "106.85"},
    {"项目名称": "物业费", "项目类别": "运转类项目"},
    {"项目名称": "展厅", "项目类别": "特定目标类项目"},
]


@pytest.fixture
def pack(tmp_path: Path) -> PackDef:
    return load_pack(write_projects(tmp_path))


def laid_out(
    pack: PackDef, code: str = CODE, indicators: list[dict[str, str]] = INDICATORS, figures: bool = True, **cells: str
) -> TableGrid:
    model = Model(pack, project_book(pack, PROJECTS, indicators, **cells))
    return lay_out(model, code, present(model) if figures else None)


def texts(grid: TableGrid) -> list[list[str]]:
    return [[cell.text if cell else "·" for cell in line] for line in grid.body]


def cell_of(grid: TableGrid, row: str, column: str) -> GridCell:
    return next(cell for line in grid.body for cell in line if cell and cell.ref and cell.ref[1:] == (row, column))


def test_every_place_of_the_body_belongs_to_exactly_one_cell(pack: PackDef) -> None:
    for indicators in ([], INDICATORS[:1], INDICATORS):
        grid = laid_out(pack, indicators=indicators)
        taken: dict[tuple[int, int], int] = {}
        for r, line in enumerate(grid.body):
            assert len(line) == grid.column_count
            for c, cell in enumerate(line):
                if cell:
                    for place in ((r + down, c + right) for down in range(cell.row_span) for right in range(cell.column_span)):
                        taken[place] = taken.get(place, 0) + 1
        assert taken == {(r, c): 1 for r in range(len(grid.body)) for c in range(grid.column_count)}


def test_a_cell_above_repeated_lines_grows_over_all_rows(pack: PackDef) -> None:
    grid = laid_out(pack)
    side = next(cell for line in grid.body for cell in line if cell and cell.text == "年度绩效指标")
    assert (side.row_span, side.role) == (5, "head")


def test_equal_neighbours_are_merged_within_the_same_group_above(pack: PackDef) -> None:
    grid = laid_out(pack)
    first, second = cell_of(grid, "指1", "一级指标"), cell_of(grid, "指4", "一级指标")
    assert (first.text, first.row_span, second.text, second.row_span) == ("产出指标", 3, "效益指标", 1)
    assert [ref.row for ref in first.covers] == ["指2", "指3"]
    assert cell_of(grid, "指1", "二级指标").row_span == 2
    assert cell_of(grid, "指3", "二级指标").row_span == 1, "质量指标 of 产出 and of 效益 are not one cell"
    assert cell_of(grid, "指4", "二级指标").text == "质量指标"


def test_blank_neighbours_stay_cells_of_their_own(pack: PackDef) -> None:
    grid = laid_out(pack, indicators=[{"三级指标": "甲"}, {"三级指标": "乙"}])
    assert [cell_of(grid, row, "一级指标").row_span for row in ("指1", "指2")] == [1, 1]


def test_the_screen_gets_the_same_cells_without_texts(pack: PackDef) -> None:
    printed, shown = laid_out(pack), laid_out(pack, figures=False)
    assert [[cell and (cell.ref, cell.row_span, cell.covers) for cell in line] for line in shown.body] == [
        [cell and (cell.ref, cell.row_span, cell.covers) for cell in line] for line in printed.body
    ]
    assert cell_of(shown, "指1", "三级指标").text == ""


def test_words_stand_around_a_value_and_not_around_a_blank(pack: PackDef) -> None:
    grid = laid_out(pack, 总额_得分="9.28", 总额_执行率="92.80")
    score, rate = cell_of(grid, "总额", "得分"), cell_of(grid, "总额", "执行率")
    assert (score.text, score.behind, score.align) == ("9.28分", "分", "center")
    assert rate.text == "92.80%"
    blank = laid_out(pack)
    assert [cell_of(blank, "总额", name).text for name in ("得分", "执行率")] == ["", ""]
    assert score.printed("10") == "10分", "the window prints live values with the same words"
    assert rate.printed("") == ""


def test_values_stand_by_their_kind(pack: PackDef) -> None:
    grid = laid_out(pack, 总额_全年预算数="106.85")
    assert cell_of(grid, "总额", "全年预算数").align == "right"
    assert cell_of(grid, "预期目标", "内容").align == "left"
    assert [cell_of(grid, "指1", name).align for name in ("一级指标", "三级指标", "指标值", "分值")] == [
        "center",
        "left",
        "center",
        "center",
    ]


@pytest.mark.parametrize(
    ("label", "align"),
    [
        ("项目名称", "center"),
        ("项目资金（万元）", "center"),
        ("资金总额：", "left"),
        ("1.项目年度目标完成情况", "left"),
        ("其中：财政拨款", "left"),
    ],
)
def test_labels_stand_as_on_the_official_forms(label: str, align: str) -> None:
    assert label_align(label) == align


def test_without_rows_one_blank_line_is_printed(pack: PackDef) -> None:
    grid = laid_out(pack, indicators=[])
    assert texts(grid)[6] == ["·", "", "", "", "", "", "", "", ""]
    assert {cell.role for cell in grid.body[6] if cell} == {"blank"}


def test_the_title_names_the_project(pack: PackDef) -> None:
    assert laid_out(pack).title == "科普经费绩效自评表"
    assert laid_out(pack, "自评表#3", indicators=[]).title == "展厅绩效自评表"


def test_groups_are_headed_numbered_and_count_their_rows_anew(pack: PackDef) -> None:
    grid = laid_out(pack, "监控汇总")
    assert [line[:2] for line in texts(grid)] == [
        ["（一）", "运转类项目"],
        ["1", "科普经费"],
        ["2", "物业费"],
        ["（二）", "特定目标类项目"],
        ["1", "展厅"],
    ]
    assert grid.row_ids == (("1",), ("1",), ("2",), ("3",), ("3",))
    assert [cell.role for cell in grid.body[0] if cell] == ["section", "section"]


def test_a_list_without_rows_prints_no_group(pack: PackDef) -> None:
    model = Model(pack, project_book(pack, [], []))
    assert texts(lay_out(model, "监控汇总", present(model))) == [["", "", "", "", ""]]


def test_heading_lines_say_up_to_where_they_head(pack: PackDef) -> None:
    assert laid_out(pack).headings == ((5, 10),)
    assert laid_out(pack, indicators=[]).headings == ((5, 7),)


def test_rows_come_in_the_order_of_the_clerk(pack: PackDef) -> None:
    book = project_book(pack, PROJECTS, [])
    add_rows(book, pack, CODE, INDICATORS)
    sheet = book.sheet(CODE)
    sheet.rows["指4"] = type(sheet.rows["指4"])("指4", "", "", (("次序", "000005"),))
    model = Model(pack, book)
    grid = lay_out(model, CODE, present(model))
    assert [line[3] for line in texts(grid)[6:10]] == ["知晓率", "培训人数", "活动次数", "合格率"]
    assert [ids[0] for ids in grid.row_ids[6:10]] == ["指4", "指1", "指2", "指3"]


def test_two_lines_for_every_row_are_merged_as_one(tmp_path: Path) -> None:
    body = REVIEW.replace(
        "*| ^ | [*,一级指标] | [*,二级指标] | [*,三级指标] | [*,指标值] | [*,完成值] | [*,分值] | [*,得分] | [*,偏差原因]",
        "*| ^ | [*,一级指标] | [*,二级指标] | [*,三级指标] | [*,指标值] | [*,完成值] | [*,分值] | [*,得分] | 偏差\n"
        "*| ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | [*,偏差原因]",
    )
    grid = laid_out(load_pack(write_projects(tmp_path, 自评表=body)))
    assert cell_of(grid, "指1", "一级指标").row_span == 6
    assert cell_of(grid, "指1", "三级指标").row_span == 2
    assert cell_of(grid, "指1", "偏差原因").row_span == 1


def test_it_is_known_which_changes_need_a_new_layout(pack: PackDef) -> None:
    review, monitor = pack.form("自评表"), pack.form("监控汇总")
    assert review is not None
    assert monitor is not None
    assert merges_by(review) == {"一级指标", "二级指标"}
    assert merges_by(monitor) == {"项目类别"}


def test_refs_are_those_of_the_form_of_the_project(pack: PackDef) -> None:
    assert cell_of(laid_out(pack), "预期目标", "内容").ref == CellRef(CODE, "预期目标", "内容")


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九"), (100, "100")]
)
def test_groups_are_numbered_in_chinese(number: int, words: str) -> None:
    assert in_chinese(number) == words
