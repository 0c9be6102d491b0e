"""What other programs put on the clipboard, read as a block: text, HTML, and HTML that means harm."""

from __future__ import annotations

import pytest
from clipboard_texts import EXCEL_HTML, EXCEL_TEXT, LIBRE_HTML, WORD_HTML, WPS_HTML

from desktop.app.pasting import block_of, read_text, written_text


def test_quoted_cells_keep_tabs_line_breaks_and_quotation_marks():
    rows = [["一\t二", "第一行\n第二行"], ['他说"好"', "1"]]
    assert read_text(written_text(rows)) == rows
    assert read_text("1\t2\r\n3\t\r\n\r\n") == [["1", "2"], ["3", ""]]
    assert read_text('5" 水管\t1\n第二\t2') == [['5" 水管', "1"], ["第二", "2"]], "a lone mark begins no quoted cell"
    assert block_of("\n\n").rows == [] and block_of("").rows == []


def test_a_table_of_excel_keeps_its_merged_cell_and_its_breaks():
    rows = block_of(EXCEL_TEXT, EXCEL_HTML).rows
    assert [row[:2] for row in rows] == [["2060101", "行政运行"], ["2060199", "其他科学技术 管理事务支出"]]
    assert [row[2] for row in rows] == ["1,234.50", "(12.30)"]
    assert rows[0][3] == "同一\n说明" and rows[1][3] is None, "what a merged cell covers is no blank"


def test_wps_gives_whole_figures_but_no_numbers_of_dates_and_no_other_scale():
    rows = block_of("", WPS_HTML).rows
    assert rows[0] == ["行政运行", "241.31", "50.00%"]
    assert rows[1] == ["报告日期", "2024/1/1", "123.46"]


def test_libreoffice_gives_every_digit():
    rows = block_of("2060101\t1,234.57\t\n合计\t-0.13\t\n", LIBRE_HTML).rows
    assert rows == [["2060101", "1234.5678", None], ["合计", "-0.125", ""]]


def test_a_table_of_word_keeps_paragraphs_and_leaves_what_is_hidden():
    assert block_of("", WORD_HTML).rows == [["行政运行", "1\n第二段"]]


def test_html_that_is_no_table_leaves_the_plain_text():
    assert block_of("1\t2", "<html><body><p>1 2</p></body></html>").rows == [["1", "2"]]
    assert block_of("12", "<table><tr><td>别的</td></tr></table>").rows == [["12"]], "a table without figures or merges says no more"


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td rowspan=999999999 colspan='99999999999999999999'>1",
        "<table>" * 50_000,
        "<table><tr>" + "<td colspan=1000>1</td>" * 3000,
        "<table><tr><td>" + "<p>a" * 30_000,
        "<table><tr><td>" + "<![" * 50_000,
        "<table><tr><td><![CDATA[x]]><!ENTITY a 'b'><?php ?>1</td></tr>",
        "<table><tr><td>" + "<a " * 100_000,
        "<table><tr><td>" + "<!--" * 60_000,
        "<table><tr><td>&#x110000;&#0;&#999999999999;&bogus;</td></tr></table>",
        "<table><script>alert(1)</script><tr><td><style>td{}</style>1<script>2</script></td></tr></table>",
        "\x00<table\x00><tr><td sdval='1e999999' x:num='NaN'>1</td></tr></table>",
        "</table></td></tr><tr><td>1</td></tr><table></table>",
    ],
)
def test_hostile_html_harms_nothing(html):
    block = block_of("7\t8", html)
    assert block.too_large or block.rows, html[:40]
    assert all(text is None or ("alert" not in text and "td{}" not in text) for row in block.rows for text in row)
    assert sum(map(len, block.rows)) <= 200_000


def test_whole_columns_are_too_much_and_say_so():
    assert block_of("\t".join("1" * 20) + "\n" + ("1\t" * 30 + "\n") * 10_000).too_large
    assert len(block_of("1\n" + "\n" * 50_000).rows) == 1, "empty lines behind are not part of it"
