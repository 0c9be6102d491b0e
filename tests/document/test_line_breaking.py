"""Line breaking: marks keep to their characters, numbers stay whole, nothing is wider than its line."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.document.fonts import font_set
from desktop.document.text import NOT_FIRST, NOT_LAST, break_lines, even_lines, gaps, justification

PARAGRAPH = (
    "2024年度收入总计2,201.39万元（其中：财政拨款收入2,195.66万元），比上年增加“三公”经费12.30万元，增长5.6%；"
    "主要原因是：《山西省科学技术进步条例》修订……——见https://www.jcgov.gov.cn/kjj说明！"
)


def song():  # type: ignore[no-untyped-def]
    return font_set().stack("song")


def test_no_line_begins_or_ends_with_a_mark_that_must_not_stand_there() -> None:
    for width in range(14, 40):
        lines = break_lines(PARAGRAPH, song(), 1.0, float(width))
        assert "".join(lines) == PARAGRAPH
        assert all(line[0] not in NOT_FIRST for line in lines[1:])
        assert all(line[-1] not in NOT_LAST for line in lines[:-1])


def test_numbers_and_words_are_not_cut() -> None:
    for width in range(16, 40):
        lines = break_lines(PARAGRAPH, song(), 1.0, float(width))
        for whole in ("2,201.39", "2,195.66", "12.30", "5.6%", "2024"):
            assert any(whole in line for line in lines)


def test_a_word_wider_than_the_line_is_cut_rather_than_printed_over_the_border() -> None:
    lines = break_lines("x" * 100, song(), 1.0, 5.0)
    assert "".join(lines) == "x" * 100
    assert all(song().width(line) <= 5.0 for line in lines)


def test_heads_are_broken_evenly_between_terms() -> None:
    assert even_lines("一般公共预算财政拨款", song(), 1.0, 9.0) == ["一般公共预算", "财政拨款"]
    assert even_lines("公务用车运行维护费", song(), 1.0, 8.2) == ["公务用车", "运行维护费"]
    assert even_lines("对附属单位补助支出", song(), 1.0, 8.2) == ["对附属单位", "补助支出"]


def test_justified_lines_reach_the_right_edge_and_a_torn_one_is_left_alone() -> None:
    line = "主要原因是修订条例"
    gap = justification(line, song(), 1.0, 10.0)
    assert abs(song().width(line) + gap * gaps(line) - 10.0) < 1e-9
    assert justification("甲乙", song(), 1.0, 10.0) == 0.0


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="一二三，。（）“”《》、12,.%aB- \n𬭩！：—…", max_size=60), st.floats(1.0, 20.0))
def test_every_character_is_printed_once_inside_the_width(text: str, width: float) -> None:
    lines = break_lines(text, song(), 1.0, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(song().width(line) <= width + 1e-6 for line in lines if len(line) > 1)
