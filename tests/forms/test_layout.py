"""A table is laid out as it is printed: merged heads, panels side by side, totals, sections, footers, sentences."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from pack_writing import COVER, PACK, SUMMARY, TREE, write_base, write_pack

from desktop.core.cells import Book, CellRef, Entry, Row
from desktop.core.definitions import PackDef
from desktop.core.evaluate import Model
from desktop.core.rounding import present
from desktop.forms.catalog import pack_ids
from desktop.forms.layout import GridRow, TableGrid, lay_out
from desktop.forms.load import load_pack

CODES = {"206": "科学技术支出", "20601": "科学技术管理事务", "2060101": "行政运行"}


def model_of(pack: PackDef, kept_in: str = "万元", **values: str) -> Model:
    """公开03 has the codes of CODES; values are given as 行_栏="123.4" (a leading r lets a name begin with a digit), for the form ``of``."""
    book = Book(pack.id, "某市科技局", 2024, kept_in=kept_in)
    book.sheet("公开03").rows.update({code: Row(code, name, code[:-2] if len(code) > 3 else "") for code, name in CODES.items()})
    form = values.pop("of", "公开01")
    for place, text in values.items():
        row, column = place.removeprefix("r").split("_")
        number = text.replace(".", "").isdigit()
        book.sheet(form).entered[row, column] = Entry(Decimal(text) if number else text)
    return Model(pack, book)


def laid_out(pack: PackDef, form: str, figures: bool = True, **values: str) -> TableGrid:
    model = model_of(pack, of=form, **values)
    return lay_out(model, form, present(model) if figures else None)


def texts(grid: TableGrid, line: int) -> list[str]:
    return [cell.text if cell else "·" for cell in grid.body[line]]


@pytest.fixture
def base(tmp_path: Path) -> PackDef:
    return load_pack(write_base(tmp_path))


def test_every_row_of_head_body_and_footer_covers_every_printed_column(base: PackDef) -> None:
    for form in ("公开01", "公开03"):
        grid = laid_out(base, form)
        for row in (*grid.head, *grid.body, *grid.footer):
            assert len(row) == grid.column_count
            covered = 0
            for cell in row:
                covered = cell.column_span - 1 if cell else covered
            assert covered == 0 or row[-1] is None


def test_head_keeps_its_merged_cells_and_marks_the_column_numbers(base: PackDef) -> None:
    grid = laid_out(base, "公开03")
    assert [cell.text if cell else None for cell in grid.head[0]] == ["项目", None, "本年支出", "基本支出", "项目支出"]
    assert grid.head[0][2].row_span == 2 and grid.head[0][0].column_span == 2
    assert {cell.role for cell in grid.head[2] if cell} == {"column_no"}
    assert {cell.role for cell in grid.head[0] if cell} == {"head"}


def test_blocks_stand_side_by_side_and_the_shorter_one_is_filled_with_blanks(base: PackDef) -> None:
    grid = laid_out(base, "公开01", 拨款_金额="1234.5", r206_金额="1000")
    assert texts(grid, 0) == ["一、拨款", "1", "1,234.50", "一、科学技术支出", "5", "1,000.00"]
    assert grid.row_ids == (("拨款", "206"), ("其他", "支出合计"), ("空3", ""), ("收入合计", ""))
    assert [cell.role for cell in grid.body[3][3:]] == ["blank"] * 3
    assert grid.body[0][2].ref == CellRef("公开01", "拨款", "金额")


def test_a_blank_line_prints_its_number_and_takes_no_value(base: PackDef) -> None:
    blank = laid_out(base, "公开01").body[2]
    assert blank[1].text == "3"
    assert blank[2].ref is None and blank[2].role == "blank"


def test_a_total_is_bold_and_centred(base: PackDef) -> None:
    grid = laid_out(base, "公开01")
    total, plain = grid.body[3][0], grid.body[0][0]
    assert (total.bold, total.align) == (True, "center")
    assert (plain.bold, plain.align) == (False, "left")


def test_subject_rows_are_indented_by_level_under_a_total_over_code_and_name(base: PackDef) -> None:
    grid = laid_out(base, "公开03", r2060101_基本支出="5")
    total = grid.body[0]
    assert total[0].text == "合计" and total[0].column_span == 2 and total[1] is None
    assert total[2].ref == CellRef("公开03", "合计", "本年支出")
    assert [(row[0].text, row[1].text, row[1].level) for row in grid.body[1:]] == [
        ("206", "科学技术支出", 0),
        ("20601", "科学技术管理事务", 1),
        ("2060101", "行政运行", 2),
    ]
    assert grid.body[3][3].text == "5.00" and grid.body[3][3].align == "right"


def test_the_total_of_a_tree_may_stand_last(tmp_path: Path) -> None:
    pack = load_pack(write_base(tmp_path, 公开03=TREE.replace('subjects = "functional"', 'total_at = "last"')))
    grid = laid_out(pack, "公开03")
    assert grid.row_ids[-1] == ("合计",)
    assert grid.body[-1][0].column_span == 2


def test_without_figures_value_cells_have_their_place_and_no_text(base: PackDef) -> None:
    grid = laid_out(base, "公开01", figures=False, 拨款_金额="1234.5")
    assert grid.body[0][2].text == "" and grid.body[0][2].ref == CellRef("公开01", "拨款", "金额")


def test_words_in_the_meta_line_and_notes_are_filled(base: PackDef) -> None:
    grid = laid_out(base, "公开01")
    assert grid.meta == ("部门：某市科技局", "2024年度", "金额单位：万元")
    assert grid.notes == ("注：2024年度总收支。",)


def test_the_unit_printed_is_the_unit_shown(base: PackDef) -> None:
    model = model_of(base, 拨款_金额="1.5")
    grid = lay_out(model, "公开01", present(model, "元"))
    assert grid.meta[2] == "金额单位：元"
    assert grid.body[0][2].text == "15,000.00"


def test_the_tail_note_is_printed_only_when_there_is_a_tail_difference(base: PackDef) -> None:
    """50 元 and 50 元 are 0.01 and 0.01 万元, and together 0.01."""
    for other, notes in (("50", ("注：2024年度总收支。", "本表有尾差。")), ("100", ("注：2024年度总收支。",))):
        model = model_of(base, "元", 拨款_金额="50" if other == "50" else "100", 其他_金额=other)
        assert lay_out(model, "公开01", present(model, "万元")).notes == notes


def test_the_sentence_of_an_empty_table_is_the_text_the_clerk_confirmed(base: PackDef) -> None:
    assert laid_out(base, "公开03").sentence == ""
    assert laid_out(base, "公开03", 说明_文字="说明：本表无数据。").sentence == "说明：本表无数据。"


PANELS = '''
form = "公开06"
title = "基本支出决算明细表"
exports = ["*"]
[[block]]
id = "人员"
columns = [{ id = "决算数" }]
rows = """
# 代码 | 项目 | 来源 | 级次 | 不适用
301 | 工资福利支出 | 算 | 0 |
30101 | 基本工资 | 填 | 1 |
30102 | 津贴补贴 | 填 | 1 |
"""
[[block]]
id = "公用"
columns = [{ id = "决算数" }]
rows = """
# 代码 | 项目 | 来源 | 级次 | 不适用
309 | 资本性支出（基本建设） | 填 | 0 | 是
"""
[[block]]
id = "合计"
columns = [{ id = "决算数" }]
rows = """
# 标识 | 项目 | 来源
人员经费合计 | 人员经费合计 | 算
公用经费合计 | 公用经费合计 | 算
"""
[layout]
column_numbers = false
head = """
人员经费 | < | < | 公用经费 | < | <
科目代码 | 科目名称 | 决算数 | 科目代码 | 科目名称 | 决算数
"""
footer = """
人员经费合计 | < | [人员经费合计,决算数] | 公用经费合计 | < | [公用经费合计,决算数]
"""
panels = [
  { block = "人员", columns = ["科目代码", "科目名称", "决算数"] },
  { block = "公用", columns = ["科目代码", "科目名称", "决算数"] },
]
'''


@pytest.fixture
def with_panels(tmp_path: Path) -> PackDef:
    return load_pack(write_base(tmp_path, pack=PACK.replace('"公开03"]', '"公开03", "公开06"]'), 公开06=PANELS))


def test_panels_of_code_name_and_amount_have_a_footer_with_values(with_panels: PackDef) -> None:
    grid = laid_out(with_panels, "公开06", r30101_决算数="12.3", 人员经费合计_决算数="99")
    assert texts(grid, 1)[:3] == ["30101", "基本工资", "12.30"]
    assert grid.body[1][1].level == 1
    assert grid.row_ids == (("301", "309"), ("30101", ""), ("30102", ""))
    foot = grid.footer[0]
    assert (foot[0].text, foot[0].role, foot[0].column_span) == ("人员经费合计", "foot", 2)
    assert (foot[2].text, foot[2].ref) == ("99.00", CellRef("公开06", "人员经费合计", "决算数"))


def test_rows_of_the_footer_are_not_printed_in_the_body_again(with_panels: PackDef) -> None:
    assert all("合计" not in row_id for ids in laid_out(with_panels, "公开06").row_ids for row_id in ids)


def test_not_applicable_prints_dashes(with_panels: PackDef) -> None:
    cell = laid_out(with_panels, "公开06").body[0][5]
    assert (cell.text, cell.align) == ("————", "center")


def test_a_form_of_one_row_needs_no_label_column(tmp_path: Path) -> None:
    one_row = '''
form = "公开09"
title = "三公经费"
[[block]]
id = "三公"
columns = [{ id = "预算合计", label = "合计", no = "1" }, { id = "决算合计", label = "合计", no = "2" }]
rows = """
# 标识 | 项目 | 来源
三公 | 三公经费 | 填
"""
[layout]
head = """
预算数 | 决算数
合计 | 合计
1 | 2
"""
panels = [{ block = "三公", columns = ["预算合计", "决算合计"] }]
'''
    pack = load_pack(write_base(tmp_path, pack=PACK.replace('"公开03"]', '"公开03", "公开09"]'), 公开09=one_row))
    grid = laid_out(pack, "公开09", 三公_预算合计="1.5")
    assert texts(grid, 0) == ["1.50", ""]
    assert grid.column_count == 2


def test_section_headings_span_the_table_and_hold_no_value(tmp_path: Path) -> None:
    sections = '''
form = "公开10"
title = "统计表"
[[block]]
id = "统计"
columns = [{ id = "统计数" }]
rows = """
# 行次 | 标识 | 项目 | 来源 | 类型
 | 采购 | 一、政府采购情况 | 节 |
