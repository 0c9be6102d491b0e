"""Record forms on paper: texts of any length, merged groups over pages, headings again, labels that run down a narrow column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import reading_pdf as pdf
import record_grids as grids
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.document.fonts import font_set
from desktop.document.record_paging import spanning
from desktop.document.table_measure import running_down
from desktop.document.table_pages import write_tables_pdf
from desktop.document.table_paging import Plan
from desktop.document.table_plan import plan_table
from desktop.forms.layout import TableGrid

LONG = "开展科普宣传活动，普及科学知识，展示科技成果；"


def pages(grid: TableGrid, folder: Path) -> list[str]:
    """The text of each page without white space."""
    write_tables_pdf([grid], folder / "表.pdf", signature=True, page_numbers=True)
    return ["".join(text.split()) for text in pdf.texts(folder / "表.pdf")]


def numbered(count: int) -> str:
    """A long text whose sentences can be told apart."""
    return "".join(f"第{number:04}句，{LONG}" for number in range(count))


def sentences(whole: str) -> list[str]:
    return re.findall(r"第(\d{4})句", whole)


def test_a_record_of_usual_length_stands_on_one_page(tmp_path: Path) -> None:
    (only,) = pages(grids.record(LONG * 4, LONG * 3, (4, 3, 2)), tmp_path)
    assert "项目支出绩效自评表" in only
    assert "单位负责人" in only
    assert "第1页共1页" in only
    assert all(f"指标{number:03}的名称" in only for number in range(1, 10))


def test_the_heading_is_printed_again_where_its_rows_go_on(tmp_path: Path) -> None:
    found = pages(grids.record(groups=(20, 20, 20)), tmp_path)
    assert len(found) > 1
    for text in found:
        assert all(name in text for name in grids.HEADINGS)
    whole = "".join(found)
    assert [whole.count(f"指标{number:03}的名称") for number in range(1, 61)] == [1] * 60
    assert "总分" in found[-1]
    assert "单位负责人" in found[-1]


def test_merged_cells_say_their_text_on_every_page(tmp_path: Path) -> None:
    found = pages(grids.record(groups=(60,)), tmp_path)
    assert len(found) > 1
    for text in found:
        assert "第1类" in text
        assert "".join(grids.SIDE) in text


def test_a_heading_is_not_printed_again_above_the_rows_behind_its_own(tmp_path: Path) -> None:
    grid = grids.record(numbered(40), groups=(2,))
    found = pages(grid, tmp_path)
    assert sum("三级指标" in text for text in found) == 1


def test_a_text_longer_than_a_page_goes_on_line_by_line(tmp_path: Path) -> None:
    found = pages(grids.record(numbered(120), "短的一句。"), tmp_path)
    assert len(found) >= 2
    assert sentences("".join(found)) == [f"{number:04}" for number in range(120)]
    assert len(sentences(found[0])) > 40, "the first page is filled and not left empty"
    assert "预期目标" in found[0]
    assert "".join(found).count("短的一句。") == 1, "the shorter text beside it is printed once"


def test_labels_stay_with_the_text_below_them() -> None:
    """Wherever the page ends, 预期目标 never stands alone at its foot, and a cut text has some lines on either side."""
    for length in range(2, 60, 3):
        plan = plan_table(grids.record(numbered(length), numbered(length), (30,)), font_set())
        for leaf, after in zip(plan.leaves, plan.leaves[1:], strict=False):
            assert leaf.pieces[-1].first not in (1, 3), length
            cut = leaf.pieces[-1].cut
            if cut is not None:
                assert cut[1] - cut[0] >= 3
                assert after.pieces[0].cut is not None
                assert after.pieces[0].cut[1] - after.pieces[0].cut[0] >= 2


def filled(plan: Plan) -> list[float]:
    """How much of each page but the last is used by rows."""
    step = plan.size * 25.4 / 72 * 1.2
    used = []
    for leaf in plan.leaves[:-1]:
        height = sum(plan.row_height(row) for row in leaf.again)
        for piece in leaf.pieces:
            height += plan.row_height(piece.first) if piece.cut is None else (piece.cut[1] - piece.cut[0]) * step + plan.pad
        used.append(height / plan.paper.content_height)
    return used


@pytest.mark.parametrize("sentence_count", [25, 40, 55, 70, 100])
def test_no_page_is_left_more_than_a_third_empty(sentence_count: int) -> None:
    plan = plan_table(grids.record(numbered(sentence_count), numbered(sentence_count // 2), (8, 9, 7), LONG * 2), font_set())
    assert min(filled(plan), default=1.0) > 0.5, "a third of the page, and the title"


def test_a_row_that_fits_the_next_page_is_moved_there_whole() -> None:
    plan = plan_table(grids.record(groups=(40,), reason=LONG * 2), font_set())
    assert len(plan.leaves) > 1
    assert all(piece.cut is None for leaf in plan.leaves for piece in leaf.pieces)


def test_pages_end_where_merged_cells_have_room_for_their_text() -> None:
    plan = plan_table(grids.record(LONG * 8, LONG * 8, (18, 22, 26, 16)), font_set())
    step = plan.size * 25.4 / 72 * 1.2
    assert len(plan.leaves) > 1
    for leaf in plan.leaves:
        rows = [*leaf.again, *(piece.first for piece in leaf.pieces)]
        for cell, lines in spanning(plan):
            mine = [row for row in rows if cell.row <= row < cell.row + cell.row_span]
            if mine:
                assert sum(plan.row_height(row) for row in mine) >= len(lines) * step - 0.01, (cell.text, mine)


def test_a_label_runs_down_a_narrow_column(tmp_path: Path) -> None:
    write_tables_pdf([grids.record(groups=(6, 6))], tmp_path / "表.pdf")
    boxes = pdf.boxes(tmp_path / "表.pdf")
    at = next(number for number in range(len(boxes)) if "".join(box.character for box in boxes[number : number + 6]) == grids.SIDE)
    letters = boxes[at : at + 6]
    places = {(round(box.left / 3), round(box.top)) for box in letters}
    assert len({x for x, _ in places}) <= 2, "one or two characters a line"
    assert len({y for _, y in places}) >= 3


@pytest.mark.parametrize(
    ("room", "lines"),
    [(1.2, list("年度绩效指标")), (2.9, ["年度", "绩效", "指标"]), (3.5, ["年度", "绩效", "指标"]), (6.0, []), (0.9, [])],
)
def test_lines_of_a_label_that_runs_down_are_of_equal_length(room: float, lines: list[str]) -> None:
    assert running_down(grids.SIDE, room) == lines


def test_labels_with_marks_are_broken_by_the_rules_of_lines() -> None:
    assert running_down("资金（万元）", 2.0) == []


def test_widths_are_those_of_the_pack() -> None:
    plan = plan_table(grids.record(LONG * 30, LONG, (5,)), font_set())
    scale = plan.paper.content_width / sum(grids.WIDTHS)
    assert plan.widths == pytest.approx([width * scale for width in grids.WIDTHS], abs=1.0)


def test_a_form_without_rows_is_one_page(tmp_path: Path) -> None:
    (only,) = pages(grids.record("", "", ()), tmp_path)
    assert "总分" in only


def test_nothing_is_printed_outside_the_margins(tmp_path: Path) -> None:
    grid = grids.record(numbered(60), numbered(30), (12, 20), LONG)
    count = len(pages(grid, tmp_path))
    for page in range(count):
        width, height = pdf.sizes(tmp_path / "表.pdf")[page]
        for box in pdf.boxes(tmp_path / "表.pdf", page):
            assert box.left >= 9 * 72 / 25.4 and box.right <= (width - 9) * 72 / 25.4
            assert box.bottom >= 5 * 72 / 25.4 and box.top <= (height - 8) * 72 / 25.4


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    st.integers(0, 90),
    st.integers(0, 90),
    st.lists(st.integers(1, 14), max_size=6),
    st.integers(0, 12),
)
def test_every_row_and_every_line_is_printed_once_whatever_the_lengths(goal: int, done: int, groups: list[int], reason: int) -> None:
    plan = plan_table(grids.record(numbered(goal), numbered(done), tuple(groups), LONG * reason), font_set(), [20.0, 6.0])
    seen: dict[int, int] = {}
    order = []
    for leaf in plan.leaves:
        for piece in leaf.pieces:
            for row in range(piece.first, piece.last):
                start, end = piece.cut or (0, 0)
                assert start == seen.get(row, 0), "a row goes on where it ended"
                seen[row] = end
                order.append(row)
    assert sorted(set(order)) == list(range(len(plan.body.heights)))
    assert order == sorted(order)
    for row, end in seen.items():
        if end:
            cells = zip(plan.body.section.cells[row], plan.body.lines[row], strict=True)
            assert end >= max(len(lines) for cell, lines in cells if cell.row_span == 1)
    assert plan.leaves[-1].signature and plan.leaves[-1].notes[1] == len(plan.note_lines)
    step = plan.size * 25.4 / 72 * 1.2
    for number, leaf in enumerate(plan.leaves):
        above = plan.caption.height if number == 0 else plan.caption.again_height
        used = sum(plan.row_height(row) for row in leaf.again)
        for piece in leaf.pieces:
            for row in range(piece.first, piece.last):
                used += plan.row_height(row) if piece.cut is None else (piece.cut[1] - piece.cut[0]) * step + plan.pad
        assert above + used <= plan.paper.content_height + 0.01, "nothing runs over the foot of a page"
