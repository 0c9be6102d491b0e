"""Comparisons in words: up, down, level, from nothing, nothing at all; shares, rates and how figures are written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.core.cells import CellRef
from desktop.core.narrative import PhraseDef, ProseStyle
from desktop.core.numerals import in_chinese
from desktop.document.phrases import PhraseError, Phrases
from desktop.document.prose_figures import Figure
from desktop.document.spans import Ledger, plain

STYLE = ProseStyle(
    phrases=(
        PhraseDef("增减", "增加{差}万元，增长{率}", "减少{差}万元，下降{率}", "持平", "由{昔}增至{今}万元", "两年均无此项"),
        PhraseDef("无零", "增加{差}，增长{率}", "减少{差}", "持平"),
    )
)


def money(value: str | None, name: str = "收入") -> Figure:
    return Figure(None if value is None else Decimal(value), "money", name, (CellRef("公开01", name, "金额"),))


def said(now: str | None, before: str | None, name: str = "增减", style: ProseStyle = STYLE) -> str:
    ledger = Ledger()
    return plain(ledger.split(Phrases(style, ledger).compare(money(now), name, money(before, "上年收入"))))


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("120", "100", "增加20.00万元，增长20.00%"),
        ("80", "100", "减少20.00万元，下降20.00%"),
        ("100", "100", "持平"),
        ("5", "0", "由0.00增至5.00万元"),
        ("0", "5", "减少5.00万元，下降100.00%"),
        ("0", "0", "两年均无此项"),
        ("100.004", "100.001", "持平"),  # what is printed the same is level
        ("100.005", "100.004", "增加0.01万元，增长0.00%"),
        ("1234567.89", "1", "增加1,234,566.89万元，增长123456689.00%"),
        ("-5", "5", "减少10.00万元，下降200.00%"),
        (None, "5", "〔请填写：收入〕"),
        ("5", None, "〔请填写：上年收入〕"),
    ],
)
def test_the_words_follow_the_figures(now, before, words):
    assert said(now, before) == words


def test_a_rate_from_nothing_is_an_error_of_the_style_never_a_figure():
    with pytest.raises(PhraseError, match="from_zero"):
        said("5", "0", "无零")
    with pytest.raises(PhraseError, match="没有名为“别的”"):
        said("5", "1", "别的")


def test_shares_and_deviations():
    ledger = Ledger()
    phrases = Phrases(STYLE, ledger)
    show = lambda figure: plain(ledger.split(phrases.show(figure)))  # noqa: E731
    assert show(phrases.share(money("1"), money("3"))) == "33.33%"
    assert show(phrases.share(money("0"), money("0"))) == "0.00%"
    assert "请填写" in show(phrases.share(money("5"), money("0")))  # no rate of nothing
    assert show(phrases.deviation(money("90"), money("100"))) == "-10.00%"
    assert show(phrases.deviation(money("0"), money("0"))) == "0.00%"
    assert "请填写：预算" in show(phrases.deviation(money("90"), money(None, "预算")))


@pytest.mark.parametrize(
    ("style", "figure", "text"),
    [
        (ProseStyle(), money("1234567.891"), "1,234,567.89"),
        (ProseStyle(grouped=False), money("1234567.891"), "1234567.89"),
        (ProseStyle(zero="0"), money("0"), "0"),
        (ProseStyle(), money("0"), "0.00"),
        (ProseStyle(decimals=0), money("2.5"), "3"),
        (ProseStyle(percent_places=1), Figure(Decimal("12.345"), "percent", "率"), "12.3%"),
        (ProseStyle(tiny_percent=6), Figure(Decimal("0.00071"), "percent", "率"), "0.0007%"),
        (ProseStyle(tiny_percent=0), Figure(Decimal("0.00071"), "percent", "率"), "0.00%"),
        (ProseStyle(), Figure(Decimal("1200"), "count", "人"), "1,200"),
    ],
)
def test_figures_are_written_as_the_style_says(style, figure, text):
    ledger = Ledger()
    assert plain(ledger.split(Phrases(style, ledger).show(figure))) == text


def test_a_figure_knows_its_cells_and_how_it_was_made():
    ledger = Ledger()
    spans = ledger.split(Phrases(STYLE, ledger).compare(money("120"), "增减", money("100", "上年收入")))
    figures = [span for span in spans if span.kind == "figure"]
    assert [span.text for span in figures] == ["20.00", "20.00%"]
    assert {ref.row for ref in figures[0].refs} == {"收入", "上年收入"}
    assert figures[1].how == "（收入 － 上年收入）÷ 上年收入，保留 2 位小数"


def test_numbers_in_characters():
    assert [in_chinese(number) for number in (1, 10, 11, 20, 21, 99)] == ["一", "十", "十一", "二十", "二十一", "九十九"]
