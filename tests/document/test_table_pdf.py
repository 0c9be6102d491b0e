"""Official tables on paper: read back as a reader of the PDF sees and copies them."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from pathlib import Path

import paper_grids as grids
import pytest
import reading_pdf as pdf

from desktop.document.pen import DocumentOutputError
from desktop.document.table_pages import write_tables_pdf
from desktop.forms.layout import GridCell, TableGrid


def write(grid: TableGrid, folder: Path, **options: object) -> Path:
    out = folder / "表.pdf"
    write_tables_pdf([grid], out, **options)  # type: ignore[arg-type]
    return out


def inside(box: pdf.Box, outer: pdf.Box, slack: float = 0.2) -> bool:
    return (
        outer.left - slack <= box.left
        and box.right <= outer.right + slack
        and outer.bottom - slack <= box.bottom
        and box.top <= outer.top + slack
    )


def frame(path: Path, page: int = 0) -> pdf.Box:
    """The outer frame of the table: the extent of all lines."""
    lines = pdf.drawn_lines(path, page)
    return pdf.Box("", min(x for x, *_ in lines), min(y for _, y, *_ in lines), max(x for _, _, x, _ in lines), max(y for *_, y in lines))


# --- what is printed ----------------------------------------------------------------------------------------------------------------


def test_title_head_figures_and_notes_are_found_again(tmp_path: Path) -> None:
    grid = grids.expenditure()
    (text,) = pdf.texts(write(grid, tmp_path))
    assert text.splitlines()[:3] == ["支出决算表", "公开03表", "部门：晋城市科学技术局 2024年度 金额单位：万元"]
    for row in grid.body:
        assert " ".join(cell.text for cell in row if cell and cell.text) in text
    assert grid.notes[0] in text


def test_every_font_is_embedded_and_can_be_copied_from(tmp_path: Path) -> None:
    fonts = pdf.fonts(write(grids.expenditure(), tmp_path, page_numbers=True))
    assert fonts and all(fonts.values())
    assert not any("Helvetica" in name for name in fonts)


def test_names_beyond_the_basic_plane_are_copied_as_they_are(tmp_path: Path) -> None:
    grid = grids.expenditure([grids.subject_row("201", "李𬭩、𡒄河㙍", ["1.00", "", ""])])
    (text,) = pdf.texts(write(grid, tmp_path))
    assert "李𬭩、𡒄河㙍" in text


def test_figures_stand_right_aligned_with_points_below_each_other(tmp_path: Path) -> None:
    out = write(grids.plain_grid(["金额"], [(grids.value(text),) for text in ("1,111.11", "9,988.70", "0.40")]), tmp_path)
    points = [box.left for box in pdf.boxes(out) if box.character == "."]
    assert len(points) == 3 and max(points) - min(points) < 0.01
    right = frame(out).right
    digits = [box.right for box in pdf.boxes(out) if box.character.isdigit()]
    assert all(edge < right - 1.5 for edge in digits)  # never touching the border


def test_the_code_beside_the_name_is_indented_by_level(tmp_path: Path) -> None:
    rows = [grids.subject_row(code, name, ["", "", ""]) for code, name in (("206", "甲"), ("20601", "乙"), ("2060101", "丙"))]
    out = write(grids.expenditure(rows), tmp_path)
    left = {box.character: box.left for box in pdf.boxes(out) if box.character in "甲乙丙"}
    assert left["乙"] - left["甲"] > 5
    assert abs((left["丙"] - left["乙"]) - (left["乙"] - left["甲"])) < 0.5


def test_the_sentence_of_an_empty_table_is_printed_under_it(tmp_path: Path) -> None:
    sentence = "说明：晋城市科学技术局2024年度没有政府性基金预算财政拨款收入、支出和结转结余，故本表无数据。"
    (text,) = pdf.texts(write(grids.expenditure([], sentence=sentence), tmp_path))
    assert sentence in text.replace("\r\n", "").replace("\n", "")


def test_merged_cells_have_no_line_through_them(tmp_path: Path) -> None:
    head = ((grids.head("项目", 2), grids.head("支出", 1, 2), None), (None, grids.head("基本"), grids.head("项目支出")))
    row = (GridCell("label", "甲"), grids.value("1.00"), grids.value("2.00"))
    out = write(grids.plain_grid(["", "", ""], [row], head=head), tmp_path)
    for word in ("项目", "支出"):
        first = next(box for box in pdf.boxes(out) if box.character == word[0])
        x, y = (first.left + first.right) / 2, (first.bottom + first.top) / 2
        for left, bottom, right, top in pdf.drawn_lines(out):
            assert not (left < x < right and bottom < y < top)
    # 项目 is merged over two rows: no horizontal line in its column between top and the body
    boxes = {box.character: box for box in pdf.boxes(out)}
    column = (boxes["项"].left, boxes["基"].bottom - 2, boxes["项"].right, boxes["支"].top)
    crossing = [line for line in pdf.drawn_lines(out) if line[0] < column[0] and line[2] > column[2] and column[1] < line[1] < column[3]]
    assert crossing == []


# --- pages --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "orientation", "size"), [("A4", "portrait", (210, 297)), ("A4", "landscape", (297, 210)), ("A3", "landscape", (420, 297))]
)
def test_paper_and_orientation_are_those_of_the_layout(tmp_path: Path, paper: str, orientation: str, size: tuple[int, int]) -> None:
    out = write(grids.expenditure(paper=paper, orientation=orientation), tmp_path)
    assert pdf.sizes(out) == [size]
    box = frame(out)
    width = size[0] / 25.4 * 72
    assert abs(box.left - (width - box.right)) < 0.5  # even margins


def test_one_file_holds_tables_of_different_paper(tmp_path: Path) -> None:
    out = tmp_path / "表.pdf"
    report = write_tables_pdf([grids.expenditure(), grids.expenditure(orientation="portrait"), grids.expenditure(paper="A3")], out)
    assert pdf.sizes(out) == [(297, 210), (210, 297), (420, 297)]
    assert report.pages == 3


def test_a_long_table_repeats_its_head_and_says_that_it_goes_on(tmp_path: Path) -> None:
    out = write(grids.expenditure(grids.many_rows(120)), tmp_path, page_numbers=True)
    texts = pdf.texts(out)
    assert len(texts) > 2
    assert "续表" not in texts[0]
    for number, text in enumerate(texts[1:], 2):
        assert "支出决算表（续表）" in text
        assert "栏次 1 2 3" in text and "科目代码 科目名称" in text
        assert f"第 {number} 页 共 {len(texts)} 页" in text
    whole = "\n".join(texts)
    for number in range(1, 121):
        assert whole.count(f"{2000000 + number} ") == 1
    assert "注：" in texts[-1]


def test_a_table_of_2400_rows_is_printed_completely(tmp_path: Path) -> None:
    out = write(grids.expenditure(grids.many_rows(2400)), tmp_path)
    whole = "\n".join(pdf.texts(out))
    assert all(f"{number}.02" in whole for number in range(1, 2401))


@pytest.mark.parametrize("signature", [False, True])
@pytest.mark.parametrize(("rows", "columns", "orientation"), [(34, 6, "portrait"), (30, 12, "landscape"), (34, 9, "landscape")])
def test_dense_official_tables_keep_to_one_page_in_a_legible_size(
    tmp_path: Path, rows: int, columns: int, orientation: str, signature: bool
) -> None:
    body = [
        tuple(GridCell("label", f"项目{row}") if column % 3 == 0 else grids.value(f"{row}.{column:02}") for column in range(columns))
        for row in range(rows)
    ]
    grid = grids.plain_grid([f"栏{column}" for column in range(columns)], body, orientation=orientation, notes=("注：本表反映情况。",))
    out = write(grid, tmp_path, signature=signature)
    assert len(pdf.texts(out)) == 1
    heights = [box.right - box.left for box in pdf.boxes(out) if box.character == "项"]
    assert min(heights) > 6.5  # an ideograph of 8 points


def test_a_very_tall_cell_runs_over_pages_and_loses_nothing(tmp_path: Path) -> None:
    story = "".join(f"第{number}项工作已经完成，" for number in range(5000, 5900))
    rows = [
        grids.subject_row("201", "甲", ["1.00", "", ""]),
        (GridCell("code", "206"), GridCell("name", story), *[grids.value("2.00")] * 3),
    ]
    texts = pdf.texts(write(grids.expenditure([*rows, grids.subject_row("208", "乙", ["3.00", "", ""])]), tmp_path))
    assert len(texts) > 2
    whole = "".join(texts)
    assert all(whole.count(str(number)) == 1 for number in range(5000, 5900))
    assert "3.00" in texts[-1]
    assert "5000" in texts[0]  # it begins on the page where it stands, not on a new one


def test_a_cell_over_many_rows_is_not_lost_at_the_end_of_a_page(tmp_path: Path) -> None:
    rows: list[tuple[GridCell | None, ...]] = []
    for number in range(70):
        first = GridCell("label", "一级指标", None, 70) if number == 0 else None
        rows.append((first, GridCell("label", f"指标{number}"), grids.value(f"{number}.5")))
    texts = pdf.texts(write(grids.plain_grid(["类别", "指标", "值"], rows), tmp_path))
    assert len(texts) > 1
    whole = "".join(texts)
    assert whole.count("一级指标") == 1
    assert all(f"指标{number} {number}.5" in whole for number in range(70))


def test_a_heading_stays_with_the_row_below_it(tmp_path: Path) -> None:
    for count in range(36, 56):
        rows = [(GridCell("label", f"行{number}"), grids.value("")) for number in range(count)]
        rows += [
            (GridCell("section", "二、机关运行经费", None, 1, 2), None),
            *((GridCell("label", f"尾{n}"), grids.value("")) for n in range(30)),
        ]  # type: ignore[list-item]
        for text in pdf.texts(write(grids.plain_grid(["项目", "数"], rows), tmp_path)):  # type: ignore[arg-type]
            if "二、机关运行经费" in text:
                assert "尾0" in text


# --- inside the cells ---------------------------------------------------------------------------------------------------------------


def test_long_labels_wrap_inside_their_cells(tmp_path: Path) -> None:
    label = "机关事业单位基本养老保险缴费支出（含2014年10月至2024年12月补缴部分）"
    rows = [
        (GridCell("label", label), grids.value("116.89"), GridCell("value", "情况说明" * 12)),
        (GridCell("label", "乙"), grids.value("1"), GridCell("value", "")),
    ]
    out = write(grids.plain_grid(["项目", "金额", "说明"], rows, widths=(40.0, 30.0, 40.0)), tmp_path)
    lines = pdf.drawn_lines(out)
    table = frame(out)
    verticals = sorted({round((x1 + x2) / 2, 1) for x1, y1, x2, y2 in lines if y2 - y1 > 20})
    levels = sorted({round((y1 + y2) / 2, 1) for x1, y1, x2, y2 in lines if x2 - x1 > 200}, reverse=True)
    assert len(verticals) == 4 and len(levels) == 4
    columns = list(pairwise(verticals))
    boxes = [box for box in pdf.boxes(out) if box.top < table.top and box.bottom > table.bottom]
    seen = ""
    for box in boxes:
        if not levels[2] < (box.bottom + box.top) / 2 < levels[1]:
            continue
        assert any(inside(box, pdf.Box("", left, levels[2], right, levels[1]), 0.0) for left, right in columns), box
        seen += box.character
    assert label in seen or all(character in seen for character in label)
    assert seen.count("情") == 12


def test_a_table_of_very_many_columns_stays_one_page_wide_and_says_that_it_is_small(tmp_path: Path) -> None:
    body = [tuple(grids.value(f"{number * 12345.67:,.2f}") for number in range(24)) for _ in range(5)]
    grid = grids.plain_grid([f"第{number}栏" for number in range(24)], body, form_no="公开11表")
    out = tmp_path / "宽.pdf"
    report = write_tables_pdf([grid], out)
    width = pdf.sizes(out)[0][0] / 25.4 * 72
    assert all(box.left > 0 and box.right < width for box in pdf.boxes(out))
    assert any("公开11表" in note for note in report.notes)


def test_a_name_without_a_gap_never_tears_the_figures_beside_it(tmp_path: Path) -> None:
    """A run of letters as long as a line is no word: it is broken, and every figure stays on one line at a legible size."""
    rows = [grids.subject_row("2060101", "W" * 400, ["-1,000,000,000,000,000.00", "999,999,999,999.99", "0.00"])]
    report = write_tables_pdf([grids.expenditure(rows)], tmp_path / "a.pdf")
    text = "".join(pdf.texts(tmp_path / "a.pdf"))
    for figure in ("-1,000,000,000,000,000.00", "999,999,999,999.99", "2060101"):
        assert figure in text
    assert text.count("W") == 400
    assert not report.notes


def test_a_long_unit_name_does_not_run_into_the_year(tmp_path: Path) -> None:
    out = write(grids.expenditure(meta=("部门：" + "晋城市科学技术局下属科技创新服务中心" * 4, "2024年度", "金额单位：万元")), tmp_path)
    boxes = pdf.boxes(out)
    year = next(index for index in range(len(boxes)) if "".join(box.character for box in boxes[index : index + 6]) == "2024年度")
    left = boxes[year].left
    same_line = [box for box in boxes if abs(box.bottom - boxes[year].bottom) < 4 and box.left < left and box is not boxes[year]]
    assert all(box.right < left for box in same_line)


# --- characters without glyph -------------------------------------------------------------------------------------------------------


def test_a_missing_character_is_reported_and_drawn_as_a_box_with_its_code_point(tmp_path: Path) -> None:
    out = tmp_path / "缺字.pdf"
    report = write_tables_pdf([grids.expenditure([grids.subject_row("201", "张\U0002ebf0𬭩", ["", "", ""])])], out)
    assert [(glyph.code_point, glyph.where) for glyph in report.missing_glyphs] == [("U+2EBF0", "公开03表 支出决算表")]
    (text,) = pdf.texts(out)
    assert "张" in text and "𬭩" in text
    name = next(box for box in pdf.boxes(out) if box.character == "张")
    digits = [box for box in pdf.boxes(out) if box.character in "2EBF0"]
    near = [box for box in digits if name.right - 1 < box.left < name.right + 12 and abs(box.bottom - name.bottom) < 10]
    assert "".join(sorted(box.character for box in near)) == "".join(sorted("2EBF0"))
    frames = [
        box
        for box in pdf.drawn_lines(out)
        if box[0] > name.right - 2 and box[2] < name.right + 14 and box[3] - box[1] > 5 and box[2] - box[0] > 5
    ]
    assert len(frames) == 1


def test_nothing_is_reported_when_every_character_has_a_glyph(tmp_path: Path) -> None:
    assert write_tables_pdf([grids.expenditure()], tmp_path / "a.pdf").missing_glyphs == ()


# --- signature ----------------------------------------------------------------------------------------------------------------------


def test_names_of_the_cover_stand_in_the_signature_block(tmp_path: Path) -> None:
    out = write(
        grids.expenditure(), tmp_path, signature=True, signature_values={"单位负责人": "张三", "填表人": "李𬭩", "日期": "2025年9月1日"}
    )
    (text,) = pdf.texts(out)
    for part in ("单位负责人：张三", "财务负责人：", "填表人：李𬭩", "日期：2025年9月1日", "（公章）"):
        assert part in text


def test_the_signature_never_stands_on_a_page_without_rows(tmp_path: Path) -> None:
    for count in range(24, 64):
        texts = pdf.texts(write(grids.expenditure(grids.many_rows(count)), tmp_path, signature=True))
        assert sum("单位负责人：" in text for text in texts) == 1
        assert f"{2000000 + count}" in texts[-1] and "单位负责人：" in texts[-1]


def test_without_being_asked_for_there_is_no_signature(tmp_path: Path) -> None:
    assert "单位负责人" not in pdf.texts(write(grids.expenditure(), tmp_path))[0]


# --- the file -----------------------------------------------------------------------------------------------------------------------


def test_the_outline_leads_to_every_table_even_with_equal_titles(tmp_path: Path) -> None:
    out = tmp_path / "表.pdf"
    report = write_tables_pdf(
        [grids.expenditure(grids.many_rows(60)), grids.expenditure(), grids.expenditure(form_no="公开𬭩表", title="支出明细表")], out
    )
    marks = pdf.outline(out)
    assert [title for title, _ in marks] == ["公开03表 支出决算表", "公开03表 支出决算表", "公开𬭩表 支出明细表"] == list(report.bookmarks)
    assert [page for _, page in marks] == [0, report.pages - 2, report.pages - 1]


def test_metadata_name_the_document_and_the_unit_and_no_machine(tmp_path: Path) -> None:
    import getpass
    import socket

    import pypdfium2

    out = write(grids.expenditure(), tmp_path, title="晋城市科学技术局2024年度决算公开表", author="晋城市科学技术局")
    with pypdfium2.PdfDocument(out.read_bytes()) as document:
        data = document.get_metadata_dict()
    assert data["Title"] == "晋城市科学技术局2024年度决算公开表"
    assert data["Author"] == "晋城市科学技术局"
    assert data["Creator"].startswith("明账 ")
    known = " ".join(data.values())
    assert socket.gethostname() not in known and str(tmp_path) not in known
    assert getpass.getuser() not in known or getpass.getuser() in "ReportLab PDF Library"
    assert b"/Lang (zh-CN)" in out.read_bytes()


def test_the_old_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "表.pdf"
    out.write_bytes(b"old")
    write_tables_pdf([grids.expenditure()], out)
    assert out.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["表.pdf"]


def test_a_target_that_cannot_be_replaced_is_told_in_a_sentence_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "表.pdf"
    out.write_bytes(b"old")

    def busy(source: object, target: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "replace", busy)
    with pytest.raises(DocumentOutputError, match=r"表\.pdf.*别的程序"):
        write_tables_pdf([grids.expenditure()], out)
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["表.pdf"]


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DocumentOutputError, match=r"文件夹.*不存在"):
        write_tables_pdf([grids.expenditure()], tmp_path / "没有" / "表.pdf")
    with pytest.raises(DocumentOutputError, match="至少选择一张表"):
        write_tables_pdf([], tmp_path / "表.pdf")


@pytest.mark.skipif(sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="the superuser may write everywhere")
def test_a_folder_without_permission_is_told_in_a_sentence(tmp_path: Path) -> None:
    locked = tmp_path / "锁"
    locked.mkdir(mode=0o500)
    with pytest.raises(DocumentOutputError, match="写入权限"):
        write_tables_pdf([grids.expenditure()], locked / "表.pdf")