1 | 货物 | 货物 | 填 | 金额
 | 车辆 | 二、车辆 | 节 |
17 | 其他用车 | 其他用车 | 填 | 数量
"""
'''
    pack = load_pack(write_base(tmp_path, pack=PACK.replace('"公开03"]', '"公开03", "公开10"]'), 公开10=sections))
    grid = laid_out(pack, "公开10")
    heading = grid.body[0][0]
    assert (heading.role, heading.text, heading.column_span) == ("section", "一、政府采购情况", 3)
    assert grid.body[0][1:] == (None, None)
    assert texts(grid, 3)[:2] == ["其他用车", "17"]
    assert [cell.text for cell in grid.head[0] if cell] == ["项目", "行次", "统计数"]


def test_the_cover_is_labels_and_values_without_a_head(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path / "base", pack=PACK, 封面=COVER, 公开01=SUMMARY, 公开03=TREE))
    grid = laid_out(pack, "封面", 资金来源_内容="还有其他收入")
    assert grid.head == ()
    assert texts(grid, 1) == ["资金来源", "还有其他收入"]
    assert grid.body[1][1].align == "left"


# --- the program's packs, with the engine ---------------------------------------------------------------------------------------------------


def covers_all(row: GridRow, above: dict[int, int], count: int) -> dict[int, int]:
    """Check that a printed row fills every column once. ``above`` and the answer: columns that a cell above reaches into, and how many rows."""
    down = {column: rows - 1 for column, rows in above.items() if rows > 1}
    filled = set(above)
    for place, cell in enumerate(row):
        if cell is None:
            continue
        own = set(range(place, place + cell.column_span))
        assert not own & filled, f"{cell.text} overlaps"
        filled |= own
        down |= dict.fromkeys(own, cell.row_span - 1) if cell.row_span > 1 else {}
    assert filled == set(range(count))
    return down


@pytest.mark.parametrize("name", pack_ids())
def test_every_form_of_the_program_is_laid_out_without_gaps_and_its_cells_exist(name: str) -> None:
    pack = load_pack(name)
    book = Book(pack.id, "某局", pack.years[0], kept_in=pack.kept_in)
    for form in pack.forms:
        if form.family and form.family.kind == "subjects":
            length = form.family.levels[-1]
            book.sheet(form.code).rows.update(
                {code[:n]: Row(code[:n], "某科目", code[: n - 2]) for code in ("2060101",) for n in (3, 5, length)}
            )
    model = Model(pack, book)
    figures = present(model)
    for form in pack.forms:
        grid = lay_out(model, form.code, figures)
        for part in (grid.head, grid.body, grid.footer):
            reaching: dict[int, int] = {}
            for row in part:
                reaching = covers_all(row, reaching, grid.column_count)
        refs = [ref for row in (*grid.body, *grid.footer) for cell in row if cell and cell.ref for ref in (cell.ref, *cell.covers)]
        if form.family and form.family.kind == "free":
            assert len(set(refs)) == len(refs)
            continue  # without rows; what the lines show is held against the form by the linter
        assert refs and len(set(refs)) == len(refs), "every cell is printed once"
        assert all(model.has_cell(ref) for ref in refs)
        expected = {(row.id, c.id) for row in model.rows(form.code) for c in model.columns(form.code, row.id)}
        assert {(ref.row, ref.column) for ref in refs} == expected, "and every cell of the form is printed"
