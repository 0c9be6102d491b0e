"""The document as PDF: contents, numbers, outline, type and what a draft still asks for, read from the file."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import documents
import pypdfium2
import pytest
import reading_pdf as pdf

from desktop.core.cells import Entry
from desktop.core.rounding import present
from desktop.document.disclosure import write_document
from desktop.document.narrative import Narrative

MM = 72 / 25.4


def contents(pages: list[str]) -> dict[str, int]:
    """Entries of the contents with the number behind them."""
    found = {}
    for page in pages:
        if "— " in page:
            break
        for line in page.splitlines():
            entry = re.match(r"(.+?)\s*…+\s*(\d+)$", line.strip())
            if entry:
                found[entry[1].strip()] = int(entry[2])
    return found


def numbers(pages: list[str]) -> dict[int, int]:
    """Printed page number → index of the page."""
    return {int(found[1]): index for index, page in enumerate(pages) if (found := re.search(r"— (\d+) —", page))}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("duties", [1, 9, 40])
def test_the_contents_name_the_pages_on_which_everything_stands(tmp_path, duties):
    _, paper, _ = documents.written(tmp_path, documents.model_of(duties=duties))
    pages = pdf.texts(paper)
    listed, at = contents(pages), numbers(pages)
    assert list(listed) == [
        "第一部分 概况", "一、主要职责", "第二部分 决算表", "收入支出决算总表", "一般公共预算财政拨款支出决算表", "第三部分 情况说明", "一、收入情况",
    ]  # fmt: skip
    for entry, number in listed.items():
        assert squeezed(entry) in squeezed(pages[at[number]]), (entry, number)
    assert sorted(at) == list(range(1, len(at) + 1))


def test_a_contents_of_several_pages_is_right_too_and_long_titles_are_whole(tmp_path):
    long_title = "二十一、" + "关于进一步加强财政资金使用管理和绩效评价工作的" * 2 + "情况说明"
    headings = "\n".join(f"## {number}、第{number}项\n@块 甲{number}\n{documents.LONG * 6}" for number in range(1, 41))
    text = documents.TEXT + headings + f"\n## {long_title}\n@块 末\n末尾。"
    _, paper, _ = documents.written(tmp_path, text=text)
    pages = pdf.texts(paper)
    at, listed = numbers(pages), contents(pages)
    assert len(pages) - len(at) >= 3  # cover and contents bear no number
    for number in range(1, 41):
        assert f"{number}、第{number}项" in pages[at[listed[f"{number}、第{number}项"]]]
    assert squeezed(long_title) in squeezed("".join(pages[:4]))


def test_odd_numbers_stand_right_and_even_ones_left(tmp_path):
    _, paper, _ = documents.written(tmp_path, documents.model_of(duties=40))
    sizes, at = pdf.sizes(paper), numbers(pdf.texts(paper))
    for number, index in at.items():
        dash = [box for box in pdf.boxes(paper, index) if box.character == "—"][-1]
        middle = sizes[index][0] * MM / 2
        assert (dash.left > middle) == (number % 2 == 1)


def test_the_outline_has_levels_and_leads_to_the_pages(tmp_path):
    _, paper, _ = documents.written(tmp_path)
    with pypdfium2.PdfDocument(paper.read_bytes()) as file:
        marks = [(mark.get_title(), mark.level) for mark in file.get_toc()]
    assert marks == [
        ("第一部分 概况", 0), ("一、主要职责", 1), ("第二部分 决算表", 0), ("收入支出决算总表", 1), ("一般公共预算财政拨款支出决算表", 1),
        ("第三部分 情况说明", 0), ("一、收入情况", 1), ("（一）公务接待", 2),
    ]  # fmt: skip
    texts = pdf.texts(paper)
    for title, page in pdf.outline(paper):
        assert squeezed(title) in squeezed(texts[page])


def test_a_full_page_has_22_lines_of_28_characters_inside_the_margins(tmp_path):
    model = documents.model_of()
    model.book.sheet("文稿资料").entered["主要职责", "内容"] = Entry("局" * 3000)
    _, paper, _ = documents.written(tmp_path, documents.model_of_book(model))
    page = next(index for index, text in enumerate(pdf.texts(paper)) if "局" in text and "主要职责" not in text and "某市" not in text)
    lines: dict[int, list[pdf.Box]] = {}
    for box in pdf.boxes(paper, page):
        if box.character == "局":
            lines.setdefault(round(box.bottom), []).append(box)
    assert len(lines) == 22 and {len(line) for line in lines.values()} == {28}
    every = [box for line in lines.values() for box in line]
    assert min(box.left for box in every) >= 28 * MM - 1 and max(box.right for box in every) <= (210 - 26) * MM + 1
    assert min(box.bottom for box in every) >= 35 * MM - 1 and max(box.top for box in every) <= (297 - 37) * MM + 1


@pytest.mark.parametrize("filler", range(14, 26))
def test_no_line_of_a_paragraph_and_no_heading_is_left_alone(tmp_path, filler):
    short = "\n".join(["短句。"] * filler)
    three = documents.LONG + "再写一些字，使这一段正好排成三行。"
    text = f"# 第一部分\n@块 甲\n{short}\n@块 乙\n{three}\n## 一、标题\n@块 丙\n{three}\n@块 丁\n{documents.LONG * 3}"
    _, paper, _ = documents.written(tmp_path, text=text)
    pages = [[squeezed(line) for line in page.splitlines() if not line.startswith("—")] for page in pdf.texts(paper)]
    for before, after in pairwise(pages):
        assert before[-1] != "一、标题"
        for paragraph in (three, documents.LONG * 3):
            if after[0] in paragraph and not paragraph.startswith(after[0]):  # the paragraph runs over the page
                assert before[-2] in paragraph and after[1] in paragraph
                assert not paragraph.startswith(before[-1])


def test_what_is_missing_stands_in_red_and_by_name(tmp_path):
    report, paper, _ = documents.written(tmp_path)
    assert [rendered.missing for rendered in report.blocks if rendered.missing] == [("国内公务接待批次",)]
    with pypdfium2.PdfDocument(paper.read_bytes()) as file:
        page = next(page for page in file if "请填写" in page.get_textpage().get_text_bounded())
        red = [item for item in page.get_objects() if item.type == 1 and colour(item)[0] > 150 and colour(item)[1] < 50]
    assert red
    whole, paper, _ = documents.written(tmp_path, filled())
    assert not [rendered for rendered in whole.blocks if rendered.missing] and "请填写" not in "".join(pdf.texts(paper))


def filled():
    model = documents.model_of()
    model.book.sheet("文稿资料").entered["国内接待批次", "内容"] = Entry(Decimal(7))
    return documents.model_of_book(model)


def colour(item) -> tuple[int, int]:
    from ctypes import byref, c_uint

    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    pypdfium2.raw.FPDFPageObj_GetFillColor(item.raw, byref(red), byref(green), byref(blue), byref(alpha))
    return red.value, green.value


def test_a_character_that_no_font_has_is_named_with_its_block(tmp_path):
    model = documents.model_of()
    model.book.sheet("文稿资料").entered["主要职责", "内容"] = Entry("负责\U0003ffff工作")
    report, _, _ = documents.written(tmp_path, documents.model_of_book(model))
    assert [(glyph.character, glyph.where) for glyph in report.missing_glyphs] == [("\U0003ffff", "职责")]


def test_tables_and_text_print_the_same_figures(tmp_path):
    _, paper, _ = documents.written(tmp_path)
    pages = pdf.texts(paper)
    table = next(page for page in pages if "公开01表" in page)
    prose = "".join(page for page in pages if "收入总计1" in squeezed(page))
    assert "1,234.50" in table and "收入总计1,234.50万元，增加1,154.50万元，增长1443.13%" in squeezed(prose)


def test_a_stopped_document_leaves_the_old_files(tmp_path):
    class Stopped(Exception):
        pass

    _, paper, word = documents.written(tmp_path)
    before = paper.read_bytes(), word.read_bytes()
    model = documents.model_of()
    for stop_at in range(4):
        told = []

        def watch(say: str, done: int, total: int, stop_at: int = stop_at, told: list[str] = told) -> None:
            told.append(say)
            if len(told) > stop_at:
                raise Stopped

        with pytest.raises(Stopped):
            write_document(Narrative(model, documents.definition()), present(model), paper, word=word, progress=watch)
    assert (paper.read_bytes(), word.read_bytes()) == before
    assert {path.name for path in tmp_path.iterdir()} == {"文稿.pdf", "文稿.docx"}


def test_a_document_of_a_derived_style_changes_only_what_it_says(tmp_path: Path):
    from desktop.forms.narrative_text import read_blocks

    base = documents.definition()
    blocks = read_blocks("@改 空\n没有基金收支。\n@接 收入\n@块 补充\n另有说明。\n@删 接待", "别", base.blocks)
    model = documents.model_of()
    report = write_document(Narrative(model, replace(base, blocks=blocks)), present(model), tmp_path / "别.pdf")
    texts = {rendered.block.id: rendered.text for rendered in report.blocks}
    assert texts["空"] == "没有基金收支。" and texts["补充"] == "另有说明。" and "接待" not in texts
    assert list(texts).index("补充") == list(texts).index("收入") + 1
