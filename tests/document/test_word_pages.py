"""Where lines end up on pages, on paper and in the Word file: titles in the text, minus signs, the cover, numbers of the contents."""

from __future__ import annotations

import io

import docx
import pytest

from desktop.core.narrative import TypeStyle
from desktop.document.booklet import make_booklet
from desktop.document.booklet_parts import Part
from desktop.document.fonts import font_set
from desktop.document.prose_titles import with_titles
from desktop.document.word import word_file
from desktop.document.word_styles import AIR, latin_widths

LINE = "一" * 25 + "。"


def laid(*lines: str, style: TypeStyle | None = None) -> list[str]:
    """The pages of a document that is only text."""
    parts = with_titles([Part("heading", ("第一部分 概况",), 1), Part("text", lines)])
    booklet = make_booklet(parts, style or TypeStyle(), font_set())
    return ["\n".join(text.text for text in page.texts) for page in booklet.pages]


def test_a_numbered_line_that_is_a_title_stands_on_the_page_of_what_follows():
    first, second = laid(*[LINE] * 19, "（4）绩效自评情况", LINE * 3, "完。")
    assert "绩效自评情况" not in first and second.startswith("（4）绩效自评情况")
    first, second = laid(*[LINE] * 19, "一是提升园区知名度", LINE * 3, "完。")
    assert "一是提升园区知名度" in first


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (("（1）数量指标。", "已完成标识设置任务"), 1),
        (("（2）项目概况：", "根据方案建设。"), 1),
        (("1. 科学技术馆", "2. 科普服务中心", "3. 科学技术协会"), 0),  # a list
        (("1.加强管理，提高效益。", "全年完成。"), 0),  # a sentence
        (("（2）概况",), 0),  # nothing follows
        (("3.5万元", "其余不变。"), 0),
    ],
)
def test_which_lines_are_titles(lines, titles):
    assert sum(part.kind == "title" for part in with_titles([Part("text", lines)])) == titles


def as_word(*parts: Part):
    style, fonts = TypeStyle(), font_set()
    return docx.Document(io.BytesIO(word_file(parts, make_booklet(parts, style, fonts), style, fonts, title="", author="")))


def test_in_word_no_line_ends_behind_a_minus_sign_and_quotation_marks_are_chinese():
    body = as_word(Part("text", ("差异率-16.54%，得分80-90分。",))).paragraphs[-1]
    assert body.text == "差异率-16.54%，得分80-90分。"
    assert body._p.xml.count("<w:noBreakHyphen/>") == 1
    styles = as_word(Part("text", ("文",))).styles["Normal"].element.xml
    assert 'w:hint="eastAsia"' in styles


def test_the_cover_in_word_has_the_long_name_on_one_line_and_its_makers_at_the_foot():
    name = "乌鲁木齐市科学技术协会（部门）"
    unit, title, maker = as_word(Part("cover", (name, "2022年部门预算绩效文本", "唐山市财政局审核")), Part("text", ("文",))).paragraphs[:3]
    (run,) = unit.runs
    assert run.font.size.pt * len(name) <= 156 * 72 / 25.4
    assert maker.paragraph_format.space_before.mm > 80 and maker.runs[0].font.size.pt < title.runs[0].font.size.pt


def test_the_contents_in_word_count_the_pages_as_word_sets_them():
    """Figures are narrower in Times New Roman: a part full of them ends earlier than on paper."""
    narrow = font_set().measured(latin_widths(), AIR)
    text = Part("text", ("1,234,567,890.12、" * 6 + "完。",) * 60)
    parts = [Part("contents"), Part("heading", ("第一部分",), 1), text, Part("heading", ("第二部分",), 1), Part("text", ("完。",))]
    paper = make_booklet(parts, TypeStyle(), font_set())
    word = make_booklet(parts, TypeStyle(), narrow, paper)
    assert word.entries[1].page < paper.entries[1].page
